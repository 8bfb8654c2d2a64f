"""Detectors that can never find anything in the questions that they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.domain.misfits import Misfit
from bot.domain.planning.detecting_grids import FirstRowOver, NobodyHas, OwnColumnsEmpty, RowsEmpty
from bot.domain.planning.detecting_lists import (
    Alike,
    Doubled,
    FewerThan,
    Holds,
    MoreThan,
    Named,
    NoEnd,
    NumberOver,
)
from bot.domain.planning.detecting_records import (
    Childless,
    Deeper,
    KeysDoubled,
    RecordsDoubled,
    RecordsWith,
    RecordsWithout,
    ReferenceGone,
)
from bot.domain.planning.detecting_words import RecordsNamed, Uncollected
from bot.domain.questionnaire import (
    ChoiceField,
    ChoiceQuestion,
    GridQuestion,
    ItemField,
    ListQuestion,
    MultichoiceQuestion,
    NumberQuestion,
    RecordsQuestion,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.planning.catalog import Catalog
    from bot.domain.planning.detectors import Detector
    from bot.domain.questionnaire import Question, Questionnaire


def idle_detectors(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[Misfit]:
    """Only for a catalog whose references are sound."""
    for place, rule in catalog.detecting:
        question = questionnaire.questions.get(rule.detect.question)
        figures = {name: fact.value for name in rule.detect.norms() if (fact := catalog.facts.get(name))}
        repeated = question is not None and bool(questionnaire.repeats(question.id))
        if question and (why := _idle(rule.detect, question, figures, repeated=repeated)):
            yield Misfit((*place, "detect"), f"never finds anything: {why}")


def _idle(detect: Detector, question: Question, figures: dict[str, float | None], *, repeated: bool) -> str:
    """Why, in words; empty where it may find something. ``figures``: the norms, None while nobody knows them."""
    match detect:
        case MoreThan() | FewerThan() | NumberOver() | FirstRowOver():
            return _out_of_bounds(detect, question, figures)
        case Doubled() | Named():
            return (
                "" if isinstance(question, ListQuestion) or _own_words(question) else "the options are all ready ones"
            )
        case OwnColumnsEmpty():
            return "" if _own_words(question) else f"«{question.id}» takes no own columns"
        case Alike():
            share = figures.get(detect.share)
            return (
                "the share is over 1" if share and share > 1 else _unless(repeated, f"«{question.id}» does not repeat")
            )
        case Childless() | Deeper():
            tree = isinstance(question, RecordsQuestion) and question.tree
            return _unless(tree, f"the records of «{question.id}» are no tree") or _not_a(ChoiceField, detect, question)
        case ReferenceGone():
            return _not_a(ItemField, detect, question)
        case RecordsWith():
            return _not_a(ChoiceField, detect, question)
        # What always ends well and badly is for the questionnaire to say: the rule stands guard over it.
        case NoEnd() | Holds() | RowsEmpty() | NobodyHas() | RecordsWithout() | RecordsDoubled() | KeysDoubled():
            return ""
        case RecordsNamed() | Uncollected():
            return ""
        case unknown:
            assert_never(unknown)


def _out_of_bounds(
    detect: MoreThan | FewerThan | NumberOver | FirstRowOver, question: Question, figures: dict[str, float | None]
) -> str:
    limit = figures.get(detect.limit)
    if limit is None:
        return ""
    least, most = _sizes(question)
    if isinstance(detect, FewerThan):
        return f"«{question.id}» never has less than {least:g}" if limit <= least else ""
    if isinstance(detect, NumberOver) and detect.up_to:
        upper = figures.get(detect.up_to)
        if upper is not None and upper <= limit:
            return f"«{detect.up_to}» is not above «{detect.limit}»"
    return f"«{question.id}» never has more than {most:g}" if most is not None and limit >= most else ""


def _sizes(question: Question) -> tuple[float, float | None]:
    """How small and how large an answer can be, as the detectors count."""
    match question:
        case NumberQuestion():
            return question.minimum, question.maximum
        case ListQuestion():
            return 1, question.maximum
        case MultichoiceQuestion():
            nothing = any(option.exclusive for option in question.options)
            return (0 if nothing else 1), (None if question.own else len(question.options))
        case RecordsQuestion():
            return 0, question.maximum
        case GridQuestion():
            return 0, (None if question.own_columns else len(question.columns))
        case _:
            return 1, 1


def _own_words(question: Question) -> bool:
    match question:
        case ChoiceQuestion() | MultichoiceQuestion():
            return question.own
        case GridQuestion():
            return question.own_columns
        case _:
            return False


def _not_a(kind: type[ChoiceField | ItemField], detect: Detector, question: Question) -> str:
    name = getattr(detect, "field", None)
    fields = question.fields if isinstance(question, RecordsQuestion) else ()
    wrong = any(field.id == name and not isinstance(field, kind) for field in fields)
    wanted = "a choice" if kind is ChoiceField else "an item"
    return f"the field «{name}» is not {wanted}" if wrong else ""


def _unless(sound: bool, why: str) -> str:  # noqa: FBT001 - reads as a sentence
    return "" if sound else why
