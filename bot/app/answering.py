"""Answering: every use case takes an interview, records what the client did and returns what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.app.reminding import note_activity
from bot.domain.answers import Answer, Answers, AnswerStatus, Attachment
from bot.domain.describing import record_summary
from bot.domain.editing import edit
from bot.domain.elements import elements
from bot.domain.errors import Reason, Refused
from bot.domain.hanging import Hanging, hanging_on
from bot.domain.route import Effects, Route, Step, basis_of, effects
from bot.domain.values import RecordsValue, TextValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.app.interview import Interview
    from bot.app.ports import Clock, Ids, UnitOfWork
    from bot.domain.answers import AttachmentKind, QuestionKey
    from bot.domain.edits import Edit
    from bot.domain.values import Value


@dataclass(frozen=True, slots=True)
class Change:
    """``undo``: the ``seq`` of the row that was in force before, 0 if there was none (for ``restore``)."""

    interview: Interview
    effects: Effects
    undo: int

    @property
    def is_news(self) -> bool:
        """Whether the client is to hear what came of it: something else went, came back, or moved."""
        return bool(self.effects.shelved or self.effects.restored or self.effects.let_out)


@dataclass(frozen=True, slots=True)
class File:
    """What a client sent instead of words."""

    kind: AttachmentKind
    file_id: str
    name: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers, with what at hand. One instance serves one update."""

    uow: UnitOfWork
    clock: Clock
    ids: Ids
    author: int

    def apply(self, interview: Interview, key: QuestionKey, changes: Iterable[Edit]) -> Change:
        """Edit the answer's value; the answer counts as answered.

        Raises:
            Refused: a constraint is broken, or the question does not apply any more; nothing has changed.
        """
        step = _step(interview, key)
        for change in changes:
            value = edit(interview.route, step, change, self.ids)
            step = step.holding(Answer(0, key, AnswerStatus.ANSWERED, value, self.author, self.clock.now(), ""))
        return self._record(interview, key, AnswerStatus.ANSWERED, step.given.value if step.given else None)

    def defer(self, interview: Interview, key: QuestionKey, status: AnswerStatus) -> Change:
        """«Не знаю» or «обсудим на встрече»; a value given before stays with it for the manager's eyes."""
        step = _step(interview, key)
        return self._record(interview, key, status, step.given.value if step.given else None)

    def defer_rest(self, interview: Interview) -> Change:
        """Every open question becomes «обсудим на встрече»."""
        change = Change(interview, Effects(), 0)
        while (step := change.interview.route.next_open()) is not None:
            change = self.defer(change.interview, step.key, AnswerStatus.DISCUSS)
        return change

    def undo_defer_rest(self, interview: Interview, first: int, last: int) -> Interview:
        """Put in force what stood before the rows ``first`` to ``last``, but where the client has answered since.

        Also of questions that do not apply meanwhile: they may apply again.
        """
        history, latest = interview.brief.answers.history, interview.brief.answers.latest
        deferred = [row for row in history if first <= row.seq <= last and row.status is AnswerStatus.DISCUSS]
        for row in deferred:
            if latest.get(row.key) is row:
                before = max((each.seq for each in history if each.key == row.key and each.seq < row.seq), default=0)
                interview = self.restore(interview, row.key, before).interview
        return interview

    def restore(self, interview: Interview, key: QuestionKey, undo: int) -> Change:
        """Put the row ``undo`` in force again, as a new row; 0 takes the answer back altogether."""
        now, version = self.clock.now(), interview.questionnaire.version
        earlier = interview.brief.answers.at(undo)
        if earlier is None or earlier.key != key:
            withdrawn = Answer(0, key, AnswerStatus.WITHDRAWN, None, self.author, now, version)
            return self._append(interview, withdrawn)
        return self._append(interview, replace(earlier, author=self.author, at=now))

    def attach(self, interview: Interview, key: QuestionKey, file: File) -> Interview:
        """Keep a file with the question; the answer itself does not change."""
        _step(interview, key)
        brief = interview.brief
        seq = brief.attachments[-1].seq + 1 if brief.attachments else 1
        attachment = Attachment(
            seq, key, file.kind, file.file_id, file.name, file.caption, self.author, self.clock.now()
        )
        after = interview.with_brief(self.uow.briefs.save(brief.with_attachment(attachment)))
        note_activity(self.uow, interview, after)
        return after

    def _record(self, interview: Interview, key: QuestionKey, status: AnswerStatus, value: Value | None) -> Change:
        step = _step(interview, key)
        answer = Answer(
            seq=0,
            key=key,
            status=status,
            value=value,
            author=self.author,
            at=self.clock.now(),
            version=interview.questionnaire.version,
            basis=basis_of(interview.route, step),
        )
        return self._append(interview, answer)

    def _append(self, interview: Interview, answer: Answer) -> Change:
        answers = interview.brief.answers
        in_force = answers.latest.get(answer.key)
        undo = in_force.seq if in_force else 0
        if in_force and _says_the_same(in_force, answer):
            return Change(interview, Effects(), undo)
        brief = interview.brief.with_answer(replace(answer, seq=answers.next_seq))
        after = interview.with_brief(self.uow.briefs.save(brief))
        note_activity(self.uow, interview, after)
        return Change(after, effects(interview.route, after.route, answer.key), undo)


@dataclass(frozen=True, slots=True)
class LastChange:
    """``removed``: the label of the element that was taken out, if one was; ``hanging``: what was said of it.

    ``added``: the words that a text got, or that took its place.
    """

    effects: Effects
    removed: str = ""
    hanging: tuple[Hanging, ...] = ()
    added: str = ""


def last_change(interview: Interview) -> LastChange:
    """What the newest answer did to the route."""
    history = interview.brief.answers.history
    if not history:
        return LastChange(Effects())
    newest = history[-1]
    came_from = interview.with_brief(replace(interview.brief, answers=Answers(history[:-1])))
    earlier = came_from.brief.answers.latest.get(newest.key)
    id_, label = _removed(came_from.route, newest, earlier)
    hanging = hanging_on(came_from.route, newest.key, id_) if id_ else ()
    added = _added(newest, earlier)
    return LastChange(effects(came_from.route, interview.route, newest.key), label, hanging, added)


def _added(newest: Answer, earlier: Answer | None) -> str:
    if not isinstance(newest.value, TextValue):
        return ""
    stood = earlier.value.text if earlier and isinstance(earlier.value, TextValue) else ""
    return newest.value.text.removeprefix(stood).strip()


def _removed(route: Route, newest: Answer, earlier: Answer | None) -> tuple[str, str]:
    """Id and label of the only part of the earlier value that the newest lacks; empty if it is not one."""
    step = route.by_key.get(newest.key)
    if step is None or earlier is None:
        return "", ""
    kept = {id_ for id_, _ in _parts(route, step, newest.value)}
    gone = [(id_, label) for id_, label in _parts(route, step, earlier.value) if id_ not in kept]
    return gone[0] if len(gone) == 1 else ("", "")


def _parts(route: Route, step: Step, value: Value | None) -> list[tuple[str, str]]:
    if isinstance(value, RecordsValue):
        return [(record.id, record_summary(route, step, record)) for record in value.records]
    return [(element.id, element.label) for element in elements(step.question, value)]


def _says_the_same(one: Answer, other: Answer) -> bool:
    return (one.status, one.value, one.basis) == (other.status, other.value, other.basis)


def _step(interview: Interview, key: QuestionKey) -> Step:
    step = interview.step(key)
    if step is None:
        raise Refused(Reason.GONE)
    return step
