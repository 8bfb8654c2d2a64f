"""Decoded briefs are kept as long as they are in use and in force."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.storage.cache import BriefCache
from tests.storage.making import brief

FIRST, SECOND, THIRD = (replace(brief(name), revision=1) for name in ("b1", "b2", "b3"))


@pytest.fixture
def cache() -> BriefCache:
    """For two, of which the first is there longer."""
    cache = BriefCache(size=2)
    cache.put(FIRST)
    cache.put(SECOND)
    return cache


def kept(cache: BriefCache) -> set[str]:
    return {each.id for each in (FIRST, SECOND, THIRD) if cache.get(each.id, each.revision) is each}


def test_the_one_that_was_put_first_goes_first(cache: BriefCache) -> None:
    cache.put(THIRD)
    assert kept(cache) == {"b2", "b3"}


def test_the_one_that_was_used_last_stays(cache: BriefCache) -> None:
    assert cache.get("b1", 1) is FIRST
    cache.put(THIRD)
    assert kept(cache) == {"b1", "b3"}


def test_the_one_that_was_put_again_stays(cache: BriefCache) -> None:
    cache.put(FIRST)
    cache.put(THIRD)
    assert kept(cache) == {"b1", "b3"}


def test_another_revision_is_not_the_one_that_is_asked_for(cache: BriefCache) -> None:
    assert cache.get("b1", 2) is None


def test_what_is_renewed_is_in_force_but_not_in_use(cache: BriefCache) -> None:
    newer = replace(FIRST, revision=2)
    cache.renew(newer)
    assert cache.get("b2", 1) is SECOND
    cache.put(THIRD)
    assert cache.get("b1", 2) is None


def test_what_is_kept_and_renewed_is_found_at_its_new_revision(cache: BriefCache) -> None:
    newer = replace(FIRST, revision=2)
    cache.renew(newer)
    assert cache.get("b1", 2) is newer


def test_what_is_not_kept_is_not_renewed(cache: BriefCache) -> None:
    cache.renew(THIRD)
    assert kept(cache) == {"b1", "b2"}
