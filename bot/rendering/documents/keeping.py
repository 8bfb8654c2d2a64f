"""Documents made off the event loop, and kept for who asks again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from bot.rendering.documents.data import plan_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from bot.app.ports import Document, DocumentFormat
    from bot.domain.planning.plan import Plan
    from bot.rendering.documents.data import PlanData

_KEPT_BYTES = 32 * 2**20


class Maker(Protocol):
    """Draws at once. Called in one thread only."""

    def document(self, plan: PlanData, kind: DocumentFormat) -> Document: ...

    def pictures(self, plan: PlanData) -> tuple[Document, ...]: ...


class KeptDocuments:
    """``bot.app.ports.Documents``. One thread draws, whoever asks waits for his turn.

    What is kept is found by the content of the plan, so that any change of answers, catalog or questionnaire counts.
    The compiler of PDFs works outside of the interpreter's lock, so a thread is enough for the loop to go on.
    """

    def __init__(self, maker: Maker, zone: tzinfo, kept_bytes: int = _KEPT_BYTES) -> None:
        """``zone``: the one that dates are told in; ``kept_bytes``: how much to keep, the latest used first."""
        self._maker = maker
        self._zone = zone
        self._room = kept_bytes
        self._kept: OrderedDict[tuple[bytes, str], tuple[Document, ...]] = OrderedDict()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="documents")

    async def document(self, plan: Plan, kind: DocumentFormat) -> Document:
        (document,) = await self._asked(plan, kind, lambda data: (self._maker.document(data, kind),))
        return document

    async def pictures(self, plan: Plan) -> tuple[Document, ...]:
        return await self._asked(plan, "pictures", self._maker.pictures)

    def close(self) -> None:
        """Waits for the document that is being drawn; forgets those that nobody has begun."""
        self._thread.shutdown(cancel_futures=True)

    async def _asked(
        self, plan: Plan, what: str, make: Callable[[PlanData], tuple[Document, ...]]
    ) -> tuple[Document, ...]:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._found_or_made, plan, what, make)

    def _found_or_made(
        self, plan: Plan, what: str, make: Callable[[PlanData], tuple[Document, ...]]
    ) -> tuple[Document, ...]:
        data = plan_data(plan, self._zone)
        key = sha256(data.model_dump_json().encode()).digest(), what
        if key not in self._kept:
            self._kept[key] = make(data)
        self._kept.move_to_end(key)
        self._forget()
        return self._kept[key]

    def _forget(self) -> None:
        """The longest unused, as long as there is too much; the latest stays."""
        sizes = {key: sum(len(each.content) for each in kept) for key, kept in self._kept.items()}
        while len(self._kept) > 1 and sum(sizes[key] for key in self._kept) > self._room:
            self._kept.popitem(last=False)
