"""Programs that tests need, and what becomes of a test without them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

_NO_CHROMIUM = (
    "no Chromium: install Debian's `chromium`, or the one of Playwright with"
    " `.venv/bin/python -m playwright install chromium`"
)


def go_without(how_to_get_it: str) -> NoReturn:
    """Fail under ``CI=true``, where everything is to be there; elsewhere skip, and say how to get it."""
    if os.environ.get("CI") == "true":
        pytest.fail(how_to_get_it)
    pytest.skip(how_to_get_it)


def chromium_program(of_playwright: str) -> str:
    """The Chromium of the machine, else the one that Playwright would have installed at ``of_playwright``."""
    for found in (shutil.which("chromium"), of_playwright):
        if found and Path(found).is_file():
            return found
    return go_without(_NO_CHROMIUM)
