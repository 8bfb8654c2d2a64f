"""Imported by the process that others are forked from: what a first start takes its time for is done here, once.

Reading definitions builds pydantic's models, the first template of each environment fills Jinja's caches, the first
migration Alembic's.
"""

from __future__ import annotations

import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.bootstrap import load_definitions, make_desk
from bot.config import Settings
from bot.storage.migrating import upgrade
from bot.system import RandomIds, SystemClock

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_BOT: Mapping[str, object] = {"bot_token": "1:none", "bot_admins": "1"}


def _start() -> None:
    settings = Settings(_env_file=None, **_NO_BOT)  # type: ignore[arg-type]  # by name, from a mapping
    make_desk(settings, load_definitions(settings), SystemClock(), RandomIds())
    with TemporaryDirectory() as folder:
        upgrade(f"sqlite+aiosqlite:///{Path(folder) / 'brief.db'}")
    # A child's collector would walk, and so copy, what it has inherited.
    gc.collect()
    gc.freeze()


_start()
