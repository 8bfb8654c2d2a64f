"""Which questions a client is told of as new."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.app.announcing import Announcement, announce, unheard_of
from bot.app.interview import Interview
from bot.app.ports import Occasion
from bot.domain.brief import Brief, Consent
from bot.domain.edits import AddItems, SetText
from tests.domain.talking import Talk, sections
from tests.fakes import MemoryUnitOfWork

if TYPE_CHECKING:
    from bot.domain.questionnaire import Questionnaire

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

OLD = """
- id: first
  questions: [{id: deals, kind: list}, {id: went, kind: text}, {id: old, kind: text}]
- id: each
  title: "Сделка {item}"
  for_each: deals
  questions: [{id: stages, kind: text}]
"""
NEW = OLD.replace("{id: went, kind: text}, ", "").replace("[{id: stages", "[{id: fresh, kind: text}, {id: stages")
HIDDEN = OLD.replace("]\n- id: each", ", {id: fresh, kind: text, when: {answered: old}}]\n- id: each")


@pytest.fixture
def uow() -> MemoryUnitOfWork:
    return MemoryUnitOfWork()


def begun(uow: MemoryUnitOfWork, old: Questionnaire, new: Questionnaire) -> Interview:
    """Two deals are answered, and what came with the old questionnaire; the bot runs with the new one now."""
    talk = Talk(old).do("deals", AddItems(("A", "B"))).do("went", SetText("x"))
    started = Brief("b", "t", "test", "Ромашка", "Анна", 7, NOON, client_id=5, consent=Consent("1", NOON))
    for questionnaire in (old, new):
        uow.editions.save(questionnaire.edition, questionnaire.questions)
    brief = uow.briefs.save(replace(started, answers=talk.answers, edition=old.edition))
    return Interview(brief, new)


async def test_every_new_step_counts_and_every_section_is_named_once(uow: MemoryUnitOfWork) -> None:
    told, announcement = await announce(uow, begun(uow, sections(OLD), sections(NEW)))
    assert announcement == Announcement(2, ("Сделка A", "Сделка B"))
    assert uow.briefs.by_id["b"] == told.brief
    assert (Occasion.CLIENT, "b") in uow.schedule.due


async def test_it_is_told_once(uow: MemoryUnitOfWork) -> None:
    told, _ = await announce(uow, begun(uow, sections(OLD), sections(NEW)))
    assert await announce(uow, told) == (told, None)
    assert await unheard_of(uow, told) == ()


@pytest.mark.parametrize("new", [HIDDEN, OLD.replace(", {id: old, kind: text}", "")])
async def test_questions_that_do_not_apply_or_only_went_are_not_told(uow: MemoryUnitOfWork, new: str) -> None:
    told, announcement = await announce(uow, begun(uow, sections(OLD), sections(new)))
    assert announcement is None
    assert told.brief.edition == sections(new).edition
    assert not uow.schedule.due


async def test_a_question_that_comes_back_with_its_answer_is_not_told(uow: MemoryUnitOfWork) -> None:
    interview = begun(uow, sections(OLD), sections(OLD))
    uow.editions.save("between", ["deals", "stages"])
    knows = interview.with_brief(replace(interview.brief, edition="between"))
    assert [step.key.question for step in await unheard_of(uow, knows)] == ["old"]


@pytest.mark.parametrize("edition", [None, "lost"])
async def test_who_knows_nobody_knows_what_is_told_nothing(uow: MemoryUnitOfWork, edition: str | None) -> None:
    interview = begun(uow, sections(OLD), sections(NEW))
    told, announcement = await announce(uow, interview.with_brief(replace(interview.brief, edition=edition)))
    assert announcement is None
    assert told.brief.edition == sections(NEW).edition


async def test_before_the_start_nothing_is_told_and_nothing_written(uow: MemoryUnitOfWork) -> None:
    interview = begun(uow, sections(OLD), sections(NEW))
    invited = interview.with_brief(replace(interview.brief, consent=None, edition=None))
    assert await announce(uow, invited) == (invited, None)
