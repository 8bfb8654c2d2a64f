"""The rules of the product: each finding has answers that raise it and stays silent on a sound brief."""

from __future__ import annotations

import pytest

from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.domain.answers import AnswerStatus
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.money import Range
from bot.domain.questionnaire import Questionnaire
from bot.domain.values import Item, ListValue, NumberValue, RecordsValue
from tests.planning.making import TEMPLATES, Said, choice, listed, many, marked, plan, record, records

CRM = load_questionnaire(TEMPLATES / "questionnaires" / "crm_bitrix24.yaml")
CATALOG = read(TEMPLATES / "catalog" / "bitrix24.yaml", Catalog)


def stages(*labels: str) -> ListValue:
    return ListValue(tuple(Item(f"s{number}", label) for number, label in enumerate(labels)))


def rule(what: str, *, stage: str = "s0", whom: str = "") -> RecordsValue:
    people = {"to_whom": whom} if whom else {}
    return records(record("r", stage=f"@{stage}", what=f"={what}", timing="=at_once", text="Да", **people))


SOUND: dict[str, Said] = {
    "trade": choice("wholesale"),
    "users": NumberValue(4),
    "lead_facts": many("flow"),
    "lead_need": choice("yes"),
    "lead_stages": stages("Новая заявка", "ЛПР установлено", "Бриф выслан"),
    "lead_fields": marked(s0="phone", s1="company", s2="email", qualified="need", unqualified="reject_reason"),
    "lead_automation": rule("task", whom="=responsible"),
    "deal_scenarios": listed(d="Со склада"),
    "deal_stages@d": stages("Заказ принят", "Счёт выставлен", "Оплата получена", "Отгружено"),
    "deal_fields@d": marked(s0="amount", s1="requisites", s2="", s3="ship_fact", won="closing_scan", lost=""),
    "deal_automation@d": rule("notice", whom="=head"),
    "telephony_need": many("outgoing", "incoming"),
    "telephony_number": choice("buy"),
    "callers": NumberValue(3),
    "call_minutes": NumberValue(1000, 1500),
    "call_devices": many("headset"),
    "call_departments": many("sales", "support"),
    "voice_menu_need": choice("yes"),
    "voice_menu": records(
        record("a", key="=k1", hears="Продажи", action="=group", target="Отдел продаж"),
        record("b", key="=k2", hears="Сервис", action="=submenu"),
        record("c", parent="b", key="=k1", hears="Ремонт", action="=employee", target="Ирина"),
    ),
    "desk_phones_need": choice("no"),
    "channels": many("site_chat", "telegram"),
    "channel_owners": marked(site_chat="sales", telegram="sales"),
    "standard_reports": many("deals"),
    "own_reports": records(),
    "roles": listed(m="Менеджер", a="Администратор"),
    "rights": marked(m="own edit", a="all edit"),
    "administrator": choice("director"),
    "extras": many("none"),
}


def findings(**changes: Said) -> set[str]:
    said = SOUND | {key.replace("__", "@"): value for key, value in changes.items()}
    return {finding.id for finding in plan(CRM, said, CATALOG).findings}


def test_a_sound_brief_raises_no_findings() -> None:
    assert findings() == set()


ALMOST_SAME = listed(d="Со склада", e="Под заказ")
MANY_STAGES = [f"Шаг пройден {number}" for number in range(10)]
DEEP = records(
    record("a", key="=k1", hears="а", action="=submenu"),
    record("b", parent="a", key="=k1", hears="б", action="=submenu"),
    record("c", parent="b", key="=k1", hears="в", action="=submenu"),
    record("d", parent="c", key="=k1", hears="г", action="=group", target="Склад"),
)
NO_CALLS = many("none")

CASES: list[tuple[str, dict[str, Said]]] = [
    ("leads_refused", {"lead_need": choice("no")}),
    ("leads_needless", {"lead_facts": many("few")}),
    ("facts_contradict", {"lead_facts": many("few", "flow")}),
    ("lead_stages_many", {"lead_stages": stages(*MANY_STAGES)}),
    ("lead_stages_few", {"lead_stages": stages("Новая заявка")}),
    ("deal_stages_many", {"deal_stages__d": stages(*MANY_STAGES)}),
    ("deal_stages_few", {"deal_stages__d": stages("Счёт выставлен", "Отгружено")}),
    ("lead_stage_process", {"lead_stages": stages("Новая заявка", "В работе")}),
    ("deal_stage_process", {"deal_stages__d": stages("Счёт выставлен", "Переговоры", "Отгружено")}),
    ("lead_stage_action", {"lead_stages": stages("Новая заявка", "Позвонить")}),
    ("deal_stage_action", {"deal_stages__d": stages("Выставить счёт", "Отгружено", "Оплачено")}),
    ("lead_stages_doubled", {"lead_stages": stages("Новая заявка", "новая  заявка", "Бриф выслан")}),
    ("deal_stages_doubled", {"deal_stages__d": stages("Отгружено", "отгружено", "Оплачено")}),
    ("scenarios_doubled", {"deal_scenarios": listed(d="Со склада", e="со склада")}),
    (
        "pipelines_alike",
        {
            "deal_scenarios": ALMOST_SAME,
            "deal_stages__e": stages("Заказ принят", "Счёт выставлен", "Оплата получена", "Отгружено"),
        },
    ),
    (
        "lead_first_fields",
        {"lead_fields": marked(s0="phone name email source", s1="", s2="", qualified="", unqualified="")},
    ),
    (
        "deal_first_fields",
        {"deal_fields__d": marked(s0="amount need deadline requisites", s1="", s2="", s3="", won="", lost="")},
    ),
    (
        "lead_fields_nowhere",
        {"lead_fields": marked(own={"o": "Цвет"}, s0="phone", s1="", s2="", qualified="", unqualified="")},
    ),
    (
        "deal_fields_nowhere",
        {"deal_fields__d": marked(own={"o": "Цвет"}, s0="need", s1="", s2="", s3="", won="", lost="")},
    ),
    ("lead_rule_lost", {"lead_automation": rule("task", stage="gone", whom="=head")}),
    ("deal_rule_lost", {"deal_automation__d": rule("task", stage="gone", whom="=head")}),
    ("lead_rule_doubled", {"lead_automation": RecordsValue(rule("card").records * 2)}),
    ("deal_rule_doubled", {"deal_automation__d": RecordsValue(rule("card").records * 2)}),
    ("lead_rule_to_nobody", {"lead_automation": rule("task")}),
    ("deal_rule_to_nobody", {"deal_automation__d": rule("notice")}),
    ("lead_call_without_telephony", {"lead_automation": rule("call"), "telephony_need": NO_CALLS}),
    ("deal_call_without_telephony", {"deal_automation__d": rule("call"), "telephony_need": NO_CALLS}),
    ("lead_process_tariff", {"lead_automation": rule("process", whom="=head")}),
    ("deal_process_tariff", {"deal_automation__d": rule("process", whom="=head")}),
    ("lead_messages", {"lead_automation": rule("message")}),
    ("deal_messages", {"deal_automation__d": rule("message")}),
    (
        "call_report_without_telephony",
        {"own_reports": records(record("r", rows="Типы звонков", data="Количество")), "telephony_need": NO_CALLS},
    ),
    ("report_field_nowhere", {"own_reports": records(record("r", rows="Заказы", data="Вес груза и сумма"))}),
    ("own_operator", {"telephony_number": choice("own_operator")}),
    ("exchange_1c", {"extras": many("robokassa", own=("Обмен с 1С",))}),
    ("other_telephony", {"telephony_need": NO_CALLS, "extras": many("mango")}),
    ("two_telephonies", {"extras": many("mts")}),
    ("menu_empty", {"voice_menu": records()}),
    ("menu_no_end", {"voice_menu": records(record("a", key="=k1", hears="Сервис", action="=submenu"))}),
    (
        "menu_keys_doubled",
        {
            "voice_menu": records(
                record("a", key="=k1", hears="а", action="=group", target="Склад"),
                record("b", key="=k1", hears="б", action="=group", target="Сервис"),
            )
        },
    ),
    ("menu_nowhere", {"voice_menu": records(record("a", key="=k1", hears="Склад", action="=outside"))}),
    ("menu_deep", {"voice_menu": DEEP}),
    ("menu_for_one", {"call_departments": many("together")}),
    ("banned_channel", {"channels": many("facebook"), "channel_owners": marked(facebook="sales")}),
    ("whatsapp", {"channels": many("whatsapp"), "channel_owners": marked(whatsapp="sales")}),
    ("channel_nobody", {"channel_owners": marked(site_chat="sales", telegram="")}),
    ("nobody_sees_all", {"rights": marked(m="own", a="department edit")}),
    ("role_without_rights", {"rights": marked(m="", a="all")}),
    ("roles_doubled", {"roles": listed(m="Менеджер", a="менеджер"), "rights": marked(m="own", a="all")}),
    ("nobody_administers", {"administrator": choice("integrator")}),
]


@pytest.mark.parametrize(("finding", "changes"), CASES, ids=[name for name, _ in CASES])
def test_the_finding_is_raised_by_its_answers_and_by_nothing_else(finding: str, changes: dict[str, Said]) -> None:
    assert findings(**changes) == {finding}


#: The lists of the questionnaire always end; an integrator may take that out of it.
ENDS = {"lead_no_failure", "lead_no_success", "deal_no_failure", "deal_no_success"}


def test_every_finding_has_its_case() -> None:
    tried = {name for name, _ in CASES} | ENDS
    assert [finding.id for finding in CATALOG.findings if finding.id not in tried] == []


def without_ends() -> Questionnaire:
    data = CRM.model_dump(by_alias=True, exclude_none=True)
    for section in data["sections"]:
        for question in section["questions"]:
            if question["id"] in ("lead_stages", "deal_stages"):
                question["fixed"] = ()
    return Questionnaire.model_validate(data)


def test_pipelines_that_end_neither_well_nor_badly_are_found_where_nothing_ends_of_itself() -> None:
    bare = without_ends()
    own = {
        "lead_stages": stages("Новая заявка", "ЛПР установлено", "Качественный", "Нецелевой"),
        "deal_stages@d": stages("Счёт выставлен", "Отгружено", "Успешно завершена", "Отказ клиента"),
    }
    assert {finding.id for finding in plan(bare, SOUND, CATALOG).findings} >= ENDS
    assert not ENDS & {finding.id for finding in plan(bare, SOUND | own, CATALOG).findings}


def test_every_finding_says_why() -> None:
    assert [rule.id for rule in CATALOG.findings if not rule.reason and not rule.norm] == []


def test_a_threshold_is_shown_with_its_source() -> None:
    findings = plan(CRM, SOUND | {"deal_stages@d": stages(*MANY_STAGES)}, CATALOG).findings
    assert [finding.origin for finding in findings] == ["норма интеграторов (roboteka24: 7–9), 01.08.2026"]


@pytest.mark.parametrize(
    "data",
    [
        "Количество и сумма",
        "Даты отгрузки «план» и «факт»",
        "Дата создания, дата закрытия",
        "Заказ, вопрос по акции, вопрос по гарантии, спам",
        "Количество и сумма сделок",
        "Сколько сделок у каждого менеджера",
        "кто сколько заработал",
    ],
)
def test_a_report_on_what_is_collected_or_on_no_field_is_left_alone(data: str) -> None:
    assert findings(own_reports=records(record("r", form="=table", rows="Заказы", data=data))) == set()


def test_a_report_on_calls_is_left_alone_where_they_go_through_the_crm() -> None:
    calls = records(record("r", form="=chart", rows="Входящие звонки", data="Количество"))
    assert findings(own_reports=calls) == set()


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        ("Вес груза", "«Вес груза»"),
        ("Дата оплаты, срок гарантии", "«Дата оплаты», «срок гарантии»"),
        ("причина отказа и ВЕС", "«ВЕС»"),
    ],
)
def test_a_report_names_the_data_that_no_stage_collects(data: str, missing: str) -> None:
    said = SOUND | {"own_reports": records(record("r", rows="Заказы", data=data))}
    found = [finding.text for finding in plan(CRM, said, CATALOG).findings]
    assert found == [f"Для своего отчёта нужны данные, которых не собирает ни одна стадия: {missing}."]


def test_without_telephony_nothing_that_needs_it_is_asked_or_shows() -> None:
    said = SOUND | {
        "telephony_need": NO_CALLS,
        "desk_phones_need": choice("yes"),
        "desk_phones_count": NumberValue(3),
        "voice_menu": DEEP,
        "standard_reports": many("deals", "calls"),
    }
    made = plan(CRM, said, CATALOG)
    assert {finding.id for finding in made.findings} == set()
    lines = [*(work.title for work in made.works), *(purchase.title for purchase in made.purchases)]
    shown = " ".join((*lines, *(decision.text for decision in made.decisions)))
    assert [word for word in ("Настольн", "Голосов", "настольн", "Количество звонков") if word in shown] == []


def test_messages_in_leads_and_in_every_pipeline_ask_once_for_the_provider() -> None:
    letters = {"lead_automation": rule("message"), "deal_automation@d": rule("message")}
    agenda = [item for item in plan(CRM, SOUND | letters, CATALOG).agenda if "SMS" in item.title]
    assert [item.title for item in agenda] == ["Письма и SMS клиентам: что из них SMS и через какого провайдера"]
    assert {source.key.question for source in agenda[0].sources} >= {"lead_automation", "deal_automation"}


@pytest.mark.parametrize("whom", ["~Ирина", "=accounting"])
def test_a_call_is_left_alone_where_one_can_call_and_a_task_where_somebody_gets_it(whom: str) -> None:
    assert findings(lead_automation=rule("call"), deal_automation__d=rule("task", whom=whom)) == set()


def test_a_process_with_a_condition_tells_its_tariff_to_a_firm_of_any_size() -> None:
    for users in (3, 40):
        said = SOUND | {"deal_automation@d": rule("process", whom="=head"), "users": NumberValue(users)}
        texts = [finding.text for finding in plan(CRM, said, CATALOG).findings if "process" in finding.id]
        rule_in_words = "Заказ принят → Процесс с условием (Руководитель отдела): Да"
        assert texts == [f"«Со склада»: нужен тариф не ниже «Стандартного»: {rule_in_words}."]


@pytest.mark.parametrize(
    "label", ["Готовность", "Связались", "Встреча назначена", "Обработан", "Оплата получена", "Новость"]
)
def test_a_stage_named_by_a_state_is_left_alone(label: str) -> None:
    assert findings(lead_stages=stages("Новая заявка", label)) == set()


def test_the_first_screen_tells_the_whole_scheme() -> None:
    shorts = [decision.short for decision in plan(CRM, SOUND, CATALOG).decisions if decision.short]
    assert [short.replace("\N{NO-BREAK SPACE}", " ") for short in shorts] == [
        "лиды да (3 стадии)",
        "1 воронка сделок",
        "автоматика лидов: 1",
        "автоматика сделок: 1",
        "телефония исходящая и входящая",
        "голосовое меню",
        "2 канала",
        "2 роли",
        "тариф «Базовый»",
    ]


@pytest.mark.parametrize(
    ("changes", "short"),
    [
        ({"users": NumberValue(6)}, "тариф «Стандартный»"),
        ({"users": NumberValue(40, 60)}, "тариф «Профессиональный»"),
        ({"users": NumberValue(101)}, "тариф «Энтерпрайз»"),
        ({"deal_automation@d": rule("process", whom="=head")}, "тариф «Стандартный»"),
        ({"users": AnswerStatus.UNKNOWN}, "тариф «Базовый» или выше, смотря сколько сотрудников"),
        ({"lead_automation": records(), "deal_automation@d": records(), "extras": many("none")}, ""),
    ],
)
def test_the_tariff_is_the_lowest_that_will_do(changes: dict[str, Said], short: str) -> None:
    (decision,) = (each for each in plan(CRM, SOUND | changes, CATALOG).decisions if each.id == "tariff")
    assert decision.short == short


def test_telephony_costs_are_those_of_the_brief() -> None:
    made = plan(CRM, SOUND, CATALOG)
    assert {purchase.id: purchase.cost for purchase in made.purchases} == {
        "licence": Range(),
        "number": Range(500),
        "balance": Range(3000, 3000),
        "minutes": Range(1000, 1500),
    }
    assert made.once == Range(3000, 3000)
    assert made.monthly == Range(1500, None, unknown=1)


def test_without_telephony_nothing_of_it_is_bought() -> None:
    bought = {purchase.id for purchase in plan(CRM, SOUND | {"telephony_need": NO_CALLS}, CATALOG).purchases}
    assert bought == {"licence"}


def test_desk_phones_and_applications_have_no_price_until_somebody_knows_it() -> None:
    said = SOUND | {"desk_phones_need": choice("yes"), "desk_phones_count": NumberValue(3), "extras": many("robokassa")}
    costs = {purchase.id: purchase.cost for purchase in plan(CRM, said, CATALOG).purchases}
    assert not costs["desk_phones"].known
    assert not costs["apps"].known


def test_works_follow_what_was_answered() -> None:
    made = plan(CRM, SOUND, CATALOG)
    titles = {work.id: work.hours for work in made.works}
    assert titles["lead_stages"] == Range(1, 1.5)
    assert titles["lead_fields"] == Range(0.5, 1)
    assert titles["deal_stages@d"] == Range(1.5, 2)
    assert "desk_phones" not in titles
    assert "import" not in titles


def test_an_empty_brief_has_a_plan_that_is_all_agenda() -> None:
    made = plan(CRM, {}, CATALOG)
    assert (made.decisions, made.purchases, made.findings) == ((), (), ())
    assert made.agenda[0].blocks == "режим CRM, воронка лидов и её автоматизация"
