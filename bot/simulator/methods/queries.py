"""Answering taps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.changes import Toast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.simulator.state import World
    from bot.simulator.wire import Json, Params


def answer_callback_query(world: World, params: Params) -> Json:
    """``answerCallbackQuery``."""
    answer = world.queries.answer(
        params.text("callback_query_id"), params.text("text"), alert=params.flag("show_alert")
    )
    world.changes.announce(Toast(answer.query.user_id, answer.query.id, answer.text, answer.alert))
    return True


METHODS: Mapping[str, Callable[[World, Params], Json]] = {"answerCallbackQuery": answer_callback_query}
