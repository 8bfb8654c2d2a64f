"""What comes out: a reminder at a moment, with the reasons for it and against an earlier one; or silence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Kind(StrEnum):
    """The situation that a reminder speaks to; each has words of its own."""

    #: The invitation was opened, the brief not begun.
    NOT_STARTED = "not_started"
    #: Begun, and no reminder since the client last did something.
    FIRST_NUDGE = "first_nudge"
    #: Begun, less than half done, reminded before.
    UNDER_WAY = "under_way"
    HALF_DONE = "half_done"
    NEARLY_DONE = "nearly_done"
    #: On the last working day before the meeting, or on a day between it and the meeting.
    MEETING_TOMORROW = "meeting_tomorrow"
    #: On the day of the meeting.
    MEETING_SOON = "meeting_soon"


class Because(StrEnum):
    """Why there is a reminder at all."""

    #: The client has been silent for as long as the policy waits.
    SILENCE = "silence"
    #: The client put it off to then.
    ASKED = "asked"
    #: The meeting comes near.
    MEETING = "meeting"


class Why(StrEnum):
    """Why a reminder is not earlier."""

    OWN_ACTIVITY = "own_activity"
    SNOOZED = "snoozed"
    SPACING = "spacing"
    QUIET = "quiet"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CAP = "cap"
    #: The places left under the cap are kept for the reminders of the meeting.
    KEPT_FOR_MEETING = "kept_for_meeting"
    #: Too near to another reminder, one for the meeting being among the two.
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Moved:
    """``until``: when the reason ends."""

    why: Why
    until: datetime


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder. ``until``: it must have gone before then, for night, a day off or the meeting comes.

    ``moved``: why it is not earlier, in order. A reminder for the meeting may go although a reason against an
    ordinary one (its spacing, its place under the cap) lasts for longer.
    """

    at: datetime
    kind: Kind
    because: Because
    moved: tuple[Moved, ...]
    until: datetime


class Reason(StrEnum):
    """Why there is no reminder any more, as things are."""

    #: Nobody has opened the invitation: there is no chat to write to.
    NOT_OPENED = "not_opened"
    SUBMITTED = "submitted"
    NOTHING_OPEN = "nothing_open"
    ASKED_NOT_TO = "asked_not_to"
    BLOCKED = "blocked"
    MEETING_OVER = "meeting_over"
    #: No moment is left that is allowed, as a rule before the meeting.
    NO_MOMENT = "no_moment"
    #: As many as the policy has for a silent client have gone.
    ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Silence:
    reason: Reason
