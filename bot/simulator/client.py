"""The test client: a person with a phone. Waits end when something happens, never by sleeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator import actions
from bot.simulator.buttons import NoSuchButtonError, tappable, visible_labels
from bot.simulator.reactions import showed, wrote
from bot.simulator.transcript import transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.simulator.calls import Call
    from bot.simulator.messages import Message
    from bot.simulator.people import Account
    from bot.simulator.queries import Query
    from bot.simulator.state import World
    from bot.simulator.wire import JsonObject


class NotSeenError(AssertionError):
    """What a person waited for did not come; the message holds the chat as it stands."""


class User:
    """A person. Every action returns when the bot has reacted, unless told ``wait=False``.

    A **message** is answered when the bot sent or edited anything in the chat. A **tap** is answered when its callback
    query was answered and the bot showed something: a toast with a text, a new message, or an edit of the tapped
    message or of the newest card (an edit refused as "not modified" counts). A tap answered without a word and
    followed by nothing within ``settle`` seconds counts as answered, too. When the bot may show more than one
    thing, wait for the last with ``sees`` or ``card_shows``.

    The ``text`` of a rich message is what a person reads who opens its sections: its lines, labels before the items of
    lists, bars between the cells of tables. ``rich`` tells its blocks.

    All waits raise ``NotSeenError`` after ``within`` seconds, by default the ``timeout`` of the local Telegram.
    """

    def __init__(self, world: World, account: Account, *, timeout: float, settle: float) -> None:
        self.id = account.profile.id
        self.first_name = account.profile.first_name
        self._world = world
        self._account = account
        self._timeout = timeout
        self._settle = settle

    @property
    def messages(self) -> list[Message]:
        """What the chat shows, newest last."""
        return self._world.chat(self.id)

    @property
    def from_bot(self) -> list[Message]:
        """The bot's messages, newest last."""
        return [message for message in self.messages if message.from_bot]

    @property
    def card(self) -> Message:
        """The bot's newest message with inline buttons; raises ``NotSeenError`` when there is none."""
        card = self._card()
        if card is None:
            raise NotSeenError(self._dump("There is no message with buttons."))
        return card

    @property
    def last(self) -> Message:
        """The bot's newest message; raises ``NotSeenError`` when there is none."""
        if not self.from_bot:
            raise NotSeenError(self._dump("The bot has written nothing."))
        return self.from_bot[-1]

    @property
    def toasts(self) -> list[str]:
        """Texts shown in answer to taps, newest last."""
        return [answer.text for answer in self._world.queries.answers_for(self.id) if answer.text]

    @property
    def blocked(self) -> bool:
        return self._account.blocked

    async def send(self, text: str, *, wait: bool = True) -> Message:
        """Type a message."""
        return await self._after(lambda: actions.write(self._world, self.id, text), wait=wait)

    async def forward(self, text: str, *, author: str = "Пётр", wait: bool = True) -> Message:
        """Forward somebody else's text."""
        origin: JsonObject = {"type": "hidden_user", "date": self._world.timestamp(), "sender_user_name": author}
        extra: JsonObject = {"forward_origin": origin}
        return await self._after(lambda: actions.write(self._world, self.id, text, extra=extra), wait=wait)

    async def open_link(self, url: str, *, wait: bool = True) -> Message:
        """Open a start link of the bot and press «Start»."""
        return await self._after(lambda: actions.open_link(self._world, self.id, url), wait=wait)

    async def upload(
        self, kind: str, filename: str, content: bytes, caption: str = "", *, album: str = "", wait: bool = True
    ) -> Message:
        """Send a file as ``kind``: document, photo, voice, video, audio … Files of one ``album`` belong together."""
        file = self._world.files.add(kind, filename, content)
        extra: JsonObject = {"media_group_id": album} if album else {}
        return await self._share(file.content_json(), wait=wait, caption=caption, extra=extra)

    async def sticker(self, *, wait: bool = True) -> Message:
        return await self.upload("sticker", "sticker.webp", b"RIFF", wait=wait)

    async def location(self, latitude: float = 55.75, longitude: float = 37.62, *, wait: bool = True) -> Message:
        return await self._share({"location": {"latitude": latitude, "longitude": longitude}}, wait=wait)

    async def contact(self, phone_number: str = "+79990000000", *, wait: bool = True) -> Message:
        """Share one's own number."""
        shared: JsonObject = {"phone_number": phone_number, "first_name": self.first_name, "user_id": self.id}
        return await self._share({"contact": shared}, wait=wait)

    async def edit(self, message_id: int, text: str, *, wait: bool = True) -> Message:
        """Edit a message of one's own."""
        return await self._after(lambda: actions.rewrite(self._world, self.id, message_id, text), wait=wait)

    async def tap(self, label: str, *, times: int = 1, on: Message | None = None, wait: bool = True) -> list[Query]:
        """Tap a button, waiting for it to appear.

        The button is looked for on the newest message that has one: by exact label, else by whole words, else by
        part. ``on`` taps a message as it was seen then, though it may have changed since: a stale tap. ``times``
        sends that many callback queries at once, as impatient clients do.
        """
        message_id, data = await self._button(label, on)
        return await self.tap_data(message_id, data, times=times, wait=wait)

    async def tap_data(self, message_id: int, data: str, *, times: int = 1, wait: bool = True) -> list[Query]:
        """Send a tap with any data on any message, invented ones too."""
        mark = self._world.calls.total
        card = self._card()
        queries = [actions.tap(self._world, self.id, message_id, data) for _ in range(times)]
        if wait:
            shown = {message_id, card.message_id if card else message_id}
            await self._until_answered(queries, mark, shown)
        return queries

    def block(self) -> None:
        actions.set_blocked(self._world, self.id, blocked=True)

    def unblock(self) -> None:
        actions.set_blocked(self._world, self.id, blocked=False)

    def deactivate(self) -> None:
        """Delete the account: writing to it is refused from now on."""
        actions.deactivate(self._world, self.id)

    def delete(self, message_id: int) -> None:
        """Delete a message for both sides."""
        actions.erase(self._world, self.id, message_id)

    async def sees(self, text: str, *, within: float | None = None) -> Message:
        """Wait until a message of the bot contains ``text``; the newest such."""
        return await self._find(lambda: reversed(self.from_bot), text, f"No message says {text!r}.", within)

    async def card_shows(self, text: str, *, within: float | None = None) -> Message:
        """Wait until the newest card contains ``text``."""
        return await self._find(
            lambda: filter(None, [self._card()]), text, f"The newest card does not say {text!r}.", within
        )

    async def until(self, condition: Callable[[], bool], *, within: float | None = None, what: str = "") -> None:
        """Wait until ``condition`` holds, looked at again after every change."""
        if not await self._world.changes.until(condition, within or self._timeout):
            raise NotSeenError(self._dump(what or "What was waited for did not come."))

    def __str__(self) -> str:
        return transcript(self.first_name, self.messages)

    def _card(self) -> Message | None:
        return next((message for message in reversed(self.from_bot) if message.inline_keyboard), None)

    def _dump(self, complaint: str) -> str:
        return f"{complaint}\n{self}"

    async def _after(self, action: Callable[[], Message], *, wait: bool) -> Message:
        mark = self._world.calls.total
        message = action()
        if wait:
            await self.until(lambda: self._wrote_since(mark), what="The bot did not answer.")
        return message

    async def _share(
        self, content: JsonObject, *, wait: bool, caption: str = "", extra: JsonObject | None = None
    ) -> Message:
        return await self._after(
            lambda: actions.share(self._world, self.id, content, caption=caption, extra=extra), wait=wait
        )

    async def _button(self, label: str, on: Message | None) -> tuple[int, str]:
        found = tappable(label, [on]) if on else None
        if on is None:
            await self._world.changes.until(lambda: bool(tappable(label, reversed(self.from_bot))), self._timeout)
            found = tappable(label, reversed(self.from_bot))
        if found is None:
            shown = visible_labels([on] if on else self.from_bot)
            raise NoSuchButtonError(self._dump(f"There is no button {label!r}. Visible buttons:\n{shown}"))
        message, button = found
        return message.message_id, button.data

    async def _until_answered(self, queries: list[Query], mark: int, shown: set[int]) -> None:
        answers = self._world.queries.answer_of
        await self.until(
            lambda: all(answers(query.id) for query in queries), what="The tap was not answered: a dead button."
        )
        toast = any(answer.text for query in queries if (answer := answers(query.id)))
        if not toast:
            await self._world.changes.until(lambda: self._showed_since(mark, shown), self._settle)

    def _wrote_since(self, mark: int) -> bool:
        return any(wrote(call) for call in self._calls_since(mark))

    def _showed_since(self, mark: int, shown: set[int]) -> bool:
        """Whether the bot sent anything or edited one of the messages ``shown``."""
        return any(showed(call, shown) for call in self._calls_since(mark))

    def _calls_since(self, mark: int) -> Iterable[Call]:
        return (call for call in self._world.calls.since(mark) if call.chat_id == self.id)

    async def _find(
        self, messages: Callable[[], Iterable[Message]], text: str, complaint: str, within: float | None
    ) -> Message:
        def found() -> Message | None:
            return next((message for message in messages() if text in message.text), None)

        await self.until(lambda: found() is not None, within=within, what=complaint)
        message = found()
        if message is None:
            raise NotSeenError(self._dump(complaint))
        return message
