"""JSON as it is stored and sent: by pydantic's quick codec, and by the standard one for what that refuses.

The quick one knows no lone surrogates, which Telegram does send now and then: half an emoji, cut by
somebody's program.
"""

from __future__ import annotations

import json

from pydantic_core import PydanticSerializationError, from_json, to_json


def encoded(value: object) -> str:
    """Compact JSON.

    Raises:
        TypeError: the value is no JSON.
    """
    try:
        return to_json(value).decode()
    except PydanticSerializationError:
        return json.dumps(value)


def decoded(text: str | bytes) -> object:
    """What the JSON says.

    Raises:
        ValueError: it is no JSON.
    """
    try:
        value: object = from_json(text)
    except ValueError:
        value = _slowly_decoded(text)
    return value


def _slowly_decoded(text: str | bytes) -> object:
    try:
        value: object = json.loads(text)
    except RecursionError as failure:
        message = "The JSON is nested too deeply"
        raise ValueError(message) from failure
    return value
