"""What the Bot API server answers when it refuses a call.

    ApiError
    ├── BadRequestError       400
    ├── UnauthorizedError     401
    ├── ForbiddenError        403
    ├── NotFoundError         404
    ├── ConflictError         409
    ├── TooManyRequestsError  429
    └── InternalError         500

``description`` is word for word what the real server sends: bots match on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from bot.simulator.wire import JsonObject


class ApiError(Exception):
    """A refused call: nothing took effect."""

    code: ClassVar[int]
    prefix: ClassVar[str]

    def __init__(self, detail: str = "") -> None:
        self.description = f"{self.prefix}: {detail}" if detail else self.prefix
        super().__init__(self.description)

    def body(self) -> JsonObject:
        """The answer as the server words it."""
        return {"ok": False, "error_code": self.code, "description": self.description}

    def headers(self) -> dict[str, str]:
        return {}


class BadRequestError(ApiError):
    code = 400
    prefix = "Bad Request"


class UnauthorizedError(ApiError):
    code = 401
    prefix = "Unauthorized"


class ForbiddenError(ApiError):
    code = 403
    prefix = "Forbidden"


class NotFoundError(ApiError):
    code = 404
    prefix = "Not Found"


class ConflictError(ApiError):
    code = 409
    prefix = "Conflict"


class TooManyRequestsError(ApiError):
    """``retry_after`` whole seconds, told in the body and in the header."""

    code = 429
    prefix = "Too Many Requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after}")
        self.retry_after = retry_after

    def body(self) -> JsonObject:
        return {**super().body(), "parameters": {"retry_after": self.retry_after}}

    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.retry_after)}


class InternalError(ApiError):
    code = 500
    prefix = "Internal Server Error"
