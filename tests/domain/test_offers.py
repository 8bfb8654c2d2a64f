"""What a card offers: options, advice, presets, proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import offers
from bot.domain.edits import AddItems, ConfirmRow, Pick, RemoveItem, RenameItem, TakeProposal, Toggle, ToggleCell
from bot.domain.values import GridValue
from tests.domain.talking import Talk, questions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.questionnaire import Option, Preset, PresetItem


def advice(talk: Talk) -> str | None:
    found = offers.advice_of(talk.route, talk.step("way"))
    return found.because if found else None


def proposed(talk: Talk, key: str) -> str | None:
    found = offers.proposed_preset(talk.route, talk.step(key))
    return found.id if found else None


CHOICES = """
- {id: calls, kind: choice}
- id: way
  kind: choice
  options: [{id: phone, label: Phone, when: {is: {calls: "yes"}}}, mail, letter]
  advice:
    - {option: phone, because: You call}
    - {option: mail, because: Letters are slow, when: {not: {answered: way}}}
- id: many
  kind: multichoice
  options: [{id: phone, label: Phone, when: {is: {calls: "yes"}}}, mail, letter]
  proposals:
    - {options: [letter, phone], when: {answered: calls}}
    - {options: [mail]}
"""


def ids(found: Iterable[Option | Preset | PresetItem]) -> list[str]:
    return [each.id for each in found]


def test_options_and_proposals_are_those_whose_conditions_hold_in_the_order_of_the_definition() -> None:
    talk = Talk(questions(CHOICES))
    assert ids(offers.options_of(talk.route, talk.step("way"))) == ["mail", "letter"]
    assert offers.proposed_options(talk.route, talk.step("many")) == ("mail",)
    talk.do("calls", Pick("yes"))
    assert ids(offers.options_of(talk.route, talk.step("way"))) == ["phone", "mail", "letter"]
    assert offers.proposed_options(talk.route, talk.step("many")) == ("phone", "letter")


def test_the_advice_is_the_first_that_holds_and_whose_option_is_offered() -> None:
    talk = Talk(questions(CHOICES))
    assert advice(talk) == "Letters are slow"
    talk.do("calls", Pick("yes"))
    assert advice(talk) == "You call"
    talk.do("calls", Pick("no")).do("way", Pick("mail"))
    assert advice(talk) is None


LIST = """
- {id: trade, kind: choice, options: [shop, plant]}
- id: stages
  kind: list
  presets:
    - {id: long, title: Long, items: [{id: new, label: New}, {id: made, label: Made}], when: {is: {trade: plant}}}
    - {id: short, title: Short, items: [{id: new, label: New}]}
    - {id: other, title: Other, items: [{id: odd, label: Odd}], when: {is: {trade: shop}}}
  extras: [{id: new, label: New}, {id: paid, label: Paid}, {id: sent, label: Sent}]
  fixed: [{id: won, label: Won, outcome: success}]
- id: fields
  kind: grid
  rows: stages
  own_columns: true
  columns:
    - {id: phone, label: Phone}
    - {id: weight, label: Weight, when: {is: {trade: plant}}}
    - {id: own, label: Own, group: sees}
    - {id: all, label: All, group: sees}
  proposals:
    - {row: first, columns: [phone]}
    - {row: last, columns: [weight]}
    - {row: every, columns: [own]}
    - {row: won, columns: [all, phone]}
    - {row: made, columns: [phone], when: {is: {trade: shop}}}
"""


def test_the_first_preset_that_fits_is_proposed_and_the_fitting_ones_come_first() -> None:
    talk = Talk(questions(LIST))
    assert proposed(talk, "stages") == "short"
    assert ids(offers.presets_of(talk.route, talk.step("stages"))) == ["short", "long", "other"]
    talk.do("trade", Pick("plant"))
    assert proposed(talk, "stages") == "long"
    assert ids(offers.presets_of(talk.route, talk.step("stages"))) == ["long", "short", "other"]


def test_nothing_is_proposed_where_no_preset_fits() -> None:
    talk = Talk(
        questions("""
        - {id: t, kind: text}
        - {id: l, kind: list, presets: [{id: p, title: P, items: [{id: a, label: A}], when: {answered: t}}]}
        """)
    )
    assert proposed(talk, "l") is None
    assert ids(offers.presets_of(talk.route, talk.step("l"))) == ["p"]


def test_ready_elements_are_offered_until_the_list_has_them() -> None:
    talk = Talk(questions(LIST)).do("trade", Pick("plant"))
    assert ids(offers.extras_of(talk.route, talk.step("stages"))) == ["paid", "sent"]
    talk.do("stages", AddItems(("sent", "New")))
    assert ids(offers.extras_of(talk.route, talk.step("stages"))) == ["paid", "made"]
    talk.do("stages", RenameItem(talk.elements("stages")["New"], "Fresh"))
    assert ids(offers.extras_of(talk.route, talk.step("stages"))) == ["paid", "made"]


def test_rows_are_the_elements_with_the_fixed_ones_last_and_columns_those_offered_then_own_ones() -> None:
    talk = Talk(questions(LIST)).do("stages", TakeProposal())
    assert [row.label for row in offers.rows_of(talk.route, talk.step("fields"))] == ["New", "Won"]
    talk.do("fields", AddItems(("Свой",)))
    columns = offers.columns_of(talk.route, talk.step("fields"))
    assert [(column.label, column.group, column.own) for column in columns] == [
        ("Phone", "", False),
        ("Own", "sees", False),
        ("All", "sees", False),
        ("Свой", "", True),
    ]


def test_a_grid_is_proposed_by_row_with_one_column_of_a_group_and_every_row_confirmed() -> None:
    talk = Talk(questions(LIST)).do("trade", Pick("plant")).do("stages", TakeProposal())
    rows = talk.elements("stages")
    cells = {
        (rows["New"], "phone"),
        (rows["Made"], "weight"),
        *((row, "own") for row in rows.values()),
        (rows["Won"], "phone"),
    }
    assert offers.proposed_grid(talk.route, talk.step("fields")) == GridValue(
        frozenset(cells), (), frozenset(rows.values())
    )


def test_rows_of_a_multiple_choice_are_found_by_their_options() -> None:
    talk = Talk(
        questions("""
        - {id: channels, kind: multichoice, own: true, options: [vk, site]}
        - {id: who, kind: grid, rows: channels, columns: [{id: me, label: Me}],
           proposals: [{row: vk, columns: [me]}]}
        """)
    )
    talk.do("channels", Toggle("vk"), Toggle("site"))
    assert offers.proposed_grid(talk.route, talk.step("who")).cells == frozenset({("vk", "me")})


REPEATED = """
- {id: deals, kind: list}
- {id: stages, kind: list, for_each: deals}
- {id: rights, kind: grid, rows: stages, for_each: deals, columns: [{id: c, label: C}]}
"""


def test_siblings_are_the_same_question_elsewhere_once_it_has_a_value() -> None:
    talk = Talk(questions(REPEATED)).do("deals", AddItems(("A", "B", "C")))
    a, b, c = talk.elements("deals").values()
    talk.do(f"stages@{a}", AddItems(("S",))).do(f"stages@{b}", AddItems(("S",))).defer(f"stages@{b}")
    assert [str(step.key) for step in offers.siblings(talk.route, talk.step(f"stages@{c}"))] == [f"stages@{a}"]
    assert offers.siblings(talk.route, talk.step(f"stages@{a}")) == ()
    row = talk.elements(f"stages@{a}")["S"]
    talk.do(f"rights@{a}", ToggleCell(row, "c"), ConfirmRow(row))
    assert offers.siblings(talk.route, talk.step("deals")) == ()


def test_other_kinds_have_none_of_it() -> None:
    talk = Talk(questions("[{id: t, kind: text}]"))
    route, step = talk.route, talk.step("t")
    for offered in (
        offers.options_of,
        offers.rows_of,
        offers.columns_of,
        offers.presets_of,
        offers.extras_of,
        offers.record_presets,
    ):
        assert offered(route, step) == ()
    assert offers.proposed_options(route, step) == ()
    assert offers.advice_of(route, step) is None
    assert offers.proposed_preset(route, step) is None
    assert offers.proposed_grid(route, step) == GridValue()


def test_what_is_removed_from_a_list_is_offered_again() -> None:
    talk = Talk(questions(LIST)).do("stages", AddItems(("Paid", "X")))
    talk.do("stages", RemoveItem(talk.elements("stages")["Paid"]))
    assert "paid" in ids(offers.extras_of(talk.route, talk.step("stages")))
