"""The shipped brief: faultless, complete against the paper one, short for who accepts what is proposed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.definitions.checking import check
from bot.definitions.questionnaires import build_questionnaire
from bot.definitions.source import Source, read_source
from bot.domain.choosing import one_of, several_of
from bot.domain.matching import agreed, meant, plain
from bot.domain.questionnaire import (
    ChoiceField,
    ChoiceQuestion,
    GridQuestion,
    ListQuestion,
    MultichoiceQuestion,
    Question,
    Questionnaire,
    RecordsQuestion,
)
from bot.domain.vocabulary import PLAIN_ANSWERS

ROOT = Path(__file__).parents[2]
CRM = ROOT / "templates" / "questionnaires" / "crm_bitrix24.yaml"
WORKSHOP = Path(__file__).parent / "workshop.yaml"


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source(CRM)


@pytest.fixture(scope="module")
def crm(source: Source) -> Questionnaire:
    return build_questionnaire(source)


@pytest.mark.parametrize("path", [CRM, WORKSHOP], ids=["crm", "workshop"])
def test_it_is_faultless(path: Path) -> None:
    source = read_source(path)
    assert [str(fault) for fault in check(build_questionnaire(source), source)] == []


def test_every_question_has_an_example_and_an_explanation(crm: Questionnaire) -> None:
    assert [name for name, question in crm.questions.items() if not (question.hint and question.details)] == []


def test_a_question_with_its_hint_is_read_at_a_glance(crm: Questionnaire) -> None:
    long = {name: len(question.ask) + len(question.hint) for name, question in crm.questions.items()}
    assert {name: length for name, length in long.items() if length > 200} == {}


def offered(question: Question) -> list[dict[str, str]]:
    """Labels of options by id: the question's own, or those of each field of a record."""
    fields = question.fields if isinstance(question, RecordsQuestion) else ()
    choosing = [
        each for each in (question, *fields) if isinstance(each, ChoiceQuestion | MultichoiceQuestion | ChoiceField)
    ]
    return [{option.id: option.label for option in each.options} for each in choosing]


def test_no_plain_answer_ticks_an_option_whose_label_it_is_not(crm: Questionnaire) -> None:
    wrong = [
        (options[found], words)
        for question in crm.questions.values()
        for options in offered(question)
        for words in sorted(PLAIN_ANSWERS)
        if (found := meant(options, words)) and plain(options[found]) != words
    ]
    assert wrong == []


def test_a_plain_yes_or_no_takes_only_what_says_so(crm: Questionnaire) -> None:
    taken = {
        (words, options[found].partition(",")[0])
        for question in crm.questions.values()
        for options in offered(question)
        for words in ("да", "нет")
        if (found := agreed(options, words))
    }
    assert taken == {("да", "Да"), ("нет", "Нет")}


@pytest.mark.parametrize(
    ("question", "typed", "meant_by_it"),
    [
        ("channels", "вк, телега, сайт, ватсап, вайбер", ["vk", "telegram", "site_chat", "whatsapp", "viber"]),
        ("channels", "тг и инста", ["telegram", "instagram"]),
        ("channels", "авито и почта", [None]),
        ("call_devices", "наушники и мобильный", ["headset", "app"]),
        ("telephony_need", "входящие", ["incoming"]),
        ("trade", "Стоматология", ["health"]),
        ("trade", "салон красоты", ["health"]),
        ("trade", "интернет-магазин", ["retail"]),
        ("trade", "стройка", ["construction"]),
        ("trade", "ремонт", ["construction"]),
        ("trade", "завод", ["production"]),
        ("trade", "типография", ["advertising"]),
        ("trade", "ремонт телефонов", [None]),
        ("desk_phones_connection", "кабель", ["wired"]),
        ("desk_phones_connection", "вайфай", ["wifi"]),
        ("desk_phones_connection", "Wi-Fi", ["wifi"]),
        ("desk_phones_connection", "кабель и вайфай", ["mixed"]),
        ("call_departments", "продажи и ресепшен", ["sales", "reception"]),
    ],
)
def test_options_are_understood_in_the_words_that_people_type(
    crm: Questionnaire, question: str, typed: str, meant_by_it: list[str | None]
) -> None:
    asked = crm.questions[question]
    assert isinstance(asked, ChoiceQuestion | MultichoiceQuestion)
    if isinstance(asked, ChoiceQuestion):
        assert [one_of(asked.options, typed, own=asked.own)] == meant_by_it
    else:
        assert [option for option, _ in several_of(asked.options, typed, own=asked.own)] == meant_by_it


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("lead_need", ["заявок немного", "клиентскую базу", "поток звонков и писем", "поставщиков и партнёров"]),
        ("lead_stages", ["ЛПР установлено", "Бриф выслан", "Не дробите", "обязательным полем", "отдельную стадию"]),
        ("lead_fields", ["скрипт", "количество сотрудников", "квадратура помещения", "количество торговых точек"]),
        ("deal_scenarios", ["предоплате", "рассрочкой", "под заказ", "со склада", "простая продажа", "подзадач"]),
        ("deal_fields", ["сметы", "тех. задание", "перед отправкой в цех", "макет", "скан закрывающих документов"]),
        (
            "deal_automation",
            [
                "сотруднику в чат",
                "письмо или SMS",
                "бриф или уведомление об отгрузке",
                "задачу сотруднику",
                "зачитать текст",
                "название клиента в заголовок сделки",
                "через заданное время",
                "«Команда» и «Компания»",
                "вес груза",
                "грузовое авто",
            ],
        ),
        (
            "telephony_need",
            ["с записью", "от 500 ₽ в месяц", "3 000 ₽", "1 ₽ за минуту", "городские и мобильные по РФ"],
        ),
        ("telephony_number", ["публиковать напрямую", "переадресуются", "Коллтрекинг"]),
        ("callers", ["удалённо", "гарнитурой", "мобильного приложения"]),
        (
            "voice_menu_need",
            ["сервис и бухгалтерия", "сотруднику", "группе сотрудников", "внешний номер", "справке", "многоуровневым"],
        ),
        ("desk_phones_need", ["VoIP", "облачной телефонии", "Ethernet", "коммутатору", "Wi-Fi"]),
        (
            "channels",
            [
                "ВКонтакте",
                "Facebook (запрещён в РФ)",
                "Instagram (запрещён в РФ)",
                "виджет",
                "Viber",
                "Telegram",
                "штатном",
            ],
        ),
        ("standard_reports", ["лидам и сделкам", "у какого менеджера", "количеству звонков", "плана продаж"]),
        ("own_reports", ["«план» и «факт»", "заказ, вопрос по акции, вопрос по гарантии, спам"]),
        ("roles", ["своих клиентов", "своего отдела", "помощника руководителя"]),
        ("administrator", ["структуру доступов", "правами администратора", "по мере необходимости"]),
        ("extras", ["каталог приложений", "отработанным часам", "MANGO OFFICE", "МТС", "Robokassa"]),
    ],
)
def test_the_facts_of_the_paper_brief_are_kept(crm: Questionnaire, question: str, facts: list[str]) -> None:
    details = crm.questions[question].details.replace("\N{NO-BREAK SPACE}", " ")
    assert [fact for fact in facts if fact not in details] == []


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("lead_facts", {"flow", "base", "partners", "few"}),
        ("deal_scenarios", {"prepayment", "instalments", "to_order", "from_stock", "simple", "project"}),
        ("telephony_need", {"outgoing", "incoming", "none"}),
        ("channels", {"vk", "telegram", "viber", "whatsapp", "site_chat", "facebook", "instagram"}),
        ("roles", {"manager", "head", "assistant", "administrator"}),
        ("rights", {"own", "department", "all", "edit", "delete", "export"}),
        ("extras", {"hourly_pay", "mango", "mts", "robokassa"}),
    ],
)
def test_everything_that_can_be_answered_is_offered(crm: Questionnaire, question: str, members: set[str]) -> None:
    assert members <= _offered(crm.questions[question])


def _offered(question: Question) -> set[str]:
    match question:
        case ListQuestion():
            return {item.id for preset in question.presets for item in preset.items} | {i.id for i in question.extras}
        case GridQuestion():
            return {column.id for column in question.columns}
        case ChoiceQuestion() | MultichoiceQuestion():
            return {option.id for option in question.options}
        case _:
            return set()


def test_a_process_with_a_condition_says_which_tariff_it_needs(crm: Questionnaire) -> None:
    for name in ("lead_automation", "deal_automation"):
        question = crm.questions[name]
        assert isinstance(question, RecordsQuestion)
        options = {option.id: option for field in question.fields for option in getattr(field, "options", ())}
        assert "конструктором бизнес-процессов" in options["process"].note


def test_own_reports_cost_hours_and_are_not_taken_by_accepting_everything(crm: Questionnaire) -> None:
    question = crm.questions["own_reports"]
    assert isinstance(question, RecordsQuestion)
    assert [preset.id for preset in question.presets if preset.proposed] == []


def test_it_takes_about_fifteen_minutes(crm: Questionnaire) -> None:
    assert 12 * 60 <= sum(question.seconds for question in crm.questions.values()) <= 18 * 60


#: Asked only of those who want desk phones, which the short path does without.
NOT_ON_THE_SHORT_PATH = frozenset({"desk_phones_count", "desk_phones_connection"})


@pytest.mark.parametrize("scenarios", [1, 2])
def test_accepting_what_is_proposed_takes_at_most_45_taps(crm: Questionnaire, scenarios: int) -> None:
    taps = 3  # begin, agree, send
    for name, question in crm.questions.items():
        if name in NOT_ON_THE_SHORT_PATH:
            continue
        repeats = scenarios if crm.repeats(name) else 1
        marks = isinstance(question, MultichoiceQuestion) and not question.proposals
        taps += repeats * (2 if marks else 1)
    assert taps <= 45


def test_every_question_can_be_accepted_without_composing(crm: Questionnaire) -> None:
    """A choice and a multiple choice have options; the rest proposes something to everybody, whatever the trade."""
    lacking = [
        name
        for name, question in crm.questions.items()
        if (isinstance(question, ListQuestion) and all(preset.when for preset in question.presets))
        or (isinstance(question, GridQuestion) and not question.proposals)
        or (question.kind in ("number", "text") and not getattr(question, "suggestions", ()))
    ]
    assert lacking == []
