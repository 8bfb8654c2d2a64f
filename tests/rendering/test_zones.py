"""A manager names the meeting's zone by a city."""

from __future__ import annotations

import pytest

from bot.bootstrap import TEMPLATES
from bot.definitions.reading import read
from bot.rendering.zones import Zone, Zones

ZONES = read(TEMPLATES / "messages" / "zones.yaml", Zones)


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Владивосток", "Asia/Vladivostok"),
        (" питер", "Europe/Moscow"),
        ("орел", "Europe/Moscow"),
        ("Ростов на Дону", "Europe/Moscow"),
        ("УЛАН-УДЭ", "Asia/Irkutsk"),
        ("мск+7", "Asia/Vladivostok"),
        ("МСК-1", "Europe/Kaliningrad"),
        ("Asia/Omsk", "Asia/Omsk"),
        ("Омск, МСК+3", "Asia/Omsk"),
    ],
)
def test_a_city_is_found_however_it_is_written(words: str, zone: str) -> None:
    found = ZONES.find(words)
    assert found
    assert found.zone == zone


@pytest.mark.parametrize("words", ["", "Париж", "завтра в 15", "МСК+70"])
def test_what_is_no_city_of_the_list_is_not_found(words: str) -> None:
    assert ZONES.find(words) is None


def test_no_city_stands_in_two_zones_and_all_of_russia_is_there() -> None:
    names = [name.casefold() for zone in ZONES.zones for name in (zone.city, zone.short, *zone.also)]
    assert len(names) == len(set(names))
    assert len(ZONES.zones) == 11


def test_a_zone_that_is_not_listed_is_called_by_its_own_city() -> None:
    assert ZONES.of("America/New_York").full == "New York"
    assert ZONES.of("Asia/Omsk").full == "Омск, МСК+3"


def test_a_zone_that_computers_do_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="no such time zone"):
        Zone(zone="Asia/Nowhere", city="Нигде")
