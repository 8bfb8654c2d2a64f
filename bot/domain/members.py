"""Which ids a question's answer may hold, as far as the definition knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.questionnaire import (
    ChoiceQuestion,
    GridQuestion,
    ListQuestion,
    MultichoiceQuestion,
)

if TYPE_CHECKING:
    from bot.domain.questionnaire import Question

#: Places in a list that a definition may name without knowing what stands there.
ENDS = frozenset({"first", "last"})


def members(question: Question) -> frozenset[str]:
    """Ids that ``is`` or ``includes`` may ask for: options, ready elements of a list, columns of a grid."""
    match question:
        case ChoiceQuestion() | MultichoiceQuestion():
            return frozenset(option.id for option in question.options)
        case ListQuestion():
            ready = {item.id for preset in question.presets for item in preset.items}
            return frozenset(ready | {item.id for item in question.extras})
        case GridQuestion():
            return frozenset(column.id for column in question.columns)
        case _:
            return frozenset()


def element_ids(question: Question) -> frozenset[str]:
    """Ids by which a row or a record may name an element beforehand; the fixed ends of a list are among them."""
    fixed = question.fixed if isinstance(question, ListQuestion) else ()
    return members(question) | {item.id for item in fixed}


def has_elements(question: Question) -> bool:
    """Whether one can repeat for its answer, lay it out as rows or point at a part of it."""
    return isinstance(question, (ListQuestion, MultichoiceQuestion))
