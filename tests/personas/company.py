"""Companies as files: who they are, what they answer, and the plan that a senior integrator expects of that."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from bot.definitions.reading import read
from bot.domain.planning.money import Range
from bot.domain.planning.plan import Severity, Why

COMPANIES = Path(__file__).parent / "companies"


def range_in(text: object) -> object:
    """«3000», «2–4», «от 500», «уточнить»; of totals also «40–60 + 2 уточнить»."""
    if not isinstance(text, str):
        return text
    if text == "уточнить":
        return Range()
    words, _, unknown = text.removesuffix(" уточнить").partition(" + ")
    count = int(unknown or 0)
    if words.startswith("от "):
        return Range(float(words.removeprefix("от ")), None, count)
    low, _, high = words.partition("–")
    return Range(float(low), float(high or low), count)


Amount = Annotated[Range, BeforeValidator(range_in)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Totals(_Part):
    """``hours`` are the integrator's; a part that nobody knows yet is counted as «+ 1 уточнить»."""

    hours: Amount
    once: Amount
    monthly: Amount


class Tariff(_Part):
    """``plan``: the lowest one that will do, «уточнить» while nobody can tell; ``because``: words of the reasons."""

    plan: str
    because: tuple[str, ...] = ()


class Agenda(_Part):
    """``first``: what comes first, questions by id, points of findings by words. ``open``: every open question.

    ``points``: every point that a finding asks for, by words of its title.
    """

    first: tuple[str, ...]
    minutes: int
    spare: int = 0
    open: dict[str, Why] = Field(default_factory=dict)
    points: tuple[str, ...] = ()


class Expected(_Part):
    """Everything but the decisions' words is expected whole: nothing missing, nothing besides.

    ``decisions``: id → words of its text. The others by id, or id@element: the severity of a finding, the hours of a
    work item, the roubles of a purchase. ``unclear``: stages, by section, of which nobody knows when to go on.
    """

    tariff: Tariff
    decisions: dict[str, str]
    findings: dict[str, Severity]
    works: dict[str, Amount]
    purchases: dict[str, Amount]
    totals: Totals
    agenda: Agenda
    unclear: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Company(_Part):
    """``then``: what the client changes afterwards, in the same words."""

    about: str
    answers: dict[str, JsonValue]
    then: dict[str, JsonValue] = Field(default_factory=dict)
    expected: Expected


def company(name: str) -> Company:
    """The company of the file with this name."""
    return read(COMPANIES / f"{name}.yaml", Company)


def names() -> list[str]:
    return sorted(path.stem for path in COMPANIES.glob("*.yaml"))
