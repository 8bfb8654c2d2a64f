"""What stands on a route: answers as conditions, rows and references see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from bot.domain.elements import Element, elements, names_in

if TYPE_CHECKING:
    from bot.domain.evaluation import Seen, Sight
    from bot.domain.steps import Step

Scope: TypeAlias = tuple[str, ...]


def seen_of(step: Step) -> Seen:
    """What a condition may learn of the step's answer."""
    return None if step.value is None else names_in(step.question, step.value)


class Standing:
    """The steps found so far. One step sees of another only the answer that counts (``Step.value``)."""

    __slots__ = ("_elements", "_seen", "_steps")

    def __init__(self) -> None:
        self._steps: dict[tuple[str, Scope], Step] = {}
        self._elements: dict[tuple[str, Scope], tuple[Element, ...]] = {}
        self._seen: dict[tuple[str, Scope], Seen] = {}

    def add(self, step: Step) -> None:
        self._steps[step.key.question, step.key.scope] = step

    def nearest(self, question: str, scope: Scope) -> Step | None:
        """The step that something in ``scope`` sees: its own repetition's, else an outer one's."""
        step = self._steps.get((question, scope))
        while step is None and scope:
            scope = scope[:-1]
            step = self._steps.get((question, scope))
        return step

    def elements(self, question: str, scope: Scope) -> tuple[Element, ...]:
        """Elements of the nearest answer; empty without one."""
        step = self.nearest(question, scope)
        if step is None:
            return ()
        place = (question, step.key.scope)
        found = self._elements.get(place)
        if found is None:
            found = self._elements[place] = elements(step.question, step.value)
        return found

    def sight(self, scope: Scope, repeats: tuple[str, ...] = ()) -> Sight:
        """What a condition in ``scope`` sees. ``repeats``: the questions that the scope's elements come from.

        Of the answer that it repeats for, a repetition sees only its own element: under «По предоплате» the
        scenarios include prepayment and nothing else.
        """

        def sees(question: str) -> Seen:
            if question in repeats:
                return self._own_element(question, scope, repeats.index(question))
            step = self.nearest(question, scope)
            return None if step is None else self._names(step)

        return sees

    def _names(self, step: Step) -> Seen:
        place = (step.key.question, step.key.scope)
        if place not in self._seen:
            self._seen[place] = seen_of(step)
        return self._seen[place]

    def _own_element(self, question: str, scope: Scope, depth: int) -> Seen:
        own = (element for element in self.elements(question, scope[:depth]) if element.id == scope[depth])
        return frozenset(element.name for element in own if element.name)
