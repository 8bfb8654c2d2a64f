"""One update of a client while it is handled: where the client stands, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.app.answering import Answering
from bot.app.place import Mode, View, following
from bot.domain.errors import Reason, Refused

if TYPE_CHECKING:
    from bot.app.answering import Change
    from bot.app.interview import Interview
    from bot.app.place import Place
    from bot.app.ports import LiveCard, UnitOfWork
    from bot.domain.answers import AnswerStatus, QuestionKey
    from bot.domain.edits import Edit
    from bot.domain.route import Step
    from handlers.desk import Desk


@dataclass(slots=True)
class Turn:
    """``interview`` and ``place`` move on as the update is handled; the rest stays.

    ``toast``: a word at the tapped button. ``told``: a message above the card, for once.
    """

    desk: Desk
    uow: UnitOfWork
    chat_id: int
    interview: Interview
    place: Place
    card: LiveCard
    toast: str = ""
    told: str = ""

    @property
    def answering(self) -> Answering:
        return Answering(self.uow, self.desk.clock, self.desk.ids, self.chat_id)

    @property
    def key(self) -> QuestionKey:
        """The question on the card.

        Raises:
            Refused: there is none, or it does not apply any more.
        """
        if self.place.key is None or self.interview.step(self.place.key) is None:
            raise Refused(Reason.GONE)
        return self.place.key

    @property
    def step(self) -> Step:
        return self.interview.route.by_key[self.key]

    def edit(self, *edits: Edit) -> Change:
        """Change the present answer and stay where one is."""
        change = self.answering.apply(self.interview, self.key, edits)
        self.interview = change.interview
        return change

    def stay(self, *edits: Edit, place: Place | None = None) -> None:
        """Change the answer and keep its card up; tell what else comes of it."""
        change = self.edit(*edits)
        self._arrive(change, place or self.place)

    def close(self, *edits: Edit) -> None:
        """Change the answer and go on to the next question."""
        change = self.edit(*edits)
        self._arrive(change, following(self.interview, self.place))

    def defer(self, status: AnswerStatus) -> None:
        change = self.answering.defer(self.interview, self.key, status)
        self.interview = change.interview
        self._arrive(change, following(self.interview, self.place))

    def onward(self) -> None:
        self.place = following(self.interview, self.place)

    def tell(self, change: Change) -> None:
        """Show what a change did, with the way back; «Дальше» goes on from there."""
        mode = Mode.MAIN if self.place.mode is Mode.MAIN else Mode.PICK
        self.place = replace(self.place, view=View.EFFECTS, mode=mode, undo=change.undo, draft=None, field="")

    def _arrive(self, change: Change, place: Place) -> None:
        if change.is_news:
            self.tell(change)
        else:
            self.place = place

    def say(self, toast: str) -> None:
        self.toast = toast
