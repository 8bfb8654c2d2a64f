"""The questionnaire as its author reads it: every text, every option, every condition in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.questionnaire import GridQuestion, ListQuestion, RecordsQuestion
from bot.rendering.plain_text import plain_text_environment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.domain.conditions import Condition
    from bot.domain.questionnaire import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called in conditions: ``subjects`` questions or fields, ``members`` their options and elements."""

    subjects: Mapping[str, str]
    members: Mapping[tuple[str, str], str]

    def subject(self, name: str) -> str:
        """The short name; an id that nothing has stays as it is, so that a faulty file can be read, too."""
        return self.subjects.get(name, name)

    def member(self, name: str, member: str) -> str:
        return self.members.get((name, member), member)


def preview(questionnaire: Questionnaire, templates: Path) -> str:
    """Plain text from ``documents/preview.txt.j2`` in the folder ``templates``, conditions in Russian."""
    environment = plain_text_environment(templates)
    environment.filters |= {"operator": operator, "field_names": field_names}
    return environment.get_template("preview.txt.j2").render(
        questionnaire=questionnaire,
        names=question_names(questionnaire),
        minutes=round(sum(question.seconds for question in questionnaire.questions.values()) / 60) or 1,
    )


def operator(condition: Condition) -> str:
    """The key by which the condition is written: is, includes, answered, any, all, not."""
    (field,) = type(condition).model_fields.values()
    return str(field.alias)


def question_names(questionnaire: Questionnaire) -> Names:
    subjects = {question.id: question.short for question in questionnaire.questions.values()}
    members = {
        (question.id, member): label
        for question in questionnaire.questions.values()
        for member, label in _members(question)
    }
    return Names(subjects, members)


def field_names(question: RecordsQuestion) -> Names:
    """Names for conditions that look at fields of the same record."""
    options = {
        (field.id, option.id): option.label for field in question.fields for option in getattr(field, "options", ())
    }
    return Names({field.id: field.short or field.ask for field in question.fields}, options)


def _members(question: Question) -> list[tuple[str, str]]:
    match question:
        case ListQuestion():
            ready = [item for preset in question.presets for item in preset.items]
            ends = [(end.id, end.label) for end in question.fixed]
            return [(item.id, item.label) for item in (*ready, *question.extras)] + ends
        case GridQuestion():
            return [(column.id, column.label) for column in question.columns]
        case _:
            return [(option.id, option.label) for option in getattr(question, "options", ())]
