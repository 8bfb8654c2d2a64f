"""The tariff that a brief asks for: the lowest that no reason speaks against, and why."""

from __future__ import annotations

import pytest
import yaml
from pydantic import ValidationError

from bot.domain.answers import AnswerStatus
from bot.domain.planning.catalog_tariffs import TariffRule
from bot.domain.values import NumberValue
from tests.planning.bakery import BAKERY
from tests.planning.making import Said, catalog, choice, listed, many, misfits, plan

RULE = """
levels: {small: Малый, middle: Средний, large: Большой}
sized_by: ovens
text: "Тариф «{tariff}»[ {more}]"
short: "[{tariff}][ {more}]"
more: или выше
nothing: Тариф уточнить
unknown: "Узнать про {reasons}"
reasons:
  - {id: ovens, at_least: middle, norm: few, text: "печей {number}, на «Малом» до {limit}",
     detect: {kind: number_over, question: ovens, limit: few}}
  - {id: web, at_least: large, norm: said, text: продажа через сайт, when: {includes: {ways: web}},
     detect: {kind: holds, question: ways}}
  - {id: steps, at_least: middle, norm: said, text: шаги, detect: {kind: holds, question: steps}}
  - {id: cakes, norm: said, text: "изделий {number}", detect: {kind: more_than, question: cakes, limit: few}}
"""
CATALOG = """
id: rules
version: "1"
questionnaire: bakery
facts:
  few: {value: 2, source: прайс, date: 2026-01-02}
  said: {says: так сказали, source: справка, date: 2026-03-04}
tariff:
""" + "\n".join(f"  {line}" for line in RULE.splitlines())
RULES = catalog(CATALOG)


def tariff(said: dict[str, Said]) -> tuple[str, str, str]:
    (decision,) = plan(BAKERY, said, RULES).decisions
    assert decision.id == "tariff"
    return decision.text, decision.short, decision.because


def test_the_reason_that_asks_for_the_most_decides_and_says_whose_word_it_is() -> None:
    assert tariff({"ovens": NumberValue(3), "ways": many("web")}) == (
        "Тариф «Большой»",
        "Большой",
        "Продажа через сайт (справка, 04.03.2026).",
    )


def test_every_reason_that_forces_the_level_is_told_once() -> None:
    said: dict[str, Said] = {
        "ovens": NumberValue(3),
        "cakes": listed(bun="Булочка", pie="Пирог"),
        "steps@bun": listed(mix="Замес"),
        "steps@pie": listed(roll="Раскатать"),
    }
    assert tariff(said)[2] == "Печей 3, на «Малом» до 2 (прайс, 02.01.2026); шаги (справка, 04.03.2026)."


def test_what_no_source_knows_the_tariff_of_is_to_be_found_out() -> None:
    said: dict[str, Said] = {"ovens": NumberValue(3), "cakes": listed(a="А", b="Б", c="В")}
    assert tariff(said)[2] == "Печей 3, на «Малом» до 2 (прайс, 02.01.2026). Узнать про изделий 3."


def test_while_nobody_says_how_many_use_it_the_tariff_may_be_higher() -> None:
    assert tariff({"ways": many("web"), "ovens": AnswerStatus.UNKNOWN})[:2] == (
        "Тариф «Большой» или выше",
        "Большой или выше",
    )


def test_without_a_reason_nothing_is_guessed() -> None:
    assert tariff({"ovens": NumberValue(2), "ways": many("hall")}) == ("Тариф уточнить", "", "")


def test_before_anything_is_said_that_it_hangs_on_there_is_no_decision() -> None:
    assert plan(BAKERY, {"open": choice("yes")}, RULES).decisions == ()


def test_it_names_the_answers_that_it_rests_on() -> None:
    (decision,) = plan(BAKERY, {"ovens": NumberValue(3), "ways": many("web")}, RULES).decisions
    assert {str(source.key) for source in decision.sources} == {"ovens", "ways"}
    assert all(source.seq is not None for source in decision.sources)


def test_a_reason_for_a_tariff_that_is_not_there_is_refused() -> None:
    made = yaml.safe_load(RULE.replace("at_least: large", "at_least: huge"))
    with pytest.raises(ValidationError, match=r"reasons\[web\]\.at_least: there is no level «huge»"):
        TariffRule.model_validate(made)


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("norm: few", "norm: many", "tariff.reasons[ovens].norm: there is no fact «many»"),
        (
            "question: steps",
            "question: walks",
            'tariff.reasons[steps].detect.question: the questionnaire has no question «walks»; did you mean "ways"?',
        ),
        (
            "Узнать про {reasons}",
            "Узнать про {resons}",
            'tariff.unknown: nothing is called «resons»; did you mean "reasons"?',
        ),
        (
            "печей {number}",
            "печей {numbers}",
            'tariff.reasons[ovens].text: nothing is called «numbers»; did you mean "number"?',
        ),
        ("sized_by: ovens", "sized_by: cakes", "tariff.sized_by: «cakes» is a list, here belongs a number"),
    ],
)
def test_check_names_what_is_wrong_with_it(good: str, bad: str, fault: str) -> None:
    assert good in CATALOG
    assert fault in misfits(catalog(CATALOG.replace(good, bad)), BAKERY)


def test_check_finds_a_reason_that_can_never_hold() -> None:
    idle = CATALOG.replace("question: cakes, limit: few", "question: cakes, limit: most").replace(
        "facts:", "facts:\n  most: {value: 30, source: x, date: 2026-01-02}"
    )
    faults = misfits(catalog(idle), BAKERY)
    assert "tariff.reasons[cakes].detect: never finds anything: «cakes» never has more than 30" in faults
