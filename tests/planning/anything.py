"""Hypothesis strategies: any answers to a questionnaire, with hostile words wherever words can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.domain.answers import Answer, Answers, AnswerStatus, Dependency, QuestionKey
from bot.domain.elements import columns, elements_in_reach
from bot.domain.questionnaire import (
    ChoiceField,
    ChoiceQuestion,
    GridQuestion,
    ItemField,
    ListQuestion,
    MultichoiceQuestion,
    NumberField,
    NumberQuestion,
    Question,
    RecordsQuestion,
)
from bot.domain.route import find_route
from bot.domain.values import (
    ChoiceValue,
    FieldValue,
    GridValue,
    Item,
    ItemValue,
    ListValue,
    MultichoiceValue,
    NumberValue,
    Record,
    RecordsValue,
    TextValue,
    Value,
)
from tests.planning.making import START

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from bot.domain.questionnaire import Questionnaire, RecordField
    from bot.domain.route import Route, Step

NASTY = (
    "<b>",
    "</blockquote>",
    "&",
    "&amp;lt;",
    "{{ 7 * 7 }}",
    "{item}",
    "{count:users|a|b|c}",
    "[{labels}]",
    "{% raw %}",
    '</b><a href="x">\'',
    "\u202eзадом наперёд",
    "👩‍👩‍👧‍👦🇷🇺" * 8,
    "\x00\x07\t\r\n\n\n",
    "слово " * 12,
    "х" * 60,
)
LONG = ("длинно и подробно, с примерами; " * 125, "ж" * 4000, "🐘" * 4000, "<&>" * 1300, "а\n\n" * 1300)

labels = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=20))
words = st.one_of(st.sampled_from(NASTY), st.sampled_from(LONG), st.text(max_size=60))
amounts = st.sampled_from((0, 1, 2.5, 15, 1_000_000))
statuses = st.sampled_from((*[AnswerStatus.ANSWERED] * 6, AnswerStatus.DISCUSS, AnswerStatus.UNKNOWN))


@st.composite
def answers(draw: DrawFn, definition: Questionnaire) -> Answers:
    """Answers to some questions of the route, given in order, some of them changed afterwards."""
    given = Answers()
    for _ in range(2):
        for key in _keys(definition, given):
            route = find_route(definition, given)
            step = route.by_key.get(key)
            if step and draw(st.integers(0, 9)) > (1 if step.answer is None else 8):
                given = given.with_(draw(an_answer(route, step, given.next_seq)))
    return given


def _keys(definition: Questionnaire, given: Answers) -> list[QuestionKey]:
    """Every question, with the elements that are there now."""
    known = [step.key for step in find_route(definition, given).steps]
    plain = [QuestionKey(question) for question in definition.questions if not definition.repeats(question)]
    return list(dict.fromkeys((*plain, *known)))


@st.composite
def an_answer(draw: DrawFn, route: Route, step: Step, seq: int) -> Answer:
    """What a client may say to this step, put it off, or what an earlier questionnaire left."""
    status = draw(statuses)
    keeps = status is AnswerStatus.ANSWERED or draw(st.booleans())
    value = draw(_value(route, step)) if keeps else None
    basis = (Dependency(QuestionKey("lead_stages"), ("gone",)),) if draw(st.integers(0, 9)) == 0 else ()
    return Answer(seq, step.key, status, value, 7, START, "1", basis)


@st.composite
def _value(draw: DrawFn, route: Route, step: Step) -> Value:
    question: Question = step.question
    match question:
        case ChoiceQuestion():
            if question.own and draw(st.booleans()):
                return ChoiceValue(own=draw(words))
            return ChoiceValue(draw(_id_of(question.options)))
        case MultichoiceQuestion():
            options = draw(st.lists(_id_of(question.options), unique=True))
            return MultichoiceValue(tuple(options), draw(_items("o")) if question.own else ())
        case NumberQuestion():
            return draw(_numbers())
        case ListQuestion():
            ready = [*question.extras, *(item for preset in question.presets for item in preset.items)]
            taken = draw(st.lists(st.sampled_from(ready), max_size=4)) if ready else []
            own = draw(_items("i"))
            return ListValue((*(Item(f"p{n}", item.label, item.id) for n, item in enumerate(taken)), *own))
        case GridQuestion():
            return draw(_grid(route, step, question))
        case RecordsQuestion():
            return draw(_records(route, step, question))
        case _:
            return TextValue(draw(words))


def _id_of(parts: tuple[object, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([str(getattr(part, "id", part)) for part in parts])


@st.composite
def _items(draw: DrawFn, prefix: str) -> tuple[Item, ...]:
    return tuple(Item(f"{prefix}{n}", label) for n, label in enumerate(draw(st.lists(labels, max_size=3))))


@st.composite
def _numbers(draw: DrawFn) -> NumberValue:
    low = draw(amounts)
    return NumberValue(low, draw(st.sampled_from((None, low + 1))), draw(st.booleans()))


@st.composite
def _grid(draw: DrawFn, route: Route, step: Step, question: GridQuestion) -> GridValue:
    own = draw(_items("c")) if question.own_columns else ()
    rows = [row.id for row in elements_in_reach(route, question.rows, step.key.scope)]
    every = [column.id for column in columns(question, GridValue(own_columns=own))]
    pairs = st.tuples(st.sampled_from([*rows, "gone"]), st.sampled_from([*every, "gone"]))
    confirmed = frozenset(rows) if draw(st.booleans()) else frozenset(rows[:1])
    return GridValue(draw(st.frozensets(pairs, max_size=12)), own, confirmed)


@st.composite
def _records(draw: DrawFn, route: Route, step: Step, question: RecordsQuestion) -> RecordsValue:
    made: list[Record] = []
    for number in range(draw(st.integers(0, 4))):
        filled = {field.id: draw(_field(route, step, field)) for field in question.fields if draw(st.integers(0, 5))}
        parents = [None, "gone", *(record.id for record in made)]
        made.append(Record(f"r{number}", filled, draw(st.sampled_from(parents)) if question.tree else None))
    return RecordsValue(tuple(made))


@st.composite
def _field(draw: DrawFn, route: Route, step: Step, field: RecordField) -> FieldValue:
    match field:
        case ChoiceField():
            own = field.own and draw(st.booleans())
            return ChoiceValue(own=draw(labels)) if own else ChoiceValue(draw(_id_of(field.options)))
        case ItemField():
            reach = [element.id for element in elements_in_reach(route, field.source, step.key.scope)]
            return ItemValue(draw(st.sampled_from([*reach, "gone"])))
        case NumberField():
            return draw(_numbers())
        case _:
            return TextValue(draw(words))
