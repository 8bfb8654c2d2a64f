"""The closed set of detectors that a catalog may name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.domain.planning.detecting_grids import FirstRowOver, NobodyHas, OwnColumnsEmpty, RowsEmpty
from bot.domain.planning.detecting_lists import Alike, Doubled, FewerThan, Holds, MoreThan, Named, NumberOver
from bot.domain.planning.detecting_records import (
    Childless,
    Deeper,
    KeysDoubled,
    RecordsDoubled,
    RecordsWith,
    RecordsWithout,
    ReferenceGone,
)

Detector = Annotated[
    Holds
    | MoreThan
    | FewerThan
    | NumberOver
    | Named
    | Doubled
    | Alike
    | RowsEmpty
    | FirstRowOver
    | NobodyHas
    | OwnColumnsEmpty
    | RecordsWith
    | RecordsWithout
    | ReferenceGone
    | RecordsDoubled
    | KeysDoubled
    | Childless
    | Deeper,
    Field(discriminator="kind"),
]
