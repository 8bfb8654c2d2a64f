"""Errors of the domain.

BriefBotError
└── Refused            a change that breaks a constraint; ``reason`` picks the message for the client
    (reasons are listed in ``Reason``)
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class BriefBotError(Exception):
    """Root of all errors that this project raises on purpose."""


class Reason(StrEnum):
    """Why a change was refused; each has its message in ``templates/messages/refusals.jinja``."""

    NOT_A_NUMBER = "not_a_number"
    OTHER_UNIT = "other_unit"
    ADD_UP = "add_up"
    NOT_WHOLE = "not_whole"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    EMPTY = "empty"
    TOO_MANY = "too_many"
    NO_SUCH_OPTION = "no_such_option"
    INCOMPLETE = "incomplete"
    ALREADY_THERE = "already_there"
    FIXED_ITEM = "fixed_item"
    TAP_INSTEAD = "tap_instead"
    JUST_THE_ANSWER = "just_the_answer"
    NONE_OFFERED = "none_offered"
    ROW_BY_ROW = "row_by_row"
    LIKE_BEFORE = "like_before"
    CHANGE_BY_TAP = "change_by_tap"
    NO_SKIPPING = "no_skipping"
    NO_STOPPING = "no_stopping"
    NAME_NEEDED = "name_needed"
    ONE_AT_A_TIME = "one_at_a_time"
    GONE = "gone"
    NO_MOMENT = "no_moment"
    NO_HOUR = "no_hour"
    PAST = "past"
    #: A date without its year lies just behind.
    WHICH_YEAR = "which_year"
    #: Two days may be meant.
    WHICH_DAY = "which_day"
    TOO_FAR = "too_far"
    NO_ZONE = "no_zone"


class Refused(BriefBotError):  # noqa: N818 - what happened to the input, not a fault
    """The input cannot become an answer; nothing has changed.

    ``limit`` is the bound that was broken, if any; ``days``: those that may be meant, or one for an example.
    """

    def __init__(self, reason: Reason, *, limit: float | None = None, days: tuple[date, ...] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.limit = limit
        self.days = days
