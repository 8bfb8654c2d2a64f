"""The client's place as the FSM's data, and the FSM's state that goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiogram.fsm.state import State, StatesGroup
from pydantic import TypeAdapter, ValidationError

from bot.app.place import OVERVIEWS, Mode, Place, View
from handlers.callbacks import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiogram.fsm.context import FSMContext

_PLACE: TypeAdapter[Place] = TypeAdapter(Place)


class Client(StatesGroup):
    """What the bot waits for from a client."""

    tapping = State()
    adding = State()
    answering = State()
    renaming = State()
    filling = State()


def state_of(place: Place) -> State:
    """What words typed now would mean."""
    if place.view is not View.QUESTION:
        return Client.adding if place.view in OVERVIEWS else Client.tapping
    return {Mode.RENAME: Client.renaming, Mode.FIELD: Client.filling, Mode.DRAFT: Client.tapping}.get(
        place.mode, Client.answering
    )


async def keep_place(state: FSMContext, place: Place) -> None:
    await state.set_state(state_of(place))
    await state.update_data(place=_PLACE.dump_python(place, mode="json"))


def place_in(data: Mapping[str, object]) -> Place | None:
    """The place from the FSM's data; None if there is none that this version can read."""
    try:
        return _PLACE.validate_python(data.get("place"))
    except ValidationError:
        return None


def digest_of(place: Place) -> str:
    """Tells the question, or the kind of card, that a button belongs to."""
    on_question = place.view in (View.QUESTION, View.EFFECTS)
    return digest(str(place.key) if on_question else place.view)
