"""A brief is deleted with everything that is known of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.app.deleting import delete_brief
from bot.app.ports import Occasion
from bot.domain.brief import Person
from bot.domain.reminders.journal import Journal
from tests.fakes import MemoryUnitOfWork
from tests.storage.making import CLIENT, MANAGER, NOON, brief, full_brief


async def known() -> MemoryUnitOfWork:
    uow = MemoryUnitOfWork()
    uow.people.save(Person(CLIENT, "Анна"))
    uow.people.save(Person(MANAGER, "Мария"))
    saved = uow.briefs.save(full_brief())
    uow.journals.save(Journal(saved.id, opened_at=NOON))
    for occasion in (Occasion.CLIENT, Occasion.ESCALATION, Occasion.MEETING_OVER):
        uow.schedule.put(occasion, saved.id, NOON + timedelta(days=1))
    uow.schedule.put(Occasion.DIGEST, str(MANAGER), NOON)
    return uow


async def test_nothing_of_the_brief_is_left() -> None:
    uow = await known()

    await delete_brief(uow, uow.briefs.by_id["b1"])

    assert uow.briefs.by_id == {}
    assert uow.journals.by_brief == {}
    assert list(uow.schedule.due) == [(Occasion.DIGEST, str(MANAGER))]
    assert list(uow.people.by_id) == [MANAGER]


async def test_a_client_of_another_brief_and_a_manager_who_walks_one_stay_known() -> None:
    uow = await known()
    uow.briefs.save(brief("b2"))
    await delete_brief(uow, uow.briefs.by_id["b1"])
    assert CLIENT in uow.people.by_id

    walked = uow.briefs.save(replace(brief("b3"), client_id=MANAGER))
    await delete_brief(uow, walked)
    assert MANAGER in uow.people.by_id
