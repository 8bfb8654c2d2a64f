"""What handlers have at hand, as shipped, for the tests that need no Telegram."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.bootstrap import Definitions, load_definitions, make_desk
from bot.config import Settings
from tests.fakes import CountingIds

if TYPE_CHECKING:
    from bot.app.ports import Clock
    from handlers.desk import Desk


def desk_of(manager: int, clock: Clock) -> Desk:
    settings = _settings(manager)
    return make_desk(settings, _definitions(), clock, CountingIds())


@cache
def _definitions() -> Definitions:
    return load_definitions(_settings(1))


def _settings(manager: int) -> Settings:
    return Settings(
        _env_file=None,
        bot_token=SecretStr("1:made-up"),
        bot_admins=(manager,),
        database_url="sqlite:///never-opened.db",
        webhook_url="",
    )
