"""Edits of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.answers import QuestionKey
from bot.domain.edits import (
    AddItems,
    CopyFrom,
    Keep,
    MoveItem,
    RemoveItem,
    RenameItem,
    SaveRecord,
    TakePreset,
    TakeProposal,
)
from bot.domain.errors import Reason
from bot.domain.route import StepStatus
from bot.domain.values import ChoiceValue, ItemValue, NumberValue, Record, RecordsValue, TextValue
from tests.domain.talking import Talk, questions
from tests.domain.test_editing import refused

if TYPE_CHECKING:
    from bot.domain.edits import Edit
    from bot.domain.values import FieldValue

RECORDS = """
- {id: l, kind: list, extras: [{id: offer, label: Offer}]}
- id: r
  kind: records
  maximum: 3
  fields:
    - {id: at, kind: item, from: l}
    - {id: when, kind: choice, options: [now, later], own: true}
    - {id: what, kind: choice, options: [task, call], optional: true}
    - {id: delay, kind: number, when: {is: {when: later}}, minimum: 1, maximum: 9}
    - {id: text, kind: text, max_length: 10, optional: true}
  presets:
    - {id: p, title: P, values: {at: offer, when: now, text: Call}}
- {id: plain, kind: records, fields: [{id: t, kind: text}]}
"""


@pytest.fixture
def talk() -> Talk:
    """Elements #1 (ready) and #2."""
    return Talk(questions(RECORDS)).do("l", AddItems(("Offer", "Second")))


def record(id_: str = "x", **values: FieldValue) -> Record:
    return Record(id_, {"at": ItemValue("#1"), "when": ChoiceValue("now"), **values})


def ids(talk: Talk, key: str = "r") -> list[str]:
    value = talk.value(key)
    assert isinstance(value, RecordsValue)
    return [each.id for each in value.records]


def test_a_record_is_added_and_replaced_by_its_id(talk: Talk) -> None:
    talk.do("r", SaveRecord(record("a")), SaveRecord(record("b")))
    talk.do("r", SaveRecord(record("a", text=TextValue(" new "))))
    assert talk.value("r") == RecordsValue((record("a", text=TextValue("new")), record("b")))


def test_values_of_fields_that_do_not_apply_or_exist_are_left_out(talk: Talk) -> None:
    talk.do("r", SaveRecord(record(delay=NumberValue(3), invented=TextValue("x"))))
    assert talk.value("r") == RecordsValue((record(),))


def test_own_words_of_a_choice_are_cleaned(talk: Talk) -> None:
    talk.do("r", SaveRecord(record(when=ChoiceValue(own="  в  пять "))))
    assert talk.held("r", RecordsValue).records[0].values["when"] == ChoiceValue(own="в пять")


@pytest.mark.parametrize(
    ("saved", "reason", "limit"),
    [
        (Record("x", {"when": ChoiceValue("now")}), Reason.EMPTY, None),
        (record(at=ItemValue("#9")), Reason.GONE, None),
        (record(when=ChoiceValue("never")), Reason.NO_SUCH_OPTION, None),
        (record(when=ChoiceValue()), Reason.NO_SUCH_OPTION, None),
        (record(when=TextValue("now")), Reason.NO_SUCH_OPTION, None),
        (record(what=ChoiceValue(own="own")), Reason.NO_SUCH_OPTION, None),
        (record(text=ChoiceValue("now")), Reason.NO_SUCH_OPTION, None),
        (record(text=TextValue("x" * 11)), Reason.TOO_LONG, 10),
        (record(text=TextValue(" ")), Reason.EMPTY, None),
        (record(when=ChoiceValue("later")), Reason.EMPTY, None),
        (record(when=ChoiceValue("later"), delay=NumberValue(0)), Reason.TOO_SMALL, 1),
        (record(when=ChoiceValue("later"), delay=NumberValue(10)), Reason.TOO_LARGE, 9),
        (record(when=ChoiceValue("later"), delay=NumberValue(1.5)), Reason.NOT_WHOLE, None),
        (Record("x", record().values, parent="nobody"), Reason.GONE, None),
    ],
)
def test_a_record_that_breaks_a_constraint_is_refused(
    talk: Talk, saved: Record, reason: Reason, limit: float | None
) -> None:
    with refused(reason, limit):
        talk.do("r", SaveRecord(saved))


def test_there_is_room_for_so_many_records_and_a_full_one_can_still_be_edited(talk: Talk) -> None:
    talk.do("r", *(SaveRecord(record(name)) for name in "abc"))
    with refused(Reason.TOO_MANY, 3):
        talk.do("r", SaveRecord(record("d")))
    assert ids(talk.do("r", SaveRecord(record("b", text=TextValue("x"))))) == ["a", "b", "c"]


def test_keeping_nothing_says_that_nothing_is_needed(talk: Talk) -> None:
    assert talk.do("r", Keep()).value("r") == RecordsValue()
    assert talk.status("r") is StepStatus.ANSWERED


def test_the_proposal_is_the_whole_answer_and_a_preset_is_added(talk: Talk) -> None:
    proposed = Record("#3", {"at": ItemValue("#1"), "when": ChoiceValue("now"), "text": TextValue("Call")})
    assert talk.do("r", TakeProposal()).value("r") == RecordsValue((proposed,))
    assert ids(talk.do("r", TakePreset("p"))) == ["#3", "#4"]
    assert ids(talk.do("r", TakeProposal())) == ["#5"]


def test_presets_that_do_not_resolve_are_refused(talk: Talk) -> None:
    talk.do("l", RemoveItem("#1"))
    with refused(Reason.GONE):
        talk.do("r", TakePreset("p"))
    with refused(Reason.EMPTY):
        talk.do("r", TakeProposal())
    with refused(Reason.GONE):
        talk.do("r", TakePreset("nothing"))


@pytest.mark.parametrize("change", [MoveItem("x", 1), RemoveItem("x")])
def test_a_record_that_is_not_there_cannot_be_moved_or_removed(talk: Talk, change: Edit) -> None:
    with refused(Reason.GONE):
        talk.do("r", change)


TREE = "[{id: menu, kind: records, tree: true, fields: [{id: name, kind: text}]}]"


def entry(name: str, parent: str | None = None) -> SaveRecord:
    return SaveRecord(Record(name, {"name": TextValue(name)}, parent))


@pytest.fixture
def menu() -> Talk:
    """a (a1 (a11), a2), b."""
    talk = Talk(questions(TREE))
    return talk.do("menu", entry("a"), entry("a1", "a"), entry("b"), entry("a11", "a1"), entry("a2", "a"))


def test_removing_a_record_of_a_tree_removes_all_below_it(menu: Talk) -> None:
    assert ids(menu.do("menu", RemoveItem("a1")), "menu") == ["a", "b", "a2"]
    assert ids(menu.do("menu", RemoveItem("a")), "menu") == ["b"]


def test_a_record_of_a_tree_moves_among_those_with_the_same_parent(menu: Talk) -> None:
    assert ids(menu.do("menu", MoveItem("a2", -1)), "menu") == ["a", "a2", "b", "a11", "a1"]
    assert ids(menu.do("menu", MoveItem("b", -1)), "menu") == ["b", "a2", "a", "a11", "a1"]
    assert ids(menu.do("menu", MoveItem("a11", 1)), "menu") == ["b", "a2", "a", "a11", "a1"]


@pytest.mark.parametrize("parent", ["a", "a1", "a11", "nobody"])
def test_a_record_cannot_hang_below_itself_or_nothing(menu: Talk, parent: str) -> None:
    with refused(Reason.GONE):
        menu.do("menu", entry("a", parent))


def test_records_hang_below_one_another_only_in_a_tree(talk: Talk) -> None:
    talk.do("plain", SaveRecord(Record("a", {"t": TextValue("x")})))
    with refused(Reason.GONE):
        talk.do("plain", SaveRecord(Record("b", {"t": TextValue("x")}, "a")))


HOLDING = """
- id: menu
  kind: records
  tree: true
  holds_others: {is: {does: more}}
  fields: [{id: does, kind: choice, options: [call, more]}]
"""


def button(name: str, does: str, parent: str | None = None) -> SaveRecord:
    return SaveRecord(Record(name, {"does": ChoiceValue(does)}, parent))


def let_out(talk: Talk) -> list[str]:
    return [record.id for record in talk.last.let_out]


def test_a_record_that_may_hold_others_no_more_lets_them_out_beside_it_and_says_so() -> None:
    talk = Talk(questions(HOLDING)).do("menu", button("a", "more"), button("b", "more", "a"), button("c", "call", "b"))
    assert let_out(talk) == []
    talk.do("menu", button("b", "call", "a"))
    assert [(each.id, each.parent) for each in talk.held("menu", RecordsValue).records] == [
        ("a", None), ("b", "a"), ("c", "a")
    ]  # fmt: skip
    assert let_out(talk) == ["c"]
    assert let_out(talk.do("menu", button("a", "call"))) == ["b", "c"]
    assert let_out(talk.do("menu", RemoveItem("a"))) == []


def test_nothing_can_be_put_into_a_record_that_may_hold_no_others() -> None:
    talk = Talk(questions(HOLDING)).do("menu", button("a", "call"))
    with refused(Reason.GONE):
        talk.do("menu", button("b", "call", "a"))


REPEATED = """
- {id: deals, kind: list}
- {id: l, kind: list, for_each: deals, extras: [{id: new, label: New}],
   fixed: [{id: won, label: Won, outcome: success}]}
- id: r
  kind: records
  tree: true
  for_each: deals
  fields: [{id: at, kind: item, from: l}, {id: hint, kind: item, from: l, optional: true}]
"""


def at(name: str, item: str, parent: str | None = None, **more: ItemValue) -> SaveRecord:
    return SaveRecord(Record(name, {"at": ItemValue(item), **more}, parent))


def test_a_copy_points_at_the_elements_of_the_same_name_and_leaves_out_what_has_none() -> None:
    talk = Talk(questions(REPEATED)).do("deals", AddItems(("A", "B")))
    talk.do("l@#1", AddItems(("New", "Own", "Gone"))).do("l@#2", AddItems(("own", "New")), RenameItem("#7", "N"))
    talk.do(
        "r@#1",
        at("a", "#3", hint=ItemValue("#5")),
        at("b", "#4", "a"),
        at("c", "#5"),
        at("d", "won", "c"),
        at("e", "won"),
    )
    talk.do("r@#2", CopyFrom(QuestionKey("r", ("#1",))))
    assert talk.value("r@#2") == RecordsValue(
        (
            Record("#8", {"at": ItemValue("#7")}),
            Record("#9", {"at": ItemValue("#6")}, "#8"),
            Record("#10", {"at": ItemValue("won")}),
        )
    )


def test_a_record_that_points_at_a_removed_element_is_not_copied() -> None:
    talk = Talk(questions(REPEATED)).do("deals", AddItems(("A", "B")))
    talk.do("l@#1", AddItems(("X", "Y"))).do("l@#2", AddItems(("X",)))
    talk.do("r@#1", at("a", "#3"), at("b", "#4")).do("l@#1", RemoveItem("#4"))
    talk.do("r@#2", CopyFrom(QuestionKey("r", ("#1",))))
    assert talk.value("r@#2") == RecordsValue((Record("#6", {"at": ItemValue("#5")}),))
