"""Setting the meeting of a brief: what each button and the manager's words do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app.meetings import in_zone, not_understood, said_meeting, set_meeting
from bot.domain.errors import Reason, Refused
from bot.domain.meeting import Meeting, meeting_on
from handlers.manager.asking import Asking, Step

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.brief import Brief
    from bot.rendering.zones import Zone
    from handlers.desk import Desk
    from handlers.manager.turn import ManagerTurn


@dataclass(slots=True)
class MeetingSetting:
    """A meeting being set, while an update of the manager is handled; ``brief`` and ``asking`` move on with it."""

    turn: ManagerTurn
    brief: Brief
    asking: Asking

    @property
    def desk(self) -> Desk:
        return self.turn.desk

    @property
    def now(self) -> datetime:
        """On the wall of the zone that is chosen."""
        return self.desk.clock.now().astimezone(ZoneInfo(self.asking.zone))

    def settle(self, meeting: Meeting | None) -> None:
        self.brief = set_meeting(self.turn.uow, self.brief, meeting)
        self.asking = self.asking.at(Step.DONE)


def begun(brief: Brief, step: Step, known: Asking | None, desk: Desk) -> Asking:
    """The first screen of setting this brief's meeting; ``known``: what was asked in this chat before."""
    zone, city = (brief.meeting.zone, brief.meeting.city) if brief.meeting else (desk.zone.key, "")
    today = desk.clock.now().astimezone(ZoneInfo(zone)).date()
    serial = known.serial + 1 if known else 1
    return Asking(brief.id, serial, step, zone, today.replace(day=1), city, back=Step.DONE)


def take_words(setting: MeetingSetting, words: str) -> None:
    """What a manager types while the bot asks for the meeting.

    Raises:
        Refused: it names no moment that can be, or no city that is known; nothing has changed.
    """
    if setting.asking.step is Step.ZONE:
        zone = setting.desk.zones.find(words)
        if zone is None:
            raise Refused(Reason.NO_ZONE)
        _take_zone(setting, zone)
        return
    when, zone = setting.desk.zones.parted(words)
    asking = _within(setting, zone) if zone else setting.asking
    said = said_meeting(setting.desk.moments, when, asking.zone, setting.desk.clock.now(), asking.day, asking.city)
    if isinstance(said, Meeting):
        setting.settle(said)
    else:
        setting.asking = replace(asking, step=Step.HOUR, day=said)


def _take_zone(setting: MeetingSetting, zone: Zone) -> None:
    """Opened from the brief's card, it moves the meeting there; else it is for the one that is being set."""
    meeting, asking = setting.brief.meeting, _within(setting, zone)
    if asking.back is Step.DONE and meeting is not None:
        setting.settle(in_zone(meeting, asking.zone, setting.desk.clock.now(), asking.city))
    else:
        setting.asking = asking.at(asking.back)


def _within(setting: MeetingSetting, zone: Zone) -> Asking:
    usual = setting.desk.zones.of(zone.zone).city
    return replace(setting.asking, zone=zone.zone, city=zone.city if zone.city != usual else "")


def _month(setting: MeetingSetting, argument: str) -> None:
    setting.asking = replace(setting.asking, month=date.fromisoformat(argument))


def _day(setting: MeetingSetting, argument: str) -> None:
    setting.asking = replace(setting.asking, step=Step.HOUR, day=date.fromisoformat(argument))


def _hour(setting: MeetingSetting, argument: str) -> None:
    if setting.asking.day is None:
        raise not_understood(setting.now.date(), hour_asked=False)
    hour = time.fromisoformat(argument)
    asking = setting.asking
    setting.settle(meeting_on(setting.asking.day, hour, asking.zone, setting.desk.clock.now(), asking.city))


def _to(step: Step) -> Callable[[MeetingSetting, str], None]:
    def go(setting: MeetingSetting, _: str) -> None:
        setting.asking = setting.asking.at(step)

    return go


def _days(setting: MeetingSetting, _: str) -> None:
    setting.asking = replace(setting.asking, step=Step.DAY, day=None)


def _zone(setting: MeetingSetting, _: str) -> None:
    setting.asking = replace(setting.asking, step=Step.ZONE, back=setting.asking.step)


def _in(setting: MeetingSetting, argument: str) -> None:
    _take_zone(setting, setting.desk.zones.zones[int(argument)])


def _back(setting: MeetingSetting, _: str) -> None:
    setting.asking = setting.asking.at(setting.asking.back)


def _off(setting: MeetingSetting, _: str) -> None:
    setting.settle(None)


def _keep(setting: MeetingSetting, _: str) -> None:
    setting.settle(setting.brief.meeting)


#: Every action but «no», which only says why nothing happens. Arguments are as the screen's own buttons have them.
ACTIONS: dict[str, Callable[[MeetingSetting, str], None]] = {
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
