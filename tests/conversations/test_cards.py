"""What a card offers besides its answers: a way back, a way on, and nothing that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.spots import AUTOMATION, STAGES
from tests.conversations.walker import begin, main_action

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage

LEADS = {"воронка лидов?": "Да, нужна"}


async def test_another_set_over_own_stages_can_be_taken_back(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(STAGES, LEADS)
    await anna.say("Замер на объекте")
    stood = anna.elements()

    await anna.tap("Другой набор", "Короткий")
    assert anna.text.startswith("«Стадии лидов»: теперь «Новая заявка, Связались с клиентом, ")
    await anna.tap("Вернуть")

    assert anna.elements() == stood


async def test_another_set_over_a_mere_proposal_is_on_the_card_at_once(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(STAGES, LEADS)

    await anna.tap("Другой набор", "Короткий")

    assert anna.elements() == ["Новая заявка", "Связались с клиентом"]


async def test_a_copy_that_says_the_same_cannot_be_saved(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(AUTOMATION, LEADS)
    await anna.tap("Принять предложенное", "‹ Назад", "Изменить", "1.", "Ещё одно похожее")
    assert "Такое уже есть: нажмите, что здесь другое." in anna.text
    assert not any(label.startswith("Сохранить") for label in anna.labels)

    await anna.tap("Когда: Сразу", "Через время", "1", "дней", "Сохранить")

    assert any("через 1 день" in line for line in anna.elements())


async def test_a_photo_in_place_of_rules_leads_on_and_leaves_them_to_the_meeting(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Нужны ли отчёты по вашим данным?")
    assert "Дальше" not in anna.labels

    await anna.share("photo", "report.jpg")
    await anna.tap("Дальше")
    await anna.tap("‹ Назад")

    assert "Отложено до встречи." in anna.text
    assert "К вопросу приложено: 1 файл" in anna.text


async def test_own_departments_beside_a_ready_one_bring_no_advice_against_the_menu(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Кто у вас отвечает на входящие?")
    await anna.tap("Отдел продаж")
    await anna.say("бухгалтерия и цех")

    await anna.tap("Дальше")

    assert "Нужно ли голосовое меню?" in anna.text
    assert not any("(советуем)" in label and label.startswith("Нет") for label in anna.labels)


async def test_the_script_asked_for_once_is_not_asked_for_again(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at("Есть ли у вас скрипт", LEADS)
    assert "Прислали файлом" not in " ".join(anna.labels)
    assert main_action(anna.card) == "Скрипта нет"
    await anna.tap("Скрипта нет")

    assert "Скрипт" not in anna.text


async def test_a_letter_to_a_client_suggests_no_words_for_a_task(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(AUTOMATION, LEADS)

    await anna.tap("+ Добавить", "Новая заявка", "Письмо или SMS клиенту", "Сразу")

    assert "Мы получили вашу заявку" in anna.labels
    assert "Связаться с клиентом" not in anna.labels
