"""What becomes of a test that needs a program which is not on the machine."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def go_without(how_to_get_it: str) -> NoReturn:
    """Fail under ``CI=true``, where everything is to be there; elsewhere skip, and say how to get it."""
    if os.environ.get("CI") == "true":
        pytest.fail(how_to_get_it)
    pytest.skip(how_to_get_it)
