"""Briefs with something of everything, and a storage as the bot opens it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.answers import Answer, Answers, AnswerStatus, Attachment, Dependency, QuestionKey
from bot.domain.brief import Brief, Consent, Submission
from bot.domain.meeting import Meeting, MoveRequest
from bot.domain.values import (
    ChoiceValue,
    GridValue,
    Item,
    ItemValue,
    ListValue,
    MultichoiceValue,
    NumberValue,
    Record,
    RecordsValue,
    TextValue,
)
from bot.storage.batches import Batches
from bot.storage.cache import BriefCache
from bot.storage.outbox import outbox_numbers

if TYPE_CHECKING:
    from bot.app.ports import Clock
    from bot.domain.values import Value
    from bot.storage.database import Database

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
MANAGER, CLIENT = 7, 5_000_000_000

VALUES: tuple[Value, ...] = (
    ChoiceValue(option="yes"),
    MultichoiceValue(("a", "b"), (Item("i1", "Своё «слово»"),)),
    NumberValue(10, upper=15.5, approximate=True),
    TextValue('Кавычки " и \\ и эмодзи 🧾\nстрока'),
    ListValue((Item("i1", "Новый", preset="new"), Item("i2", "Выиграна"))),
    GridValue(frozenset({("i1", "phone")}), (Item("c1", "Площадь"),), frozenset({"i1"})),
    RecordsValue((Record("r1", {"stage": ItemValue("i1"), "what": ChoiceValue(own="Письмо")}, parent="r0"),)),
)


def brief(name: str = "b1", *, client_id: int | None = CLIENT, manager_id: int = MANAGER, minutes: int = 0) -> Brief:
    """A brief created ``minutes`` after noon."""
    return Brief(
        id=name,
        token=f"token-of-{name}",
        questionnaire="crm",
        company="Ромашка",
        contact="Анна",
        manager_id=manager_id,
        created_at=NOON + timedelta(minutes=minutes),
        client_id=client_id,
    )


def answer(seq: int, value: Value | None, status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    rests_on = Dependency(QuestionKey("stages", ("i1",)), ("i1", "да"))
    key = QuestionKey(f"q{seq}", ("i1", "i2")[: seq % 3])
    return Answer(seq, key, status, value, CLIENT, NOON + timedelta(seconds=seq), "1.2", (rests_on,) * (seq % 2))


def full_brief() -> Brief:
    """Every kind of value, a deferred and a withdrawn answer, files, consent, two submissions, a meeting to move."""
    history = [answer(seq, value) for seq, value in enumerate(VALUES, 1)]
    history.append(answer(len(history) + 1, None, AnswerStatus.DISCUSS))
    history.append(answer(len(history) + 1, None, AnswerStatus.WITHDRAWN))
    file = Attachment(1, QuestionKey("q1"), "voice", "file-id", "речь.ogg", "Вот", CLIENT, NOON)
    return replace(
        brief(),
        started_at=NOON,
        consent=Consent("2026-01", NOON),
        submissions=(Submission(3, NOON), Submission(9, NOON + timedelta(days=1))),
        answers=Answers(tuple(history)),
        attachments=(file, replace(file, seq=2, kind="photo", key=QuestionKey("q2", ("i1",)))),
        meeting=Meeting(NOON + timedelta(days=3), "Asia/Vladivostok", "Хабаровск"),
        move_request=MoveRequest("В четверг, «после обеда» 🧾", NOON),
        edition="0123456789abcdef",
    )


async def batches_on(database: Database, clock: Clock) -> Batches:
    """As a process opens them at its start: nothing cached."""
    return Batches(database, BriefCache(), await database.transaction("test", outbox_numbers), clock)
