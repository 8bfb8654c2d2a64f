"""Sending and editing rich messages: what the server takes and how it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.simulator.raw_bot import Shown, keyboard, serving

if TYPE_CHECKING:
    from bot.simulator import LocalTelegram, User
    from tests.simulator.conftest import Clock
    from tests.simulator.raw_bot import Json, RawBot

PLAN = "<h2>План</h2><table><tr><th>Этап</th><th>Часы</th></tr><tr><td>Обмен</td><td>46</td></tr></table>"
READ = "План\nЭтап | Часы\nОбмен | 46"


@pytest.fixture
async def anna(telegram: LocalTelegram) -> User:
    user = telegram.user(1, "Анна")
    await user.send("/start", wait=False)
    return user


def rich(html: str) -> dict[str, Json]:
    return {"rich_message": {"html": html}}


async def test_a_rich_message_comes_back_in_blocks_and_is_read_on_the_phone(bot: RawBot, anna: User) -> None:
    sent = await bot("sendRichMessage", chat_id=1, **rich(PLAN), reply_markup=keyboard(["Да"]))
    blocks = sent.inner("rich_message").items_of("blocks")
    assert [block["type"] for block in blocks] == ["heading", "table"]
    assert not {"text", "caption", "entities", "is_rtl"} & {*sent, *sent.inner("rich_message")}
    assert anna.card.text == READ
    assert anna.card.labels == ("Да",)
    assert await anna.sees("Обмен | 46") == await anna.card_shows("План") == anna.last
    assert f"bot: {READ.splitlines()[0]}" in str(anna)


async def test_direction_and_entity_detection_are_up_to_the_bot(bot: RawBot, anna: User) -> None:
    message: dict[str, Json] = {"html": "<p>@ivan_petrov</p>", "is_rtl": True, "skip_entity_detection": True}
    sent = await bot("sendRichMessage", chat_id=1, rich_message=message)
    assert sent["rich_message"] == {"blocks": [{"type": "paragraph", "text": "@ivan_petrov"}], "is_rtl": True}
    assert anna.last.text == "@ivan_petrov"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (None, "object expected as rich message"),
        ([], "object expected as rich message"),
        ({}, "exactly one of html, markdown and blocks must be specified in the rich message"),
        (
            {"html": "<hr/>", "markdown": "а"},
            "exactly one of html, markdown and blocks must be specified in the rich message",
        ),
        ({"markdown": "а"}, "the local Telegram takes rich messages as html without media only"),
        ({"blocks": [{}]}, "the local Telegram takes rich messages as html without media only"),
        ({"html": "<hr/>", "media": [{}]}, "the local Telegram takes rich messages as html without media only"),
        ({"html": 1}, 'field "html" of the rich message must be a String'),
        ({"html": ""}, "message text is empty"),
        ({"html": "<p>\ud800</p>"}, "strings must be encoded in UTF-8"),
        ({"html": "<p>а<br></p>"}, 'can\'t parse entities: Unsupported start tag "br" at byte offset 5'),
    ],
)
async def test_what_is_no_rich_message_here_is_refused(bot: RawBot, anna: User, given: Json, refusal: str) -> None:
    assert await bot.refusal("sendRichMessage", chat_id=1, rich_message=given) == f"Bad Request: {refusal}"
    assert not anna.from_bot


async def test_a_text_becomes_rich_and_plain_again(bot: RawBot, anna: User, clock: Clock) -> None:
    sent = await bot.send(1, "<b>План</b>", parse_mode="HTML")
    where = {"chat_id": 1, "message_id": sent["message_id"]}
    clock.advance(seconds=30)
    edited = await bot("editMessageText", **where, **rich(PLAN), parse_mode="HTML", reply_markup=keyboard(["Да"]))
    assert edited.number("edit_date") == sent.number("date") + 30
    assert not {"text", "entities"} & set(edited)
    assert anna.card.text == READ
    plain = await bot("editMessageText", **where, text="Кратко")
    assert (plain["text"], anna.last.text, anna.last.labels) == ("Кратко", "Кратко", ())
    assert "rich_message" not in plain


async def test_an_edit_that_changes_nothing_is_refused(bot: RawBot, anna: User) -> None:
    sent = await bot("sendRichMessage", chat_id=1, **rich("<p>а <b>б</b></p>"))
    where = {"chat_id": 1, "message_id": sent["message_id"]}
    refusal = await bot.refusal("editMessageText", **where, **rich("<p> а <strong>б</strong></p>"))
    assert refusal.startswith("Bad Request: message is not modified")
    await bot("editMessageText", **where, **rich("<p>а б</p>"))
    await bot("editMessageReplyMarkup", **where, reply_markup=keyboard(["Да"]))
    assert (anna.card.text, anna.card.labels) == ("а б", ("Да",))


async def test_what_cannot_become_rich_says_why(bot: RawBot, anna: User) -> None:
    where = {"chat_id": 1, "message_id": (await bot.send(1, "Раз"))["message_id"]}
    refusal = await bot.refusal("editMessageText", **where, **rich(PLAN), text="Два")
    assert refusal == "Bad Request: exactly one of text and rich_message must be specified"
    assert await bot.refusal("editMessageText", **where, **rich("")) == "Bad Request: message text is empty"
    file = await anna.upload("document", "План.pdf", b"%PDF", wait=False)
    copied = await bot("copyMessage", chat_id=1, from_chat_id=1, message_id=file.message_id)
    where = {"chat_id": 1, "message_id": copied["message_id"]}
    assert (
        await bot.refusal("editMessageText", **where, **rich(PLAN))
        == "Bad Request: there is no text in the message to edit"
    )


async def test_copies_forwards_and_taps_keep_the_blocks(bot: RawBot, anna: User) -> None:
    sent = await bot("sendRichMessage", chat_id=1, **rich(PLAN), reply_markup=keyboard(["Да"]))
    source = {"chat_id": 1, "from_chat_id": 1, "message_id": sent["message_id"]}
    await bot("copyMessage", **source)
    assert anna.last.text == READ
    forwarded = await bot("forwardMessage", **source)
    assert forwarded["rich_message"] == sent["rich_message"]
    await anna.tap("Да", wait=False)
    tapped = (await bot.updates())[-1].inner("callback_query").inner("message")
    assert tapped["rich_message"] == sent["rich_message"]


async def test_an_older_server_knows_no_rich_messages(bot: RawBot, anna: User, telegram: LocalTelegram) -> None:
    telegram.faults.forget_rich_messages()
    answer = await bot.answer("sendRichMessage", chat_id=1, **rich(PLAN))
    assert answer.body == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    where = {"chat_id": 1, "message_id": (await bot.send(1, "Раз"))["message_id"]}
    assert await bot.refusal("editMessageText", **where, **rich(PLAN)) == "Bad Request: message text is empty"
    await bot("editMessageText", **where, **rich(PLAN), text="Два")
    assert [call.error for call in telegram.calls.of("sendRichMessage")] == ["Not Found: method not found"]
    assert anna.last.text == "Два"
    telegram.faults.clear()
    await bot("sendRichMessage", chat_id=1, **rich(PLAN))
    assert anna.last.text == READ


async def test_a_rich_answer_is_waited_for_and_read_like_any_other(bot: RawBot, telegram: LocalTelegram) -> None:
    html = "<h1>План</h1><ol><li>Обмен</li></ol><details><summary>Риски</summary>Нет</details>"

    async def answer(update: Shown) -> None:
        message = {"html": html if "message" in update else "<p>Готово</p>"}
        if "message" in update:
            await bot("sendRichMessage", chat_id=1, rich_message=message, reply_markup=keyboard(["Ещё"]))
            return
        query = update.inner("callback_query")
        await bot.result("answerCallbackQuery", callback_query_id=query["id"])
        where = {"chat_id": 1, "message_id": query.inner("message")["message_id"]}
        await bot("editMessageText", **where, rich_message=message)

    async with serving(bot, answer):
        anna = telegram.user(1, "Анна")
        await anna.send("/start")
        assert anna.card.text == "План\n1. Обмен\nРиски\nНет"
        assert anna.card.rich is not None
        await anna.tap("Ещё")
        assert anna.last.text == "Готово"
