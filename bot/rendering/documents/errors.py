"""Errors of documents.

BriefBotError
└── DocumentError   a template of a document cannot be used
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.domain.errors import BriefBotError

if TYPE_CHECKING:
    from collections.abc import Iterator


class DocumentError(BriefBotError):
    """There is no document; the message names the template and what is wrong with it, in one line."""

    def __init__(self, template: str, fault: str) -> None:
        super().__init__(f"templates/documents/{template}: {' '.join(fault.split())}")


@contextmanager
def made_from(template: str) -> Iterator[None]:
    """Whatever is raised while something is made from a template is a fault of the template.

    Raises:
        DocumentError: as above; the template may be a program, and the libraries raise what comes to them.
    """
    try:
        yield
    except Exception as failure:
        raise DocumentError(template, str(failure) or type(failure).__name__) from failure
