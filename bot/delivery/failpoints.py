"""Places where a test lets the process die. Off unless ``BRIEF_BOT_FAILPOINT=<name>:<count>`` is in the environment."""

from __future__ import annotations

import os

#: Every failpoint: around each commit and each HTTP call of receiver, worker, scheduler and sender.
NAMES = (
    "receiver.before_store",
    "receiver.after_store",
    "receiver.before_poll",
    "receiver.after_poll",
    "webhook.before_answer",
    "worker.before_commit",
    "worker.after_commit",
    "worker.before_acknowledge",
    "worker.after_acknowledge",
    "scheduler.before_commit",
    "scheduler.after_commit",
    "sender.before_attempt",
    "sender.after_attempt",
    "sender.before_call",
    "sender.after_call",
    "sender.before_exchange",
    "sender.after_exchange",
    "sender.before_completion",
    "sender.after_completion",
)
EXIT_CODE = 86
VARIABLE = "BRIEF_BOT_FAILPOINT"


class Failpoints:
    """``hit(name)`` ends the process without any clean-up when ``name`` is hit for the count-th time."""

    def __init__(self, setting: str = "") -> None:
        name, _, count = setting.partition(":")
        if name and name not in NAMES:
            message = f"{VARIABLE} names no failpoint: {name}"
            raise ValueError(message)
        self._name = name
        self._left = int(count or 1)

    @classmethod
    def from_environment(cls) -> Failpoints:
        return cls(os.environ.get(VARIABLE, ""))

    def hit(self, name: str) -> None:
        if name == self._name:
            self._left -= 1
            if not self._left:
                os._exit(EXIT_CODE)
