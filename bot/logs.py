"""Logging: one line an event, for a terminal or as JSON for a collector. Never answers, never the token."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TYPE_CHECKING, Literal

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger


def configure_logs(log_format: Literal["text", "json"], *, quiet: bool = False) -> None:
    """``quiet``: only warnings and worse."""
    as_json: Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_words,
            as_json if log_format == "json" else structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        cache_logger_on_first_use=True,
    )


def without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """An exception as its kind and the lines of code that led to it: its words may quote what a client wrote."""
    if event.pop("exc_info", None) and (failure := sys.exception()):
        frames = "".join(traceback.format_tb(failure.__traceback__))
        event["exception"] = f"{frames}{type(failure).__name__}"
    return event
