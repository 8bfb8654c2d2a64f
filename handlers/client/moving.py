"""The client asks for another time of the meeting; the manager gets the words and a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.meetings import ask_to_move
from bot.app.messages import Screen, SendMessage
from bot.app.place import beside_questions
from handlers.keyboards.manager import move_keyboard
from handlers.meetings import line_for_manager

if TYPE_CHECKING:
    from handlers.client.turn import Turn


def ask_to_move_meeting(turn: Turn, words: str) -> None:
    """Raises Refused: there are no words, too many, or no meeting any more."""
    desk = turn.desk
    brief = ask_to_move(turn.uow, desk.clock, turn.interview.brief, words)
    turn.interview = turn.interview.with_brief(brief)
    turn.place = beside_questions(turn.interview, turn.place)
    told = {"company": brief.company, "contact": brief.contact, "meeting": line_for_manager(brief, desk)}
    screen = Screen(desk.messages.notice("manager_move_asked", **told), move_keyboard(brief, desk.labels.buttons))
    turn.uow.outbox.put(SendMessage(brief.manager_id, screen))
