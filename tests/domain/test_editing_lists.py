"""Edits of ordered elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import QuestionKey
from bot.domain.edits import (
    AddItems,
    AddPresetItem,
    CopyFrom,
    MoveItem,
    RemoveItem,
    RenameItem,
    SetText,
    TakePreset,
    TakeProposal,
)
from bot.domain.errors import Reason
from bot.domain.values import Item, ListValue, TextValue
from tests.domain.talking import Talk, questions, sections
from tests.domain.test_editing import refused

if TYPE_CHECKING:
    from bot.domain.edits import Edit

LIST = """
- id: l
  kind: list
  maximum: 4
  presets:
    - {id: p, title: P, items: [{id: new, label: New}, {id: paid, label: Paid}]}
    - {id: q, title: Q, items: [{id: new, label: New}, {id: sent, label: Sent}]}
    - id: large
      title: Large
      items: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}, {id: d, label: D}, {id: e, label: E}]
  extras: [{id: extra, label: Extra}]
  fixed: [{id: won, label: Won, outcome: success}]
"""


@pytest.fixture
def talk() -> Talk:
    return Talk(questions(LIST))


def items(talk: Talk, key: str = "l") -> list[tuple[str, str, str | None]]:
    value = talk.value(key)
    assert isinstance(value, ListValue)
    return [(item.id, item.label, item.preset) for item in value.items]


def test_typed_elements_are_added_once_each_without_odd_spaces(talk: Talk) -> None:
    talk.do("l", AddItems(("  First  one ", "first ONE", "", "Second")))
    assert items(talk) == [("#1", "First one", None), ("#2", "Second", None)]


def test_a_typed_element_that_is_a_ready_one_counts_as_the_ready_one(talk: Talk) -> None:
    assert items(talk.do("l", AddItems(("paid", "EXTRA")))) == [("#1", "paid", "paid"), ("#2", "EXTRA", "extra")]


def test_a_renamed_ready_element_keeps_its_origin_and_its_label_typed_again_is_an_own_one(talk: Talk) -> None:
    talk.do("l", AddPresetItem("new"), RenameItem("#1", "Fresh"), AddItems(("New",)))
    assert items(talk) == [("#1", "Fresh", "new"), ("#2", "New", None)]


@pytest.mark.parametrize(
    ("changes", "reason", "limit"),
    [
        ([AddItems(("A",)), AddItems(("a", "A "))], Reason.ALREADY_THERE, None),
        ([AddItems(("won",))], Reason.ALREADY_THERE, None),
        ([AddItems(())], Reason.EMPTY, None),
        ([AddItems(("A", "B", "C", "D", "E"))], Reason.TOO_MANY, 4),
        ([AddItems(("x" * 61,))], Reason.TOO_LONG, 60),
        ([AddPresetItem("nothing")], Reason.NO_SUCH_OPTION, None),
        ([AddPresetItem("new"), AddPresetItem("new")], Reason.ALREADY_THERE, None),
        ([AddPresetItem("new"), RenameItem("#1", "Fresh"), AddPresetItem("new")], Reason.ALREADY_THERE, None),
        ([TakePreset("nothing")], Reason.NO_SUCH_OPTION, None),
        ([TakePreset("large")], Reason.TOO_MANY, 4),
        ([AddItems(("A", "B")), RenameItem("#2", "a")], Reason.ALREADY_THERE, None),
        ([AddItems(("A",)), RenameItem("#1", "Won")], Reason.ALREADY_THERE, None),
        ([AddItems(("A",)), RenameItem("#1", " ")], Reason.EMPTY, None),
        ([RenameItem("#1", "x")], Reason.GONE, None),
        ([RenameItem("won", "Sold")], Reason.FIXED_ITEM, None),
        ([RemoveItem("won")], Reason.FIXED_ITEM, None),
        ([RemoveItem("#1")], Reason.GONE, None),
        ([MoveItem("#1", 1)], Reason.GONE, None),
        ([MoveItem("won", -1)], Reason.GONE, None),
    ],
)
def test_what_breaks_a_constraint_is_refused(
    talk: Talk, changes: list[Edit], reason: Reason, limit: float | None
) -> None:
    with refused(reason, limit):
        talk.do("l", *changes)


def test_an_element_may_be_renamed_to_its_own_label_in_another_case(talk: Talk) -> None:
    assert items(talk.do("l", AddItems(("z",)), RenameItem("#1", "Z"))) == [("#1", "Z", None)]


def test_moving_goes_one_place_and_stops_at_the_edge(talk: Talk) -> None:
    talk.do("l", AddItems(("A", "B", "C")), MoveItem("#3", -1))
    assert [item[1] for item in items(talk)] == ["A", "C", "B"]
    talk.do("l", MoveItem("#1", -1), MoveItem("#2", 1))
    assert [item[1] for item in items(talk)] == ["A", "C", "B"]


def test_another_preset_keeps_the_elements_that_both_have(talk: Talk) -> None:
    talk.do("l", TakeProposal())
    assert items(talk) == [("#1", "New", "new"), ("#2", "Paid", "paid")]
    assert items(talk.do("l", TakePreset("q"))) == [("#1", "New", "new"), ("#3", "Sent", "sent")]


def test_an_element_that_comes_back_is_the_same_again(talk: Talk) -> None:
    talk.do("l", TakePreset("p")).do("l", TakePreset("q")).do("l", TakePreset("p"))
    assert items(talk) == [("#1", "New", "new"), ("#2", "Paid", "paid")]
    assert items(talk.do("l", AddPresetItem("sent"))) == [*items(talk)[:2], ("#3", "Sent", "sent")]


def test_an_own_element_typed_again_is_the_same_again_by_the_name_that_it_had_last(talk: Talk) -> None:
    talk.do("l", AddItems(("First", "Second")), RenameItem("#1", "One")).do("l", RemoveItem("#1"))
    talk.do("l", RemoveItem("#2")).do("l", AddItems(("first", "ONE", "Second")))
    assert items(talk) == [("#3", "first", None), ("#1", "ONE", None), ("#2", "Second", None)]


def test_a_renamed_ready_element_typed_again_is_the_ready_one_unless_that_stands_already(talk: Talk) -> None:
    talk.do("l", AddPresetItem("new"), RenameItem("#1", "Fresh")).do("l", RemoveItem("#1"))
    assert items(talk.do("l", AddItems(("Fresh", "New")))) == [("#1", "Fresh", "new"), ("#2", "New", None)]
    talk.do("l", RemoveItem("#1"), RemoveItem("#2")).do("l", AddItems(("New",)))
    assert items(talk.do("l", AddItems(("Fresh",)))) == [("#1", "New", "new"), ("#3", "Fresh", None)]


def test_a_name_that_another_element_of_the_preset_has_is_given_up_for_its_own(talk: Talk) -> None:
    talk.do("l", TakePreset("p"), RenameItem("#1", "Sent"), RenameItem("#2", "Money")).do("l", TakePreset("q"))
    assert items(talk) == [("#1", "New", "new"), ("#3", "Sent", "sent")]
    talk.do("l", RenameItem("#3", "Mailed")).do("l", TakePreset("q"))
    assert items(talk) == [("#1", "New", "new"), ("#3", "Mailed", "sent")]


def test_all_that_was_said_of_an_element_is_back_with_it() -> None:
    talk = Talk(
        sections("""
        - id: first
          questions:
            - id: l
              kind: list
              presets:
                - {id: p, title: P, items: [{id: a, label: A}]}
                - {id: q, title: Q, items: [{id: b, label: B}]}
            - {id: m, kind: multichoice, own: true, options: [x]}
        - id: each
          for_each: l
          questions: [{id: words, kind: text}]
        - id: own
          for_each: m
          questions: [{id: more, kind: text}]
        """)
    )
    talk.do("l", TakePreset("p")).do("m", AddItems(("Own",))).do("words@#1", SetText("a")).do("more@#2", SetText("b"))
    talk.do("l", TakePreset("q")).do("m", RemoveItem("#2"))
    assert [str(answer.key) for answer in talk.route.shelved] == ["words@#1", "more@#2"]
    talk.do("l", TakePreset("p")).do("m", AddItems(("own",)))
    assert talk.value("words@#1") == TextValue("a")
    assert talk.value("more@#2") == TextValue("b")


def test_nothing_can_be_taken_where_nothing_is_proposed() -> None:
    with refused(Reason.EMPTY):
        Talk(questions("[{id: l, kind: list}]")).do("l", TakeProposal())


def test_a_copy_has_ids_of_its_own_and_keeps_those_that_stand() -> None:
    talk = Talk(
        questions("""
        - {id: deals, kind: list}
        - {id: l, kind: list, for_each: deals, extras: [{id: new, label: New}]}
        - {id: t, kind: text, for_each: deals}
        """)
    )
    talk.do("deals", AddItems(("A", "B")))
    talk.do("l@#1", AddItems(("New", "Own", "Third")), RenameItem("#3", "First")).do("l@#2", AddItems(("own", "Gone")))
    talk.do("l@#2", CopyFrom(QuestionKey("l", ("#1",))))
    assert talk.value("l@#2") == ListValue((Item("#8", "First", "new"), Item("#6", "Own"), Item("#9", "Third")))
    talk.do("t@#1", SetText("x"))
    for key in ("l@#2", "l@#9", "t@#1", "deals"):
        with refused(Reason.GONE):
            talk.do("l@#2", CopyFrom(QuestionKey.parse(key)))
    talk.defer("l@#1")
    with refused(Reason.GONE):
        talk.do("l@#2", CopyFrom(QuestionKey("l", ("#1",))))
