"""What a change of mind does to other answers: shelved, in doubt, restored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import Answer, Answers, AnswerStatus, Dependency, QuestionKey
from bot.domain.edits import (
    AddItems,
    ConfirmRow,
    Keep,
    MoveItem,
    Pick,
    RemoveItem,
    RenameItem,
    SaveRecord,
    SetNumber,
    SetText,
    Toggle,
    ToggleCell,
)
from bot.domain.route import StepStatus, find_route
from bot.domain.values import (
    ChoiceValue,
    GridValue,
    ItemValue,
    ListValue,
    MultichoiceValue,
    NumberValue,
    Record,
    TextValue,
)
from tests.domain.talking import NOON, Talk, questions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.edits import Edit
    from bot.domain.route import Step
    from bot.domain.values import Value

STALE, ANSWERED, UNANSWERED = StepStatus.STALE, StepStatus.ANSWERED, StepStatus.UNANSWERED

STAGES = """
- {id: stages, kind: list, fixed: [{id: end, label: End, outcome: success}]}
- {id: fields, kind: grid, rows: stages, columns: [{id: phone, label: Phone}, {id: mail, label: Mail}]}
- {id: robots, kind: records, fields: [{id: at, kind: item, from: stages}, {id: text, kind: text}]}
"""


def stages_answered() -> Talk:
    """Stages A and B, every row of the grid passed, one robot at A."""
    talk = Talk(questions(STAGES)).do("stages", AddItems(("A", "B")))
    rows = talk.elements("stages")
    talk.do("fields", ToggleCell(rows["A"], "phone"), *(ConfirmRow(row) for row in rows.values()))
    return talk.do("robots", SaveRecord(Record("r1", {"at": ItemValue(rows["A"]), "text": TextValue("call")})))


def keys(found: Iterable[Answer | Step]) -> list[str]:
    return [str(each.key) for each in found]


def test_what_no_longer_applies_is_shelved_and_comes_back_with_its_value() -> None:
    talk = Talk(questions('[{id: need, kind: choice}, {id: n, kind: number, when: {is: {need: "yes"}}}]'))
    talk.do("need", Pick("yes")).do("n", SetNumber(3))
    talk.do("need", Pick("no"))
    assert keys(talk.route.shelved) == ["n"]
    assert keys(talk.last.shelved) == ["n"]
    talk.do("need", Pick("yes"))
    assert talk.route.shelved == ()
    assert keys(talk.last.restored) == ["n"]
    assert talk.value("n") == NumberValue(3)


def test_what_was_shelved_before_is_not_told_again() -> None:
    talk = Talk(
        questions("""
        - {id: need, kind: choice}
        - {id: n, kind: number, when: {is: {need: "yes"}}}
        - {id: t, kind: text}
        """)
    )
    talk.do("need", Pick("yes")).do("n", SetNumber(3)).do("need", Pick("no")).do("t", SetText("x"))
    assert talk.last.shelved == ()


def test_the_shelf_is_in_the_order_of_answering() -> None:
    talk = Talk(
        questions("""
        - {id: need, kind: choice}
        - {id: a, kind: number, when: {is: {need: "yes"}}}
        - {id: b, kind: number, when: {is: {need: "yes"}}}
        """)
    )
    talk.do("need", Pick("yes")).do("b", SetNumber(1)).do("a", SetNumber(1)).do("need", Pick("no"))
    assert keys(talk.route.shelved) == ["b", "a"]


def test_removing_a_stage_keeps_the_grid_and_the_undo_brings_its_marks_back() -> None:
    talk = stages_answered()
    a = talk.elements("stages")["A"]
    before = talk.value("fields")
    seq = talk.answers.latest[QuestionKey("stages")].seq
    talk.do("stages", RemoveItem(a))
    assert talk.status("fields") is ANSWERED
    assert talk.held("fields", GridValue).cells == frozenset()
    talk.restore(seq)
    assert talk.value("fields") == before
    assert talk.status("fields") is ANSWERED


def test_a_new_stage_opens_the_grid_and_puts_the_records_in_doubt() -> None:
    talk = stages_answered().do("stages", AddItems(("C",)))
    assert talk.status("fields") is UNANSWERED
    assert talk.status("robots") is STALE
    assert keys(talk.last.stale) == ["fields", "robots"]
    talk.do("fields", Keep()).do("robots", Keep())
    assert (talk.status("fields"), talk.status("robots")) == (ANSWERED, ANSWERED)


def test_what_was_in_doubt_before_is_not_told_again() -> None:
    talk = stages_answered().do("stages", AddItems(("C",))).do("fields", Keep())
    talk.do("stages", AddItems(("D",)))
    assert talk.status("robots") is STALE
    assert keys(talk.last.stale) == ["fields"]


def test_renaming_and_moving_stages_puts_nothing_in_doubt() -> None:
    talk = stages_answered()
    a = talk.elements("stages")["A"]
    talk.do("stages", RenameItem(a, "New name"), MoveItem(a, 1))
    assert (talk.status("fields"), talk.status("robots")) == (ANSWERED, ANSWERED)


def test_removing_a_stage_that_no_record_points_at_leaves_the_records_alone() -> None:
    talk = stages_answered()
    talk.do("stages", RemoveItem(talk.elements("stages")["B"]))
    assert (talk.status("robots"), talk.last.stale) == (ANSWERED, ())


def test_records_that_point_at_a_removed_stage_are_in_doubt_until_confirmed() -> None:
    talk = stages_answered()
    talk.do("stages", RemoveItem(talk.elements("stages")["A"]))
    assert (talk.status("robots"), keys(talk.last.stale)) == (STALE, ["robots"])
    assert talk.do("robots", Keep()).status("robots") is ANSWERED


def test_what_is_put_off_is_never_in_doubt() -> None:
    talk = stages_answered().defer("robots").do("stages", AddItems(("C",)))
    assert talk.status("robots") is StepStatus.DISCUSS


DEPENDENT = """
- {id: base, kind: KIND}
- {id: derived, kind: text, depends_on: [base]}
"""


@pytest.mark.parametrize(
    ("kind", "first", "same", "other"),
    [
        ("choice", Pick("yes"), Pick("yes"), Pick("no")),
        ("number", SetNumber(1), SetNumber(1.0), SetNumber(1, approximate=True)),
        ("text", SetText("x"), SetText(" x "), SetText("y")),
        ("list", AddItems(("A",)), RenameItem("#1", "B"), AddItems(("C",))),
        ("multichoice", Toggle("yes"), Keep(), Toggle("no")),
    ],
)
def test_an_answer_is_in_doubt_when_the_value_that_it_depends_on_is_another_one(
    kind: str, first: Edit, same: Edit, other: Edit
) -> None:
    talk = Talk(questions(DEPENDENT.replace("KIND", kind)))
    talk.do("base", first).do("derived", SetText("x"))
    assert talk.do("base", same).status("derived") is ANSWERED
    assert talk.do("base", other).status("derived") is STALE
    assert talk.do("derived", Keep()).status("derived") is ANSWERED


def test_an_answer_given_before_what_it_depends_on_is_in_doubt_once_that_is_answered_or_put_off() -> None:
    talk = Talk(questions(DEPENDENT.replace("KIND", "choice"))).do("derived", SetText("x"))
    assert talk.defer("base").status("derived") is ANSWERED
    assert talk.do("base", Pick("yes")).status("derived") is STALE
    talk.do("derived", Keep())
    assert talk.defer("base").status("derived") is STALE


def test_grids_and_records_can_be_depended_on_too() -> None:
    talk = Talk(questions(STAGES + "- {id: derived, kind: text, depends_on: [fields, robots]}"))
    talk.do("stages", AddItems(("A",))).do("fields", Keep()).do("robots", Keep()).do("derived", SetText("x"))
    a = talk.elements("stages")["A"]
    assert talk.do("fields", ToggleCell(a, "mail")).status("derived") is STALE
    talk.do("derived", Keep())
    talk.do("robots", SaveRecord(Record("r", {"at": ItemValue(a), "text": TextValue("t")})))
    assert talk.status("derived") is STALE


def test_the_basis_is_what_an_answer_rests_on_and_not_what_shows_its_question() -> None:
    talk = Talk(
        questions("""
        - {id: need, kind: choice}
        - {id: stages, kind: list}
        - {id: fields, kind: grid, rows: stages, depends_on: [need, stages, never], when: {is: {need: "yes"}}}
        - {id: never, kind: text, when: {is: {need: "no"}}}
        """)
    )
    talk.do("need", Pick("yes")).do("stages", AddItems(("A", "B"))).do("fields", Keep())
    a, b = talk.elements("stages").values()
    assert talk.answers.latest[QuestionKey("fields")].basis == (
        Dependency(QuestionKey("stages"), (a, b)),
        Dependency(QuestionKey("need"), ("option", "yes")),
        Dependency(QuestionKey("never"), ()),
    )
    assert talk.answers.latest[QuestionKey("stages")].basis == ()


def test_a_dependency_that_the_definition_has_dropped_does_not_count() -> None:
    key = QuestionKey("t")
    basis = (Dependency(QuestionKey("elsewhere"), ("x",)),)
    answer = Answer(1, key, AnswerStatus.ANSWERED, TextValue("x"), 1, NOON, "0", basis)
    route = find_route(questions("[{id: t, kind: text}]"), Answers((answer,)))
    assert route.by_key[key].status is ANSWERED


CONDITIONAL = """
- {id: calls, kind: choice}
- id: report
  kind: REPORT
  options: [deals, {id: calls_report, label: Calls, when: {is: {calls: "yes"}}}]
- {id: seen, kind: text, when: {includes: {report: calls_report}}}
"""


def test_an_option_that_is_not_offered_any_more_does_not_count_and_comes_back() -> None:
    talk = Talk(questions(CONDITIONAL.replace("REPORT", "multichoice")))
    talk.do("calls", Pick("yes")).do("report", Toggle("deals"), Toggle("calls_report")).do("seen", SetText("x"))
    talk.do("calls", Pick("no"))
    assert talk.value("report") == MultichoiceValue(("deals",))
    assert keys(talk.route.shelved) == ["seen"]
    talk.do("calls", Pick("yes"))
    assert talk.value("report") == MultichoiceValue(("deals", "calls_report"))
    assert keys(talk.last.restored) == ["seen"]


@pytest.mark.parametrize(
    ("kind", "change"), [("choice", Pick("calls_report")), ("multichoice", Toggle("calls_report"))]
)
def test_an_answer_that_is_nothing_but_an_option_not_offered_any_more_is_shelved(kind: str, change: Edit) -> None:
    talk = Talk(questions(CONDITIONAL.replace("REPORT", kind)))
    talk.do("calls", Pick("yes")).do("report", change).do("calls", Pick("no"))
    assert (talk.status("report"), talk.step("report").answer) == (UNANSWERED, None)
    assert keys(talk.last.shelved) == ["report"]
    assert talk.do("calls", Pick("yes")).status("report") is ANSWERED


def test_a_column_that_is_not_offered_any_more_does_not_count() -> None:
    talk = Talk(
        questions("""
        - {id: calls, kind: choice}
        - {id: l, kind: list}
        - {id: g, kind: grid, rows: l, columns: [{id: a, label: A, when: {is: {calls: "yes"}}}, {id: b, label: B}]}
        """)
    )
    talk.do("calls", Pick("yes")).do("l", AddItems(("Row",)))
    (row,) = talk.elements("l").values()
    talk.do("g", ToggleCell(row, "a"), ToggleCell(row, "b"), ConfirmRow(row))
    talk.do("calls", Pick("no"))
    assert talk.value("g") == GridValue(frozenset({(row, "b")}), (), frozenset({row}))
    assert talk.status("g") is ANSWERED


def given(key: str, value: Value, status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    return Answer(1, QuestionKey.parse(key), status, value, 1, NOON, "0")


def test_answers_to_questions_that_a_new_version_does_not_have_are_shelved() -> None:
    route = find_route(questions("[{id: t, kind: text}]"), Answers((given("old", TextValue("x")),)))
    assert keys(route.shelved) == ["old"]
    assert route.by_key[QuestionKey("t")].status is UNANSWERED


@pytest.mark.parametrize("value", [NumberValue(1), ChoiceValue("gone"), ListValue()])
def test_a_value_that_a_new_version_cannot_hold_is_shelved_and_the_question_open(value: Value) -> None:
    route = find_route(questions("[{id: t, kind: choice}]"), Answers((given("t", value),)))
    assert (route.steps[0].status, route.steps[0].answer) == (UNANSWERED, None)
    assert keys(route.shelved) == ["t"]


def test_what_was_put_off_stays_put_off_even_if_the_value_kept_with_it_does_not_fit_any_more() -> None:
    answer = given("t", NumberValue(1), AnswerStatus.UNKNOWN)
    route = find_route(questions("[{id: t, kind: choice}]"), Answers((answer,)))
    assert route.steps[0].status is StepStatus.UNKNOWN
    assert route.steps[0].answer == replace(answer, value=None)
    assert route.shelved == ()


def test_the_latest_row_of_a_question_is_in_force() -> None:
    answers = Answers().with_(given("t", TextValue("old")))
    answers = answers.with_(Answer(2, QuestionKey("t"), AnswerStatus.ANSWERED, TextValue("new"), 1, NOON, "1"))
    assert answers.latest[QuestionKey("t")].value == TextValue("new")
    assert (answers.next_seq, answers.at(1), answers.at(9)) == (3, given("t", TextValue("old")), None)


def test_a_key_is_the_same_after_writing_and_reading_it() -> None:
    for key in (QuestionKey("q"), QuestionKey("q", ("a",)), QuestionKey("q", ("a", "b"))):
        assert QuestionKey.parse(str(key)) == key
