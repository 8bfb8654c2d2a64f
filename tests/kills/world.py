"""One conversation with a bot that dies, and what is left of it."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from bot.app.messages import Screen, SendDocument, SendMessage
from bot.app.ports import DocumentFormat
from bot.storage.database import open_database
from bot.storage.migrating import upgrade
from bot.system import SystemClock
from tests.conversations.conftest import MANAGER
from tests.effort import TIMES
from tests.kills.mortal import mortal
from tests.kills.people import Kept, Pair, kept, seen
from tests.storage.making import batches_on, brief

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence
    from pathlib import Path

    from bot.app.interview import Interviews
    from bot.app.ports import UnitOfWork
    from bot.simulator import LocalTelegram

What = Literal["commit", "call"]
_PATIENCE = 60.0
#: Takes no messages of the bot.
STRANGER = 3003


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a conversation leaves behind: in the database, and before people's eyes."""

    kept: Kept
    seen: Counter[str]


class World:
    def __init__(self, telegram: LocalTelegram, folder: Path, interviews: Interviews, *, webhook: bool) -> None:
        self.pair = Pair.of(telegram)
        self._telegram = telegram
        self._interviews = interviews
        self.died_at: list[str] = []
        self._log = folder / "log"
        self._url = f"sqlite+aiosqlite:///{folder / 'brief.db'}"
        self._settings: dict[str, object] = {
            "bot_token": telegram.token,
            "bot_admins": str(MANAGER),
            "database_url": self._url,
            "telegram_api_url": telegram.url,
        }
        if webhook:
            listen = f"127.0.0.1:{_free_port()}"
            self._settings |= {"webhook_url": f"http://{listen}", "webhook_listen": listen, "webhook_secret": "secret"}

    async def talk(self, deaths: Sequence[str]) -> Outcome:
        """The main conversation; each life ends at the next of ``deaths``, if the conversation lasts so long."""
        await self._leave_what_cannot_be_sent()
        async with mortal(self._settings, self._log, deaths, self._calls) as bot:
            await bot.during(self.pair.talk())
            await bot.at_last(self.pair.part())
        self.died_at = bot.died_at
        async with open_database(self._url) as database:
            left = await kept(database, self._interviews)
        return Outcome(left, seen(self.pair.maria) + seen(self.pair.anna))

    async def _leave_what_cannot_be_sent(self) -> None:
        """By an earlier life: a file of a brief that there is not, and a word to a client who does not take any."""
        await self.pair.maria.send("/start", wait=False)
        self._telegram.user(STRANGER, "Пётр", known=True)
        await asyncio.to_thread(upgrade, self._url)
        async with open_database(self._url) as database:
            await (await batches_on(database, SystemClock())).once(self._invite_a_stranger)

    async def _invite_a_stranger(self, uow: UnitOfWork) -> None:
        made = brief("b2", client_id=STRANGER, manager_id=MANAGER)
        uow.briefs.save(replace(made, company="Василёк", questionnaire=self._interviews.questionnaire.id))
        uow.outbox.put(SendDocument(MANAGER, "gone", DocumentFormat.PDF))
        uow.outbox.put(SendMessage(STRANGER, Screen("Здравствуйте.")))

    async def _calls(self, count: int) -> bool:
        calls = self._telegram.calls
        aim = calls.total + count
        return await self._telegram.world.changes.until(lambda: calls.total >= aim, _PATIENCE)

    def repetitions(self) -> int:
        """How many messages may have been sent twice, by the bot's own account."""
        lines = [json.loads(line) for line in self._log.read_text().splitlines() if line.startswith("{")]
        return sum(line["event"] == "sender.possible_repetition" for line in lines)

    async def outlives(self, deaths: Sequence[str], undisturbed: Outcome) -> None:
        """Nothing is lost, nothing is done twice, and messages come twice only where the log says so."""
        outcome = await self.talk(deaths)
        assert outcome.kept == undisturbed.kept
        assert undisturbed.seen - outcome.seen == {}
        assert (outcome.seen - undisturbed.seen).total() <= self.repetitions()


def once(what: What, who: str, count: int = 1) -> list[str]:
    """A death before, then one after it."""
    return [death for (death,) in around(what, who, count)]


def along(what: What, who: str, *counts: int) -> list[list[str]]:
    """Deaths all along: here one before and one after, some time later; ``make torture`` has all of both."""
    before, after = around(what, who, *counts)
    return [before, after] if TIMES > 1 else [[before[0], after[len(after) // 2]]]


def around(what: What, who: str, *counts: int) -> tuple[list[str], list[str]]:
    """Deaths before and after what somebody commits, or a method's calls; the counts are of the lives one by one."""
    before, after = ([f"{who}.{moment}_{what}:{count}" for count in counts] for moment in ("before", "after"))
    return before, after


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
