"""Setting the meeting of a brief: the screens, and what each button and the manager's words do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app.meetings import example_day, hearing_of, in_zone, not_understood, said_meeting, set_meeting
from bot.app.messages import Screen
from bot.domain.errors import Reason, Refused
from bot.domain.meeting import Meeting, meeting_on
from handlers.keyboards.meeting import MeetingKeyboard
from handlers.manager.asking import Asking, Step
from handlers.manager.briefs import brief_screen
from handlers.meetings import line_for_manager

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief
    from bot.rendering.zones import Zone
    from handlers.desk import Desk


@dataclass(slots=True)
class MeetingTurn:
    """One update of a manager who sets a meeting; ``brief`` and ``asking`` move on as it is handled."""

    uow: UnitOfWork
    desk: Desk
    brief: Brief
    asking: Asking

    @property
    def now(self) -> datetime:
        """On the wall of the zone that is chosen."""
        return self.desk.clock.now().astimezone(ZoneInfo(self.asking.zone))

    def settle(self, meeting: Meeting | None) -> None:
        self.brief = set_meeting(self.uow, self.brief, meeting)
        self.asking = self.asking.at(Step.DONE)


def begun(brief: Brief, step: Step, known: Asking | None, desk: Desk) -> Asking:
    """The first screen of setting this brief's meeting; ``known``: what was asked in this chat before."""
    zone, city = (brief.meeting.zone, brief.meeting.city) if brief.meeting else (desk.zone.key, "")
    today = desk.clock.now().astimezone(ZoneInfo(zone)).date()
    serial = known.serial + 1 if known else 1
    return Asking(brief.id, serial, step, zone, today.replace(day=1), city, back=Step.DONE)


async def screen_of(turn: MeetingTurn) -> Screen:
    desk, brief, asking = turn.desk, turn.brief, turn.asking
    keyboard = MeetingKeyboard(asking.serial, brief.id, desk.labels, turn.now)
    meeting = line_for_manager(brief, desk)
    told: dict[str, object] = {"company": brief.company, "contact": brief.contact, "meeting": meeting}
    told["zone"] = desk.zones.of(asking.zone, asking.city).full
    match asking.step:
        case Step.HOUR | Step.HALF | Step.OTHER if asking.day:
            typed = asking.step is Step.OTHER
            text = desk.messages.notice(
                "manager_meeting_hour", **told, day=asking.day, today=turn.now.date(), typed=typed
            )
            half = asking.step is Step.HALF
            return Screen(text, keyboard.below_hours() if typed else keyboard.hours(asking.day, half=half))
        case Step.ZONE:
            return Screen(desk.messages.notice("manager_meeting_zone", **told), keyboard.zones(desk.zones.zones))
        case Step.OFF:
            hears = await hearing_of(turn.uow, brief, desk.clock.now())
            return Screen(desk.messages.notice("manager_meeting_off", **told, hears=hears), keyboard.calling_off())
        case Step.DONE:
            return await brief_screen(brief, 0, turn.uow, desk)
        case _:
            month = f"{desk.labels.calendar.months[asking.month.month - 1]} {asking.month.year}"
            below = keyboard.below_days(set_already=meeting is not None, asked=bool(meeting and meeting.asked))
            text = desk.messages.notice(
                "manager_meeting_day", **told, month=month, example=example_day(turn.now.date())
            )
            return Screen(text, keyboard.days(asking.month, desk.working_days, below))


def take_words(turn: MeetingTurn, words: str) -> None:
    """What a manager types while the bot asks for the meeting.

    Raises:
        Refused: it names no moment that can be, or no city that is known; nothing has changed.
    """
    if turn.asking.step is Step.ZONE:
        zone = turn.desk.zones.find(words)
        if zone is None:
            raise Refused(Reason.NO_ZONE)
        _take_zone(turn, zone)
        return
    when, zone = turn.desk.zones.parted(words)
    asking = _within(turn, zone) if zone else turn.asking
    said = said_meeting(turn.desk.moments, when, asking.zone, turn.desk.clock.now(), asking.day, asking.city)
    if isinstance(said, Meeting):
        turn.settle(said)
    else:
        turn.asking = replace(asking, step=Step.HOUR, day=said)


def _take_zone(turn: MeetingTurn, zone: Zone) -> None:
    """Opened from the brief's card, it moves the meeting there; else it is for the one that is being set."""
    meeting, asking = turn.brief.meeting, _within(turn, zone)
    if asking.back is Step.DONE and meeting is not None:
        turn.settle(in_zone(meeting, asking.zone, turn.desk.clock.now(), asking.city))
    else:
        turn.asking = asking.at(asking.back)


def _within(turn: MeetingTurn, zone: Zone) -> Asking:
    usual = turn.desk.zones.of(zone.zone).city
    return replace(turn.asking, zone=zone.zone, city=zone.city if zone.city != usual else "")


def _month(turn: MeetingTurn, argument: str) -> None:
    turn.asking = replace(turn.asking, month=date.fromisoformat(argument))


def _day(turn: MeetingTurn, argument: str) -> None:
    turn.asking = replace(turn.asking, step=Step.HOUR, day=date.fromisoformat(argument))


def _hour(turn: MeetingTurn, argument: str) -> None:
    if turn.asking.day is None:
        raise not_understood(turn.now.date(), hour_asked=False)
    hour = time.fromisoformat(argument)
    asking = turn.asking
    turn.settle(meeting_on(turn.asking.day, hour, asking.zone, turn.desk.clock.now(), asking.city))


def _to(step: Step) -> Callable[[MeetingTurn, str], None]:
    def go(turn: MeetingTurn, _: str) -> None:
        turn.asking = turn.asking.at(step)

    return go


def _days(turn: MeetingTurn, _: str) -> None:
    turn.asking = replace(turn.asking, step=Step.DAY, day=None)


def _zone(turn: MeetingTurn, _: str) -> None:
    turn.asking = replace(turn.asking, step=Step.ZONE, back=turn.asking.step)


def _in(turn: MeetingTurn, argument: str) -> None:
    _take_zone(turn, turn.desk.zones.zones[int(argument)])


def _back(turn: MeetingTurn, _: str) -> None:
    turn.asking = turn.asking.at(turn.asking.back)


def _off(turn: MeetingTurn, _: str) -> None:
    turn.settle(None)


def _keep(turn: MeetingTurn, _: str) -> None:
    turn.settle(turn.brief.meeting)


#: Every action but «no», which only says why nothing happens. Arguments are as the screen's own buttons have them.
ACTIONS: dict[str, Callable[[MeetingTurn, str], None]] = {
    "month": _month,
    "day": _day,
    "days": _days,
    "hour": _hour,
    "half": _to(Step.HALF),
    "whole": _to(Step.HOUR),
    "other": _to(Step.OTHER),
    "zone": _zone,
    "in": _in,
    "back": _back,
    "skip": _to(Step.DONE),
    "off": _off,
    "keep": _keep,
}
