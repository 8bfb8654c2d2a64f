"""The plan as people read it in Telegram."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read as read_definition
from bot.domain.answers import AnswerStatus, Attachment, QuestionKey
from bot.domain.meeting import Meeting
from bot.domain.planning.building import answers_in_full, build_plan
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.plan import Fix, Severity
from bot.domain.route import find_route
from bot.domain.values import NumberValue, TextValue
from bot.rendering.plan import PlanMessages
from bot.rendering.readings import PlanReadings
from bot.rendering.telegram_html import fits
from bot.simulator.html_mode import parse_html
from bot.simulator.rich_blocks import RichMessage
from bot.simulator.rich_html import parse_rich_html
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import START, TEMPLATES, Said, brief, choice, listed, many, marked, record, records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.planning.plan import Plan
    from bot.domain.route import Route
    from bot.rendering.readings import Telling

MOSCOW = ZoneInfo("Europe/Moscow")
MESSAGES, READINGS = PlanMessages(TEMPLATES, MOSCOW), PlanReadings(TEMPLATES, MOSCOW)

SAID: dict[str, Said] = {
    "open": choice("yes"),
    "ovens": NumberValue(2),
    "cakes": listed(bun="Булочка"),
    "steps@bun": listed(mix="Замес", rest="Отдых", bake="Печь"),
    "checks@bun": marked(mix="weight", rest="", bake="heat"),
    "alarms@bun": records(record("a", step="@bake", what="=bell", after=15)),
    "ways": AnswerStatus.DISCUSS,
}


def made(said: dict[str, Said] = SAID, *, submitted: bool = True, attachments: tuple[Attachment, ...] = ()) -> Plan:
    drafted = brief(BAKERY, said, submitted=submitted, attachments=attachments)
    return build_plan(drafted, find_route(BAKERY, drafted.answers), BAKERY_CATALOG)


def classic(tellings: Iterable[Telling]) -> tuple[str, ...]:
    """The messages that are sent where the server takes no rich ones."""
    return tuple(message for telling in tellings for message in telling.classic)


def summary(plan: Plan) -> tuple[str, ...]:
    return classic(READINGS.summary(plan))


def agenda(plan: Plan) -> tuple[str, ...]:
    return classic(READINGS.agenda(plan))


def answers(route: Route) -> tuple[str, ...]:
    return classic(READINGS.answers(answers_in_full(route)))


def read(*messages: str) -> str:
    """As a person sees them: without tags, with plain spaces."""
    return "\n---\n".join(parse_html(message)[0] for message in messages).replace("\N{NO-BREAK SPACE}", " ")


def test_the_first_message_is_the_whole_story_in_one_screen() -> None:
    assert read(summary(made())[0]) == (
        "ООО «Ромашка»\n"
        "Бриф заполнен за 4 мин, версия 1 · 23 ноября, 13:00\n"
        "Отвечает Анна\n"
        "\n"
        "Решено\n"
        "открыты · 1 изделие\n"
        "\n"
        "Работы 3,5–4 ч (ориентир)\n"
        "Покупки 2 000–3 000 ₽ разово, от 500 ₽ в месяц\n"
        "\n"
        "Сомнительно 1\n"
        "К встрече 2 вопроса (≈ 5 мин)\n"
        "1. Укоротить «Булочка»\n"
        "2. Продажи: Где продаёте"
    )


def test_what_blocks_the_plan_is_named_in_the_first_message() -> None:
    plan = made()
    blocked = replace(
        plan, findings=tuple(replace(plan.findings[0], severity=Severity.PROBLEM, text=text) for text in "АБВ")
    )
    assert "Сомнительно 3, из них мешают 3:\n• А\n• Б\nК встрече" in read(summary(blocked)[0])
    rich = READINGS.summary(blocked)[0].rich[0]
    assert "<td>Мешает</td><td>А</td>" in rich


def test_a_brief_that_is_not_sent_says_so() -> None:
    first = read(summary(made({"open": choice("yes")}, submitted=False))[0])
    assert "Бриф ещё не отправлен: 1 из 5" in first


def test_the_meeting_is_told_on_the_readers_clock_and_on_the_clients_where_they_differ() -> None:
    def first(zone: str) -> str:
        drafted = replace(brief(BAKERY, SAID), meeting=Meeting(datetime(2026, 11, 27, 5, 0, tzinfo=UTC), zone))
        plan = build_plan(drafted, find_route(BAKERY, drafted.answers), BAKERY_CATALOG)
        told = READINGS.summary(plan)[0]
        rich = RichMessage(parse_rich_html(told.rich[0])).words.replace("\N{NO-BREAK SPACE}", " ")
        (line,) = {line for text in (rich, read(*told.classic)) for line in text.split("\n") if "Встреча " in line}
        return line

    assert first("Europe/Moscow") == "Встреча пт 27 ноября, 08:00"
    assert first("Asia/Vladivostok") == "Встреча пт 27 ноября, 08:00 (у клиента 15:00)"


def test_what_has_no_price_is_said_and_never_guessed() -> None:
    soon = read(*summary(made({"open": choice("soon")})))
    assert "Покупки уточнить разово" in soon
    assert "Вывеска: уточнить" in soon


def test_unknown_parts_of_a_total_are_counted() -> None:
    both = BAKERY_CATALOG.model_copy(
        update={"purchases": tuple(rule.model_copy(update={"when": None}) for rule in BAKERY_CATALOG.purchases)}
    )
    drafted = brief(BAKERY, {"ovens": NumberValue(1)})
    plan = build_plan(drafted, find_route(BAKERY, drafted.answers), both)
    assert "Покупки 1 000–1 500 ₽ разово, от 500 ₽ в месяц, ещё без цены: 1" in read(summary(plan)[0])


def test_sections_show_stages_with_fields_and_automation() -> None:
    assert (
        "Линия «Булочка»\n"
        "1. Замес\n"
        "    поля: Вес\n"
        "2. Отдых\n"
        "3. Печь\n"
        "    поля: Температура\n"
        "    → через 15 мин: звонок\n"
        "Проверки\n"
        "Замес: Вес\n"
        "Отдых: —\n"
        "Печь: Температура"
    ) in read(*summary(made()))


def test_a_long_section_folds_and_a_short_one_does_not() -> None:
    long, short = made(), made({"open": choice("yes"), "cakes": listed(bun="Булочка")})
    assert "<b>Линия «Булочка»</b>\n<blockquote expandable>1. " in "\n".join(summary(long))
    assert "<blockquote expandable>" not in "\n".join(summary(short)[:1])


def test_findings_are_grouped_by_weight_and_name_their_norm() -> None:
    text = read(*summary(made()))
    assert "Сомнительно\nСтоит поправить\n• «Булочка»: шагов 3, больше 2. Долго. норма пекарей, 02.01.2026" in text


def test_a_finding_tells_what_the_client_can_do_about_it_with_one_tap() -> None:
    plan = made()
    fix = Fix(plan.findings[0].key, plan.findings[0].id, "Убрать <лишнее>")
    offered = replace(plan, findings=(replace(plan.findings[0], fix=fix), *plan.findings[1:]))
    assert "норма пекарей, 02.01.2026 Клиенту предложено: «Убрать <лишнее>»." in read(*summary(offered))


def test_the_agenda_says_why_what_and_how_long() -> None:
    assert read(*agenda(made(SAID | {"ovens": AnswerStatus.UNKNOWN}))) == (
        "Повестка встречи · 3 вопроса, ≈ 7 мин\n"
        "\n"
        "Линия «Булочка»\n"
        "1. Укоротить «Булочка» · 4 мин\n"
        "«Булочка»: шагов 3, больше 2.\n"
        "Под вопросом: график.\n"
        "\n"
        "Пекарня\n"
        "2. Печи · 2 мин\n"
        "Клиент не знает.\n"
        "\n"
        "Продажи\n"
        "3. Где продаёте · 1 мин\n"
        "Клиент хочет обсудить."
    )


def test_an_agenda_without_items_says_so() -> None:
    closed: dict[str, Said] = SAID | {
        "steps@bun": listed(mix="Замес"),
        "checks@bun": marked(mix="weight"),
        "ways": many("web"),
    }
    assert read(*agenda(made(closed | {"alarms@bun": records()}))) == (
        "Повестка встречи\nОткрытых вопросов нет: клиент ответил на всё."
    )


def test_the_agenda_names_the_places_of_a_question() -> None:
    two: dict[str, Said] = {
        "cakes": listed(bun="Булочка", pie="Пирог"),
        "steps@bun": AnswerStatus.UNKNOWN,
        "steps@pie": AnswerStatus.UNKNOWN,
    }
    assert "Клиент не знает: «Булочка», «Пирог»." in read(*agenda(made(two)))


def test_many_places_are_counted_rather_than_listed() -> None:
    cakes = {f"c{number}": f"Изделие {number}" for number in range(12)}
    said: dict[str, Said] = {f"steps@{cake}": AnswerStatus.UNKNOWN for cake in cakes}
    said["cakes"] = listed(**cakes)
    assert "«Изделие 7» и ещё 4." in read(*agenda(made(said)))


def test_the_client_gets_decisions_answers_and_what_is_left_but_no_inner_notes() -> None:
    copy = read(*MESSAGES.client_copy(made()))
    assert "Что мы поняли\n• Пекарня работает, печей 2 шт." in copy
    assert "1. Замес" in copy
    assert "Обсудим на встрече\n1. Продажи: Где продаёте" in copy
    for inner in ("Сомнительно", "Укоротить", "Работы", "Покупки", "₽", "норма пекарей", "Печёт"):
        assert inner not in copy


def test_files_are_announced_with_their_question() -> None:
    file = Attachment(1, QuestionKey("note"), "photo", "f", "", "витрина & вывеска", 7, START)
    text = read(*summary(made(SAID | {"note": TextValue("да")}, attachments=(file,))))
    assert "Файлы\nФото к вопросу «Пожелания»: витрина & вывеска" in text


def test_a_value_that_is_not_final_is_marked() -> None:
    text = read(*summary(made(SAID | {"open": (AnswerStatus.DISCUSS, choice("yes"))})))
    assert "Уже открылись: Да, уже (обсудить)" in text
    assert "◐ Уже открылись (обсудить), Где продаёте (обсудить), Пожелания (нет ответа)" in text


def test_a_long_answer_is_cut_in_the_summary_and_whole_in_the_answers() -> None:
    said = SAID | {"note": TextValue("слово " * 600 + "конец")}
    told = read(*summary(made(said)))
    assert "слово… (полностью в ответах)" in told
    assert "конец" not in told
    drafted = brief(BAKERY, said)
    full = read(*answers(find_route(BAKERY, drafted.answers)))
    assert full.count("слово") == 600
    assert "конец" in full


CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CRM_CATALOG = read_definition(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)
CONFIGURED: dict[str, Said] = {
    "lead_need": choice("yes"),
    "lead_stages": listed(lpr="ЛПР установлено", odd="Чудо"),
    "lead_fields": marked(own={"o": "Ёмкость"}, lpr="phone o"),
    "lead_automation": records(
        record("a", stage="@lpr", what="=process", timing="=at_once", to_whom="=head", text="Если вес больше")
    ),
}


def configured() -> Plan:
    drafted = brief(CRM, CONFIGURED)
    return build_plan(drafted, find_route(CRM, drafted.answers), CRM_CATALOG)


def test_the_manager_reads_when_stages_are_left_and_what_there_is_to_create() -> None:
    told = read(*summary(configured()))
    assert "    дальше, когда известны имя, должность и телефон того, кто решает\n" in told
    assert "2. Чудо\n    дальше, когда: уточнить\n" in told
    assert "Лиды: 2 поля, создать 1, уже есть на портале 1\n    проверить тип: Ёмкость\n" in told
    assert "Всего 1 действие, нужно:\n• тариф от «Стандартного» (справка Битрикс24" in told


def test_the_client_reads_nothing_of_codes_criteria_and_tables_for_the_engineer() -> None:
    copy = read(*MESSAGES.client_copy(configured()))
    assert "1. ЛПР установлено" in copy
    for inner in ("дальше, когда", "Словарь полей", "создать", "Всего 1 действие"):
        assert inner not in copy


HOSTILE = "<b>&amp;</b> {{ 7 * 7 }} {item} [x] \"'`"


@pytest.mark.parametrize(
    "said",
    [
        SAID | {"note": TextValue(HOSTILE)},
        SAID | {"ways": many("web", own=(HOSTILE,))},
        SAID | {"cakes": listed(bun=HOSTILE)},
        SAID | {"steps@bun": listed(mix=HOSTILE, bake="Печь")},
        SAID | {"checks@bun": marked(own={"o": HOSTILE}, mix="o", rest="", bake="")},
        SAID | {"alarms@bun": records(record("a", step="@mix", what="=sms", whom=HOSTILE))},
    ],
    ids=["text", "own option", "element", "stage", "own column", "record"],
)
def test_what_a_client_types_is_shown_as_typed_and_never_becomes_markup(said: dict[str, Said]) -> None:
    drafted = brief(BAKERY, said, company=HOSTILE)
    route = find_route(BAKERY, drafted.answers)
    plan = build_plan(drafted, route, BAKERY_CATALOG)
    for messages in (summary(plan), MESSAGES.client_copy(plan), answers(route)):
        assert all(fits(message) for message in messages)
        assert HOSTILE in read(*messages)


def test_a_plan_without_rules_still_makes_a_summary() -> None:
    drafted = brief(BAKERY, SAID)
    plan = build_plan(drafted, find_route(BAKERY, drafted.answers))
    text = read(*summary(plan))
    assert "Решено" not in text
    assert "Изделие «Булочка»\nШаги: Замес · Отдых · Печь" in text


def test_a_thousand_lines_are_parted_between_lines() -> None:
    steps = {f"s{number}": f"Шаг номер {number}" for number in range(900)}
    messages = summary(made(SAID | {"steps@bun": listed(**steps)}))
    assert len(messages) > 8
    assert all(fits(message) for message in messages)
    text = read(*messages)
    # More than the list may hold: each line is to be confirmed.
    assert all(f". Шаг номер {number} (подтвердить)\n" in f"{text}\n" for number in range(900))
