"""What a manager reads about briefs: the list, one brief, its plan, agenda, answers and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.messages import Screen, SendAttachment, SendMessage
from handlers.keyboards.layout import PAGE
from handlers.keyboards.manager import brief_keyboard, briefs_keyboard
from handlers.plans import reading_of

if TYPE_CHECKING:
    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief
    from handlers.desk import Desk
    from handlers.plans import Reading


async def list_screen(manager: int, page: int, uow: UnitOfWork, desk: Desk) -> Screen:
    total = await uow.briefs.count_of_manager(manager)
    page = min(page, max(0, (total - 1) // PAGE))
    briefs = await uow.briefs.of_manager(manager, limit=PAGE, offset=page * PAGE)
    lines = [(brief, desk.interviews.of(brief).route.progress) for brief in briefs]
    text = desk.messages.notice("manager_briefs", lines=lines, total=total, page=page, zone=desk.zone)
    return Screen(text, briefs_keyboard(briefs, desk.labels, page, total))


def brief_screen(brief: Brief, page: int, desk: Desk) -> Screen:
    route = desk.interviews.of(brief).route
    text = desk.messages.notice("manager_brief", brief=brief, progress=route.progress, zone=desk.zone)
    return Screen(text, brief_keyboard(brief, desk.labels.buttons, page))


def send_reading(reading: Reading, brief: Brief, manager: int, uow: UnitOfWork, desk: Desk) -> None:
    """The plan, the agenda or all answers, in as many messages as they take."""
    for text in reading_of(reading, desk.interviews.of(brief), desk):
        uow.outbox.put(SendMessage(manager, Screen(text)))


def send_files(brief: Brief, manager: int, uow: UnitOfWork, desk: Desk) -> None:
    questions = desk.interviews.questionnaire.questions
    for attachment in brief.attachments:
        question = questions.get(attachment.key.question)
        caption = desk.messages.notice(
            "attachment", short=question.short if question else "", caption=attachment.caption
        )
        uow.outbox.put(SendAttachment(manager, attachment.kind, attachment.file_id, caption))
