"""The questionnaire: what is asked, in which order and under which conditions. Immutable, made from a file."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bot.domain.conditions import Condition, Definition
from bot.domain.evaluation import Test, compiled
from bot.domain.program import AskedSection, program

ID = r"^[a-z][a-z0-9_]{0,31}$"
Identifier = Annotated[str, Field(pattern=ID)]
Label = Annotated[str, Field(min_length=1, max_length=60)]


class Option(Definition):
    """One possible answer of a choice or multiple choice."""

    id: Identifier
    label: Label
    #: Other words by which people type it.
    also: tuple[Label, ...] = ()
    #: One line shown on the card under the question when the option needs a word (a price, a ban).
    note: str = ""
    #: In a multiple choice: taking it takes all others back («Ничего из этого»).
    exclusive: bool = False
    #: In a record, behind a number: «1 день, 2 дня, 5 дней».
    forms: tuple[str, str, str] | None = None
    #: Offered only if this holds.
    when: Condition | None = None


class Advice(Definition):
    """The bot recommends an option; the first advice whose condition holds is shown."""

    option: Identifier
    because: str
    when: Condition | None = None


class Proposal(Definition):
    """Options proposed as an answer to confirm; the first whose condition holds."""

    options: tuple[Identifier, ...] = Field(min_length=1)
    when: Condition | None = None


class PresetItem(Definition):
    """A ready element of a list."""

    id: Identifier
    label: Label


class Preset(Definition):
    """A ready list to confirm; the first whose condition holds is the one proposed."""

    id: Identifier
    title: Label
    items: tuple[PresetItem, ...] = Field(min_length=1)
    when: Condition | None = None


class FixedItem(Definition):
    """An element that a list always ends with and nobody may remove (a final stage)."""

    id: Identifier
    label: Label
    outcome: Literal["success", "failure"]


class Column(Definition):
    """A column of a grid: a mandatory field, a right."""

    id: Identifier
    label: Label
    #: Columns of one group exclude one another in a row (sees own / department's / all).
    group: str = ""
    when: Condition | None = None


class CellProposal(Definition):
    """Cells proposed for a row: «first», «last», «every», or the id of the preset item that the row came from."""

    row: str
    columns: tuple[Identifier, ...]
    when: Condition | None = None


class FieldBase(Definition):
    """A field of a record: a small question of its own. ``when`` looks at earlier fields of the same record."""

    id: Identifier
    ask: str = Field(min_length=1)
    short: str = ""
    hint: str = ""
    when: Condition | None = None
    optional: bool = False
    #: Taken without asking when a record is made from a preset, and proposed otherwise: an option id, number or text.
    default: str = ""


class ChoiceField(FieldBase):
    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=1)
    own: bool = False


class ItemField(FieldBase):
    """An element of another answer in reach: a stage, a role."""

    kind: Literal["item"]
    source: Identifier = Field(alias="from")


class NumberField(FieldBase):
    kind: Literal["number"]
    unit: str = ""
    minimum: float = 0
    maximum: float = 1_000_000_000
    whole: bool = True
    suggestions: tuple[float, ...] = ()


class Suggestion(Definition):
    """Words to tap for a text field, which may suit only some records."""

    label: Label
    when: Condition | None = None


def _as_suggestion(value: object) -> object:
    return {"label": value} if isinstance(value, str) else value


class TextField(FieldBase):
    kind: Literal["text"]
    max_length: int = Field(default=1000, ge=1, le=3000)
    suggestions: tuple[Annotated[Suggestion, BeforeValidator(_as_suggestion)], ...] = ()


RecordField = Annotated[ChoiceField | ItemField | NumberField | TextField, Field(discriminator="kind")]


class RecordPreset(Definition):
    """A ready record. ``values``: field id → option id, number, text, or preset item id («first» / «last» also)."""

    id: Identifier
    title: Label
    values: dict[Identifier, str]
    when: Condition | None = None
    #: Part of the answer that is proposed as a whole; otherwise only offered under «Добавить».
    proposed: bool = True


class QuestionBase(Definition):
    """What every question has. ``{item}`` in ask, hint and details is the label of the element it repeats for."""

    id: Identifier
    ask: str = Field(min_length=1)
    #: Name in lists and documents: «Стадии лидов».
    short: str = Field(min_length=1, max_length=48)
    hint: str = ""
    details: str = ""
    when: Condition | None = None
    #: The answer becomes stale when the answers to these change (besides what the kind itself depends on).
    depends_on: tuple[Identifier, ...] = ()
    #: Id of an earlier question: this one is asked once for every element of its answer.
    for_each: Identifier | None = None
    #: A usual time to answer, for «осталось N минут».
    seconds: int = Field(default=20, ge=1)
    discuss: bool = True
    unknown: bool = True


class ChoiceQuestion(QuestionBase):
    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2)
    own: bool = False
    advice: tuple[Advice, ...] = ()


class MultichoiceQuestion(QuestionBase):
    kind: Literal["multichoice"]
    options: tuple[Option, ...] = Field(min_length=1)
    own: bool = False
    proposals: tuple[Proposal, ...] = ()

    @property
    def nothing_of_it(self) -> frozenset[str]:
        """Ids of the options that say «nothing of this»."""
        return frozenset(option.id for option in self.options if option.exclusive)


class NumberQuestion(QuestionBase):
    kind: Literal["number"]
    unit: str = ""
    minimum: float = 0
    maximum: float = 1_000_000_000
    whole: bool = True
    suggestions: tuple[float, ...] = ()


class TextQuestion(QuestionBase):
    kind: Literal["text"]
    max_length: int = Field(default=3000, ge=1, le=4000)
    suggestions: tuple[Label, ...] = ()


class ListQuestion(QuestionBase):
    """Ordered elements with opaque ids."""

    kind: Literal["list"]
    presets: tuple[Preset, ...] = ()
    #: Single elements offered under «Добавить».
    extras: tuple[PresetItem, ...] = ()
    fixed: tuple[FixedItem, ...] = ()
    maximum: int = Field(default=30, ge=1, le=100)


class GridQuestion(QuestionBase):
    """Rows (elements of another answer) × columns of toggles, shown one row at a time."""

    kind: Literal["grid"]
    rows: Identifier
    columns: tuple[Column, ...] = ()
    own_columns: bool = False
    proposals: tuple[CellProposal, ...] = ()


class RecordsQuestion(QuestionBase):
    """Small forms: automation rules, reports, entries of a voice menu (``tree``: a record may have a parent)."""

    kind: Literal["records"]
    fields: tuple[RecordField, ...] = Field(min_length=1)
    #: One line for a record: text with ``{field_id}`` placeholders; parts in [square brackets] vanish when empty.
    summary: str
    presets: tuple[RecordPreset, ...] = ()
    tree: bool = False
    #: Which records of a tree may hold others, by their own fields; without it every one may.
    holds_others: Condition | None = None
    maximum: int = Field(default=40, ge=1, le=200)
    #: Label of the honest «nothing needed» answer, e.g. «Автоматизация не нужна».
    none_label: Label
    #: The text field that a record begins with when words are typed instead of «Добавить»; without it they are refused.
    typed_into: Identifier | None = None

    @cached_property
    def asked_fields(self) -> tuple[tuple[RecordField, Test | None], ...]:
        """Every field with what decides whether it applies, of the fields before it."""
        return tuple((field, compiled(field.when) if field.when else None) for field in self.fields)


Question = Annotated[
    ChoiceQuestion
    | MultichoiceQuestion
    | NumberQuestion
    | TextQuestion
    | ListQuestion
    | GridQuestion
    | RecordsQuestion,
    Field(discriminator="kind"),
]


class Section(Definition):
    """Questions under one title. With ``for_each`` the whole section repeats for every element of an earlier answer."""

    id: Identifier
    title: Label
    intro: str = ""
    when: Condition | None = None
    for_each: Identifier | None = None
    questions: tuple[Question, ...] = Field(min_length=1)

    def repeats(self, question: Question) -> tuple[str, ...]:
        """Ids of the questions whose elements one of the section's questions repeats for, outermost first."""
        return tuple(each for each in (self.for_each, question.for_each) if each)


class Questionnaire(Definition):
    """One definition file. Order of sections and questions is the order of asking."""

    id: Identifier
    #: Raised by the author with every published change; stored with each answer.
    version: str
    title: str
    #: What its questions are about, in a message: «ответить на вопросы о внедрении CRM».
    about: str = ""
    sections: tuple[Section, ...] = Field(min_length=1)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by id, in order of asking."""
        return {question.id: question for section in self.sections for question in section.questions}

    @cached_property
    def edition(self) -> str:
        """Tells these questions from those of another version, whether its author has raised ``version`` or not."""
        return sha256("\n".join(sorted(self.questions)).encode()).hexdigest()[:16]

    @cached_property
    def section_by_question(self) -> dict[str, Section]:
        return {question.id: section for section in self.sections for question in section.questions}

    @cached_property
    def program(self) -> tuple[AskedSection, ...]:
        """The sections made ready for asking (``bot.domain.program``)."""
        return program(self.sections)

    def repeats(self, question: str) -> tuple[str, ...]:
        """Ids of the questions whose elements this one repeats for, outermost first."""
        return self.section_by_question[question].repeats(self.questions[question])
