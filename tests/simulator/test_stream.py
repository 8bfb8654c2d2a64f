"""What the page is told and what it can do, over HTTP and WebSocket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, FormData

from bot.simulator import LocalTelegram, Phone, Profile
from tests.simulator.raw_bot import RawBot, Shown, keyboard, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import ClientWebSocketResponse

ANNA = Profile(1, "Анна", username="anna")


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram([Phone(ANNA, "Клиент")], title="Демо", timeout=2) as running:
        yield running


@pytest.fixture
async def page(telegram: LocalTelegram) -> AsyncIterator[ClientSession]:
    async with ClientSession(telegram.url) as session:
        yield session


@pytest.fixture
async def stream(page: ClientSession) -> AsyncIterator[ClientWebSocketResponse]:
    async with page.ws_connect("/api/ws") as socket:
        yield socket


async def frame(stream: ClientWebSocketResponse) -> Shown:
    return shown(await stream.receive_json(timeout=2))


async def post(page: ClientSession, path: str, **values: object) -> Shown:
    async with page.post(f"/api/users/{path}", json=values) as response:
        assert response.status == 200, await response.text()
        return shown(await response.json())


async def test_a_page_first_receives_everything(stream: ClientWebSocketResponse, telegram: LocalTelegram) -> None:
    snapshot = await frame(stream)
    assert (snapshot["type"], snapshot["title"], snapshot["online"]) == ("snapshot", "Демо", False)
    assert snapshot.inner("bot")["username"] == telegram.world.bot.username
    (phone,) = snapshot.items_of("phones")
    assert (phone["role"], phone["blocked"], phone["messages"]) == ("Клиент", False, [])
    assert phone.inner("user")["username"] == "anna"


async def test_a_page_is_told_what_happens(
    page: ClientSession, stream: ClientWebSocketResponse, telegram: LocalTelegram, bot: RawBot
) -> None:
    await frame(stream)
    await post(page, "1/send", text="/start")
    told = await frame(stream)
    assert (told["type"], told["user_id"], told.inner("message")["text"]) == ("message", 1, "/start")

    await bot.result("sendChatAction", chat_id=1, action="typing")
    assert await frame(stream) == {"type": "typing", "user_id": 1}

    sent = await bot.send(1, "Вопрос", reply_markup=keyboard(["Да", "Нет"]))
    assert (await frame(stream))["message"] == sent

    tapped = await post(page, "1/tap", message_id=sent["message_id"], row=0, column=1)
    await bot.result("answerCallbackQuery", callback_query_id=tapped["callback_query_id"], show_alert=True)
    query_id = tapped["callback_query_id"]
    assert await frame(stream) == {
        "type": "toast",
        "user_id": 1,
        "callback_query_id": query_id,
        "text": "",
        "alert": True,
    }

    await bot("editMessageText", chat_id=1, message_id=sent["message_id"], text="Спасибо")
    told = await frame(stream)
    assert (told["type"], told.inner("message")["text"]) == ("edited", "Спасибо")

    await bot.result("deleteMessage", chat_id=1, message_id=sent["message_id"])
    assert await frame(stream) == {"type": "deleted", "user_id": 1, "message_id": sent["message_id"]}

    (update, _) = await bot.updates()
    assert update.inner("message")["text"] == "/start"
    assert await frame(stream) == {"type": "online", "online": True}

    telegram.user(2, "Пётр")
    told = await frame(stream)
    assert (told["type"], told.inner("user")["first_name"]) == ("phone", "Пётр")


async def test_new_commands_bring_a_new_snapshot(stream: ClientWebSocketResponse, bot: RawBot) -> None:
    await frame(stream)
    commands = [{"command": "help", "description": "Помощь"}]
    await bot.result("setMyCommands", commands=commands)
    assert (await frame(stream)).inner("bot")["commands"] == commands


async def test_a_keyboard_below_the_typing_field_is_shown_to_the_person_alone(
    stream: ClientWebSocketResponse, telegram: LocalTelegram, bot: RawBot
) -> None:
    await telegram.user(1).send("/start", wait=False)
    menu = {"keyboard": [[{"text": "Меню"}]]}
    assert "reply_markup" not in await bot.send(1, "а", reply_markup=menu)
    for _ in range(2):
        await frame(stream)
    assert (await frame(stream)).inner("message")["reply_markup"] == menu


async def test_uploads_and_downloads_keep_name_and_type(page: ClientSession, bot: RawBot) -> None:
    form = FormData({"kind": "document", "caption": "Вот"}, quote_fields=False)
    form.add_field("file", b"<script>", filename="скрипт продаж.html", content_type="text/html")
    async with page.post("/api/users/1/upload", data=form) as response:
        assert response.status == 200
    (update,) = await bot.updates()
    document = update.inner("message").inner("document")
    assert (document["file_name"], document["mime_type"]) == ("скрипт продаж.html", "text/html")
    async with page.get(f"/api/files/{document['file_id']}") as response:
        assert await response.read() == b"<script>"
        assert response.content_type == "text/html"
        assert response.content_disposition is not None
        assert response.content_disposition.filename == "скрипт продаж.html"
        assert response.headers["Content-Security-Policy"] == "sandbox"
    async with page.get("/api/files/none") as response:
        assert response.status == 404


async def test_links_and_blocking_work_from_the_page(page: ClientSession, telegram: LocalTelegram, bot: RawBot) -> None:
    await post(page, "1/link", url=telegram.link("abc"))
    await post(page, "1/block", blocked=True)
    assert await bot.refusal("sendMessage", chat_id=1, text="а") == "Forbidden: bot was blocked by the user"
    await post(page, "1/block", blocked=False)
    await bot.send(1, "а")
    assert [message.text for message in telegram.user(1).messages] == ["/start abc", "а"]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("send", {"text": ""}),
        ("tap", {"message_id": 1, "row": 0, "column": 0}),
        ("tap", {"message_id": 1, "row": -1, "column": 0}),
        ("link", {"url": "https://example.org"}),
        ("upload", {"kind": "document"}),
        ("send", [1]),
    ],
)
async def test_what_a_person_cannot_do_is_told_to_the_page(page: ClientSession, path: str, values: object) -> None:
    async with page.post(f"/api/users/1/{path}", json=values) as response:
        assert response.status == 400
        assert (await response.json())["error"]


async def test_a_body_that_is_no_json_is_told_to_the_page(page: ClientSession) -> None:
    async with page.post("/api/users/1/send", data=b"{") as response:
        assert (response.status, await response.json()) == (400, {"error": "The body must be a JSON object."})


async def test_a_button_that_is_not_there_cannot_be_tapped(page: ClientSession, telegram: LocalTelegram) -> None:
    own = await telegram.user(1).send("/start", wait=False)
    values = {"message_id": own.message_id, "row": 0, "column": 0}
    async with page.post("/api/users/1/tap", json=values) as response:
        assert response.status == 400


async def test_unknown_people_are_not_found(page: ClientSession) -> None:
    async with page.post("/api/users/7/send", json={"text": "а"}) as response:
        assert response.status == 404


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Origin": "null"}, {"Host": "rebound.example.org"}]
)
async def test_other_sites_are_kept_out(page: ClientSession, headers: dict[str, str]) -> None:
    async with page.post("/api/users/1/send", json={"text": "а"}, headers=headers) as response:
        assert response.status == 403


async def test_the_page_may_call_from_its_own_origin(page: ClientSession, telegram: LocalTelegram) -> None:
    async with page.post("/api/users/1/send", json={"text": "а"}, headers={"Origin": telegram.url}) as response:
        assert response.status == 200


async def test_stopping_says_goodbye_to_open_pages() -> None:
    async with LocalTelegram() as telegram, ClientSession(telegram.url) as session:
        socket = await session.ws_connect("/api/ws")
        await frame(socket)
        await telegram.stop()
        assert (await socket.receive(timeout=2)).data == 1001
