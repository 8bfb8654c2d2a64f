"""The main conversation, as two people have it who know nothing of the bot's deaths."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.describing import plain
from bot.storage.cache import BriefCache
from bot.storage.repositories import BriefRepository
from tests.conversations.conftest import CLIENT, MANAGER

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.app.interview import Interviews
    from bot.domain.brief import Brief
    from bot.simulator import LocalTelegram, User
    from bot.storage.database import Database

_PATIENCE = 20.0
_COUNTED = (
    "SELECT count(*) FROM briefs",
    "SELECT count(*) FROM inbox WHERE state <> 'done'",
    "SELECT count(*) FROM outbox",
)


@dataclass
class Pair:
    """Every wait is long enough for the bot to be started again meanwhile."""

    maria: User
    anna: User

    @classmethod
    def of(cls, telegram: LocalTelegram) -> Pair:
        return cls(telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"))

    async def talk(self) -> None:
        """A brief from the invitation to the plan: taps, words, files. Before it, what could not be sent is told."""
        await self.maria.sees("Файл не получился", within=_PATIENCE)
        await self.maria.sees("больше не получает сообщений", within=_PATIENCE)
        await self._open(await self._invite())
        await self._tap("Согласен, начать", "Разделы")
        await self._tap("Начать", "О компании · 1")
        await self._tap("Реклама и вывески", "О компании · 2")
        await self._type("около 12", "О компании · 3")
        await self._tap("Теряются заявки", "✓ Теряются заявки")
        await self._tap("Дальше", "Лиды · 1")
        await self._tap("Поток, есть", "✓ Поток, есть")
        await self._tap("Дальше", "Лиды · 2")
        await self._tap("Да, нужна", "Какие стадии проходит лид")
        await self._type("Замер, Смета, Договор", "3. Договор")
        await self._tap("Дальше", "скрипт")
        await self.anna.upload("voice", "script.ogg", b"OggS", wait=False)
        await self.anna.card_shows("К вопросу приложено", within=_PATIENCE)
        await self._tap("Разделы", "К проверке")
        await self._tap("К проверке", "Проверьте ответы")
        await self._tap("Отправить", "Спасибо")
        await self.maria.sees("Решено", within=_PATIENCE)
        await self.maria.sees("Повестка встречи", within=_PATIENCE)
        await self.maria.until(lambda: files(self.maria, "photo") > 0, within=_PATIENCE, what="There is no picture.")
        await self.maria.tap("PDF", wait=False)
        await self.maria.until(lambda: files(self.maria, "document") > 0, within=_PATIENCE, what="There is no PDF.")
        await self._say("/briefs", "Ваши брифы")

    async def part(self) -> None:
        """The card is still alive."""
        await self._tap("Дополнить ответы", "▰")

    async def _invite(self) -> str:
        await self._say("/new", "Для какой компании")
        await self._say("ООО «Ромашка»", "Кто будет отвечать")
        await self._say("Анна", "Перешлите")
        message = await self.maria.sees("?start=", within=_PATIENCE)
        return next(word for word in message.text.split() if "?start=" in word)

    async def _say(self, words: str, until: str) -> None:
        await self.maria.send(words, wait=False)
        await self.maria.sees(until, within=_PATIENCE)

    async def _open(self, link: str) -> None:
        await self.anna.open_link(link, wait=False)
        await self.anna.card_shows("Здравствуйте", within=_PATIENCE)

    async def _tap(self, label: str, until: str) -> None:
        await self.anna.tap(label, wait=False)
        await self._sees_on_card(until)

    async def _type(self, words: str, until: str) -> None:
        await self.anna.send(words, wait=False)
        await self._sees_on_card(until)

    async def _sees_on_card(self, text: str) -> None:
        """In the text or on a button."""

        def there() -> bool:
            card = self.anna.card
            return text in card.text or any(text in button.label for row in card.keyboard for button in row)

        await self.anna.until(there, within=_PATIENCE, what=f"The card does not show {text!r}.")


def files(user: User, kind: str) -> int:
    """How many the bot has sent."""
    return sum(kind in message.content for message in user.from_bot)


def seen(user: User) -> Counter[str]:
    """The bot's messages as they are in the end, without what differs from run to run."""
    return Counter(f"{user.id}: {'+'.join(message.content)} {_steady(message.text)}" for message in user.from_bot)


def _steady(text: str) -> str:
    return re.sub(r"start=[\w-]+|\d\d?:\d\d", "…", text)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a conversation left in the database, without what differs from run to run (ids, times)."""

    answers: tuple[tuple[str, str, tuple[str, ...]], ...]
    history: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    submissions: int
    briefs: int
    waiting: int
    unsent: int


async def kept(database: Database, interviews: Interviews) -> Kept:
    async def find(connection: AsyncConnection) -> tuple[Brief, list[int]]:
        (brief,) = await BriefRepository(connection, BriefCache()).of_client(CLIENT)
        counts = [(await connection.exec_driver_sql(rows)).scalar_one() for rows in _COUNTED]
        return brief, counts

    brief, (count, waiting, unsent) = await database.transaction("test", find)
    route = interviews.of(brief).route
    return Kept(
        answers=tuple((str(step.key), step.status, tuple(plain(route, step))) for step in route.steps if step.answer),
        history=tuple((row.key.question, row.status.value) for row in brief.answers.history),
        files=tuple(attachment.kind for attachment in brief.attachments),
        submissions=len(brief.submissions),
        briefs=count,
        waiting=waiting,
        unsent=unsent,
    )
