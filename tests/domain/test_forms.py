"""Records as small forms: fields that apply, what they offer, records from presets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain import filling, forms, offers
from bot.domain.edits import AddItems, Pick, Toggle
from bot.domain.errors import Reason, Refused
from bot.domain.questionnaire import ChoiceField, ItemField, RecordsQuestion, TextField
from bot.domain.values import ChoiceValue, ItemValue, NumberValue, Record, TextValue
from tests.domain.talking import Talk, questions

if TYPE_CHECKING:
    from bot.domain.questionnaire import RecordField
    from bot.domain.values import FieldValue

ROBOTS = """
- {id: heavy, kind: choice}
- id: stages
  kind: list
  extras: [{id: offer, label: Offer}, {id: paid, label: Paid}]
  fixed: [{id: won, label: Won, outcome: success}]
- id: robots
  kind: records
  fields:
    - {id: at, kind: item, from: stages, default: first}
    - {id: when, kind: choice, options: [at_once, {id: later, label: Later, note: "Slow"}], default: at_once}
    - {id: delay, kind: number, when: {is: {when: later}}, default: "2", suggestions: [1]}
    - {id: unit, kind: choice, when: {answered: delay}, options: [hours, days], own: true, default: days}
    - {id: text, kind: text, max_length: 20}
    - {id: whom, kind: text, optional: true}
  presets:
    - {id: call, title: Call, values: {at: offer, when: later, delay: "3", text: Call}}
    - {id: thank, title: Thank, values: {at: last, text: Thanks, whom: Boss}, when: {includes: {stages: paid}}}
    - {id: closed, title: Closed, values: {at: won, text: Done}, proposed: false}
    - {id: lacking, title: Lacking, values: {at: first}}
    - {id: odd_number, title: Odd, values: {at: first, when: later, delay: soon, text: x}}
    - {id: odd_option, title: Odd, values: {at: first, when: never, text: x}}
"""


def robots(*stages: str) -> Talk:
    return Talk(questions(ROBOTS)).do("stages", AddItems(stages or ("Offer", "Own")))


def question(talk: Talk) -> RecordsQuestion:
    found = talk.questionnaire.questions["robots"]
    assert isinstance(found, RecordsQuestion)
    return found


def field(talk: Talk, name: str) -> RecordField:
    return next(each for each in question(talk).fields if each.id == name)


def tapped(name: str) -> ChoiceField | ItemField:
    found = field(robots(), name)
    assert isinstance(found, ChoiceField | ItemField)
    return found


def asked(talk: Talk, **values: FieldValue) -> list[str]:
    return [each.id for each in filling.fields_of(question(talk), Record("r", values))]


def test_a_field_applies_by_the_values_of_the_fields_before_it() -> None:
    talk = robots()
    later, at_once = ChoiceValue("later"), ChoiceValue("at_once")
    assert asked(talk) == ["at", "when", "text", "whom"]
    assert asked(talk, when=at_once) == ["at", "when", "text", "whom"]
    assert asked(talk, when=later) == ["at", "when", "delay", "text", "whom"]
    assert asked(talk, when=later, delay=NumberValue(1)) == ["at", "when", "delay", "unit", "text", "whom"]
    assert asked(talk, when=at_once, delay=NumberValue(1)) == ["at", "when", "text", "whom"]


def test_the_form_goes_from_field_to_field_to_its_end_and_passes_over_those_that_are_filled() -> None:
    talk = robots()
    record = Record("r", {"when": ChoiceValue("later")})
    path = []
    after = None
    while (step := forms.next_field(question(talk), record, after)) is not None:
        path.append(step.id)
        after = step.id
    assert path == ["at", "delay", "text", "whom"]


def test_a_changed_field_drops_the_values_that_no_longer_apply() -> None:
    talk = robots()
    record = Record("r", {"when": ChoiceValue("later"), "delay": NumberValue(1), "unit": ChoiceValue("days")})
    changed = forms.with_field(question(talk), record, "when", ChoiceValue("at_once"))
    assert changed == Record("r", {"when": ChoiceValue("at_once")})


def test_what_points_at_an_element_that_is_gone_must_be_given_anew() -> None:
    talk = robots()
    record = Record("r", {"at": ItemValue(talk.elements("stages")["Own"]), "text": TextValue("Call")})
    step = talk.step("robots")
    assert forms.to_fill_again(talk.route, step, question(talk), record) == record
    lost = Record("r", {"at": ItemValue("gone"), "text": TextValue("Call")})
    assert forms.to_fill_again(talk.route, step, question(talk), lost) == Record("r", {"text": TextValue("Call")})


@pytest.mark.parametrize(
    "spoilt",
    [
        {"when": ChoiceValue("gone")},
        {"when": ChoiceValue(own="own")},
        {"delay": NumberValue(-1)},
        {"delay": TextValue("one")},
        {"text": TextValue("x" * 21)},
    ],
)
def test_what_could_not_be_saved_must_be_given_anew(spoilt: dict[str, FieldValue]) -> None:
    talk = robots()
    whole = Record("r", {"when": ChoiceValue("later"), "delay": NumberValue(1), "text": TextValue("Call")})
    record = replace(whole, values={**whole.values, **spoilt})
    kept = forms.to_fill_again(talk.route, talk.step("robots"), question(talk), record)
    assert not spoilt.keys() & kept.values.keys()
    assert "text" in kept.values or "text" in spoilt


MENU = """
- {id: menu, kind: records, tree: %s, %s fields: [{id: does, kind: choice, options: [call, more]}]}
"""


@pytest.mark.parametrize(
    ("tree", "rule", "holders"),
    [
        ("true", "holds_others: {is: {does: more}},", ["more"]),
        ("true", "", ["call", "more"]),
        ("false", "", []),
    ],
)
def test_records_of_a_tree_may_hold_others_as_the_definition_says(tree: str, rule: str, holders: list[str]) -> None:
    asked = Talk(questions(MENU % (tree, rule))).questionnaire.questions["menu"]
    assert isinstance(asked, RecordsQuestion)
    records = [Record(option, {"does": ChoiceValue(option)}) for option in ("call", "more")]
    assert [record.id for record in records if filling.may_hold_others(asked, record)] == holders


def test_a_field_offers_its_options_or_the_elements_in_reach_with_the_fixed_ones() -> None:
    talk = robots()
    found = forms.field_options(talk.route, talk.step("robots"), field(talk, "when"))
    assert [(option.id, option.label, option.note) for option in found] == [
        ("at_once", "At_once", ""),
        ("later", "Later", "Slow"),
    ]
    reach = forms.field_options(talk.route, talk.step("robots"), field(talk, "at"))
    assert [option.label for option in reach] == ["Offer", "Own", "Won"]
    assert forms.field_options(talk.route, talk.step("robots"), field(talk, "delay")) == ()


def test_a_text_suggests_what_suits_the_record_so_far() -> None:
    form = questions("""
        - id: robots
          kind: records
          fields:
            - {id: what, kind: choice, options: [task, letter]}
            - {id: text, kind: text, suggestions: [Hello, {label: Call them, when: {is: {what: task}}}]}
        """).questions["robots"]
    assert isinstance(form, RecordsQuestion)
    text = form.fields[1]
    assert isinstance(text, TextField)

    assert filling.suggestions_of(Record("r", {"what": ChoiceValue("task")}), text) == ("Hello", "Call them")
    assert filling.suggestions_of(Record("r", {"what": ChoiceValue("letter")}), text) == ("Hello",)


def test_defaults_become_values() -> None:
    talk = robots()
    step = talk.step("robots")
    first = talk.elements("stages")["Offer"]
    assert forms.default_of(talk.route, step, field(talk, "at")) == ItemValue(first)
    assert forms.default_of(talk.route, step, field(talk, "when")) == ChoiceValue("at_once")
    assert forms.default_of(talk.route, step, field(talk, "delay")) == NumberValue(2)
    assert forms.default_of(talk.route, step, field(talk, "text")) is None


def test_records_are_proposed_by_presets_that_fit_resolve_and_are_whole() -> None:
    talk = robots()
    offer = talk.elements("stages")["Offer"]
    assert forms.proposed_records(talk.route, talk.step("robots")) == (
        Record(
            "call",
            {
                "at": ItemValue(offer),
                "when": ChoiceValue("later"),
                "delay": NumberValue(3),
                "unit": ChoiceValue("days"),
                "text": TextValue("Call"),
            },
        ),
    )
    talk = robots("Own", "Paid")
    assert [record.id for record in forms.proposed_records(talk.route, talk.step("robots"))] == ["thank"]


def test_a_preset_kept_out_of_the_proposal_is_still_offered() -> None:
    talk = robots()
    presets = offers.record_presets(talk.route, talk.step("robots"))
    assert [preset.id for preset in presets] == ["call", "closed", "lacking", "odd_number", "odd_option"]
    made = forms.record_from(talk.route, talk.step("robots"), presets[1], "new")
    assert made is not None
    assert made.values["at"] == ItemValue("won")


@pytest.mark.parametrize(
    ("name", "argument", "value"),
    [
        ("when", "later", ChoiceValue("later")),
        ("at", "x", ItemValue("x")),
    ],
)
def test_a_tap_on_a_field_means_a_value(name: str, argument: str, value: FieldValue) -> None:
    assert forms.pick_of(tapped(name), argument) == value


def test_an_invented_tap_on_a_field_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        forms.pick_of(tapped("when"), "invented")
    assert refused.value.reason is Reason.NO_SUCH_OPTION


@pytest.mark.parametrize(
    ("text", "amount"),
    [("2.5", 2.5), ("-5", -5), ("x", None), (".", None), ("nan", None), ("1e9", None), ("٣", None)],
)
def test_a_definition_writes_numbers_in_plain_digits(text: str, amount: float | None) -> None:
    assert forms.number_from(text) == (None if amount is None else NumberValue(amount))


def test_presets_can_ask_for_an_option_of_a_multiple_choice() -> None:
    talk = Talk(
        questions("""
        - {id: channels, kind: multichoice, options: [vk, site]}
        - {id: rules, kind: records, fields: [{id: in, kind: item, from: channels}],
           presets: [{id: p, title: P, values: {in: site}}]}
        """)
    )
    talk.do("channels", Toggle("vk"))
    assert forms.proposed_records(talk.route, talk.step("rules")) == ()
    talk.do("channels", Toggle("site"))
    assert forms.proposed_records(talk.route, talk.step("rules")) == (Record("p", {"in": ItemValue("site")}),)


def test_other_kinds_propose_no_records() -> None:
    talk = robots().do("heavy", Pick("yes"))
    assert forms.proposed_records(talk.route, talk.step("heavy")) == ()
    preset = question(talk).presets[0]
    assert forms.record_from(talk.route, talk.step("heavy"), preset, "r") is None
