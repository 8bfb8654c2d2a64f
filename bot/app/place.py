"""Where a client stands: what is on the live card. Kept as the FSM's data, never the order of questions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.app.announcing import Announcement  # noqa: TC001 - pydantic reads the annotations of Place
from bot.domain.answers import QuestionKey  # noqa: TC001 - as above
from bot.domain.values import Record  # noqa: TC001 - as above

if TYPE_CHECKING:
    from bot.app.interview import Interview


class View(StrEnum):
    WELCOME = "welcome"
    PRIVACY = "privacy"
    QUESTION = "question"
    EFFECTS = "effects"
    SECTIONS = "sections"
    SECTION = "section"
    REVIEW = "review"
    SUBMITTED = "submitted"
    #: When the meeting would suit the client better; typed text says it.
    MOVING = "moving"


#: Cards beside the questions: what is typed there is meant for the brief as a whole.
OVERVIEWS = frozenset({View.SECTIONS, View.SECTION, View.REVIEW, View.SUBMITTED})


class Mode(StrEnum):
    """Which side of a question's card is up."""

    MAIN = "main"
    DETAILS = "details"
    #: Ready elements to add; typed text adds too (list, grid: own columns; records: a kind of record).
    ADD = "add"
    #: Pick the element or record to change.
    PICK = "pick"
    #: Actions on the element or record in focus.
    ITEM = "item"
    #: Typed text renames the element in focus.
    RENAME = "rename"
    #: Pick another preset, or the same answer of another scope.
    PRESETS = "presets"
    #: text: what is typed takes the place of the answer, where it would be added otherwise.
    REWRITE = "rewrite"
    #: grid: the row in focus.
    ROW = "row"
    #: records: the field of the draft that is asked now.
    FIELD = "field"
    #: records: the finished draft, to be saved.
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Place:
    """``focus``: an element, row or record id. ``undo``: what «Вернуть» restores. ``section``: a section run's id.

    ``back``: the overview from which something was added to the question; «Дальше» leads there.
    """

    brief_id: str
    view: View
    key: QuestionKey | None = None
    mode: Mode = Mode.MAIN
    focus: str = ""
    page: int = 0
    draft: Record | None = None
    field: str = ""
    undo: int | None = None
    section: str = ""
    back: View | None = None
    #: The client came to change an answer while nothing was open: «Назад» is the review.
    reviewing: bool = False
    #: What the card tells besides, as long as it is up.
    announcement: Announcement | None = None

    def at(self, key: QuestionKey, *, reviewing: bool | None = None) -> Place:
        """The main side of another question's card."""
        return Place(
            self.brief_id,
            View.QUESTION,
            key,
            reviewing=self.reviewing if reviewing is None else reviewing,
        )

    def on(self, mode: Mode, *, focus: str = "", page: int = 0) -> Place:
        """Another side of the same question's card; the draft is dropped."""
        return replace(self, view=View.QUESTION, mode=mode, focus=focus, page=page, draft=None, field="", undo=None)

    def to(self, view: View, *, section: str = "", page: int = 0) -> Place:
        """A card that is no question."""
        return Place(self.brief_id, view, self.key, section=section, page=page)


def following(interview: Interview, place: Place) -> Place:
    """Where the client goes when the question at ``place`` is done: the next open question, else the review."""
    if place.key is None:
        return opening(interview, place.brief_id)
    step = interview.route.next_open(after=place.key)
    return place.to(View.REVIEW) if step is None or step.key == place.key else place.at(step.key, reviewing=False)


def beside_questions(interview: Interview, place: Place) -> Place:
    """The card that tells of the meeting: before the start, on the way, after all was sent."""
    if interview.brief.consent is None:
        return place.to(View.WELCOME)
    return place.to(View.SUBMITTED if interview.brief.submissions else View.SECTIONS)


def still_there(interview: Interview, place: Place, *, meeting_ahead: bool) -> Place:
    """The same place, or where the client goes on if that is gone; what the card tells besides stays."""
    match place.view:
        case View.SECTION if not any(run.id == place.section for run in interview.route.runs):
            found = place.to(View.SECTIONS)
        case View.MOVING if not meeting_ahead:
            found = beside_questions(interview, place)
        case View.QUESTION | View.EFFECTS if not _has_subject(interview, place):
            found = opening(interview, place.brief_id)
        case _:
            return place
    return replace(found, announcement=place.announcement)


def _has_subject(interview: Interview, place: Place) -> bool:
    """A change can be told of even if the changed question does not apply any more."""
    if place.key is None:
        return False
    tells_of_change = place.view is View.EFFECTS and place.undo is not None
    return tells_of_change or interview.step(place.key) is not None


def opening(interview: Interview, brief_id: str) -> Place:
    """Where a client who comes back goes on."""
    if interview.brief.consent is None:
        return Place(brief_id, View.WELCOME)
    step = interview.route.next_open()
    if step is not None and not interview.brief.submissions:
        return Place(brief_id, View.QUESTION, step.key)
    return Place(brief_id, View.SUBMITTED if interview.brief.submissions else View.REVIEW)
