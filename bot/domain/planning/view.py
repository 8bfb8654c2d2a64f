"""What rules may ask of a route: answers in words and numbers, conditions, and where each line comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import elements as found
from bot.domain.answers import QuestionKey
from bot.domain.describing import describe, fill, lines_of
from bot.domain.descriptions import Items
from bot.domain.planning.money import UNKNOWN, Range, exactly
from bot.domain.planning.plan_sections import Line, Source
from bot.domain.planning.texts import placeholders
from bot.domain.questionnaire import MultichoiceQuestion
from bot.domain.route import StepStatus
from bot.domain.russian import plural
from bot.domain.values import GridValue, ListValue, MultichoiceValue, NumberValue, RecordsValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.descriptions import Description
    from bot.domain.elements import Element
    from bot.domain.questionnaire import Question
    from bot.domain.route import Route, Step
    from bot.domain.values import Value

Scope = tuple[str, ...]

#: With these the value counts; with the others it is only shown.
DECIDED = frozenset({StepStatus.ANSWERED, StepStatus.STALE})


def decided(step: Step | None) -> Value | None:
    """The value that rules may count on."""
    return step.answer.value if step and step.answer and step.status in DECIDED else None


def source_of(step: Step) -> Source:
    answer = step.answer
    return Source(step.key, answer.seq, answer.author, answer.at, answer.version) if answer else Source(step.key)


def line_of(step: Step, text: str, depth: int = 0) -> Line:
    return Line(text, (source_of(step),), step.status, depth)


class View:
    """A route as rules see it. What is shelved is not there."""

    def __init__(self, route: Route) -> None:
        self.route = route
        self._descriptions: dict[QuestionKey, Description | None] = {}

    def describe(self, step: Step) -> Description | None:
        """The step's value in words, whatever its status. Kept: many lines of a plan rest on the same answer."""
        if step.key not in self._descriptions:
            self._descriptions[step.key] = describe(self.route, step)
        return self._descriptions[step.key]

    def everywhere(self, question: str) -> tuple[Step, ...]:
        """The question in every place where it is asked, in order."""
        return self.route.by_question.get(question, ())

    def seen(self, question: str, scope: Scope) -> tuple[Step, ...]:
        """The question as seen from ``scope``: the nearest one, else every place where it is asked further in."""
        nearest = found.nearest(self.route, question, scope)
        if nearest:
            return (nearest,)
        return tuple(step for step in self.everywhere(question) if step.key.scope[: len(scope)] == scope)

    def elements(self, question: str, scope: Scope = ()) -> tuple[Element, ...]:
        """Elements that something repeats for: those that a list always ends with are left out."""
        return tuple(item for item in found.elements_in_reach(self.route, question, scope) if item.outcome is None)

    def words(self, question: str, scope: Scope) -> str:
        """The decided answer in one line, without what a list always ends with; empty without an answer."""
        descriptions = (self.describe(step) for step in self.seen(question, scope) if decided(step) is not None)
        return "; ".join(enumeration(_named(description)) for description in descriptions if description)

    def size(self, question: str, scope: Scope) -> int | None:
        """Elements, marks or records of the decided answer; None without one."""
        sizes = [
            size_of(step.question, value) for step in self.seen(question, scope) if (value := decided(step)) is not None
        ]
        return sum(sizes) if sizes else None

    def amount(self, question: str, scope: Scope) -> Range:
        """The answer to a number question as a range; unknown without one."""
        for step in self.seen(question, scope):
            value = decided(step)
            if isinstance(value, NumberValue):
                return Range(value.amount, value.upper if value.upper is not None else value.amount)
        return UNKNOWN

    def count(self, question: str, scope: Scope) -> Range:
        size = self.size(question, scope)
        return UNKNOWN if size is None else exactly(size)

    def fill(self, text: str, scope: Scope = (), texts: Mapping[str, str] | None = None) -> str:
        """A catalog text with its placeholders filled; ``texts`` come before answers of the same name."""
        known = dict(texts or {})
        for placeholder in placeholders(text):
            if placeholder.counts:
                known[placeholder.raw] = self._counted(placeholder.name, placeholder.forms, scope)
            elif placeholder.raw not in known:
                known[placeholder.raw] = self.words(placeholder.name, scope)
        return fill(text, known)

    def _counted(self, question: str, forms: tuple[str, str, str] | None, scope: Scope) -> str:
        size = self.size(question, scope)
        if not size:
            return ""
        return f"{size}\N{NO-BREAK SPACE}{plural(size, *forms)}" if forms else str(size)

    def sources(self, questions: Iterable[str], scope: Scope = ()) -> tuple[Source, ...]:
        """Where a line that rests on these questions comes from; never empty if a question is named."""
        named = tuple(dict.fromkeys(questions))
        steps = [step for question in named for step in self.seen(question, scope)]
        answered = tuple(source_of(step) for step in steps if step.answer)
        return answered or tuple(map(source_of, steps)) or tuple(Source(QuestionKey(name)) for name in named[:1])


def _named(description: Description) -> tuple[str, ...]:
    if isinstance(description, Items):
        return tuple(item.label for item in description.items if item.outcome is None)
    return lines_of(description)


def enumeration(labels: Sequence[str]) -> str:
    """Labels in a row; parted by semicolons where one of them has a comma of its own."""
    return ("; " if any("," in label for label in labels) else ", ").join(labels)


def size_of(question: Question, value: Value) -> int:
    """How many elements, marks or records; «nothing of this» is none, and what has no parts is one."""
    match value:
        case MultichoiceValue():
            nothing = question.nothing_of_it if isinstance(question, MultichoiceQuestion) else frozenset[str]()
            return len(set(value.options) - nothing) + len(value.own)
        case ListValue():
            return len(value.items)
        case GridValue():
            return len(value.cells)
        case RecordsValue():
            return len(value.records)
        case _:
            return 1
