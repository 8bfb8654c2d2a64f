"""The policy of reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.faults import Fault, InvalidDefinitionError
from bot.definitions.reading import build
from bot.definitions.source import read_source
from bot.domain.reminders.checking import check_policy
from bot.domain.reminders.policy import ReminderPolicy

if TYPE_CHECKING:
    from pathlib import Path


def load_policy(file: Path, countries: frozenset[str]) -> ReminderPolicy:
    """The policy, fit to be used. ``countries``: those whose working days are known.

    Raises:
        DefinitionError: every fault with its line (see ``bot.definitions.faults``).
    """
    policy, faults = _read(file, countries)
    if faults:
        raise InvalidDefinitionError(faults)
    return policy


def policy_faults(file: Path, countries: frozenset[str]) -> tuple[Fault, ...]:
    """What makes no sense in a policy that can be read. Raises DefinitionError if it cannot be."""
    return _read(file, countries)[1]


def _read(file: Path, countries: frozenset[str]) -> tuple[ReminderPolicy, tuple[Fault, ...]]:
    source = read_source(file)
    policy = build(source, ReminderPolicy)
    return policy, tuple(source.fault(fault.place, fault.message) for fault in check_policy(policy, countries))
