"""The local Telegram knows nothing of the bot."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys, bot.simulator
own = [name for name in sys.modules if name.startswith("bot.") and not name.startswith("bot.simulator")]
print(own + [name for name in sys.modules if name == "aiogram"])
"""


def test_it_loads_neither_the_bot_nor_aiogram() -> None:
    command = [sys.executable, "-c", LOADED]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - runs this very file's text
    assert loaded.stdout.strip() == "[]"
