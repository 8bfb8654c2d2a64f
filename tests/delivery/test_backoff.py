"""Pauses between tries."""

from __future__ import annotations

import pytest

from bot.delivery.backoff import Backoff


def test_pauses_double_up_to_half_a_minute() -> None:
    backoff = Backoff()
    pauses = [backoff.pause() for _ in range(12)]
    assert pauses[:8] == pytest.approx([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6])
    assert pauses[8:] == [30.0] * 4


def test_after_a_success_pauses_are_short_again() -> None:
    backoff = Backoff()
    first = [backoff.pause() for _ in range(5)]
    backoff.reset()
    assert [backoff.pause() for _ in range(5)] == first
