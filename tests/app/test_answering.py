"""Answers recorded, put off and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.app.answering import Answering
from bot.app.interview import Interview
from bot.domain.answers import AnswerStatus, QuestionKey
from bot.domain.brief import Brief
from bot.domain.edits import Pick, SetNumber, SetText
from bot.domain.route import StepStatus
from tests.domain.any_questionnaire import questionnaires
from tests.domain.talking import Talk, questions
from tests.domain.test_any_talk import ACTS, act, any_talk, picture
from tests.fakes import CountingIds, FakeClock, MemoryUnitOfWork

if TYPE_CHECKING:
    from bot.domain.questionnaire import Questionnaire

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def begun(talk: Talk) -> tuple[Answering, Interview]:
    """The talk as a brief under way."""
    uow = MemoryUnitOfWork()
    brief = replace(Brief("b", "t", "test", "Ромашка", "Анна", 7, NOON, client_id=5), answers=talk.answers)
    return Answering(uow, FakeClock(NOON), CountingIds(), 5), Interview(uow.briefs.save(brief), talk.questionnaire)


def put_off_and_taken_back(answering: Answering, interview: Interview) -> Interview:
    first = interview.brief.answers.next_seq
    done = answering.defer_rest(interview).interview
    assert done.route.next_open() is None
    return answering.undo_defer_rest(done, first, done.brief.answers.next_seq - 1)


DOUBTED = """
- {id: trade, kind: choice, options: [shop, works]}
- {id: leads, kind: choice, depends_on: [trade]}
- {id: why, kind: text, when: {not: {is: {leads: "yes"}}}}
"""


def test_what_was_put_off_with_the_rest_is_taken_back_even_where_that_takes_its_question_off_the_route() -> None:
    talk = Talk(questions(DOUBTED)).do("trade", Pick("shop")).do("leads", Pick("yes")).do("trade", Pick("works"))
    answering, interview = begun(talk)
    assert "why" not in {step.key.question for step in interview.route.steps}

    back = put_off_and_taken_back(answering, interview)

    assert picture(back.route) == picture(interview.route)
    assert back.route.shelved == ()
    refused = answering.apply(back, QuestionKey("leads"), [Pick("no")]).interview
    assert refused.route.by_key[QuestionKey("why")].status is StepStatus.UNANSWERED


def test_what_was_answered_since_stays_and_the_rest_is_taken_back() -> None:
    talk = Talk(questions("[{id: a, kind: number}, {id: b, kind: text}, {id: c, kind: text}]")).do("a", SetNumber(1))
    answering, interview = begun(talk)
    done = answering.defer_rest(interview).interview
    done = answering.apply(done, QuestionKey("b"), [SetText("words")]).interview

    back = answering.undo_defer_rest(done, 2, 3)

    statuses = [(step.key.question, step.status) for step in back.route.steps]
    assert statuses == [("a", StepStatus.ANSWERED), ("b", StepStatus.ANSWERED), ("c", StepStatus.UNANSWERED)]


def test_what_was_put_off_is_taken_back_though_the_client_has_taken_its_question_off_the_route_since() -> None:
    talk = Talk(questions('[{id: need, kind: choice}, {id: t, kind: text, when: {is: {need: "yes"}}}]'))
    answering, interview = begun(talk.do("need", Pick("yes")))
    done = answering.defer_rest(interview).interview
    done = answering.apply(done, QuestionKey("need"), [Pick("no")]).interview

    back = answering.undo_defer_rest(done, 2, 2)

    needed = answering.apply(back, QuestionKey("need"), [Pick("yes")]).interview
    assert needed.route.by_key[QuestionKey("t")].status is StepStatus.UNANSWERED


def test_a_first_answer_is_taken_back_even_when_its_question_does_not_apply_any_more() -> None:
    talk = Talk(questions('[{id: need, kind: choice}, {id: t, kind: text, when: {is: {need: "yes"}}}]'))
    talk.do("need", Pick("yes")).do("t", SetText("x")).do("need", Pick("no"))
    answering, interview = begun(talk)

    back = answering.restore(interview, QuestionKey("t"), 0).interview

    assert back.route.shelved == ()
    assert back.brief.answers.history[-1].status is AnswerStatus.WITHDRAWN


@any_talk
@given(questionnaires(), st.data())
def test_putting_off_the_rest_and_taking_it_back_leaves_all_as_it_was(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    talk = Talk(questionnaire)
    for _ in range(ACTS):
        act(talk, data)
    answering, interview = begun(talk)

    back = put_off_and_taken_back(answering, interview)

    assert picture(back.route) == picture(interview.route)
    assert {answer.key for answer in back.route.shelved} == {answer.key for answer in interview.route.shelved}
