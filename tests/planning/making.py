"""Briefs, questionnaires and catalogs for the tests of the plan, made in few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from bot.definitions.wording import path
from bot.domain.answers import Answer, Answers, AnswerStatus, Attachment, Dependency, QuestionKey
from bot.domain.brief import Brief, Submission
from bot.domain.editing import edit
from bot.domain.planning.building import build_plan
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.checking import check_catalog
from bot.domain.planning.mending import mending
from bot.domain.planning.view import View
from bot.domain.questionnaire import Questionnaire
from bot.domain.route import find_route
from bot.domain.values import (
    ChoiceValue,
    FieldValue,
    GridValue,
    Item,
    ItemValue,
    ListValue,
    MultichoiceValue,
    NumberValue,
    Record,
    RecordsValue,
    TextValue,
    Value,
)
from tests.fakes import CountingIds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.misfits import Misfit
    from bot.domain.planning.catalog import FindingRule
    from bot.domain.planning.plan import Plan
    from bot.domain.route import Route, Step

TEMPLATES = Path(__file__).parents[2] / "templates"
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

Said = Value | AnswerStatus | tuple[AnswerStatus, Value]


def questionnaire(text: str) -> Questionnaire:
    return Questionnaire.model_validate(yaml.safe_load(text))


def catalog(text: str) -> Catalog:
    return Catalog.model_validate(yaml.safe_load(text))


def misfits(rules: Catalog, definition: Questionnaire) -> tuple[str, ...]:
    """What check finds in a catalog, each fault with its place."""
    return told(check_catalog(rules, definition), rules)


def told(faults: Iterable[Misfit], rules: Catalog) -> tuple[str, ...]:
    data = rules.model_dump(mode="json", by_alias=True)
    return tuple(f"{path(data, fault.place)}: {fault.message}" for fault in faults)


def choice(option: str) -> ChoiceValue:
    return ChoiceValue(option)


def many(*options: str, own: tuple[str, ...] = ()) -> MultichoiceValue:
    return MultichoiceValue(options, tuple(Item(f"own{number}", label) for number, label in enumerate(own)))


def listed(**labels: str) -> ListValue:
    """Elements with these ids."""
    return ListValue(tuple(Item(item, label) for item, label in labels.items()))


def marked(*, own: Mapping[str, str] | None = None, **rows: str) -> GridValue:
    """Row id → its columns, parted by spaces; every named row is passed."""
    cells = frozenset((row, column) for row, columns in rows.items() for column in columns.split())
    return GridValue(cells, tuple(Item(item, label) for item, label in (own or {}).items()), frozenset(rows))


def record(id_: str, *, parent: str | None = None, **fields: str | float) -> Record:
    """Texts of the form «=option», «~own words», «@element»; other texts and numbers are what they are."""
    return Record(id_, {name: _field(value) for name, value in fields.items()}, parent)


def _field(value: str | float) -> FieldValue:
    if not isinstance(value, str):
        return NumberValue(value)
    match value[:1], value[1:]:
        case "=", option:
            return ChoiceValue(option)
        case "~", own:
            return ChoiceValue(own=own)
        case "@", element:
            return ItemValue(element)
        case _:
            return TextValue(value)


def records(*rows: Record) -> RecordsValue:
    return RecordsValue(rows)


def answered(
    said: Mapping[str, Said], *, basis: Mapping[str, tuple[Dependency, ...]] | None = None, author: int = 7
) -> Answers:
    """Answers by key («question@element»), half a minute apart."""
    answers = Answers()
    for text, each in said.items():
        status, value = _status_and_value(each)
        seq = answers.next_seq
        at = START + timedelta(seconds=30 * seq)
        rests_on = (basis or {}).get(text, ())
        answers = answers.with_(Answer(seq, QuestionKey.parse(text), status, value, author, at, "1", rests_on))
    return answers


def _status_and_value(said: Said) -> tuple[AnswerStatus, Value | None]:
    if isinstance(said, AnswerStatus):
        return said, None
    return said if isinstance(said, tuple) else (AnswerStatus.ANSWERED, said)


def brief(
    definition: Questionnaire,
    said: Mapping[str, Said] | Answers,
    *,
    company: str = "ООО «Ромашка»",
    attachments: tuple[Attachment, ...] = (),
    submitted: bool = True,
) -> Brief:
    answers = said if isinstance(said, Answers) else answered(said)
    submissions = (Submission(answers.next_seq - 1, START + timedelta(hours=1)),) if submitted else ()
    return Brief(
        id="b1",
        token="secret",
        questionnaire=definition.id,
        company=company,
        contact="Анна",
        manager_id=1,
        created_at=START - timedelta(days=1),
        client_id=7,
        started_at=START,
        submissions=submissions,
        answers=answers,
        attachments=attachments,
    )


def sent_twice(definition: Questionnaire, before: Mapping[str, Said], after: Mapping[str, Said]) -> Brief:
    """A brief that was sent with ``before`` and, an hour later, with ``after`` said as well."""
    first, second = answered(before), answered(after)
    rows = (replace(row, seq=row.seq + len(before), at=row.at + timedelta(hours=1)) for row in second.history)
    submissions = tuple(
        Submission(seq, START + timedelta(hours=hours, minutes=59))
        for hours, seq in enumerate((len(before), len(before) + len(after)))
    )
    return replace(brief(definition, Answers((*first.history, *rows))), submissions=submissions)


def route(definition: Questionnaire, said: Mapping[str, Said] | Answers) -> Route:
    return find_route(definition, said if isinstance(said, Answers) else answered(said))


def mended(ways: Route, rules: Catalog, rule: FindingRule, step: Step) -> Value | None:
    """The answer as the fix of this rule leaves it; None where it does not apply."""
    changes = mending(View(ways), rules, rule, step)
    for change in changes:
        assert step.answer is not None
        step = step.holding(replace(step.answer, value=edit(ways, step, change, CountingIds())))
    return step.answer.value if changes and step.answer else None


def plan(definition: Questionnaire, said: Mapping[str, Said] | Answers, rules: Catalog | None = None) -> Plan:
    made = brief(definition, said)
    return build_plan(made, find_route(definition, made.answers), rules)
