"""Brings a database to this version's schema."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config

from alembic import command

_SCRIPTS = Path(__file__).resolve().parents[2] / "alembic"


def alembic_config(url: str) -> Config:
    """Alembic pointed at this project's migrations and a database with an async driver."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """To the newest version. Runs an event loop of its own: call it outside of one."""
    command.upgrade(alembic_config(url), "head")
