"""The plan on paper."""

from __future__ import annotations

import shutil
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from bot.rendering.documents.errors import DocumentError
from bot.rendering.documents.typesetting import Typesetter
from tests.documents.blocks import with_every_block
from tests.documents.plans import (
    CHANGED,
    HOSTILE,
    LONG,
    WORDY,
    draft,
    every_kind,
    filled_with,
    huge,
    life,
    published,
    sent_again,
    squeezed,
)
from tests.planning.making import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.planning.plan import Plan

TYPESETTER = Typesetter(TEMPLATES)


def pages(plan: Plan) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(TYPESETTER.pdf(published(plan)))).pages]


def text(plan: Plan) -> str:
    return squeezed("".join(pages(plan)))


@pytest.mark.parametrize(("name", "plan"), every_kind().items(), ids=every_kind())
def test_every_plan_has_its_company_its_agenda_and_numbered_pages(name: str, plan: Plan) -> None:
    told = pages(plan)
    assert squeezed(plan.passport.company) in squeezed(told[0]), name
    assert "Повестка встречи" in "".join(told)
    assert all(f"{number} из {len(told)}" in page for number, page in enumerate(told, 1))


def test_a_plan_is_told_in_full() -> None:
    plan = life()
    told = text(plan)
    blocks = [block for section in plan.sections for block in section.blocks]
    stages = [stage.name.text for block in blocks if block.kind == "pipeline" for stage in block.stages]
    pipelines = [block for block in blocks if block.kind == "pipeline"]
    codes = [stage.code for block in pipelines for stage in block.stages]
    codes += [row.code for block in blocks if block.kind == "dictionary" for row in block.rows]
    rules = [row for block in blocks if block.kind == "automation" for row in block.rows]
    parts = [*codes, *(row.text or row.condition for row in rules), *(row.recipient for row in rules)]
    parts += [*stages, *(work.title for work in plan.works), *(finding.text for finding in plan.findings)]
    parts += [purchase.title for purchase in plan.purchases]
    parts += [item.title for item in plan.agenda]
    parts += [decision.text for decision in plan.decisions]
    assert [part for part in parts if squeezed(part) not in told] == []


def test_amounts_and_dates_are_in_words() -> None:
    told = text(life())
    assert "Версия1от23ноября2026" in told
    assert "Итогоразово,ещёбезцены:13000₽" in told
    assert "Итоговмесяц,ещёбезцены:2от2000₽" in told


def test_the_total_of_hours_is_the_same_figure_everywhere() -> None:
    told = text(life())
    assert told.count("39,5–71ч") == 2
    assert "40–71" not in told


def test_a_word_with_a_hyphen_is_parted_behind_it_or_with_another() -> None:
    plan = draft()
    item = replace(plan.agenda[0], title="дизайнер бизнес-процессов: " * 40)
    told = "".join(pages(replace(plan, agenda=(item,)))).split()
    begun = [word for word in told if word.startswith("бизнес")]
    assert len(begun) > 30
    assert [word for word in begun if not word.endswith(("-", "\xad", "процессов:"))] == []


def test_what_waits_for_spare_time_is_counted_apart() -> None:
    plan = life()
    spare = replace(plan, agenda=(*plan.agenda[:-2], *(replace(item, spare=True) for item in plan.agenda[-2:])))
    first = squeezed(pages(spare)[0])
    assert f"Квстрече{len(plan.agenda) - 2}вопрос" in first
    assert "еслиостанетсявремя,ещё2" in first


def test_the_voice_menu_is_a_tree_and_pipelines_have_their_endings() -> None:
    told = text(life())
    assert "└1—Вывесканегорит" in told
    assert "✓Сделкауспешна" in told
    assert "✗Сделкапровалена" in told


def test_a_stage_without_a_criterion_is_to_be_settled() -> None:
    told = text(life())
    assert "5ВработеIN_PROCESSуточнить" in told
    assert "Когдапереходитьдальше:«Вработе»обсудить" in told
    assert "Кодыстадий:справочникDEAL_STAGE_{n};порталдобавитккодамC{n}:" in told


def test_a_field_that_is_mandatory_nearly_everywhere_tells_the_first_places() -> None:
    told = text(huge())
    assert "иещё17" in told
    assert "иещё2" in told


def test_tables_wider_than_a_page_are_told_as_lines() -> None:
    told = text(with_every_block(life()))
    assert "Строка0целиком" in told
    assert "Право0,Право2,Право4,Право6,Право8,Право10" in told


def test_a_draft_says_so() -> None:
    assert "Черновик:естьответына" in text(draft())


def test_heads_of_tables_are_repeated_on_every_page_of_a_long_table() -> None:
    assert sum("Обязательные поля" in page for page in pages(huge())) > 20


def test_a_group_of_the_agenda_has_its_title_on_the_page_of_its_first_question() -> None:
    item = draft().agenda[0]
    groups = tuple(replace(item, group=f"Группа{n}", title=f"Вопрос{n}", said="слово " * n) for n in range(60))
    told = [page for page in pages(replace(draft(), agenda=groups)) if "Группа" in page]
    assert len(told) > 5
    assert all(page.rfind("Вопрос") > page.rfind("Группа") for page in told)


def test_what_changed_since_the_version_before_stands_before_the_decisions() -> None:
    told = text(sent_again())
    start, end = told.index("Чтоизменилосьсверсии1"), told.index("CRMслидами:6стадийдосделки")
    for name, change in CHANGED:
        assert squeezed(name) in told[start:end]
        assert squeezed(change) in told[start:end]
    assert "Чтоизменилось" not in text(life())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_are_shown_as_they_were_typed(hostile: str) -> None:
    told = text(filled_with(draft(), hostile))
    letters = squeezed(hostile)
    # Signs without a font, and letters from right to left, are drawn but come back otherwise.
    assert letters in told or not letters.isascii()
    assert "Повестка" in told


@pytest.mark.parametrize("long", [LONG, WORDY], ids=["one word", "many words"])
def test_the_longest_texts_flow_over_pages(long: str) -> None:
    told = pages(filled_with(draft(), long))
    assert len(told) > 10
    assert squeezed("".join(told)).count(squeezed(long)[:5]) > 5000


def test_the_same_plan_is_the_same_file() -> None:
    plan = published(life())
    assert TYPESETTER.pdf(plan) == Typesetter(TEMPLATES).pdf(plan)


def test_a_template_that_does_not_compile_is_one_line(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates" / "documents" / "plan.typ").write_text("#unknown()", encoding="utf-8")
    with pytest.raises(DocumentError) as failure:
        Typesetter(tmp_path / "templates").pdf(published(draft()))
    assert str(failure.value) == "templates/documents/plan.typ: unknown variable: unknown"
