"""What a brief and its route say to the one who decides on reminders."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.definitions.reading import read
from bot.domain.answers import AnswerStatus, Attachment, QuestionKey
from bot.domain.planning.catalog import Catalog
from bot.domain.reminders.outcome import Kind
from bot.domain.reminders.situation import (
    Circumstances,
    OpenSection,
    Sent,
    Situation,
    State,
    Stop,
    situation_of,
    weights,
)
from bot.domain.route import find_route
from bot.domain.values import NumberValue, TextValue
from tests.planning.bakery import BAKERY
from tests.planning.making import START, TEMPLATES, Said, brief, choice, listed, many
from tests.reminders.policies import SHIPPED

if TYPE_CHECKING:
    from bot.domain.brief import Brief

CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)
ZONE = ZoneInfo("Asia/Kamchatka")
WEIGHTS = {"cakes": 90, "ways": 40, "ovens": 40}


def of(made: Brief) -> Situation:
    return situation_of(made, find_route(BAKERY, made.answers), SHIPPED, WEIGHTS, Circumstances(ZONE))


def after(**said: Said) -> Situation:
    return of(brief(BAKERY, said, submitted=False))


def test_what_is_left_is_told_by_section_with_its_minutes() -> None:
    begun = after(open=choice("yes"), cakes=listed(c1="Торт"), note=TextValue("Нет"))
    assert begun.sections == (
        OpenSection("shop", "Пекарня", 1, 90),
        OpenSection("each@c1", "Изделие «Торт»", 1, 20),
        OpenSection("selling", "Продажи", 1, 20),
    )
    assert [section.minutes for section in begun.sections] == [2, 1, 1]
    assert (begun.questions_left, begun.minutes_left, begun.percent) == (3, 2, 33)


def test_the_question_to_go_on_with_is_the_one_that_the_most_hangs_on() -> None:
    assert after().first == QuestionKey("cakes")
    assert after(cakes=listed()).first == QuestionKey("cakes")
    assert after(cakes=AnswerStatus.DISCUSS).first == QuestionKey("ovens"), "of equal ones the first"
    assert after(cakes=AnswerStatus.UNKNOWN, ovens=NumberValue(1), ways=many("web")).first == QuestionKey("open")


def test_how_much_hangs_on_a_question_says_the_catalog() -> None:
    assert weights(CATALOG)["deal_scenarios"] > weights(CATALOG)["pains"]


def test_a_brief_with_nothing_open_has_no_question_to_go_on_with() -> None:
    done = after(
        open=choice("yes"), ovens=NumberValue(1), cakes=AnswerStatus.DISCUSS, ways=many("web"), note=TextValue("Нет")
    )
    assert (done.sections, done.first, done.minutes_left, done.percent) == ((), None, 0, 100)


INVITED = replace(brief(BAKERY, {}, submitted=False), started_at=None)


@pytest.mark.parametrize(
    ("made", "state"),
    [
        pytest.param(replace(INVITED, client_id=None), State.NOT_OPENED, id="nobody opened the link"),
        pytest.param(INVITED, State.NOT_STARTED, id="opened, not agreed to"),
        pytest.param(brief(BAKERY, {}, submitted=False), State.STARTED, id="agreed to, nothing answered"),
        pytest.param(brief(BAKERY, {"open": choice("yes")}, submitted=False), State.STARTED, id="four left"),
        pytest.param(
            brief(BAKERY, {"open": choice("yes"), "ovens": NumberValue(1)}, submitted=False),
            State.NEARLY_DONE,
            id="three left",
        ),
        pytest.param(brief(BAKERY, {}), State.SUBMITTED, id="sent off"),
    ],
)
def test_the_state_follows_from_the_brief(made: Brief, state: State) -> None:
    assert of(made).state is state


def test_a_short_brief_is_not_nearly_done_before_it_is_begun() -> None:
    generous = SHIPPED.model_copy(update={"nearly_done_questions": 50})
    begun = brief(BAKERY, {}, submitted=False)
    assert (
        situation_of(begun, find_route(BAKERY, begun.answers), generous, {}, Circumstances(ZONE)).state is State.STARTED
    )


def test_the_last_activity_is_the_clients_and_before_the_start_the_invitation() -> None:
    assert of(INVITED).last_activity == START - timedelta(days=1)
    assert after(open=choice("yes")).last_activity == START + timedelta(seconds=30)


def test_a_file_counts_as_activity_as_an_answer_does() -> None:
    later = START + timedelta(hours=5)
    file = Attachment(1, QuestionKey("open"), "document", "id", "прайс.pdf", "", 7, later)
    said = {"open": choice("yes")}
    assert of(brief(BAKERY, said, attachments=(file,), submitted=False)).last_activity == later
    earlier = replace(file, at=START)
    assert of(brief(BAKERY, said, attachments=(earlier,), submitted=False)).last_activity == START + timedelta(
        seconds=30
    )


def test_what_only_the_storage_knows_is_passed_on() -> None:
    made, route = INVITED, find_route(BAKERY, INVITED.answers)
    sent = (Sent(START, Kind.NOT_STARTED),)
    meeting, later = START + timedelta(days=5), START + timedelta(hours=1)
    found = situation_of(made, route, SHIPPED, {}, Circumstances(ZONE, meeting, sent, later, Stop.ASKED))
    assert (found.zone, found.meeting, found.sent, found.stopped) == (ZONE, meeting, sent, Stop.ASKED)
    assert found.asked_for == later


def test_a_put_off_reminder_is_over_once_it_went_or_the_client_came_back_after_it() -> None:
    later = START + timedelta(hours=1)
    put_off = replace(of(INVITED), snoozed_until=later)
    assert replace(put_off, sent=(Sent(START, Kind.NOT_STARTED),)).asked_for == later
    assert replace(put_off, sent=(Sent(later, Kind.NOT_STARTED),)).asked_for is None
    assert replace(put_off, last_activity=later).asked_for is None
