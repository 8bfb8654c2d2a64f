"""Files become models; whatever is wrong with one is told with its line, in words for its author."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Annotated

import pytest
from pydantic import AfterValidator

from bot.definitions.faults import (
    BrokenYamlError,
    DefinitionError,
    Fault,
    InvalidDefinitionError,
    UnreadableFileError,
)
from bot.definitions.questionnaires import build_questionnaire, load_questionnaire
from bot.definitions.reading import build, read
from bot.definitions.source import parse
from bot.domain.conditions import Definition
from bot.domain.planning.plan import Period

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """\
id: small
version: "1"
title: Маленький
sections:
  - id: one
    title: Раздел
    questions:
      - id: need
        kind: choice
        short: Нужно
        ask: Нужно ли?
        options:
          - {id: yes, label: Да}
          - {id: no, label: Нет}
      - id: people
        kind: number
        short: Люди
        ask: Сколько людей?
        when: {is: {need: yes}}
        suggestions: [5, 1.5e1]
"""


class Price(Definition):
    rub: float | None
    exact: bool = True
    days: tuple[int, ...] = ()


def _known(name: str) -> str:
    message = f"there is no {name}"
    raise ValueError(message)


def faults_of(text: str) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        build_questionnaire(parse(text, "brief.yaml"))
    return [str(fault) for fault in caught.value.faults]


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    questionnaire = build_questionnaire(parse(SMALL.replace("label: Да", "label: on"), "brief.yaml"))
    need = questionnaire.questions["need"]
    assert [(option.id, option.label) for option in getattr(need, "options", ())] == [("yes", "on"), ("no", "Нет")]
    assert questionnaire.version == "1"


def test_numbers_and_truth_values_are_read_by_the_model() -> None:
    assert build(parse("rub: 1e3\nexact: false\ndays: [1, 2]", "p.yaml"), Price) == Price(
        rub=1000, exact=False, days=(1, 2)
    )


def test_a_bare_null_is_nothing_and_a_quoted_one_a_word() -> None:
    assert build(parse("rub: null", "p.yaml"), Price).rub is None
    with pytest.raises(InvalidDefinitionError, match='"rub" must be a number, not "null"'):
        build(parse('rub: "null"', "p.yaml"), Price)


def test_an_alias_repeats_what_its_anchor_marks() -> None:
    text = SMALL.replace("options:", "options: &answers", 1) + (
        "      - {id: again, kind: choice, short: Ещё, ask: А ещё?, options: *answers}\n"
    )
    questions = build_questionnaire(parse(text, "brief.yaml")).questions
    assert getattr(questions["again"], "options", None) == getattr(questions["need"], "options", ())


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("        ask: Нужно ли?\n", "", 'brief.yaml:8: section "one", question "need": "ask" is missing'),
        (
            "hort: Люди",
            "hort: Люди\n        hnt: Слово",
            'brief.yaml:18: section "one", question "people": unknown key "hnt"; did you mean "hint"?',
        ),
        (
            "kind: choice",
            "kind: choise",
            'brief.yaml:8: section "one", question "need": kind "choise" is unknown; did you mean "choice"?',
        ),
        ("        kind: number\n", "", 'brief.yaml:15: section "one", question "people": "kind" is missing'),
        (
            "{id: yes, label: Да}",
            "{id: Да, label: Да}",
            (
                'brief.yaml:13: section "one", question "need", option "Да": "id" is "Да", which is no id: use small '
                "Latin letters, digits and _, start with a letter, at most 32 characters"
            ),
        ),
        (
            "[5, 1.5e1]",
            "[5, много]",
            'brief.yaml:20: section "one", question "people", suggestion 2: this must be a number, not "много"',
        ),
        (
            "[5, 1.5e1]",
            "[5, 1e999]",
            'brief.yaml:20: section "one", question "people", suggestion 2: this must be a number, not "1e999"',
        ),
        (
            "[5, 1.5e1]",
            "[nan]",
            'brief.yaml:20: section "one", question "people", suggestion 1: this must be a number, not "nan"',
        ),
        (
            "{is: {need: yes}}",
            "{equals: {need: yes}}",
            (
                'brief.yaml:19: section "one", question "people": "when": a condition is a mapping with one of the '
                "keys is, includes, answered, any, all, not"
            ),
        ),
        (
            "{is: {need: yes}}",
            "{not: {not: {all: []}}}",
            'brief.yaml:19: section "one", question "people": "all" must not be empty',
        ),
        (
            "title: Раздел",
            f"title: {'Очень ' * 12}",
            'brief.yaml:6: section "one": "title" has 71 characters; at most 60 fit',
        ),
        (
            "kind: number",
            "kind: number\n        seconds: 0",
            'brief.yaml:17: section "one", question "people": "seconds" is 0; it must be at least 1',
        ),
        (
            "kind: number",
            "kind: number\n        discuss: наверное",
            'brief.yaml:17: section "one", question "people": "discuss" must be true or false, not "наверное"',
        ),
        ("ask: Нужно ли?", 'ask: ""', 'brief.yaml:11: section "one", question "need": "ask" must not be empty'),
        (
            "ask: Нужно ли?",
            "ask: [Нужно, ли]",
            'brief.yaml:11: section "one", question "need": "ask" must be a text, not a list',
        ),
    ],
)
def test_what_the_model_refuses_is_told_with_its_line(old: str, new: str, fault: str) -> None:
    text = SMALL.replace(old, new, 1)
    assert faults_of(text) == [fault]


class Purchase(Definition):
    period: Period
    since: date | None = None
    at: time | None = None
    price: Annotated[str, AfterValidator(_known)] = ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("period: weekly", 'p.yaml:1: "period" is "weekly"; expected one of once, month'),
        ("period: null", 'p.yaml:1: "period" is nothing; expected one of once, month'),
        ("period: once\nprice: gold", 'p.yaml:2: "price": there is no gold'),
        ("period: once\nsince: вчера", 'p.yaml:2: "since" must be a date such as 2026-08-01, not "вчера"'),
        ("period: once\nat: утром", 'p.yaml:2: "at" must be a time such as 10:00, not "утром"'),
    ],
)
def test_a_fault_is_told_in_the_words_of_the_house(text: str, fault: str) -> None:
    with pytest.raises(InvalidDefinitionError) as caught:
        build(parse(text, "p.yaml"), Purchase)
    assert [str(fault) for fault in caught.value.faults] == [fault]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: choice", "kind: |\n          раз\n          два", 'kind "раз два" is unknown'),
        ("ask: Нужно ли?", "ask: null", '"ask" must be a text, not nothing'),
        (
            "when: {is: {need: yes}}",
            "when: null\n        discuss: null",
            '"discuss" must be true or false, not nothing',
        ),
        ("- id: people", "- null\n      - id: people", "question 2: this must be a mapping, not nothing"),
        (
            "suggestions: [5, 1.5e1]",
            "suggestions: |\n          5\n          6",
            '"suggestions" must be a list, not "5 6"',
        ),
        ("suggestions: [5, 1.5e1]", f"suggestions: {'очень ' * 60}", "…"),
        ("id: people", f"id: {'очень' * 60}", "…"),
        ("kind: choice", f"kind: {'очень' * 60}", "…"),
        ("kind: choice", "kind: null", '"kind" is missing'),
        ("suggestions: [5, 1.5e1]", f"{'очень' * 60}: 1", "…"),
    ],
)
def test_whatever_is_written_a_fault_is_one_line(old: str, new: str, told: str) -> None:
    (fault,) = faults_of(SMALL.replace(old, new, 1))
    assert told in fault
    assert "\n" not in fault
    assert len(fault) < 250


def test_all_mistakes_of_a_file_are_told_at_once_in_its_order() -> None:
    text = SMALL.replace("kind: choice", "kind: choise").replace("ask: Сколько людей?", "asks: Сколько людей?")
    assert [line.split(": ")[0] for line in faults_of(text)] == ["brief.yaml:8", "brief.yaml:15", "brief.yaml:18"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "id: people",
            "id: need",
            'brief.yaml:15: section "one": the id "need" stands twice, first in line 8',
        ),
        (
            "{id: no,",
            "{id: yes,",
            'brief.yaml:14: section "one", question "need": the id "yes" stands twice, first in line 13',
        ),
        (
            "sections:\n",
            "sections:\n  - {id: one, title: А, questions: [{id: need, kind: text, short: Б, ask: В}]}\n",
            'brief.yaml:6: the id "one" stands twice, first in line 5',
        ),
    ],
)
def test_an_id_stands_once(old: str, new: str, fault: str) -> None:
    assert fault in faults_of(SMALL.replace(old, new, 1))


def test_questions_of_different_sections_share_their_ids_space() -> None:
    text = SMALL + "  - {id: two, title: А, questions: [{id: need, kind: text, short: Б, ask: В}]}\n"
    assert faults_of(text) == ['brief.yaml:21: section "two": the id "need" stands twice, first in line 8']


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("id: a\nid: b", 'brief.yaml:2: the key "id" stands twice in one mapping'),
        ("a: [1, 2", "brief.yaml:1: broken YAML: did not find expected ',' or ']'"),
        ("a: b\n\tc: d", "brief.yaml:2: broken YAML: found a tab character that violates indentation"),
        ("a: b: c", "brief.yaml:1: broken YAML: mapping values are not allowed in this context"),
        ("a: 1\nb: \x07", "brief.yaml:2: broken YAML: control characters are not allowed"),
        ("", "brief.yaml: the file is empty"),
        ("# только слова", "brief.yaml: the file is empty"),
        ("a: *b", "brief.yaml:1: broken YAML: found undefined alias"),
        ("a: &a [*a]", "brief.yaml:1: an alias stands inside of what it repeats"),
        ("[a, b]: c", "brief.yaml:1: a key must be a word, not a list or a mapping"),
        ("a: 1\n---\nb: 2", "brief.yaml:2: broken YAML: but found another document"),
        (
            "a: !!python/object/apply:os.system [ls]",
            "brief.yaml:1: write the value without the tag tag:yaml.org,2002:python/object/apply:os.system",
        ),
        ("a: !!int 5", "brief.yaml:1: write the value without the tag tag:yaml.org,2002:int"),
    ],
)
def test_what_is_no_definition_yaml_is_refused_in_one_line(text: str, fault: str) -> None:
    with pytest.raises(BrokenYamlError) as caught:
        parse(text, "brief.yaml")
    assert [str(fault) for fault in caught.value.faults] == [fault]


def test_aliases_that_unfold_into_gigabytes_are_refused() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    with pytest.raises(BrokenYamlError, match="too large once its aliases are written out"):
        parse(bomb, "brief.yaml")


@pytest.mark.parametrize("depth", [500, 100_000])
def test_endless_nesting_is_refused(depth: int) -> None:
    with pytest.raises(DefinitionError):
        build_questionnaire(parse("[" * depth + "]" * depth, "brief.yaml"))


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"none\.yaml: cannot be read: no such file or directory"):
        load_questionnaire(tmp_path / "none.yaml")


def test_a_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "old.yaml"
    path.write_bytes("title: Бриф".encode("cp1251"))
    with pytest.raises(UnreadableFileError, match="not a text in UTF-8"):
        read(path, Price)


def test_a_fault_of_the_whole_file_has_no_line() -> None:
    assert str(Fault("brief.yaml", 0, "the file is empty")) == "brief.yaml: the file is empty"
