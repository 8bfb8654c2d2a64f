"""Decoded briefs kept between batches; the row's revision, read in the transaction, says whether one still holds."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.brief import Brief


class BriefCache:
    """The most recently used briefs."""

    def __init__(self, size: int = 500) -> None:
        self._size = size
        self._briefs: OrderedDict[str, Brief] = OrderedDict()

    def get(self, brief_id: str, revision: int) -> Brief | None:
        brief = self._briefs.get(brief_id)
        if brief is None or brief.revision != revision:
            return None
        self._briefs.move_to_end(brief_id)
        return brief

    def renew(self, brief: Brief) -> None:
        """As ``put``, if an earlier state of the brief is kept."""
        if brief.id in self._briefs:
            self._briefs[brief.id] = brief

    def put(self, brief: Brief) -> None:
        """Only briefs whose transaction is committed."""
        self._briefs[brief.id] = brief
        self._briefs.move_to_end(brief.id)
        if len(self._briefs) > self._size:
            self._briefs.popitem(last=False)
