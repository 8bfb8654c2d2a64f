"""Finds one brief for a command, also while the bot runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.storage import tables
from bot.storage.brief_rows import load_brief
from bot.storage.errors import StorageError
from bot.storage.journals import JournalRepository
from bot.storage.repositories import PeopleRepository
from bot.storage.visiting import visiting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.brief import Brief, Person
    from bot.domain.reminders.journal import Journal

_MOST_NAMED = 5


class NoSuchBriefError(StorageError):
    """No brief is meant, or several may be; the message says which."""


async def find_brief(url: str, wanted: str) -> Brief:
    """The brief with this id, or the only one of the company with this name in any case, or with a part of it.

    Raises:
        NoSuchBriefError: there is none, or more than one.
        UnusableDatabaseError: the database cannot be asked.
    """
    async with visiting(url) as connection:
        return await _find(connection, wanted)


async def find_reminded(url: str, wanted: str) -> tuple[Brief, Journal, Person | None]:
    """As ``find_brief``, with what is remembered of reminding, and the client."""
    async with visiting(url) as connection:
        brief = await _find(connection, wanted)
        journal = await JournalRepository(connection, connection.dialect.name).get(brief.id)
        people = PeopleRepository(connection, connection.dialect.name)
        return brief, journal, await people.get(brief.client_id) if brief.client_id is not None else None


async def _find(connection: AsyncConnection, wanted: str) -> Brief:
    table = tables.briefs
    rows = await connection.execute(select(table.c.id, table.c.company).order_by(table.c.id))
    chosen = _chosen({row.id: row.company for row in rows}, wanted)
    row = (await connection.execute(select(table).where(table.c.id == chosen))).one()
    return await load_brief(connection, row)


def _chosen(companies: Mapping[str, str], wanted: str) -> str:
    """Its id, of the companies by id. They are compared here: SQLite knows capitals of ASCII alone."""
    name = wanted.strip().casefold()
    by_id = [brief for brief in companies if brief == wanted]
    whole = [brief for brief, company in companies.items() if company.strip().casefold() == name]
    part = [brief for brief, company in companies.items() if name and name in company.casefold()]
    found = by_id or whole or part
    if not found:
        message = f"There is no brief {wanted!r}: give its id or the company's name"
        raise NoSuchBriefError(message)
    if len(found) > 1:
        told = ", ".join(f"{brief} ({' '.join(companies[brief].split())})" for brief in found[:_MOST_NAMED])
        more = ", …" if len(found) > _MOST_NAMED else ""
        message = f"Several briefs are called so, name one by its id: {told}{more}"
        raise NoSuchBriefError(message)
    return found[0]
