"""Insert-or-update, which each database spells in its own dialect. Statements are built once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.sql.dml import Insert


@cache
def upsert(table: Table, key: str | tuple[str, ...], dialect: str) -> Insert:
    """Insert a row, or overwrite all other columns of the one that has the same ``key``."""
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    keys = [key] if isinstance(key, str) else list(key)
    rest = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=rest)


@cache
def insert_new(table: Table, key: str, dialect: str) -> Insert:
    """Insert a row unless one with the same ``key`` is there."""
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    return insert.on_conflict_do_nothing(index_elements=[key])
