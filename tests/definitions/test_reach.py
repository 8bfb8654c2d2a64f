"""The search for answers agrees with trying all of them."""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.definitions.asking import Wanted
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
ANSWERABLE = Outline(build_questionnaire(SOURCE), SOURCE).answerable

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


def trees_of(leaf: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[Condition]:
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda part: {"not": part}, inner),
        ),
        max_leaves=6,
    ).map(TypeAdapter[Condition](Condition).validate_python)


@given(trees_of(leaf))
def test_what_some_answers_fulfil_is_never_called_impossible(condition: Condition) -> None:
    assert can_hold([Wanted(condition)], ANSWERABLE) == any(holds(condition, world) for world in WORLDS)


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
    assert not can_hold([Wanted(condition)], ANSWERABLE)


@given(trees_of(leaf))
def test_what_some_answers_break_can_fail(condition: Condition) -> None:
    found = can_hold([Wanted(condition, truth=False)], ANSWERABLE)
    assert found == any(not holds(condition, world) for world in WORLDS)


ZONES = """\
id: zones
version: "1"
title: Зоны
sections:
  - id: all
    title: Все
    questions:
      - id: zones
        kind: multichoice
        short: А
        ask: А
        options: [{id: city, label: Город}, {id: region, label: Область}]
      - id: courier
        kind: choice
        short: Б
        ask: Б
        when: {includes: {zones: city}}
        options: [{id: yes, label: Да}, {id: no, label: Нет}]
  - {id: each, title: "{item}", for_each: zones, questions: [{id: hub, kind: text, short: В, ask: В}]}
"""
ZONES_SOURCE = parse(ZONES, "zones.yaml")
ZONES_ANSWERABLE = Outline(build_questionnaire(ZONES_SOURCE), ZONES_SOURCE).answerable

#: Where one stands in the repetition, among which zones, and what is said of couriers.
Standpoint = tuple[str, frozenset[str], str | None]
STANDPOINTS: list[Standpoint] = [
    (own, zones, courier)
    for zones in map(frozenset, (["city"], ["region"], ["city", "region"]))
    for own in sorted(zones)
    for courier in (None, "yes", "no")
    if courier is None or "city" in zones
]


def holds_for(condition: Condition, standpoint: Standpoint) -> bool:
    own, _, courier = standpoint
    match condition:
        case Is():
            return courier in condition.choices["courier"]
        case Includes():
            return own in condition.members["zones"]
        case Answered():
            return condition.question == "zones" or courier is not None
        case AllOf():
            return all(holds_for(part, standpoint) for part in condition.conditions)
        case AnyOf():
            return any(holds_for(part, standpoint) for part in condition.conditions)
        case Not():
            return not holds_for(condition.condition, standpoint)


own_leaf = st.one_of(
    st.builds(lambda ids: {"is": {"courier": ids}}, some_of("yes", "no")),
    st.builds(lambda ids: {"includes": {"zones": ids}}, some_of("city", "region")),
    st.builds(lambda name: {"answered": name}, st.sampled_from(["zones", "courier"])),
)


@given(trees_of(own_leaf), st.booleans())
def test_a_repetition_looks_at_its_own_element_where_others_look_at_them_all(
    condition: Condition,
    wanted: bool,  # noqa: FBT001 - drawn
) -> None:
    found = can_hold([Wanted(condition, ("zones",), wanted)], ZONES_ANSWERABLE)
    assert found == any(holds_for(condition, standpoint) == wanted for standpoint in STANDPOINTS)
