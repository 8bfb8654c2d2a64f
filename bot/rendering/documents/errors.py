"""Errors of documents.

BriefBotError
└── DocumentError   a template of a document cannot be used
"""

from __future__ import annotations

from bot.domain.errors import BriefBotError


class DocumentError(BriefBotError):
    """There is no document; the message names the template and what is wrong with it, in one line."""

    def __init__(self, template: str, fault: str) -> None:
        super().__init__(f"templates/documents/{template}: {' '.join(fault.split())}")
