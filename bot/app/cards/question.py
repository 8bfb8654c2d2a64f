"""A question's card: the head that all kinds share, and the body of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.cards.bodies import body_of
from bot.app.cards.model import AttachedCard, EffectsCard, Line, Misfit, QuestionCard, Row
from bot.app.cards.wording import intro_of, run_title, short_of
from bot.domain.describing import plain, record_summary
from bot.domain.fit import misfit
from bot.domain.questionnaire import ChoiceQuestion, GridQuestion
from bot.domain.route import StepStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app.answering import LastChange
    from bot.app.interview import Interview
    from bot.app.place import Place
    from bot.domain.answers import QuestionKey
    from bot.domain.planning.findings import Hint
    from bot.domain.questionnaire import Question
    from bot.domain.route import Route, SectionRun, Step

#: More would push the answer out of sight.
_HINTS = 2


def question_card(interview: Interview, step: Step, place: Place) -> QuestionCard:
    route = interview.route
    run = route.run_of(step.key)
    question = step.question
    hints = interview.hints_for(step)[:_HINTS]
    return QuestionCard(
        key=step.key,
        kind=question.kind,
        section=run_title(run),
        position=run.steps.index(step) + 1,
        count=len(run.steps) + _to_come(route, run),
        percent=route.progress.percent,
        ask=question.ask,
        hint=question.hint,
        details=question.details,
        item=step.items[-1].label if step.items else "",
        status=step.status,
        mode=place.mode,
        page=place.page,
        discuss=question.discuss,
        unknown=question.unknown,
        attachments=interview.attachments_of(step.key),
        first=route.before(step.key) is None,
        ready=step.status in (StepStatus.ANSWERED, StepStatus.STALE),
        reviewing=place.reviewing,
        hints=tuple(hint.text for hint in hints),
        body=body_of(route, step, place),
        fixes=_fixes(question, hints),
        misfit=_misfit(step),
        intro=intro_of(run) if all(other.is_open for other in run.steps) and step is run.steps[0] else "",
    )


def _fixes(question: Question, hints: Sequence[Hint]) -> tuple[Row, ...]:
    """None for a choice: its options are on the card already."""
    if isinstance(question, ChoiceQuestion):
        return ()
    return tuple(Row(hint.fix.finding, hint.fix.label) for hint in hints if hint.fix)


def _to_come(route: Route, run: SectionRun) -> int:
    """How many questions of the section are not asked yet, but may be."""
    asked = {step.key.question for step in run.steps}
    return sum(question.id in route.ahead and question.id not in asked for question in run.section.questions)


def _misfit(step: Step) -> Misfit | None:
    """Only of what counts as an answer: what was put off says nothing yet."""
    if step.answer is None or step.status is not StepStatus.STALE:
        return None
    refusal = misfit(step.question, step.answer.value)
    return Misfit(refusal.reason.value, refusal.limit) if refusal else None


def effects_card(interview: Interview, key: QuestionKey, change: LastChange) -> EffectsCard:
    """What a change took along, put away, brought back or made doubtful."""
    step = interview.step(key)
    questions = interview.questionnaire.questions
    grids = [hanging for hanging in change.hanging if isinstance(hanging.step.question, GridQuestion)]
    records = [hanging for hanging in change.hanging if hanging not in grids]
    told = {hanging.step.key for hanging in change.hanging}
    return EffectsCard(
        key=key,
        question=short_of(step) if step else questions[key.question].short,
        answer=plain(interview.route, step) if step else (),
        status=step.status if step else None,
        removed=change.removed,
        along=tuple(Line("", short_of(hanging.step), hanging.labels) for hanging in grids),
        astray=tuple(Line("", short_of(hanging.step), hanging.labels) for hanging in records),
        shelved=tuple(dict.fromkeys(questions[answer.key.question].short for answer in change.effects.shelved)),
        stale=tuple(short_of(stale) for stale in change.effects.stale if stale.key not in told),
        added=change.added,
        restored=tuple(dict.fromkeys(short_of(restored) for restored in change.effects.restored)),
        let_out=tuple(record_summary(interview.route, step, record) for record in change.effects.let_out if step),
    )


def attached_card(interview: Interview, step: Step) -> AttachedCard:
    return AttachedCard(short_of(step), interview.attachments_of(step.key))
