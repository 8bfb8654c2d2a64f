"""Cards of every kind, and the sides that they have, as places to be disturbed at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bot.app.answering import Answering
from bot.app.interview import Interview
from bot.domain.edits import Pick, SetNumber, SetText, TakeProposal, Toggle
from bot.domain.offers import options_of
from bot.domain.questionnaire import ChoiceQuestion, MultichoiceQuestion, NumberQuestion, TextQuestion
from bot.domain.understanding import is_anything_proposed
from bot.system import RandomIds, SystemClock
from tests.conversations.conftest import definitions
from tests.conversations.kept import refused
from tests.conversations.walker import Walker, begin, main_action

if TYPE_CHECKING:
    from bot.app.ports import UnitOfWork
    from bot.domain.edits import Edit
    from bot.domain.route import Route, Step
    from tests.conversations.conftest import Stage

LEADS = {"lead_need": "yes"}
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
    """Anna comes back to a brief that is answered up to there, and goes to the side of the card."""
    anna = await begin(stage)
    if spot.question not in anna.text:
        await stage.bot.batches.once(partial(_answer_up_to, stage, spot.question))
        await stage.resume()
    assert spot.question in anna.text
    for button in spot.taps:
        await anna.tap(button if isinstance(button, str) else anna.labels[button])
    await stage.anna.card_shows(spot.says)
    return anna


async def _answer_up_to(stage: Stage, question: str, uow: UnitOfWork) -> None:
    (brief,) = await uow.briefs.of_client(stage.anna.id)
    settings = stage.bot.settings
    interview = Interview(brief, definitions(settings.questionnaire, settings.catalog).questionnaire)
    answering = Answering(uow, SystemClock(), RandomIds(), stage.anna.id)
    while (step := interview.route.next_open()) and question not in step.question.ask:
        interview = answering.apply(interview, step.key, [_answer_to(interview.route, step)]).interview


def _answer_to(route: Route, step: Step) -> Edit:
    """As on the way of who takes what is proposed, and needs a pipeline of leads."""
    match step.question:
        case ChoiceQuestion(id=question):
            return Pick(LEADS.get(question) or options_of(route, step)[0].id)
        case MultichoiceQuestion() if not is_anything_proposed(route, step):
            return Toggle(options_of(route, step)[0].id)
        case NumberQuestion(suggestions=offered):
            return SetNumber(offered[0])
        case TextQuestion():
            return SetText("Есть")
        case _:
            return TakeProposal()


async def goes_on(stage: Stage, anna: Walker) -> None:
    """The card's main action brings another card, and Telegram has refused nothing that mattered."""
    shown = anna.card
    await anna.tap(main_action(shown))
    await stage.anna.until(lambda: anna.card != shown, what="The card does nothing.")
    assert refused(stage.telegram) == []
