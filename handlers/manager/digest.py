"""The manager's morning digest on a phone, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.digest import digest_lines
from bot.app.messages import Screen
from handlers.keyboards.manager import DIGEST_PAGE, digest_keyboard
from handlers.meetings import line_for_client

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app.digest import DigestLine
    from handlers.desk import Desk
    from handlers.manager.turn import ManagerTurn


async def digest_page(turn: ManagerTurn, page: int) -> Screen:
    """As it is now."""
    return digest_screen(await digest_lines(turn.uow, turn.desk.reminding, turn.manager), page, turn.desk)


def digest_screen(lines: Sequence[DigestLine], page: int, desk: Desk) -> Screen:
    page = min(page, max(0, (len(lines) - 1) // DIGEST_PAGE))
    start = page * DIGEST_PAGE
    shown = [(line, line_for_client(line.brief, desk)) for line in lines[start : start + DIGEST_PAGE]]
    text = desk.messages.notice("manager_digest", lines=shown, start=start, total=len(lines))
    return Screen(text, digest_keyboard([line.brief for line, _ in shown], desk.labels.buttons, page, len(lines)))
