"""Why words name no moment.

BriefBotError
└── UnclearError    the words name a day or a time that cannot be, or something beside it that nobody knows
"""

from __future__ import annotations

from bot.domain.errors import BriefBotError


class UnclearError(BriefBotError):
    """Whoever reads the words has to ask."""
