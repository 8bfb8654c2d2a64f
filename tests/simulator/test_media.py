"""Files, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import FormData

from tests.simulator.raw_bot import Json, RawBot, shown_list

if TYPE_CHECKING:
    from bot.simulator import LocalTelegram, User

NOT_FOUND = b'{"ok":false,"error_code":404,"description":"Not Found"}'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture
async def anna(telegram: LocalTelegram) -> User:
    user = telegram.user(1, "Анна")
    await user.send("/start", wait=False)
    return user


def parts(files: dict[str, tuple[str, bytes]], **fields: str) -> FormData:
    form = FormData(quote_fields=False)
    for name, value in fields.items():
        form.add_field(name, value)
    for name, (filename, content) in files.items():
        form.add_field(name, content, filename=filename)
    return form


async def download(bot: RawBot, telegram: LocalTelegram, path: str) -> tuple[int, bytes]:
    async with bot.session.get(f"{telegram.url}/file/bot{telegram.token}/{path}") as response:
        return response.status, await response.read()


async def test_a_document_is_sent_with_its_name_and_can_be_fetched(
    bot: RawBot, telegram: LocalTelegram, anna: User
) -> None:
    form = parts({"document": ("План внедрения.pdf", b"%PDF")}, chat_id="1", caption="<b>Вот</b>", parse_mode="HTML")
    sent = await bot.form("sendDocument", form)
    document = sent.inner("document")
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "План внедрения.pdf",
        "application/pdf",
        4,
    )
    assert (sent["caption"], sent.items_of("caption_entities")) == ("Вот", [{"type": "bold", "offset": 0, "length": 3}])
    assert anna.last.text == "Вот"
    file = await bot("getFile", file_id=document["file_id"])
    assert await download(bot, telegram, file.text("file_path")) == (200, b"%PDF")
    assert await download(bot, telegram, "documents/none") == (404, NOT_FOUND)


async def test_a_file_may_stand_in_another_part_or_be_known_by_its_id(bot: RawBot, anna: User) -> None:
    sent = await bot.form("sendPhoto", parts({"f1": ("1.png", PNG)}, chat_id="1", photo="attach://f1"))
    (size,) = sent.items_of("photo")
    again = await bot("sendPhoto", chat_id=1, photo=size["file_id"])
    assert again.items_of("photo") == [size]
    assert anna.last.file_id("photo") == size["file_id"]
    refusal = await bot.refusal("sendDocument", chat_id=1, document=size["file_id"])
    assert refusal == "Bad Request: can't use file of type Photo as Document"


async def test_what_a_person_sends_reaches_the_bot(bot: RawBot, telegram: LocalTelegram, anna: User) -> None:
    for kind in ("document", "photo", "voice", "video", "audio"):
        await anna.upload(kind, f"файл.{kind}", kind.encode(), "подпись", album="1", wait=False)
    await anna.sticker(wait=False)
    await anna.location(wait=False)
    await anna.contact(wait=False)
    await anna.forward("Пишет другой", wait=False)
    messages = [update.inner("message") for update in (await bot.updates())[1:]]
    assert [message["caption"] for message in messages[:5]] == ["подпись"] * 5
    assert {message["media_group_id"] for message in messages[:5]} == {"1"}
    file = await bot("getFile", file_id=messages[2].inner("voice")["file_id"])
    assert await download(bot, telegram, file.text("file_path")) == (200, b"voice")
    assert [next(name for name in ("sticker", "location", "contact") if name in m) for m in messages[5:8]] == [
        "sticker",
        "location",
        "contact",
    ]
    assert messages[8].inner("forward_origin")["sender_user_name"] == "Пётр"


async def test_files_the_server_does_not_take_are_refused(bot: RawBot, telegram: LocalTelegram, anna: User) -> None:
    async def refusal(method: str, form: FormData) -> str:
        async with bot.session.post(f"{bot.base}/{method}", data=form) as response:
            return str((await response.json())["description"])

    empty = await refusal("sendDocument", parts({"document": ("a", b"")}, chat_id="1"))
    assert empty == "Bad Request: file must be non-empty"
    text = await refusal("sendPhoto", parts({"photo": ("a.png", b"text")}, chat_id="1"))
    assert text == "Bad Request: IMAGE_PROCESS_FAILED"
    long = await refusal("sendDocument", parts({"document": ("a", b"1")}, chat_id="1", caption="я" * 1025))
    assert long == "Bad Request: message caption is too long"
    assert await bot.refusal("sendVoice", chat_id=1) == "Bad Request: there is no voice in the request"
    unknown = await bot.refusal("sendVoice", chat_id=1, voice="https://a.ru/v.ogg")
    assert unknown == "Bad Request: wrong file identifier/HTTP URL specified"
    assert await bot.refusal("getFile") == "Bad Request: file_id not specified"
    assert await bot.refusal("getFile", file_id="x") == (
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    )
    big = telegram.world.files.add("document", "big.bin", b"\0" * (20 * 1024 * 1024 + 1))
    assert await bot.refusal("getFile", file_id=big.file_id) == "Bad Request: file is too big"
    assert anna.from_bot == []


async def test_a_caption_can_be_edited_and_a_text_cannot(bot: RawBot, anna: User) -> None:
    sent = await bot.form("sendDocument", parts({"document": ("a.txt", b"1")}, chat_id="1", caption="Раз"))
    where = {"chat_id": 1, "message_id": sent["message_id"]}
    assert await bot.refusal("editMessageText", **where, text="Два") == (
        "Bad Request: there is no text in the message to edit"
    )
    await bot("editMessageCaption", **where, caption="Два")
    assert anna.last.text == "Два"


async def test_an_album_arrives_as_messages_of_one_group(bot: RawBot, anna: User) -> None:
    media = '[{"type":"photo","media":"attach://a","caption":"<i>Раз</i>"},{"type":"photo","media":"attach://b"}]'
    form = parts({"a": ("a.png", PNG), "b": ("b.png", PNG)}, chat_id="1", media=media, parse_mode="HTML")
    async with bot.session.post(f"{bot.base}/sendMediaGroup", data=form) as response:
        sent = shown_list((await response.json())["result"])
    assert len({message["media_group_id"] for message in sent}) == 1
    assert [message.text for message in anna.from_bot] == ["Раз", ""]
    one: list[Json] = [{"type": "photo", "media": sent[0].items_of("photo")[0]["file_id"]}]
    assert await bot.refusal("sendMediaGroup", chat_id=1, media=one) == (
        "Bad Request: wrong number of media: an album takes 2-10"
    )
    odd: list[Json] = [{"type": "voice", "media": "x"}] * 2
    assert await bot.refusal("sendMediaGroup", chat_id=1, media=odd) == (
        "Bad Request: can't parse InputMedia: media type is not supported in an album"
    )
