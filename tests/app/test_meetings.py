"""The meeting is set, moved and called off; the client asks to move it and is told what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.app.meetings import News, ask_to_move, in_zone, news_for_client, said_meeting, set_meeting
from bot.app.ports import SaidMoment
from bot.domain.brief import Brief
from bot.domain.errors import Reason, Refused
from bot.domain.meeting import Meeting, MoveRequest, meeting_on
from tests.fakes import FakeClock, MemoryUnitOfWork

#: In Vladivostok it is the next day already.
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
MOSCOW, VLADIVOSTOK = "Europe/Moscow", "Asia/Vladivostok"
FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
ON_FRIDAY = meeting_on(FRIDAY, time(15), MOSCOW, NOW)
ON_MONDAY = meeting_on(MONDAY, time(11), MOSCOW, NOW)
REQUEST = MoveRequest("В понедельник", NOW)
STARTED = Brief("b", "t", "crm", "Ромашка", "Анна", 7, NOW, client_id=5, started_at=NOW)


class Heard:
    """A parser that hears this, whatever is said."""

    def __init__(self, said: SaidMoment | None) -> None:
        self.said = said
        self.asked_at: datetime | None = None
        self.hour_asked = False

    def read(self, text: str, now: datetime, *, hour_asked: bool = False) -> SaidMoment | None:
        del text
        self.hour_asked = hour_asked
        self.asked_at = now
        return self.said


@pytest.fixture
def uow() -> MemoryUnitOfWork:
    return MemoryUnitOfWork()


def said(day: date | None, hour: time | None, zone: str = MOSCOW, chosen: date | None = None) -> Meeting | date:
    return said_meeting(Heard(SaidMoment(day, hour)), "…", zone, NOW, chosen)


def test_words_are_counted_from_the_clock_on_the_wall_of_the_zone() -> None:
    parser = Heard(SaidMoment(FRIDAY, time(15)))
    meeting = said_meeting(parser, "в пятницу в 15", VLADIVOSTOK, NOW)
    assert meeting == Meeting(datetime(2026, 11, 27, 5, tzinfo=UTC), VLADIVOSTOK)
    assert parser.asked_at is not None
    assert (parser.asked_at.day, parser.asked_at.hour) == (25, 2)


def test_a_day_without_a_time_is_a_day_and_a_time_goes_with_the_day_chosen_before() -> None:
    assert said(FRIDAY, None) == FRIDAY
    assert said(None, time(15), chosen=FRIDAY) == ON_FRIDAY
    assert said(MONDAY, time(11), chosen=FRIDAY) == ON_MONDAY


@pytest.mark.parametrize(
    ("day", "hour", "reason"),
    [
        (None, time(15), Reason.NO_MOMENT),
        (date(2026, 11, 23), None, Reason.PAST),
        (date(2026, 11, 24), time(19), Reason.PAST),
        (date(2036, 11, 24), time(19), Reason.TOO_FAR),
    ],
)
def test_a_moment_that_cannot_be_is_refused(day: date | None, hour: time | None, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        said(day, hour)
    assert refused.value.reason is reason


def test_words_that_name_no_moment_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        said_meeting(Heard(None), "когда-нибудь", MOSCOW, NOW)
    assert refused.value.reason is Reason.NO_MOMENT
    assert refused.value.days == (FRIDAY,)


def test_where_the_day_is_chosen_words_that_name_no_time_are_refused_for_that() -> None:
    parser = Heard(None)
    with pytest.raises(Refused) as refused:
        said_meeting(parser, "25:00", MOSCOW, NOW, FRIDAY)
    assert refused.value.reason is Reason.NO_HOUR
    assert parser.hour_asked


@pytest.mark.parametrize(
    ("day", "other", "reason"),
    [
        (date(2026, 11, 23), date(2027, 11, 23), Reason.WHICH_YEAR),
        (FRIDAY, date(2026, 12, 4), Reason.WHICH_DAY),
    ],
)
def test_where_two_days_may_be_meant_it_is_asked_which(day: date, other: date, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        said_meeting(Heard(SaidMoment(day, time(10), other)), "…", MOSCOW, NOW)
    assert refused.value.reason is reason
    assert refused.value.days == (day, other)


def test_a_city_is_kept_with_its_zone() -> None:
    meeting = said_meeting(Heard(SaidMoment(FRIDAY, time(15))), "…", VLADIVOSTOK, NOW, city="Хабаровск")
    assert meeting == Meeting(datetime(2026, 11, 27, 5, tzinfo=UTC), VLADIVOSTOK, "Хабаровск")


def test_another_zone_keeps_the_time_on_the_wall() -> None:
    moved = in_zone(ON_FRIDAY, VLADIVOSTOK, NOW)
    assert moved.local.time() == ON_FRIDAY.local.time()
    assert moved.at < ON_FRIDAY.at


def test_a_change_of_the_meeting_settles_what_the_client_asked_for(uow: MemoryUnitOfWork) -> None:
    brief = set_meeting(uow, STARTED, ON_FRIDAY)
    asked = ask_to_move(uow, FakeClock(NOW), brief, " В понедельник ")
    assert asked.move_request == REQUEST
    assert asked.meeting == ON_FRIDAY
    settled = set_meeting(uow, asked, ON_MONDAY)
    assert (settled.meeting, settled.move_request) == (ON_MONDAY, None)


def test_the_same_meeting_again_changes_nothing(uow: MemoryUnitOfWork) -> None:
    brief = set_meeting(uow, STARTED, ON_FRIDAY)
    assert set_meeting(uow, brief, ON_FRIDAY) is brief


@pytest.mark.parametrize("words", ["", "  \n", "о" * 501])
def test_a_client_who_asks_to_move_says_when(uow: MemoryUnitOfWork, words: str) -> None:
    brief = set_meeting(uow, STARTED, ON_FRIDAY)
    with pytest.raises(Refused):
        ask_to_move(uow, FakeClock(NOW), brief, words)


def test_there_is_nothing_to_move_once_the_meeting_is_over(uow: MemoryUnitOfWork) -> None:
    brief = set_meeting(uow, STARTED, ON_FRIDAY)
    with pytest.raises(Refused) as refused:
        ask_to_move(uow, FakeClock(ON_FRIDAY.at), brief, "В понедельник")
    assert refused.value.reason is Reason.TAP_INSTEAD


@pytest.mark.parametrize(
    ("old", "new", "news"),
    [
        (None, ON_FRIDAY, News.SET),
        (ON_FRIDAY, ON_MONDAY, News.MOVED),
        (ON_FRIDAY, None, News.CALLED_OFF),
        (ON_FRIDAY, ON_FRIDAY, None),
        (ON_FRIDAY, replace(ON_FRIDAY, city="Казань"), None),
        (None, None, None),
        (Meeting(NOW, MOSCOW), ON_FRIDAY, News.SET),
        (Meeting(NOW, MOSCOW), None, None),
    ],
)
def test_who_has_begun_is_told_what_is_new(old: Meeting | None, new: Meeting | None, news: News | None) -> None:
    before, after = replace(STARTED, meeting=old), replace(STARTED, meeting=new)
    assert news_for_client(before, after, NOW) == news
    assert news_for_client(replace(before, started_at=None), replace(after, started_at=None), NOW) is None


def test_who_asked_is_told_even_if_the_meeting_stays() -> None:
    asked = replace(STARTED, started_at=None, meeting=ON_FRIDAY, move_request=REQUEST)
    assert news_for_client(asked, replace(asked, move_request=None), NOW) is News.KEPT
    assert news_for_client(asked, replace(asked, move_request=None, meeting=ON_MONDAY), NOW) is News.MOVED
