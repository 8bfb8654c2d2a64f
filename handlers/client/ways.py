"""Words that ask to go somewhere are the button of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.place import Mode
from bot.domain.asides import Way, way_in
from bot.domain.errors import Reason, Refused
from bot.domain.forms import field_options
from bot.domain.matching import plain
from bot.domain.offers import options_of
from handlers.client.records import present_field
from handlers.client.taps import ACTIONS

if TYPE_CHECKING:
    from handlers.client.turn import Turn

#: The action by the side of the card; on the others «назад» is «К вопросу».
_BACK = {Mode.MAIN: "back", Mode.FIELD: "fback"}
_ONWARD = {Mode.ROW: "nrow", Mode.FIELD: "skip", Mode.DRAFT: "save"}


def go(turn: Turn, text: str) -> bool:
    """Whether the words were such, and that has been done.

    Raises:
        Refused: there is nowhere to go yet, or no button for it.
    """
    way = way_in(text)
    if way is None or plain(text) in _offered(turn):
        return False
    action = _action(turn.place.mode, way)
    ACTIONS[action](turn, "")
    return True


def _action(mode: Mode, way: Way) -> str:
    match way:
        case Way.ONWARD:
            return _ONWARD.get(mode, "next")
        case Way.BACK:
            return _BACK.get(mode, "main")
        case Way.SECTIONS:
            return "secs"
        case Way.SKIP if mode is Mode.FIELD:
            return "skip"
        case Way.SKIP:
            raise Refused(Reason.NO_SKIPPING)
        case Way.STOP:
            raise Refused(Reason.NO_STOPPING)


def _offered(turn: Turn) -> set[str]:
    """A label on the card is an answer, whatever it says."""
    route, step = turn.interview.route, turn.step
    labels = [option.label for option in options_of(route, step)]
    if turn.place.mode is Mode.FIELD:
        labels += [option.label for option in field_options(route, step, present_field(turn))]
    return set(map(plain, labels))
