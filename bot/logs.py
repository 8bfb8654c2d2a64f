"""Logging: one line an event, for a terminal or as JSON for a collector. Never answers, never the token."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Literal

import structlog

if TYPE_CHECKING:
    from structlog.typing import Processor


def configure_logs(log_format: Literal["text", "json"], *, quiet: bool = False) -> None:
    """``quiet``: only warnings and worse."""
    renderers: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if log_format == "json"
        else [structlog.dev.ConsoleRenderer()]
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *renderers,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        cache_logger_on_first_use=True,
    )
