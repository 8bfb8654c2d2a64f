"""The real clock and the real source of ids; tests bring their own."""

from __future__ import annotations

import secrets
import string
from datetime import UTC, datetime

_ALPHABET = string.ascii_lowercase + string.digits
_ID_LENGTH = 8
_TOKEN_BYTES = 16


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class RandomIds:
    def new(self) -> str:
        """36⁸ ids: opaque, short enough for callback data."""
        return "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))

    def token(self) -> str:
        """128 random bits as 22 characters."""
        return secrets.token_urlsafe(_TOKEN_BYTES)
