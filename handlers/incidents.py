"""What people are told when something went wrong: an update failed, a person blocked the bot, the bot was away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.messages import Placement, Screen, SendMessage
from bot.app.place import View
from bot.domain.brief import Person
from handlers.client.placekeeping import place_in
from handlers.client.present import show_again
from handlers.client.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.app.ports import UnitOfWork
    from handlers.desk import Desk


class Incidents:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def update_failed(self, uow: UnitOfWork, raw: Mapping[str, object], /) -> None:
        """An update was set aside after several tries: its sender gets an apology."""
        chat_id = _sender(raw)
        if chat_id is not None:
            uow.outbox.put(SendMessage(chat_id, Screen(self.desk.messages.notice("apology"))))

    async def became_unreachable(self, uow: UnitOfWork, chat_id: int, /) -> None:
        """Telegram refuses messages to this person; the managers of the person's briefs are told, once."""
        person = await uow.people.get(chat_id) or Person(chat_id, "")
        if person.unreachable_since is not None:
            return
        uow.people.save(replace(person, unreachable_since=self.desk.clock.now()))
        for brief in await uow.briefs.of_client(chat_id):
            if brief.manager_id != chat_id and not brief.submissions:
                name = brief.contact
                text = self.desk.messages.notice("manager_unreachable", name=name, company=brief.company)
                uow.outbox.put(SendMessage(brief.manager_id, Screen(text)))

    async def file_failed(self, uow: UnitOfWork, chat_id: int, /) -> None:
        """Who waits for a file that could not be made is told so."""
        uow.outbox.put(SendMessage(chat_id, Screen(self.desk.messages.notice("file_failed"))))

    async def came_back(self, uow: UnitOfWork, chat_id: int, /) -> None:
        """After an outage taps may be lost at Telegram: the live card of this chat is shown again.

        Not to a client who has sent everything off and was thanked: there is nothing to go on with.
        """
        turn = await self._turn(uow, chat_id)
        if turn is not None and turn.place.view is not View.SUBMITTED:
            await show_again(turn, Placement.BELOW)

    async def _turn(self, uow: UnitOfWork, chat_id: int, /) -> Turn | None:
        place = place_in((await uow.conversations.get(chat_id)).data or {})
        brief = await uow.briefs.get(place.brief_id) if place else None
        if place is None or brief is None or brief.client_id != chat_id:
            return None
        interview = self.desk.interviews.of(brief)
        return Turn(self.desk, uow, chat_id, interview, place, await uow.cards.get(chat_id))


def _sender(raw: Mapping[str, object]) -> int | None:
    """The id of the person behind a raw update of any kind that we receive."""
    for kind in ("message", "edited_message", "callback_query"):
        event = raw.get(kind)
        sender = event.get("from") if isinstance(event, dict) else None
        if isinstance(sender, dict) and isinstance(sender.get("id"), int):
            return int(sender["id"])
    return None
