"""Faults of a catalog's rules in the options, columns and record fields that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.conditions import AllOf, AnyOf, Includes, Is, Not
from bot.domain.planning.catalog import Catalog, PipelineRule
from bot.domain.planning.detecting_grids import NobodyHas
from bot.domain.planning.detecting_records import Childless, RecordsWith, RecordsWithout
from bot.domain.planning.references import FieldOf, walk
from bot.domain.planning.texts import placeholders
from bot.domain.questionnaire import (
    ChoiceField,
    ChoiceQuestion,
    GridQuestion,
    ListQuestion,
    MultichoiceQuestion,
    RecordsQuestion,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.domain.conditions import Condition, Definition
    from bot.domain.questionnaire import Question, Questionnaire


def unknown_options(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[str]:
    for part, path in walk(catalog):
        condition = getattr(part, "when", None)
        for question_id, wanted in _taken(condition):
            question = questionnaire.questions.get(question_id)
            known = _members(question) if question else None
            if known is not None:
                yield from (f"{path}.when: «{question_id}» has no option «{id_}»" for id_ in wanted if id_ not in known)
        if isinstance(part, NobodyHas):
            known = _members(questionnaire.questions.get(part.question)) or set()
            yield from (f"{path}.columns: no column «{id_}»" for id_ in part.columns if id_ not in known)


def _taken(condition: Condition | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Question ids of a condition with the option ids it asks for."""
    match condition:
        case Is():
            yield from condition.choices.items()
        case Includes():
            yield from condition.members.items()
        case AnyOf() | AllOf():
            for inner in condition.conditions:
                yield from _taken(inner)
        case Not():
            yield from _taken(condition.condition)
        case _:
            return


def _members(question: Question | None) -> set[str] | None:
    """Ids that an answer may contain; None where a condition may not look inside."""
    match question:
        case ChoiceQuestion() | MultichoiceQuestion():
            return {option.id for option in question.options}
        case GridQuestion():
            return {column.id for column in question.columns}
        case ListQuestion():
            ready = {item.id for preset in question.presets for item in preset.items}
            return ready | {item.id for item in question.extras} | {item.id for item in question.fixed}
        case _:
            return None


def unknown_record_fields(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[str]:
    for part, path in walk(catalog):
        for name, info in type(part).model_fields.items():
            for mark in info.metadata:
                if isinstance(mark, FieldOf):
                    question = questionnaire.questions.get(str(getattr(part, mark.question)))
                    yield from _fields_not_in(question, getattr(part, name), f"{path}.{name}")
        yield from _field_options_not_in(part, path, questionnaire)


def _fields_not_in(question: Question | None, named: str | Iterable[str], path: str) -> Iterator[str]:
    if not isinstance(question, RecordsQuestion):
        return
    known = {field.id for field in question.fields}
    for field in (named,) if isinstance(named, str) else named:
        if field and field not in known:
            yield f"{path}: the records of «{question.id}» have no field «{field}»"


def _field_options_not_in(part: Definition, path: str, questionnaire: Questionnaire) -> Iterator[str]:
    wanted: dict[str, tuple[str, ...]] = {}
    question: Question | None = None
    if isinstance(part, (RecordsWith, Childless)):
        wanted, question = {part.field: part.options}, questionnaire.questions.get(part.question)
    elif isinstance(part, RecordsWithout):
        wanted, question = part.among, questionnaire.questions.get(part.question)
    elif isinstance(part, PipelineRule) and part.automation:
        question = questionnaire.questions.get(part.automation)
        names = [placeholder.raw for placeholder in placeholders(part.line)]
        yield from _fields_not_in(question, names, f"{path}.line")
    fields = question.fields if isinstance(question, RecordsQuestion) else ()
    for field in fields:
        if isinstance(field, ChoiceField):
            known = {option.id for option in field.options}
            missing = [option for option in wanted.get(field.id, ()) if option not in known]
            yield from (f"{path}: the field «{field.id}» has no option «{option}»" for option in missing)
