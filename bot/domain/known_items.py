"""Elements that an answer has or once had. One that comes again is the same one, and so what was said of it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.values import Item, ListValue, MultichoiceValue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.domain.edits import Ids
    from bot.domain.route import Route, Step
    from bot.domain.values import Value


class KnownItems:
    """Each as it was last. ``standing``: those that stay in the answer, and so cannot come again."""

    def __init__(self, route: Route, step: Step, ids: Ids, standing: Collection[Item] = ()) -> None:
        self._ids = ids
        self._taken = {item.preset for item in standing if item.preset}
        self._items: dict[str, Item] = {}
        kept = {item.id for item in standing}
        for value in _values(route, step):
            for item in _items(value):
                if item.id not in kept:
                    self._items.setdefault(item.id, item)

    def named(self, label: str, preset: str | None = None) -> Item:
        """The known element of this origin, else of this label, else a new one; never the same one twice.

        Of a ready element there is one at most: what has the origin of another is the client's own.
        """
        origin = preset if preset not in self._taken else None
        found = self._find(label, origin)
        if found is not None:
            del self._items[found.id]
            origin = origin or (found.preset if found.preset not in self._taken else None)
        if origin is not None:
            self._taken.add(origin)
        return Item(found.id if found else self._ids.new(), label, origin)

    def _find(self, label: str, origin: str | None) -> Item | None:
        """By its label a ready element is found only when no other one is meant."""
        known = self._items.values()
        same = next((item for item in known if origin is not None and item.preset == origin), None)
        alike = (item for item in known if item.label.casefold() == label.casefold())
        return same or next((item for item in alike if origin is None or item.preset is None), None)


def _values(route: Route, step: Step) -> Iterator[Value | None]:
    """Of the answer, the newest first."""
    yield step.given.value if step.given else None
    yield from (answer.value for answer in reversed(route.answers.history) if answer.key == step.key)


def _items(value: Value | None) -> tuple[Item, ...]:
    match value:
        case ListValue():
            return value.items
        case MultichoiceValue():
            return value.own
        case _:
            return ()
