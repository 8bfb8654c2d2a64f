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


@pytest.mark.parametrize(
    ("words", "when", "zone", "city"),
    [
        ("30.11.2026, 15:00 МСК", "30.11.2026, 15:00", "Europe/Moscow", "Москва"),
        ("завтра в 15 по мск", "завтра в 15", "Europe/Moscow", "Москва"),
        ("завтра в 15 по Москве", "завтра в 15", "Europe/Moscow", "Москва"),
        ("завтра в 9 по Хабаровску", "завтра в 9", "Asia/Vladivostok", "Хабаровск"),
        ("в пятницу в 10, Нижний Новгород", "в пятницу в 10", "Europe/Moscow", "Нижний Новгород"),
        ("пт 27 ноября, 15:00 (Омск, МСК+3)", "пт 27 ноября, 15:00", "Asia/Omsk", "Омск"),
        ("завтра в 15 мск+4", "завтра в 15", "Asia/Krasnoyarsk", "Красноярск"),
    ],
)
def test_a_zone_at_the_end_is_told_from_the_time(words: str, when: str, zone: str, city: str) -> None:
    assert ZONES.parted(words) == (
        when,
        Zone(zone=zone, city=city, short=ZONES.of(zone).short, also=ZONES.of(zone).also),
    )


@pytest.mark.parametrize("words", ["завтра в 15", "завтра в 15 (у нас)", "Омск", "в пятницу", ""])
def test_where_no_zone_is_said_the_words_stay_as_they_are(words: str) -> None:
    assert ZONES.parted(words) == (words, None)


def test_a_city_keeps_its_name_within_its_zone() -> None:
    found = ZONES.find("новосибирск")
    assert found
    assert found.full == "Новосибирск, МСК+4"
    assert ZONES.of("Asia/Krasnoyarsk", "Новосибирск").full == "Новосибирск, МСК+4"


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
