"""A plan in the terms of a company's file, and in which points it is not the plan expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.planning.plan import Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.domain.answers import QuestionKey
    from bot.domain.planning.money import Range
    from bot.domain.planning.plan import AgendaItem, Plan
    from tests.personas.company import Agenda, Expected, Tariff, Totals


class Told:
    """``names``: element id → what the file calls it."""

    def __init__(self, plan: Plan, names: Mapping[str, str]) -> None:
        self.plan = plan
        self._names = names

    def differences(self, expected: Expected) -> Iterator[str]:
        """A line for everything that is missing, unexpected or other than expected."""
        yield from self._tariff(expected.tariff)
        yield from self._decisions(expected.decisions)
        found = {self._place(each.id, each.key): each.severity for each in self.plan.findings}
        yield from _unlike("finding", expected.findings, found)
        hours = {self._named(work.id): written(work.hours) for work in self.plan.works}
        yield from _unlike("work", _all_written(expected.works), hours)
        costs = {self._named(each.id): written(each.cost) for each in self.plan.purchases}
        yield from _unlike("purchase", _all_written(expected.purchases), costs)
        yield from self._totals(expected.totals)
        yield from self._agenda(expected.agenda)
        yield from _unlike("unclear", expected.unclear, self._unclear())

    def _tariff(self, expected: Tariff) -> Iterator[str]:
        proposed = next((decision for decision in self.plan.decisions if decision.id == "tariff"), None)
        short, because = (proposed.short, proposed.because) if proposed else ("", "")
        if f"«{expected.plan}»" not in short and (short or expected.plan != "уточнить"):
            yield f"tariff: {expected.plan} expected, «{short}» found"
        for each in expected.because:
            if each.casefold() not in because.casefold():
                yield f"tariff: not because of «{each}» but «{because}»"

    def _decisions(self, expected: Mapping[str, str]) -> Iterator[str]:
        made = {self._named(decision.id): decision.text for decision in self.plan.decisions}
        made.pop("tariff", "")
        yield from _unlike("decision", dict.fromkeys(expected), dict.fromkeys(made))
        for id_ in expected.keys() & made.keys():
            text = made[id_].replace("\N{NO-BREAK SPACE}", " ")
            if expected[id_] not in text:
                yield f"decision {id_}: «{expected[id_]}» expected in «{text}»"

    def _totals(self, expected: Totals) -> Iterator[str]:
        found = {"hours": self.plan.hours, "once": self.plan.once, "monthly": self.plan.monthly}
        wanted = {"hours": expected.hours, "once": expected.once, "monthly": expected.monthly}
        yield from _unlike("total", _all_written(wanted), _all_written(found))

    def _agenda(self, expected: Agenda) -> Iterator[str]:
        opened = {
            self._place(source.key.question, source.key): item.why
            for item in self.plan.agenda
            if item.why is not Why.FINDING
            for source in item.sources
        }
        yield from _unlike("open", expected.open, opened)
        first = self.plan.agenda[: len(expected.first)]
        if len(first) < len(expected.first) or not all(map(_is_about, first, expected.first)):
            yield f"agenda begins with {[_about(item) for item in first]}, not with {list(expected.first)}"
        points = [item.title for item in self.plan.agenda if item.why is Why.FINDING]
        yield from _unmatched(points, expected.points)
        figures = {"minutes": self.plan.meeting_minutes, "spare": sum(item.spare for item in self.plan.agenda)}
        yield from _unlike("agenda", {"minutes": expected.minutes, "spare": expected.spare}, figures)

    def _unclear(self) -> dict[str, tuple[str, ...]]:
        pipelines = [
            (self._named(section.id), block)
            for section in self.plan.sections
            for block in section.blocks
            if block.kind == "pipeline"
        ]
        stages = {name: tuple(each.name.text for each in block.stages if each.unclear) for name, block in pipelines}
        return {name: unclear for name, unclear in stages.items() if unclear}

    def _place(self, name: str, key: QuestionKey) -> str:
        return "@".join((name, *(self._names.get(each, each) for each in key.scope)))

    def _named(self, id_: str) -> str:
        rule, *scope = id_.split("@")
        return "@".join((rule, *(self._names.get(each, each) for each in scope)))


def _unmatched(titles: Iterable[str], words: Iterable[str]) -> Iterator[str]:
    left = list(titles)
    for each in words:
        fitting = [title for title in left if each in title]
        if fitting:
            left.remove(fitting[0])
        else:
            yield f"point of the agenda: missing «{each}»"
    yield from (f"point of the agenda: unexpected «{title}»" for title in left)


def _is_about(item: AgendaItem, words: str) -> bool:
    return words in item.title if item.why is Why.FINDING else words == item.sources[0].key.question


def _about(item: AgendaItem) -> str:
    return item.title if item.why is Why.FINDING else item.sources[0].key.question


def _unlike(kind: str, expected: Mapping[str, object], found: Mapping[str, object]) -> Iterator[str]:
    yield from (f"{kind} {name}: missing, {expected[name]}" for name in expected if name not in found)
    yield from (f"{kind} {name}: unexpected, {found[name]}" for name in found if name not in expected)
    for name in expected:
        if name in found and found[name] != expected[name]:
            yield f"{kind} {name}: {expected[name]} expected, {found[name]} found"


def _all_written(ranges: Mapping[str, Range]) -> dict[str, str]:
    return {name: written(each) for name, each in ranges.items()}


def written(amount: Range) -> str:
    """In the words of the file."""
    unknown = f" + {amount.unknown} уточнить" if amount.unknown else ""
    if amount.low is None:
        return "уточнить"
    if amount.high is None:
        return f"от {amount.low:g}{unknown}"
    return f"{amount.low:g}{unknown}" if amount.high == amount.low else f"{amount.low:g}–{amount.high:g}{unknown}"
