"""``python -m bot reminders`` and the policy's part of ``check``."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.definitions.faults import InvalidDefinitionError
from bot.definitions.reminders import load_policy, policy_faults
from bot.domain.reminders.foresight import Foresight, foresee
from bot.domain.reminders.outcome import Because, Kind, Moved, Planned, Reason, Silence, Why
from bot.domain.reminders.situation import State
from bot.rendering.reminders import simulation
from bot.storage.batches import Batches
from bot.storage.cache import BriefCache
from bot.storage.database import open_database
from bot.storage.outbox import OutboxNumbers
from bot.system import SystemClock
from tests.documents.plans import life_brief
from tests.planning.making import TEMPLATES
from tests.processes import Ended, Place
from tests.reminders.making import NOON, RUSSIA, moment, situation
from tests.reminders.policies import FILE, SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.brief import Brief
    from bot.storage.unit_of_work import Batch

COUNTRIES = frozenset({"RU"})
SIGNS = replace(life_brief(), id="signs", revision=0, submissions=(), company="Свет и знак", meeting=None)


@pytest.fixture
async def place(tmp_path: Path) -> Place:
    place = Place(tmp_path)
    place.bot("migrate")
    await _save(place, SIGNS)
    return place


async def _save(place: Place, brief: Brief) -> None:
    async def save(batch: Batch) -> None:
        batch.briefs.save(brief)

    async with open_database(f"sqlite+aiosqlite:///{place.database}") as database:
        await Batches(database, BriefCache(), OutboxNumbers(1), SystemClock()).once(save)


def simulated(place: Place, *words: str, zone: str = "Europe/Moscow") -> str:
    ended = place.bot("reminders", "--simulate", "знак", *words, TIMEZONE=zone)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def test_it_prints_each_reminder_and_why_it_is_not_earlier(place: Place) -> None:
    told = simulated(place, "--now", "2026-11-23 13:00", "--meeting", "2026-11-27 15:00")
    assert told.startswith("Свет и знак: бриф почти готов, готово ")
    assert "Сейчас пн 23 ноября, 13:00 по часам клиента (Europe/Moscow).\nВстреча пт 27 ноября, 15:00.\n" in told
    assert "\n1. вт 24 ноября, " in told
    assert "выдерживаем паузу, до вт 24 ноября" in told
    assert "\n2. чт 26 ноября, 11:00: скоро встреча\n   Почему: приближается встреча.\n" in told
    assert "\n3. пт 27 ноября, 13:00: встреча сегодня\n" in told
    assert told.endswith("\nБольше напоминаний не будет: до встречи нет подходящего времени.\n")


def test_hours_are_of_the_zone_that_is_set(place: Place) -> None:
    told = simulated(place, "--now", "2026-11-23T13:00", zone="Asia/Vladivostok")
    assert "Сейчас пн 23 ноября, 13:00 по часам клиента (Asia/Vladivostok).\nВстреча не назначена.\n" in told
    assert "\n4. " in told
    assert told.endswith("напоминаний уже достаточно, дальше решает менеджер.\n")


def test_now_is_now_unless_it_is_told(place: Place) -> None:
    assert "по часам клиента" in simulated(place)


def test_it_needs_a_brief_and_a_time_that_can_be_read(place: Place) -> None:
    ended = place.bot("reminders", "--simulate", "Лютик")
    assert ended == Ended(1, "", "There is no brief 'Лютик': give its id or the company's name\n")
    ended = place.bot("reminders", "--simulate", "знак", "--meeting", "завтра")
    assert ended.code == 2
    assert 'a time is written "2026-11-27 15:00"' in ended.err


def test_it_does_not_wait_for_aiogram(place: Place) -> None:
    ended = place.bot("reminders", "--simulate", "знак", options=("-X", "importtime"))
    assert ended.code == 0
    assert "bot.reminding" in ended.err
    assert "aiogram" not in ended.err


def rendered(reminders: tuple[Planned, ...], reason: Reason, state: State = State.STARTED) -> str:
    around = situation(state=state)
    return simulation(SIGNS, around, Foresight(reminders, Silence(reason)), moment(NOON), TEMPLATES)


def test_there_are_words_for_every_reason_kind_and_state() -> None:
    at = moment(NOON)
    moved = tuple(Moved(why, at) for why in Why)
    planned = [Planned(at, kind, because, moved, at + timedelta(hours=1)) for kind in Kind for because in Because]
    told = rendered(tuple(planned), Reason.ENOUGH)
    assert told.count("до пн 23 ноября, 12:00") == len(planned) * len(Why)
    silences = [rendered((), reason).splitlines()[-1] for reason in Reason]
    states = [rendered((), Reason.ENOUGH, state).splitlines()[0] for state in State]
    for words in (silences, states):
        assert len({*words}) == len(words)
        assert not any("_" in each for each in words)


def test_a_brief_that_was_sent_off_has_no_list_of_what_is_left() -> None:
    around = situation(state=State.SUBMITTED)
    told = simulation(SIGNS, around, foresee(around, SHIPPED, RUSSIA, moment(NOON)), moment(NOON), TEMPLATES)
    assert "Осталось" not in told
    assert told.endswith("\nНапоминаний не будет: бриф отправлен.\n")


def test_the_faults_of_a_policy_have_their_lines(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    mine = tmp_path / "policy.yaml"
    mine.write_text(text.replace("country: RU", "country: XX").replace('"18:30"', '"22:30"'), encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith(("country:", "  evening"))]
    faults = policy_faults(mine, COUNTRIES)
    assert [fault.line for fault in faults] == lines
    assert str(faults[1]).endswith('"evening_at" is 22:30, which is in the quiet hours (20:00 to 09:00)')
    with pytest.raises(InvalidDefinitionError) as caught:
        load_policy(mine, COUNTRIES)
    assert caught.value.faults == faults


def test_a_policy_without_faults_is_loaded() -> None:
    assert load_policy(FILE, COUNTRIES) == SHIPPED
