"""What a client lives through: acts, reminders, and what they make of the situation. Nothing here decides on reminders.

The pure weeks and the month with storage and scheduler both tell it what happened, and ask whether it was right.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.domain.reminders.situation import Sent, State, Stop

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.domain.reminders.outcome import Planned
    from bot.domain.reminders.situation import Situation


class Did(Enum):
    ANSWERED = auto()
    PUT_OFF = auto()
    STOPPED = auto()
    RESUMED = auto()
    SUBMITTED = auto()
    BLOCKED = auto()
    #: Not by the client: the meeting is set or moved.
    MEETING = auto()


#: How often which is drawn.
USUAL = [
    *[Did.ANSWERED] * 5,
    *[Did.PUT_OFF] * 3,
    *[Did.MEETING] * 2,
    Did.STOPPED,
    Did.RESUMED,
    Did.SUBMITTED,
    Did.BLOCKED,
]


@dataclass(frozen=True, slots=True)
class Act:
    """``until``: what the reminder is put off to, or the meeting. ``zone``: the meeting's, if it is another."""

    at: datetime
    did: Did
    until: datetime | None = None
    zone: ZoneInfo | None = None


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder, and what it came into."""

    at: datetime
    planned: Planned
    around: Situation


@dataclass
class Client:
    """``history``: every situation with the moment since when it is so."""

    situation: Situation
    since: datetime
    acts: list[Act] = field(default_factory=list)
    sent: list[Reminded] = field(default_factory=list)
    asked_not_to: bool = False
    blocked: bool = False

    def __post_init__(self) -> None:
        self.history = [(self.since, self.situation)]

    def before(self, moment: datetime) -> Situation:
        """As it was just before the moment."""
        return next(found for since, found in reversed(self.history) if since < moment)

    def meeting_set(self, moment: datetime) -> datetime:
        """When the meeting that stands at the moment was set."""
        past = [(since, found.meeting) for since, found in self.history if since < moment]
        since, meeting = past.pop()
        while past and past[-1][1] == meeting:
            since, _ = past.pop()
        return since

    def gets(self, at: datetime, planned: Planned) -> None:
        self.sent.append(Reminded(at, planned, self.situation))
        self._becomes(at, replace(self.situation, sent=(*self.situation.sent, Sent(at, planned.kind))))

    def does(self, act: Act) -> None:
        self.acts.append(act)
        self._notes(act.did)
        stopped = Stop.ASKED if self.asked_not_to else Stop.BLOCKED if self.blocked else None
        self._becomes(act.at, replace(_after(self.situation, act), stopped=stopped))

    def _notes(self, did: Did) -> None:
        """Either of the two stands for itself, whatever becomes of the other."""
        if did in (Did.STOPPED, Did.RESUMED, Did.PUT_OFF):
            self.asked_not_to = did is Did.STOPPED
        if did in (Did.BLOCKED, Did.ANSWERED):
            self.blocked = did is Did.BLOCKED

    def _becomes(self, at: datetime, situation: Situation) -> None:
        self.situation = situation
        self.history.append((at, situation))


def _after(before: Situation, act: Act) -> Situation:
    match act.did:
        case Did.ANSWERED:
            state = State.SUBMITTED if before.state is State.SUBMITTED else State.STARTED
            return replace(before, last_activity=act.at, state=state)
        case Did.PUT_OFF:
            return replace(before, snoozed_until=act.until)
        case Did.STOPPED | Did.RESUMED:
            return replace(before, snoozed_until=None)
        case Did.SUBMITTED:
            return replace(before, state=State.SUBMITTED)
        case Did.MEETING:
            return replace(before, meeting=act.until, zone=act.zone or before.zone)
        case Did.BLOCKED:
            return before
