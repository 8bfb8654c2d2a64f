"""Keyboards: which are taken, which cut, which refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.errors import BadRequestError
from bot.simulator.keyboards import markup
from bot.simulator.wire import Params

if TYPE_CHECKING:
    from bot.simulator.wire import Json, JsonObject

CANNOT_PARSE = "Bad Request: can't parse inline keyboard button: "


def inline(*rows: list[JsonObject]) -> JsonObject | None:
    return markup(Params({"reply_markup": {"inline_keyboard": rows}})).inline


def refusal(value: Json) -> str:
    with pytest.raises(BadRequestError) as refused:
        markup(Params({"reply_markup": value}))
    return refused.value.description


def button_refusal(button: Json) -> str:
    return refusal({"inline_keyboard": [[button]]})


def test_rows_are_cut_at_twelve_without_a_word() -> None:
    row: list[JsonObject] = [{"text": str(number), "callback_data": str(number)} for number in range(13)]
    assert inline(row) == {"inline_keyboard": [row[:12]]}


def test_empty_rows_vanish_and_an_empty_keyboard_is_none() -> None:
    button = {"text": "Да", "callback_data": "1"}
    assert inline([], [button]) == {"inline_keyboard": [[button]]}
    assert inline([]) is None


def test_too_many_buttons_or_bytes_are_refused() -> None:
    button: JsonObject = {"text": "Да", "callback_data": "1"}
    assert inline(*[[button]] * 100) is not None
    assert refusal({"inline_keyboard": [[button]] * 101}) == "Bad Request: reply markup is too long"
    wide = {"text": "Я" * 200, "callback_data": "1"}
    assert refusal({"inline_keyboard": [[wide]] * 30}) == "Bad Request: reply markup is too long"


def test_data_takes_one_to_sixty_four_bytes() -> None:
    longest = {"text": "Да", "callback_data": "я" * 32}
    assert inline([longest]) == {"inline_keyboard": [[longest]]}
    assert button_refusal({"text": "Да", "callback_data": "я" * 32 + "1"}) == "Bad Request: BUTTON_DATA_INVALID"
    nothing = CANNOT_PARSE + "Text buttons are unallowed in the inline keyboard"
    assert button_refusal({"text": "Да", "callback_data": ""}) == nothing
    assert button_refusal({"text": "Да"}) == nothing


@pytest.mark.parametrize(
    "button",
    [
        {"text": "Сайт", "url": "https://example.org/путь"},
        {"text": "Чат", "url": "t.me/bot?start=1"},
        {"text": "Копия", "copy_text": {"text": "1"}},
        {"text": "Нельзя", "disabled": {}},
        {"text": "Да", "callback_data": "1", "style": "primary"},
    ],
)
def test_every_kind_of_button_is_kept_as_it_was(button: JsonObject) -> None:
    assert inline([button]) == {"inline_keyboard": [[button]]}


def test_unusable_buttons_are_refused() -> None:
    assert button_refusal("Да") == CANNOT_PARSE + "InlineKeyboardButton must be an Object"
    assert button_refusal({"callback_data": "1"}) == CANNOT_PARSE + 'Can\'t find field "text"'
    assert button_refusal({"text": " ", "callback_data": "1"}) == CANNOT_PARSE + 'Field "text" must be non-empty'
    style = CANNOT_PARSE + 'invalid button style specified in the field "style"'
    assert button_refusal({"text": "Да", "callback_data": "1", "style": "red"}) == style
    link = "Bad Request: inline keyboard button URL 'просто так' is invalid: Wrong HTTP URL"
    assert button_refusal({"text": "Да", "url": "просто так"}) == link
    assert button_refusal({"text": "Да", "copy_text": {"text": ""}}) == "Bad Request: BUTTON_COPY_TEXT_INVALID"


def test_what_is_no_keyboard_is_refused() -> None:
    values: list[Json] = ["[]", "{", {"rows": []}]
    for value in values:
        assert refusal(value) == "Bad Request: object expected as reply markup"


def test_keyboards_below_the_typing_field_are_kept_apart() -> None:
    checked = markup(Params({"reply_markup": '{"remove_keyboard": true}'}))
    assert checked.inline is None
    assert checked.reply == {"remove_keyboard": True}
