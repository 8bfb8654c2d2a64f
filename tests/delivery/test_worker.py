"""Stored updates have their effects: many at once, each for itself, in order per chat."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.app.messages import Acknowledgement, Screen, SendMessage
from bot.app.ports import Conversation
from bot.delivery.worker import Worker
from bot.domain.brief import Person
from bot.storage.inbox import DONE, FAILED, WAITING
from tests.databases import BOTH
from tests.delivery.stored import inbox, outbox, receive, said, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.app.ports import UnitOfWork
    from bot.storage.batches import Batches
    from bot.storage.unit_of_work import Effects

# Dozens of tracebacks, drawn for a terminal, take longer than the tests.
pytestmark = [pytest.mark.usefixtures("logs"), pytest.mark.parametrize("databases", BOTH, indirect=True)]

ANNA, BORIS = 1, 2
APOLOGY = "Извините"
TOO_LARGE = 2**70


class HandlerError(Exception):
    """What a handler may raise."""


@dataclass
class Handlers:
    """Repeat to everybody what they said, unless it is one of these words."""

    #: Raised on when it was said, after everything is done; so many times more.
    fails: dict[str, int] = field(default_factory=dict)
    #: Saved together with a person whom no database takes, so many times more.
    unwritable: dict[str, int] = field(default_factory=dict)
    #: Whether even the apology goes wrong.
    speechless: bool = False
    handled: list[str] = field(default_factory=list)
    busy: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, uow: UnitOfWork, update: Mapping[str, object], /) -> None:
        chat_id, text = words(update)
        before = await uow.conversations.get(chat_id)
        uow.conversations.save(chat_id, Conversation(f"{before.state or ''}{text} "))
        uow.outbox.put(SendMessage(chat_id, Screen(text)))
        uow.acknowledge(Acknowledgement(text))
        if _one_less(self.unwritable, text):
            uow.people.save(Person(TOO_LARGE, text))
        if _one_less(self.fails, text):
            raise HandlerError(text)
        self.handled.append(text)
        self.busy.set()

    async def failed(self, uow: UnitOfWork, update: Mapping[str, object], /) -> None:
        uow.outbox.put(SendMessage(words(update)[0], Screen(APOLOGY)))
        if self.speechless:
            raise HandlerError(APOLOGY)


def _one_less(left: dict[str, int], text: str) -> bool:
    due = left.get(text, 0) > 0
    if due:
        left[text] -= 1
    return due


FOR_EVER = 1000


@pytest.fixture
def handlers() -> Handlers:
    return Handlers()


@dataclass
class Handed:
    """What was handed over, a commit at a time."""

    commits: list[Effects] = field(default_factory=list)

    def take(self, effects: Effects) -> None:
        self.commits.append(effects)

    @property
    def texts(self) -> list[list[str]]:
        """What is to be sent, by commit; commits that send nothing are left out."""
        messages = [[queued.message for queued in effects.queued] for effects in self.commits]
        return [[one.screen.text for one in some if isinstance(one, SendMessage)] for some in messages if some]

    @property
    def toasts(self) -> list[str]:
        return [one.callback_query_id for effects in self.commits for one in effects.acknowledgements]


@pytest.fixture
def handed() -> Handed:
    return Handed()


@pytest.fixture
def worker(batches: Batches, handlers: Handlers, handed: Handed) -> Worker:
    return Worker(batches, handlers.handle, handlers.failed, handed.take)


async def work_off(worker: Worker) -> None:
    while await worker.work():
        pass


async def state_of(batches: Batches, chat_id: int) -> str | None:
    database = batches.database
    found = await database.transaction("test", lambda connection: batches.open(connection).conversations.get(chat_id))
    return found.state


async def test_updates_that_wait_together_share_one_transaction(
    worker: Worker, batches: Batches, handed: Handed
) -> None:
    await receive(batches, said(1, ANNA, "а"), said(2, BORIS, "б"), said(3, ANNA, "в"))

    assert not await worker.work()

    assert handed.texts == [["а", "б", "в"]]
    assert handed.toasts == ["а", "б", "в"]
    assert await outbox(batches.database) == ["а", "б", "в"]
    assert [row.state for row in await inbox(batches.database)] == [DONE] * 3


async def test_more_than_fit_into_one_transaction_go_into_the_next(
    worker: Worker, batches: Batches, handed: Handed
) -> None:
    await receive(batches, *(said(number, number % 7, f"{number}") for number in range(1, 101)))

    await work_off(worker)

    assert len(handed.texts) == 2
    assert [text for texts in handed.texts for text in texts] == [f"{number}" for number in range(1, 101)]


async def test_of_an_update_that_is_done_only_its_number_stays(worker: Worker, batches: Batches) -> None:
    await receive(batches, said(1, ANNA, "тайна"))
    await worker.work()
    (row,) = await inbox(batches.database)
    assert (row.update_id, row.payload) == (1, "")


async def test_an_update_that_comes_again_has_no_second_effect(worker: Worker, batches: Batches) -> None:
    await receive(batches, said(1, ANNA, "а"), said(1, ANNA, "а"))
    await work_off(worker)
    await receive(batches, said(1, ANNA, "а"), said(2, ANNA, "б"))
    await work_off(worker)
    assert await outbox(batches.database) == ["а", "б"]


async def test_a_failing_update_is_rolled_back_alone(worker: Worker, batches: Batches, handlers: Handlers) -> None:
    handlers.fails["б"] = 1
    await receive(batches, said(1, ANNA, "а"), said(2, BORIS, "б"), said(3, ANNA, "в"))

    assert await worker.work()

    assert await outbox(batches.database) == ["а", "в"]
    assert (await state_of(batches, ANNA), await state_of(batches, BORIS)) == ("а в ", None)
    assert [(row.state, row.attempts) for row in await inbox(batches.database)] == [(DONE, 0), (WAITING, 1), (DONE, 0)]


async def test_what_failed_once_is_tried_again_and_has_its_effect_once(
    worker: Worker, batches: Batches, handlers: Handlers, handed: Handed
) -> None:
    handlers.fails["б"] = 2
    await receive(batches, said(1, ANNA, "а"), said(2, BORIS, "б"))

    await work_off(worker)

    assert handed.texts == [["а"], ["б"]]
    assert handed.toasts == ["а", "б"]
    assert await state_of(batches, BORIS) == "б "


async def test_behind_a_failing_update_its_chat_waits_and_no_other_does(
    worker: Worker, batches: Batches, handlers: Handlers
) -> None:
    handlers.fails["а"] = 1
    await receive(batches, said(1, ANNA, "а"), said(2, ANNA, "б"), said(3, BORIS, "в"), said(4, ANNA, "г"))

    await work_off(worker)

    assert handlers.handled == ["в", "а", "б", "г"]
    assert await state_of(batches, ANNA) == "а б г "


async def test_what_fails_thrice_is_set_aside_with_its_error_and_its_sender_gets_an_apology(
    worker: Worker, batches: Batches, handlers: Handlers, handed: Handed
) -> None:
    handlers.fails["а"] = FOR_EVER
    await receive(batches, said(1, ANNA, "а"), said(2, ANNA, "б"))

    await work_off(worker)

    assert handlers.fails["а"] == FOR_EVER - 3
    failed, done = await inbox(batches.database)
    assert (failed.state, failed.attempts, failed.error) == (FAILED, 3, "HandlerError: а")
    assert '"text":"а"' in failed.payload
    assert done.state == DONE
    assert await outbox(batches.database) == [APOLOGY, "б"]
    assert handed.toasts == ["б"]
    assert await state_of(batches, ANNA) == "б "


async def test_what_is_set_aside_is_not_tried_after_a_start(
    worker: Worker, batches: Batches, handlers: Handlers, handed: Handed
) -> None:
    handlers.fails["а"] = FOR_EVER
    await receive(batches, said(1, ANNA, "а"))
    await work_off(worker)

    await work_off(Worker(batches, handlers.handle, handlers.failed, handed.take))

    assert handlers.fails["а"] == FOR_EVER - 3


async def test_an_update_whose_effect_cannot_be_written_takes_no_other_along(
    worker: Worker, batches: Batches, handlers: Handlers
) -> None:
    handlers.unwritable["б"] = FOR_EVER
    await receive(batches, said(1, ANNA, "а"), said(2, BORIS, "б"), said(3, ANNA, "в"))

    await work_off(worker)

    assert [row.state for row in await inbox(batches.database)] == [DONE, FAILED, DONE]
    assert await outbox(batches.database) == ["а", "в", APOLOGY]
    assert (await state_of(batches, ANNA), await state_of(batches, BORIS)) == ("а в ", None)


async def test_behind_an_update_that_could_not_be_written_its_chat_waits(
    worker: Worker, batches: Batches, handlers: Handlers
) -> None:
    handlers.unwritable["а"] = 2
    await receive(batches, said(1, ANNA, "а"), said(2, ANNA, "б"), said(3, BORIS, "в"))

    await work_off(worker)

    assert await state_of(batches, ANNA) == "а б "
    assert await outbox(batches.database) == ["в", "а", "б"]


async def test_behind_an_update_that_fails_while_another_cannot_be_written_its_chat_waits(
    worker: Worker, batches: Batches, handlers: Handlers
) -> None:
    handlers.unwritable["в"] = 1
    handlers.fails["а"] = 2
    await receive(batches, said(1, ANNA, "а"), said(2, ANNA, "б"), said(3, BORIS, "в"))

    await work_off(worker)

    assert await state_of(batches, ANNA) == "а б "
    assert await outbox(batches.database) == ["в", "а", "б"]


async def test_an_update_is_set_aside_even_if_nobody_can_apologise(
    worker: Worker, batches: Batches, handlers: Handlers
) -> None:
    handlers.speechless = True
    handlers.fails["а"] = FOR_EVER
    await receive(batches, said(1, ANNA, "а"), said(2, ANNA, "б"))

    await work_off(worker)

    assert [(row.state, row.attempts) for row in await inbox(batches.database)] == [(FAILED, 3), (DONE, 0)]
    assert await outbox(batches.database) == ["б"]


async def test_it_works_when_woken_and_ends_with_nothing_left(
    worker: Worker, batches: Batches, handlers: Handlers
) -> None:
    await receive(batches, said(1, ANNA, "а"))
    running = asyncio.create_task(worker.run())
    await asyncio.wait_for(handlers.busy.wait(), 5)
    await receive(batches, said(2, ANNA, "б"))
    worker.stop()
    await asyncio.wait_for(running, 5)
    assert handlers.handled == ["а", "б"]
    assert [row.state for row in await inbox(batches.database)] == [DONE] * 2


async def test_what_waits_when_it_is_stopped_is_handled_whatever_it_was_doing(
    worker: Worker, batches: Batches, handlers: Handlers
) -> None:
    await receive(batches, said(1, ANNA, "а"))
    worker.stop()
    await asyncio.wait_for(worker.run(), 5)
    assert handlers.handled == ["а"]
