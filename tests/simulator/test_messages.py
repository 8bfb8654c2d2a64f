"""Sending, editing, deleting, copying: what the server takes and how it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import FormData

from tests.simulator.raw_bot import keyboard

if TYPE_CHECKING:
    from bot.simulator import LocalTelegram, User
    from tests.simulator.conftest import Clock
    from tests.simulator.raw_bot import Json, RawBot

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a"
    " current content and reply markup of the message"
)


@pytest.fixture
async def anna(telegram: LocalTelegram) -> User:
    user = telegram.user(1, "Анна")
    await user.send("/start", wait=False)
    return user


async def test_a_sent_message_appears_on_the_phone_and_comes_back_to_the_bot(bot: RawBot, anna: User) -> None:
    sent = await bot.send(1, "<b>Да</b> или нет?", parse_mode="HTML", reply_markup=keyboard(["Да", "Нет"]))
    assert anna.card.text == "Да или нет?"
    assert anna.card.buttons == (("Да", "Нет"),)
    assert anna.card.message_id == sent.number("message_id")
    assert sent.items_of("entities") == [{"type": "bold", "offset": 0, "length": 2}]
    assert sent.inner("chat") == {"id": 1, "type": "private", "first_name": "Анна"}
    assert sent.inner("from")["is_bot"] is True


async def test_parameters_may_come_as_a_form_with_json_inside(bot: RawBot, anna: User) -> None:
    form = FormData(
        {"chat_id": "1", "text": "Вопрос", "reply_markup": '{"inline_keyboard":[[{"text":"Да","url":"a.ru"}]]}'}
    )
    sent = await bot.form("sendMessage", form)
    assert sent.inner("reply_markup")["inline_keyboard"] == [[{"text": "Да", "url": "a.ru"}]]
    assert anna.card.labels == ("Да",)


async def test_parameters_may_come_in_the_query_of_a_get(bot: RawBot, anna: User) -> None:
    async with bot.session.get(f"{bot.base}/SENDMESSAGE", params={"chat_id": "1", "text": "Вопрос"}) as response:
        assert (await response.json())["ok"] is True
    assert anna.last.text == "Вопрос"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "Bad Request: message text is empty"),
        (" \n ", "Bad Request: text must be non-empty"),
        ("<b> </b>", "Bad Request: text must be non-empty"),
        ("я" * 4097, "Bad Request: message is too long"),
        ("🙂" * 2049, "Bad Request: message is too long"),
        ("я" * 16_385, "Bad Request: text is too long"),
        ("<br>", 'Bad Request: can\'t parse entities: Unsupported start tag "br" at byte offset 0'),
        ("\ud800", "Bad Request: strings must be encoded in UTF-8"),
    ],
)
async def test_a_text_the_server_does_not_take_is_refused(bot: RawBot, anna: User, text: str, refusal: str) -> None:
    assert await bot.refusal("sendMessage", chat_id=1, text=text, parse_mode="HTML") == refusal
    assert not anna.from_bot


async def test_tags_do_not_count_towards_the_length(bot: RawBot, anna: User) -> None:
    await bot.send(1, f"<b>{'я' * 4096}</b>", parse_mode="HTML")
    assert len(anna.last.text) == 4096


async def test_an_unknown_parse_mode_is_refused(bot: RawBot, anna: User) -> None:
    assert (
        await bot.refusal("sendMessage", chat_id=1, text="а", parse_mode="BBCode")
        == "Bad Request: unsupported parse_mode"
    )
    assert not anna.from_bot


async def test_a_person_who_never_started_the_bot_cannot_be_written_to(bot: RawBot, telegram: LocalTelegram) -> None:
    telegram.user(2, "Пётр")
    telegram.user(3, "Ольга", known=True)
    not_met = "Bad Request: chat not found"
    assert await bot.refusal("sendMessage", chat_id=2, text="а") == not_met
    assert await bot.refusal("sendMessage", chat_id=404, text="а") == not_met
    assert await bot.refusal("sendMessage", text="а") == "Bad Request: chat_id is empty"
    refusal = await bot.refusal("sendMessage", chat_id=3, text="а")
    assert refusal == "Forbidden: bot can't initiate conversation with a user"


async def test_who_blocked_the_bot_or_left_telegram_cannot_be_written_to(bot: RawBot, anna: User) -> None:
    anna.block()
    assert await bot.refusal("sendMessage", chat_id=1, text="а") == "Forbidden: bot was blocked by the user"
    anna.unblock()
    await bot.send(1, "а")
    anna.deactivate()
    assert await bot.refusal("sendMessage", chat_id=1, text="а") == "Forbidden: user is deactivated"


async def test_an_edit_replaces_text_and_keyboard_in_place(bot: RawBot, anna: User, clock: Clock) -> None:
    sent = await bot.send(1, "Раз", reply_markup=keyboard(["Да"]))
    clock.advance(seconds=30)
    edited = await bot("editMessageText", chat_id=1, message_id=sent["message_id"], text="Два")
    assert edited.number("edit_date") == sent.number("date") + 30
    assert anna.last.text == "Два"
    assert anna.last.buttons == ()
    assert len(anna.from_bot) == 1


async def test_an_edit_that_changes_nothing_is_refused(bot: RawBot, anna: User) -> None:
    markup = keyboard(["Да"])
    sent = await bot.send(1, "<i>Раз</i>", parse_mode="HTML", reply_markup=markup)
    same = {"chat_id": 1, "message_id": sent["message_id"], "reply_markup": markup}
    assert await bot.refusal("editMessageText", **same, text=" <em>Раз</em>", parse_mode="HTML") == NOT_MODIFIED
    assert await bot.refusal("editMessageReplyMarkup", **same) == NOT_MODIFIED
    assert anna.last.edit_date is None
    await bot("editMessageText", **same, text="Раз")
    assert anna.last.entities == ()


async def test_only_the_keyboard_may_be_edited(bot: RawBot, anna: User) -> None:
    sent = await bot.send(1, "Раз", reply_markup=keyboard(["Да"]))
    where = {"chat_id": 1, "message_id": sent["message_id"]}
    await bot("editMessageReplyMarkup", **where, reply_markup=keyboard(["Нет"]))
    assert anna.card.labels == ("Нет",)
    await bot("editMessageReplyMarkup", **where)
    assert anna.last.labels == ()


async def test_what_cannot_be_edited_says_why(bot: RawBot, anna: User) -> None:
    own = anna.messages[0].message_id
    fixed = await bot.send(1, "Меню", reply_markup={"keyboard": [[{"text": "Да"}]]})

    async def refusal(message_id: object, text: str = "Два") -> str:
        return await bot.refusal("editMessageText", chat_id=1, message_id=int(str(message_id)), text=text)

    assert await refusal(999) == "Bad Request: message to edit not found"
    assert await refusal(0) == "Bad Request: message identifier is not specified"
    assert await refusal(own) == "Bad Request: message can't be edited"
    assert await refusal(fixed["message_id"]) == "Bad Request: message can't be edited"
    plain = await bot.send(1, "Раз")
    assert await refusal(plain["message_id"], "я" * 4097) == "Bad Request: MESSAGE_TOO_LONG"
    assert await refusal(plain["message_id"], "") == "Bad Request: message text is empty"
    assert (
        await bot.refusal("editMessageCaption", chat_id=1, message_id=plain["message_id"], caption="а")
        == "Bad Request: there is no caption in the message to edit"
    )
    assert (
        await bot.refusal(
            "editMessageReplyMarkup", chat_id=1, message_id=plain["message_id"], reply_markup={"remove_keyboard": True}
        )
        == "Bad Request: inline keyboard expected"
    )


async def test_a_deleted_message_is_gone(bot: RawBot, anna: User) -> None:
    sent = await bot.send(1, "Раз")
    where = {"chat_id": 1, "message_id": sent["message_id"]}
    assert await bot.result("deleteMessage", **where) is True
    assert anna.from_bot == []
    assert await bot.refusal("deleteMessage", **where) == "Bad Request: message to delete not found"
    assert await bot.refusal("editMessageText", **where, text="а") == "Bad Request: message to edit not found"


async def test_messages_older_than_two_days_stay(bot: RawBot, anna: User, clock: Clock) -> None:
    sent = await bot.send(1, "Раз")
    clock.advance(hours=49)
    refusal = await bot.refusal("deleteMessage", chat_id=1, message_id=sent["message_id"])
    assert refusal == "Bad Request: message can't be deleted for everyone"
    assert anna.last.text == "Раз"


async def test_several_messages_are_deleted_at_once(bot: RawBot, anna: User) -> None:
    ids = [(await bot.send(1, text)).number("message_id") for text in ("а", "б", "в")]
    assert await bot.result("deleteMessages", chat_id=1, message_ids=[*ids[:2], 999]) is True
    assert [message.text for message in anna.from_bot] == ["в"]


async def test_a_reply_shows_what_it_replies_to(bot: RawBot, anna: User) -> None:
    first = anna.messages[0].message_id
    sent = await bot.send(1, "а", reply_parameters={"message_id": first})
    assert sent.inner("reply_to_message")["text"] == "/start"
    missing = {"message_id": 999}
    refusal = await bot.refusal("sendMessage", chat_id=1, text="а", reply_parameters=missing)
    assert refusal == "Bad Request: message to be replied not found"
    allowed = await bot.send(1, "а", reply_parameters={**missing, "allow_sending_without_reply": True})
    assert "reply_to_message" not in allowed


async def test_copies_and_forwards_reach_the_other_chat(bot: RawBot, telegram: LocalTelegram, anna: User) -> None:
    manager = telegram.user(9, "Мария")
    await manager.send("/start", wait=False)
    asked = anna.messages[0].message_id
    await bot("copyMessage", chat_id=9, from_chat_id=1, message_id=asked)
    forwarded = await bot("forwardMessage", chat_id=9, from_chat_id=1, message_id=asked)
    assert [message.text for message in manager.from_bot] == ["/start", "/start"]
    assert forwarded.inner("forward_origin").inner("sender_user")["first_name"] == "Анна"
    gone = {"chat_id": 9, "from_chat_id": 1, "message_id": 999}
    assert await bot.refusal("copyMessage", **gone) == "Bad Request: message to copy not found"
    assert await bot.refusal("forwardMessage", **gone) == "Bad Request: message to forward not found"


async def test_typing_is_shown_only_in_known_ways(bot: RawBot, anna: User) -> None:
    assert await bot.result("sendChatAction", chat_id=1, action="typing") is True
    refusal = await bot.refusal("sendChatAction", chat_id=1, action="dancing")
    assert refusal == "Bad Request: wrong parameter action in request"
    assert not anna.from_bot


async def test_the_chat_tells_who_it_is_with(bot: RawBot, anna: User) -> None:
    chat = await bot("getChat", chat_id=1)
    assert (chat["type"], chat["first_name"]) == ("private", anna.first_name)
    assert await bot.refusal("getChat", chat_id=404) == "Bad Request: chat not found"


async def test_entities_may_be_given_instead_of_tags(bot: RawBot, anna: User) -> None:
    entities: list[Json] = [{"type": "text_link", "offset": 1, "length": 2, "url": "https://a.ru"}]
    sent = await bot.send(1, " 🙂!", entities=entities)
    assert sent["entities"] == [{"type": "text_link", "offset": 0, "length": 2, "url": "https://a.ru"}]
    assert anna.last.text == "🙂!"


async def test_link_previews_and_protection_are_kept_with_the_message(bot: RawBot, anna: User) -> None:
    off = {"is_disabled": True}
    sent = await bot.send(1, "а", link_preview_options=off, protect_content=True)
    assert (sent["link_preview_options"], sent["has_protected_content"]) == (off, True)
    where = {"chat_id": 1, "message_id": sent["message_id"]}
    edited = await bot("editMessageText", **where, text="б", link_preview_options=off)
    assert edited["link_preview_options"] == off
    assert "link_preview_options" not in await bot("editMessageText", **where, text="в")
    assert anna.last.text == "в"


async def test_messages_of_inline_mode_are_not_there(bot: RawBot) -> None:
    refusal = await bot.refusal("editMessageText", inline_message_id="x", text="а")
    assert refusal == "Bad Request: MESSAGE_ID_INVALID"
