"""Cards of every kind, and the sides that they have, as places to be disturbed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.conversations.kept import refused
from tests.conversations.walker import Walker, begin, main_action

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage

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
    "records, own words": Spot(AUTOMATION, (*FORM, "Сразу")),
    "records, a draft": Spot(AUTOMATION, (*FORM, "Сразу", "Руководитель отдела", "Связаться с клиентом")),
    "records, picking": Spot(AUTOMATION, ("Изменить",)),
    "records, one of them": Spot(AUTOMATION, ("Изменить", 0)),
    "sections": Spot("Чем занимается", ("Разделы",)),
    "a section": Spot("Чем занимается", ("Разделы", 0)),
    "review": Spot("Чем занимается", ("Разделы", "К проверке")),
    "submitted": Spot("Чем занимается", ("Разделы", "К проверке", "Отправить ответы"), "Спасибо"),
}


async def at(stage: Stage, spot: Spot) -> Walker:
    anna = await begin(stage)
    await anna.arrive_at(spot.question, LEADS)
    for button in spot.taps:
        await anna.tap(button if isinstance(button, str) else anna.labels[button])
    await stage.anna.card_shows(spot.says)
    return anna


async def goes_on(stage: Stage, anna: Walker) -> None:
    """The card's main action brings another card, and Telegram has refused nothing that mattered."""
    shown = anna.card
    await anna.tap(main_action(shown))
    await stage.anna.until(lambda: anna.card != shown, what="The card does nothing.")
    assert refused(stage.telegram) == []
