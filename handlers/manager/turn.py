"""One update of a manager while it is handled: who it is, and what is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.app.messages import EditMessage, Screen, SendMessage

if TYPE_CHECKING:
    from aiogram.fsm.context import FSMContext
    from aiogram.types import User

    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief
    from bot.rendering.labels import ButtonLabels
    from handlers.desk import Desk


@dataclass(slots=True)
class ManagerTurn:
    """``on``: the message that was tapped; None where there is none.

    ``toast``: a word at the tapped button; an ``alert`` stays until it is tapped away.
    """

    desk: Desk
    uow: UnitOfWork
    state: FSMContext
    person: User
    on: int | None = None
    toast: str = ""
    alert: bool = False

    @property
    def manager(self) -> int:
        """The person's id, which is the chat's too."""
        return self.person.id

    @property
    def buttons(self) -> ButtonLabels:
        return self.desk.labels.buttons

    def notice(self, notice: str, /, **values: object) -> str:
        return self.desk.messages.notice(notice, **values)

    async def own_brief(self, brief_id: str) -> Brief | None:
        """None if there is no such brief, or it is another manager's."""
        brief = await self.uow.briefs.get(brief_id) if brief_id else None
        return brief if brief and brief.manager_id == self.manager else None

    def send(self, screen: Screen) -> None:
        """As a new message."""
        self.uow.outbox.put(SendMessage(self.manager, screen))

    def show(self, screen: Screen) -> None:
        """In place of the message that was tapped, if there is one."""
        if self.on is None:
            self.send(screen)
        else:
            self.uow.outbox.put(EditMessage(self.manager, self.on, screen))

    def say(self, text: str) -> None:
        """Words alone, as a new message."""
        self.send(Screen(text))
