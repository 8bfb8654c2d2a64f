"""The two forms of a reading say the same, and the longest plan fits."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.planning.plan_sections import PipelineBlock
from bot.rendering.environment import short
from bot.rendering.readings import PlanReadings
from bot.rendering.rich_html import PAGE, elements_of, size_of
from bot.simulator.html_mode import parse_html
from bot.simulator.rich_blocks import Details, RichMessage
from bot.simulator.rich_html import parse_rich_html
from tests.documents.plans import filled_with, huge, life

TEMPLATES = Path(__file__).parents[2] / "templates"
READINGS = PlanReadings(TEMPLATES, ZoneInfo("Europe/Moscow"))


def rich(html: str) -> str:
    return RichMessage(parse_rich_html(html)).words


def classic(html: str) -> str:
    return parse_html(html)[0]


def test_an_ordinary_plan_is_one_screen_and_one_message_of_folded_sections() -> None:
    first, rest = READINGS.summary(life())
    assert (len(first.rich), len(rest.rich)) == (1, 1)
    assert all(isinstance(block, Details) and not block.is_open for block in parse_rich_html(rest.rich[0]))


def test_both_forms_of_a_message_tell_of_the_same_stages_works_and_findings() -> None:
    plan = life()
    said = [work.title for work in plan.works] + [finding.text for finding in plan.findings]
    for section in plan.sections:
        for block in section.blocks:
            said += [stage.name.text for stage in block.stages] if isinstance(block, PipelineBlock) else []
    tellings = READINGS.summary(plan)
    for words in (
        "\n".join(rich(html) for telling in tellings for html in telling.rich),
        "\n".join(classic(html) for telling in tellings for html in telling.classic),
    ):
        assert [text for text in said if text not in words] == []


def test_twelve_pipelines_and_hundreds_of_fields_fit_with_every_stage_in_both_forms() -> None:
    plan = huge(pipelines=12, stages=20, own_fields=40)
    missing: dict[str, list[str]] = {}
    for telling in READINGS.summary(plan):
        assert all(size_of(elements_of(html)).fits(PAGE) for html in telling.rich)
        told, instead = "\n".join(map(rich, telling.rich)), "\n".join(map(classic, telling.classic))
        titles = {line.partition(" · ◐")[0] for line in told.splitlines()}
        for section in (section for section in plan.sections if short(section.title, 80) in titles):
            stages = [stage for block in section.blocks if isinstance(block, PipelineBlock) for stage in block.stages]
            names = [stage.name.text for stage in stages]
            # A section's name comes again as a group of the agenda.
            missing.setdefault(section.id, [name for name in names if name not in told or name not in instead])
    assert missing == {section.id: [] for section in plan.sections}


@pytest.mark.parametrize("text", ['<&"' * 60, "🐘" * 100, "\u202e\u200b", "</td></tr></table>"])
def test_the_longest_plan_of_hostile_words_stays_within_the_limits(text: str) -> None:
    plan = filled_with(huge(pipelines=2), text)
    for telling in (*READINGS.summary(plan), *READINGS.agenda(plan)):
        assert telling.classic
        for html in telling.rich:
            assert rich(html)
            assert size_of(elements_of(html)).fits(PAGE)
