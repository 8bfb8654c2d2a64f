"""The cards as data. Labels are plain text, unescaped; nothing here knows of Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.app.place import Mode
    from bot.domain.answers import QuestionKey
    from bot.domain.route import StepStatus


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as people read it: ``local`` is the time on the wall.

    ``today``: there. ``zone``: its name, empty where there is no need to say it. ``asked``: the client's words on
    moving it. ``over``: its time has passed; ``held``: and the manager has said that it took place.
    """

    local: datetime
    today: date
    zone: str = ""
    asked: str = ""
    over: bool = False
    held: bool = False

    @property
    def days(self) -> int:
        """From today."""
        return (self.local.date() - self.today).days


@dataclass(frozen=True, slots=True)
class Row:
    """Something with a button. ``on``: chosen; ``usual``: what most take; ``note``: a word about it in the text."""

    id: str
    label: str
    on: bool = False
    advised: bool = False
    usual: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of text: a grid's row with its columns, a record's summary (``depth`` in a tree).

    ``unfinished``: the record lacks something.
    """

    id: str
    title: str
    parts: tuple[str, ...] = ()
    depth: int = 0
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceBody:
    """``many``: several may be on. ``proposed``: labels to take with one tap. ``own``: own words are welcome."""

    rows: tuple[Row, ...]
    many: bool
    own: bool
    advice: str = ""
    proposed: tuple[str, ...] = ()
    written: str = ""


@dataclass(frozen=True, slots=True)
class InputBody:
    """A number or a text. ``value`` is what stands, as shown."""

    suggestions: tuple[Row, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    label: str
    success: bool


@dataclass(frozen=True, slots=True)
class ListBody:
    """``proposed``: the items are only a proposal yet. ``extras``: more of them to add.

    ``presets`` to take instead, ``siblings``: answers of other scopes to take over. ``focus``: the one to be changed.
    """

    items: tuple[Row, ...]
    fixed: tuple[Fixed, ...]
    proposed: bool
    extras: tuple[Row, ...]
    presets: tuple[Row, ...]
    siblings: tuple[Row, ...]
    focus: Row | None = None


@dataclass(frozen=True, slots=True)
class GridBody:
    """``row``: the row in focus, with ``columns`` as its toggles; ``lines``: what stands in every row."""

    lines: tuple[Line, ...]
    proposed: bool
    columns: tuple[Row, ...]
    own: bool
    siblings: tuple[Row, ...]
    row: Row | None = None
    number: int = 0
    previous: Row | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class FieldBody:
    """The field of a record that is asked now, and what the record has so far."""

    ask: str
    hint: str
    rows: tuple[Row, ...]
    typed: bool
    optional: bool
    summary: str
    number: int


@dataclass(frozen=True, slots=True)
class RecordsBody:
    """``proposed``: the lines are only a proposal yet. ``nests``: the one in focus may hold others.

    ``draft``: the summary of the finished draft, with its ``fields``; ``twin``: one that says the same stands already.
    ``inside``: the record that the draft will stand in. ``astray``: the first that points at what is no longer there.
    ``typed``: words begin a new one.
    """

    lines: tuple[Line, ...]
    proposed: bool
    none_label: str
    none_chosen: bool
    presets: tuple[Row, ...]
    siblings: tuple[Row, ...]
    tree: bool
    focus: Line | None = None
    nests: bool = False
    field: FieldBody | None = None
    draft: str = ""
    fields: tuple[Row, ...] = ()
    twin: bool = False
    inside: str = ""
    astray: str = ""
    typed: bool = False


Body = ChoiceBody | InputBody | ListBody | GridBody | RecordsBody


@dataclass(frozen=True, slots=True)
class Misfit:
    """Another version of the questionnaire has other bounds: as a refusal says it (``bot.domain.errors.Reason``)."""

    reason: str
    limit: float | None


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """``position`` of ``count`` in the section run, with what may still come of it; ``percent`` of the whole brief.

    ``ask``, ``hint`` and ``details`` are the definition's markup, to be filled with ``item``, the client's label.
    ``intro``: of the section, for who arrives there. ``hints``: what is doubtful about the answer, in words for the
    client; ``fixes``: what one tap can do about it. ``ready``: there is a complete answer, one may go on.
    ``attachments``: how many files stand with it. ``misfit``: why what was answered does not stand any more.
    """

    key: QuestionKey
    kind: str
    section: str
    position: int
    count: int
    percent: int
    ask: str
    hint: str
    details: str
    item: str
    status: StepStatus
    mode: Mode
    page: int
    discuss: bool
    unknown: bool
    attachments: int
    first: bool
    ready: bool
    reviewing: bool
    hints: tuple[str, ...]
    body: Body
    fixes: tuple[Row, ...] = ()
    intro: str = ""
    misfit: Misfit | None = None


@dataclass(frozen=True, slots=True)
class EffectsCard:
    """What a change did. ``removed``: a label if an element was taken out; ``added``: words that were put to others.

    ``along``: what was ticked for it and went with it, ``astray``: records that point at it, question by question.
    ``restored``: answers that apply again. ``let_out``: records that stood inside of one that may hold none any more.
    """

    key: QuestionKey
    question: str
    answer: tuple[str, ...]
    removed: str
    along: tuple[Line, ...]
    astray: tuple[Line, ...]
    shelved: tuple[str, ...]
    stale: tuple[str, ...]
    added: str = ""
    restored: tuple[str, ...] = ()
    let_out: tuple[str, ...] = ()
    #: Of the changed question; None if it does not apply any more.
    status: StepStatus | None = None


@dataclass(frozen=True, slots=True)
class AttachedCard:
    """A file has come from outside of questions: with which one it is kept, and how many stand there."""

    question: str
    count: int


@dataclass(frozen=True, slots=True)
class StepLine:
    key: QuestionKey
    short: str
    status: StepStatus
    answer: str


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section run: how many of its steps are closed, how many of them wait for the meeting."""

    id: str
    title: str
    closed: int
    total: int
    later: int

    @property
    def unfinished(self) -> bool:
        return self.closed < self.total


@dataclass(frozen=True, slots=True)
class SectionsCard:
    lines: tuple[SectionLine, ...]
    page: int
    percent: int
    minutes_left: int
    submitted: bool
    meeting: MeetingLine | None = None

    @property
    def begun(self) -> bool:
        return any(line.closed for line in self.lines)


@dataclass(frozen=True, slots=True)
class SectionCard:
    id: str
    title: str
    intro: str
    steps: tuple[StepLine, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Look:
    """An answer that is worth another look: its section, what it is called, what is doubtful about it."""

    section: str
    short: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """``unanswered`` steps; ``for_meeting``: questions left for it if all is sent now. ``news``: something to send.

    ``looks``: the weightiest of ``doubtful`` answers.
    """

    lines: tuple[SectionLine, ...]
    page: int
    unanswered: int
    for_meeting: int
    minutes_left: int
    manager: str
    submitted: bool
    news: bool
    looks: tuple[Look, ...] = ()
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class WelcomeCard:
    """``minutes``: what the brief usually takes."""

    contact: str
    manager: str
    company: str
    sections: int
    minutes: int
    meeting: MeetingLine | None = None


@dataclass(frozen=True, slots=True)
class PrivacyCard:
    manager: str


@dataclass(frozen=True, slots=True)
class SubmittedCard:
    manager: str
    later: int
    meeting: MeetingLine | None = None


@dataclass(frozen=True, slots=True)
class MovingCard:
    """Asks when the meeting would suit the client better."""

    manager: str
    meeting: MeetingLine


OverviewCard = (
    EffectsCard
    | AttachedCard
    | SectionsCard
    | SectionCard
    | ReviewCard
    | WelcomeCard
    | PrivacyCard
    | SubmittedCard
    | MovingCard
)
Card = QuestionCard | OverviewCard
