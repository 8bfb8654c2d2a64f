"""Sending the brief off; open questions may remain, they go to the meeting's agenda."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.brief import Submission

if TYPE_CHECKING:
    from bot.app.ports import Clock, UnitOfWork
    from bot.domain.brief import Brief


def submit(uow: UnitOfWork, clock: Clock, brief: Brief) -> Brief:
    """Add a submission with everything answered so far; the same brief comes back if nothing is new."""
    seq = brief.answers.next_seq - 1
    if brief.submissions and not brief.has_news:
        return brief
    return uow.briefs.save(replace(brief, submissions=(*brief.submissions, Submission(seq, clock.now()))))
