"""Taps that no card asks for: old, doubled, foreign, invented. Each is answered, changes nothing and stops nobody."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.simulator import LocalTelegram
from handlers.callbacks import CardTap, ManagerTap
from handlers.client.taps import ACTIONS
from tests.conversations.conftest import CLIENT, MANAGER, Stage, serving, settings_for
from tests.conversations.kept import Kept, refused
from tests.conversations.spots import SPOTS, Spot, at, goes_on
from tests.conversations.walker import Walker, begin, plan_for, seen
from tests.effort import effort

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.simulator import Message, User


LIMIT, AT_ONCE = 64, 50
OTHER_MANAGER = 1002
MANAGERS = ("new", "cancel", "list", "open", "link", "files", "plan", "agenda", "answers")
OUTDATED, NOT_HERS = "Карточка уже обновилась", "Эта кнопка из другой беседы"
#: To a manager, whose message has not changed.
NO_LONGER = "Эта кнопка уже не действует. Все брифы покажет /briefs"
WEIRD = ("", "0", "999", "٧", "no such", "a:b:c", "{{ 7 * 7 }}<b>", "\x00\u202e👩", "trade", "9" * LIMIT)


@pytest.fixture
def kept(database: Path) -> Kept:
    return Kept(database)


def offered(card: Message) -> list[str]:
    return [button.data for row in card.keyboard for button in row]


def within_limit(data: str) -> str:
    return data.encode()[:LIMIT].decode(errors="ignore")


def invented(card: Message) -> list[str]:
    """Every action that exists, and some that do not, none of them offered by the card.

    Each comes with some odd arguments, not the same on every card; ``make torture`` has all of them on each.
    """
    present = CardTap.unpack(offered(card)[0])
    assert present
    chance = random.Random(card.text)  # noqa: S311 - to be found again by its card
    taps = (
        within_limit(f"c:{present.revision}:{present.digest}:{action}:{argument}")
        for action in (*ACTIONS, "send", "bogus", "SEND", "")
        for argument in chance.sample(WEIRD, min(effort(3), len(WEIRD)))
    )
    return [data for data in dict.fromkeys(taps) if data not in offered(card)]


async def tap_all(stage: Stage, user: User, message_id: int, data: Sequence[str], toast: str) -> None:
    """Each of these taps is answered with the toast."""
    answer_of = stage.telegram.world.queries.answer_of
    for start in range(0, len(data), AT_ONCE):
        some = data[start : start + AT_ONCE]
        queries = [query.id for one in some for query in await user.tap_data(message_id, one, wait=False)]
        await user.until(partial(all_answered, stage, queries), what="A tap got no answer.")
        assert {answer.text for query in queries if (answer := answer_of(query))} == {toast}


def all_answered(stage: Stage, queries: Sequence[str]) -> bool:
    return all(map(stage.telegram.world.queries.answer_of, queries))


@pytest.mark.parametrize("spot", SPOTS.values(), ids=SPOTS.keys())
async def test_no_invented_tap_does_anything_on_any_card(stage: Stage, kept: Kept, spot: Spot) -> None:
    anna = await at(stage, spot)
    shown, stored = anna.card, kept.answers()

    await tap_all(stage, stage.anna, anna.card.message_id, invented(anna.card), OUTDATED)

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    assert anna.card == shown
    await goes_on(stage, anna)


@pytest.mark.parametrize("leads_to", ["welcome", "privacy"])
async def test_before_consent_no_tap_leads_past_it(stage: Stage, kept: Kept, leads_to: str) -> None:
    await stage.anna.open_link(await stage.invite())
    anna = Walker(stage.anna)
    if leads_to == "privacy":
        await anna.tap("О персональных данных")
    stored = kept.answers()

    await tap_all(stage, stage.anna, anna.card.message_id, invented(anna.card), OUTDATED)

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    await anna.tap("Согласен, начать", "Начать")
    assert "О компании · 1 из 3" in anna.text


def garbage() -> list[str]:
    """What no button ever said: pieces and caricatures of callback data, then noise, always the same."""
    noise = random.Random(64)  # noqa: S311 - noise, no secret
    alphabet = "cm:0123456789abcdef٣²{}<>&'\"\\\x00\u202e👩ё "
    pieces = ["", " ", "c", "c:", "c:::::", "c:1", "c:1:00000", "c:-1:00000:next:", "c:1.0:00000:next:", "x" * LIMIT]
    pieces += ["m", "m:", "m:::", "m:new", "m:plan:nobody:0", "m:list::-1", "m:list::x", "m:open::0", "9" * LIMIT]
    return pieces + [within_limit("".join(noise.choices(alphabet, k=noise.randrange(1, LIMIT)))) for _ in range(100)]


async def test_noise_instead_of_a_button_is_answered_and_does_nothing(stage: Stage, kept: Kept) -> None:
    anna = await at(stage, SPOTS["list"])
    await stage.maria.send("/briefs")
    stranger = stage.telegram.user(3003, "Пётр")
    await stranger.send("Здравствуйте")
    shown, stored, briefs = anna.card, kept.answers(), stage.maria.card

    for user, own, old in ((stage.anna, "c:", OUTDATED), (stage.maria, "m:", NO_LONGER), (stranger, "none", OUTDATED)):
        for toast in (old, NOT_HERS):
            data = [data for data in garbage() if data.startswith(own) is (toast == old)]
            await tap_all(stage, user, user.last.message_id, data, toast)

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    assert (anna.card, stage.maria.card) == (shown, briefs)
    await goes_on(stage, anna)


async def filled(stage: Stage) -> tuple[Walker, list[Message]]:
    """Anna at the review, by buttons and by words, and every card that she has seen before it."""
    anna = await begin(stage)
    cards = [anna.card]
    while "Проверьте ответы" not in anna.text:
        typed = {"Сколько сотрудников": "«12»", "Какие стадии проходит сделка": "«Замер сделан»"}
        await anna.answer({} if "Замер сделан" in anna.text else typed)
        cards.append(anna.card)
    return anna, cards[:-1]


def buttons(cards: Sequence[Message]) -> dict[int, list[str]]:
    """What the buttons of these cards say, by the message that had them."""
    found: dict[int, list[str]] = {}
    for card in cards:
        found.setdefault(card.message_id, []).extend(offered(card))
    return found


@pytest.mark.parametrize("submitted", [False, True], ids=["at the review", "after sending"])
async def test_not_one_button_of_an_earlier_card_does_anything(stage: Stage, kept: Kept, *, submitted: bool) -> None:
    anna, cards = await filled(stage)
    if submitted:
        cards.append(anna.card)
        await plan_for(stage)
    shown, stored = (anna.text, anna.labels), kept.answers()
    assert len(buttons(cards)) > 2

    for message_id, data in buttons(cards).items():
        await tap_all(stage, stage.anna, message_id, data, OUTDATED)

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    assert (anna.text, anna.labels) == shown
    assert sum("План ниже" in message.text for message in stage.maria.from_bot) == submitted
    await goes_on(stage, anna)


DOUBLED = {
    "an option": ("choice", "Реклама и вывески", "trade"),
    "one of several": ("multichoice", "Теряются заявки", "pains"),
    "what is proposed": ("list", "Оставить так", "lead_stages"),
    "another order": ("list, one element", "↓ Ниже", "lead_stages"),
    "a removal": ("list, one element", "Убрать", "lead_stages"),
    "taking it back": ("list, after removing", "Вернуть", "lead_stages"),
    "a ready element": ("list, adding", "Презентация отправлена", "lead_stages"),
    "later": ("text", "Обсудим на встрече", "sales_script"),
    "a record": ("records, a draft", "Сохранить", "lead_automation"),
    "a record and one like it": ("records, a draft", "Сохранить и ещё похожее", "lead_automation"),
    "a record taken out": ("records, one of them", "Убрать", "lead_automation"),
}


@pytest.mark.parametrize("times", [2, 20])
@pytest.mark.parametrize(("spot", "button", "question"), DOUBLED.values(), ids=DOUBLED.keys())
async def test_an_impatient_tap_counts_once(
    stage: Stage, kept: Kept, spot: str, button: str, question: str, times: int
) -> None:
    anna = await at(stage, SPOTS[spot])
    before = len(kept.given(question))

    await stage.anna.tap(button, times=times)

    assert len(kept.given(question)) == before + 1
    assert stage.anna.toasts.count(OUTDATED) == times - 1
    assert kept.set_aside() == []
    await goes_on(stage, anna)


async def test_agreeing_twice_begins_once(stage: Stage, kept: Kept) -> None:
    await stage.anna.open_link(await stage.invite())

    await stage.anna.tap("Согласен, начать", times=5)

    await stage.maria.sees("начинает отвечать")
    await stage.maria.send("/help")
    assert sum("начинает отвечать" in message.text for message in stage.maria.from_bot) == 1
    await goes_on(stage, Walker(stage.anna))
    assert kept.set_aside() == []


async def other_client(stage: Stage) -> Walker:
    """Boris, with the first question of his own brief on his card, just as Anna's."""
    boris = Walker(stage.telegram.user(3003, "Борис"))
    await stage.invite("ООО «Лютик»", "Борис")
    invitation = await stage.maria.sees("Борис, здравствуйте")
    await boris.user.open_link(next(word for word in invitation.text.split() if "?start=" in word))
    await boris.tap("Согласен, начать", "Начать")
    return boris


async def test_what_one_clients_buttons_say_does_nothing_to_her_answers_when_others_say_it(
    stage: Stage, kept: Kept
) -> None:
    anna, boris = await begin(stage), await other_client(stage)
    stranger = stage.telegram.user(4004, "Пётр")
    await stranger.send("Здравствуйте")
    await anna.tap("Реклама и вывески")
    card, shown, stored = anna.card, boris.card, kept.answers()

    await tap_all(stage, boris.user, card.message_id, offered(card), OUTDATED)
    for user in (stranger, stage.maria):
        await tap_all(stage, user, card.message_id, offered(card), NOT_HERS)

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    assert (boris.text, boris.labels) == (seen(shown.text), tuple(map(seen, shown.labels)))
    assert anna.card == card
    assert len(stranger.from_bot) == 1
    await goes_on(stage, boris)
    await anna.say("12")
    assert "Что мешает" in anna.text


async def test_two_clients_at_the_same_question_answer_each_for_himself(stage: Stage, kept: Kept) -> None:
    anna, boris = await begin(stage), await other_client(stage)
    same = offered(anna.card)[3]
    assert same in offered(boris.card)

    await boris.user.tap_data(boris.card.message_id, same)

    assert len(kept.given("trade")) == 1
    assert "О компании · 1 из 3" in anna.text
    assert "О компании · 2 из 3" in boris.text


async def test_a_managers_buttons_do_nothing_for_a_client(stage: Stage, kept: Kept) -> None:
    anna = await at(stage, SPOTS["review"])
    await stage.maria.send("/help")
    await stage.maria.send("/briefs")
    await stage.maria.tap("ООО «Ромашка»")
    data = [one for message in stage.maria.from_bot for one in offered(message) if one.startswith("m:")]
    brief = next(tap.brief for one in data if (tap := ManagerTap.unpack(one)) and tap.brief)
    data += [ManagerTap(action, brief).pack() for action in (*MANAGERS, "bogus", "")]
    shown, stored, told = anna.card, kept.answers(), len(stage.maria.from_bot)

    await tap_all(stage, stage.anna, anna.card.message_id, data, NOT_HERS)

    assert (kept.answers(), kept.set_aside()) == (stored, [])
    assert (anna.card, stage.anna.last) == (shown, shown)
    assert len(stage.maria.from_bot) == told
    await goes_on(stage, anna)


async def test_a_manager_reads_nothing_of_another_managers_briefs(
    telegram: LocalTelegram, database: Path, kept: Kept
) -> None:
    async with serving(settings_for(telegram, database, bot_admins=(MANAGER, OTHER_MANAGER))) as bot:
        stage = Stage(telegram, telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"), bot)
        olga = telegram.user(OTHER_MANAGER, "Ольга")
        await stage.begin()
        await olga.send("/briefs")
        brief = kept.briefs()[0]
        known, stored = olga.from_bot, kept.answers()

        data = [ManagerTap(action, brief).pack() for action in (*MANAGERS[3:], "del", "delyes")]
        await tap_all(stage, olga, olga.last.message_id, data, NO_LONGER)

        assert olga.from_bot == known
        assert (kept.answers(), kept.set_aside()) == (stored, [])
        await olga.send("/briefs")
        assert "Брифов пока нет" in olga.last.text


@pytest.mark.parametrize("action", [*MANAGERS, "bogus", ""])
async def test_no_odd_button_of_a_manager_is_too_much(stage: Stage, kept: Kept, action: str) -> None:
    await stage.begin()
    await stage.maria.send("/briefs")
    stored = kept.answers()

    for brief in (kept.briefs()[0], "", "nobody", "{{ 7 }}<b>", "\x00", "👩"):
        for page in ("0", "1", "٧", "9" * 40, "-1", "x", ""):
            data = within_limit(f"m:{action}:{brief}:{page}")
            (query,) = await stage.maria.tap_data(stage.maria.card.message_id, data, wait=False)
            await stage.maria.until(partial(all_answered, stage, [query.id]), what="A tap got no answer.")

    await stage.maria.send("/cancel", wait=False)
    await stage.maria.send("/briefs", wait=False)
    await stage.maria.until(lambda: stage.maria.last.text.startswith("Ваши брифы"), what="The list does not come.")
    assert (kept.answers(), kept.set_aside()) == (stored, [])
    assert refused(stage.telegram) == []


@pytest.mark.parametrize("where", ["the present card", "an earlier card"])
async def test_a_tap_on_a_message_that_is_gone_brings_the_card_back(stage: Stage, kept: Kept, where: str) -> None:
    anna = await begin(stage)
    early = anna.card
    await anna.tap("Реклама и вывески")
    await anna.say("12")
    tapped = early if where == "an earlier card" else anna.card
    stored = kept.answers()

    stage.anna.delete(anna.card.message_id)
    await stage.anna.tap_data(tapped.message_id, offered(tapped)[0])

    await stage.anna.card_shows("Что мешает")
    added = [row for row in kept.answers() if row not in stored]
    assert len(added) == (0 if where == "an earlier card" else 1)
    assert kept.set_aside() == []
    await anna.tap("Обсудим на встрече")


async def test_a_tap_whose_time_is_over_has_its_effect_all_the_same(database: Path, kept: Kept) -> None:
    late = timedelta()
    async with (
        LocalTelegram(settle=0.3, now=lambda: datetime.now(UTC) + late) as telegram,
        serving(settings_for(telegram, database)) as bot,
    ):
        stage = Stage(telegram, telegram.user(MANAGER, "Мария"), telegram.user(CLIENT, "Анна"), bot)
        anna = await begin(stage)
        gate = telegram.faults.hold(method="answerCallbackQuery")
        await stage.anna.tap("Реклама и вывески", wait=False)
        await gate.reached()
        late = timedelta(seconds=151)
        gate.release()

        await stage.anna.card_shows("Сколько сотрудников")

        assert len(kept.given("trade")) == 1
        assert kept.set_aside() == []
        await anna.say("12")
        assert "Что мешает" in anna.text
        assert any("query is too old" in error for error in refused(telegram))
