"""Documents beside the event loop, kept for who asks again."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from bot.app.ports import Document, DocumentFormat
from bot.rendering.documents.errors import DocumentError
from bot.rendering.documents.keeping import KeptDocuments
from bot.rendering.documents.making import DocumentMaker
from tests.documents.plans import MOSCOW, WORDS, draft, life
from tests.planning.making import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.rendering.documents.data import PlanData

PDF, DOCX = DocumentFormat.PDF, DocumentFormat.DOCX


@dataclass
class Drawing:
    """Counts what it draws, and can be held up."""

    drawn: list[str] = field(default_factory=list)
    goes_on: threading.Event = field(default_factory=threading.Event)
    fails: bool = False

    def __post_init__(self) -> None:
        self.goes_on.set()

    def document(self, plan: PlanData, kind: DocumentFormat) -> Document:
        assert self.goes_on.wait(10)
        self.drawn.append(f"{kind} of {plan.passport.company}")
        if self.fails:
            raise DocumentError(kind, "broken")
        return Document(f"{len(self.drawn)}.{kind}", b"x" * 1000)

    def pictures(self, plan: PlanData) -> tuple[Document, ...]:
        self.drawn.append(f"pictures of {plan.passport.company}")
        return (Document("1.png", b"x" * 1000),) * 2


@pytest.fixture
def drawing() -> Drawing:
    return Drawing()


@pytest.fixture
def documents(drawing: Drawing) -> Iterator[KeptDocuments]:
    kept = KeptDocuments(drawing, MOSCOW, kept_bytes=2500)
    yield kept
    kept.close()


async def test_the_loop_goes_on_while_a_document_is_drawn(documents: KeptDocuments, drawing: Drawing) -> None:
    drawing.goes_on.clear()
    asked = asyncio.create_task(documents.document(life(), PDF))
    await asyncio.sleep(0)
    assert not asked.done()
    drawing.goes_on.set()
    assert (await asked).name == "1.pdf"


async def test_the_same_plan_is_drawn_once_also_for_many_at_once(documents: KeptDocuments, drawing: Drawing) -> None:
    made = await asyncio.gather(*(documents.document(life(), PDF) for _ in range(5)))
    assert len(set(made)) == 1
    assert len(drawing.drawn) == 1


async def test_another_version_or_format_is_drawn_anew(documents: KeptDocuments, drawing: Drawing) -> None:
    plan = life()
    await documents.document(plan, PDF)
    await documents.document(plan, DOCX)
    await documents.document(replace(plan, passport=replace(plan.passport, version=2)), PDF)
    assert len(drawing.drawn) == 3


async def test_what_was_not_used_longest_is_forgotten_first(documents: KeptDocuments, drawing: Drawing) -> None:
    first, second, third = (replace(life(), passport=replace(life().passport, version=number)) for number in (1, 2, 3))
    for plan in (first, second, first, third, first):
        await documents.document(plan, PDF)
    assert len(drawing.drawn) == 3
    await documents.document(second, PDF)
    assert len(drawing.drawn) == 4


async def test_pictures_are_kept_too(documents: KeptDocuments, drawing: Drawing) -> None:
    assert await documents.pictures(life()) == await documents.pictures(life())
    assert len(drawing.drawn) == 1


async def test_a_failure_is_told_and_not_kept(documents: KeptDocuments, drawing: Drawing) -> None:
    drawing.fails = True
    with pytest.raises(DocumentError, match="broken"):
        await documents.document(life(), PDF)
    drawing.fails = False
    assert (await documents.document(life(), PDF)).content


@pytest.mark.parametrize("kind", DocumentFormat)
async def test_every_format_is_made(kind: DocumentFormat) -> None:
    documents = KeptDocuments(DocumentMaker(TEMPLATES, WORDS), MOSCOW)
    made = await documents.document(draft(), kind)
    documents.close()
    beginnings = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{", "html": b"<!doctype html>"}
    assert made.name.endswith(f".{kind}")
    assert made.content.lstrip().startswith(beginnings[kind])


async def test_pictures_are_named_after_their_pipelines() -> None:
    documents = KeptDocuments(DocumentMaker(TEMPLATES, WORDS), MOSCOW)
    names = [picture.name for picture in await documents.pictures(life())]
    documents.close()
    assert names[0] == "ООО «Свет и знак», Стадии лидов.png"
    assert len(names) == 3
