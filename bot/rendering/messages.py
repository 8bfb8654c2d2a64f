"""Every message that is no plan: the client's cards and the notices, from ``templates/messages``."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.app.cards.model import (
    AttachedCard,
    EffectsCard,
    MovingCard,
    PrivacyCard,
    QuestionCard,
    ReviewCard,
    SectionCard,
    SectionsCard,
    SubmittedCard,
    WelcomeCard,
)
from bot.domain.reminders.outcome import Kind
from bot.rendering.environment import message_environment
from bot.rendering.telegram_html import fits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jinja2 import Template

    from bot.app.announcing import Announcement
    from bot.app.cards.model import Card
    from bot.app.cards.reminder import ReminderCard
    from bot.domain.errors import Refused

_CARDS: dict[type, str] = {
    QuestionCard: "question",
    EffectsCard: "effects",
    AttachedCard: "attached",
    SectionsCard: "sections",
    SectionCard: "section",
    ReviewCard: "review",
    WelcomeCard: "welcome",
    PrivacyCard: "privacy",
    SubmittedCard: "submitted",
    MovingCard: "moving",
}


_BLANK_LINES = re.compile(r"\n{3,}")


def _tidy(text: str) -> str:
    """Templates may leave more than one blank line where a part is absent."""
    return _BLANK_LINES.sub("\n\n", text).strip()


class Messages:
    """Texts as Telegram HTML. Templates are compiled when this is made, so a broken one stops the start.

    ``about``: what the questions are about, in the questionnaire's own words.
    """

    def __init__(self, templates: Path, about: str = "") -> None:
        environment = message_environment(templates)
        self._about = about
        self._cards: dict[type, Template] = {
            kind: environment.get_template(f"cards/{name}.jinja") for kind, name in _CARDS.items()
        }
        self._reminders: dict[Kind, Template] = {
            kind: environment.get_template(f"reminders/{kind}.jinja") for kind in Kind
        }
        self._told = environment.get_template("cards/told.jinja")
        self._announcement = environment.get_template("cards/announcement.jinja")
        self._refusal = environment.get_template("refusals.jinja")
        self._notices: dict[str, Template] = {
            name.removeprefix("notices/").removesuffix(".jinja"): environment.get_template(name)
            for name in environment.list_templates()
            if name.startswith("notices/")
        }
        #: Changes with the text of the consent; recorded with each consent given.
        self.privacy_version = sha256(self.notice("privacy", manager="").encode()).hexdigest()[:12]

    def card(self, card: Card, told: str = "", announcement: Announcement | None = None) -> str:
        """``told``: a message, rendered already, that stands above the card for once.

        ``announcement`` stands above both, if all of it fits one message.
        """
        text = _tidy(self._cards[type(card)].render(card=card, about=self._about))
        if told:
            text = self._told.render(told=Markup(told), card=Markup(text))  # noqa: S704 - rendered by templates of ours
        if announcement is None:
            return text
        above = _tidy(self._announcement.render(new=announcement, sent=isinstance(card, SubmittedCard)))
        whole = f"{above}\n\n{text}"
        return whole if fits(whole) else text

    def reminder(self, card: ReminderCard) -> str:
        return _tidy(self._reminders[card.kind].render(card=card, about=self._about))

    def refusal(self, refused: Refused, buttons: Sequence[str] = ()) -> str:
        """Why an input was not taken and what to do, as plain text that also fits a toast (200 characters).

        ``buttons``: what the answers on the card are called.
        """
        return self._refusal.render(
            reason=refused.reason.value, limit=refused.limit, days=refused.days, buttons=buttons
        ).strip()

    def notice(self, notice: str, /, **values: object) -> str:
        """The text of ``notices/<notice>.jinja``; a value that it misses is an error."""
        return _tidy(self._notices[notice].render(about=self._about, **values))

    def quoting(self, notice: str, quoted: str, /, **values: object) -> str:
        """As ``notice``, with a message that is Telegram HTML already."""
        return self.notice(notice, **values, quoted=Markup(quoted))  # noqa: S704 - rendered by a template of ours
