"""One conversation with a bot that dies, and what is left of it."""

from __future__ import annotations

import json
import socket
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from bot.storage.database import open_database
from tests.conversations.conftest import MANAGER
from tests.kills.mortal import mortal
from tests.kills.people import Kept, Pair, kept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.app.interview import Interviews
    from bot.simulator import LocalTelegram

_PATIENCE = 60.0
#: How often a failpoint is hit in each life until its end; the scheduler has little to do while people talk.
LIVES = {"scheduler.before_commit": (1, 1), "scheduler.after_commit": (1,)}


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

    async def talk(self, deaths: Sequence[str]) -> Kept:
        """The main conversation; each life ends at the next of ``deaths``, if the conversation lasts so long."""
        async with mortal(self._settings, self._log, deaths, self._calls) as bot:
            await bot.during(self.pair.talk())
            await bot.at_last(self.pair.part())
        self.died_at = bot.died_at
        async with open_database(self._url) as database:
            return await kept(database, self._interviews)

    async def _calls(self, count: int) -> bool:
        calls = self._telegram.calls
        aim = calls.total + count
        return await self._telegram.world.changes.until(lambda: calls.total >= aim, _PATIENCE)

    def repetitions(self) -> int:
        """How many messages may have been sent twice, by the bot's own account."""
        lines = [json.loads(line) for line in self._log.read_text().splitlines() if line.startswith("{")]
        return sum(line["event"] == "sender.possible_repetition" for line in lines)

    def doubled(self) -> int:
        """How many messages people see more than once."""
        texts = Counter(m.text for user in (self.pair.maria, self.pair.anna) for m in user.from_bot)
        return sum(texts.values()) - len(texts)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
