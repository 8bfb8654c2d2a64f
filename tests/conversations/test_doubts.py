"""What is doubtful is said softly, where the answer is and in the review, and one tap mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conversations.walker import begin, main_action

if TYPE_CHECKING:
    from tests.conversations.conftest import Stage

STAGES, LEADS, REVIEW = "Какие стадии проходит лид?", "Нужна ли вам воронка лидов?", "Проверьте ответы"
FLOW = {"похоже на ваши обращения": "Поток, есть нецелевые"}


async def test_doubled_stages_go_with_one_tap_and_come_back_with_another(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(STAGES, {"воронка лидов?": "Да, нужна"})
    proposed = anna.elements()
    await anna.say("Расчёт готов, Расчет готов")
    assert "Стадии повторяются: «Расчёт готов», «Расчет готов»." in anna.text
    assert anna.labels[0] == "Убрать повторы"
    assert main_action(anna.card) == "Дальше"

    await anna.tap("Убрать повторы")
    assert "Убрано: Расчет готов." in anna.text
    await anna.tap("Вернуть")
    assert anna.elements() == ["Расчёт готов", "Расчет готов"]
    await anna.tap("Убрать повторы", "Дальше", "‹ Назад")

    assert proposed
    assert anna.elements() == ["Расчёт готов"]
    assert "Убрать повторы" not in anna.labels


async def test_the_review_names_doubtful_answers_and_leads_to_them_and_back(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(REVIEW, {**FLOW, "воронка лидов?": "Нет, сразу сделки", "Какие каналы": "Facebook"}, limit=60)
    banned, refused, *_ = anna.lines(after="Стоит взглянуть:")
    assert banned.startswith("• Открытые линии: Facebook и Instagram запрещены в РФ")
    assert refused.startswith("• Лиды: Вы отметили: Поток, есть нецелевые. Без лидов")
    assert len(anna.text) <= 700

    await anna.tap("› Воронка лидов")
    assert LEADS in anna.text
    assert "Всё же с лидами" not in anna.labels
    await anna.tap("Да, нужна")

    assert STAGES in anna.text


async def test_an_answer_that_is_kept_all_the_same_leads_back_to_the_review(stage: Stage) -> None:
    anna = await begin(stage)
    await anna.arrive_at(REVIEW, {**FLOW, "воронка лидов?": "Нет, сразу сделки"}, limit=60)

    await anna.tap("› Воронка лидов", "Дальше")

    assert REVIEW in anna.text
    assert "Стоит взглянуть:" in anna.text
