"""Sending the answers off: what the review says, what each side gets, and sending again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.walker import begin, plan_for, seen

if TYPE_CHECKING:
    from bot.simulator import User
    from tests.conversations.conftest import Stage
    from tests.conversations.walker import Walker

#: Of rich messages, which is what a manager gets here.
LIMIT = 32_768
HOSTILE = {
    "markup": "<b>жирно</b> & </blockquote> <a href='tg://user?id=1'>я</a> &lt;i&gt; ",
    "long words": "оченьдлинноесловобезпробелов" * 8 + " ",
    "emoji": "👩‍👩‍👧‍👦🏴‍☠️",
    "lines": "пункт\n\n\n",
    "braces": "{{ plan }} {% raw %} {item} \\n %s ",
    "directions": "\u202eзадом\u202c наперёд \u200bещё ",
}


async def at_review(stage: Stage) -> Walker:
    """Only the first question is answered; the review is on the card."""
    anna = await begin(stage)
    await anna.tap("Реклама и вывески", "Разделы", "К проверке")
    return anna


async def everything(stage: Stage) -> Walker:
    anna = await begin(stage)
    await anna.arrive_at("Проверьте ответы")
    return anna


def told(user: User, text: str) -> int:
    """How many messages of the bot say so."""
    return sum(text in seen(message.text) for message in user.from_bot)


def written(user: User) -> int:
    """How many messages of the bot have text: pictures of a plan come when they are drawn."""
    return sum(bool(message.text) for message in user.from_bot)


async def test_the_review_names_each_unfinished_section_and_what_it_lacks(stage: Stage) -> None:
    anna = await at_review(stage)

    lines = anna.lines(after="Проверьте ответы", before="Осталось")
    assert lines[0] == "◐ О компании: 1 из 3"
    assert lines[1].startswith("○ Лиды: 0 из ")
    sections = [label for label in anna.labels if label[:2] in ("✓ ", "◐ ", "○ ")]
    assert [line.partition(":")[0] for line in lines][: len(sections)] == sections
    left = sum(int(line.split()[-1]) - int(line.split()[-3]) for line in lines)
    assert f"Осталось: {left} вопрос" in anna.text
    assert "Отправить можно и так" in anna.text
    assert "Ответы получит Мария." in anna.text


async def test_while_something_is_open_going_on_is_the_main_button_and_sending_is_there(stage: Stage) -> None:
    anna = await at_review(stage)
    styles = {button.label: button.style for row in anna.card.keyboard for button in row}
    assert (styles["Продолжить"], styles["Отправить ответы"]) == ("primary", "")

    await anna.tap("Продолжить")
    assert "О компании · 2 из 3" in anna.text
    await anna.arrive_at("Проверьте ответы")

    styles = {button.label: button.style for row in anna.card.keyboard for button in row}
    assert styles["Отправить ответы"] == "primary"
    assert "Продолжить" not in styles
    assert "Осталось" not in anna.text
    assert "Есть ответы на все вопросы." in anna.text


async def test_a_section_of_the_review_leads_to_what_it_lacks_and_back(stage: Stage) -> None:
    anna = await at_review(stage)

    await anna.tap("О компании")

    assert "Отрасль: Реклама и вывески\nСотрудники в CRM: —" in anna.text
    await anna.tap("○ Сотрудники в CRM")
    await anna.say("12")
    await anna.tap("Разделы", "К проверке")
    assert "◐ О компании: 2 из 3" in anna.text


async def test_what_is_open_when_it_is_sent_stands_on_the_agenda(stage: Stage) -> None:
    anna = await at_review(stage)
    assert anna.row("Осталось").startswith("14 вопросов")

    plan = await plan_for(stage)

    assert "Остальное обсудим на встрече" in anna.text
    # Not on it: wishes, which may stay open.
    assert "К встрече: 13 вопросов" in plan
    agenda = plan[plan.index("Повестка встречи") :]
    assert agenda.startswith("Повестка встречи · 13 вопросов")
    assert "О компании\n" in agenda
    assert "Сотрудники в CRM. Нет ответа. Под вопросом: тариф и стоимость лицензий.: 1 мин" in agenda
    assert "13. " in agenda
    copy = seen((await stage.anna.sees("Обсудим на встрече\n")).text)
    assert "Отрасль: Реклама и вывески" in copy
    assert "О компании: Сотрудники в CRM" in copy


async def test_a_brief_without_a_single_answer_can_be_sent_and_makes_an_agenda(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.tap("Разделы", "К проверке")
    assert "○ О компании: 0 из 3" in anna.text

    plan = await plan_for(stage)

    assert "ООО «Ромашка»" in plan
    assert "1. " in plan[plan.index("К встрече") :]
    assert "Отрасль" in plan[plan.index("Повестка встречи") :]
    assert "Решено" not in plan
    assert anna.labels == ("Дополнить ответы",)


async def test_the_client_is_thanked_and_keeps_the_answers_without_costs_and_doubts(stage: Stage) -> None:
    anna = await everything(stage)

    plan = await plan_for(stage)

    assert anna.text.startswith("Спасибо, ответы отправлены\n\nМария подготовится")
    assert anna.labels == ("Дополнить ответы",)
    assert anna.card.message_id == stage.anna.last.message_id
    copy = seen(
        "\n".join(message.text for message in stage.anna.from_bot if message.message_id != anna.card.message_id)
    )
    assert "ООО «Ромашка»: ваши ответы" in copy
    assert "Ответы полные: на встрече обсудим план." in copy
    assert "Работы" in plan
    for inner in ("₽", "Работы", "Сомнительно", "Мешает"):
        assert inner not in copy
    assert [message.labels for message in stage.anna.from_bot if message.labels] == [anna.card.labels]


async def test_a_change_after_sending_makes_a_second_version_for_the_manager(stage: Stage) -> None:
    anna = await everything(stage)
    first = await plan_for(stage)
    assert "версия 1" in first
    assert "бриф заполнен, Анна отправляет ответы" in first

    await anna.tap("Дополнить ответы", "О компании", "Отрасль", "Строительство и ремонт")
    await anna.arrive_at("Проверьте ответы")
    assert "Отправить дополнения" in anna.labels
    second = await plan_for(stage)

    assert "ООО «Ромашка»: ответы дополнены. Изменилось с версии 1:\n" in second
    change = "О компании: Отрасль: Оптовая торговля → Строительство и ремонт"
    assert f"• {change}\n" in second
    assert "Что изменилось с версии 1" in second
    assert "версия 2" in second
    assert "Отрасль: Строительство и ремонт" in second
    assert change in seen((await stage.anna.sees("Изменилось с прошлого раза")).text)
    await stage.maria.send("/briefs")
    await stage.maria.tap("✓ ООО «Ромашка»")
    assert "версия 2." in (await stage.maria.card_shows("Заполнен")).text


async def test_the_manager_hears_nothing_of_changes_until_they_are_sent(stage: Stage) -> None:
    anna = await everything(stage)
    await plan_for(stage)
    known = written(stage.maria)

    await anna.tap("Дополнить ответы", "О компании", "Сотрудники в CRM")
    await anna.say("99")

    await stage.maria.send("/help", wait=False)
    await stage.maria.until(lambda: written(stage.maria) == known + 1)
    assert "/briefs" in next(message.text for message in reversed(stage.maria.from_bot) if message.text)
    assert told(stage.maria, "99 чел.") == 0
    await stage.maria.tap("Ответы", on=next(message for message in stage.maria.from_bot if "План" in message.labels))
    await stage.maria.until(lambda: told(stage.maria, "Сотрудники в CRM: 99 чел.") == 1)


async def test_without_a_change_there_is_nothing_to_send_again(stage: Stage) -> None:
    anna = await everything(stage)
    await plan_for(stage)

    await anna.tap("Дополнить ответы", "К проверке")

    assert anna.text == "Всё отправлено"
    assert not any("Отправить" in label for label in anna.labels)


@pytest.mark.parametrize("times", [2, 5])
async def test_an_impatient_tap_on_send_sends_once(stage: Stage, times: int) -> None:
    await everything(stage)

    await stage.anna.tap("Отправить", times=times)
    await stage.anna.card_shows("Спасибо")
    await stage.maria.sees("Повестка встречи")
    await stage.telegram.idle()

    assert told(stage.maria, ": бриф заполнен,") == 1
    assert told(stage.maria, "ответы дополнены") == 0
    assert told(stage.anna, "ваши ответы") == 1
    assert told(stage.anna, "Спасибо") == 1


async def test_an_old_review_sends_nothing_and_brings_the_present_card(stage: Stage) -> None:
    anna = await at_review(stage)
    review = anna.card
    await anna.tap("Продолжить")

    await stage.anna.tap("Отправить", on=review)

    assert "О компании · 2 из 3" in anna.text
    assert stage.anna.toasts[-1] == "Карточка уже обновилась"
    assert told(stage.maria, ": бриф заполнен,") == 0


async def test_start_after_sending_shows_where_one_stands(stage: Stage) -> None:
    anna = await everything(stage)
    await plan_for(stage)

    await anna.say("/start")

    assert anna.text.startswith("Спасибо, ответы отправлены")
    await stage.anna.until(lambda: told(stage.anna, "Спасибо") == 1, what="The old card is still there.")


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
async def test_whatever_was_typed_comes_whole_in_messages_that_telegram_takes(stage: Stage, said: str) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Есть ли у вас скрипт")
    script = (said * 2000)[:2000].strip()
    await anna.say(script)
    assert "Есть ли у вас скрипт" not in anna.text
    await anna.arrive_at("разных сценариев сделки")
    await anna.say("\n".join(f"{number}. {said}"[:60] for number in range(1, 9)))
    await anna.tap("Дальше", "Разделы", "К проверке")

    plan = await plan_for(stage)

    assert "Скрипт продаж" in plan
    assert "Повестка встречи" in plan
    known = len(stage.maria.from_bot)
    await stage.maria.tap("Ответы", on=next(m for m in stage.maria.from_bot if "Ответы" in m.labels))
    await stage.maria.send("/help", wait=False)
    await stage.maria.until(lambda: any("/briefs" in message.text for message in stage.maria.from_bot[known:]))
    answers = [message.text for message in stage.maria.from_bot[known:]]
    assert without_spaces(script) in without_spaces("".join(answers))
    assert all(len(text.encode("utf-16-le")) // 2 <= LIMIT for text in answers)
    assert told(stage.anna, "ваши ответы") == 1
    assert [call.error for call in stage.telegram.calls if not call.ok and "not modified" not in call.error] == []


def without_spaces(text: str) -> str:
    """A text may be parted into messages at a space; Telegram takes marks of direction out of what bots send."""
    return "".join(text.translate(dict.fromkeys(range(0x2028, 0x202F))).split())


async def test_the_review_counts_the_questions_that_the_client_then_finds_in_the_copy(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.tap("Оптовая торговля")
    await anna.arrive_at("Какие стадии проходит сделка «Отгрузка со склада»?")
    await anna.tap("Обсудим на встрече", "Разделы", "К проверке")
    counted = int(anna.text.partition("на встрече обсудим ")[2].split()[0])

    await plan_for(stage)

    copy = seen((await stage.anna.sees("Обсудим на встрече\n")).text).partition("Обсудим на встрече\n")[2]
    assert len(copy.splitlines()) == counted
    assert copy.count("Стадии сделки: «Отгрузка со склада», «Товар под заказ»") == 1
