"""How long searches go on: ``TORTURE=60`` makes them sixty times as long as in a usual run."""

from __future__ import annotations

import os

TIMES = int(os.environ.get("TORTURE", "1"))


def effort(usual: int) -> int:
    """How many examples to try."""
    return usual * TIMES
