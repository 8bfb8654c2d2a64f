"""The policy as shipped, and others like it."""

from __future__ import annotations

from pathlib import Path

from bot.definitions.reading import read
from bot.domain.reminders.policy import ReminderPolicy

FILE = Path(__file__).parents[2] / "templates" / "reminders" / "policy.yaml"
SHIPPED = read(FILE, ReminderPolicy)


def policy(**changes: object) -> ReminderPolicy:
    """The shipped one with these keys changed, as in a file; a mapping changes only the keys it holds."""
    data = SHIPPED.model_dump(by_alias=True)
    for key, value in changes.items():
        data[key] = {**data[key], **value} if isinstance(value, dict) else value
    return ReminderPolicy.model_validate(data)
