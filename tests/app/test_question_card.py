"""What a question's card says besides the question."""

from __future__ import annotations

import pytest

from bot.app.cards.question import question_card
from bot.app.interview import Interview
from bot.app.place import Place, View
from bot.domain.answers import QuestionKey
from tests.planning.bakery import BAKERY
from tests.planning.making import brief, catalog, choice


def hints(count: int) -> tuple[str, ...]:
    """Of a card whose answer has so many findings."""
    detect = "{kind: holds, question: open}"
    findings = "\n".join(
        f"  - {{id: f{number}, severity: note, detect: {detect}, text: да, hint: Слово {number}}}"
        for number in range(count)
    )
    rules = catalog(f'id: hints\nversion: "1"\nquestionnaire: bakery\nfindings:\n{findings}')
    made = brief(BAKERY, {"open": choice("yes")}, submitted=False)
    interview, key = Interview(made, BAKERY, rules), QuestionKey("open")
    return question_card(interview, interview.route.by_key[key], Place(made.id, View.QUESTION, key)).hints


@pytest.mark.parametrize(("findings", "shown"), [(1, 1), (2, 2), (3, 2)])
def test_a_card_shows_two_hints_at_most(findings: int, shown: int) -> None:
    assert hints(findings) == tuple(f"Слово {number}" for number in range(shown))
