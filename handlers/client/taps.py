"""What each button of the card does: one small function an action."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.invitations import agree as agree_to
from bot.app.messages import Screen, SendMessage
from bot.app.place import Mode, View, beside_questions
from bot.domain.answers import AnswerStatus
from bot.domain.edits import CopyFrom, Keep, Pick, SetNumber, SetText, TakeProposal, Toggle
from bot.domain.errors import Reason, Refused
from bot.domain.questionnaire import NumberQuestion, RecordsQuestion, TextQuestion
from bot.domain.route import StepStatus
from handlers.client import records, rows
from handlers.client.suggestions import suggested

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlers.client.turn import Turn


def _agree(turn: Turn, _: str) -> None:
    version, edition = turn.desk.messages.privacy_version, turn.interview.questionnaire.edition
    brief = agree_to(turn.uow, turn.desk.clock, turn.interview.brief, version, edition)
    if turn.interview.brief.consent is None:
        _tell_manager_of_start(turn)
    turn.interview = turn.interview.with_brief(brief)
    turn.place = turn.place.to(View.SECTIONS)


def _tell_manager_of_start(turn: Turn) -> None:
    brief = turn.interview.brief
    if brief.manager_id != turn.chat_id:
        text = turn.desk.messages.notice("manager_started", company=brief.company, name=brief.contact)
        turn.uow.outbox.put(SendMessage(brief.manager_id, Screen(text)))


def _welcome(turn: Turn, _: str) -> None:
    turn.place = turn.place.to(View.WELCOME)


def _privacy(turn: Turn, _: str) -> None:
    turn.place = turn.place.to(View.PRIVACY)


def _main(turn: Turn, _: str) -> None:
    turn.place = turn.place.on(Mode.MAIN)


def _details(turn: Turn, _: str) -> None:
    turn.place = turn.place.on(Mode.DETAILS)


def _rewrite(turn: Turn, _: str) -> None:
    turn.place = turn.place.on(Mode.REWRITE)


def _page(turn: Turn, page: str) -> None:
    turn.place = replace(turn.place, page=int(page) if page.isdecimal() else 0)


def _pick(turn: Turn, option: str) -> None:
    turn.close(Pick(option))


def _toggle(turn: Turn, option: str) -> None:
    turn.stay(Toggle(option))


def _suggestion(turn: Turn, argument: str) -> None:
    match turn.step.question:
        case NumberQuestion(suggestions=offered):
            turn.close(SetNumber(suggested(offered, argument)))
        case TextQuestion(suggestions=offered):
            turn.close(SetText(suggested(offered, argument)))
        case _:
            raise Refused(Reason.NO_SUCH_OPTION)


def _take(turn: Turn, _: str) -> None:
    turn.close(TakeProposal())


def _like_sibling(turn: Turn, scope: str) -> None:
    key = replace(turn.key, scope=(*turn.key.scope[:-1], scope))
    rows.replace_all(turn, CopyFrom(key))


def _next(turn: Turn, _: str) -> None:
    if turn.step.status is StepStatus.STALE:
        turn.close(Keep())
    elif turn.step.status is StepStatus.UNANSWERED:
        _go_by_file(turn)
    else:
        turn.onward()


def _go_by_file(turn: Turn) -> None:
    """A file answers a question for words; what it says of records is for the meeting."""
    if not turn.interview.attachments_of(turn.key):
        raise Refused(Reason.EMPTY)
    match turn.step.question:
        case TextQuestion():
            turn.close(SetText(turn.desk.messages.notice("answered_by_file")))
        case RecordsQuestion():
            turn.defer(AnswerStatus.DISCUSS)
        case _:
            raise Refused(Reason.EMPTY)


def _fix(turn: Turn, finding: str) -> None:
    """What a hint offers; it is told like a removal, with the way back."""
    edits = turn.interview.fix_for(turn.step, finding)
    if not edits:
        raise Refused(Reason.GONE)
    turn.tell(turn.edit(*edits))


def _discuss(turn: Turn, _: str) -> None:
    turn.defer(AnswerStatus.DISCUSS)


def _unknown(turn: Turn, _: str) -> None:
    turn.defer(AnswerStatus.UNKNOWN)


def _back(turn: Turn, _: str) -> None:
    if turn.place.reviewing:
        turn.place = turn.place.to(View.REVIEW)
        return
    before = turn.interview.route.before(turn.key)
    turn.place = turn.place.at(before.key) if before else turn.place.to(View.SECTIONS)


def _sections(turn: Turn, _: str) -> None:
    turn.place = turn.place.to(View.SECTIONS)


def _section(turn: Turn, index: str) -> None:
    runs = [run for run in turn.interview.route.runs if run.steps]
    run = runs[_index(index, len(runs))]
    turn.place = turn.place.to(View.SECTION, section=run.id)


def _step(turn: Turn, index: str) -> None:
    run = next((run for run in turn.interview.route.runs if run.id == turn.place.section), None)
    if run is None:
        raise Refused(Reason.GONE)
    turn.place = turn.place.at(run.steps[_index(index, len(run.steps))].key, reviewing=not _has_open(turn))


def _has_open(turn: Turn) -> bool:
    return turn.interview.route.next_open() is not None


def _review(turn: Turn, _: str) -> None:
    turn.place = turn.place.to(View.REVIEW)


def _look(turn: Turn, index: str) -> None:
    found = turn.interview.doubts
    step, _ = found[_index(index, len(found))]
    turn.place = turn.place.at(step.key, reviewing=not _has_open(turn))


def _resume(turn: Turn, _: str) -> None:
    step = turn.interview.route.next_open()
    turn.place = turn.place.at(step.key, reviewing=False) if step else turn.place.to(View.REVIEW)


def _move(turn: Turn, _: str) -> None:
    turn.place = turn.place.to(View.MOVING)


def _leave_moving(turn: Turn, _: str) -> None:
    turn.place = beside_questions(turn.interview, turn.place)


def _undo(turn: Turn, _: str) -> None:
    if turn.place.undo is None or turn.place.key is None:
        raise Refused(Reason.GONE)
    key = turn.place.key
    turn.interview = turn.answering.restore(turn.interview, key, turn.place.undo).interview
    turn.place = turn.place.at(key)


def _on_from_effects(turn: Turn, _: str) -> None:
    """On from the question that was changed; back to it while the change is not finished, or has left no answer.

    What was added from outside of questions leads back there; what was sent already, to where it is sent again.
    """
    if turn.place.back is not None:
        view = View.REVIEW if turn.place.back is View.SUBMITTED else turn.place.back
        turn.place = turn.place.to(view, section=turn.place.section)
        return
    step = turn.interview.step(turn.place.key) if turn.place.key else None
    if turn.place.mode is Mode.MAIN and (step is None or step.status is not StepStatus.UNANSWERED):
        turn.onward()
    else:
        turn.place = turn.place.on(Mode.MAIN)


def _index(text: str, count: int) -> int:
    index = int(text) if text.isdecimal() else count
    if index >= count:
        raise Refused(Reason.GONE)
    return index


#: Every action that a button of the card can name, but «send», which needs the manager too.
ACTIONS: dict[str, Callable[[Turn, str], None]] = {
    "agree": _agree,
    "welcome": _welcome,
    "privacy": _privacy,
    "main": _main,
    "more": _details,
    "rew": _rewrite,
    "page": _page,
    "pick": _pick,
    "tog": _toggle,
    "sug": _suggestion,
    "take": _take,
    "sib": _like_sibling,
    "fix": _fix,
    "next": _next,
    "disc": _discuss,
    "unk": _unknown,
    "back": _back,
    "secs": _sections,
    "sec": _section,
    "step": _step,
    "review": _review,
    "look": _look,
    "resume": _resume,
    "move": _move,
    "unmove": _leave_moving,
    "undo": _undo,
    "on": _on_from_effects,
    **rows.ACTIONS,
    **records.ACTIONS,
}
