"""The files of messages that are sent as files: documents and pictures of a brief's plan, as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.messages import SendDocument, SendPicture
from bot.domain.errors import BriefBotError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.app.interview import Interviews
    from bot.app.ports import Document, Documents
    from bot.domain.brief import Brief
    from bot.domain.planning.plan import Plan


class NoSuchFileError(BriefBotError):
    def __init__(self) -> None:
        super().__init__("What the file was to show is gone: ask for a new one")


class PlanFiles:
    """``find``: the brief with this id."""

    def __init__(
        self, find: Callable[[str], Awaitable[Brief | None]], interviews: Interviews, documents: Documents
    ) -> None:
        self._find = find
        self._interviews = interviews
        self._documents = documents

    async def made_for(self, message: SendDocument | SendPicture) -> Document:
        """The file to send.

        Raises:
            NoSuchFileError: there is no such brief, or it has fewer pipelines now.
            BriefBotError: it cannot be drawn; the message says why.
        """
        plan = await self._plan(message.brief_id)
        if isinstance(message, SendDocument):
            return await self._documents.document(plan, message.kind)
        pictures = await self._documents.pictures(plan)
        if message.number >= len(pictures):
            raise NoSuchFileError
        return pictures[message.number]

    async def _plan(self, brief_id: str) -> Plan:
        brief = await self._find(brief_id)
        if brief is None:
            raise NoSuchFileError
        return self._interviews.of(brief).plan()
