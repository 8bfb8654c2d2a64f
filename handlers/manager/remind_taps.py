"""Taps of a manager on what concerns reminders: on the brief's card, in the digest, under an urgent message."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from aiogram import F, Router
from aiogram.types import CallbackQuery  # noqa: TC002 - aiogram reads the annotations of handlers

from bot.app.messages import Acknowledgement, EditMessage, Screen, SendMessage
from bot.app.ports import UnitOfWork  # noqa: TC001 - as above
from handlers.callbacks import ManagerTap
from handlers.desk import Desk  # noqa: TC001 - as above
from handlers.manager.briefs import own_brief
from handlers.manager.digest import digest_screen, lines_for, put_off
from handlers.manager.reminders import contact, note_whether_it_took_place, preview, remind_now
from handlers.when import When

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.domain.brief import Brief

#: What comes of a tap: a new message, or one in place of the tapped; None: it is out of date.
Outcome: TypeAlias = SendMessage | Screen | None
#: The number is the tap's: a page, or how many reminders had gone.
Reaction: TypeAlias = "Callable[[Brief, int, UnitOfWork, Desk], Awaitable[Outcome]]"


async def _preview(brief: Brief, _: int, uow: UnitOfWork, desk: Desk) -> Screen:
    return await preview(brief, uow, desk)


async def _preview_below(brief: Brief, _: int, uow: UnitOfWork, desk: Desk) -> SendMessage:
    return SendMessage(brief.manager_id, await preview(brief, uow, desk))


async def _contact(brief: Brief, _: int, uow: UnitOfWork, desk: Desk) -> SendMessage:
    return SendMessage(brief.manager_id, await contact(brief, uow, desk))


async def _put_off(brief: Brief, page: int, uow: UnitOfWork, desk: Desk) -> Screen:
    await put_off(brief, uow, desk)
    return digest_screen(await lines_for(brief.manager_id, uow, desk), page, desk)


async def _held(brief: Brief, _: int, uow: UnitOfWork, desk: Desk) -> Screen:
    return await note_whether_it_took_place(brief, uow, desk, held=True)


async def _missed(brief: Brief, _: int, uow: UnitOfWork, desk: Desk) -> Screen:
    return await note_whether_it_took_place(brief, uow, desk, held=False)


_REACTIONS: dict[str, Reaction] = {
    "rem": _preview,
    "drem": _preview_below,
    "rgo": remind_now,
    "contact": _contact,
    "dput": _put_off,
    "held": _held,
    "missed": _missed,
}


def register(router: Router) -> None:
    router.callback_query.register(on_tap, When(F.data.func(_action_in)))


def _action_in(data: str | None) -> str:
    """Empty if it is about something else."""
    tap = ManagerTap.unpack(data or "")
    return tap.action if tap and tap.action in {*_REACTIONS, "digest"} else ""


async def on_tap(query: CallbackQuery, uow: UnitOfWork, desk: Desk) -> None:
    tap, manager, toasts = ManagerTap.unpack(query.data or ""), query.from_user.id, desk.labels.toasts
    brief = await own_brief(tap.brief if tap else "", manager, uow)
    outcome: Outcome = None
    if tap and tap.action == "digest":
        outcome = digest_screen(await lines_for(manager, uow, desk), tap.page, desk)
    elif tap and brief:
        outcome = await _REACTIONS[tap.action](brief, tap.page, uow, desk)
    if isinstance(outcome, SendMessage):
        uow.outbox.put(outcome)
    elif outcome is not None and query.message is not None:
        uow.outbox.put(EditMessage(manager, query.message.message_id, outcome))
    put_away = toasts.put_off if tap and tap.action == "dput" else ""
    uow.acknowledge(Acknowledgement(query.id, toasts.no_longer if outcome is None else put_away))
