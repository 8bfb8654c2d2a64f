"""What buttons say when they are tapped: Telegram takes 64 bytes of it, and no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.bootstrap import TEMPLATES
from bot.definitions.reading import read
from bot.domain.questionnaire import Identifier
from bot.domain.reminders.situation import State
from bot.domain.reminders.snoozing import Snooze
from bot.rendering.labels import Labels
from bot.system import RandomIds
from handlers import callbacks
from handlers.callbacks import CardTap, ManagerTap, MeetingTap, NewsTap, ReminderTap, Tap, digest
from handlers.client.taps import ACTIONS
from handlers.keyboards import manager
from handlers.keyboards.layout import Buttons
from handlers.keyboards.reminders import ReminderKeyboard
from tests.storage.making import full_brief

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.app.messages import Keyboard

LIMIT = 64
#: More screens, reminders and pages than anybody will ever have seen.
MANY = 999_999_999
LABELS = read(TEMPLATES / "messages" / "labels.yaml", Labels)
BRIEF = replace(full_brief(), id=RandomIds().new(), submissions=())

#: One of each kind, with words of our choice in it.
KINDS: dict[type[Tap], Callable[[str], Tap]] = {
    CardTap: lambda words: CardTap(1, "abcde", "pick", words),
    ManagerTap: lambda words: ManagerTap("open", words),
    MeetingTap: lambda words: MeetingTap(1, "abcd1234", "day", words),
    NewsTap: NewsTap,
    ReminderTap: lambda words: ReminderTap("abcd1234", 1, "undo", words),
}


def said(keyboards: Iterable[Keyboard]) -> list[str]:
    return [button.data for keyboard in keyboards for row in keyboard for button in row if button.data is not None]


def test_every_kind_of_tap_is_among_those_tried_here() -> None:
    kinds = {kind for kind in vars(callbacks).values() if isinstance(kind, type) and issubclass(kind, Tap)}
    assert kinds - {Tap} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("letter", ["x", "ы", "🧾"])
def test_a_tap_of_64_bytes_is_packed_and_one_of_more_is_refused(kind: type[Tap], letter: str) -> None:
    make = KINDS[kind]
    room, size = LIMIT - len(make("").pack()), len(letter.encode())
    fits = "x" * (room % size) + letter * (room // size)

    packed = make(fits).pack()

    assert len(packed.encode()) == LIMIT
    with pytest.raises(ValueError, match=f"^callback data over 64 bytes: {packed[0]}:.*{letter}"):
        make(f"x{fits}").pack()


def test_every_action_of_a_card_fits_with_the_longest_id_that_a_questionnaire_may_give() -> None:
    longest = "x" * 32
    identifiers = TypeAdapter(Identifier)
    assert identifiers.validate_python(longest) == longest
    with pytest.raises(ValidationError):
        identifiers.validate_python(longest + "x")
    buttons = Buttons(MANY, digest("Какие стадии проходит сделка?"))
    made = [buttons.make("Да", action, longest) for action in (*ACTIONS, "send")]
    assert all(len((button.data or "").encode()) <= LIMIT for button in made)


def test_every_button_of_a_manager_fits() -> None:
    words, sent_off = LABELS.buttons, full_brief().submissions
    shown = [
        manager.home_keyboard(words),
        manager.cancel_keyboard(words),
        manager.briefs_keyboard([BRIEF], LABELS, MANY, MANY * MANY),
        manager.brief_keyboard(BRIEF, words, MANY, ahead=True),
        manager.brief_keyboard(replace(BRIEF, submissions=sent_off), words, MANY, ahead=False),
        manager.move_keyboard(BRIEF, words),
        manager.deleting_keyboard(BRIEF, words),
        manager.deleted_keyboard(words),
        manager.remind_keyboard(BRIEF, words, MANY, now=True),
        manager.escalation_keyboard(BRIEF, words, remind=True),
        manager.escalation_keyboard(BRIEF, words, remind=False),
        manager.unreminded_keyboard(BRIEF, words),
        manager.held_keyboard(BRIEF, words),
        manager.digest_keyboard([BRIEF], LABELS.buttons, MANY, MANY * MANY),
        manager.files_keyboard(BRIEF, words),
    ]
    assert all(ManagerTap.unpack(data) and len(data.encode()) <= LIMIT for data in said(shown))


def test_every_button_of_a_reminder_fits() -> None:
    keyboard = ReminderKeyboard(RandomIds().new(), MANY, LABELS.buttons)
    shown = [
        keyboard.reminder(State.STARTED, list(Snooze)),
        keyboard.put_off(),
        keyboard.discussed(MANY, MANY),
        keyboard.stopped(),
        keyboard.going_on(),
    ]
    assert all(ReminderTap.unpack(data) and len(data.encode()) <= LIMIT for data in said(shown))


def test_companies_that_begin_alike_are_told_from_each_other_in_the_list() -> None:
    names = [f"Региональный центр внедрения и сопровождения, филиал {city}" for city in ("Омск", "Томск", "Тула")]
    briefs = [replace(BRIEF, id=name[-3:], company=name) for name in names]
    labels = [row[0].text for row in manager.briefs_keyboard(briefs, LABELS, 0, 3)[:3]]
    assert len(set(labels)) == len(labels)
    assert all(len(label) <= 30 for label in labels)
