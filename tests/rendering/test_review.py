"""The review names what is doubtful within one screen."""

from __future__ import annotations

from pathlib import Path

from bot.app.cards.model import Look, ReviewCard, SectionLine
from bot.rendering.messages import Messages
from bot.simulator.html_mode import parse_html

MESSAGES = Messages(Path(__file__).parents[2] / "templates")
LONG = "Сделка: Товар под заказ у иностранного поставщика"
LOOK = Look(LONG, "Стадии сделки", "Стадий уже 20, а обычно хватает 9. Мелкие шаги проще сделать полями или задачами.")


def review(looks: int, doubtful: int, open_sections: int = 0) -> str:
    lines = tuple(SectionLine(f"s{number}", LONG, 1, 3, 0) for number in range(open_sections))
    manager = "Мария Александровна Константинопольская"
    card = ReviewCard(lines, 0, 2 * open_sections, 12, 15, manager, False, True, (LOOK,) * looks, doubtful)  # noqa: FBT003 - as the card counts them
    return parse_html(MESSAGES.card(card))[0]


def test_what_is_doubtful_stands_with_its_section_and_the_rest_is_counted() -> None:
    text = review(3, 5)
    assert text.count("• Сделка: Товар под заказ") == 3
    assert "Стоит взглянуть:" in text
    assert "… и ещё 2" in text


def test_without_doubts_nothing_is_said_of_them() -> None:
    assert "взглянуть" not in review(0, 0)


def test_the_card_stays_within_one_screen_however_much_is_open_and_doubtful() -> None:
    assert len(review(3, 40, open_sections=20)) <= 700
