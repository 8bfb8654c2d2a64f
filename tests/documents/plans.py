"""Plans that documents are made of: one as in life, a huge one, and one with the same hostile text everywhere."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app.interview import Interview
from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.answers import AnswerStatus, Attachment, QuestionKey
from bot.domain.meeting import Meeting
from bot.domain.planning.building import build_plan
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.plan import Plan
from bot.domain.route import find_route
from bot.domain.values import Item, ListValue, NumberValue, TextValue
from bot.rendering.documents.data import PlanData, plan_data
from bot.rendering.documents.words import Words
from tests.documents.blocks import with_every_block
from tests.planning.making import (
    START,
    TEMPLATES,
    Said,
    brief,
    choice,
    listed,
    many,
    marked,
    record,
    records,
    sent_twice,
)

if TYPE_CHECKING:
    from bot.domain.brief import Brief

#: Harmless in a document that takes texts as texts.
HOSTILE = (
    '#panic("typst")',
    "$x$ *a* _b_ @c `d` \\ //",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "<b>&amp;</b><script>",
    "{{ 7 * 7 }}{% raw %}",
    "{company} {0}",
    "https://example.com",
    "\u202eзадом наперёд",
    "مرحبا עברית",
    "👩‍👩‍👧‍👦🇷🇺",
    "Ж" * 300,
    "первая\n\n\tвторая",
)
#: As long as a message of Telegram's may be.
LONG = "Ш" * 4000
WORDY = "слово " * 660

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
WORDS = read(TEMPLATES / "documents" / "labels.yaml", Words)
MOSCOW = ZoneInfo("Europe/Moscow")
CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)

LIFE: dict[str, Said] = {
    "trade": choice("advertising"),
    "users": NumberValue(12, approximate=True),
    "pains": many("lost_leads", own=("Замерщики не видят, что обещал менеджер",)),
    "lead_facts": many("flow", "base"),
    "lead_need": choice("yes"),
    "lead_stages": listed(
        new="Новая заявка",
        lpr="ЛПР установлено",
        sent="Бриф выслан",
        back="Бриф заполнен",
        work="В работе",
        meet="Встреча назначена",
    ),
    "sales_script": TextValue("Здравствуйте, это «Свет и знак».\nЧто хотите изготовить и к какому сроку?\nКто решает?"),
    "lead_fields": marked(
        own={"own1": "Район города"},
        new="phone source",
        lpr="name decision_maker_name company",
        sent="email",
        back="brief_file budget deadline",
        work="",
        meet="city floor_space own1",
        qualified="need budget",
        unqualified="reject_reason",
    ),
    "lead_automation": records(
        record(
            "a", stage="@new", what="=task", timing="=at_once", to_whom="=responsible", text="Связаться за 15 минут"
        ),
        record("b", stage="@sent", what="=message", timing="=at_once", text="Мы выслали бриф, он займёт 10 минут"),
        record(
            "c",
            stage="@sent",
            what="=task",
            timing="=after",
            delay=2,
            delay_unit="=days",
            to_whom="=responsible",
            text="Позвонить и спросить, что непонятно в брифе",
        ),
        record("d", stage="@gone", what="=notice", timing="=at_once", to_whom="=head", text="Лид завис"),
    ),
    "deal_scenarios": listed(sign="Вывеска на заказ", service="Ремонт и обслуживание"),
    "deal_stages@sign": listed(
        need="Потребность выявлена",
        measured="Замер проведён",
        estimate="Смета отправлена",
        contract="Договор подписан",
        prepaid="Предоплата получена",
        layout="Макет согласован",
        making="Передано в производство",
        ready="Готово к монтажу",
        paid="Окончательный расчёт",
    ),
    "deal_stages@service": listed(call="Заявка принята", visit="Выезд назначен", done="Работы выполнены"),
    "deal_fields@sign": marked(
        need="need amount",
        measured="spec_file visit_time specialist",
        estimate="estimate_file amount",
        contract="contract_file requisites",
        prepaid="payment_date",
        layout="layout_file",
        making="ship_plan",
        ready="delivery_address cargo_weight",
        paid="payment_date closing_scan",
        won="closing_scan",
        lost="reject_reason",
    ),
    "deal_fields@service": (AnswerStatus.DISCUSS, marked(call="need", visit="visit_time specialist")),
    "deal_automation@sign": records(
        record(
            "a",
            stage="@estimate",
            what="=task",
            timing="=after",
            delay=3,
            delay_unit="=days",
            to_whom="=responsible",
            text="Узнать, посмотрел ли клиент смету",
        ),
        record(
            "b",
            stage="@layout",
            what="=notice",
            timing="=at_once",
            to_whom="=warehouse",
            text="Макет согласован, можно резать",
        ),
        record("c", stage="@paid", what="=process", timing="=at_once", to_whom="=accounting", text="Закрывающие"),
    ),
    "deal_automation@service": records(),
    "telephony_need": many("outgoing", "incoming"),
    "telephony_number": choice("buy"),
    "callers": NumberValue(6),
    "call_minutes": NumberValue(1500, 2500, approximate=True),
    "call_devices": many("headset"),
    "call_departments": many("sales", "support"),
    "voice_menu_need": choice("yes"),
    "voice_menu_greeting": TextValue("Здравствуйте! Вы позвонили в «Свет и знак». Нажмите 1, чтобы заказать вывеску."),
    "voice_menu": records(
        record("a", key="=k1", hears="Заказать вывеску", action="=group", target="Отдел продаж"),
        record("b", key="=k2", hears="Сервис и ремонт", action="=submenu"),
        record("c", parent="b", key="=k1", hears="Вывеска не горит", action="=employee", target="Ирина Сомова"),
        record("d", parent="b", key="=k2", hears="Узнать о готовности", action="=group", target="Сервис"),
        record("e", key="=k0", hears="Часы работы", action="=speech", speech="Мы работаем с 9 до 18, кроме выходных."),
    ),
    "desk_phones_need": choice("yes"),
    "desk_phones_count": AnswerStatus.UNKNOWN,
    "channels": many("site_chat", "vk", "telegram", "whatsapp"),
    "channel_owners": marked(site_chat="sales", vk="marketing", telegram="sales support", whatsapp=""),
    "standard_reports": many("leads", "deals", "plan"),
    "own_reports": AnswerStatus.DISCUSS,
    "roles": listed(m="Менеджер", h="Руководитель отдела", z="Замерщик", a="Администратор"),
    "rights": marked(m="own edit", h="department edit export", z="own", a="all edit"),
    "administrator": AnswerStatus.DISCUSS,
    "extras": many("robokassa"),
    "wishes": TextValue("Хотим видеть в сделке фотографии с замера и чтобы монтажники отмечали готовность с телефона."),
}


def _attached(number: int, key: str, caption: str = "") -> Attachment:
    return Attachment(number, QuestionKey.parse(key), "document", "file", "Бриф вывески.pdf", caption, 7, START)


def life_brief() -> Brief:
    files = (_attached(100, "lead_stages", "так выглядит наш бриф"), _attached(101, "deal_stages@sign"))
    made = brief(CRM, LIFE, company="ООО «Свет и знак»", attachments=files)
    return replace(made, meeting=Meeting(datetime(2026, 11, 27, 12, tzinfo=UTC), "Asia/Novosibirsk"))


def life() -> Plan:
    """A sign maker's brief: mostly answered, some of it doubtful."""
    made = life_brief()
    return build_plan(made, find_route(CRM, made.answers), CATALOG)


def draft() -> Plan:
    """A brief that is not sent yet, with one answer."""
    made = brief(CRM, {"trade": choice("wholesale")}, submitted=False)
    return build_plan(made, find_route(CRM, made.answers), CATALOG)


def sent_again() -> Plan:
    """The sign maker's brief, of which other things were said when it was sent for the first time."""
    before: dict[str, Said] = {
        **LIFE,
        "users": NumberValue(5),
        "channels": many("site_chat", "vk", "instagram"),
        "roles": listed(h="Руководитель отдела", m="Менеджер", z="Замерщик", a="Админ"),
        "administrator": choice("integrator"),
    }
    made = replace(sent_twice(CRM, before, {key: LIFE[key] for key in before}), company="ООО «Свет и знак»")
    return Interview(made, CRM, CATALOG).plan()


#: What documents say of it, name by name.
CHANGED = (
    ("О компании: Сотрудники в CRM", "5\N{NO-BREAK SPACE}чел. → ≈\N{NO-BREAK SPACE}12\N{NO-BREAK SPACE}чел."),
    ("Права доступа: Роли", "Админ → Администратор; другой порядок"),
)


def huge(pipelines: int = 6, stages: int = 20, own_fields: int = 40) -> Plan:
    """Hundreds of mandatory fields and automation rules."""
    labels = [f"Этап {number}: согласование и подготовка документов" for number in range(1, stages + 1)]
    ids = [f"s{number}" for number in range(stages)]
    own = {f"o{number}": f"Поле {number}, заполняет менеджер" for number in range(own_fields)}
    cells = {stage: " ".join(list(own)[index % 3 :: 3]) + " amount need" for index, stage in enumerate(ids)}
    said = dict(LIFE)
    scenarios = {f"p{number}": f"Направление {number}" for number in range(pipelines)}
    said["deal_scenarios"] = listed(**scenarios)
    for scenario in scenarios:
        said[f"deal_stages@{scenario}"] = ListValue(
            tuple(Item(id_, label) for id_, label in zip(ids, labels, strict=True))
        )
        said[f"deal_fields@{scenario}"] = marked(own=own, **cells, won="closing_scan", lost="reject_reason")
        said[f"deal_automation@{scenario}"] = records(
            *(
                record(
                    f"r{number}", stage=f"@{stage}", what="=task", timing="=at_once", to_whom="=head", text="Проверить"
                )
                for number, stage in enumerate(ids)
            )
        )
    made = brief(CRM, said, company="Группа компаний «Большая стройка и монтаж»")
    return build_plan(made, find_route(CRM, made.answers), CATALOG)


_LEFT_ALONE = frozenset(
    {"kind", "side", "by", "id", "after", "outcome", "sources", "source", "key", "entity", "type", "code"}
)


def filled_with(plan: Plan, text: str) -> Plan:
    """The plan with ``text`` behind every text that a person reads."""
    filled = _filled(plan, text)
    assert isinstance(filled, Plan)
    return filled


def _filled(part: object, text: str) -> object:
    if type(part) is str:
        return f"{part} {text}"
    if isinstance(part, tuple):
        return tuple(_filled(each, text) for each in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    names = [field.name for field in fields(part) if field.name not in _LEFT_ALONE]
    return replace(part, **{name: _filled(getattr(part, name), text) for name in names})


def published(plan: Plan) -> PlanData:
    return plan_data(plan, MOSCOW)


def every_kind() -> dict[str, Plan]:
    return {"life": life(), "again": sent_again(), "draft": draft(), "huge": huge(), "blocks": with_every_block(life())}


def squeezed(text: str) -> str:
    """Without what line breaks put into a text or take out of it."""
    return re.sub(r"-\n|[\s\u200b\u00ad\u202a-\u202e]", "", text)
