"""The closed set of detectors that a catalog may name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.domain.conditions import Condition, Definition
from bot.domain.planning.detecting_grids import FirstRowOver, NobodyHas, OwnColumnsEmpty, RowsEmpty
from bot.domain.planning.detecting_lists import (
    Alike,
    Doubled,
    FewerThan,
    Holds,
    MoreThan,
    Named,
    NoEnd,
    NumberOver,
)
from bot.domain.planning.detecting_records import (
    Childless,
    Deeper,
    KeysDoubled,
    RecordsDoubled,
    RecordsWith,
    RecordsWithout,
    ReferenceGone,
)
from bot.domain.planning.detecting_words import RecordsNamed, Uncollected
from bot.domain.questionnaire import Identifier

Detector = Annotated[
    Holds
    | MoreThan
    | FewerThan
    | NumberOver
    | Named
    | Doubled
    | NoEnd
    | Alike
    | RowsEmpty
    | FirstRowOver
    | NobodyHas
    | OwnColumnsEmpty
    | RecordsWith
    | RecordsWithout
    | RecordsNamed
    | Uncollected
    | ReferenceGone
    | RecordsDoubled
    | KeysDoubled
    | Childless
    | Deeper,
    Field(discriminator="kind"),
]


class DetectingRule(Definition):
    """Applies to every answer in which ``detect`` finds something, where ``when`` holds."""

    id: Identifier
    detect: Detector
    when: Condition | None = None
