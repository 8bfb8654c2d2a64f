"""Whether a value is an answer to its question as the questionnaire is now, which another version may have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.constraints import number_fault
from bot.domain.errors import Reason, Refused
from bot.domain.filling import judged
from bot.domain.questionnaire import ListQuestion, NumberQuestion, RecordsQuestion
from bot.domain.values import ListValue, NumberValue, RecordsValue

if TYPE_CHECKING:
    from bot.domain.questionnaire import Question
    from bot.domain.values import Value

#: The kinds of questions whose values may be no answers any more.
BOUNDED = frozenset({"number", "list", "records"})


def misfit(question: Question, value: Value | None) -> Refused | None:
    """Why the value cannot stand as it is: a number out of bounds, too many elements, a record that lacks something.

    Words that are longer than is allowed now are answers all the same.
    """
    match question, value:
        case NumberQuestion(), NumberValue():
            return number_fault(question, value)
        case ListQuestion(), ListValue():
            return _too_many(question, len(value.items))
        case RecordsQuestion(), RecordsValue():
            complete = judged(question, value).complete
            return _too_many(question, len(value.records)) if complete else Refused(Reason.INCOMPLETE)
        case _:
            return None


def _too_many(question: ListQuestion | RecordsQuestion, count: int) -> Refused | None:
    return Refused(Reason.TOO_MANY, limit=question.maximum) if count > question.maximum else None
