"""Where a client goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.announcing import Announcement
from bot.app.interview import Interview
from bot.app.place import Place, View, following, still_there
from bot.domain.answers import AnswerStatus, QuestionKey
from bot.domain.brief import Consent
from bot.domain.values import NumberValue
from tests.planning.bakery import BAKERY
from tests.planning.making import START, Said, brief, choice, many

NEWS = Announcement(1, ("Печь",))
#: Not asked in the bakery.
GONE = QuestionKey("gone")
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


def begun() -> Interview:
    """Nothing answered yet, but agreed to."""
    return Interview(replace(brief(BAKERY, {}, submitted=False), consent=Consent("1", START)), BAKERY)


@pytest.mark.parametrize(
    ("at", "view"),
    [
        (Place("b", View.QUESTION, GONE), View.QUESTION),
        (Place("b", View.EFFECTS, GONE), View.QUESTION),
        (Place("b", View.EFFECTS), View.QUESTION),
        (Place("b", View.SECTION, section="gone"), View.SECTIONS),
        (Place("b", View.MOVING), View.SECTIONS),
    ],
    ids=["question", "file's question", "no question", "section", "meeting"],
)
def test_who_stood_where_nothing_is_any_more_goes_on_elsewhere_and_still_hears_the_news(at: Place, view: View) -> None:
    found = still_there(begun(), replace(at, announcement=NEWS), meeting_ahead=False)
    assert (found.view, found.announcement) == (view, NEWS)
    assert found.key != GONE or found.view is not View.QUESTION


@pytest.mark.parametrize(
    "at",
    [
        Place("b", View.QUESTION, QuestionKey("open")),
        Place("b", View.EFFECTS, QuestionKey("open")),
        Place("b", View.EFFECTS, GONE, undo=3),
        Place("b", View.MOVING),
        Place("b", View.REVIEW),
    ],
    ids=["question", "file's question", "change that took its question along", "meeting", "review"],
)
def test_who_stands_where_something_is_stays(at: Place) -> None:
    assert still_there(begun(), at, meeting_ahead=True) is at
