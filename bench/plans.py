"""How long the plan of the largest company of the tests takes, and how long its documents."""

from __future__ import annotations

import statistics
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app.ports import DocumentFormat
from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.planning.building import build_plan
from bot.domain.planning.catalog import Catalog
from bot.domain.route import find_route
from bot.rendering.documents.data import plan_data
from bot.rendering.documents.making import DocumentMaker
from bot.rendering.documents.words import Words
from tests.personas.answering import Interview
from tests.personas.holding import holding
from tests.planning.making import brief

if TYPE_CHECKING:
    from collections.abc import Callable

_TEMPLATES = Path(__file__).parents[1] / "templates"
#: What is wanted, ms.
_LIMITS = {"plan": 20, "pdf": 500}


def table(rounds: int) -> str:
    """A line for the plan and one for each document, in ms.

    The first time counts for itself: what makes the documents keeps parts of what it has made before.
    """
    head = f"\n{'largest plan':<24}{'first ms':>10}{'median ms':>10}{'worst ms':>10}{'wanted ms':>11}\n"
    rows = ((name, _timed(make, rounds)) for name, make in _made().items())
    return head + "".join(
        f"{name:<24}{first:>10.1f}{statistics.median(others):>10.1f}{max(others):>10.1f}{_LIMITS.get(name, ''):>11}\n"
        for name, (first, *others) in rows
    )


def _made() -> dict[str, Callable[[], object]]:
    questionnaire = load_questionnaire(_TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
    catalog = read(_TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)
    interview = Interview(questionnaire)
    interview.note(holding().answers)
    answered = brief(questionnaire, interview.answers)
    data = plan_data(build_plan(answered, interview.route, catalog), ZoneInfo("Europe/Moscow"))
    maker = DocumentMaker(_TEMPLATES, read(_TEMPLATES / "documents" / "labels.yaml", Words))
    made: dict[str, Callable[[], object]] = {
        "plan": lambda: build_plan(answered, find_route(questionnaire, answered.answers), catalog)
    }
    return made | {kind.value: partial(maker.document, data, kind) for kind in DocumentFormat}


def _timed(make: Callable[[], object], rounds: int) -> list[float]:
    took: list[float] = []
    for _ in range(1 + rounds):
        started = time.perf_counter()
        make()
        took.append((time.perf_counter() - started) * 1000)
    return took
