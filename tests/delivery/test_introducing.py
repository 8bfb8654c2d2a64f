"""At the start the bot is as patient as it is told to be, and gives up only what cannot be."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

import pytest

from bot.delivery.introducing import insistently, set_menus, username
from bot.delivery.telegram import NotFoundError, RejectedError, WrongTokenError
from bot.rendering.commands import Commands
from bot.simulator import errors
from tests.delivery.post import events

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.delivery.telegram import Telegram
    from bot.simulator import LocalTelegram

ADMIN = 7
COMMANDS = Commands(client={"start": "Начать"}, manager={"new": "Новый бриф"})


async def test_who_is_told_to_wait_at_the_start_waits_as_told(api: Telegram, telegram: LocalTelegram) -> None:
    telegram.faults.retry_after(1, method="getMe")
    begin = monotonic()
    assert await username(api)
    assert monotonic() - begin >= 1


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (errors.UnauthorizedError(), WrongTokenError),
        (errors.NotFoundError(), NotFoundError),
        (errors.BadRequestError("bad webhook"), RejectedError),
    ],
)
async def test_what_waiting_does_not_change_is_told_at_once(
    api: Telegram, telegram: LocalTelegram, refusal: errors.ApiError, kind: type[Exception]
) -> None:
    telegram.faults.refuse(refusal, method="setWebhook")
    with pytest.raises(kind, match=refusal.description):
        await insistently(lambda: api.call("setWebhook", {}))


async def test_a_menu_that_came_too_soon_is_set_all_the_same(api: Telegram, telegram: LocalTelegram) -> None:
    telegram.faults.retry_after(0, method="setMyCommands")
    await set_menus(api, COMMANDS, [])
    assert [call.ok for call in telegram.calls.of("setMyCommands")] == [False, True]


async def test_a_menu_that_is_refused_is_logged_and_keeps_nobody_from_his(
    api: Telegram, telegram: LocalTelegram, logs: Sequence[Mapping[str, object]]
) -> None:
    telegram.faults.refuse(errors.BadRequestError("chat not found"), method="setMyCommands", times=2)
    await set_menus(api, COMMANDS, [ADMIN, ADMIN + 1])
    assert [call.ok for call in telegram.calls.of("setMyCommands")] == [False, False, True]
    assert events(logs, "telegram.no_menu") == 2
