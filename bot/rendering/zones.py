"""Time zones in the words of people, from ``templates/messages/zones.yaml``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo

from pydantic import field_validator

from bot.domain.conditions import Definition

if TYPE_CHECKING:
    from collections.abc import Iterator


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

    def of(self, zone: str) -> Zone:
        """How the zone is called; one that is not listed is called by its own city."""
        listed = (each for each in self.zones if each.zone == zone)
        return next(listed, Zone(zone=zone, city=zone.rpartition("/")[2].replace("_", " ")))

    def find(self, words: str) -> Zone | None:
        """The zone of the city that the words name."""
        wanted = _plain(words)
        return next((zone for zone in self.zones if wanted in map(_plain, _names(zone))), None)


def _names(zone: Zone) -> Iterator[str]:
    yield from (zone.city, zone.full, zone.zone, *zone.also)
    if zone.short:
        yield zone.short


def _plain(name: str) -> str:
    """Without what people type otherwise than it is written: case, the dots of a letter, the kind of a dash."""
    letters = (sign for sign in normalize("NFKD", name.casefold()) if not combining(sign))
    return " ".join("".join(letters).replace("\N{MINUS SIGN}", "-").replace("-", " ").split())
