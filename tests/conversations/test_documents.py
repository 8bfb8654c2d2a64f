"""The plan as files in the manager's chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.app.messages import SendPicture
from tests.conversations.conftest import MANAGER, serving, settings_for
from tests.conversations.walker import begin, plan_for

if TYPE_CHECKING:
    from pathlib import Path

    from bot.app.ports import UnitOfWork
    from bot.simulator import LocalTelegram, User
    from tests.conversations.conftest import Stage

#: Of leads and of the scenarios of deals that are proposed.
PIPELINES = 3
FILES = {
    "PDF": ("ООО «Ромашка», план внедрения, версия 1.pdf", b"%PDF-"),
    "Word": ("ООО «Ромашка», план внедрения, версия 1.docx", b"PK"),
    "Excel": ("ООО «Ромашка», план внедрения, версия 1.xlsx", b"PK"),
    "Веб-страница": ("ООО «Ромашка», план внедрения, версия 1.html", b"<!doctype html>"),
    "JSON": ("ООО «Ромашка», план внедрения, версия 1.json", b"{"),
}


async def sent_off(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Проверьте ответы", {"воронка лидов?": "Да, нужна"})
    await plan_for(stage)
    await stage.maria.send("/briefs")
    await stage.maria.tap("ООО «Ромашка»")


def pictures(user: User) -> int:
    return sum("photo" in message.content for message in user.from_bot)


def documents(user: User) -> list[object]:
    return [message.content["document"] for message in user.from_bot if "document" in message.content]


async def test_the_plan_comes_with_a_picture_of_each_pipeline(stage: Stage) -> None:
    await sent_off(stage)
    await stage.maria.until(lambda: pictures(stage.maria) == PIPELINES)
    assert pictures(stage.anna) == 0

    await stage.maria.tap("Word, Excel…")
    await stage.maria.tap("Воронки картинками", wait=False)

    await stage.maria.until(lambda: pictures(stage.maria) == 2 * PIPELINES)


@pytest.mark.parametrize("label", FILES)
async def test_the_plan_is_had_as_a_file_named_after_company_and_version(stage: Stage, label: str) -> None:
    await sent_off(stage)
    name, beginning = FILES[label]
    if label != "PDF":
        await stage.maria.tap("Word, Excel…")
        # Pictures of the plan come meanwhile, and until the choice is there «Excel» names the button just tapped.
        await stage.maria.sees("План ещё и файлом")

    await stage.maria.tap(label, wait=False)

    await stage.maria.until(lambda: bool(documents(stage.maria)))
    (document,) = documents(stage.maria)
    assert isinstance(document, dict)
    assert document["file_name"] == name
    file = stage.telegram.world.files.get(str(document["file_id"]))
    assert file is not None
    assert file.content.startswith(beginning)


async def test_a_file_that_cannot_be_made_is_said_to_be_missing_and_holds_up_nothing(
    telegram: LocalTelegram, database: Path
) -> None:
    maria = telegram.user(MANAGER, "Мария")

    async def of_a_brief_that_is_gone(uow: UnitOfWork) -> None:
        uow.outbox.put(SendPicture(MANAGER, "gone", 0))

    async with serving(settings_for(telegram, database)) as bot:
        await maria.send("/help")
        await bot.batches.once(of_a_brief_that_is_gone)

    async with serving(settings_for(telegram, database)):
        await maria.sees("Файл не получился")
        await maria.send("/briefs")
        await maria.sees("Брифов пока нет")
