"""Whether a finding's one-tap fix helps here, and what it does to the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.editing import edit
from bot.domain.errors import Refused
from bot.domain.planning.looking import hits_at, place_of, supposing
from bot.domain.planning.plan import Severity
from bot.domain.steps import is_empty

if TYPE_CHECKING:
    from bot.domain.edits import Edit
    from bot.domain.planning.catalog import Catalog, FindingRule
    from bot.domain.planning.detecting import Place
    from bot.domain.planning.view import View
    from bot.domain.route import Step
    from bot.domain.values import Value

#: What one round leaves behind, the next one finds; no sensible answer needs many.
_ROUNDS = 10
_ORDER = list(Severity)


class _NoIds:
    """Fixes add nothing that would need an id."""

    def new(self) -> str:
        raise NotImplementedError


def mending(view: View, catalog: Catalog, rule: FindingRule, step: Step) -> tuple[Edit, ...]:
    """The edits of the answer with which the finding vanishes; none where the fix does not apply.

    It does not where it would leave no answer, or raise something as weighty about the same answer.
    """
    at = place_of(view, catalog, rule, step)
    if rule.fix is None or at is None:
        return ()
    done: list[Edit] = []
    now = at
    for _ in range(_ROUNDS):
        changes = tuple(rule.fix.edits(now, rule.detect))
        value = _after(now, changes)
        if value is None or value == now.value:
            return ()
        done += changes
        now = supposing(now, value)
        if not hits_at(rule, at, value):
            return tuple(done) if not _worse(catalog, rule, at, value) else ()
    return ()


def _after(at: Place, changes: tuple[Edit, ...]) -> Value | None:
    """The value after the edits; None if one of them is refused or nothing is left."""
    if at.step.answer is None:
        return None
    step = at.step.holding(at.step.answer)
    try:
        for change in changes:
            changed = edit(at.view.route, step, change, _NoIds())
            step = step.holding(replace(at.step.answer, value=changed))
    except Refused:
        return None
    value = step.answer.value if step.answer else None
    return None if is_empty(value) else value


def _worse(catalog: Catalog, mended: FindingRule, at: Place, value: Value) -> bool:
    """Whether another rule finds something as weighty in the new value that it has not found in the present one."""
    weighty = _ORDER[: _ORDER.index(mended.severity) + 1]
    others = (rule for rule in catalog.findings if rule is not mended and rule.severity in weighty)
    for rule in others:
        if rule.detect.question == mended.detect.question:
            place = place_of(at.view, catalog, rule, at.step)
            if place and hits_at(rule, place, value) and not hits_at(rule, place):
                return True
    return False
