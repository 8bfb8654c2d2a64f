"""Places where a test lets the process die: before and after every commit and every call to Telegram.

Off unless ``BRIEF_BOT_FAILPOINT=<who>.<moment>:<count>`` is in the environment. ``who`` is who commits, or the method
that is called; ``*`` is any.
"""

from __future__ import annotations

import os
from typing import Literal, get_args

Moment = Literal["before_commit", "after_commit", "before_call", "after_call"]

EXIT_CODE = 86
VARIABLE = "BRIEF_BOT_FAILPOINT"


class Failpoints:
    """``hit`` ends the process without any clean-up when the place is hit for the count-th time."""

    def __init__(self, setting: str = "") -> None:
        place, _, count = setting.partition(":")
        self._who, _, self._moment = place.rpartition(".")
        if place and (not self._who or self._moment not in get_args(Moment)):
            message = f"{VARIABLE} names no failpoint: {place}"
            raise ValueError(message)
        self._left = int(count or 1)

    @classmethod
    def from_environment(cls) -> Failpoints:
        return cls(os.environ.get(VARIABLE, ""))

    def hit(self, who: str, moment: Moment) -> None:
        if moment == self._moment and self._who in (who, "*"):
            self._left -= 1
            if not self._left:
                os._exit(EXIT_CODE)
