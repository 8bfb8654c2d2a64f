"""What waits for one chat, and what goes out next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.app.messages import (
    DeleteMessage,
    EditMessage,
    Outgoing,
    Placement,
    Screen,
    SendDocument,
    SendMessage,
    SendPicture,
    ShowCard,
)
from bot.app.ports import DocumentFormat
from bot.delivery.lanes import Lane, Waiting
from bot.storage.outbox import Queued

CHAT, OLD = 1, 10
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RECAP = Screen("Отрасль: реклама")


def card(revision: int, *, typed: bool = False) -> ShowCard:
    """``typed``: an answer was typed, so the card is to come below it."""
    placement = Placement.BELOW if typed else Placement.IN_PLACE
    return ShowCard(CHAT, revision, Screen(f"карточка {revision}"), placement, RECAP if typed else None)


def text(words: str, *, bulk: bool = False) -> SendMessage:
    return SendMessage(CHAT, Screen(words), bulk=bulk)


@dataclass
class Line:
    """A lane whose messages are numbered from 1 as they come."""

    lane: Lane = field(default_factory=Lane)
    last: int = 0

    def put(self, *messages: Outgoing, attempted: bool = False) -> None:
        for message in messages:
            self.last += 1
            self.lane.add(Queued(self.last, message, NOON, NOON if attempted else None))

    def start(self) -> Waiting:
        """What goes out next is under way."""
        head = self.lane.head
        assert head is not None
        self.lane.start(head)
        return head

    def rest(self) -> list[Waiting]:
        """Send everything, one after the other."""
        sent: list[Waiting] = []
        while self.lane.head is not None:
            sent.append(self.start())
            self.lane.done(sent[-1])
        return sent

    def ids(self) -> list[tuple[int, ...]]:
        return [entry.ids for entry in self.rest()]


@pytest.fixture
def line() -> Line:
    return Line()


def test_an_empty_lane_has_nothing_to_send(line: Line) -> None:
    assert line.lane.head is None
    assert not line.lane.is_bulk


def test_messages_leave_in_the_order_in_which_they_came(line: Line) -> None:
    messages: list[Outgoing] = [
        text("а"),
        card(1),
        EditMessage(CHAT, OLD, RECAP),
        text("б"),
        DeleteMessage(CHAT, OLD),
        text("в"),
    ]
    line.put(*messages)
    assert [entry.message for entry in line.rest()] == messages


def test_a_newer_card_replaces_one_that_is_not_out(line: Line) -> None:
    line.put(card(1), card(2), card(3))
    (sent,) = line.rest()
    assert sent.message == card(3)
    assert sent.ids == (1, 2, 3)


def test_a_newer_card_waits_behind_what_was_said_before_it(line: Line) -> None:
    line.put(card(1), text("а"), card(2))
    assert [entry.message for entry in line.rest()] == [text("а"), card(2)]


def test_a_card_on_its_way_is_not_replaced(line: Line) -> None:
    line.put(card(1))
    line.start()
    line.put(card(2), card(3))
    assert line.ids() == [(1,), (2, 3)]


def test_a_card_that_did_not_get_out_is_replaced_before_it_is_tried_again(line: Line) -> None:
    line.put(card(1))
    line.start()
    line.lane.postpone()
    line.put(card(2))
    (sent,) = line.rest()
    assert (sent.ids, sent.message, sent.repeated) == ((1, 2), card(2), False)


def test_a_card_below_what_was_typed_stays_below_when_a_newer_one_replaces_it(line: Line) -> None:
    line.put(card(1, typed=True), card(2))
    (sent,) = line.rest()
    assert isinstance(sent.message, ShowCard)
    assert (sent.message.revision, sent.message.placement, sent.message.recap) == (2, Placement.BELOW, RECAP)


def test_only_cards_replace_each_other(line: Line) -> None:
    line.put(text("а"), text("а"), EditMessage(CHAT, OLD, RECAP), EditMessage(CHAT, OLD, RECAP))
    line.put(
        SendDocument(CHAT, "b1", DocumentFormat.PDF),
        SendDocument(CHAT, "b1", DocumentFormat.PDF),
        DeleteMessage(CHAT, OLD),
    )
    assert line.ids() == [(number,) for number in range(1, 8)]


def test_what_a_person_waits_for_passes_bulk(line: Line) -> None:
    line.put(text("новость", bulk=True), SendPicture(CHAT, "b1", 0), text("ответ"), card(1))
    assert line.ids() == [(3,), (4,), (1,), (2,)]


def test_bulk_on_its_way_is_finished_first(line: Line) -> None:
    line.put(text("новость", bulk=True), text("ещё одна", bulk=True))
    under_way = line.start()
    line.put(text("ответ"))
    assert under_way.ids == (1,)
    line.lane.done(under_way)
    assert line.ids() == [(3,), (2,)]


def test_bulk_that_did_not_get_out_lets_an_answer_pass(line: Line) -> None:
    line.put(text("новость", bulk=True))
    line.start()
    line.lane.postpone()
    line.put(text("ответ"))
    assert line.ids() == [(2,), (1,)]


def test_the_rate_for_bulk_is_asked_only_when_nothing_else_waits(line: Line) -> None:
    line.put(text("новость", bulk=True))
    assert line.lane.is_bulk
    line.put(text("ответ"))
    assert not line.lane.is_bulk


def test_whoever_waits_for_the_rate_hears_of_something_new(line: Line) -> None:
    line.lane.changed.clear()
    line.put(text("ответ"))
    assert line.lane.changed.is_set()


def test_a_card_that_may_be_out_already_comes_in_a_message_of_its_own(line: Line) -> None:
    line.put(card(1), attempted=True)
    (sent,) = line.rest()
    assert sent.repeated
    assert sent.message == ShowCard(CHAT, 1, Screen("карточка 1"), Placement.BELOW)


def test_a_newer_card_knows_that_an_older_one_may_be_out(line: Line) -> None:
    line.put(card(1))
    tried = line.start()
    tried.may_be_out()
    line.lane.postpone()
    line.put(card(2))
    (sent,) = line.rest()
    assert isinstance(sent.message, ShowCard)
    assert (sent.ids, sent.repeated, sent.message.placement) == ((1, 2), True, Placement.BELOW)


def test_a_message_that_may_be_out_is_known_as_such_and_sent_again(line: Line) -> None:
    line.put(text("а"))
    tried = line.start()
    tried.may_be_out()
    line.lane.postpone()
    line.put(text("б"))
    assert [(entry.message, entry.repeated) for entry in line.rest()] == [(text("а"), True), (text("б"), False)]


def test_what_an_earlier_process_has_tried_is_known_as_such(line: Line) -> None:
    line.put(text("а"), attempted=True)
    line.put(text("б"))
    assert [entry.repeated for entry in line.rest()] == [True, False]
