"""Keyboards of the manager's messages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.app.messages import Button
from bot.domain.brief import BriefStatus
from handlers.callbacks import ManagerTap
from handlers.keyboards.layout import PAGE, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app.messages import ButtonStyle, Keyboard
    from bot.domain.brief import Brief
    from bot.rendering.labels import ButtonLabels, Labels


#: As much as a phone shows beside the sign.
_NAME_SHOWN = 28
#: Briefs in a digest: more would be a wall of buttons.
DIGEST_PAGE = 5


def home_keyboard(labels: ButtonLabels) -> Keyboard:
    return row(
        Button(labels.new_brief, ManagerTap("new").pack(), style="primary"),
        Button(labels.briefs, ManagerTap("list").pack()),
    )


def cancel_keyboard(labels: ButtonLabels) -> Keyboard:
    return row(Button(labels.cancel, ManagerTap("cancel").pack()))


def link_keyboard(labels: ButtonLabels, link: str, text: str) -> Keyboard:
    """Telegram's own «share» with the text that goes along."""
    return row(Button(labels.share, url=f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(text)}"))


def briefs_keyboard(briefs: Sequence[Brief], labels: Labels, page: int, total: int) -> Keyboard:
    words = labels.buttons
    entries = [
        Button(
            words.brief_line.format(sign=_sign(brief, labels), label=_name(brief)),
            ManagerTap("open", brief.id, page).pack(),
        )
        for brief in briefs
    ]
    back = Button(words.page_back, ManagerTap("list", page=page - 1).pack()) if page else None
    more = (page + 1) * PAGE < total
    forth = Button(words.page_next, ManagerTap("list", page=page + 1).pack()) if more else None
    return column(entries) + row(back, forth) + row(Button(words.new_brief, ManagerTap("new").pack()))


def brief_keyboard(brief: Brief, labels: ButtonLabels, page: int, *, ahead: bool) -> Keyboard:
    """``ahead``: its meeting is set and not over."""
    meeting = meeting_keyboard(brief, labels, ahead=ahead)
    meeting += _client(brief, labels)
    link = Button(labels.link, ManagerTap("link", brief.id).pack())
    delete = Button(labels.delete_brief, ManagerTap("del", brief.id).pack(), style="danger")
    back = Button(labels.to_list, ManagerTap("list", page=page).pack())
    plan = () if brief.status is BriefStatus.INVITED else plan_keyboard(brief, labels)
    return plan + meeting + row(link) + row(delete) + row(back)


def deleting_keyboard(brief: Brief, labels: ButtonLabels) -> Keyboard:
    return row(Button(labels.delete_now, ManagerTap("delyes", brief.id).pack(), style="danger")) + row(
        Button(labels.to_brief, ManagerTap("open", brief.id).pack())
    )


def deleted_keyboard(labels: ButtonLabels) -> Keyboard:
    return row(Button(labels.briefs, ManagerTap("list").pack()))


def _client(brief: Brief, labels: ButtonLabels) -> Keyboard:
    """Reaching the client, where there is one; who has sent everything is not reminded."""
    if brief.client_id in (None, brief.manager_id):
        return ()
    remind = None if brief.submissions else Button(labels.remind_now, ManagerTap("rem", brief.id).pack())
    return row(remind, _way(brief, labels))


def _way(brief: Brief, labels: ButtonLabels, style: ButtonStyle | None = None) -> Button:
    """How to reach the client oneself: the contact, or the link again for who has not opened it."""
    action, label = ("link", labels.link) if brief.client_id is None else ("contact", labels.digest_contact)
    return Button(label, ManagerTap(action, brief.id).pack(), style=style)


def meeting_keyboard(brief: Brief, labels: ButtonLabels, *, ahead: bool) -> Keyboard:
    if not ahead:
        return row(Button(labels.set_meeting, ManagerTap("meet", brief.id).pack()))
    return row(
        Button(labels.move_meeting, ManagerTap("meet", brief.id).pack()),
        Button(labels.meeting_zone, ManagerTap("mzone", brief.id).pack()),
    ) + row(Button(labels.call_off, ManagerTap("moff", brief.id).pack(), style="danger"))


def move_keyboard(brief: Brief, labels: ButtonLabels) -> Keyboard:
    """Under the client's wish: there the words stand above the calendar, and the meeting may stay as it is."""
    return row(Button(labels.move_meeting, ManagerTap("meet", brief.id).pack(), style="primary")) + row(
        Button(labels.keep_meeting, ManagerTap("mkeep", brief.id).pack())
    )


def plan_keyboard(brief: Brief, labels: ButtonLabels) -> Keyboard:
    files = Button(labels.files, ManagerTap("files", brief.id).pack()) if brief.attachments else None
    return (
        row(
            Button(labels.plan, ManagerTap("plan", brief.id).pack(), style="primary"),
            Button(labels.agenda, ManagerTap("agenda", brief.id).pack()),
        )
        + row(Button(labels.answers, ManagerTap("answers", brief.id).pack()), files)
        + row(
            Button(labels.pdf, ManagerTap("pdf", brief.id).pack()),
            Button(labels.more_files, ManagerTap("more", brief.id).pack()),
        )
    )


def remind_keyboard(brief: Brief, labels: ButtonLabels, sent: int, *, now: bool) -> Keyboard:
    """``sent``: how many reminders have gone; a second tap then means nothing. ``now``: it may go at once."""
    label = labels.send_reminder if now else labels.send_reminder_later
    return row(Button(label, ManagerTap("rgo", brief.id, sent).pack(), style="primary")) + to_brief_keyboard(
        brief, labels
    )


def to_brief_keyboard(brief: Brief, labels: ButtonLabels, *, set_meeting: bool = False) -> Keyboard:
    meeting = Button(labels.set_meeting, ManagerTap("meet", brief.id).pack(), style="primary") if set_meeting else None
    return row(meeting) + row(Button(labels.to_brief, ManagerTap("open", brief.id).pack()))


def escalation_keyboard(brief: Brief, labels: ButtonLabels, *, remind: bool) -> Keyboard:
    """``remind``: the client may be reminded by the bot; else the manager's own way comes first."""
    to_brief = Button(labels.to_brief, ManagerTap("open", brief.id).pack())
    if not remind:
        return row(_way(brief, labels, "primary")) + row(to_brief)
    now = Button(labels.remind_now, ManagerTap("drem", brief.id).pack(), style="primary")
    return row(now) + row(_way(brief, labels), to_brief)


def unreminded_keyboard(brief: Brief, labels: ButtonLabels) -> Keyboard:
    """Where there is nothing that the bot could send."""
    to_brief = Button(labels.to_brief, ManagerTap("open", brief.id).pack())
    return row(_way(brief, labels), to_brief)


def held_keyboard(brief: Brief, labels: ButtonLabels) -> Keyboard:
    return row(
        Button(labels.meeting_held, ManagerTap("held", brief.id).pack()),
        Button(labels.meeting_missed, ManagerTap("missed", brief.id).pack()),
    )


def digest_keyboard(briefs: Sequence[Brief], labels: ButtonLabels, page: int, total: int) -> Keyboard:
    """A row for each brief, by its number in the text."""
    rows: Keyboard = ()
    for number, brief in enumerate(briefs, page * DIGEST_PAGE + 1):
        rows += row(
            Button(labels.digest_remind.format(label=number), ManagerTap("drem", brief.id).pack()),
            Button(labels.digest_contact, ManagerTap("contact", brief.id).pack()),
            Button(labels.digest_put_off, ManagerTap("dput", brief.id, page).pack()),
        )
    back = Button(labels.page_back, ManagerTap("digest", page=page - 1).pack()) if page else None
    more = (page + 1) * DIGEST_PAGE < total
    forth = Button(labels.page_next, ManagerTap("digest", page=page + 1).pack()) if more else None
    return rows + row(back, forth)


def files_keyboard(brief: Brief, labels: ButtonLabels) -> Keyboard:
    """The plan in every other form."""

    def button(label: str, action: str) -> Button:
        return Button(label, ManagerTap(action, brief.id).pack())

    return (
        row(button(labels.pictures, "pictures"))
        + row(button(labels.docx, "docx"), button(labels.xlsx, "xlsx"))
        + row(button(labels.html, "html"), button(labels.json_file, "json"))
        + row(button(labels.classic, "classic"))
    )


def _sign(brief: Brief, labels: Labels) -> str:
    signs = {BriefStatus.SUBMITTED: labels.signs.done, BriefStatus.STARTED: labels.signs.later}
    return signs.get(brief.status, labels.signs.open)


def _name(brief: Brief) -> str:
    """Cut in the middle: names that begin alike differ at their ends."""
    company, half = brief.company, _NAME_SHOWN // 2
    return company if len(company) <= _NAME_SHOWN else f"{company[:half].rstrip()}…{company[-half + 1 :].lstrip()}"
