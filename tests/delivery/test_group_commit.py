"""Small writes that come together share a transaction, and each of them hears how it went."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.delivery.group_commit import GroupCommit
from tests.databases import holding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.storage.database import Database


class DiskError(Exception):
    """What a write may raise."""


class Book:
    """Remembers what was written, a transaction at a time; «bad» cannot be written."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []

    async def write(self, connection: AsyncConnection, entries: Sequence[str]) -> None:
        assert connection.in_transaction()
        if "bad" in entries:
            raise DiskError
        self.groups.append(list(entries))


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def group(database: Database, book: Book) -> GroupCommit[str]:
    return GroupCommit(database, "test", book.write)


async def test_what_is_added_is_written(group: GroupCommit[str], book: Book) -> None:
    await group.add("а")
    await group.add("б")
    assert book.groups == [["а"], ["б"]]


async def test_whatever_comes_while_the_database_is_busy_goes_together_in_order(
    group: GroupCommit[str], book: Book, database: Database
) -> None:
    async with holding(database):
        written = [group.add(entry) for entry in ("а", "б", "в")]
        assert book.groups == []
    await asyncio.gather(*written)
    assert book.groups == [["а", "б", "в"]]


async def test_a_failure_is_told_to_all_who_went_together_and_to_nobody_after(
    group: GroupCommit[str], book: Book, database: Database
) -> None:
    async with holding(database):
        written = [group.add(entry) for entry in ("а", "bad", "в")]
    told = await asyncio.gather(*written, return_exceptions=True)
    assert [type(one) for one in told] == [DiskError] * 3
    await group.add("г")
    assert book.groups == [["г"]]


async def test_who_does_not_wait_any_more_costs_the_others_nothing(
    group: GroupCommit[str], book: Book, database: Database
) -> None:
    async with holding(database):
        gone, waiting = group.add("а"), group.add("б")
        gone.cancel()
    await waiting
    assert book.groups == [["а", "б"]]


async def test_it_is_settled_when_everything_is_written(group: GroupCommit[str], book: Book) -> None:
    await group.settled()
    for entry in ("а", "б"):
        group.add(entry)
    await group.settled()
    assert [entry for entries in book.groups for entry in entries] == ["а", "б"]
