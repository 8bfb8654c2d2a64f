"""What is logged, and what is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import structlog

from bot.logs import configure_logs

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    yield
    structlog.reset_defaults()


WORDS = "наш оборот 12 миллионов"


def _fail() -> None:
    raise ValueError(WORDS)


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_an_exception_is_logged_by_its_kind_and_place_but_not_by_its_words(
    log_format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("json" if log_format == "json" else "text")
    try:
        _fail()
    except ValueError:
        structlog.get_logger().exception("worker.update_failed", inbox_id=7)
    logged = capsys.readouterr().out
    assert "worker.update_failed" in logged
    assert "ValueError" in logged
    assert "_fail" in logged
    assert WORDS not in logged


def test_the_demo_logs_only_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("json", quiet=True)
    structlog.get_logger().info("bot.ready")
    structlog.get_logger().warning("sender.failed", kind="OutcomeUnknownError")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["event"] for line in lines] == ["sender.failed"]
