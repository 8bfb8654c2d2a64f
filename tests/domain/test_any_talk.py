"""Whatever a client does to whatever questionnaire, these hold."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.domain import filling, forms, offers
from bot.domain.answers import Answers, AnswerStatus
from bot.domain.describing import plain
from bot.domain.errors import Refused
from bot.domain.route import StepStatus, find_route
from bot.domain.values import dump, load
from tests.domain.any_questionnaire import TEXTS, edits, fitting, questionnaires
from tests.domain.talking import Talk
from tests.effort import effort

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.answers import Answer, QuestionKey
    from bot.domain.questionnaire import Questionnaire
    from bot.domain.route import Route, Step
    from bot.domain.values import Value

ACTS = 12

any_talk = settings(
    max_examples=effort(20), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def act(talk: Talk, data: st.DataObject) -> bool:
    """Do anything to the talk; False if it was refused."""
    steps = talk.route.steps
    if not steps:
        return False
    step = data.draw(st.sampled_from(steps))
    key = str(step.key)
    kind = data.draw(st.sampled_from(["fitting"] * 5 + ["any", "say", "defer", "withdraw", "restore"]))
    try:
        match kind:
            case "fitting":
                talk.do(key, data.draw(fitting(step.question.kind, talk)))
            case "any":
                talk.do(key, data.draw(edits(talk)))
            case "say":
                talk.say(key, data.draw(st.sampled_from(TEXTS)))
            case "defer":
                talk.defer(key, data.draw(st.sampled_from([AnswerStatus.DISCUSS, AnswerStatus.UNKNOWN])))
            case "withdraw":
                talk.withdraw(key)
            case _ if talk.answers.history:
                talk.restore(data.draw(st.sampled_from(talk.answers.history)).seq)
            case _:
                return False
    except Refused:
        return False
    return True


def do_somehow(talk: Talk, step: Step, data: st.DataObject) -> None:
    """An answer that fits, or none for now."""
    key = str(step.key)
    try:
        talk.do(key, data.draw(fitting(step.question.kind, talk)))
    except Refused:
        talk.defer(key, data.draw(st.sampled_from([AnswerStatus.DISCUSS, AnswerStatus.UNKNOWN])))


def picture(route: Route) -> list[tuple[QuestionKey, StepStatus, Value | None]]:
    """The route without the numbers of its answers."""
    return [(step.key, step.status, step.answer.value if step.answer else None) for step in route.steps]


@any_talk
@given(questionnaires(), st.data())
def test_nothing_but_a_refusal_ever_comes_of_it_and_the_route_stays_in_order(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    talk = Talk(questionnaire)
    for _ in range(ACTS):
        act(talk, data)
        _is_in_order(talk)


@any_talk
@given(questionnaires(), st.data())
def test_a_route_found_from_the_one_before_is_the_same_as_one_found_anew(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    talk = Talk(questionnaire)
    route = talk.route
    for _ in range(2 * ACTS):
        told = len(talk.answers.history)
        act(talk, data)
        for count in range(told + 1, len(talk.answers.history) + 1):
            answers = Answers(talk.answers.history[:count])
            route = route.after(answers, answers.history[-1].key)
        assert route == talk.route
        assert route.progress == talk.route.progress
        _sees_the_same(route, talk.route)


def _sees_the_same(one: Route, other: Route) -> None:
    questions = {step.key.question for step in one.steps}
    for step in one.steps:
        for question in questions:
            seen = [
                (route.standing.nearest(question, step.key.scope), route.standing.elements(question, step.key.scope))
                for route in (one, other)
            ]
            assert seen[0] == seen[1]


def _is_in_order(talk: Talk) -> None:
    route = talk.route
    keys = [step.key for step in route.steps]
    assert len(set(keys)) == len(keys)
    sections = [section.id for section in talk.questionnaire.sections]
    places = [sections.index(run.section.id) for run in route.runs]
    assert places == sorted(places)
    for run in route.runs:
        asked = [run.section.questions.index(step.question) for step in run.steps]
        assert asked == sorted(asked)
        assert all(run is route.run_of(step.key) for step in run.steps)
    assert 0 <= route.progress.closed <= route.progress.total == len(keys)
    assert 0 <= route.progress.percent <= 100
    assert (route.next_open() is None) == (route.progress.closed == route.progress.total)
    assert (route.next_open() is None) == (route.progress.percent == 100)


@any_talk
@given(questionnaires(), st.data())
def test_progress_never_falls_for_who_does_one_question_after_another(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    talk = Talk(questionnaire)
    shown = talk.route.progress.percent
    for _ in range(4 * ACTS):
        step = talk.route.next_open()
        if step is None:
            break
        do_somehow(talk, step, data)
        assert shown <= talk.route.progress.percent
        shown = talk.route.progress.percent


@any_talk
@given(questionnaires(), st.data())
def test_every_answer_in_force_is_on_the_route_or_on_the_shelf(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    talk = Talk(questionnaire)
    for _ in range(ACTS):
        act(talk, data)
        placed = {step.key for step in talk.route.steps if step.answer}
        shelved = {answer.key for answer in talk.route.shelved}
        assert placed | shelved == set(talk.answers.latest)
        assert not placed & shelved


@any_talk
@given(questionnaires(), st.data())
def test_a_shelved_answer_has_no_influence(questionnaire: Questionnaire, data: st.DataObject) -> None:
    talk = Talk(questionnaire)
    for _ in range(ACTS):
        act(talk, data)
    shelved = {answer.key for answer in talk.route.shelved}
    others = Answers(tuple(answer for answer in talk.answers.history if answer.key not in shelved))
    assert picture(find_route(questionnaire, others)) == picture(talk.route)


def test_putting_the_earlier_answer_back_brings_the_same_route_back() -> None:
    undone: Counter[str] = Counter()

    @any_talk
    @given(questionnaires(), st.data())
    def talk_at_random(questionnaire: Questionnaire, data: st.DataObject) -> None:
        talk = Talk(questionnaire)
        for _ in range(ACTS):
            before, in_force = talk.route, dict(talk.answers.latest)
            if act(talk, data):
                undone[_undoes(talk, before, in_force)] += 1

    talk_at_random()
    assert undone["restored"] > effort(20)
    assert undone["withdrawn"] > effort(20)


def _undoes(talk: Talk, before: Route, in_force: Mapping[QuestionKey, Answer]) -> str:
    """How the last change of the talk was undone, which brings the route back."""
    changed = talk.answers.history[-1].key
    undone = Talk(talk.questionnaire, talk.answers)
    if changed in in_force:
        undone.restore(in_force[changed].seq)
    else:
        undone.withdraw(str(changed))
    assert picture(undone.route) == picture(before)
    assert {answer.key for answer in undone.route.shelved} == {answer.key for answer in before.shelved}
    return "restored" if changed in in_force else "withdrawn"


@any_talk
@given(questionnaires(), st.data())
def test_every_value_can_be_kept_described_and_offered_something_for(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    talk = Talk(questionnaire)
    for _ in range(ACTS):
        act(talk, data)
    route = talk.route
    for answer in talk.answers.history:
        if answer.value is not None:
            assert load(dump(answer.value)) == answer.value
    for step in route.steps:
        plain(route, step)
        options = {option.id for option in offers.options_of(route, step)}
        assert set(offers.proposed_options(route, step)) <= options
        rows = {row.id for row in offers.rows_of(route, step)}
        columns = {column.id for column in offers.columns_of(route, step)}
        assert all(row in rows and column in columns for row, column in offers.proposed_grid(route, step).cells)
        for record in forms.proposed_records(route, step):
            assert step.question.kind == "records"
            assert not filling.missing_fields(step.question, record)


def test_talks_of_this_sort_meet_every_status_and_the_shelf() -> None:
    """The properties above are worth something only if they see all there is."""
    met: set[str] = set()

    @settings(any_talk, phases=[Phase.generate], derandomize=True, database=None)
    @given(questionnaires(), st.data())
    def talk_at_random(questionnaire: Questionnaire, data: st.DataObject) -> None:
        talk = Talk(questionnaire)
        for _ in range(ACTS):
            act(talk, data)
            met.update(step.status for step in talk.route.steps)
            met.update("shelved" for _ in talk.route.shelved)

    talk_at_random()
    assert met == {*StepStatus, "shelved"}
