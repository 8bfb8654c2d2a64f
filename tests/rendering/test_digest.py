"""The manager's morning digest as it is read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.app.cards.model import MeetingLine
from bot.app.digest import DigestLine
from bot.domain.reminders.for_manager import Trouble
from bot.rendering.messages import Messages
from tests.storage.making import brief

MESSAGES = Messages(Path(__file__).parents[2] / "templates")
AT, TODAY = datetime(2026, 11, 24, 14, 0, tzinfo=UTC), date(2026, 11, 24)


def digest(*lines: tuple[DigestLine, MeetingLine]) -> str:
    return MESSAGES.notice("manager_digest", lines=lines, start=0, total=len(lines))


def line(trouble: Trouble, zone: str = "") -> tuple[DigestLine, MeetingLine]:
    return DigestLine(brief(), trouble, 5, 4, None), MeetingLine(AT, TODAY, zone)


@pytest.mark.parametrize("trouble", Trouble)
def test_every_brief_stands_in_a_paragraph_of_its_own(trouble: Trouble) -> None:
    heading, *briefs = digest(line(trouble), line(trouble)).split("\n\n")
    assert heading == "<b>Кому нужна ваша помощь</b>"
    assert [text.split(" ")[0] for text in briefs] == ["1.", "2."]


def test_the_zone_of_a_meeting_elsewhere_is_named() -> None:
    assert "встреча сегодня в 14:00 (Красноярск, МСК+4), " in digest(line(Trouble.MEETING_NEAR, "Красноярск, МСК+4"))
    assert "встреча сегодня в 14:00, " in digest(line(Trouble.MEETING_NEAR))
