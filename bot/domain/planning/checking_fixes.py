"""Fixes that do not suit their finding, or the question that it is found in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.misfits import Misfit, did_you_mean
from bot.domain.planning.detecting_grids import NobodyHas
from bot.domain.planning.fixes import FillRows, FreeOption, Mark, PickOption, SetFields, TakeOut
from bot.domain.questionnaire import ChoiceField, ChoiceQuestion, GridQuestion, MultichoiceQuestion, RecordsQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.domain.planning.catalog import Catalog, FindingRule
    from bot.domain.planning.fixes import FixRule
    from bot.domain.questionnaire import Question, Questionnaire


def unfit_fixes(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[Misfit]:
    for index, rule in enumerate(catalog.findings):
        question = questionnaire.questions.get(rule.detect.question)
        if rule.fix and question:
            place = ("findings", index, "fix")
            yield from (Misfit(place, why) for why in _faults(rule, rule.fix, question))


def _faults(rule: FindingRule, fix: FixRule, question: Question) -> Iterator[str]:
    if not rule.hint:
        yield "the button stands under a hint; give the finding one"
    if question.kind not in fix.kinds:
        yield f"«{question.id}» is a {question.kind}, «{fix.kind}» is for a {' or '.join(fix.kinds)}"
        return
    if not isinstance(rule.detect, fix.mends):
        yield f"«{fix.kind}» does nothing about what «{rule.detect.kind}» finds"
        return
    yield from _unknown_parts(fix, question)
    yield from _beside_the_point(rule, fix)


def _unknown_parts(fix: FixRule, question: Question) -> Iterator[str]:
    match fix, question:
        case PickOption(), ChoiceQuestion():
            yield from _missing("option", (fix.option,), (option.id for option in question.options))
        case TakeOut(), MultichoiceQuestion():
            yield from _missing("option", fix.options, (option.id for option in question.options))
        case FillRows() | Mark(), GridQuestion():
            yield from _missing("column", (fix.column,), (column.id for column in question.columns))
        case SetFields(), RecordsQuestion():
            fields = {field.id: field for field in question.fields if isinstance(field, ChoiceField)}
            yield from _missing("choice field", fix.values, fields)
            for name in fix.values.keys() & fields.keys():
                yield from _missing("option", (fix.values[name],), (option.id for option in fields[name].options))
        case FreeOption(), RecordsQuestion():
            choices = (field.id for field in question.fields if isinstance(field, ChoiceField))
            yield from _missing("choice field", (fix.field,), choices)
        case _:
            return


def _missing(what: str, named: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    present = [*known]
    yield from (f"no {what} «{name}»{did_you_mean(name, present)}" for name in named if name not in present)


def _beside_the_point(rule: FindingRule, fix: FixRule) -> Iterator[str]:
    """It changes something else than what the detector looks at."""
    field = getattr(rule.detect, "field", None)
    if isinstance(fix, SetFields) and field:
        unchanged = fix.values.get(field, "") in ("", *getattr(rule.detect, "options", ()))
        if unchanged:
            yield f"leaves the field «{field}» as it was found"
    if isinstance(fix, FreeOption) and fix.field != field:
        yield f"leaves the field «{field}» as it was found"
    if isinstance(fix, Mark) and isinstance(rule.detect, NobodyHas) and fix.column not in rule.detect.columns:
        yield f"nobody has one of the columns {', '.join(rule.detect.columns)}; it marks «{fix.column}»"
