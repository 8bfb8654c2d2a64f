"""What the bot says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator import LocalTelegram
    from tests.simulator.raw_bot import Json, RawBot


async def test_the_bot_knows_its_name(bot: RawBot, telegram: LocalTelegram) -> None:
    me = await bot("getMe")
    assert (me["is_bot"], me["username"]) == (True, telegram.world.bot.username)
    assert me["id"] == int(telegram.token.partition(":")[0])


async def test_commands_are_kept_by_scope_and_language(bot: RawBot, telegram: LocalTelegram) -> None:
    commands: list[Json] = [{"command": "help", "description": "Помощь"}]
    other: dict[str, Json] = {"scope": {"type": "chat", "chat_id": 1}, "language_code": "ru"}
    await bot.result("setMyCommands", commands=commands)
    await bot.result("setMyCommands", commands=[{"command": "/new", "description": "Новый бриф"}], **other)
    assert await bot.result("getMyCommands") == commands
    assert await bot.result("getMyCommands", **other) == [{"command": "new", "description": "Новый бриф"}]
    assert telegram.world.settings.shown_commands() == commands
    await bot.result("deleteMyCommands")
    assert await bot.result("getMyCommands") == []


async def test_bad_commands_are_refused(bot: RawBot) -> None:
    async def refusal(command: str, description: str, times: int = 1) -> str:
        commands = [{"command": command, "description": description}] * times
        return await bot.refusal("setMyCommands", commands=commands)

    assert await refusal("Помощь", "а") == "Bad Request: BOT_COMMAND_INVALID"
    assert await refusal("help", "") == "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    assert await refusal("help", "а", times=101) == "Bad Request: BOT_COMMANDS_TOO_MUCH"


async def test_descriptions_are_kept_within_their_limits(bot: RawBot) -> None:
    await bot.result("setMyDescription", description="а" * 512)
    assert await bot("getMyDescription") == {"description": "а" * 512}
    await bot.result("setMyShortDescription", short_description="б", language_code="ru")
    assert await bot("getMyShortDescription", language_code="ru") == {"short_description": "б"}
    refusal = await bot.refusal("setMyShortDescription", short_description="б" * 121)
    assert refusal == "Bad Request: bot short description is too long"
