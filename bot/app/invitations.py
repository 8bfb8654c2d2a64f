"""Inviting a client, opening the invitation, agreeing to the processing of personal data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.app.ports import Occasion
from bot.app.reminding import opened
from bot.domain.brief import Brief, Consent

if TYPE_CHECKING:
    from bot.app.ports import Clock, Ids, UnitOfWork
    from bot.domain.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class NewBrief:
    company: str
    contact: str
    manager_id: int


def invite(uow: UnitOfWork, clock: Clock, ids: Ids, questionnaire: Questionnaire, new: NewBrief) -> Brief:
    """Create a brief whose token goes into the invitation link."""
    brief = Brief(
        id=ids.new(),
        token=ids.token(),
        questionnaire=questionnaire.id,
        company=new.company,
        contact=new.contact,
        manager_id=new.manager_id,
        created_at=clock.now(),
    )
    return uow.briefs.save(brief)


class Opening(Enum):
    """How it went when somebody opened an invitation."""

    #: Bound to this person now.
    BOUND = auto()
    #: The same person again: goes on where it stopped.
    RESUMED = auto()
    #: Another person holds it: refused, the manager is to be told.
    TAKEN = auto()
    #: A manager, the brief's own or a colleague, looks at a client's link.
    MANAGERS = auto()
    #: No such invitation.
    UNKNOWN = auto()


async def open_invitation(
    uow: UnitOfWork, clock: Clock, token: str, person_id: int, managers: frozenset[int]
) -> tuple[Opening, Brief | None]:
    """Bind the invitation's brief to the first person who opens it and is none of the ``managers``."""
    brief = await uow.briefs.by_token(token)
    if brief is None:
        return Opening.UNKNOWN, None
    if brief.client_id == person_id:
        return Opening.RESUMED, brief
    if person_id == brief.manager_id or person_id in managers:
        return Opening.MANAGERS, brief
    if brief.client_id is not None:
        return Opening.TAKEN, brief
    bound = uow.briefs.save(replace(brief, client_id=person_id))
    await opened(uow, clock, bound)
    return Opening.BOUND, bound


def agree(uow: UnitOfWork, clock: Clock, brief: Brief, version: str, edition: str) -> Brief:
    """Record the consent and start the brief; a second consent changes nothing.

    ``version``: of the text that was agreed to; ``edition``: of the questionnaire that the client begins with.
    """
    if brief.consent is not None:
        return brief
    now = clock.now()
    # Who begins late may have been given up; the answers that follow at once do not show how long it was.
    uow.schedule.wake(Occasion.CLIENT, brief.id)
    started = replace(brief, consent=Consent(version, now), started_at=brief.started_at or now, edition=edition)
    return uow.briefs.save(started)
