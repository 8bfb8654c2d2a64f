"""Questionnaires of one feature, and a client who answers them by edits as the bot does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from bot.domain.answers import Answer, Answers, AnswerStatus, QuestionKey
from bot.domain.editing import edit
from bot.domain.questionnaire import Questionnaire
from bot.domain.route import Effects, basis_of, effects, find_route
from bot.domain.understanding import understand

if TYPE_CHECKING:
    from bot.domain.edits import Edit
    from bot.domain.route import Route, Step, StepStatus
    from bot.domain.values import Value

ValueKind = TypeVar("ValueKind")
#: What YAML makes of a file.
Json = dict[str, Any]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def sections(text: str) -> Questionnaire:
    """A questionnaire from YAML sections; titles, asks and names are filled in."""
    read = yaml.safe_load(text)
    for section in read:
        section.setdefault("title", section["id"])
        for question in section["questions"]:
            _fill(question)
    return made_of(read)


def questions(text: str) -> Questionnaire:
    """The same with the questions of a single section."""
    read = yaml.safe_load(text)
    for question in read:
        _fill(question)
    return made_of([{"id": "only", "title": "Only", "questions": read}])


def made_of(sections: list[Json]) -> Questionnaire:
    return Questionnaire.model_validate({"id": "test", "version": "1", "title": "Test", "sections": sections})


def _fill(question: Json) -> None:
    question.setdefault("ask", f"{question['id']}?")
    question.setdefault("short", question["id"])
    if question["kind"] in ("choice", "multichoice"):
        question["options"] = [_option(option) for option in question.get("options", ["yes", "no"])]
    if question["kind"] == "records":
        question.setdefault("none_label", "Nothing")
        question.setdefault("summary", "")
        for each in question["fields"]:
            each.setdefault("ask", f"{each['id']}?")
            if each["kind"] == "choice":
                each["options"] = [_option(option) for option in each["options"]]


def _option(option: str | Json) -> Json:
    return {"id": option, "label": option.capitalize()} if isinstance(option, str) else option


class CountedIds:
    """1, 2, 3: ids that no definition can have."""

    def __init__(self) -> None:
        self.made = 0

    def new(self) -> str:
        self.made += 1
        return f"#{self.made}"


@dataclass
class Talk:
    """Keys are written as ``question@scope``."""

    questionnaire: Questionnaire
    answers: Answers = field(default_factory=Answers)
    ids: CountedIds = field(default_factory=CountedIds)
    last: Effects = field(default_factory=Effects)

    @property
    def route(self) -> Route:
        return find_route(self.questionnaire, self.answers)

    @property
    def keys(self) -> list[str]:
        return [str(step.key) for step in self.route.steps]

    def step(self, key: str) -> Step:
        return self.route.by_key[QuestionKey.parse(key)]

    def status(self, key: str) -> StepStatus:
        return self.step(key).status

    def value(self, key: str) -> Value | None:
        return self.step(key).value

    def held(self, key: str, kind: type[ValueKind]) -> ValueKind:
        """The value that counts, which is of this kind."""
        value = self.value(key)
        assert isinstance(value, kind)
        return value

    def given(self, key: str) -> Answer:
        """The answer on the route, whatever its status."""
        answer = self.step(key).answer
        assert answer is not None
        return answer

    def elements(self, key: str) -> dict[str, str]:
        """Label → id of what others may repeat for."""
        parsed = QuestionKey.parse(key)
        return {each.label: each.id for each in self.route.standing.elements(parsed.question, parsed.scope)}

    def do(self, key: str, *changes: Edit) -> Talk:
        step = self.step(key)
        for change in changes:
            value = edit(self.route, step, change, self.ids)
            step = step.holding(self._answer(step, AnswerStatus.ANSWERED, value))
        assert step.given is not None
        return self._append(step.given)

    def say(self, key: str, text: str) -> Talk:
        return self.do(key, *understand(self.route, self.step(key), text))

    def defer(self, key: str, status: AnswerStatus = AnswerStatus.DISCUSS) -> Talk:
        step = self.step(key)
        return self._append(self._answer(step, status, step.given.value if step.given else None))

    def withdraw(self, key: str) -> Talk:
        asked, seq = QuestionKey.parse(key), self.answers.next_seq
        return self._append(Answer(seq, asked, AnswerStatus.WITHDRAWN, None, 1, NOON, "1"))

    def restore(self, seq: int) -> Talk:
        """«Вернуть»: the earlier row in force again, as a new row."""
        earlier = self.answers.at(seq)
        assert earlier is not None
        return self._append(replace(earlier, seq=self.answers.next_seq))

    def _answer(self, step: Step, status: AnswerStatus, value: Value | None) -> Answer:
        basis = basis_of(self.route, step)
        return Answer(self.answers.next_seq, step.key, status, value, 1, NOON, "1", basis)

    def _append(self, answer: Answer) -> Talk:
        before = self.route
        self.answers = self.answers.with_(answer)
        self.last = effects(before, self.route, answer.key)
        return self
