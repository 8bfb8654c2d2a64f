"""``bot check``: everything about a questionnaire that a model cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.definitions.check_contents import check_contents
from bot.definitions.check_labels import check_labels
from bot.definitions.check_reach import check_reach
from bot.definitions.check_records import check_records
from bot.definitions.check_references import check_references
from bot.definitions.check_texts import check_texts
from bot.definitions.outline import Outline

if TYPE_CHECKING:
    from bot.definitions.faults import Fault
    from bot.definitions.source import Source
    from bot.domain.questionnaire import Questionnaire


def check(questionnaire: Questionnaire, source: Source, used: frozenset[str] | None = None) -> tuple[Fault, ...]:
    """Every fault, in the order of the file; none if the questionnaire may be asked.

    ``source`` is what the questionnaire was built from. ``used``: ids of the questions whose answers the plan uses;
    a question outside of it is a fault. None skips that.
    """
    outline = Outline(questionnaire, source)
    references = tuple(check_references(outline))
    faults = {*references, *check_contents(outline), *check_records(outline)}
    faults |= {*check_texts(outline), *check_labels(outline)}
    if not references:
        faults |= set(check_reach(outline))
    if used is not None:
        for name, asked in outline.asked.items():
            if name not in used:
                faults.add(outline.fault(asked.location, "no rule of the plan uses this answer"))
    return tuple(sorted(faults))
