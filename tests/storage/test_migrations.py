"""The schema is made by migrations alone, up and down the stairs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from alembic import command
from bot.storage.database import make_engine
from bot.storage.migrating import alembic_config, upgrade
from bot.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

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


def test_upgrading_twice_is_harmless(empty: str) -> None:
    upgrade(empty)
    upgrade(empty)
