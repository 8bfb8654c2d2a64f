"""A company fills in the brief: every written answer becomes the edits that a client's taps and words become."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.answers import Answer, Answers, AnswerStatus, QuestionKey
from bot.domain.elements import elements
from bot.domain.errors import Refused
from bot.domain.questionnaire import ListQuestion
from bot.domain.route import basis_of, find_route
from tests.fakes import CountingIds
from tests.personas.editing import Answering, answer, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from bot.domain.questionnaire import Questionnaire
    from bot.domain.route import Route, Step
    from bot.domain.values import Value

_START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_PUT_OFF = {"discuss": AnswerStatus.DISCUSS, "unknown": AnswerStatus.UNKNOWN}
_CLIENT = 7


class CompanyError(Exception):
    """A company's file says what nobody could answer."""


class Interview:
    """Takes down answers written for people; refuses what the bot would refuse a client."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._ids = CountingIds()
        self.answers = Answers()

    @property
    def route(self) -> Route:
        return find_route(self._questionnaire, self.answers)

    def note(self, said: Mapping[str, JsonValue]) -> None:
        """Answers in the order of the file: «question» or «question@element», elements by their names.

        «discuss» and «unknown» put a question off; ``{discuss: …}`` keeps what was said with it.

        Raises:
            CompanyError: a question is not asked, or the answer is refused.
        """
        for place, words in said.items():
            route = self.route
            try:
                step = route.by_key[key_named(route, place)]
                self.answers = self.answers.with_(self._row(route, step, words))
            except (LookupError, TypeError) as error:
                message = f"{place}: not asked now, or it names what is not there: {error}"
                raise CompanyError(message) from error
            except Refused as refused:
                message = f"{place}: refused as {refused.reason.value} {refused.limit or ''}"
                raise CompanyError(message) from refused

    def _row(self, route: Route, step: Step, words: JsonValue) -> Answer:
        status, value = self._said(route, step, words)
        seq = self.answers.next_seq
        at = _START + timedelta(seconds=30 * seq)
        version = self._questionnaire.version
        return Answer(seq, step.key, status, value, _CLIENT, at, version, basis_of(route, step))

    def _said(self, route: Route, step: Step, words: JsonValue) -> tuple[AnswerStatus, Value | None]:
        if isinstance(words, str) and words in _PUT_OFF:
            return _PUT_OFF[words], step.answer.value if step.answer else None
        if isinstance(words, dict) and len(words) == 1 and words.keys() <= _PUT_OFF.keys():
            ((name, words),) = words.items()
            return _PUT_OFF[name], self._value(route, step, words)
        return AnswerStatus.ANSWERED, self._value(route, step, words)

    def _value(self, route: Route, step: Step, words: JsonValue) -> Value | None:
        """Said again, a list keeps the elements that are named again; everything else is said anew."""
        stands = step.answer.value if step.answer and isinstance(step.question, ListQuestion) else None
        answering = Answering(route, step, self._ids, stands)
        answer(answering, words)
        return answering.value


def key_named(route: Route, place: str) -> QuestionKey:
    """The key of «question@element», the element named by its preset or by its label. Raises LookupError."""
    question, *names = place.split("@")
    repeats = next((step.repeats for step in route.steps if step.key.question == question), ())
    scope: tuple[str, ...] = ()
    for name, source in zip(names, repeats, strict=False):
        scope = (*scope, named(route.standing.elements(source, scope), name).id)
    return QuestionKey(question, scope)


def names_of(route: Route) -> dict[str, str]:
    """Element id → what a company's file calls it."""
    return {
        element.id: element.name or element.label
        for step in route.steps
        for element in elements(step.question, step.value)
    }
