"""The local Telegram as one object: start it, point a bot at it, be its people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from aiohttp import web

from bot.simulator.client import User
from bot.simulator.dispatch import Dispatcher
from bot.simulator.faults import Faults
from bot.simulator.methods import FAMILIES, Registry
from bot.simulator.page_api import PageApi
from bot.simulator.people import BotProfile, Phone, Profile
from bot.simulator.polling import Polling
from bot.simulator.presence import Presence
from bot.simulator.server import MAX_BODY, BotApi
from bot.simulator.state import World
from bot.simulator.webhook import Webhook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from bot.simulator.calls import CallLog
    from bot.simulator.controls import Controls
    from bot.simulator.methods import Handler
    from bot.simulator.updates import Update


def _utc_now() -> datetime:
    return datetime.now(UTC)


class LocalTelegram:
    """A Bot API server on 127.0.0.1 with its people.

    ::

        async with LocalTelegram() as telegram:
            start_bot(api=telegram.url, token=telegram.token)
            anna = telegram.user(1, "Анна")
            await anna.send("/start")
            await anna.tap("Да")
            assert "Спасибо" in anna.card.text

    The bot may stop and start again meanwhile: chats and waiting updates stay.

    Args:
        phones: the people whose phones the page shows first.
        bot: the bot's token and name.
        title: the page's title.
        port: 0 takes a free one.
        now: the clock by which updates and taps age, aware UTC.
        retry_scale: multiplies the pauses between attempts at a webhook.
        timeout: seconds that waits of the test client last at most.
        settle: seconds that a tap answered without a word waits for a message.
    """

    def __init__(
        self,
        phones: Sequence[Phone] = (),
        *,
        bot: BotProfile | None = None,
        title: str = "",
        port: int = 0,
        now: Callable[[], datetime] = _utc_now,
        retry_scale: float = 1.0,
        timeout: float = 5.0,
        settle: float = 1.0,
    ) -> None:
        self.world = World(bot or BotProfile(), now)
        self.faults = Faults()
        self.timeout = timeout
        self.settle = settle
        self._port = port
        self._presence = Presence(self.world.changes)
        self._webhook = Webhook(self.world, self._presence, scale=retry_scale)
        self._polling = Polling(self.world, self._presence, self._webhook.is_set)
        self._dispatcher = Dispatcher(self.world, self.faults, self._registry())
        self._webhook.execute = self._dispatcher.call
        self._page = PageApi(self.world, self._presence, title)
        self._runner: web.AppRunner | None = None
        self.world.updates.on_new = self._on_update
        for phone in phones:
            self.world.add(phone.user, role=phone.role)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen, on the same port when started again. Afterwards ``url`` is known."""
        app = web.Application(client_max_size=MAX_BODY)
        BotApi(self.world, self._dispatcher).add_routes(app)
        self._page.open(app)
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self._polling.resume()
        self._webhook.resume()

    async def stop(self) -> None:
        """Answer what waits and close: connections are refused until ``start``. Stopping twice is harmless."""
        self.faults.clear()
        self._polling.end()
        await self._webhook.close()
        await self._page.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self._presence.close()

    @property
    def url(self) -> str:
        """Base address, both the bot's ``TELEGRAM_API_URL`` and the page."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def token(self) -> str:
        return self.world.bot.token

    @property
    def calls(self) -> CallLog:
        """What the bot called."""
        return self.world.calls

    @property
    def online(self) -> bool:
        """Whether the bot polls or has set a webhook."""
        return self._presence.online

    def user(self, user_id: int, first_name: str = "", *, username: str = "", known: bool = False) -> User:
        """A person with this id, made when there is none. ``known``: the bot met them elsewhere."""
        if user_id not in self.world.accounts:
            self.world.add(Profile(user_id, first_name or f"User {user_id}", username), known=known)
        return User(self.world, self.world.account(user_id), timeout=self.timeout, settle=self.settle)

    def link(self, payload: str = "") -> str:
        """The bot's start link."""
        return f"https://t.me/{self.world.bot.username}" + (f"?start={payload}" if payload else "")

    def offer(self, controls: Controls) -> None:
        """Buttons above the phones, for whoever runs the show."""
        self._page.offer(controls)

    async def idle(self, within: float | None = None) -> None:
        """Wait until the bot took every update and none of its calls is under way.

        Raises:
            TimeoutError: it did not in time.
        """
        calm = await self.world.changes.until(
            lambda: not len(self.world.updates) and not self._dispatcher.in_flight, within or self.timeout
        )
        if not calm:
            msg = f"{len(self.world.updates)} updates still wait, {self._dispatcher.in_flight} calls are under way"
            raise TimeoutError(msg)

    async def until_online(self, within: float | None = None) -> None:
        """Wait until the bot polls or has set a webhook.

        Raises:
            TimeoutError: it did not in time.
        """
        if not await self.world.changes.until(lambda: self.online, within or self.timeout):
            msg = "the bot neither polls nor has set a webhook: look at its log"
            raise TimeoutError(msg)

    def _registry(self) -> Registry:
        delivery: dict[str, Handler] = {
            "getUpdates": self._polling.get_updates,
            "setWebhook": self._webhook.set_webhook,
            "deleteWebhook": self._webhook.delete_webhook,
            "getWebhookInfo": self._webhook.get_webhook_info,
        }
        return Registry(*FAMILIES, delivery)

    def _on_update(self, update: Update) -> None:
        self._webhook.enqueue(update)
        self._polling.wake(update)
