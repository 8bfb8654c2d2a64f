"""While it polls, the process dies around its commits and its calls: nothing is lost, nothing happens twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kills.world import World, along, once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.app.interview import Interviews
    from bot.simulator import LocalTelegram
    from tests.kills.world import Outcome

#: What happens again and again; each death is so many times later than the one before.
ALL_ALONG = [
    *along("commit", "receiver", 1, 3, 6, 9),
    *along("commit", "worker", 1, 3, 6, 9),
    *along("commit", "sender", 1, 6, 12, 16),
    *along("call", "getUpdates", 1, 3, 6, 9),
    *along("call", "sendMessage", 1, 4, 5, 6),
    [*once("call", "editMessageText"), *once("call", "editMessageText", 3)],
    [*once("call", "answerCallbackQuery"), *once("call", "answerCallbackQuery", 3)],
    [*once("commit", "reader"), *once("commit", "scheduler"), *once("call", "deleteMessage")],
]
#: Once in every life; in two conversations, for people wait for a while only.
AT_THE_START = [
    [*once("call", "getMe"), *once("call", "setMyCommands")],
    [*once("commit", "beginning"), *once("call", "deleteWebhook"), *once("commit", "pulse")],
]
#: The tap that sends the brief off is the eleventh: it is committed, and nothing of what it says is out.
AT_THE_SUBMISSION = ["answerCallbackQuery.before_call:11"]
#: In the order of the conversation: two messages that cannot be sent, the plan, its picture, a document.
RARE = [
    *once("commit", "bookkeeping"),
    *once("commit", "bookkeeping"),
    *once("call", "sendRichMessage"),
    *once("call", "sendPhoto"),
    *once("call", "sendDocument"),
]


@pytest.mark.parametrize("deaths", [*ALL_ALONG, *AT_THE_START, AT_THE_SUBMISSION, RARE], ids=" ".join)
async def test_dying_around_a_commit_or_a_call_loses_nothing_and_doubles_nothing(
    deaths: Sequence[str], telegram: LocalTelegram, tmp_path: Path, interviews: Interviews, undisturbed: Outcome
) -> None:
    world = World(telegram, tmp_path, interviews, webhook=False)
    await world.outlives(deaths, undisturbed)
    assert world.died_at == deaths
