"""Whether a value is an answer to its question as the questionnaire is now, which another version may have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.constraints import checked_number
from bot.domain.errors import Reason, Refused
from bot.domain.filling import is_complete
from bot.domain.questionnaire import ListQuestion, NumberQuestion, RecordsQuestion
from bot.domain.values import ListValue, NumberValue, RecordsValue

if TYPE_CHECKING:
    from bot.domain.questionnaire import Question
    from bot.domain.values import Value


def misfit(question: Question, value: Value | None) -> Refused | None:
    """Why the value cannot stand as it is: a number out of bounds, too many elements, a record that lacks something.

    Words that are longer than is allowed now are answers all the same.
    """
    match question, value:
        case NumberQuestion(), NumberValue():
            return _out_of_bounds(question, value)
        case ListQuestion(), ListValue():
            return _too_many(question, len(value.items))
        case RecordsQuestion(), RecordsValue():
            lacking = any(not is_complete(question, record) for record in value.records)
            return Refused(Reason.INCOMPLETE) if lacking else _too_many(question, len(value.records))
        case _:
            return None


def _out_of_bounds(question: NumberQuestion, value: NumberValue) -> Refused | None:
    try:
        checked_number(question, value)
    except Refused as refusal:
        return refusal
    return None


def _too_many(question: ListQuestion | RecordsQuestion, count: int) -> Refused | None:
    return Refused(Reason.TOO_MANY, limit=question.maximum) if count > question.maximum else None
