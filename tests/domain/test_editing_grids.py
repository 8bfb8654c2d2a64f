"""Edits of grids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import QuestionKey
from bot.domain.edits import (
    AddItems,
    ConfirmRow,
    CopyFrom,
    CopyRow,
    Keep,
    MoveItem,
    Pick,
    RemoveItem,
    RenameItem,
    TakeProposal,
    ToggleCell,
)
from bot.domain.errors import Reason
from bot.domain.route import StepStatus
from bot.domain.values import GridValue, Item
from tests.domain.talking import Talk, questions
from tests.domain.test_editing import refused

if TYPE_CHECKING:
    from bot.domain.edits import Edit

GRID = """
- {id: l, kind: list, extras: [{id: first_one, label: First}]}
- id: g
  kind: grid
  rows: l
  own_columns: true
  columns:
    - {id: phone, label: Phone}
    - {id: own, label: Own, group: sees}
    - {id: all, label: All, group: sees}
  proposals: [{row: first_one, columns: [phone, own]}]
- {id: closed, kind: grid, rows: l, columns: [{id: c, label: C}]}
"""


@pytest.fixture
def talk() -> Talk:
    """Rows #1 (ready) and #2."""
    return Talk(questions(GRID)).do("l", AddItems(("First", "Second")))


def cells(talk: Talk, key: str = "g") -> set[tuple[str, str]]:
    value = talk.given(key).value
    assert isinstance(value, GridValue)
    return set(value.cells)


def test_a_cell_goes_on_and_off_and_its_row_is_not_passed_by_that(talk: Talk) -> None:
    assert cells(talk.do("g", ToggleCell("#1", "phone"), ToggleCell("#2", "own"))) == {("#1", "phone"), ("#2", "own")}
    assert cells(talk.do("g", ToggleCell("#1", "phone"))) == {("#2", "own")}
    assert talk.held("g", GridValue).confirmed == frozenset()
    assert talk.status("g") is StepStatus.UNANSWERED


def test_columns_of_a_group_exclude_one_another_in_a_row(talk: Talk) -> None:
    talk.do("g", ToggleCell("#1", "own"), ToggleCell("#2", "own"), ToggleCell("#1", "all"))
    assert cells(talk) == {("#1", "all"), ("#2", "own")}


def test_the_grid_is_answered_when_every_row_is_passed(talk: Talk) -> None:
    talk.do("g", ConfirmRow("#1"))
    assert talk.status("g") is StepStatus.UNANSWERED
    assert talk.do("g", ConfirmRow("#2")).status("g") is StepStatus.ANSWERED


def test_a_row_becomes_like_another(talk: Talk) -> None:
    talk.do("g", ToggleCell("#1", "own"), ToggleCell("#2", "all"), CopyRow("#2", "#1"))
    assert cells(talk) == {("#1", "own"), ("#2", "own")}


def test_own_columns_are_added_renamed_and_removed_with_their_marks(talk: Talk) -> None:
    talk.do("g", AddItems(("Вес", "phone")), ToggleCell("#1", "#3"), RenameItem("#3", "Масса"))
    assert talk.held("g", GridValue).own_columns == (Item("#3", "Масса"),)
    assert cells(talk) == {("#1", "#3")}
    assert cells(talk.do("g", RemoveItem("#3"))) == set()


def test_the_proposal_fills_the_rows_not_touched_and_passes_all(talk: Talk) -> None:
    talk.do("g", TakeProposal())
    assert cells(talk) == {("#1", "phone"), ("#1", "own")}
    assert talk.status("g") is StepStatus.ANSWERED
    talk.do("g", ToggleCell("#1", "own"), TakeProposal())
    assert cells(talk) == {("#1", "phone")}


def test_a_row_with_a_mark_of_the_client_is_left_to_him_by_the_proposal(talk: Talk) -> None:
    talk.do("g", ToggleCell("#1", "all"), TakeProposal())
    assert cells(talk) == {("#1", "all")}


def test_keeping_passes_every_row(talk: Talk) -> None:
    talk.do("g", ToggleCell("#2", "phone"), Keep())
    assert (talk.status("g"), cells(talk)) == (StepStatus.ANSWERED, {("#2", "phone")})


def test_marks_of_a_removed_row_are_out_of_sight_and_outlive_edits_of_other_rows(talk: Talk) -> None:
    talk.do("g", ToggleCell("#1", "phone"), Keep())
    seq = talk.answers.latest[QuestionKey("l")].seq
    talk.do("l", RemoveItem("#1")).do("g", ToggleCell("#2", "all"))
    assert talk.held("g", GridValue) == GridValue(frozenset({("#2", "all")}), (), frozenset({"#2"}))
    talk.restore(seq)
    assert cells(talk) == {("#1", "phone"), ("#2", "all")}
    assert talk.status("g") is StepStatus.STALE


@pytest.mark.parametrize(
    ("key", "change", "reason"),
    [
        ("g", ToggleCell("#9", "phone"), Reason.GONE),
        ("g", ToggleCell("#1", "nothing"), Reason.NO_SUCH_OPTION),
        ("g", ConfirmRow("#9"), Reason.GONE),
        ("g", CopyRow("#1", "#9"), Reason.GONE),
        ("g", CopyRow("#9", "#1"), Reason.GONE),
        ("g", RenameItem("phone", "x"), Reason.GONE),
        ("g", RemoveItem("phone"), Reason.GONE),
        ("g", AddItems(("phone",)), Reason.ALREADY_THERE),
        ("g", CopyFrom(QuestionKey("closed")), Reason.GONE),
        ("g", MoveItem("#1", 1), Reason.NO_SUCH_OPTION),
        ("closed", AddItems(("x",)), Reason.NO_SUCH_OPTION),
        ("closed", TakeProposal(), Reason.EMPTY),
    ],
)
def test_what_breaks_a_constraint_is_refused(talk: Talk, key: str, change: Edit, reason: Reason) -> None:
    talk.do("closed", Keep())
    with refused(reason):
        talk.do(key, change)


def test_an_own_column_cannot_take_the_name_of_another(talk: Talk) -> None:
    talk.do("g", AddItems(("One", "Two")))
    with refused(Reason.ALREADY_THERE):
        talk.do("g", RenameItem("#3", "two"))
    with refused(Reason.ALREADY_THERE):
        talk.do("g", RenameItem("#3", "Phone"))


def test_a_copy_maps_rows_by_their_origin_then_by_label_and_leaves_new_rows_open() -> None:
    talk = Talk(
        questions("""
        - {id: deals, kind: list}
        - {id: l, kind: list, for_each: deals, extras: [{id: new, label: New}],
           fixed: [{id: won, label: Won, outcome: success}]}
        - {id: g, kind: grid, rows: l, for_each: deals, own_columns: true, columns: [{id: c, label: C}]}
        """)
    )
    talk.do("deals", AddItems(("A", "B")))
    talk.do("l@#1", AddItems(("New", "Own", "Gone"))).do(
        "l@#2", AddItems(("own", "New", "Other")), RenameItem("#7", "N")
    )
    talk.do("g@#1", AddItems(("Вес",)), *(ToggleCell(row, "c") for row in ("#3", "#4", "#5", "won")))
    talk.do("g@#1", ToggleCell("#3", "#9"), Keep())
    talk.do("g@#2", CopyFrom(QuestionKey("g", ("#1",))))
    assert cells(talk, "g@#2") == {("#7", "c"), ("#6", "c"), ("won", "c"), ("#7", "#10")}
    assert talk.held("g@#2", GridValue).own_columns == (Item("#10", "Вес"),)
    assert talk.held("g@#2", GridValue).confirmed == {"#6", "#7", "won"}
    assert talk.status("g@#2") is StepStatus.UNANSWERED


HIDING = """
- {id: calls, kind: choice}
- {id: l, kind: list}
- id: g
  kind: grid
  rows: l
  columns:
    - {id: a, label: A, when: {is: {calls: "yes"}}}
    - {id: own, label: Own, group: sees, when: {is: {calls: "yes"}}}
    - {id: all, label: All, group: sees}
  proposals: [{row: every, columns: [all]}]
"""


@pytest.fixture
def hidden() -> Talk:
    """Rows #1 and #2, marked in columns that are out of sight now."""
    talk = Talk(questions(HIDING)).do("calls", Pick("yes")).do("l", AddItems(("First", "Second")))
    talk.do("g", *(ToggleCell(row, column) for row in ("#1", "#2") for column in ("a", "own")))
    return talk.do("calls", Pick("no"))


def test_marks_in_a_column_out_of_sight_outlive_edits_of_what_is_in_sight(hidden: Talk) -> None:
    hidden.do("g", ToggleCell("#1", "all"), ConfirmRow("#1"), Keep())
    assert cells(hidden) == {("#1", "all")}
    hidden.do("calls", Pick("yes"))
    assert cells(hidden) == {("#1", "a"), ("#1", "all"), ("#2", "a"), ("#2", "own")}


def test_a_row_like_another_is_so_out_of_sight_too(hidden: Talk) -> None:
    hidden.do("calls", Pick("yes")).do("g", ToggleCell("#1", "a")).do("calls", Pick("no"))
    hidden.do("g", CopyRow("#2", "#1")).do("calls", Pick("yes"))
    assert cells(hidden) == {("#1", "own"), ("#2", "own")}


def test_a_proposal_taken_leaves_what_is_out_of_sight_but_for_what_it_excludes(hidden: Talk) -> None:
    hidden.do("g", TakeProposal())
    assert cells(hidden) == {("#1", "all"), ("#2", "all")}
    hidden.do("calls", Pick("yes"))
    assert cells(hidden) == {("#1", "a"), ("#1", "all"), ("#2", "a"), ("#2", "all")}


def test_a_column_out_of_sight_cannot_be_toggled(hidden: Talk) -> None:
    with refused(Reason.NO_SUCH_OPTION):
        hidden.do("g", ToggleCell("#1", "a"))


def test_what_is_put_off_keeps_its_marks_out_of_sight(hidden: Talk) -> None:
    hidden.defer("g").do("calls", Pick("yes"))
    assert cells(hidden) == {(row, column) for row in ("#1", "#2") for column in ("a", "own")}
