"""``check`` finds what a model cannot see, at the very line, and nothing where there is nothing."""

from __future__ import annotations

import pytest

from bot.definitions.checking import check
from bot.definitions.questionnaires import build_questionnaire
from bot.definitions.source import parse

SOUND = """\
id: sample
version: "1"
title: Образец
sections:
  - id: start
    title: Начало
    questions:
      - id: need
        kind: choice
        short: Нужно
        ask: Нужно ли?
        options:
          - {id: yes, label: Да}
          - {id: no, label: Нет}
      - id: places
        kind: multichoice
        short: Места
        ask: Где?
        options:
          - {id: shop, label: Магазин}
          - {id: site, label: Сайт}
          - {id: none, label: Нигде, exclusive: true}
        proposals:
          - {options: [shop, site], when: {is: {need: yes}}}
          - {options: [shop]}
      - id: lines
        kind: list
        short: Линии
        ask: Какие линии?
        when: {is: {need: yes}}
        presets:
          - id: usual
            title: Обычный
            items: [{id: fast, label: Быстрая}, {id: slow, label: Медленная}]
        fixed: [{id: end, label: Конец, outcome: success}]
  - id: line
    title: "Линия: {item}"
    for_each: lines
    questions:
      - id: steps
        kind: list
        short: Шаги
        ask: "Какие шаги у «{item}»?"
        presets:
          - {id: few, title: Коротко, items: [{id: sold, label: Продано}]}
      - id: marks
        kind: grid
        short: Пометки
        ask: Что помечать?
        rows: steps
        columns:
          - {id: own, label: Свои, group: sees}
          - {id: all, label: Все, group: sees}
          - {id: sum, label: Сумма}
        proposals:
          - {row: first, columns: [own, sum]}
          - {row: sold, columns: [sum]}
      - id: rules
        kind: records
        short: Правила
        ask: Что само?
        none_label: Ничего
        summary: "{step}: {what}[ ({delay})]"
        fields:
          - {id: step, kind: item, from: steps, ask: Где?, default: first}
          - {id: what, kind: choice, ask: Что?, options: [{id: call, label: Звонок}, {id: task, label: Задача}]}
          - {id: delay, kind: number, ask: Через?, when: {is: {what: task}}, maximum: 9, suggestions: [1, 2]}
        presets:
          - {id: one, title: Позвонить, values: {step: sold, what: call}, when: {includes: {steps: sold}}}
  - id: end
    title: Конец
    questions:
      - id: last
        kind: choice
        short: Последнее
        ask: Кто главный?
        when: {all: [{includes: {places: [shop, site]}}, {not: {is: {need: no}}}]}
        options:
          - {id: me, label: Я}
          - {id: you, label: Вы}
        advice:
          - {option: me, because: Так проще., when: {answered: lines}}
          - {option: you, because: Так спокойнее.}
      - id: words
        kind: text
        short: Слова
        ask: Что ещё?
        suggestions: [Всё]
"""


def faults(text: str, used: frozenset[str] | None = None) -> list[str]:
    source = parse(text, "brief.yaml")
    return [str(fault) for fault in check(build_questionnaire(source), source, used)]


def line_of(text: str, piece: str) -> int:
    (line,) = (number for number, line in enumerate(text.splitlines(), 1) if piece in line)
    return line


def only_fault(old: str, new: str) -> str:
    """The single fault after one replacement, which must be told for the line that was changed."""
    assert SOUND.count(old) == 1, old
    (fault,) = faults(SOUND.replace(old, new))
    changed = SOUND[: SOUND.index(old)].count("\n") + 1
    file, line, message = fault.split(":", 2)
    assert (file, changed <= int(line) <= changed + new.count("\n")) == ("brief.yaml", True), fault
    return message.strip()


def test_a_sound_questionnaire_has_no_faults() -> None:
    assert faults(SOUND) == []


def test_a_fault_tells_file_line_place_and_what_was_meant() -> None:
    text = SOUND.replace("when: {is: {need: yes}}\n", "when: {is: {ned: yes}}\n")
    line = line_of(text, "{ned: yes}")
    expected = f'brief.yaml:{line}: section "start", question "lines": unknown question "ned" in "when"'
    assert faults(text) == [f'{expected}; did you mean "need"?']


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "for_each: lines",
            "for_each: line",
            'section "line": unknown question "line" in "for_each"; did you mean "lines"?',
        ),
        ("rows: steps", "rows: stops", 'question "marks": unknown question "stops" in "rows"; did you mean "steps"?'),
        ("from: steps", "from: step", 'field "step": unknown question "step" in "from"; did you mean "steps"?'),
        (
            "ask: Где?\n        options",
            "ask: Где?\n        depends_on: [ned]\n        options",
            'question "places", depends_on 1: unknown question "ned" in "depends_on"; did you mean "need"?',
        ),
        ("rows: steps", "rows: need", '"need" (choice) has no elements; name a list or a multichoice'),
        ("for_each: lines", "for_each: need", '"need" (choice) has no elements; name a list or a multichoice'),
    ],
)
def test_a_named_question_must_exist_and_have_elements(old: str, new: str, message: str) -> None:
    broken = SOUND.replace(old, new)
    assert any(message in fault for fault in faults(broken)), faults(broken)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("{is: {places: shop}}", '"is" cannot look at "places" (multichoice); use "includes"'),
        ("{includes: {need: yes}}", '"includes" cannot look at "need" (choice); use "is"'),
        ("{is: {need: maybe}}", '"need" has no "maybe"'),
        ("{is: {need: [yes, noo]}}", '"need" has no "noo"; did you mean "no"?'),
        ("{any: [{answered: need}, {includes: {lines: quick}}]}", '"lines" has no "quick"'),
        ("{includes: {lines: end}}", '"lines" has no "end"'),
        ("{answered: words}", '"words" in "when" is asked later; only earlier questions can be named'),
        ("{not: {answered: last}}", '"when" names the question itself'),
        ("{includes: {steps: sold}}", '"steps" in "when" is asked for each of "lines" and cannot be seen from outside'),
    ],
)
def test_a_condition_looks_only_at_what_can_be_there(condition: str, message: str) -> None:
    old = "when: {all: [{includes: {places: [shop, site]}}, {not: {is: {need: no}}}]}"
    found = only_fault(old, f"when: {condition}")
    assert found.startswith('section "end", question "last"')
    assert found.endswith(f": {message}")


def test_questions_that_wait_for_each_other_are_told_as_a_circle() -> None:
    message = only_fault("short: Нужно\n", "short: Нужно\n        when: {answered: lines}\n")
    assert message.endswith("only earlier questions can be named (they go in a circle: need → lines → need)")


def test_a_question_does_not_repeat_for_what_its_section_repeats_for() -> None:
    text = SOUND.replace("short: Шаги\n", "short: Шаги\n        for_each: lines\n")
    line = line_of(text, "        for_each: lines")
    expected = f'brief.yaml:{line}: section "line", question "steps": the section repeats for "lines" already'
    assert expected in faults(text)


LAST_WHEN = "when: {all: [{includes: {places: [shop, site]}}, {not: {is: {need: no}}}]}"


@pytest.mark.parametrize(
    "condition",
    [
        "{all: [{is: {need: yes}}, {is: {need: no}}]}",
        "{all: [{is: {need: yes}}, {not: {is: {need: [yes, no]}}}]}",
        "{all: [{is: {need: no}}, {answered: lines}]}",
        "{all: [{is: {need: no}}, {includes: {lines: [fast, slow]}}]}",
        "{all: [{includes: {places: none}}, {includes: {places: site}}]}",
        "{all: [{includes: {places: site}}, {not: {answered: places}}]}",
        "{all: [{answered: places}, {not: {includes: {places: [shop, site, none]}}}]}",
        "{all: [{answered: need}, {not: {is: {need: [yes, no]}}}]}",
        "{not: {any: [{answered: need}, {not: {includes: {places: shop}}}, {includes: {places: [shop, none]}}]}}",
        "{not: {any: [{answered: places}, {not: {includes: {places: shop}, }}]}}",
    ],
)
def test_a_question_that_is_never_asked_is_found(condition: str) -> None:
    message = only_fault(LAST_WHEN, f"when: {condition}")
    assert message == 'section "end", question "last": "when" can never hold, so this is never asked'


@pytest.mark.parametrize(
    "condition",
    [
        "{all: [{is: {need: yes}}, {not: {is: {need: no}}}]}",
        "{any: [{all: [{is: {need: yes}}, {is: {need: no}}]}, {answered: places}]}",
        "{all: [{includes: {places: shop}}, {includes: {places: site}}]}",
        "{not: {answered: lines}}",
        "{not: {includes: {places: [shop, none]}}}",
        "{all: [{answered: need}, {not: {is: {need: [yes]}}}]}",
    ],
)
def test_a_condition_that_can_hold_is_no_fault(condition: str) -> None:
    text = SOUND.replace(LAST_WHEN, f"when: {condition}").replace("when: {answered: lines}", "when: {answered: places}")
    assert not [fault for fault in faults(text) if "never hold" in fault]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("{id: you, label: Вы}", "{id: you, label: Вы, when: {is: {need: no}}}", 'question "last", option "you"'),
        ("title: Обычный", "title: Обычный\n            when: {is: {need: no}}", 'question "lines", preset "usual"'),
        (
            "{id: sum, label: Сумма}",
            "{id: sum, label: Сумма, when: {is: {need: no}}}",
            'question "marks", column "sum"',
        ),
        (
            "{row: sold, columns: [sum]}",
            "{row: sold, columns: [sum], when: {not: {answered: lines}}}",
            'question "marks", proposal 2',
        ),
    ],
)
def test_a_part_that_is_never_offered_is_found(old: str, new: str, place: str) -> None:
    message = only_fault(old, new).partition(", ")[2]
    assert message == f'{place}: "when" can never hold, so this is never offered'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("because: Так спокойнее.}", "because: Так спокойнее.}\n          - {option: me, because: Так вернее.}"),
        ("{options: [shop]}", "{options: [shop], when: {all: [{is: {need: yes}}, {answered: need}]}}"),
    ],
)
def test_a_proposal_that_an_earlier_one_always_hides_is_found(old: str, new: str) -> None:
    message = "never shown, because an earlier one always comes first; move it up or narrow the earlier one"
    assert only_fault(old, new).endswith(f": {message}")


BOARD = """\
      - id: board
        kind: grid
        short: Доска
        ask: Что на доске?
        rows: lines
        columns: [{id: on, label: Есть}]
"""
FORM = """\
      - id: form
        kind: records
        short: Форма
        ask: Что в форме?
        none_label: Ничего
        summary: "{at}"
        fields: [{id: at, kind: item, from: lines, ask: Где?}]
"""


@pytest.mark.parametrize(
    ("asked", "key", "place"),
    [(BOARD, "rows: lines", 'question "board"'), (FORM, "from: lines", 'question "form", field "at"')],
)
def test_what_lives_on_the_elements_of_an_answer_is_never_asked_where_that_is_not(
    asked: str, key: str, place: str
) -> None:
    text = SOUND.replace(
        "  - id: end\n    title: Конец\n", "  - id: end\n    title: Конец\n    when: {is: {need: no}}\n"
    )
    text = text.replace("    questions:\n      - id: last\n", f"    questions:\n{asked}      - id: last\n")
    message = f'section "end", {place}: "lines" has no answer where this would be asked, so it never is'
    assert [fault for fault in faults(text) if "lines" in fault] == [f"brief.yaml:{line_of(text, key)}: {message}"]


@pytest.mark.parametrize("asked", [BOARD, FORM])
def test_a_condition_must_hold_where_there_are_elements_to_ask_about(asked: str) -> None:
    never = asked.replace("        ask:", "        when: {is: {need: no}}\n        ask:", 1)
    text = SOUND.replace("      - id: last\n", f"{never}      - id: last\n")
    assert [fault.rpartition(": ")[2] for fault in faults(text)] == ['"when" can never hold, so this is never asked']
    assert faults(text.replace("when: {is: {need: no}}", "when: {is: {need: yes}}")) == []


def test_a_field_that_never_applies_is_found() -> None:
    never = "when: {all: [{is: {what: task}}, {not: {is: {what: task}}}]}"
    message = only_fault("when: {is: {what: task}}", never)
    assert message.endswith('field "delay": "when" can never hold, so this is never asked')


ZONES = """\
id: zones
version: "1"
title: Зоны
sections:
  - id: all
    title: Все
    questions:
      - id: zones
        kind: list
        short: Зоны
        ask: Куда возите?
        presets: [{id: usual, title: Обычные, items: [{id: city, label: Город}, {id: region, label: Область}]}]
      - id: courier
        kind: choice
        short: Курьер
        ask: Есть ли курьер?
        when: {includes: {zones: city}}
        options: [{id: yes, label: Да}, {id: no, label: Нет}]
  - id: each
    title: "Зона: {item}"
    for_each: zones
    questions:
      - {id: hub, kind: text, short: Склад, ask: Где склад?, when: WHEN}
"""


@pytest.mark.parametrize(
    ("when", "sound"),
    [
        ("{all: [{is: {courier: yes}}, {not: {includes: {zones: city}}}]}", True),
        ("{all: [{not: {answered: courier}}, {includes: {zones: region}}]}", True),
        ("{all: [{includes: {zones: city}}, {includes: {zones: region}}]}", False),
        ("{not: {answered: zones}}", False),
    ],
)
def test_within_a_repetition_a_list_is_its_present_element(when: str, *, sound: bool) -> None:
    found = [fault.rpartition(": ")[2] for fault in faults(ZONES.replace("WHEN", when))]
    assert found == ([] if sound else ['"when" can never hold, so this is never asked'])


def test_a_section_that_is_never_asked_is_told_once() -> None:
    message = only_fault("for_each: lines", "for_each: lines\n    when: {is: {need: no}}")
    assert message == 'section "line": "when" can never hold, so this is never asked'


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{option: me,", "{option: mee,", 'advice 1: there is no option "mee"; did you mean "me"?'),
        ("{options: [shop]}", "{options: [shp]}", 'proposal 2: there is no option "shp"; did you mean "shop"?'),
        ("{options: [shop]}", "{options: [shop, none]}", 'proposal 2: "none" excludes the other proposed options'),
        (
            "{id: me, label: Я}",
            "{id: me, label: Я, exclusive: true}",
            'option "me": "exclusive" means nothing in a choice, where only one option can be taken',
        ),
        (
            "fixed: [{id: end,",
            "fixed: [{id: fast,",
            'fixed "fast": "fast" is called «Быстрая» above; one id means one thing, so give this another',
        ),
        (
            "{row: sold, columns: [sum]}",
            "{row: soled, columns: [sum]}",
            'proposal 2: there is no row of "steps" "soled"; did you mean "sold"?',
        ),
        (
            "{row: sold, columns: [sum]}",
            "{row: sold, columns: [summ]}",
            'proposal 2: there is no column "summ"; did you mean "sum"?',
        ),
        ("[own, sum]", "[own, all]", 'proposal 1: two columns of the group "sees" exclude one another'),
        (
            "{step}: {what}[ ({delay})]",
            "{stop}: {what}[ ({delay})]",
            'question "rules": there is no field "stop"; did you mean "step"?',
        ),
        (
            "{step}: {what}[ ({delay})]",
            "{step: {what}[ ({delay})]",
            'question "rules": "summary" has a brace without its pair',
        ),
        (
            "{step}: {what}[ ({delay})]",
            "{step}: {what}[ ({delay})",
            'question "rules": "summary" has a square bracket without its pair',
        ),
        ("default: first", "default: primero", 'field "step": the default "primero" is no ready element of "steps"'),
        (
            "when: {is: {what: task}}",
            "when: {is: {need: yes}}",
            'field "delay": no earlier field "need" in this record',
        ),
        (
            "suggestions: [1, 2]}",
            (
                "suggestions: [1, 2]}\n          - {id: words, kind: text, ask: Что?, optional: true, "
                "suggestions: [{label: Да, when: {is: {need: yes}}}]}"
            ),
            'field "words", suggestion 1: no earlier field "need" in this record',
        ),
        (
            "none_label: Ничего",
            "none_label: Ничего\n        tree: true\n        holds_others: {is: {what: tusk}}",
            'question "rules": there is no option "tusk"; did you mean "task"?',
        ),
        (
            "none_label: Ничего",
            "none_label: Ничего\n        typed_into: dely",
            'question "rules": there is no field "dely"; did you mean "delay"?',
        ),
        (
            "none_label: Ничего",
            "none_label: Ничего\n        typed_into: delay",
            'question "rules": "delay" is no text field that is asked of every record',
        ),
        (
            "suggestions: [1, 2]}",
            (
                "suggestions: [1, 2]}\n          - {id: words, kind: text, ask: Что?, when: {is: {what: task}}}\n"
                "        typed_into: words"
            ),
            'question "rules": "words" is no text field that is asked of every record',
        ),
        (
            "none_label: Ничего",
            "none_label: Ничего\n        holds_others: {is: {what: task}}",
            'question "rules": "holds_others" says something of a "tree" only',
        ),
        (
            "when: {is: {what: task}}",
            "when: {is: {what: tusk}}",
            'field "delay": there is no option "tusk"; did you mean "task"?',
        ),
        (
            "when: {is: {what: task}}",
            "when: {includes: {step: sold}}",
            'field "delay": "includes" cannot look at "step" (item); use "answered"',
        ),
        (
            "suggestions: [1, 2]",
            "suggestions: [1, 12]",
            'field "delay", suggestion 2: the suggestion 12 is not between 0 and 9',
        ),
        (
            "suggestions: [1, 2]",
            "suggestions: [1, 2.5]",
            'field "delay", suggestion 2: the suggestion 2.5 is not whole',
        ),
        (
            "maximum: 9, suggestions: [1, 2]",
            "minimum: 10, maximum: 9",
            'field "delay": "minimum" 10 is above "maximum" 9',
        ),
        (
            "{step: sold, what: call}",
            "{step: sold, what: cull}",
            'preset "one": "what" is "cull", which is no option; did you mean "call"?',
        ),
        (
            "{step: sold, what: call}",
            "{step: sold, wat: call, what: call}",
            'preset "one": there is no field "wat"; did you mean "what"?',
        ),
        ("{step: sold, what: call}", "{step: sold}", 'preset "one": "what" has neither a value here nor a default'),
        (
            "{step: sold, what: call}",
            "{step: sold, what: task}",
            'preset "one": "delay" has neither a value here nor a default',
        ),
        (
            "{step: sold, what: call}",
            "{step: sold, what: call, delay: 3}",
            'preset "one": "delay" does not apply to this record, so its value would be lost',
        ),
        (
            "{step: sold, what: call}",
            "{step: sold, what: task, delay: скоро}",
            'preset "one": "delay" is "скоро", which is no number',
        ),
    ],
)
def test_what_is_proposed_can_be_taken(old: str, new: str, message: str) -> None:
    assert only_fault(old, new).partition(", ")[2].removeprefix('question "rules", ').endswith(message)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ask: Нужно ли?", "ask: Нужно!", '"ask" has an exclamation mark; say it calmly'),
        (
            "ask: Нужно ли?",
            "ask: Нужно ли? 🙂",
            '"ask" has the emoji 🙂; signs are put in by the program where they carry meaning',
        ),
        (
            "{id: yes, label: Да}",
            "{id: yes, label: ✓ Да}",
            '"label" has the emoji ✓; signs are put in by the program where they carry meaning',
        ),
        (
            "ask: Нужно ли?",
            "ask: Нужно <b>ли</b>?",
            '"ask" shows <b> as it is written: markup belongs into hint and details of a question',
        ),
        ("ask: Нужно ли?", "ask: Нужно ли?\n        hint: Очень <b>нужно", '"hint" has <b> without its </b>'),
        ("ask: Нужно ли?", "ask: Нужно ли?\n        hint: Очень</i>", '"hint" has </i> without its <i>'),
        (
            "ask: Нужно ли?",
            "ask: Нужно ли?\n        details: 5 <u>шт</u>",
            '"details" has <u>: only <b> and <i> are allowed',
        ),
        (
            "ask: Нужно ли?",
            "ask: Нужно ли?\n        hint: цена < 500",
            '"hint" has < 500: only <b> and <i> are allowed',
        ),
        (
            "ask: Нужно ли?",
            "ask: Нужно ли «{item}»?",
            '"ask" has {item}, but nothing repeats here: give it a "for_each"',
        ),
        (
            "ask: Нужно ли?",
            "ask: Нужно ли {что}?",
            '"ask" has {что}, which nothing fills; the only placeholder is {item}',
        ),
        ("because: Так проще.", 'because: "Так {item} проще."', '"because" would show {item} as it is written'),
        (
            "{id: yes, label: Да}",
            "{id: yes, label: Да потому что нам это очень нужно всем}",
            '"label" has 38 characters; a button shows 28 at most',
        ),
        (
            "suggestions: [Всё]",
            "suggestions: [Нам пока больше нечего вам рассказать]",
            '"suggestions" has 37 characters; a button shows 28 at most',
        ),
        (
            "short: Нужно\n",
            "short: Нужно ли это всё вам на самом деле или нет\n",
            '"short" has 42 characters; a button shows 28 at most',
        ),
        (
            "ask: Нужно ли?",
            f"ask: {'Нужно ли это? ' * 60}",
            '"ask" and "hint" have 839 characters; a card holds 700: move some to "details"',
        ),
    ],
)
def test_texts_fit_a_phone_and_keep_the_tone(old: str, new: str, message: str) -> None:
    assert only_fault(old, new).endswith(f": {message}")


def test_a_label_leaves_room_for_the_word_that_recommends_it() -> None:
    message = '"label" has 20 characters; 19 are shown where the option is recommended'
    assert only_fault("{id: me, label: Я}", "{id: me, label: Я и никто кроме меня}").endswith(f": {message}")


def test_a_card_with_all_its_texts_must_fit_a_message() -> None:
    long = "\n".join(["          Слово за словом, и так без конца." for _ in range(110)])
    text = SOUND.replace("ask: Нужно ли?", f"ask: Нужно ли?\n        details: |-\n{long}")
    (fault,) = faults(text)
    assert fault.startswith(f"brief.yaml:{line_of(SOUND, 'id: need')}: ")
    assert "UTF-16 units; 3496 fit a message" in fault


WORDY = "Слово за словом. " * 30


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (f"ask: {WORDY}, hint: {WORDY},", '"ask" and "hint" have 1018 characters; a card holds 700'),
        (f"ask: Через?, options: [{{id: a, label: А, note: {WORDY * 8}}}],", "UTF-16 units; 3496 fit a message"),
    ],
    ids=["what is read at once", "all of it"],
)
def test_the_card_of_a_field_must_fit_as_that_of_a_question_does(texts: str, message: str) -> None:
    kind = "choice" if "options" in texts else "number"
    old = "{id: delay, kind: number, ask: Через?, when: {is: {what: task}}, maximum: 9, suggestions: [1, 2]}"
    found = only_fault(old, f"{{id: delay, kind: {kind}, {texts} when: {{is: {{what: task}}}}}}")
    assert 'question "rules", field "delay": ' in found
    assert message in found


@pytest.mark.parametrize("blank", ['" "', '"\\u200b"', '"\\u2800"'])
@pytest.mark.parametrize(
    ("old", "key"),
    [("{id: yes, label: Да}", "label"), ("ask: Нужно ли?", "ask"), ("suggestions: [Всё]", "suggestions"),
     ("title: Обычный", "title"), ("short: Слова", "short")],
)  # fmt: skip
def test_what_people_read_has_a_visible_sign(old: str, key: str, blank: str) -> None:
    text = old[: old.rindex(" ") + 1] + blank + ("}" if old.endswith("}") else "")
    text = f"suggestions: [{blank}]" if key == "suggestions" else f"ask: {blank}" if key == "ask" else text
    assert only_fault(old, text).endswith(f'"{key}" shows nothing: Telegram refuses a text without a visible sign')


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("{id: no, label: Нет}", '{id: no, label: " да"}', 'question "need", option "no"'),
        ("{id: slow, label: Медленная}", "{id: slow, label: Быстрая}", 'question "lines", preset "usual", item "slow"'),
        ("{id: sum, label: Сумма}", "{id: sum, label: Все}", 'question "marks", column "sum"'),
        ("{id: task, label: Задача}", "{id: task, label: Звонок}", 'question "rules", field "what", option "task"'),
        ("suggestions: [Всё]", "suggestions: [Всё, Ничего, всё]", 'question "words", suggestion 3'),
        ("{id: no, label: Нет}", "{id: no, label: Нет, also: [не надо, ДА]}", 'question "need", option "no", also 2'),
    ],
)
def test_what_can_be_taken_is_told_apart_by_its_words(old: str, new: str, place: str) -> None:
    found = only_fault(old, new)
    assert f"{place}: " in found
    assert "stands twice, first in line " in found
    assert found.endswith("; nobody can tell them apart")


def test_two_that_are_offered_in_turn_may_say_the_same() -> None:
    turns = (
        "{id: me, label: Я, when: {is: {need: yes}}}\n          - {id: you, label: Я, when: {not: {is: {need: yes}}}}"
    )
    text = SOUND.replace("{id: me, label: Я}\n          - {id: you, label: Вы}", turns)
    assert text != SOUND
    assert [fault for fault in faults(text) if "twice" in fault] == []


def test_an_answer_that_no_rule_of_the_plan_uses_is_found_when_asked_for() -> None:
    used = frozenset({"need", "places", "lines", "steps", "marks", "rules", "last"})
    line = line_of(SOUND, "id: words")
    expected = f'brief.yaml:{line}: section "end", question "words": no rule of the plan uses this answer'
    assert faults(SOUND, used) == [expected]
    assert faults(SOUND, used | {"words"}) == []


@pytest.mark.parametrize("amount", ["1e2", "1_000", "+5", "nan", "٣"])
def test_a_number_of_a_record_is_written_as_the_bot_reads_it(amount: str) -> None:
    assert only_fault("maximum: 9,", f'maximum: 9000, default: "{amount}",').endswith(
        f'field "delay": the default "{amount}" is no number'
    )


def test_a_number_below_zero_may_be_proposed_where_the_field_takes_it() -> None:
    assert faults(SOUND.replace("maximum: 9,", 'minimum: -100, maximum: 9, default: "-5",')) == []


def test_a_preset_may_hold_own_words_where_the_field_takes_them() -> None:
    text = SOUND.replace("ask: Что?, options:", "ask: Что?, own: true, options:")
    own = text.replace("{step: sold, what: call}", "{step: sold, what: Прислать цветы}")
    assert faults(own) == []
    mistyped = text.replace("{step: sold, what: call}", "{step: sold, what: cal}")
    assert [fault.rpartition(": ")[2] for fault in faults(mistyped)] == [
        '"what" is "cal", which is no option; did you mean "call"?'
    ]
