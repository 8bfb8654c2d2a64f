"""Faults of a catalog's rules in the options, columns and record fields that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.conditions import AllOf, AnyOf, Includes, Is, Not
from bot.domain.members import members
from bot.domain.misfits import Misfit, did_you_mean
from bot.domain.planning.catalog import Catalog, PipelineRule
from bot.domain.planning.detecting_grids import NobodyHas
from bot.domain.planning.detecting_records import Childless, RecordsWith, RecordsWithout
from bot.domain.planning.references import FieldOf, walk
from bot.domain.planning.texts import placeholders
from bot.domain.questionnaire import ChoiceField, RecordsQuestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from bot.domain.conditions import Condition, Definition
    from bot.domain.misfits import Place
    from bot.domain.questionnaire import Question, Questionnaire


def unknown_options(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[Misfit]:
    for part, place in walk(catalog):
        condition = getattr(part, "when", None)
        for question_id, wanted in _taken(condition):
            if question := questionnaire.questions.get(question_id):
                yield from missing((*place, "when"), f"«{question_id}» has no option", wanted, members(question))
        if isinstance(part, NobodyHas) and (question := questionnaire.questions.get(part.question)):
            yield from missing((*place, "columns"), "no column", part.columns, members(question))


def missing(place: Place, what: str, named: Iterable[str], known: Collection[str]) -> Iterator[Misfit]:
    """A fault for every name that is none of those known: ``what`` says whose."""
    yield from (Misfit(place, f"{what} «{name}»{did_you_mean(name, known)}") for name in named if name not in known)


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


def unknown_record_fields(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[Misfit]:
    for part, place in walk(catalog):
        for name, info in type(part).model_fields.items():
            for mark in info.metadata:
                if isinstance(mark, FieldOf):
                    question = questionnaire.questions.get(str(getattr(part, mark.question)))
                    yield from fields_not_in(question, getattr(part, name), (*place, name))
        yield from _field_options_not_in(part, place, questionnaire)


def fields_not_in(question: Question | None, named: str | Iterable[str], place: Place) -> Iterator[Misfit]:
    """A fault for every field that the records do not have; an empty name names none."""
    if isinstance(question, RecordsQuestion):
        fields = filter(None, (named,) if isinstance(named, str) else named)
        known = [field.id for field in question.fields]
        yield from missing(place, f"the records of «{question.id}» have no field", fields, known)


def _field_options_not_in(part: Definition, place: Place, questionnaire: Questionnaire) -> Iterator[Misfit]:
    wanted: dict[str, tuple[str, ...]] = {}
    question: Question | None = None
    if isinstance(part, (RecordsWith, Childless)):
        wanted, question = {part.field: part.options}, questionnaire.questions.get(part.question)
    elif isinstance(part, RecordsWithout):
        wanted, question = part.among, questionnaire.questions.get(part.question)
    elif isinstance(part, PipelineRule) and part.automation:
        question = questionnaire.questions.get(part.automation)
        names = [placeholder.raw for placeholder in placeholders(part.line)]
        yield from fields_not_in(question, names, (*place, "line"))
    fields = question.fields if isinstance(question, RecordsQuestion) else ()
    for field in fields:
        if isinstance(field, ChoiceField):
            known = [option.id for option in field.options]
            yield from missing(place, f"the field «{field.id}» has no option", wanted.get(field.id, ()), known)
