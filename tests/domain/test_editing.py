"""Edits of choices, numbers and texts, and what every kind of question refuses."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import QuestionKey
from bot.domain.edits import (
    AddItems,
    AddPresetItem,
    AddText,
    ConfirmRow,
    CopyFrom,
    CopyRow,
    Keep,
    MoveItem,
    Pick,
    PickOwn,
    RemoveItem,
    RenameItem,
    SaveRecord,
    SetNumber,
    SetText,
    TakePreset,
    TakeProposal,
    Toggle,
    ToggleCell,
)
from bot.domain.errors import Reason, Refused
from bot.domain.values import ChoiceValue, Item, MultichoiceValue, NumberValue, Record, TextValue
from tests.domain.talking import Talk, questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.edits import Edit
    from bot.domain.values import Value


@contextmanager
def refused(reason: Reason, limit: float | None = None) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    assert (caught.value.reason, caught.value.limit) == (reason, limit)


CHOICES = """
- {id: need, kind: choice}
- {id: free, kind: choice, own: true}
- id: many
  kind: multichoice
  own: true
  options: [a, b, c, {id: none, label: Nothing, exclusive: true}]
  proposals: [{options: [c, a]}]
- {id: closed, kind: multichoice, options: [a, {id: b, label: B, when: {is: {need: "yes"}}}]}
- {id: users, kind: number, minimum: 1, maximum: 100}
- {id: share, kind: number, whole: false}
- {id: words, kind: text, max_length: 5}
"""


@pytest.fixture
def talk() -> Talk:
    return Talk(questions(CHOICES))


@pytest.mark.parametrize(
    ("key", "change", "value"),
    [
        ("need", Pick("yes"), ChoiceValue("yes")),
        ("free", PickOwn("  по \n своему "), ChoiceValue(own="по своему")),
        ("many", Toggle("b"), MultichoiceValue(("b",))),
        ("many", AddItems((" Своё ", "своё", "", "B")), MultichoiceValue((), (Item("#1", "Своё"),))),
        ("many", TakeProposal(), MultichoiceValue(("a", "c"))),
        ("users", SetNumber(15), NumberValue(15)),
        ("users", SetNumber(10, 15, approximate=True), NumberValue(10, 15, approximate=True)),
        ("users", SetNumber(7, 7), NumberValue(7)),
        ("share", SetNumber(0.5), NumberValue(0.5)),
        ("words", SetText(" a\nb "), TextValue("a\nb")),
        ("words", SetText("a\x00\ud800b"), TextValue("ab")),
    ],
)
def test_an_edit_makes_a_value(talk: Talk, key: str, change: Edit, value: Value) -> None:
    assert talk.do(key, change).value(key) == value


@pytest.mark.parametrize(
    ("key", "change", "reason", "limit"),
    [
        ("need", Pick("maybe"), Reason.NO_SUCH_OPTION, None),
        ("need", PickOwn("own"), Reason.NO_SUCH_OPTION, None),
        ("free", PickOwn(" \u200b "), Reason.EMPTY, None),
        ("free", PickOwn("x" * 61), Reason.TOO_LONG, 60),
        ("many", Toggle("z"), Reason.NO_SUCH_OPTION, None),
        ("many", AddItems(("A",)), Reason.ALREADY_THERE, None),
        ("many", AddItems((" ",)), Reason.EMPTY, None),
        ("many", AddItems(("x" * 61,)), Reason.TOO_LONG, 60),
        ("many", AddItems(tuple(f"own {n}" for n in range(21))), Reason.TOO_MANY, 20),
        ("many", RemoveItem("#1"), Reason.NO_SUCH_OPTION, None),
        ("closed", Toggle("b"), Reason.NO_SUCH_OPTION, None),
        ("closed", AddItems(("own",)), Reason.NO_SUCH_OPTION, None),
        ("closed", TakeProposal(), Reason.EMPTY, None),
        ("users", SetNumber(0), Reason.TOO_SMALL, 1),
        ("users", SetNumber(50, 101), Reason.TOO_LARGE, 100),
        ("users", SetNumber(1.5), Reason.NOT_WHOLE, None),
        ("users", SetNumber(float("nan")), Reason.NOT_A_NUMBER, None),
        ("users", SetNumber(float("inf")), Reason.NOT_A_NUMBER, None),
        ("users", SetNumber(9, 3), Reason.NOT_A_NUMBER, None),
        ("words", SetText("123456"), Reason.TOO_LONG, 5),
        ("words", SetText("\u200b\n"), Reason.EMPTY, None),
        ("words", SetText("\ud800"), Reason.EMPTY, None),
        ("words", AddText("\u200b"), Reason.EMPTY, None),
    ],
)
def test_what_breaks_a_constraint_is_refused_with_its_limit(
    talk: Talk, key: str, change: Edit, reason: Reason, limit: float | None
) -> None:
    with refused(reason, limit):
        talk.do(key, change)


ANYTHING = (
    Pick("x"),
    PickOwn("x"),
    Toggle("x"),
    SetNumber(1),
    SetText("x"),
    AddItems(("x",)),
    AddPresetItem("x"),
    TakePreset("x"),
    CopyFrom(QuestionKey("x")),
    RenameItem("x", "y"),
    MoveItem("x", 1),
    RemoveItem("x"),
    ToggleCell("x", "y"),
    CopyRow("x", "y"),
    ConfirmRow("x"),
    TakeProposal(),
    SaveRecord(Record("x")),
    Keep(),
)

EVERY_KIND = """
- {id: c, kind: choice}
- {id: m, kind: multichoice}
- {id: n, kind: number}
- {id: t, kind: text}
- {id: l, kind: list}
- {id: g, kind: grid, rows: l, columns: [{id: c, label: C}]}
- {id: r, kind: records, fields: [{id: f, kind: text}]}
"""

#: Of the edits above those that mean something to an unanswered question of the kind.
MEANT: dict[str, type | None] = {
    "c": None,
    "m": None,
    "n": SetNumber,
    "t": SetText,
    "l": AddItems,
    "g": Keep,
    "r": Keep,
}


@pytest.mark.parametrize("change", ANYTHING, ids=lambda change: type(change).__name__)
@pytest.mark.parametrize("key", MEANT)
def test_an_edit_that_means_nothing_to_a_kind_of_question_is_refused(key: str, change: Edit) -> None:
    talk = Talk(questions(EVERY_KIND)).do("l", AddItems(("Row",)))
    if key == "l":
        talk.withdraw("l")
    if type(change) is MEANT[key]:
        assert talk.do(key, change).value(key) is not None
    else:
        with pytest.raises(Refused):
            talk.do(key, change)


def test_an_exclusive_option_takes_the_others_back_and_they_it(talk: Talk) -> None:
    talk.do("many", Toggle("c"), Toggle("a"), AddItems(("Своё",)))
    assert talk.value("many") == MultichoiceValue(("a", "c"), (Item("#1", "Своё"),))
    assert talk.do("many", Toggle("none")).value("many") == MultichoiceValue(("none",))
    assert talk.do("many", Toggle("b")).value("many") == MultichoiceValue(("b",))
    talk.do("many", Toggle("none"), AddItems(("Ещё",)))
    assert talk.value("many") == MultichoiceValue((), (Item("#2", "Ещё"),))


def test_an_own_element_of_a_multiple_choice_is_renamed_toggled_off_and_removed(talk: Talk) -> None:
    talk.do("many", AddItems(("One", "Two")), RenameItem("#1", "Three"))
    assert talk.held("many", MultichoiceValue).own == (Item("#1", "Three"), Item("#2", "Two"))
    with refused(Reason.ALREADY_THERE):
        talk.do("many", RenameItem("#1", "two"))
    with refused(Reason.ALREADY_THERE):
        talk.do("many", RenameItem("#1", "Nothing"))
    assert talk.do("many", Toggle("#1")).held("many", MultichoiceValue).own == (Item("#2", "Two"),)
    talk.do("many", Toggle("a"), RemoveItem("#2"))
    assert talk.value("many") == MultichoiceValue(("a",))


def test_a_value_kept_with_a_put_off_answer_can_be_gone_on_with(talk: Talk) -> None:
    talk.do("many", Toggle("a")).defer("many").do("many", Toggle("b"))
    assert talk.value("many") == MultichoiceValue(("a", "b"))


def test_words_are_added_as_a_paragraph_and_take_the_place_of_a_ready_answer() -> None:
    talk = Talk(questions("- {id: words, kind: text, max_length: 12, suggestions: [None yet]}"))

    assert talk.do("words", AddText("one")).value("words") == TextValue("one")
    assert talk.do("words", AddText(" two ")).value("words") == TextValue("one\n\ntwo")
    with refused(Reason.TOO_LONG, 12):
        talk.do("words", AddText("three"))
    assert talk.value("words") == TextValue("one\n\ntwo")
    assert talk.do("words", SetText("None yet")).do("words", AddText("one")).value("words") == TextValue("one")


def test_keeping_needs_something_to_keep(talk: Talk) -> None:
    for key in ("need", "many", "users", "words"):
        with refused(Reason.EMPTY):
            talk.do(key, Keep())
    talk.do("many", Toggle("a"), Toggle("a"))
    with refused(Reason.EMPTY):
        talk.do("many", Keep())
    talk.do("need", Pick("yes")).do("need", Keep())
    assert talk.value("need") == ChoiceValue("yes")


UNSEEN = """
- {id: calls, kind: choice}
- id: m
  kind: multichoice
  own: true
  options:
    - a
    - {id: b, label: B, when: {is: {calls: "yes"}}}
    - c
    - {id: none, label: Nothing, exclusive: true}
  proposals: [{options: [c]}]
"""


@pytest.mark.parametrize(
    ("changes", "chosen"),
    [
        ([Toggle("c")], ("a", "b", "c")),
        ([Toggle("a")], ("b",)),
        ([Toggle("a"), Toggle("c")], ("b", "c")),
        ([AddItems(("Own",))], ("a", "b")),
        ([TakeProposal()], ("b", "c")),
        ([Keep()], ("a", "b")),
        ([Toggle("none")], ("none",)),
        ([Toggle("none"), Toggle("c")], ("c",)),
    ],
)
def test_an_option_out_of_sight_outlives_edits_of_the_others_unless_they_exclude_it(
    changes: list[Edit], chosen: tuple[str, ...]
) -> None:
    talk = Talk(questions(UNSEEN)).do("calls", Pick("yes")).do("m", Toggle("a"), Toggle("b")).do("calls", Pick("no"))
    talk.do("m", *changes)
    assert "b" not in (talk.held("m", MultichoiceValue).options if talk.value("m") else ())
    talk.do("calls", Pick("yes"))
    assert talk.held("m", MultichoiceValue).options == chosen


def test_an_answer_out_of_sight_as_a_whole_cannot_be_kept_but_be_added_to() -> None:
    talk = Talk(questions(UNSEEN)).do("calls", Pick("yes")).do("m", Toggle("b")).do("calls", Pick("no"))
    with refused(Reason.EMPTY):
        talk.do("m", Keep())
    with refused(Reason.NO_SUCH_OPTION):
        talk.do("m", Toggle("b"))
    talk.do("m", Toggle("c")).do("calls", Pick("yes"))
    assert talk.held("m", MultichoiceValue).options == ("b", "c")
