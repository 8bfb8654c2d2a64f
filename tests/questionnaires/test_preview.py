"""The preview says in Russian what a questionnaire file says in YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from bot.definitions.questionnaires import build_questionnaire, load_questionnaire
from bot.definitions.source import parse
from bot.domain.conditions import Condition
from bot.rendering.preview import operator, preview

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"

TEXT = """\
id: small
version: "7"
title: Маленький
sections:
  - id: one
    title: Раздел
    questions:
      - {{id: need, kind: choice, short: Нужда, ask: Нужно?, options: [{{id: a, label: Да}}, {{id: b, label: Нет}}]}}
      - id: places
        kind: multichoice
        short: Места
        ask: Где?
        options: [{{id: c, label: Тут}}, {{id: d, label: Там}}]
      - {{id: last, kind: text, short: Слова, ask: Что?, when: {condition}}}
"""


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("{is: {need: a}}", "выбрано «Да» в «Нужда»"),
        ("{is: {need: [a, b]}}", "выбрано «Да» или «Нет» в «Нужда»"),
        ("{not: {is: {need: a}}}", "не выбрано «Да» в «Нужда»"),
        ("{includes: {places: [c, d]}}", "есть «Тут» или «Там» в «Места»"),
        ("{not: {includes: {places: c}}}", "нет «Тут» в «Места»"),
        ("{answered: places}", "есть ответ на «Места»"),
        ("{not: {answered: places}}", "нет ответа на «Места»"),
        ("{all: [{is: {need: a}}, {answered: places}]}", "выбрано «Да» в «Нужда» и есть ответ на «Места»"),
        (
            "{all: [{is: {need: a}}, {any: [{answered: places}, {includes: {places: c}}]}]}",
            "выбрано «Да» в «Нужда» и (есть ответ на «Места» или есть «Тут» в «Места»)",
        ),
        (
            "{not: {any: [{answered: need}, {answered: places}]}}",
            "неверно, что (есть ответ на «Нужда» или есть ответ на «Места»)",
        ),
        ("{not: {not: {answered: need}}}", "неверно, что (нет ответа на «Нужда»)"),
        ("{is: {nobody: x}}", "выбрано «x» в «nobody»"),
    ],
)
def test_a_condition_is_told_in_words(condition: str, words: str) -> None:
    questionnaire = build_questionnaire(parse(TEXT.format(condition=condition), "small.yaml"))
    assert f"   Спрашиваем, если {words}.\n" in preview(questionnaire, TEMPLATES)


def test_every_operator_has_a_name() -> None:
    conditions = [{"is": {"a": "b"}}, {"includes": {"a": "b"}}, {"answered": "a"}, {"any": [{"answered": "a"}]}]
    built = [TypeAdapter[Condition](Condition).validate_python(condition) for condition in conditions]
    assert [operator(condition) for condition in built] == ["is", "includes", "answered", "any"]


@pytest.mark.parametrize(
    "path",
    [TEMPLATES / "questionnaires" / "crm_bitrix24.yaml", Path(__file__).parent / "workshop.yaml"],
    ids=["crm", "workshop"],
)
def test_everything_that_is_asked_is_in_the_preview(path: Path) -> None:
    questionnaire = load_questionnaire(path)
    text = preview(questionnaire, TEMPLATES)
    for question in questionnaire.questions.values():
        assert question.ask.replace("{item}", "…") in text
        assert f"«{question.short}», " in text
        for option in getattr(question, "options", ()):
            assert f"   • {option.label}" in text
        for line in question.details.splitlines():
            assert line.replace("<b>", "").replace("</b>", "") in text


def test_the_preview_says_how_the_brief_goes() -> None:
    lines = preview(load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml"), TEMPLATES).splitlines()
    assert lines[:2] == ["Бриф на внедрение CRM", "crm_bitrix24, версия 1: 34 вопроса, если отвечать на все — 15 мин"]
    assert "   Спрашиваем, если выбрано «Да, нужна» в «Воронка лидов»." in lines
    assert "Для каждого элемента ответа «Сценарии сделок»." in lines
    assert "   Предлагаем: первая строка — Телефон, Откуда узнали" in lines
    assert "   4) Через сколько? Если выбрано «Через время» в «Когда»." in lines
    assert "   Готовое: Отгрузка: план и факт (само не предлагается)" in lines
