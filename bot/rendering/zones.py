"""Time zones in the words of people, from ``templates/messages/zones.yaml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo

from pydantic import field_validator

from bot.domain.conditions import Definition

if TYPE_CHECKING:
    from collections.abc import Iterator


#: Of a name in its cases: «Москва», «по Москве».
_ENDINGS = "аеиоуыьюя"


class Zone(Definition):
    """``zone``: its name for computers. ``also``: other cities in it."""

    zone: str
    city: str
    short: str = ""
    also: tuple[str, ...] = ()

    @field_validator("zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, OSError, ValueError) as failure:
            raise ValueError("there is no such time zone; use a name such as Europe/Moscow") from failure  # noqa: EM101, TRY003 - pydantic turns it into a fault with its line
        return name

    @property
    def full(self) -> str:
        return f"{self.city}, {self.short}" if self.short else self.city


class Zones(Definition):
    zones: tuple[Zone, ...]

    def of(self, zone: str, city: str = "") -> Zone:
        """How the zone is called; one that is not listed is called by its own city.

        ``city``: the one in it that people speak of.
        """
        listed = (each for each in self.zones if each.zone == zone)
        found = next(listed, Zone(zone=zone, city=zone.rpartition("/")[2].replace("_", " ")))
        return found.model_copy(update={"city": city}) if city else found

    def find(self, words: str) -> Zone | None:
        """The zone of the city that the words name in any case of the language, under this city's name."""
        wanted = _plain(words)
        return next((_called(zone, wanted) for zone in self.zones if wanted in map(_plain, _names(zone))), None)

    def parted(self, words: str) -> tuple[str, Zone | None]:
        """A moment in somebody's words without the zone at its end, and that zone: «в 15 по Омску», «15:00 (МСК)»."""
        for said in filter(None, (pattern.fullmatch(words.strip()) for pattern in _AT_THE_END)):
            zone = self.find(said["zone"])
            if zone is not None:
                return said["rest"].rstrip(", "), zone
        return words, None


#: The longest name of a city has three words.
_AT_THE_END = (
    re.compile(r"(?P<rest>.+?)\s*\((?P<zone>[^()]+)\)\.?", re.DOTALL),
    *(re.compile(rf"(?P<rest>.+?)[\s,]+(?:по\s+)?(?P<zone>\S+(?:\s+\S+){{{more}}})", re.DOTALL) for more in (2, 1, 0)),
)


def _called(zone: Zone, wanted: str) -> Zone:
    city = next((name for name in zone.also if _plain(name) == wanted), zone.city)
    return zone.model_copy(update={"city": city})


def _names(zone: Zone) -> Iterator[str]:
    yield from (zone.city, zone.full, zone.zone, *zone.also)
    if zone.short:
        yield zone.short


def _plain(name: str) -> str:
    """Without what people type otherwise than it is written: capitals, the dots of a letter, dashes, the ending."""
    letters = (sign for sign in normalize("NFKD", name.casefold()) if not combining(sign))
    said = " ".join("".join(letters).replace("\N{MINUS SIGN}", "-").replace("-", " ").split())
    return said.rstrip(_ENDINGS) or said
