"""The plan of small answer sets, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.answers import AnswerStatus, Attachment, Dependency, QuestionKey
from bot.domain.meeting import Meeting
from bot.domain.planning.building import answers_in_full, build_plan
from bot.domain.planning.catalog import Catalog
from bot.domain.planning.money import Range
from bot.domain.planning.plan_sections import FactsBlock, MatrixBlock, PipelineBlock, Source, TableBlock
from bot.domain.route import StepStatus, find_route
from bot.domain.values import MultichoiceValue, NumberValue, TextValue
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import START, Said, answered, brief, choice, listed, many, marked, plan, record, records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.planning.plan import Plan
    from bot.domain.planning.plan_sections import Line, PlanSection

DISCUSS, UNKNOWN = AnswerStatus.DISCUSS, AnswerStatus.UNKNOWN

SAID: dict[str, Said] = {
    "open": choice("yes"),
    "ovens": NumberValue(2, 3),
    "cakes": listed(bun="Булочка", pie="Пирог"),
    "steps@bun": listed(mix="Замес", bake="Печь"),
    "checks@bun": marked(mix="weight", bake="heat own", own={"own": "Цвет корки"}),
    "alarms@bun": records(
        record("a", step="@bake", what="=bell", after=15, whom="Пекарю"),
        record("b", step="@gone", what="=sms"),
    ),
    "ways": many("hall", own=("На ярмарке",)),
    "menu": records(record("m", key="=k1", name="Хлеб"), record("n", key="=k2", name="Ржаной", parent="m")),
}


def section(made: Plan, id_: str) -> PlanSection:
    return next(each for each in made.sections if each.id == id_)


def words(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def test_decisions_say_what_was_decided_and_why() -> None:
    made = plan(BAKERY, SAID, BAKERY_CATALOG)
    assert [(each.text, each.short, each.because) for each in made.decisions] == [
        ("Пекарня работает, печей 2–3\N{NO-BREAK SPACE}шт.", "открыты", "Печёт: Булочка, Пирог"),
        ("2\N{NO-BREAK SPACE}изделия", "2\N{NO-BREAK SPACE}изделия", ""),
    ]


def test_a_decision_names_the_answers_it_rests_on() -> None:
    opened = plan(BAKERY, SAID, BAKERY_CATALOG).decisions[0]
    assert {str(source.key): source.seq for source in opened.sources} == {"open": 1, "ovens": 2, "cakes": 3}
    assert opened.sources[0] == Source(QuestionKey("open"), 1, 7, answered(SAID).history[0].at, "1")


def test_a_decision_whose_text_comes_out_empty_is_none() -> None:
    made = plan(BAKERY, {"open": choice("soon")}, BAKERY_CATALOG)
    assert made.decisions == ()


def test_a_pipeline_shows_stages_with_their_fields_and_automation() -> None:
    block = section(plan(BAKERY, SAID, BAKERY_CATALOG), "cake@bun").blocks[0]
    assert isinstance(block, PipelineBlock)
    assert [(each.name.text, words(each.fields), words(each.automation)) for each in block.stages] == [
        ("Замес", ["Вес"], []),
        ("Печь", ["Температура", "Цвет корки"], ["через 15\N{NO-BREAK SPACE}мин: звонок"]),
    ]


def test_automation_on_a_stage_that_is_gone_stands_apart() -> None:
    block = section(plan(BAKERY, SAID, BAKERY_CATALOG), "cake@bun").blocks[0]
    assert isinstance(block, PipelineBlock)
    assert words(block.elsewhere) == ["SMS"]


def test_a_matrix_has_a_cell_for_every_row_and_column() -> None:
    block = section(plan(BAKERY, SAID, BAKERY_CATALOG), "cake@bun").blocks[1]
    assert isinstance(block, MatrixBlock)
    assert block.title == "Проверки"
    assert block.columns == ("Вес", "Температура", "Цвет корки")
    assert [(row.name.text, row.cells) for row in block.rows] == [
        ("Замес", (True, False, False)),
        ("Печь", (False, True, True)),
    ]


def test_records_become_a_table_and_a_tree_keeps_its_depth() -> None:
    block = section(plan(BAKERY, SAID, BAKERY_CATALOG), "menu").blocks[0]
    assert isinstance(block, TableBlock)
    assert block.tree
    assert [(row.line.text, row.line.depth, row.cells) for row in block.rows] == [
        ("1 Хлеб", 0, ("1", "Хлеб", "")),
        ("2 Ржаной", 1, ("2", "Ржаной", "")),
    ]


def test_facts_are_questions_with_their_answers() -> None:
    block = section(plan(BAKERY, SAID, BAKERY_CATALOG), "shop").blocks[0]
    assert isinstance(block, FactsBlock)
    assert [(fact.name, words(fact.lines)) for fact in block.facts] == [
        ("Уже открылись", ["Да, уже"]),
        ("Печи", ["2–3\N{NO-BREAK SPACE}шт."]),
        ("Где продаёте", ["В зале", "На ярмарке"]),
    ]


def test_what_is_open_is_named_in_its_section_with_its_status() -> None:
    made = plan(BAKERY, SAID | {"open": DISCUSS, "steps@pie": UNKNOWN}, BAKERY_CATALOG)
    assert [(line.text, line.status) for line in section(made, "shop").open] == [
        ("Уже открылись", StepStatus.DISCUSS),
        ("Пожелания", StepStatus.UNANSWERED),
    ]
    assert [(line.text, line.status) for line in section(made, "cake@pie").open] == [
        ("Шаги", StepStatus.UNKNOWN),
    ]


def test_a_value_kept_with_discuss_is_shown_but_decides_nothing() -> None:
    made = plan(BAKERY, SAID | {"open": (DISCUSS, choice("yes"))}, BAKERY_CATALOG)
    block = section(made, "shop").blocks[0]
    assert isinstance(block, FactsBlock)
    assert block.facts[0].lines[0].text == "Да, уже"
    assert block.facts[0].lines[0].status is StepStatus.DISCUSS
    assert "opened" not in {decision.id for decision in made.decisions}


def test_what_is_shelved_is_nowhere_in_the_plan() -> None:
    without_hall = SAID | {"ways": many("web"), "steps@pie": listed(x="Секретный шаг")}
    made = plan(BAKERY, without_hall | {"cakes": listed(bun="Булочка")}, BAKERY_CATALOG)
    assert "Хлеб" not in repr(made)
    assert "Секретный шаг" not in repr(made)


def test_purchases_are_prices_times_what_was_answered() -> None:
    made = plan(BAKERY, SAID, BAKERY_CATALOG)
    assert [(each.title, each.cost, each.basis, each.origin) for each in made.purchases] == [
        ("Печи", Range(2000, 4500), "2–3\N{NO-BREAK SPACE}шт.", "прайс, 02.01.2026"),
        ("Аренда", Range(500), "", "прайс, 02.01.2026"),
    ]
    assert made.once == Range(2000, 4500)
    assert made.monthly == Range(500)


def test_what_none_is_needed_of_is_no_purchase_even_where_its_price_is_open_upwards() -> None:
    rules = BAKERY_CATALOG.model_dump(by_alias=True, exclude_none=True)
    rules["purchases"] = [
        {"id": "p", "title": "Печи", "period": "once", "price": "rent", "times": [{"number": "ovens"}]}
    ]
    priced = Catalog.model_validate(rules)
    assert plan(BAKERY, SAID | {"ovens": NumberValue(0)}, priced).purchases == ()
    assert [each.cost for each in plan(BAKERY, SAID, priced).purchases] == [Range(1000)]


def test_a_price_nobody_knows_stays_unknown_and_is_counted() -> None:
    made = plan(BAKERY, {"open": choice("soon")}, BAKERY_CATALOG)
    assert [(each.title, each.cost.known) for each in made.purchases] == [("Вывеска", False)]
    assert made.once == Range(0, 0, unknown=1)


def test_works_come_by_phase_in_half_hours_and_those_of_zero_hours_are_left_out() -> None:
    made = plan(BAKERY, SAID | {"steps@pie": listed(roll="Раскатать"), "alarms@pie": records()}, BAKERY_CATALOG)
    assert [(each.phase, each.title, each.hours) for each in made.works] == [
        ("Начало", "Разговор", Range(1, 1)),
        ("Работа", "Наладка: Булочка, Пирог", Range(2.5, 4)),
        ("Работа", "Сигналы «Булочка»", Range(2, 2)),
    ]
    assert made.hours == Range(5.5, 7)


def test_a_finding_names_its_place_its_norm_and_its_answers() -> None:
    long = SAID | {"steps@bun": listed(a="Раз", b="Два", c="Три")}
    finding = plan(BAKERY, long, BAKERY_CATALOG).findings[0]
    assert finding.text == "«Булочка»: шагов 3, больше 2."
    assert finding.origin == "норма пекарей, 02.01.2026"
    assert finding.key == QuestionKey("steps", ("bun",))
    assert [str(source.key) for source in finding.sources] == ["steps@bun"]


def test_findings_come_with_the_weightiest_first() -> None:
    both: dict[str, Said] = {"open": choice("soon"), "ways": many("web"), "cakes": listed(bun="Булочка")}
    made = plan(BAKERY, both | {"steps@bun": listed(a="1", b="2", c="3")}, BAKERY_CATALOG)
    assert [finding.id for finding in made.findings] == ["closed_web", "steps_many"]


def test_a_norm_nobody_knows_finds_nothing() -> None:
    many_cakes = {"cakes": listed(**{f"c{number}": str(number) for number in range(20)})}
    assert not any(finding.id == "never" for finding in plan(BAKERY, many_cakes, BAKERY_CATALOG).findings)


def test_without_a_catalog_the_plan_has_the_sections_as_asked() -> None:
    made = plan(BAKERY, SAID)
    assert [each.title for each in made.sections] == ["Пекарня", "Изделие «Булочка»", "Изделие «Пирог»", "Продажи"]
    assert [type(block).__name__ for block in section(made, "each@bun").blocks] == [
        "FactsBlock",
        "MatrixBlock",
        "TableBlock",
    ]
    assert (made.decisions, made.works, made.purchases, made.findings) == ((), (), (), ())


def test_a_catalog_of_another_questionnaire_is_not_applied() -> None:
    other = BAKERY_CATALOG.model_copy(update={"questionnaire": "smithy"})
    assert plan(BAKERY, SAID, other) == plan(BAKERY, SAID)


def test_the_full_answers_follow_the_questionnaire_and_leave_out_empty_places() -> None:
    sections = answers_in_full(find_route(BAKERY, answered({"open": choice("yes"), "note": TextValue("Много\nслов")})))
    assert [each.title for each in sections] == ["Пекарня", "Продажи"]
    block = sections[1].blocks[0]
    assert isinstance(block, FactsBlock)
    assert words(block.facts[0].lines) == ["Много\nслов"]


def test_files_are_listed_with_the_question_they_were_given_to() -> None:
    file = Attachment(1, QuestionKey("note"), "voice", "f1", "", "рецепт", 7, START)
    shelved = Attachment(2, QuestionKey("menu"), "photo", "f2", "", "меню", 7, START)
    made = brief(BAKERY, {"note": TextValue("да")}, attachments=(file, shelved))
    listed_files = build_plan(made, find_route(BAKERY, made.answers)).attachments
    assert [(each.section, each.question, each.caption) for each in listed_files] == [
        ("Продажи", "Пожелания", "рецепт")
    ]


def test_the_passport_counts_the_time_without_pauses() -> None:
    made = plan(BAKERY, SAID, BAKERY_CATALOG)
    assert made.passport.minutes == 4  # eight answers, half a minute each
    assert (made.passport.version, made.passport.company, made.passport.contact) == (1, "ООО «Ромашка»", "Анна")


def test_the_passport_names_the_meeting() -> None:
    meeting = Meeting(START + timedelta(days=3), "Europe/Moscow")
    drafted = replace(brief(BAKERY, SAID), meeting=meeting)
    assert build_plan(drafted, find_route(BAKERY, drafted.answers)).passport.meeting == meeting
    assert plan(BAKERY, SAID).passport.meeting is None


def test_a_stale_answer_still_counts_but_is_marked() -> None:
    moved = Dependency(QuestionKey("steps", ("bun",)), ("mix",))
    made = plan(BAKERY, answered(SAID, basis={"checks@bun": (moved,)}), BAKERY_CATALOG)
    block = section(made, "cake@bun").blocks[0]
    assert isinstance(block, PipelineBlock)
    assert block.stages[0].fields[0].status is StepStatus.STALE
    assert [(line.text, line.status) for line in section(made, "cake@bun").open] == [("Проверки", StepStatus.STALE)]


def test_nothing_of_this_counts_as_none() -> None:
    made = plan(BAKERY, {"ways": MultichoiceValue(("none",))}, BAKERY_CATALOG)
    assert made.once == Range(0, 0)
