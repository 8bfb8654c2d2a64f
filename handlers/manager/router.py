"""The manager's router: commands, the steps of «/new» and of setting a meeting, taps on lists and briefs."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message  # noqa: TC002 - aiogram reads the annotations of handlers

from bot.app.messages import Acknowledgement, Screen
from bot.domain.brief import Brief
from handlers.callbacks import ManagerTap
from handlers.client.invitation import remember
from handlers.client.trial import begin_trial
from handlers.keyboards.manager import home_keyboard
from handlers.manager import meeting_router, new_brief
from handlers.manager.briefs import brief_screen, hand_out, list_screen
from handlers.manager.deleting import delete, whether_to_delete
from handlers.manager.digest import digest_page
from handlers.manager.filters import FromManager
from handlers.manager.reminders import about_reminding
from handlers.manager.turn import ManagerTurn  # noqa: TC001 - as above
from handlers.manager.waiting import CommandsEndWaiting
from handlers.when import When


def setup() -> Router:
    """Only for managers. Commands first: they end the waiting for names and meetings."""
    router = Router(name="manager")
    router.message.filter(FromManager())
    router.callback_query.filter(FromManager())
    router.message.outer_middleware(CommandsEndWaiting())
    router.message.register(on_help, CommandStart(deep_link=False, ignore_mention=True, magic=~F.args))
    router.message.register(on_help, Command("help", ignore_mention=True))
    router.message.register(on_briefs, Command("briefs", ignore_mention=True))
    router.message.register(on_try, Command("try", ignore_mention=True))
    new_brief.register(router)
    meeting_router.register(router)
    router.callback_query.register(on_tap, When(F.data.startswith("m:")))
    return router


async def on_help(_: Message, turn: ManagerTurn) -> None:
    remember(turn.uow, turn.person)
    turn.send(Screen(turn.notice("help_manager", name=turn.person.first_name), home_keyboard(turn.buttons)))


async def on_briefs(_: Message, turn: ManagerTurn) -> None:
    turn.send(await list_screen(turn, 0))


async def on_try(_: Message, turn: ManagerTurn) -> None:
    """A brief with oneself, to see what the client will see."""
    await begin_trial(remember(turn.uow, turn.person), turn.state, turn.uow, turn.desk)


async def on_tap(query: CallbackQuery, turn: ManagerTurn) -> None:
    tap = ManagerTap.unpack(query.data or "")
    if tap is None or not await _act(turn, tap):
        turn.toast = turn.desk.labels.toasts.no_longer
    turn.uow.acknowledge(Acknowledgement(query.id, turn.toast))


async def _act(turn: ManagerTurn, tap: ManagerTap) -> bool:
    """False if there is no such thing, or not any more."""
    match tap.action, await turn.own_brief(tap.brief):
        case "new", _:
            await new_brief.begin(turn)
        case "cancel", _:
            return await new_brief.cancel(turn)
        case "list", _:
            turn.show(await list_screen(turn, tap.page))
        case "digest", _:
            turn.show(await digest_page(turn, tap.page))
        case action, Brief() as brief:
            return await _act_on(turn, action, brief, tap.page)
        case _:
            return False
    return True


async def _act_on(turn: ManagerTurn, action: str, brief: Brief, page: int) -> bool:
    match action:
        case "open":
            turn.show(await brief_screen(turn, brief, page))
        case "link":
            new_brief.hand_over_link(turn, brief, again=True)
        case "meet" | "mzone" | "moff":
            await meeting_router.ask(turn, brief, meeting_router.OPENING[action])
        case "mkeep":
            await meeting_router.keep(turn, brief)
        case "del":
            turn.show(whether_to_delete(turn, brief))
        case "delyes":
            turn.show(await delete(turn, brief))
        case _:
            return hand_out(turn, action, brief) or await about_reminding(turn, action, brief, page)
    return True
