"""The plan as a Word document and as a web page."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from docx import Document

from bot.domain.planning.plan import Severity
from bot.rendering.documents.errors import DocumentError
from bot.rendering.documents.pages import web_page, word_document
from bot.rendering.documents.wording import Wording
from tests.documents.plans import (
    CHANGED,
    HOSTILE,
    LONG,
    WORDS,
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
    from collections.abc import Callable
    from pathlib import Path

    from bot.domain.planning.plan import Plan

_VOID = {"meta", "br"}


def word(plan: Plan) -> str:
    document = Document(BytesIO(word_document(published(plan), WORDS, TEMPLATES)))
    lines = [part.text for part in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def page(plan: Plan) -> str:
    reader = _Reader()
    reader.feed(web_page(published(plan), WORDS, TEMPLATES).decode())
    assert reader.open == []
    return "\n".join(reader.texts)


class _Reader(HTMLParser):
    """What is read on a page; fails where tags are not nested."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)


FORMATS = pytest.mark.parametrize("read", [word, page])


@FORMATS
@pytest.mark.parametrize("plan", every_kind().values(), ids=every_kind())
def test_a_plan_is_told_in_full(read: Callable[[Plan], str], plan: Plan) -> None:
    told = squeezed(read(plan))
    blocks = [block for section in plan.sections for block in section.blocks]
    stages = [stage for block in blocks if block.kind == "pipeline" for stage in block.stages]
    parts = [plan.passport.company, *(stage.name.text for stage in stages)]
    parts += [field.text for stage in stages for field in stage.fields]
    parts += [rule.text for stage in stages for rule in stage.automation]
    parts += [each.line.text for stage in stages for each in stage.criteria if each.origin]
    parts += [stage.code for stage in stages]
    parts += [row.code for block in blocks if block.kind == "dictionary" for row in block.rows]
    rules = [row for block in blocks if block.kind == "automation" for row in block.rows]
    parts += [row.text or row.condition for row in rules] + [row.recipient for row in rules]
    parts += [need.text for row in rules for need in row.needs]
    parts += [
        cell for block in blocks if block.kind == "table" and not block.tree for row in block.rows for cell in row.cells
    ]
    parts += [work.title for work in plan.works] + [purchase.title for purchase in plan.purchases]
    parts += [finding.text for finding in plan.findings] + [item.title for item in plan.agenda]
    parts += [finding.fix.label for finding in plan.findings if finding.fix]
    parts += [each.text for each in (*plan.out_of_scope, *plan.assumptions, *plan.acceptance)]
    parts += [decision.because for decision in plan.decisions] + [file.caption for file in plan.attachments]
    assert [part for part in parts if squeezed(part) not in told] == []


@FORMATS
def test_the_meeting_is_told_in_the_zone_of_the_document(read: Callable[[Plan], str]) -> None:
    assert "встреча27ноября2026,15:00" in squeezed(read(life()))
    assert "встреча27" not in squeezed(read(draft()))


@FORMATS
def test_amounts_dates_and_states_are_in_words(read: Callable[[Plan], str]) -> None:
    told = squeezed(read(life()))
    for words in (
        "Версия1от23ноября2026",
        "39,5–71ч",
        "от2000₽",
        "ещёбезцены:2",
        "8вопросов",
        "клиентнезнает",
        "≈22мин",
    ):
        assert words in told


@FORMATS
def test_the_total_of_hours_is_the_same_figure_everywhere(read: Callable[[Plan], str]) -> None:
    told = squeezed(read(life()))
    assert told.count("39,5–71ч") == 2
    assert "40–71" not in told


@FORMATS
def test_a_draft_says_so_and_shows_no_empty_parts(read: Callable[[Plan], str]) -> None:
    told = read(replace(draft(), purchases=()))
    assert "Черновик: есть ответы на" in told
    assert WORDS.headings.purchases not in told
    assert WORDS.headings.attachments not in told


@pytest.mark.parametrize("read", [word, page])
def test_what_changed_since_the_version_before_stands_before_the_decisions(read: Callable[[Plan], str]) -> None:
    told = squeezed(read(sent_again()))
    start, end = told.index("Чтоизменилосьсверсии1"), told.index("CRMслидами:6стадийдосделки")
    for name, change in CHANGED:
        assert squeezed(name) in told[start:end]
        assert squeezed(change) in told[start:end]
    assert "Чтоизменилось" not in squeezed(read(life()))


@FORMATS
@pytest.mark.parametrize("hostile", [*HOSTILE, LONG])
def test_hostile_words_are_shown_as_they_were_typed(read: Callable[[Plan], str], hostile: str) -> None:
    plan = filled_with(life(), hostile)
    told = squeezed(read(plan))
    assert told.count(squeezed(hostile)) >= len(plan.works) + len(plan.agenda) + len(plan.decisions)


def test_the_word_template_has_its_words_from_the_labels() -> None:
    with ZipFile(TEMPLATES / "documents" / "plan.docx") as archive:
        written = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert "words.headings.agenda" in written
    assert re.search("[а-яё]", written, re.IGNORECASE) is None


def test_rights_stand_by_their_roles_and_queues_by_their_channels() -> None:
    tables = Document(BytesIO(word_document(published(life()), WORDS, TEMPLATES))).tables
    rows = {row.cells[0].text: row.cells[1].text for table in tables for row in table.rows}
    assert rows["Менеджер"] == "Видит своих, Изменяет"
    assert rows["WhatsApp"] == "уточнить, кто отвечает"


def test_rows_of_word_tables_stay_whole() -> None:
    document = Document(BytesIO(word_document(published(life()), WORDS, TEMPLATES)))
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for table in document.tables for row in table.rows)  # noqa: SLF001 - python-docx shows it nowhere else


def test_of_a_point_of_the_word_agenda_only_the_question_is_bold() -> None:
    document = Document(BytesIO(word_document(published(life()), WORDS, TEMPLATES)))
    table = next(table for table in document.tables if table.cell(0, 1).text == WORDS.columns.question)
    runs = [run for row in table.rows[1:-1] for cell in row.cells[1:2] for run in cell.paragraphs[0].runs]
    assert {run.text for run in runs if run.bold} == {item.title for item in life().agenda}


@FORMATS
def test_the_first_page_tells_what_is_doubtful_and_how_much_of_it_blocks(read: Callable[[Plan], str]) -> None:
    plan = life()
    blocked = replace(plan, findings=(replace(plan.findings[0], severity=Severity.PROBLEM), *plan.findings[1:]))
    problems = sum(finding.severity is Severity.PROBLEM for finding in blocked.findings)
    beginning = squeezed(read(blocked)).partition(squeezed(WORDS.headings.decisions + plan.decisions[0].text))[0]
    assert re.search(rf"Сомнительно:?{len(plan.findings)},?изнихмешает:{problems}", beginning)


@FORMATS
def test_every_phase_has_its_sum(read: Callable[[Plan], str]) -> None:
    told = squeezed(read(life()))
    for phase in published(life()).phases:
        assert re.search(rf"{squeezed(phase.title)}+{squeezed(Wording(WORDS).hours(phase.hours))}", told), phase.title


@FORMATS
def test_what_waits_for_spare_time_is_counted_apart(read: Callable[[Plan], str]) -> None:
    plan = life()
    spare = replace(plan, agenda=(*plan.agenda[:-2], *(replace(item, spare=True) for item in plan.agenda[-2:])))
    told = squeezed(read(spare))
    assert re.search(rf"Квстрече:?{len(plan.agenda) - 2}вопрос", told)
    assert "еслиостанетсявремя,ещё2" in told


def test_heads_of_long_word_tables_are_repeated() -> None:
    document = Document(BytesIO(word_document(published(huge()), WORDS, TEMPLATES)))
    heads = [table for table in document.tables if table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")]  # noqa: SLF001 - python-docx shows it nowhere else
    assert len(heads) > 7


def test_words_typed_by_people_become_no_tags_of_a_page() -> None:
    reader = _Reader()
    reader.feed(web_page(published(filled_with(life(), "<script>alert(1)</script><i>")), WORDS, TEMPLATES).decode())
    assert not reader.tags & {"script", "i"}


def test_a_page_asks_nobody_for_anything() -> None:
    html = web_page(published(life()), WORDS, TEMPLATES).decode()
    assert not re.search(r"(src|href|url)\s*[=(]", html)


@pytest.mark.parametrize(
    ("make", "name", "text", "fault"),
    [
        (web_page, "plan.html.j2", "{{ nothing }}", "'nothing' is undefined"),
        (web_page, "plan.html.j2", "{% if %}", "Expected an expression, got 'end of statement block'"),
        (web_page, "plan.html.j2", "{{ 1 + 'a' }}", "unsupported operand type(s) for +"),
        (word_document, "plan.docx", "no archive", "File is not a zip file"),
    ],
)
def test_a_template_that_cannot_be_used_is_one_line(
    make: Callable[..., bytes], name: str, text: str, fault: str, tmp_path: Path
) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates" / "documents" / name).write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as failure:
        make(published(draft()), WORDS, tmp_path / "templates")
    assert str(failure.value).startswith(f"templates/documents/{name}: {fault}")


def test_a_word_template_that_is_another_archive_is_told_by_its_name(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    with ZipFile(tmp_path / "templates" / "documents" / "plan.docx", "w") as archive:
        archive.writestr("notes.txt", "of something else")
    with pytest.raises(DocumentError, match=r"^templates/documents/plan.docx: .*There is no item named"):
        word_document(published(draft()), WORDS, tmp_path / "templates")


def test_a_mistake_in_a_word_template_is_told_by_its_name(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    template = tmp_path / "templates" / "documents" / "plan.docx"
    with ZipFile(template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    mistake = "<w:p><w:r><w:t>{{ 1 + 'a' }}</w:t></w:r></w:p></w:body>"
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:body>", mistake.encode())
    with ZipFile(template, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(DocumentError, match=r"^templates/documents/plan.docx: unsupported operand"):
        word_document(published(draft()), WORDS, tmp_path / "templates")
