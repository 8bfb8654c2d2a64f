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
    if brief.submissions and not has_news(brief):
        return brief
    return uow.briefs.save(replace(brief, submissions=(*brief.submissions, Submission(seq, clock.now()))))


def has_news(brief: Brief) -> bool:
    """Whether the client added anything since the last submission."""
    if not brief.submissions:
        return True
    last = brief.submissions[-1]
    newer_files = bool(brief.attachments) and brief.attachments[-1].at > last.at
    return brief.answers.next_seq - 1 > last.seq or newer_files
