"""What ``docs/questionnaire.md`` shows is true."""

from __future__ import annotations

import re
from pathlib import Path

from bot.definitions.checking import check
from bot.definitions.questionnaires import build_questionnaire
from bot.definitions.source import parse
from bot.domain.questionnaire import Questionnaire, Section

PAGE = (Path(__file__).parents[2] / "docs" / "questionnaire.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def faults(text: str) -> list[str]:
    source = parse(text, "my_brief.yaml")
    return [str(fault) for fault in check(build_questionnaire(source), source)]


def test_the_example_is_a_faultless_questionnaire() -> None:
    assert faults(EXAMPLE) == []
    assert build_questionnaire(parse(EXAMPLE, "my_brief.yaml")).repeats("price") == ("zones",)


def test_the_fault_that_the_page_shows_is_the_one_that_check_tells() -> None:
    (shown,) = re.findall(r"^    (my_brief\.yaml:\d+: .*)$", PAGE, re.MULTILINE)
    assert faults(EXAMPLE.replace("{is: {need: yes}}", "{is: {ned: yes}}")) == [shown]


def test_every_key_of_the_format_is_told() -> None:
    told = set(re.findall(r"[a-z_]+", PAGE))
    keys = {info.alias or name for model in (Questionnaire, Section) for name, info in model.model_fields.items()}
    assert keys <= told
