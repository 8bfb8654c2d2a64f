"""Brings a database to this version's schema."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.util import CommandError

from alembic import command
from bot.storage.errors import UnusableDatabaseError
from bot.storage.first_contact import first_contact

_SCRIPTS = Path(__file__).resolve().parents[2] / "alembic"


def alembic_config(url: str) -> Config:
    """Alembic pointed at this project's migrations and a database with an async driver."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """To the newest version. Runs an event loop of its own: call it outside of one.

    Raises:
        UnusableDatabaseError: there is no way to the database, or it is of a newer version.
    """
    try:
        with first_contact():
            command.upgrade(alembic_config(url), "head")
    except CommandError as failure:
        message = "The database was written by a newer version of the bot: run that one, or restore an older backup"
        raise UnusableDatabaseError(message) from failure
