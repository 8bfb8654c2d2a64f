"""The meeting's agenda: everything open, ranked, grouped, with minutes."""

from __future__ import annotations

from bot.domain.answers import AnswerStatus, Dependency, QuestionKey
from bot.domain.planning.catalog import Topic
from bot.domain.planning.plan import Why
from bot.domain.values import NumberValue, TextValue
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import Said, answered, choice, listed, many, marked, plan, records

DISCUSS, UNKNOWN = AnswerStatus.DISCUSS, AnswerStatus.UNKNOWN

CLOSED: dict[str, Said] = {
    "open": choice("yes"),
    "ovens": NumberValue(2),
    "cakes": listed(bun="Булочка", pie="Пирог"),
    "steps@bun": listed(mix="Замес"),
    "checks@bun": marked(mix="weight"),
    "alarms@bun": records(),
    "steps@pie": listed(roll="Раскатать"),
    "checks@pie": marked(roll="weight"),
    "alarms@pie": records(),
    "ways": many("web"),
    "note": TextValue("Всё"),
}


def test_nothing_answered_is_asked_again() -> None:
    assert plan(BAKERY, CLOSED, BAKERY_CATALOG).agenda == ()


def test_an_item_says_why_it_is_open_and_what_waits_for_it() -> None:
    (item,) = plan(BAKERY, CLOSED | {"open": UNKNOWN}, BAKERY_CATALOG).agenda
    assert (item.group, item.title, item.why, item.minutes) == ("Пекарня", "Уже открылись", Why.UNKNOWN, 5)
    assert item.blocks == "всё, что печём: Булочка, Пирог"
    assert [(str(source.key), source.seq) for source in item.sources] == [("open", 1)]


def test_what_the_client_said_with_discuss_is_kept_for_the_meeting() -> None:
    (item,) = plan(BAKERY, CLOSED | {"open": (DISCUSS, choice("soon"))}, BAKERY_CATALOG).agenda
    assert (item.why, item.said) == (Why.DISCUSS, "Скоро")


def test_the_weightiest_brings_its_section_with_it_then_comes_the_order_of_asking() -> None:
    said = CLOSED | {"ways": DISCUSS, "ovens": DISCUSS, "steps@pie": DISCUSS, "open": DISCUSS}
    titles = [item.full_title for item in plan(BAKERY, said, BAKERY_CATALOG).agenda]
    assert titles == ["Пекарня: Уже открылись", "Пекарня: Печи", "Шаги", "Продажи: Где продаёте"]


def test_one_item_stands_for_all_places_of_a_question_and_further_places_take_half_the_time() -> None:
    (item,) = plan(BAKERY, CLOSED | {"steps@bun": DISCUSS, "steps@pie": DISCUSS}, BAKERY_CATALOG).agenda
    assert (item.title, item.places, item.minutes) == ("Шаги", ("Булочка", "Пирог"), 6)


def test_the_same_question_open_for_two_reasons_makes_two_items() -> None:
    said = CLOSED | {"alarms@bun": UNKNOWN, "alarms@pie": DISCUSS}
    items = plan(BAKERY, said, BAKERY_CATALOG).agenda
    assert [(item.title, item.why, item.places) for item in items] == [
        ("Сигналы", Why.DISCUSS, ("Пирог",)),
        ("Сигналы", Why.UNKNOWN, ("Булочка",)),
    ]


def test_minutes_come_from_the_question_where_no_topic_says() -> None:
    (item,) = plan(BAKERY, CLOSED | {"ovens": UNKNOWN}, BAKERY_CATALOG).agenda
    assert item.minutes == 2  # ninety seconds


def test_a_question_that_may_stay_open_is_not_asked_again_unless_the_client_wants_to() -> None:
    unanswered = {key: value for key, value in CLOSED.items() if key != "note"}
    assert plan(BAKERY, unanswered, BAKERY_CATALOG).agenda == ()
    assert [item.why for item in plan(BAKERY, CLOSED | {"note": DISCUSS}, BAKERY_CATALOG).agenda] == [Why.DISCUSS]


def test_a_stale_answer_is_confirmed_at_the_meeting() -> None:
    moved = Dependency(QuestionKey("steps", ("bun",)), ("another",))
    (item,) = plan(BAKERY, answered(CLOSED, basis={"checks@bun": (moved,)}), BAKERY_CATALOG).agenda
    assert (item.title, item.why, item.said) == ("Проверки", Why.STALE, "Замес: Вес")


def test_a_finding_may_ask_for_a_word() -> None:
    said = CLOSED | {"steps@bun": listed(mix="Замес", a="Раз", b="Два")}
    items = plan(BAKERY, said | {"checks@bun": marked(mix="", a="", b="")}, BAKERY_CATALOG).agenda
    assert [(item.title, item.why, item.blocks, item.minutes) for item in items] == [
        ("Укоротить «Булочка»", Why.FINDING, "график", 4)
    ]


def test_the_length_of_the_meeting_is_the_sum_of_its_items() -> None:
    made = plan(BAKERY, CLOSED | {"open": UNKNOWN, "ovens": UNKNOWN}, BAKERY_CATALOG)
    assert made.meeting_minutes == 7


SHORT_MEETING = BAKERY_CATALOG.model_copy(
    update={"meeting": "talk", "facts": BAKERY_CATALOG.facts | {"talk": BAKERY_CATALOG.facts["steps_max"]}}
)


def test_what_does_not_fit_the_meeting_waits_for_spare_time() -> None:
    said = CLOSED | {"ways": DISCUSS, "ovens": DISCUSS, "open": DISCUSS}
    made = plan(BAKERY, said, SHORT_MEETING)  # two minutes
    assert [(item.title, item.minutes, item.spare) for item in made.agenda] == [
        ("Уже открылись", 5, False),
        ("Печи", 2, True),
        ("Где продаёте", 1, True),
    ]
    assert (made.meeting_minutes, made.spare_minutes) == (5, 3)


def test_a_short_item_takes_the_place_that_a_long_one_does_not_fit() -> None:
    said = CLOSED | {"ways": DISCUSS, "steps@bun": DISCUSS}
    made = plan(BAKERY, said, SHORT_MEETING)
    assert [(item.title, item.minutes, item.spare) for item in made.agenda] == [
        ("Шаги", 4, False),
        ("Где продаёте", 1, True),
    ]
    fitting = plan(BAKERY, CLOSED | {"ways": DISCUSS, "ovens": DISCUSS, "menu": DISCUSS}, SHORT_MEETING)
    assert [item.title for item in fitting.agenda if not item.spare] == ["Печи"]


def test_an_item_that_takes_just_the_time_that_is_left_fits() -> None:
    rules = SHORT_MEETING.model_copy(
        update={"topics": SHORT_MEETING.topics | {"ovens": Topic(weight=50, minutes=1), "ways": Topic(minutes=1)}}
    )
    made = plan(BAKERY, CLOSED | {"ways": DISCUSS, "ovens": DISCUSS}, rules)  # two minutes
    assert [(item.title, item.minutes, item.spare) for item in made.agenda] == [
        ("Печи", 1, False),
        ("Где продаёте", 1, False),
    ]


def test_items_of_a_section_stand_together() -> None:
    said = CLOSED | {"open": DISCUSS, "steps@pie": DISCUSS, "ovens": DISCUSS}
    groups = [item.group for item in plan(BAKERY, said, BAKERY_CATALOG).agenda]
    assert groups == ["Пекарня", "Пекарня", "Линия «Пирог»"]


def test_what_concerns_several_elements_stands_under_the_name_of_them_all() -> None:
    (item,) = plan(BAKERY, CLOSED | {"steps@bun": DISCUSS, "steps@pie": DISCUSS}, BAKERY_CATALOG).agenda
    assert item.group == "Линия"


def test_without_a_section_of_the_plan_an_element_stands_under_its_own_section_of_the_questionnaire() -> None:
    (item,) = plan(BAKERY, CLOSED | {"steps@pie": DISCUSS}).agenda
    assert item.group == "Изделие «Пирог»"


def test_rows_with_several_marks_are_told_apart_in_what_was_said() -> None:
    checks = marked(mix="weight heat", bake="weight")
    said = CLOSED | {"steps@bun": listed(mix="Замес", bake="Печь"), "checks@bun": (DISCUSS, checks)}
    (item,) = plan(BAKERY, said, BAKERY_CATALOG).agenda
    assert item.said == "Замес: Вес, Температура; Печь: Вес"
