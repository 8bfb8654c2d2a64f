"""Where a client goes on."""

from __future__ import annotations

from dataclasses import replace

from bot.app.interview import Interview
from bot.app.place import Place, View, following
from bot.domain.answers import AnswerStatus, QuestionKey
from bot.domain.brief import Consent
from bot.domain.values import NumberValue
from tests.planning.bakery import BAKERY
from tests.planning.making import START, Said, brief, choice, many

DISCUSS = AnswerStatus.DISCUSS
CLOSED: dict[str, Said] = {"open": choice("yes"), "ovens": NumberValue(2), "cakes": DISCUSS, "ways": many("web")}


def follows(key: str, **said: Said) -> tuple[View, str]:
    """The card behind the question ``key``."""
    made = replace(brief(BAKERY, said, submitted=False), consent=Consent("1", START))
    place = following(Interview(made, BAKERY), Place(made.id, View.QUESTION, QuestionKey(key)))
    return place.view, str(place.key)


def test_behind_a_question_comes_the_next_open_one_and_behind_the_end_what_was_passed_over() -> None:
    assert follows("open") == (View.QUESTION, "ovens")
    assert follows("ovens", cakes=DISCUSS) == (View.QUESTION, "ways")
    assert follows("note", ovens=NumberValue(2)) == (View.QUESTION, "open")


def test_behind_the_last_open_question_comes_the_review_though_it_stays_open_itself() -> None:
    assert follows("note", **CLOSED) == (View.REVIEW, "note")
