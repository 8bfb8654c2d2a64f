"""What a manager sees while a meeting is being set: a calendar, hours, zones, whether to call it off."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from bot.app.meetings import example_day, hearing_of
from bot.app.messages import Screen
from handlers.keyboards.meeting import MeetingKeyboard
from handlers.manager.asking import Step
from handlers.manager.briefs import brief_screen
from handlers.meetings import line_for_manager

if TYPE_CHECKING:
    from datetime import date

    from handlers.manager.meetings import MeetingSetting

#: What every notice of these is told.
_Told: TypeAlias = dict[str, object]


async def screen_of(setting: MeetingSetting) -> Screen:
    desk, brief, asking = setting.desk, setting.brief, setting.asking
    keyboard = MeetingKeyboard(asking.serial, brief.id, desk.labels, setting.now)
    meeting = line_for_manager(brief, desk)
    zone = desk.zones.of(asking.zone, asking.city).full
    told: _Told = {"company": brief.company, "contact": brief.contact, "meeting": meeting, "zone": zone}
    match asking.step:
        case Step.DONE:
            return await brief_screen(setting.turn, brief)
        case Step.OFF:
            hears = await hearing_of(setting.turn.uow, brief, desk.clock.now())
            return Screen(desk.messages.notice("manager_meeting_off", **told, hears=hears), keyboard.calling_off())
        case Step.ZONE:
            return Screen(desk.messages.notice("manager_meeting_zone", **told), keyboard.zones(desk.zones.zones))
        case Step.HOUR | Step.HALF | Step.OTHER if asking.day:
            return _hours(setting, asking.day, keyboard, told)
        case _:
            return _calendar(setting, keyboard, told)


def _hours(setting: MeetingSetting, day: date, keyboard: MeetingKeyboard, told: _Told) -> Screen:
    step = setting.asking.step
    typed = step is Step.OTHER
    today = setting.now.date()
    text = setting.desk.messages.notice("manager_meeting_hour", **told, day=day, today=today, typed=typed)
    return Screen(text, keyboard.below_hours() if typed else keyboard.hours(day, half=step is Step.HALF))


def _calendar(setting: MeetingSetting, keyboard: MeetingKeyboard, told: _Told) -> Screen:
    desk, shown, meeting = setting.desk, setting.asking.month, line_for_manager(setting.brief, setting.desk)
    month = f"{desk.labels.calendar.months[shown.month - 1]} {shown.year}"
    below = keyboard.below_days(set_already=meeting is not None, asked=bool(meeting and meeting.asked))
    text = desk.messages.notice("manager_meeting_day", **told, month=month, example=example_day(setting.now.date()))
    return Screen(text, keyboard.days(shown, desk.working_days, below))
