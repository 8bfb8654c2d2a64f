"""What a manager reads about briefs: the list, one brief, its plan, agenda, answers and files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.announcing import unheard_of
from bot.app.cards.wording import short_of
from bot.app.messages import Screen, SendAttachment, SendDocument, SendMessage
from bot.app.ports import DocumentFormat
from bot.rendering.telegram_html import CAPTION_LIMIT, fits, split
from handlers.keyboards.layout import PAGE
from handlers.keyboards.manager import brief_keyboard, briefs_keyboard, files_keyboard
from handlers.meetings import line_for_client, line_for_manager
from handlers.plans import send_pictures, send_reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.app.interview import Interview
    from bot.app.messages import Outgoing
    from bot.app.ports import UnitOfWork
    from bot.domain.answers import Attachment
    from bot.domain.brief import Brief
    from handlers.desk import Desk


async def list_screen(manager: int, page: int, uow: UnitOfWork, desk: Desk) -> Screen:
    total = await uow.briefs.count_of_manager(manager)
    page = min(page, max(0, (total - 1) // PAGE))
    briefs = await uow.briefs.pressing_of_manager(manager, desk.clock.now(), limit=PAGE, offset=page * PAGE)
    lines = [(brief, desk.interviews.of(brief).route.progress, line_for_client(brief, desk)) for brief in briefs]
    text = desk.messages.notice("manager_briefs", lines=lines, total=total, page=page, zone=desk.zone, today=desk.today)
    return Screen(text, briefs_keyboard(briefs, desk.labels, page, total))


async def brief_screen(brief: Brief, page: int, uow: UnitOfWork, desk: Desk) -> Screen:
    """``page``: of the list that one came from."""
    interview = desk.interviews.of(brief)
    meeting = line_for_manager(brief, desk)
    if meeting is not None and meeting.over:
        meeting = replace(meeting, held=await took_place(brief, uow))
    unheard = len(await unheard_of(uow, interview))
    progress = interview.route.progress
    told = {"brief": brief, "progress": progress, "meeting": meeting, "zone": desk.zone, "today": desk.today}
    ahead = meeting is not None and not meeting.over
    return Screen(
        desk.messages.notice("manager_brief", **told, unheard=unheard),
        brief_keyboard(brief, desk.labels.buttons, page, ahead=ahead),
    )


async def took_place(brief: Brief, uow: UnitOfWork) -> bool:
    """Whether the manager has said so of the brief's present meeting."""
    return brief.meeting is not None and (await uow.journals.get(brief.id)).held_at == brief.meeting.at


async def own_brief(brief_id: str, manager: int, uow: UnitOfWork) -> Brief | None:
    """None if there is no such brief, or it is another manager's."""
    brief = await uow.briefs.get(brief_id) if brief_id else None
    return brief if brief and brief.manager_id == manager else None


def hand_out(action: str, brief: Brief, manager: int, uow: UnitOfWork, desk: Desk) -> bool:
    """What can be had of a brief; False if there is no such thing."""
    match action:
        case "plan" | "agenda" | "answers" as reading:
            send_reading(reading, desk.interviews.of(brief), manager, uow, desk)
        case "classic":
            send_reading("plan", desk.interviews.of(brief), manager, uow, desk, only_classic=True)
        case "files":
            _send_files(brief, manager, uow, desk)
        case "pictures":
            send_pictures(desk.interviews.of(brief), manager, uow)
        case "more":
            text = desk.messages.notice("manager_files", company=brief.company)
            uow.outbox.put(SendMessage(manager, Screen(text, files_keyboard(brief, desk.labels.buttons))))
        case kind if kind in set(DocumentFormat):
            uow.outbox.put(SendDocument(manager, brief.id, DocumentFormat(kind)))
        case _:
            return False
    return True


def _send_files(brief: Brief, manager: int, uow: UnitOfWork, desk: Desk) -> None:
    """Every file of the client, each with the question that it belongs to."""
    for attachment in brief.attachments:
        for message in _passed_on(attachment, manager, desk.interviews.of(brief), desk):
            uow.outbox.put(message)


def _passed_on(attachment: Attachment, manager: int, interview: Interview, desk: Desk) -> Iterator[Outgoing]:
    """The file, its words as the caption; before it where they are too long, or the kind of file takes none."""
    words = desk.messages.notice("attachment", short=_question(attachment, interview), caption=attachment.caption)
    below = attachment.kind != "video_note" and fits(words, CAPTION_LIMIT)
    if not below:
        yield from (SendMessage(manager, Screen(part)) for part in split(words))
    yield SendAttachment(manager, attachment.kind, attachment.file_id, words if below else "")


def _question(attachment: Attachment, interview: Interview) -> str:
    """The question's name, with the element that it, or its section, repeats for."""
    step = interview.step(attachment.key)
    if step is None:
        question = interview.questionnaire.questions.get(attachment.key.question)
        return question.short if question else ""
    name, label = short_of(step), step.items[-1].label if step.items else ""
    return name if label in name else f"{name}: {label}"
