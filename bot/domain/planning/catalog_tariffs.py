"""How a catalog says which tariff of the product a brief asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from bot.domain.conditions import Definition
from bot.domain.planning.detectors import DetectingRule
from bot.domain.planning.references import Refers
from bot.domain.planning.texts import Text
from bot.domain.questionnaire import Identifier

if TYPE_CHECKING:
    from collections.abc import Iterator


class TariffReason(DetectingRule):
    """What ``detect`` finds, where ``when`` holds, needs a tariff not below ``at_least``.

    Without ``at_least`` nobody knows which tariffs have it: the plan says so. ``norm``: the fact that it rests on.
    """

    text: Text
    at_least: Identifier | None = None
    norm: str


class TariffRule(Definition):
    """The lowest tariff that no reason speaks against becomes a decision.

    ``levels`` from the least to the most. ``text`` and ``short`` take ``{tariff}``, its name, and ``{more}``: the text
    ``more`` while ``sized_by`` (how many people use it) is open. ``unknown`` takes ``{reasons}``: those without a
    level. ``nothing``: the text where no reason asks for a level.
    """

    levels: dict[Identifier, str] = Field(min_length=1)
    sized_by: Annotated[Identifier, Refers(("number",))]
    text: Text
    short: Text
    more: str
    nothing: str
    unknown: Text
    reasons: tuple[TariffReason, ...]

    @model_validator(mode="after")
    def _levels_stand(self) -> Self:
        for reason in self.reasons:
            if reason.at_least is not None and reason.at_least not in self.levels:
                message = f"reasons[{reason.id}].at_least: there is no level «{reason.at_least}»"
                raise ValueError(message)
        return self

    def named_in_texts(self) -> Iterator[tuple[str, str, set[str]]]:
        """The texts of the rule itself, each with its key and the names that it knows besides questions."""
        yield "text", self.text, {"tariff", "more"}
        yield "short", self.short, {"tariff", "more"}
        yield "unknown", self.unknown, {"reasons"}
