"""What does not apply for a while is back as it was, whatever is edited meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.answers import AnswerStatus
from bot.domain.edits import AddItems, ConfirmRow, CopyRow, Keep, Pick, TakeProposal, Toggle, ToggleCell
from bot.domain.errors import Refused
from bot.domain.values import GridValue, MultichoiceValue
from tests.domain.talking import Talk, made_of
from tests.effort import effort

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from bot.domain.edits import Edit
    from tests.domain.talking import Json

CONDITION = {"is": {"shown": "yes"}}
NAMES = "abcd"
ROWS = ("#1", "#2")
any_hiding = settings(max_examples=effort(50), deadline=None)


@st.composite
def parts(draw: DrawFn, *, groups: bool) -> list[Json]:
    """Columns or options, some of them only while ``shown`` is «yes»."""
    hidden = draw(st.sets(st.sampled_from(NAMES), min_size=1, max_size=3))
    made: list[Json] = [{"id": name, "label": name.upper()} for name in NAMES]
    for part in made:
        if part["id"] in hidden:
            part["when"] = CONDITION
        if groups:
            part["group"] = draw(st.sampled_from(["", "g"]))
    return made


def asking(**question: object) -> Talk:
    """``shown`` is «yes», and there are two rows for a grid."""
    choice = {"id": "shown", "kind": "choice", "options": [{"id": part, "label": part} for part in ("yes", "no")]}
    rows = {"id": "rows", "kind": "list"}
    whole = [{"ask": "?", "short": "?", **each} for each in (choice, rows, {"id": "q", **question})]
    talk = Talk(made_of([{"id": "s", "title": "S", "questions": whole}]))
    return talk.do("shown", Pick("yes")).do("rows", AddItems(("A", "B")))


def try_to(talk: Talk, change: Edit) -> None:
    """Do it, unless that is refused."""
    try:
        talk.do("q", change)
    except Refused:
        return


@any_hiding
@given(parts(groups=True), st.data())
def test_marks_in_columns_out_of_sight_are_back_but_where_their_own_row_was_set_anew(
    columns: list[Json], data: st.DataObject
) -> None:
    talk = asking(kind="grid", rows="rows", columns=columns, proposals=[{"row": "every", "columns": list(NAMES)}])
    cells = st.builds(ToggleCell, st.sampled_from(ROWS), st.sampled_from(NAMES))
    for change in data.draw(st.lists(cells, min_size=1, max_size=6)):
        talk.do("q", change)
    before = talk.held("q", GridValue).cells
    hidden = {column["id"] for column in columns if "when" in column}
    groups = {column["id"]: column["group"] for column in columns}
    assume(any(column in hidden for _, column in before))

    talk.do("shown", Pick("no"))
    more: SearchStrategy[Edit] = st.one_of(
        cells,
        cells,
        st.builds(CopyRow, st.sampled_from(ROWS), st.sampled_from(ROWS)),
        st.builds(ConfirmRow, st.sampled_from(ROWS)),
        st.sampled_from([Keep(), TakeProposal()]),
    )
    edits: list[Edit] = data.draw(st.lists(more, min_size=1, max_size=4))
    for edit in edits:
        try_to(talk, edit)
    if data.draw(st.booleans()):
        talk.defer("q", AnswerStatus.DISCUSS)
    talk.do("shown", Pick("yes"))

    after = talk.given("q").value
    assert isinstance(after, GridValue)
    copied = {change.row for change in edits if isinstance(change, CopyRow)}
    for row, column in before:
        rivals = {(row, other) for other in NAMES if groups[column] and groups[other] == groups[column]}
        if column in hidden and row not in copied:
            assert (
                (row, column) in after.cells
                or (rivals - {(row, column)}) & after.cells
                or any(isinstance(change, ToggleCell) and (change.row, change.column) in rivals for change in edits)
            )
    for row in ROWS:
        assert sum(groups[column] == "g" for marked, column in after.cells if marked == row) <= 1


@any_hiding
@given(parts(groups=False), st.data())
def test_options_out_of_sight_are_back(options: list[Json], data: st.DataObject) -> None:
    proposals = [{"options": list(NAMES)}]
    talk = asking(kind="multichoice", own=True, options=options, proposals=proposals)
    toggles = st.builds(Toggle, st.sampled_from(NAMES))
    for change in data.draw(st.lists(toggles, min_size=1, max_size=4, unique=True)):
        talk.do("q", change)
    before = set(talk.held("q", MultichoiceValue).options)
    hidden = {option["id"] for option in options if "when" in option}
    assume(before & hidden)

    talk.do("shown", Pick("no"))
    more: SearchStrategy[Edit] = st.one_of(
        toggles, toggles, st.sampled_from([Keep(), TakeProposal(), AddItems(("Own",))])
    )
    edits: list[Edit] = data.draw(st.lists(more, min_size=1, max_size=4))
    for edit in edits:
        try_to(talk, edit)
    talk.do("shown", Pick("yes"))

    assert set(talk.held("q", MultichoiceValue).options) & hidden == before & hidden
