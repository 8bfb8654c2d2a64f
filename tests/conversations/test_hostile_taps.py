"""Taps that no card asks for: old, doubled, foreign, invented. Each is answered, changes nothing and stops nobody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pytest

from handlers.callbacks import CardTap
from handlers.client.taps import ACTIONS
from tests.conversations.kept import Kept, refused
from tests.conversations.walker import Walker, begin, main_action

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.simulator import Message, User
    from tests.conversations.conftest import Stage

LIMIT, AT_ONCE = 64, 50
OUTDATED, NOT_HERS = "Карточка уже обновилась", "Эта кнопка из другой беседы"
LEADS = {"воронка лидов?": "Да, нужна"}
STAGES, FIELDS, AUTOMATION = "Какие стадии проходит лид?", "обязательны на каждой стадии лида", "пока лид движется"


class Spot(NamedTuple):
    """A card: the question to arrive at, then the buttons to tap, by label or by place, and what it says at last."""

    question: str
    taps: tuple[str | int, ...] = ()
    says: str = ""


FORM = ("+ Добавить", "Бриф получен", "Сообщение сотруднику в чат")
SPOTS = {
    "choice": Spot("Чем занимается"),
    "number": Spot("Сколько сотрудников"),
    "multichoice": Spot("Что мешает"),
    "text": Spot("Есть ли у вас скрипт"),
    "details": Spot(STAGES, ("Подробнее",)),
    "list": Spot(STAGES),
    "list, adding": Spot(STAGES, ("+ Добавить",)),
    "list, picking": Spot(STAGES, ("Изменить",)),
    "list, one element": Spot(STAGES, ("Изменить", 0)),
    "list, renaming": Spot(STAGES, ("Изменить", 0, "Переименовать")),
    "list, presets": Spot(STAGES, ("Другой набор",)),
    "list, after removing": Spot(STAGES, ("Изменить", 0, "Убрать")),
    "grid": Spot(FIELDS),
    "grid, a row": Spot(FIELDS, ("Настроить по шагам",)),
    "grid, picking a row": Spot(FIELDS, ("Принять предложенное", "‹ Назад", "Изменить")),
    "records": Spot(AUTOMATION),
    "records, a field": Spot(AUTOMATION, FORM),
    "records, a draft": Spot(AUTOMATION, (*FORM, "Сразу", "Руководитель отдела", "Связаться с клиентом")),
    "records, picking": Spot(AUTOMATION, ("Изменить",)),
    "records, one of them": Spot(AUTOMATION, ("Изменить", 0)),
    "sections": Spot("Чем занимается", ("Разделы",)),
    "a section": Spot("Чем занимается", ("Разделы", 0)),
    "review": Spot("Чем занимается", ("Разделы", "К проверке")),
    "submitted": Spot("Чем занимается", ("Разделы", "К проверке", "Отправить ответы"), "Спасибо"),
}
WEIRD = ("", "0", "999", "٧", "no such", "a:b:c", "{{ 7 * 7 }}<b>", "\x00\u202e👩", "trade", "9" * LIMIT)


@pytest.fixture
def kept(database: Path) -> Kept:
    return Kept(database)


async def at(stage: Stage, spot: Spot) -> Walker:
    anna = await begin(stage)
    await anna.arrive_at(spot.question, LEADS)
    for button in spot.taps:
        await anna.tap(button if isinstance(button, str) else anna.labels[button])
    await stage.anna.card_shows(spot.says)
    return anna


def offered(card: Message) -> list[str]:
    return [button.data for row in card.keyboard for button in row]


def within_limit(data: str) -> str:
    return data.encode()[:LIMIT].decode(errors="ignore")


def invented(card: Message) -> list[str]:
    """Every action that exists, and some that do not, with every odd argument, none of them offered by the card."""
    present = CardTap.unpack(offered(card)[0])
    assert present
    taps = (
        within_limit(f"c:{present.revision}:{present.digest}:{action}:{argument}")
        for action in (*ACTIONS, "send", "bogus", "SEND", "")
        for argument in WEIRD
    )
    return [data for data in dict.fromkeys(taps) if data not in offered(card)]


async def tap_all(stage: Stage, user: User, message_id: int, data: Sequence[str], toast: str) -> None:
    """Each of these taps is answered with the toast."""
    answer_of = stage.telegram.world.queries.answer_of
    for start in range(0, len(data), AT_ONCE):
        some = data[start : start + AT_ONCE]
        queries = [query.id for one in some for query in await user.tap_data(message_id, one, wait=False)]
        await user.until(partial(all_answered, stage, queries), what="A tap got no answer.")
        assert {answer.text for query in queries if (answer := answer_of(query))} == {toast}


def all_answered(stage: Stage, queries: Sequence[str]) -> bool:
    return all(map(stage.telegram.world.queries.answer_of, queries))


async def goes_on(stage: Stage, anna: Walker) -> None:
    """The card's main action brings another card, and Telegram refused nothing on the way."""
    shown = anna.card
    await anna.tap(main_action(shown))
    await stage.anna.until(lambda: anna.card != shown, what="The card does nothing.")
    assert refused(stage.telegram) == []


@pytest.mark.parametrize("spot", SPOTS.values(), ids=SPOTS.keys())
async def test_no_invented_tap_does_anything_on_any_card(stage: Stage, kept: Kept, spot: Spot) -> None:
    anna = await at(stage, spot)
    shown, stored = anna.card, kept.answers()

    await tap_all(stage, stage.anna, anna.card.message_id, invented(anna.card), OUTDATED)

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    assert anna.card == shown
    await goes_on(stage, anna)


@pytest.mark.parametrize("leads_to", ["welcome", "privacy"])
async def test_before_consent_no_tap_leads_past_it(stage: Stage, kept: Kept, leads_to: str) -> None:
    await stage.anna.open_link(await stage.invite())
    anna = Walker(stage.anna)
    if leads_to == "privacy":
        await anna.tap("О персональных данных")
    stored = kept.answers()

    await tap_all(stage, stage.anna, anna.card.message_id, invented(anna.card), OUTDATED)

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    await anna.tap("Согласен, начать")
    assert "О компании · 1 из 3" in anna.text
