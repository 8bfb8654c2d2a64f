"""The schema is made by migrations alone, up and down the stairs."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select

from alembic import command
from bot.domain.meeting import Meeting
from bot.storage import tables
from bot.storage.database import make_engine, open_database
from bot.storage.migrating import alembic_config, upgrade
from bot.storage.tables import metadata
from tests.fakes import FakeClock
from tests.storage.making import batches_on, brief, full_brief

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from bot.app.ports import UnitOfWork
    from bot.domain.brief import Brief
    from tests.databases import PostgresServer, SqliteFiles

_STAIRS = [script.revision for script in ScriptDirectory.from_config(alembic_config("")).walk_revisions()][::-1]


@pytest.fixture
def empty(databases: SqliteFiles | PostgresServer) -> str:
    return databases.empty()


def _ask(url: str, question: Callable[[Connection], object]) -> object:
    async def ask() -> object:
        engine = make_engine(url)
        async with engine.connect() as connection:
            answer = await connection.run_sync(question)
        await engine.dispose()
        return answer

    return asyncio.run(ask())


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_every_step_leads_up_down_and_up_again(empty: str) -> None:
    config = alembic_config(empty)
    for step in _STAIRS:
        command.upgrade(config, step)
        command.downgrade(config, "-1")
        command.upgrade(config, step)
    command.downgrade(config, "base")
    assert _ask(empty, _tables) == set()


def test_the_top_of_the_stairs_is_what_the_code_expects(empty: str) -> None:
    upgrade(empty)

    def differences(connection: Connection) -> object:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    assert _ask(empty, differences) == []
    assert _ask(empty, _tables) == set(metadata.tables)


def test_upgrading_twice_is_harmless(databases: SqliteFiles | PostgresServer) -> None:
    url = databases.migrated()
    asyncio.run(_save(url, full_brief()))
    upgrade(url)
    assert _ask(url, _tables) == set(metadata.tables)
    assert _ask(url, _rows) == (1, len(full_brief().answers.history))


def test_a_step_down_and_up_again_leaves_what_is_kept_of_a_brief(databases: SqliteFiles | PostgresServer) -> None:
    url = databases.migrated()
    asyncio.run(_save(url, full_brief()))
    for step in reversed(_STAIRS[:-1]):
        command.downgrade(alembic_config(url), step)
        assert _ask(url, _rows) == (1, len(full_brief().answers.history))
    upgrade(url)
    assert _ask(url, _rows) == (1, len(full_brief().answers.history))


def test_briefs_under_way_are_looked_at_by_the_first_bot_that_reminds(databases: SqliteFiles | PostgresServer) -> None:
    url = databases.migrated()
    ahead = Meeting(datetime.now(UTC) + timedelta(days=2), "Europe/Moscow")
    over = Meeting(datetime.now(UTC) - timedelta(days=2), "Europe/Moscow")
    for number, (client, meeting) in enumerate([(7, ahead), (8, over), (None, None)]):
        asyncio.run(_save(url, replace(brief(f"b{number}", client_id=client), meeting=meeting)))
    command.downgrade(alembic_config(url), "0003")
    upgrade(url)
    assert _ask(url, _due) == [("client", "b0"), ("client", "b1"), ("escalation", "b0"), ("meeting_over", "b0")]


def _due(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.execute(select(tables.schedule)).all()
    assert all(row.at <= datetime.now(UTC) for row in rows)
    return sorted((row.occasion, row.subject) for row in rows)


async def _save(url: str, brief: Brief) -> None:
    async with open_database(url) as database:

        async def use_case(uow: UnitOfWork) -> None:
            uow.briefs.save(brief)

        await (await batches_on(database, FakeClock())).once(use_case)


def _rows(connection: Connection) -> tuple[int, ...]:
    """How many briefs and answers there are."""
    counted = [select(func.count()).select_from(table) for table in (tables.briefs, tables.answers)]
    return tuple(connection.execute(query).scalar_one() for query in counted)
