"""The search for answers agrees with trying all of them."""

from __future__ import annotations

from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.definitions.outline import Outline
from bot.definitions.questionnaires import build_questionnaire
from bot.definitions.reach import can_hold
from bot.definitions.source import parse
from bot.domain.conditions import AllOf, Answered, AnyOf, Condition, Includes, Is, Not

TEXT = """\
id: small
version: "1"
title: Образец
sections:
  - id: one
    title: Раздел
    questions:
      - {id: need, kind: choice, short: А, ask: А, own: true, options: [{id: yes, label: Да}, {id: no, label: Нет}]}
      - id: places
        kind: multichoice
        short: Б
        ask: Б
        options:
          - {id: shop, label: Магазин}
          - {id: site, label: Сайт, when: {is: {need: yes}}}
          - {id: none, label: Нигде, exclusive: true}
      - {id: count, kind: number, short: В, ask: В, when: {includes: {places: [shop, site]}}}
"""

SOURCE = parse(TEXT, "small.yaml")
ASKED = Outline(build_questionnaire(SOURCE), SOURCE).asked

World = tuple[str | None, frozenset[str] | None, bool]

#: Every combination of answers that a conversation can leave: the choice («own» words too), the places, the number.
PLACES = [
    None,
    *(
        frozenset(ids)
        for ids in chain(combinations(["shop", "site"], 1), combinations(["shop", "site"], 2), [["none"]])
    ),
]
WORLDS: list[World] = [
    (need, places, count)
    for need, places, count in product([None, "yes", "no", "own"], PLACES, [False, True])
    if (need == "yes" or "site" not in (places or ())) and (not count or {"shop", "site"} & (places or frozenset()))
]


def holds(condition: Condition, world: World) -> bool:
    need, places, count = world
    match condition:
        case Is():
            return need in condition.choices["need"]
        case Includes():
            return bool((places or frozenset()) & {*condition.members["places"]})
        case Answered():
            return {"need": need is not None, "places": places is not None, "count": count}[condition.question]
        case AllOf():
            return all(holds(part, world) for part in condition.conditions)
        case AnyOf():
            return any(holds(part, world) for part in condition.conditions)
        case Not():
            return not holds(condition.condition, world)


def some_of(*names: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, unique=True)


leaf = st.one_of(
    st.builds(lambda ids: {"is": {"need": ids}}, some_of("yes", "no")),
    st.builds(lambda ids: {"includes": {"places": ids}}, some_of("shop", "site", "none")),
    st.builds(lambda name: {"answered": name}, st.sampled_from(["need", "places", "count"])),
)
conditions = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
).map(TypeAdapter[Condition](Condition).validate_python)


@given(conditions)
def test_what_some_answers_fulfil_is_never_called_impossible(condition: Condition) -> None:
    assert can_hold([(condition, True)], ASKED) == any(holds(condition, world) for world in WORLDS)


@pytest.mark.parametrize(
    "written",
    [
        {"all": [{"answered": "places"}, {"not": {"includes": {"places": ["shop", "site", "none"]}}}]},
        {
            "all": [
                {"answered": "places"},
                {"not": {"includes": {"places": ["shop", "none"]}}},
                {"is": {"need": ["no"]}},
            ]
        },
    ],
    ids=["no option is left", "the option that is left is not offered"],
)
def test_an_answer_has_one_of_the_options_that_are_offered(written: dict[str, object]) -> None:
    condition = TypeAdapter[Condition](Condition).validate_python(written)
    assert not can_hold([(condition, True)], ASKED)


@given(conditions)
def test_what_some_answers_break_can_fail(condition: Condition) -> None:
    assert can_hold([(condition, False)], ASKED) == any(not holds(condition, world) for world in WORLDS)
