"""What becomes of two states of one card, and of the message that held the card before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.app.messages import (
    DeleteMessage,
    EditMessage,
    Outgoing,
    Placement,
    Screen,
    SendAttachment,
    SendDocument,
    SendMessage,
    SendPicture,
    ShowCard,
)
from bot.app.ports import DocumentFormat
from bot.delivery.merging import below, merged, retirement

CHAT, OLD = 1, 10
RECAP, OTHER_RECAP = Screen("Отрасль: реклама"), Screen("Сотрудники: 12")
TAPPED = ShowCard(CHAT, 5, Screen("шаг 2"))
TYPED = ShowCard(CHAT, 5, Screen("шаг 2"), Placement.BELOW, RECAP)
NEWER = ShowCard(CHAT, 6, Screen("шаг 3"))


def test_of_two_cards_in_place_the_newer_is_shown() -> None:
    assert merged(TAPPED, NEWER) == NEWER


def test_a_card_that_was_to_come_below_still_does_when_a_tap_makes_it_newer() -> None:
    shown = merged(TYPED, NEWER)

    assert (shown.screen, shown.revision) == (NEWER.screen, NEWER.revision)
    assert shown.placement is Placement.BELOW


def test_the_card_before_tells_the_answer_that_was_given_on_it_not_the_next_one() -> None:
    assert merged(TYPED, NEWER).recap == RECAP
    assert merged(TYPED, replace(TYPED, revision=6, recap=OTHER_RECAP)).recap == RECAP


def test_the_card_before_goes_if_the_first_of_two_left_nothing_to_tell() -> None:
    assert merged(replace(TYPED, recap=None), replace(TYPED, revision=6, recap=OTHER_RECAP)).recap is None


def test_a_card_that_comes_below_one_in_place_comes_with_its_own_recap() -> None:
    assert merged(TAPPED, TYPED) == TYPED


def test_only_a_card_can_come_below() -> None:
    assert below(TAPPED) == replace(TAPPED, placement=Placement.BELOW)
    assert below(TYPED) == TYPED


@pytest.mark.parametrize(
    "message",
    [
        SendMessage(CHAT, RECAP),
        SendAttachment(CHAT, "photo", "file"),
        SendDocument(CHAT, "b1", DocumentFormat.PDF),
        SendPicture(CHAT, "b1", 0),
        EditMessage(CHAT, OLD, RECAP),
        DeleteMessage(CHAT, OLD),
    ],
    ids=lambda message: type(message).__name__,
)
def test_anything_else_stays_as_it_is(message: Outgoing) -> None:
    assert below(message) is message


def test_the_message_before_becomes_a_recap_without_buttons() -> None:
    assert retirement(TYPED, OLD) == EditMessage(CHAT, OLD, RECAP)


def test_the_message_before_goes_when_there_is_nothing_to_tell() -> None:
    assert retirement(replace(TYPED, recap=None), OLD) == DeleteMessage(CHAT, OLD)
