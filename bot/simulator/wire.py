"""JSON as it goes over the wire, and the parameters of a call however the bot encoded them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.simulator.errors import BadRequestError

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
JsonObject: TypeAlias = Mapping[str, Json]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dumps(value: Json) -> str:
    """Compact JSON; letters stay letters."""
    return _encode(value)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a multipart body."""

    filename: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters of one call.

    Form and query values arrive as strings, JSON bodies bring values, and nested values may be JSON inside a
    string: the readers below accept all three, as the real server does.
    """

    values: Mapping[str, Json | Upload]

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """The value as text, ``""`` when absent."""
        value = self.values.get(name)
        if value is None or isinstance(value, Upload):
            return ""
        return valid_unicode(value if isinstance(value, str) else dumps(value))

    def integer(self, name: str, default: int = 0) -> int:
        """The value as a whole number, ``default`` when absent or not a number."""
        value = self.values.get(name)
        if isinstance(value, str | int | float):
            try:
                return int(value)
            except ValueError:
                return default
        return default

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "yes", "1"}

    def decoded(self, name: str) -> Json:
        """The value, decoded when it is JSON in a string; None when absent or empty.

        Raises:
            BadRequestError: the string is no JSON.
        """
        value = self.values.get(name)
        if isinstance(value, Upload) or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            decoded: Json = json.loads(value)
        except ValueError:
            what = "object expected as reply markup" if name == "reply_markup" else f"{name}: can't parse JSON"
            raise BadRequestError(what) from None
        return decoded

    def mapping(self, name: str) -> JsonObject | None:
        """The value as an object; None when absent or of another type."""
        value = self.decoded(name)
        return value if isinstance(value, Mapping) else None

    def sequence(self, name: str) -> Sequence[Json] | None:
        """The value as a list; None when absent or of another type."""
        return as_sequence(self.decoded(name))

    def upload(self, name: str) -> Upload | None:
        value = self.values.get(name)
        return value if isinstance(value, Upload) else None

    def plain(self) -> JsonObject:
        """All values fit for JSON; files by their names. For the log."""
        return {k: v.filename if isinstance(v, Upload) else v for k, v in self.values.items()}


def as_sequence(value: Json) -> Sequence[Json] | None:
    """``value`` if it is a JSON list. A string is not."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else None


def as_text(value: Json) -> str:
    """``value`` if it is a string, else ``""``."""
    return value if isinstance(value, str) else ""


def valid_unicode(text: str) -> str:
    """``text`` itself.

    Raises:
        BadRequestError: it holds half a character.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        msg = "strings must be encoded in UTF-8"
        raise BadRequestError(msg) from None
    return text
