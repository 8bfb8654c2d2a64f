"""People who walk through a brief: in a hurry, or looking at every card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.phone import FULL_WIDTH, HALF, THIRD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.simulator import Message, User
    from tests.conversations.conftest import Stage

#: Ways out of a card, never an answer.
EXITS = frozenset(
    {"Подробнее", "Не знаю", "Обсудим на встрече", "‹ Назад", "Разделы", "+ Добавить", "Изменить", "Другой набор"}
)
#: Characters that a phone shows on a button, by the number of buttons in its row.
FITTING = {1: FULL_WIDTH, 2: HALF, 3: THIRD}


@dataclass
class Walk:
    """What it took: the buttons tapped and the words typed, in order."""

    taps: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)


def main_action(card: Message) -> str:
    """The button that a person in a hurry takes: the one in the primary style, else the first answer."""
    buttons = [button for row in card.keyboard for button in row]
    primary = [button.label for button in buttons if button.style == "primary"]
    answers = [button.label for button in buttons if button.label not in EXITS]
    return (primary or answers)[0]


async def accept_everything(user: User, *, until: str, limit: int = 80) -> Walk:
    """Tap the main action of card after card until the card says ``until``."""
    walk = Walk()
    while until not in user.card.text:
        assert len(walk.taps) < limit, f"still not there after {limit} taps:\n{user}"
        label = main_action(user.card)
        walk.taps.append(label)
        await user.tap(label)
    return walk


class Walker:
    """A client who looks at every card: it fits the screen, its labels their buttons, and at most one action is main.

    Longer texts and callback data than Telegram takes are refused by the local one, so the card would not come.
    """

    def __init__(self, user: User) -> None:
        self.user = user

    @property
    def card(self) -> Message:
        return self.user.card

    @property
    def text(self) -> str:
        return seen(self.card.text)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(map(seen, self.card.labels))

    @property
    def reply(self) -> str:
        """The bot's newest message, a card or not."""
        return seen(self.user.last.text)

    @property
    def ticked(self) -> list[str]:
        """What the card's buttons show as chosen, without the mark."""
        return [label.removeprefix("✓ ") for label in self.labels if label.startswith("✓ ")]

    def lines(self, *, after: str = "", before: str = "") -> list[str]:
        """The card's lines between those that begin with ``after`` and with ``before``, blank ones left out."""
        lines = [line for line in self.text.splitlines() if line.strip()]
        start = next(index + 1 for index, line in enumerate(lines) if line.startswith(after)) if after else 0
        rest = lines[start:]
        end = next((index for index, line in enumerate(rest) if before and line.startswith(before)), len(rest))
        return rest[:end]

    def elements(self) -> list[str]:
        """The numbered lines of the card, without their numbers."""
        parts = (line.partition(". ") for line in self.text.splitlines())
        return [label for number, _, label in parts if number.strip().isdecimal()]

    def row(self, title: str) -> str:
        """What the card says behind ``title:``."""
        return next(line.removeprefix(f"{title}: ") for line in self.text.splitlines() if line.startswith(f"{title}: "))

    async def tap(self, *labels: str) -> None:
        """Tap one button after another."""
        for label in labels:
            await self.user.tap(label)
            self._look()

    async def say(self, text: str) -> None:
        """Type a message and wait for what the bot writes below it."""
        typed = await self.user.send(text, wait=False)
        await self._answered_below(typed)

    async def share(self, kind: str, filename: str, caption: str = "") -> None:
        """Send a file and wait for what the bot writes below it."""
        sent = await self.user.upload(kind, filename, b"content", caption, wait=False)
        await self._answered_below(sent)

    async def arrive_at(self, text: str, taking: Mapping[str, str] | None = None, limit: int = 80) -> None:
        """Take what is proposed, card after card, until the card says ``text``.

        ``taking``: on a card that says the key, tap this instead; a value in «quotes» is typed.
        """
        for _ in range(limit):
            if text in self.text:
                return
            await self.answer(taking or {})
        msg = f"still not at {text!r} after {limit} cards:\n{self.user}"
        raise AssertionError(msg)

    async def answer(self, taking: Mapping[str, str]) -> None:
        """Do one thing about the card that is up, by the rules of ``arrive_at``."""
        chosen = next((value for key, value in taking.items() if key in self.text), "")
        if chosen.startswith("«"):
            await self.say(chosen.strip("«»"))
            return
        done = not chosen or any(chosen in label for label in self.ticked)
        await self.tap(main_action(self.card) if done else chosen)

    async def _answered_below(self, message: Message) -> None:
        await self.user.until(
            lambda: any(shown.message_id > message.message_id for shown in self.user.from_bot),
            what="The bot wrote nothing below.",
        )
        self._look()

    def _look(self) -> None:
        card = self.card
        assert len(card.text) <= 1600, f"more than a phone's screen:\n{card.text}"
        main = [button.label for row in card.keyboard for button in row if button.style == "primary"]
        assert len(main) <= 1, f"more than one main action: {main}"
        for row in card.buttons:
            long = [label for label in row if len(label) > FITTING[len(row)]]
            assert not long, f"too long for {len(row)} in a row: {long}"


def seen(text: str) -> str:
    """The text as people see it, in a rich message or a classic one.

    An unbreakable space is a space, and a row of a table reads like a line with a name: «Отрасль: Торговля».
    """
    return text.replace("\N{NO-BREAK SPACE}", " ").replace(" | ", ": ")


async def begin(stage: Stage) -> Walker:
    """Anna with the first question on her card."""
    await stage.begin()
    return Walker(stage.anna)


async def plan_for(stage: Stage) -> str:
    """What Maria receives when Anna sends her answers off, all messages together."""
    known = len(stage.maria.from_bot)
    await stage.anna.tap("Отправить")
    await stage.anna.card_shows("Спасибо")
    # Messages to one chat come in order: an answer to her means that the plan is all there.
    await stage.maria.send("/help", wait=False)
    # Only pictures take their time.
    await stage.maria.until(lambda: any("/briefs" in message.text for message in stage.maria.from_bot[known:]))
    return seen("\n".join(message.text for message in stage.maria.from_bot[known:]))
