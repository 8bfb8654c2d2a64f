"""Templates of plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.domain.russian import number, plural

if TYPE_CHECKING:
    from pathlib import Path


def plain_text_environment(templates: Path) -> Environment:
    """For ``documents/*.txt.j2`` in the folder ``templates``: strict about names, nothing escaped."""
    environment = Environment(
        loader=FileSystemLoader(templates / "documents"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text for a terminal
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plural": plural, "number": number}
    return environment
