"""What typed words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import AnswerStatus
from bot.domain.edits import (
    AddItems,
    Keep,
    Pick,
    PickOwn,
    SetNumber,
    SetText,
    TakeProposal,
    Toggle,
    ToggleCell,
)
from bot.domain.errors import Reason, Refused
from bot.domain.questionnaire import RecordsQuestion
from bot.domain.understanding import said_status, understand, understand_field
from bot.domain.values import ChoiceValue, ItemValue, MultichoiceValue, NumberValue, TextValue
from tests.domain.talking import Talk, made_of, questions
from tests.domain.test_editing import refused

if TYPE_CHECKING:
    from bot.domain.edits import Edit
    from bot.domain.questionnaire import RecordField
    from bot.domain.values import FieldValue

CARD = """
- id: need
  kind: choice
  options: [{id: "yes", label: "Да, нужна"}, {id: "no", label: "Нет, сразу сделки"}]
- id: phones
  kind: choice
  options: [{id: some, label: Да}, {id: none, label: Нет}, {id: later, label: Да не сейчас}]
- id: menu
  kind: choice
  options: [{id: "yes", label: Включим}, {id: "no", label: Отвечаем сами}]
- id: trade
  kind: choice
  own: true
  options: [{id: bulk, label: Оптовая торговля}, {id: tree, label: Ёлки}, {id: ads, label: Реклама и вывески}]
- id: keys
  kind: choice
  options: [{id: k1, label: "1"}, {id: k2, label: "2"}, {id: k0, label: "0"}]
- id: shifts
  kind: choice
  options: [{id: three, label: 3 смены}, {id: two, label: 2 смены}, {id: ten, label: 10 смен}]
- id: troubles
  kind: multichoice
  own: true
  options:
    - {id: history, label: Нет истории}
    - {id: unseen, label: "Не видно, что в работе"}
    - {id: tables, label: Всё в таблицах}
    - {id: office, label: Около офиса}
    - {id: data, label: Данные из 1С}
- id: contract
  kind: choice
  options: [{id: data, label: Данные есть}, {id: signed, label: "Да, подписан"}, {id: none, label: Нет времени}]
- id: channels
  kind: multichoice
  options:
    - {id: vk, label: ВКонтакте}
    - {id: site, label: "Сайт, чат"}
    - {id: viber, label: Viber}
    - {id: none, label: Ничего, exclusive: true}
- id: extras
  kind: multichoice
  own: true
  options: [{id: pay, label: Расчёт оплаты}, {id: mango, label: Телефония MANGO}, {id: mts, label: Телефония МТС}]
  proposals: [{options: [pay]}]
- {id: users, kind: number, maximum: 100, unit: чел.}
- {id: minutes, kind: number, unit: мин, ask: "Сколько минут в неделю?"}
- {id: wishes, kind: text}
- {id: remarks, kind: text, unknown: false, discuss: false}
- {id: stages, kind: list}
- {id: fields, kind: grid, rows: stages, own_columns: true, columns: [{id: phone, label: Phone}]}
- {id: rights, kind: grid, rows: stages, columns: [{id: see, label: See}]}
- id: robots
  kind: records
  fields:
    - {id: at, kind: item, from: stages}
    - {id: what, kind: choice, options: [{id: task, label: Задача}, {id: call, label: Звонок}]}
    - {id: whom, kind: choice, own: true, options: [{id: boss, label: Руководитель}]}
    - {id: delay, kind: number, maximum: 9}
    - {id: text, kind: text, max_length: 5}
"""


@pytest.fixture
def talk() -> Talk:
    return Talk(questions(CARD)).do("stages", AddItems(("Новая заявка", "Бриф выслан")))


def meaning(talk: Talk, key: str, text: str, row: str = "") -> tuple[object, ...]:
    return understand(talk.route, talk.step(key), text, row=row)


@pytest.mark.parametrize(
    ("key", "text", "option"),
    [
        ("need", "да", "yes"),
        ("need", "Ага!", "yes"),
        ("need", "НЕТ", "no"),
        ("need", "не нужна", "no"),
        ("need", "1", "yes"),
        ("need", "2.", "no"),
        ("need", "вариант 2", "no"),
        ("need", "Да, нужна", "yes"),
        ("need", "да нужна", "yes"),
        ("need", "нет, сразу", "no"),
        ("phones", "да", "some"),
        ("phones", "нет", "none"),
        ("phones", "да не", "later"),
        ("menu", "да", "yes"),
        ("menu", "нет", "no"),
        ("trade", "оптовая", "bulk"),
        ("trade", "опт", "bulk"),
        ("trade", "елки", "tree"),
        ("trade", "«Реклама и вывески»", "ads"),
        ("keys", "0", "k0"),
        ("keys", "2", "k2"),
        ("shifts", "3", "three"),
        ("shifts", "2 смены", "two"),
        ("shifts", "10", "ten"),
        ("need", "второе", "no"),
        ("need", "Первый вариант", "yes"),
        ("need", "2-й", "no"),
        ("need", "№ 2", "no"),
        ("need", "ну наверное да", "yes"),
        ("need", "Да-да", "yes"),
        ("need", "давайте", "yes"),
        ("need", "угу", "yes"),
        ("need", "пожалуй нет", "no"),
        ("need", "нет, спасибо", "no"),
        ("need", "неа", "no"),
        ("need", "да конечно, нужна", "yes"),
        ("contract", "да", "signed"),
    ],
)
def test_a_choice_is_named_by_its_label_number_beginning_or_a_plain_yes_or_no(
    talk: Talk, key: str, text: str, option: str
) -> None:
    assert meaning(talk, key, text) == (Pick(option),)


@pytest.mark.parametrize("text", ["Бурим скважины", "оп", "4", "7 складов"])
def test_other_words_are_the_clients_own_where_they_are_welcome(talk: Talk, text: str) -> None:
    assert meaning(talk, "trade", text) == (PickOwn(text),)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("stages", "добавь"),
        ("need", "наверное"),
        ("need", "3"),
        ("need", ""),
        ("need", "?"),
        ("trade", "да"),
        ("trade", "нет"),
        ("channels", "телеграм"),
        ("channels", "вк, телеграм"),
        ("channels", "да"),
        ("channels", "1 и 12"),
        ("keys", "10"),
        ("keys", "вариант 2"),
        ("shifts", "1"),
        ("contract", "нет"),
        ("contract", "не"),
        ("trade", "хз"),
        ("trade", "фиг знает"),
        ("trade", "потом"),
        ("trade", "как обычно"),
        ("trade", "ну да, наверное"),
        ("trade", "наверное"),
        ("trade", "всё"),
        ("trade", "дальше"),
        ("extras", "не понял"),
        ("extras", "вариант 9"),
        ("extras", "1 и 12"),
        ("trade", "1 и 3"),
        ("trade", "1-3"),
        ("trade", "вариант 4"),
        ("troubles", "да"),
        ("troubles", "ок"),
        ("troubles", "все"),
        ("troubles", "звонки, потом"),
        ("stages", "ок"),
        ("stages", "как обычно"),
        ("fields", "да"),
        ("robots", "да"),
        ("stages", "нет"),
        ("fields", "нет"),
        ("rights", "Вес"),
        ("robots", "позвонить"),
    ],
)
def test_words_that_mean_nothing_here_ask_for_a_tap(talk: Talk, key: str, text: str) -> None:
    if key == "stages":
        talk.withdraw("stages")
    with refused(Reason.TAP_INSTEAD):
        meaning(talk, key, text)


@pytest.mark.parametrize("text", ["нет", "Не", "ничего", "не надо", "никакие", "-", "ничего из этого", "нет, спасибо"])
@pytest.mark.parametrize("key", ["troubles", "extras"])
def test_a_no_where_no_option_says_it_is_told_so(talk: Talk, key: str, text: str) -> None:
    with refused(Reason.NONE_OFFERED):
        meaning(talk, key, text)


@pytest.mark.parametrize("text", ["12", "15-20", "вроде 8", "от 5 до 7", "полтора десятка", "три"])
@pytest.mark.parametrize("key", ["extras", "stages", "fields"])
def test_a_mere_number_names_no_element(talk: Talk, key: str, text: str) -> None:
    with refused(Reason.NAME_NEEDED):
        meaning(talk, key, text)


@pytest.mark.parametrize("text", ["1 и 12", "второй", "первое и третье"])
def test_places_name_no_element_of_a_list(talk: Talk, text: str) -> None:
    with refused(Reason.NAME_NEEDED):
        meaning(talk, "stages", text)


@pytest.mark.parametrize("text", ["3 смены", "1С", "Склад 1", "24/7 поддержка", "три кита", "Пункт 1"])
def test_a_name_may_have_a_number_in_it(talk: Talk, text: str) -> None:
    assert meaning(talk, "stages", text) == (AddItems((text,)),)


@pytest.mark.parametrize("text", ["?", "…", "🤷"])
def test_signs_alone_are_nobodys_own_words(talk: Talk, text: str) -> None:
    for key in ("trade", "extras", "stages", "fields"):
        with refused(Reason.EMPTY):
            meaning(talk, key, text)


@pytest.mark.parametrize(
    ("key", "text", "edits"),
    [
        ("channels", "вк", (Toggle("vk"),)),
        ("channels", "ВКонтакте, Viber", (Toggle("vk"), Toggle("viber"))),
        ("channels", "сайт, чат", (Toggle("site"),)),
        ("channels", "1, 3", (Toggle("vk"), Toggle("viber"))),
        ("channels", "1 и 3", (Toggle("vk"), Toggle("viber"))),
        ("channels", "1,3", (Toggle("vk"), Toggle("viber"))),
        ("channels", "viber\n- вк", (Toggle("viber"), Toggle("vk"))),
        ("channels", "только вк и viber", (Toggle("vk"), Toggle("viber"))),
        ("channels", "всё", (Toggle("vk"), Toggle("site"), Toggle("viber"))),
        ("channels", "нет", (Toggle("none"),)),
        ("channels", "Ничего из этого", (Toggle("none"),)),
        ("channels", "первое и третье", (Toggle("vk"), Toggle("viber"))),
        ("channels", "варианты 1 и 3", (Toggle("vk"), Toggle("viber"))),
        ("channels", "1\n3", (Toggle("vk"), Toggle("viber"))),
        ("channels", "1+3", (Toggle("vk"), Toggle("viber"))),
        ("channels", "1-3", (Toggle("vk"), Toggle("site"), Toggle("viber"))),
        ("extras", "все", (Toggle("pay"), Toggle("mango"), Toggle("mts"))),
        ("extras", "как обычно", (TakeProposal(),)),
        ("troubles", "Всё в таблицах", (Toggle("tables"),)),
        ("troubles", "только по выходным", (AddItems(("только по выходным",)),)),
        ("troubles", "нет истории", (Toggle("history"),)),
        ("extras", "Robokassa", (AddItems(("Robokassa",)),)),
        ("extras", "расчет, Robokassa; ещё", (AddItems(("расчет, Robokassa", "ещё")),)),
        ("extras", "расчет, Robokassa, телефония", (Toggle("pay"), AddItems(("Robokassa", "телефония")))),
        ("extras", "да", (TakeProposal(),)),
        ("extras", "оставить так", (TakeProposal(),)),
    ],
)
def test_a_multiple_choice_takes_several_at_once(talk: Talk, key: str, text: str, edits: tuple[Edit, ...]) -> None:
    assert meaning(talk, key, text) == edits


def test_naming_what_is_chosen_already_takes_nothing_back(talk: Talk) -> None:
    talk.do("channels", Toggle("vk"))
    assert meaning(talk, "channels", "вк, viber") == (Toggle("viber"),)
    assert talk.say("channels", "вк").value("channels") == MultichoiceValue(("vk",))
    talk.do("channels", Toggle("none"))
    assert talk.say("channels", "нет").value("channels") == MultichoiceValue(("none",))


def test_only_takes_the_other_options_back(talk: Talk) -> None:
    talk.do("channels", Toggle("vk")).do("channels", Toggle("site"))
    assert talk.say("channels", "только сайт, viber").value("channels") == MultichoiceValue(("site", "viber"))


def test_what_is_there_already_does_not_keep_the_rest_away(talk: Talk) -> None:
    talk.say("extras", "Авито").say("extras", "Телефония МТС, авито, Циан, АВИТО")
    value = talk.held("extras", MultichoiceValue)
    assert value.options == ("mts",)
    assert [item.label for item in value.own] == ["Авито", "Циан"]
    with refused(Reason.ALREADY_THERE):
        talk.say("extras", "Авито, Телефония МТС")


ALSO = """
- id: channels
  kind: multichoice
  own: true
  options:
    - {id: site, label: Чат на сайте, also: [сайт]}
    - {id: vk, label: ВКонтакте, also: [вк]}
    - {id: telegram, label: Telegram, also: [телеграм, телега]}
    - {id: none, label: Каналы не нужны, exclusive: true}
- id: trade
  kind: choice
  own: true
  options: [{id: health, label: Медицина и красота, also: [салон красоты, стоматология]}, {id: retail, label: Розница}]
- id: what
  kind: choice
  options:
    - {id: task, label: Задача сотруднику}
    - {id: notice, label: Сообщение сотруднику в чат}
    - {id: message, label: Письмо или SMS клиенту, also: [смс]}
    - {id: call, label: Звонок клиенту с текстом}
- id: how
  kind: choice
  options: [{id: wired, label: Кабелем}, {id: none, label: Телефония не нужна}]
"""


@pytest.mark.parametrize(
    ("key", "text", "edits"),
    [
        ("channels", "вк, телега, сайт, авито и почта",
         (Toggle("vk"), Toggle("telegram"), Toggle("site"), AddItems(("авито", "почта")))),
        ("channels", "ВК и телеграм", (Toggle("vk"), Toggle("telegram"))),
        ("channels", "вк и авито", (Toggle("vk"), AddItems(("авито",)))),
        ("channels", "вк, Дзен и наши рассылки", (Toggle("vk"), AddItems(("Дзен и наши рассылки",)))),
        ("channels", "телеге", (Toggle("telegram"),)),
        ("channels", "не нужны каналы", (Toggle("none"),)),
        ("channels", "каналы", (AddItems(("каналы",)),)),
        ("trade", "стоматология", (Pick("health"),)),
        ("trade", "Салоны красоты", (Pick("health"),)),
        ("trade", "салон штор", (PickOwn("салон штор"),)),
        ("trade", "красота", (PickOwn("красота"),)),
        ("what", "СМС", (Pick("message"),)),
        ("what", "письмо клиенту", (Pick("message"),)),
        ("what", "звонок клиенту", (Pick("call"),)),
        ("what", "чат", (Pick("notice"),)),
        ("how", "кабель", (Pick("wired"),)),
    ],
)  # fmt: skip
def test_options_are_typed_in_other_words_and_forms(key: str, text: str, edits: tuple[Edit, ...]) -> None:
    assert meaning(Talk(questions(ALSO)), key, text) == edits


@pytest.mark.parametrize(
    ("key", "text"), [("what", "клиенту"), ("what", "сотруднику"), ("how", "телефония нужна"), ("how", "телефония")]
)
def test_words_that_several_options_have_or_that_deny_one_pick_none(key: str, text: str) -> None:
    with refused(Reason.TAP_INSTEAD):
        meaning(Talk(questions(ALSO)), key, text)


PROPOSING = """
- {id: many, kind: multichoice, options: [a, b], proposals: [{options: [a]}]}
- {id: rows, kind: list, presets: [{id: p, title: P, items: [{id: x, label: X}]}]}
- {id: marks, kind: grid, rows: rows, columns: [{id: c, label: C}], proposals: [{row: first, columns: [c]}]}
- {id: forms, kind: records, fields: [{id: t, kind: text}], presets: [{id: p, title: P, values: {t: T}}]}
"""


@pytest.mark.parametrize("words", ["да", "Ок", "Оставить так.", "+", "👍", "как обычно", "ну давайте", "угу"])
def test_a_yes_takes_what_is_proposed_and_then_keeps_what_stands(words: str) -> None:
    talk = Talk(questions(PROPOSING))
    for key in ("many", "rows", "marks", "forms"):
        assert meaning(talk, key, words) == (TakeProposal(),)
        talk.say(key, words)
        assert meaning(talk, key, words) == (Keep(),)


def test_a_no_to_records_says_that_nothing_is_needed_while_there_are_none(talk: Talk) -> None:
    for words in ("нет", "нет, спасибо", "пока ничего не нужно", "Nothing"):
        assert meaning(talk, "robots", words) == (Keep(),)
    talk.do("robots", Keep())
    with refused(Reason.TAP_INSTEAD):
        meaning(talk, "robots", "нет")


def test_numbers_and_texts_are_taken_as_they_are(talk: Talk) -> None:
    assert meaning(talk, "users", "10–15") == (SetNumber(10, 15),)
    assert meaning(talk, "users", "около 15") == (SetNumber(15, approximate=True),)
    assert meaning(talk, "users", "5 менеджеров, руководитель и бухгалтер") == (SetNumber(7),)
    assert meaning(talk, "minutes", "100+50") == (SetNumber(150),)
    assert meaning(talk, "wishes", " да \n") == (SetText(" да \n"),)
    with refused(Reason.NOT_A_NUMBER):
        meaning(talk, "users", "да")


@pytest.mark.parametrize("text", ["2 часа", "5ч", "100 минут в день", "двести в сутки"])
def test_a_number_in_another_unit_of_time_is_not_taken_for_the_one_asked(talk: Talk, text: str) -> None:
    with refused(Reason.OTHER_UNIT):
        meaning(talk, "minutes", text)
    assert meaning(talk, "users", text)


@pytest.mark.parametrize("text", ["200", "200 минут", "200мин.", "200 минут в неделю"])
def test_a_number_in_the_unit_asked_is_taken(talk: Talk, text: str) -> None:
    assert meaning(talk, "minutes", text) == (SetNumber(200),)


def test_typed_elements_and_columns_are_added(talk: Talk) -> None:
    assert meaning(talk, "stages", "Новая, Бриф выслан") == (AddItems(("Новая", "Бриф выслан")),)
    assert meaning(talk, "fields", "Вес") == (AddItems(("Вес",)),)
    for nothing in (" , ;", ", " * 50):
        with refused(Reason.EMPTY):
            meaning(talk, "stages", nothing)


GRID = """
- {id: stages, kind: list}
- id: fields
  kind: grid
  rows: stages
  own_columns: true
  columns: [{id: phone, label: Телефон}, {id: name, label: Имя}, {id: city, label: Город и адрес}]
  proposals: [{row: first, columns: [phone]}]
- id: rights
  kind: grid
  rows: stages
  columns: [{id: own, label: Видит своих, group: sees}, {id: all, label: Видит всех, group: sees}]
"""


@pytest.fixture
def grid() -> Talk:
    return Talk(questions(GRID)).do("stages", AddItems(("Новая",)))


@pytest.mark.parametrize(
    ("key", "text", "edits"),
    [
        ("fields", "имя", (ToggleCell("#1", "name"),)),
        ("fields", "имя и телефон", (ToggleCell("#1", "name"),)),
        ("fields", "телефон", (Keep(),)),
        ("fields", "город и адрес, имя", (ToggleCell("#1", "city"), ToggleCell("#1", "name"))),
        ("fields", "имя, Вес", (ToggleCell("#1", "name"), AddItems(("Вес",)))),
        ("fields", "Пункт 1", (AddItems(("Пункт 1",)),)),
        ("fields", "Вес и объём", (AddItems(("Вес и объём",)),)),
        ("fields", "только имя", (ToggleCell("#1", "phone"), ToggleCell("#1", "name"))),
        ("fields", "Только телефон и имя.", (ToggleCell("#1", "name"),)),
        ("rights", "видит всех", (ToggleCell("#1", "all"),)),
    ],
)
def test_columns_typed_for_a_row_are_ticked_in_it(grid: Talk, key: str, text: str, edits: tuple[Edit, ...]) -> None:
    assert meaning(grid, key, text, "#1") == edits


@pytest.mark.parametrize(
    ("key", "text"), [("fields", "телефон"), ("fields", "только телефон и имя"), ("rights", "видит всех")]
)
def test_columns_typed_for_no_row_are_ticked_nowhere(grid: Talk, key: str, text: str) -> None:
    with refused(Reason.ROW_BY_ROW):
        meaning(grid, key, text)


@pytest.mark.parametrize("text", ["2", "второй", "первое и третье"])
def test_a_column_has_no_number(grid: Talk, text: str) -> None:
    for row in ("", "#1"):
        with refused(Reason.NAME_NEEDED):
            meaning(grid, "fields", text, row)


@pytest.mark.parametrize("text", ["только Вес", "только имя, Вес"])
def test_only_is_no_part_of_the_name_of_a_column(grid: Talk, text: str) -> None:
    for row in ("", "#1"):
        with refused(Reason.ROW_BY_ROW if "имя" in text and not row else Reason.TAP_INSTEAD):
            meaning(grid, "fields", text, row)


@pytest.mark.parametrize(
    "text", ["да, 2 штуки на ресепшен", "нет, у нас уже есть аппараты", "Конечно, но не всем", "да: две"]
)
@pytest.mark.parametrize("key", ["need", "phones", "menu"])
def test_a_yes_or_no_with_more_behind_it_is_told_that_the_rest_has_no_place(talk: Talk, key: str, text: str) -> None:
    with refused(Reason.JUST_THE_ANSWER):
        meaning(talk, key, text)


def test_a_yes_with_more_is_an_answer_in_own_words_where_these_are_welcome(talk: Talk) -> None:
    assert meaning(talk, "trade", "да, бурим скважины") == (PickOwn("да, бурим скважины"),)


@pytest.mark.parametrize("text", ["убери третью", "Удалите заявку", "удалить 2", "удалить бриф выслан"])
def test_what_is_said_about_elements_is_no_element(talk: Talk, text: str) -> None:
    with refused(Reason.CHANGE_BY_TAP):
        meaning(talk, "stages", text)


def test_an_element_may_be_called_by_what_is_done(talk: Talk) -> None:
    for name in ("Удалить из базы", "Добавить в рассылку", "Ещё не звонили"):
        assert meaning(talk, "stages", name) == (AddItems((name,)),)


@pytest.mark.parametrize(
    "text", ["добавь Замер, Монтаж", "Добавьте: Замер, Монтаж", "+ Замер, Монтаж", "плюс Замер, Монтаж"]
)
def test_what_asks_to_add_is_no_part_of_the_name(talk: Talk, text: str) -> None:
    assert meaning(talk, "stages", text) == (AddItems(("Замер", "Монтаж")),)


@pytest.mark.parametrize("key", ["stages", "fields", "extras"])
def test_what_stood_elsewhere_is_no_element(talk: Talk, key: str) -> None:
    for text in ("как выше", "То же самое"):
        with refused(Reason.LIKE_BEFORE):
            meaning(talk, key, text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("не знаю", AnswerStatus.UNKNOWN),
        ("Не знаю...", AnswerStatus.UNKNOWN),
        ("ну не знаю", AnswerStatus.UNKNOWN),
        ("хз", AnswerStatus.UNKNOWN),
        ("Фиг знает", AnswerStatus.UNKNOWN),
        ("Обсудим", AnswerStatus.DISCUSS),
        ("потом", AnswerStatus.DISCUSS),
        ("позже", AnswerStatus.DISCUSS),
        ("потом обсудим", AnswerStatus.DISCUSS),
        ("на встрече решим", AnswerStatus.DISCUSS),
        ("Обсудим на встрече!", AnswerStatus.DISCUSS),
        ("не знаю, что выбрать из этого", None),
        ("обсудим на встрече с поставщиком", None),
        ("да", None),
        ("", None),
    ],
)
def test_putting_off_can_be_typed(talk: Talk, text: str, status: AnswerStatus | None) -> None:
    for key in ("users", "trade", "extras", "wishes"):
        assert said_status(talk.step(key).question, text) is status


def test_what_a_question_does_not_offer_is_not_read_into_words(talk: Talk) -> None:
    for text in ("не знаю", "обсудим"):
        assert said_status(talk.step("remarks").question, text) is None
        assert meaning(talk, "remarks", text) == (SetText(text),)


def field(talk: Talk, name: str) -> RecordField:
    question = talk.questionnaire.questions["robots"]
    assert isinstance(question, RecordsQuestion)
    return next(each for each in question.fields if each.id == name)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("at", "бриф", ItemValue("#2")),
        ("at", "1", ItemValue("#1")),
        ("what", "звонок", ChoiceValue("call")),
        ("what", "2", ChoiceValue("call")),
        ("whom", "рук", ChoiceValue("boss")),
        ("whom", " Склад ", ChoiceValue(own="Склад")),
        ("delay", "пару", NumberValue(2, approximate=True)),
        ("text", " ага ", TextValue("ага")),
    ],
)
def test_a_field_of_a_record_is_understood_as_a_question_of_its_kind(
    talk: Talk, name: str, text: str, value: FieldValue
) -> None:
    assert understand_field(talk.route, talk.step("robots"), field(talk, name), text) == value


@pytest.mark.parametrize(
    ("name", "text", "reason", "limit"),
    [
        ("at", "счёт", Reason.TAP_INSTEAD, None),
        ("what", "письмо", Reason.TAP_INSTEAD, None),
        ("whom", "да", Reason.TAP_INSTEAD, None),
        ("whom", "x" * 61, Reason.TOO_LONG, 60),
        ("delay", "10", Reason.TOO_LARGE, 9),
        ("delay", "скоро", Reason.NOT_A_NUMBER, None),
        ("text", "слишком", Reason.TOO_LONG, 5),
    ],
)
def test_a_field_refuses_what_it_cannot_hold(
    talk: Talk, name: str, text: str, reason: Reason, limit: float | None
) -> None:
    with refused(reason, limit):
        understand_field(talk.route, talk.step("robots"), field(talk, name), text)


LABEL = st.text(min_size=1, max_size=60).filter(str.strip)


@given(st.lists(LABEL, min_size=2, max_size=6, unique_by=lambda label: label.strip().lower()), st.data())
def test_the_label_of_an_option_picks_it(labels: list[str], data: st.DataObject) -> None:
    options = [{"id": f"o{number}", "label": label} for number, label in enumerate(labels)]
    question = {"id": "q", "kind": "choice", "ask": "?", "short": "q", "options": options}
    talk = Talk(made_of([{"id": "s", "title": "S", "questions": [question]}]))
    number = data.draw(st.integers(0, len(labels) - 1))
    assert meaning(talk, "q", labels[number]) == (Pick(f"o{number}"),)


TALK = Talk(questions(CARD)).do("stages", AddItems(("Новая заявка", "Бриф выслан")))


@given(st.sampled_from(sorted(TALK.keys)), st.text(max_size=300) | st.sampled_from(["\ud800", "\x00", "1" * 400]))
def test_no_words_do_anything_but_mean_edits_or_be_refused(key: str, text: str) -> None:
    try:
        edits = meaning(TALK, key, text)
    except Refused:
        return
    assert edits
