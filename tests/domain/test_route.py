"""Which questions are asked, in which order."""

from __future__ import annotations

import pytest

from bot.domain.answers import AnswerStatus, QuestionKey
from bot.domain.edits import (
    AddItems,
    Keep,
    Pick,
    RemoveItem,
    RenameItem,
    SetNumber,
    SetText,
    Toggle,
    ToggleCell,
)
from bot.domain.route import Progress, StepStatus
from bot.domain.values import Item
from tests.domain.talking import Talk, questions, sections

LEADS = """
- {id: need, kind: choice}
- {id: stages, kind: list, when: {is: {need: "yes"}}}
- {id: source, kind: text}
"""


def test_questions_come_in_the_order_of_the_definition() -> None:
    assert Talk(questions(LEADS)).keys == ["need", "source"]
    assert Talk(questions(LEADS)).do("source", SetText("x")).do("need", Pick("yes")).keys == [
        "need",
        "stages",
        "source",
    ]


def test_a_question_whose_condition_fails_is_not_asked() -> None:
    assert Talk(questions(LEADS)).do("need", Pick("no")).keys == ["need", "source"]


@pytest.mark.parametrize("status", [AnswerStatus.DISCUSS, AnswerStatus.UNKNOWN])
def test_what_is_put_off_has_no_value_for_conditions_even_if_one_was_kept_with_it(status: AnswerStatus) -> None:
    talk = Talk(questions(LEADS)).do("need", Pick("yes")).defer("need", status)
    assert talk.keys == ["need", "source"]
    assert talk.given("need").value is not None


def test_a_condition_does_not_see_an_answer_that_is_off_the_route() -> None:
    talk = Talk(
        questions("""
        - {id: a, kind: choice}
        - {id: b, kind: choice, when: {is: {a: "yes"}}}
        - {id: c, kind: text, when: {is: {b: "yes"}}}
        """)
    )
    talk.do("a", Pick("yes")).do("b", Pick("yes"))
    assert talk.keys == ["a", "b", "c"]
    assert talk.do("a", Pick("no")).keys == ["a"]


def test_a_condition_does_not_see_a_later_answer() -> None:
    talk = Talk(questions("[{id: a, kind: text, when: {answered: b}}, {id: b, kind: text}]"))
    assert talk.do("b", SetText("x")).keys == ["b"]


@pytest.mark.parametrize(
    ("condition", "keys"),
    [
        ('{is: {a: "yes"}}', ["tested"]),
        ('{is: {a: ["no", "yes"]}}', ["tested"]),
        ('{is: {a: "no"}}', []),
        ('{is: {a: "yes", missing: "yes"}}', []),
        ("{includes: {m: x}}", ["tested"]),
        ("{includes: {m: [z, x]}}", ["tested"]),
        ("{includes: {m: z}}", []),
        ("{includes: {l: ready}}", ["tested"]),
        ("{includes: {l: end}}", ["tested"]),
        ("{includes: {l: other}}", []),
        ("{includes: {g: col}}", ["tested"]),
        ("{includes: {g: col2}}", []),
        ("{answered: t}", ["tested"]),
        ("{answered: r}", ["tested"]),
        ("{answered: missing}", []),
        ("{answered: put_off}", []),
        ("{not: {answered: t}}", []),
        ("{any: [{answered: missing}, {answered: t}]}", ["tested"]),
        ("{any: [{answered: missing}, {answered: put_off}]}", []),
        ("{all: [{answered: t}, {answered: r}]}", ["tested"]),
        ("{all: [{answered: t}, {answered: missing}]}", []),
        ("{not: {any: [{answered: missing}, {not: {all: [{answered: t}]}}]}}", ["tested"]),
    ],
)
def test_every_kind_of_condition(condition: str, keys: list[str]) -> None:
    talk = Talk(
        questions(f"""
        - {{id: a, kind: choice}}
        - {{id: m, kind: multichoice, options: [x, y, z]}}
        - id: l
          kind: list
          extras: [{{id: ready, label: Ready}}, {{id: other, label: Other}}]
          fixed: [{{id: end, label: End, outcome: success}}]
        - {{id: g, kind: grid, rows: l, columns: [{{id: col, label: Col}}, {{id: col2, label: Col2}}]}}
        - {{id: t, kind: text}}
        - {{id: r, kind: records, fields: [{{id: f, kind: text}}]}}
        - {{id: put_off, kind: text}}
        - {{id: tested, kind: text, when: {condition}}}
        """)
    )
    talk.do("a", Pick("yes")).do("m", Toggle("x"), Toggle("y")).do("l", AddItems(("Ready", "Own")))
    talk.do("t", SetText("x")).do("r", Keep())
    talk.do("put_off", SetText("x")).defer("put_off")
    talk.do("g", ToggleCell(talk.elements("l")["Ready"], "col"))
    assert talk.keys[7:] == keys


def test_own_words_are_none_of_the_options() -> None:
    talk = Talk(
        questions("""
        - {id: a, kind: choice, own: true}
        - {id: yes_only, kind: text, when: {is: {a: "yes"}}}
        - {id: answered, kind: text, when: {answered: a}}
        """)
    )
    assert talk.say("a", "по-своему").keys == ["a", "answered"]


def test_a_multiple_choice_with_everything_taken_back_is_open_and_has_no_value() -> None:
    talk = Talk(questions("[{id: m, kind: multichoice, options: [x]}, {id: t, kind: text, when: {answered: m}}]")).do(
        "m", Toggle("x")
    )
    assert talk.keys == ["m", "t"]
    talk.do("m", Toggle("x"))
    assert (talk.keys, talk.status("m")) == (["m"], StepStatus.UNANSWERED)


REPEATED = """
- id: scenarios
  questions: [{id: scenario, kind: list, extras: [{id: prepaid, label: Prepaid}]}]
- id: deal
  for_each: scenario
  questions:
    - {id: stages, kind: list, fixed: [{id: won, label: Won, outcome: success}]}
    - {id: stage_note, kind: text, for_each: stages}
    - {id: simple, kind: choice}
    - {id: hard, kind: text, when: {is: {simple: "no"}}}
    - {id: advance, kind: number, when: {includes: {scenario: prepaid}}}
- id: after
  questions: [{id: end, kind: text}]
"""


def test_a_section_repeats_for_every_element_and_a_question_for_the_elements_of_its_own_place() -> None:
    talk = Talk(sections(REPEATED))
    assert talk.keys == ["scenario", "end"]
    talk.do("scenario", AddItems(("A", "B")))
    a, b = talk.elements("scenario").values()
    assert talk.keys == ["scenario", f"stages@{a}", f"simple@{a}", f"stages@{b}", f"simple@{b}", "end"]
    talk.do(f"stages@{b}", AddItems(("S", "T")))
    s, t = (talk.elements(f"stages@{b}")[label] for label in "ST")
    assert talk.keys[3:7] == [f"stages@{b}", f"stage_note@{b}@{s}", f"stage_note@{b}@{t}", f"simple@{b}"]
    assert [run.id for run in talk.route.runs] == ["scenarios", f"deal@{a}", f"deal@{b}", "after"]
    assert talk.step(f"stage_note@{b}@{t}").items == (Item(b, "B"), Item(t, "T"))


def test_a_reference_inside_a_repetition_means_the_same_repetition() -> None:
    talk = Talk(sections(REPEATED)).do("scenario", AddItems(("A", "B")))
    a, b = talk.elements("scenario").values()
    talk.do(f"simple@{a}", Pick("no"))
    assert f"hard@{a}" in talk.keys
    assert f"hard@{b}" not in talk.keys


def test_of_the_answer_that_it_repeats_for_a_repetition_sees_only_its_own_element() -> None:
    talk = Talk(sections(REPEATED)).do("scenario", AddItems(("Prepaid", "Own")))
    prepaid, own = talk.elements("scenario").values()
    assert f"advance@{prepaid}" in talk.keys
    assert f"advance@{own}" not in talk.keys


def test_renaming_an_element_changes_labels_and_nothing_else() -> None:
    talk = Talk(sections(REPEATED)).do("scenario", AddItems(("A",)))
    a = talk.elements("scenario")["A"]
    talk.do(f"simple@{a}", Pick("yes"))
    keys = talk.keys
    talk.do("scenario", RenameItem(a, "Renamed"))
    assert talk.keys == keys
    assert talk.status(f"simple@{a}") is StepStatus.ANSWERED
    assert talk.step(f"simple@{a}").items[0].label == "Renamed"


def test_a_repetition_for_a_multiple_choice_takes_options_in_the_order_of_the_definition_then_own_words() -> None:
    talk = Talk(
        questions("[{id: m, kind: multichoice, own: true, options: [x, y, z]}, {id: t, kind: text, for_each: m}]")
    )
    talk.do("m", AddItems(("Свой",)), Toggle("z"), Toggle("x"))
    assert [step.items[0].label for step in talk.route.steps[1:]] == ["X", "Z", "Свой"]


def test_a_question_for_each_element_of_what_has_none_is_not_asked() -> None:
    talk = Talk(questions("[{id: n, kind: number}, {id: t, kind: text, for_each: n}]"))
    assert talk.do("n", SetNumber(3)).keys == ["n"]


def test_a_grid_without_rows_and_records_without_anything_to_point_at_are_not_asked() -> None:
    talk = Talk(
        questions("""
        - {id: l, kind: list, fixed: [{id: end, label: End, outcome: failure}]}
        - {id: g, kind: grid, rows: l, columns: [{id: c, label: C}]}
        - {id: r, kind: records, fields: [{id: at, kind: item, from: l}]}
        - {id: maybe, kind: records, fields: [{id: at, kind: item, from: l, optional: true}]}
        """)
    )
    assert talk.keys == ["l", "maybe"]
    assert talk.defer("l").keys == ["l", "maybe"]
    assert talk.do("l", AddItems(("S",))).keys == ["l", "g", "r", "maybe"]


def test_a_section_without_a_question_to_ask_is_no_run() -> None:
    talk = Talk(sections("[{id: a, questions: [{id: x, kind: text, when: {answered: y}}]}]"))
    assert talk.route.runs == ()
    assert talk.route.progress == Progress(0, 0, 0, 100)


def test_a_section_has_a_condition_of_its_own() -> None:
    talk = Talk(
        sections("""
        - {id: a, questions: [{id: need, kind: choice}]}
        - {id: b, when: {is: {need: "yes"}}, questions: [{id: x, kind: text}, {id: y, kind: text}]}
        """)
    )
    assert talk.keys == ["need"]
    assert talk.do("need", Pick("yes")).keys == ["need", "x", "y"]


THREE = "[{id: a, kind: text}, {id: b, kind: number}, {id: c, kind: text, seconds: 50}]"


def test_the_next_open_question_is_behind_the_present_one_then_from_the_start() -> None:
    talk = Talk(questions(THREE))
    a, b, c = talk.route.steps
    assert talk.route.next_open() == a
    assert talk.route.next_open(after=b.key) == c
    assert talk.route.next_open(after=c.key) == a
    assert talk.route.next_open(after=QuestionKey("gone")) == a
    talk.do("b", SetNumber(1)).defer("c")
    assert talk.route.next_open(after=a.key) == a
    assert talk.do("a", SetText("x")).route.next_open() is None


def test_the_way_back_is_the_order_of_asking() -> None:
    route = Talk(questions(THREE)).route
    a, b, _ = route.steps
    assert route.before(b.key) == a
    assert route.before(a.key) is None
    assert route.before(QuestionKey("gone")) is None


def test_a_step_is_found_in_its_section() -> None:
    route = Talk(questions(THREE)).route
    assert route.run_of(QuestionKey("b")).id == "only"
    with pytest.raises(KeyError):
        route.run_of(QuestionKey("gone"))


def test_progress_counts_what_needs_no_more_of_the_client_and_the_usual_time_of_the_rest() -> None:
    talk = Talk(questions(THREE))
    assert talk.route.progress == Progress(0, 3, 90, 0)
    talk.do("a", SetText("x")).defer("b", AnswerStatus.UNKNOWN)
    assert talk.route.progress == Progress(2, 3, 50, 66)
    assert talk.do("c", SetText("x")).route.progress == Progress(3, 3, 0, 100)


def test_progress_counts_what_an_answer_may_still_open_until_it_is_known() -> None:
    talk = Talk(
        questions("""
        - {id: need, kind: choice, seconds: 10}
        - {id: stages, kind: list, when: {is: {need: "yes"}}, seconds: 40}
        - {id: fields, kind: grid, rows: stages, columns: [{id: phone, label: Phone}], seconds: 40}
        - {id: last, kind: text, seconds: 10}
        """)
    )
    assert talk.route.ahead == {"stages", "fields"}
    assert talk.route.progress == Progress(0, 2, 100, 0)
    talk.do("need", Pick("yes"))
    assert talk.route.ahead == {"fields"}
    assert talk.route.progress == Progress(1, 3, 90, 25)
    talk.do("need", Pick("no"))
    assert talk.route.ahead == frozenset()
    assert talk.route.progress == Progress(1, 2, 10, 75)


def test_taking_back_a_first_answer_leaves_the_question_as_never_answered() -> None:
    talk = Talk(questions(LEADS)).do("need", Pick("yes")).withdraw("need")
    assert (talk.keys, talk.status("need"), talk.step("need").answer) == (
        ["need", "source"],
        StepStatus.UNANSWERED,
        None,
    )


def test_conditions_can_be_held_against_a_finished_route_from_any_place() -> None:
    talk = Talk(sections(REPEATED)).do("scenario", AddItems(("Prepaid", "Own")))
    prepaid, own = talk.elements("scenario").values()
    condition = talk.questionnaire.questions["advance"].when
    assert talk.route.holds(condition)
    assert talk.route.holds(condition, (prepaid,), ("scenario",))
    assert not talk.route.holds(condition, (own,), ("scenario",))
    assert talk.route.holds(None)


def test_removing_an_element_takes_its_repetition_off_the_route() -> None:
    talk = Talk(sections(REPEATED)).do("scenario", AddItems(("A", "B")))
    a, b = talk.elements("scenario").values()
    talk.do("scenario", RemoveItem(a))
    assert talk.keys == ["scenario", f"stages@{b}", f"simple@{b}", "end"]
