"""What the parts of the published data are made of."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, ValidationInfo, WithJsonSchema

from bot.rendering.documents.texts import cleaned

#: More decimals of an hour or a rouble are noise of the arithmetic.
_DECIMALS = 2


class Published(BaseModel):
    """Base of the models: read from the attributes of the domain's classes, immutable, complete."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


def _text(value: object) -> object:
    return cleaned(value) if isinstance(value, str) else value


def _keys(value: object) -> object:
    """The keys of the questions behind sources, each once; keys stay what they are."""
    if not isinstance(value, list | tuple):
        return value
    return tuple(dict.fromkeys(_key(part) for part in value))


def _key(value: object) -> str:
    return cleaned(str(getattr(value, "key", value)))


def _local(value: object, info: ValidationInfo) -> object:
    zone = (info.context or {}).get("zone")
    return value.astimezone(zone) if isinstance(value, datetime) and isinstance(zone, tzinfo) else value


def _rounded(value: object) -> object:
    return round(value, _DECIMALS) if isinstance(value, float) else value


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value


Text = Annotated[str, BeforeValidator(_text)]
#: A question in its place, as ``question`` or ``question@element``.
Key = Annotated[str, BeforeValidator(_key)]
Keys = Annotated[tuple[str, ...], BeforeValidator(_keys)]
#: With the offset of the zone in the validation context (key ``zone``), if there is one.
Moment = Annotated[datetime, BeforeValidator(_local)]
Number = Annotated[
    float, BeforeValidator(_rounded), PlainSerializer(_plain), WithJsonSchema({"type": "number"}, mode="serialization")
]


class AmountData(Published):
    """From ``low`` to ``high``; ``high`` null: open upwards; both null: nobody knows yet.

    ``unknown``: parts of a total that are not in its figures because nobody knows them yet.
    """

    low: Number | None
    high: Number | None
    unknown: int
