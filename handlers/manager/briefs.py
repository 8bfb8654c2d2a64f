"""What a manager reads about briefs: the list, one brief, its plan, agenda, answers and files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.announcing import unheard_of
from bot.app.cards.wording import short_of
from bot.app.meeting_held import took_place
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
    from bot.domain.answers import Attachment
    from bot.domain.brief import Brief
    from handlers.manager.turn import ManagerTurn


async def list_screen(turn: ManagerTurn, page: int) -> Screen:
    desk, briefs = turn.desk, turn.uow.briefs
    total = await briefs.count_of_manager(turn.manager)
    page = min(page, max(0, (total - 1) // PAGE))
    shown = await briefs.pressing_of_manager(turn.manager, desk.clock.now(), limit=PAGE, offset=page * PAGE)
    lines = [(brief, desk.interviews.of(brief).route.progress, line_for_client(brief, desk)) for brief in shown]
    text = turn.notice("manager_briefs", lines=lines, total=total, page=page, zone=desk.zone, today=desk.today)
    return Screen(text, briefs_keyboard(shown, desk.labels, page, total))


async def brief_screen(turn: ManagerTurn, brief: Brief, page: int = 0) -> Screen:
    """``page``: of the list that one came from."""
    desk, interview = turn.desk, turn.desk.interviews.of(brief)
    meeting = line_for_manager(brief, desk)
    if meeting is not None and meeting.over:
        meeting = replace(meeting, held=await took_place(turn.uow, brief))
    unheard = len(await unheard_of(turn.uow, interview))
    told = {"brief": brief, "progress": interview.route.progress, "meeting": meeting, "unheard": unheard}
    ahead = meeting is not None and not meeting.over
    return Screen(
        turn.notice("manager_brief", **told, zone=desk.zone, today=desk.today),
        brief_keyboard(brief, turn.buttons, page, ahead=ahead),
    )


def hand_out(turn: ManagerTurn, action: str, brief: Brief) -> bool:
    """What can be had of a brief; False if there is no such thing."""
    interview = turn.desk.interviews.of(brief)
    match action:
        case "plan" | "agenda" | "answers" as reading:
            send_reading(reading, interview, turn.manager, turn.uow, turn.desk)
        case "classic":
            send_reading("plan", interview, turn.manager, turn.uow, turn.desk, only_classic=True)
        case "files":
            _send_files(turn, interview)
        case "pictures":
            send_pictures(interview, turn.manager, turn.uow)
        case "more":
            text = turn.notice("manager_files", company=brief.company)
            turn.send(Screen(text, files_keyboard(brief, turn.buttons)))
        case kind if kind in set(DocumentFormat):
            turn.uow.outbox.put(SendDocument(turn.manager, brief.id, DocumentFormat(kind)))
        case _:
            return False
    return True


def _send_files(turn: ManagerTurn, interview: Interview) -> None:
    """Every file of the client, each with the question that it belongs to."""
    for attachment in interview.brief.attachments:
        for message in _passed_on(turn, attachment, interview):
            turn.uow.outbox.put(message)


def _passed_on(turn: ManagerTurn, attachment: Attachment, interview: Interview) -> Iterator[Outgoing]:
    """The file, its words as the caption; before it where they are too long, or the kind of file takes none."""
    words = turn.notice("attachment", short=_question(attachment, interview), caption=attachment.caption)
    below = attachment.kind != "video_note" and fits(words, CAPTION_LIMIT)
    if not below:
        yield from (SendMessage(turn.manager, Screen(part)) for part in split(words))
    yield SendAttachment(turn.manager, attachment.kind, attachment.file_id, words if below else "")


def _question(attachment: Attachment, interview: Interview) -> str:
    """The question's name, with the element that it, or its section, repeats for."""
    step = interview.step(attachment.key)
    if step is None:
        question = interview.questionnaire.questions.get(attachment.key.question)
        return question.short if question else ""
    name, label = short_of(step), step.items[-1].label if step.items else ""
    return name if label in name else f"{name}: {label}"
