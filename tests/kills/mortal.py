"""The whole bot in a process of its own that dies where it is told to, and is started again each time."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.failpoints import EXIT_CODE, VARIABLE
from tests.forking import FORKSERVER, exit_code

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

_PATIENCE = 20


def live(settings: Mapping[str, object], log: str, failpoint: str) -> None:
    """The life of one process, until it dies at ``failpoint`` or is asked to stop."""
    from bot.bootstrap import run  # noqa: PLC0415 - seconds, which the parent need not wait for
    from bot.config import Settings  # noqa: PLC0415 - as above
    from bot.logs import configure_logs  # noqa: PLC0415 - as above
    from bot.storage.migrating import upgrade  # noqa: PLC0415 - as above

    os.environ[VARIABLE] = failpoint
    sys.stdout = sys.stderr = open(log, "a", buffering=1, encoding="utf-8")  # noqa: SIM115, PTH123 - as long as it lives
    configure_logs("json")
    given = Settings(_env_file=None, **settings)  # type: ignore[arg-type]  # by name, from a mapping
    upgrade(given.database_url)
    asyncio.run(run(given))


@dataclass
class MortalBot:
    """One life after another ends at the next of ``deaths``; then it stays alive.

    A death is a failpoint (``name:count``), or ``kill:count``: SIGKILL once it has made so many calls to Telegram.
    """

    settings: Mapping[str, object]
    log: Path
    deaths: Iterator[str]
    #: Returns when so many more calls have been made.
    calls: Callable[[int], Awaitable[object]]
    #: How it died, in order.
    died_at: list[str] = field(default_factory=list)
    _process: ForkServerProcess | None = None
    _death: str = ""

    def start(self) -> None:
        self._death = next(self.deaths, "")
        failpoint = "" if self._is_kill else self._death
        self._process = FORKSERVER.Process(target=live, args=(dict(self.settings), str(self.log), failpoint))
        self._process.start()

    @property
    def _is_kill(self) -> bool:
        return self._death.startswith("kill:")

    async def during(self, talk: Awaitable[None]) -> None:
        """Live, and start again after each death, while people talk; any but a planned death is an error."""
        living = asyncio.ensure_future(self._live_on())
        talking = asyncio.ensure_future(talk)
        done, _ = await asyncio.wait([living, talking], return_when=asyncio.FIRST_COMPLETED)
        for task in (living, talking):
            task.cancel()
        await asyncio.wait([living, talking])
        for task in done:
            task.result()

    async def _live_on(self) -> None:
        while True:
            if self._is_kill:
                await self.calls(int(self._death.removeprefix("kill:")))
                self.kill()
            code = await self._ended()
            assert code == (-signal.SIGKILL if self._is_kill else EXIT_CODE), f"ended with {code}:\n{self.last_words()}"
            self.died_at.append(self._death)
            self.start()

    async def at_last(self, talk: Awaitable[None]) -> None:
        """If it was still about to die of something, it is killed and started for good."""
        if self._death:
            self.kill()
            await self._ended()
            self.deaths = iter(())
            self.start()
        await talk

    def kill(self) -> None:
        """Without warning, wherever it is."""
        assert self._process is not None
        self._process.kill()

    async def stop(self) -> int:
        """Ask it to stop as a service manager does; its exit code."""
        assert self._process is not None
        assert self._process.pid is not None
        os.kill(self._process.pid, signal.SIGTERM)
        return await self._ended()

    def last_words(self) -> str:
        return self.log.read_text(encoding="utf-8")[-4000:]

    async def _ended(self) -> int:
        assert self._process is not None
        return await exit_code(self._process)


@asynccontextmanager
async def mortal(
    settings: Mapping[str, object], log: Path, deaths: Iterable[str], calls: Callable[[int], Awaitable[object]]
) -> AsyncIterator[MortalBot]:
    """A bot that dies and is started again; at the end it is stopped in good order."""
    bot = MortalBot(settings, log, iter(deaths), calls)
    bot.start()
    try:
        yield bot
    except BaseException:
        bot.kill()
        raise
    code = await asyncio.wait_for(bot.stop(), _PATIENCE)
    assert code == 0, f"ended with {code}:\n{bot.last_words()}"
