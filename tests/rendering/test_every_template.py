"""Every message template, rendered with everything that people may type into it."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.app.announcing import Announcement
from bot.app.cards.model import MeetingLine, MovingCard, PrivacyCard
from bot.definitions.reading import read
from bot.domain.errors import Reason, Refused
from bot.domain.reminders.outcome import Kind
from bot.rendering.commands import Commands
from bot.rendering.environment import message_environment
from bot.rendering.labels import Labels
from bot.rendering.messages import Messages
from bot.rendering.plan import PlanMessages
from bot.rendering.readings import PlanReadings
from bot.simulator.entities import MAX_ENTITIES, utf16_length
from bot.simulator.html_mode import parse_html
from bot.simulator.rich_blocks import RichMessage
from bot.simulator.rich_html import MAX_TEXT, parse_rich_html
from tests.rendering import specimens
from tests.rendering.readings import classic_readings, client_copies, notice_values, rich_readings
from tests.rendering.reminded import reminder_cards
from tests.rendering.sayings import EVALUATED, PLAIN, SAYINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.app.cards.model import Card
    from bot.simulator.wire import Json
    from tests.rendering.sayings import Saying

TEMPLATES = Path(__file__).parents[2] / "templates"
FOLDER = TEMPLATES / "messages"
ON_DISK = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
#: Files of macros only: they say nothing by themselves.
MACROS = {"words.jinja", "cards/parts.jinja", "plan/parts.jinja", "plan/rich/parts.jinja", "reminders/parts.jinja"}
#: Not messages but words for buttons, menus and the demo; read by strict models.
WORDS = {"labels.yaml", "commands.yaml", "demo.yaml", "zones.yaml"}

ZONE = ZoneInfo("Europe/Moscow")
#: Two days that may be meant.
DAYS = (date(2026, 11, 27), date(2027, 11, 27))
MESSAGES = Messages(TEMPLATES, "о внедрении CRM")
PLANS = PlanMessages(TEMPLATES, ZONE)
PLAN_READINGS = PlanReadings(TEMPLATES, ZONE)
LABELS = read(FOLDER / "labels.yaml", Labels)

CARDS: dict[str, Callable[[Saying], list[Card]]] = {
    "effects": specimens.effects_cards,
    "attached": specimens.attached_cards,
    "sections": specimens.sections_cards,
    "section": specimens.section_cards,
    "review": specimens.review_cards,
    "welcome": specimens.welcome_cards,
    "privacy": specimens.privacy_cards,
    "submitted": specimens.submitted_cards,
    "moving": specimens.moving_cards,
}
#: Each has a classic and a rich template.
READINGS = ("first_screen", "sections", "agenda", "answers")
RICH = "plan/rich/"


def _cards(make: Callable[[Saying], list[Card]], saying: Saying) -> list[str]:
    return [MESSAGES.card(card) for card in make(saying)]


def _told(saying: Saying) -> list[str]:
    """A card with a notice above it."""
    told = MESSAGES.notice("before_start", taking=15, manager=saying.name, agree="Согласен")
    return [MESSAGES.card(card, told) for card in specimens.welcome_cards(saying)]


def _question_cards(kind: str, saying: Saying) -> list[str]:
    return [MESSAGES.card(card) for card in specimens.question_cards(kind, saying)]


def _every_kind(saying: Saying) -> list[str]:
    return [text for kind in specimens.KINDS for text in _question_cards(kind, saying)]


def _announcements(saying: Saying) -> list[str]:
    """Above each kind of card that it may stand on."""
    told = [
        Announcement(1, (saying.label,)),
        *(Announcement(7, (f"Сделка: {saying.label}",) * n) for n in (1, 2, 3, 5)),
    ]
    cards = [specimens.submitted_cards(saying)[0], specimens.section_cards(saying)[1]]
    return [MESSAGES.card(card, announcement=announcement) for card in cards for announcement in told]


def _reminders(kind: Kind, saying: Saying) -> list[str]:
    return [MESSAGES.reminder(card) for card in reminder_cards(kind, saying)]


def _notices(name: str, saying: Saying) -> list[str]:
    return [MESSAGES.notice(name, **values) for values in notice_values(name, saying, ZONE)]


def _refusals(_: Saying) -> list[str]:
    reasons = [Refused(reason, limit=limit, days=DAYS) for reason in Reason for limit in (1.0, 3000.0, 2.5)]
    buttons = ((), ("Да",), ("Да", "Нет"), ("Да, нужна", "Нет", "Позже", "Никогда"))
    return [MESSAGES.refusal(refused, named) for refused in reasons for named in buttons]


#: Template → what it makes of a saying. A notice is found by its file: one that needs words fails until it has them.
RENDERED: dict[str, Callable[[Saying], list[str]]] = {
    "refusals.jinja": _refusals,
    "cards/question.jinja": _every_kind,
    "cards/told.jinja": _told,
    "cards/announcement.jinja": _announcements,
    **{f"cards/{name}.jinja": partial(_cards, make) for name, make in CARDS.items()},
    **{f"cards/kinds/{kind}.jinja": partial(_question_cards, kind) for kind in specimens.KINDS},
    **{f"reminders/{kind}.jinja": partial(_reminders, kind) for kind in Kind},
    "plan/client_copy.jinja": partial(client_copies, plans=PLANS),
    **{f"plan/{name}.jinja": partial(classic_readings, name, readings=PLAN_READINGS) for name in READINGS},
    **{f"{RICH}{name}.jinja": partial(rich_readings, name, readings=PLAN_READINGS) for name in READINGS},
    **{path: partial(_notices, Path(path).stem) for path in ON_DISK if path.startswith("notices/")},
}
#: The others show what somebody typed.
WORDLESS = {"refusals.jinja"} | {
    path for path in RENDERED if path.startswith("notices/") and notice_values(Path(path).stem, PLAIN, ZONE) == [{}]
}
WORDLESS |= {
    f"notices/{name}.jinja" for name in ("new_needs_name", "reminder_put_off", "reminder_on", "reminder_returned")
}

#: What only a mistake can put before people: Python's own words, unfilled places, markup escaped twice.
_OF_THE_MACHINE = re.compile(
    r"\b(?:None|True|False|Undefined|datetime)\b|object at 0x|\b[A-Z][A-Za-z]+\.[A-Z_]{2,}|\w+=['\"(]|[\[(]['\")\]]"
    r"|\{[a-z_]+\}|\{%|\{#|&(?:lt|gt|amp|quot|#\d+);"
)
_EVERYTHING = pytest.mark.parametrize("saying", SAYINGS.values(), ids=SAYINGS)
_EVERY_TEMPLATE = pytest.mark.parametrize("template", sorted(RENDERED))


def test_an_announcement_that_does_not_fit_the_message_leaves_the_card_as_it_is() -> None:
    new = Announcement(2, ("Лиды", "Телефония"))
    short, long = (
        PrivacyCard("Мария"),
        MovingCard("Мария", MeetingLine(datetime(2026, 11, 27, tzinfo=ZONE), date(2026, 11, 27), "x" * 3850)),
    )
    assert MESSAGES.card(short, announcement=new).endswith(MESSAGES.card(short))
    assert MESSAGES.card(short, announcement=new).startswith(
        "В брифе появились новые вопросы: 2. Они в разделах «Лиды» и «Телефония»."
    )
    assert MESSAGES.card(long, announcement=new) == MESSAGES.card(long)
    assert utf16_length(MESSAGES.card(long)) > 4000


def test_every_file_among_the_templates_is_tried_here() -> None:
    assert set(RENDERED) | MACROS | WORDS == ON_DISK


@pytest.mark.parametrize("template", sorted(MACROS))
def test_a_file_of_macros_says_nothing_by_itself(template: str) -> None:
    assert message_environment(TEMPLATES).get_template(template).render().strip() == ""


@_EVERYTHING
@_EVERY_TEMPLATE
def test_a_message_is_one_that_telegram_takes_and_people_can_read(template: str, saying: Saying) -> None:
    messages = RENDERED[template](saying)
    assert messages
    for html in messages:
        text = _read(template, html)
        assert text.strip()
        assert "\n\n\n" not in text
        # The last cell of a row may be empty.
        lines = [line.removesuffix(" | ") for line in text.split("\n")]
        assert [line for line in lines if line != line.rstrip()] == []
        assert not _OF_THE_MACHINE.search(text.replace(saying.sign, "ы")), text


@_EVERYTHING
@_EVERY_TEMPLATE
def test_what_somebody_typed_is_shown_as_it_was_typed(template: str, saying: Saying) -> None:
    texts = [_read(template, html) for html in RENDERED[template](saying)]
    # Telegram takes marks of direction out of what bots send.
    sign = saying.sign.translate(dict.fromkeys(range(0x2028, 0x202F))) if template.startswith(RICH) else saying.sign
    assert any(sign in text for text in texts) == (template not in WORDLESS)
    assert not any(EVALUATED in text for text in texts)


@_EVERY_TEMPLATE
def test_what_somebody_typed_is_never_markup(template: str) -> None:
    marked = _types if template.startswith(RICH) else _marked
    plain, hostile = (marked(RENDERED[template](SAYINGS[name])) for name in ("plain", "hostile"))
    assert hostile == plain


def _read(template: str, html: str) -> str:
    """What people read, if Telegram takes the message."""
    if template.startswith(RICH):
        text = RichMessage(parse_rich_html(html)).words
        assert utf16_length(text) <= MAX_TEXT
        return text
    text, entities = parse_html(html)
    assert utf16_length(text) <= 4096
    assert len(entities) <= MAX_ENTITIES
    return text


def _marked(messages: list[str]) -> list[str]:
    """What is marked up in them; folded or not, a quotation is one."""
    return sorted(entity.type.removeprefix("expandable_") for html in messages for entity in parse_html(html)[1])


def _types(messages: list[str]) -> list[str]:
    """All blocks and styles of rich messages."""
    return sorted(_types_in([RichMessage(parse_rich_html(html)).json() for html in messages]))


def _types_in(part: Json) -> list[str]:
    if isinstance(part, list):
        return [found for each in part for found in _types_in(each)]
    if isinstance(part, dict):
        return [str(part.get("type", "cell")), *(found for value in part.values() for found in _types_in(value))]
    return []


@pytest.mark.parametrize("reason", list(Reason))
def test_a_refusal_fits_a_toast_and_needs_no_markup(reason: Reason) -> None:
    text = MESSAGES.refusal(Refused(reason, limit=3000, days=DAYS), ("Назначить ответственного менеджера " * 2,) * 4)
    assert 0 < len(text) <= 200
    assert parse_html(text) == (text, [])


@_EVERYTHING
def test_a_button_shows_its_words_as_they_were_typed(saying: Saying) -> None:
    for name, label in LABELS.buttons.model_dump().items():
        shown = label.format(label=saying.label, sign=LABELS.signs.done)
        assert (saying.label in shown) == ("{label}" in label), name
        assert not _OF_THE_MACHINE.search(shown.replace(saying.sign, "ы")), name
        assert shown == shown.strip()


def test_a_toast_is_as_short_as_telegram_wants_it() -> None:
    assert [name for name, toast in LABELS.toasts.model_dump().items() if not 0 < len(toast) <= 200] == []


def test_a_menu_has_names_and_descriptions_that_telegram_takes() -> None:
    commands = read(FOLDER / "commands.yaml", Commands)
    for command, description in (*commands.client.items(), *commands.manager.items()):
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command)
        assert 0 < len(description) <= 256
        assert parse_html(description) == (description, [])
