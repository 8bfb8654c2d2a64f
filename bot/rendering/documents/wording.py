"""Amounts, dates and states in words, as all documents but the typeset ones tell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.russian import number, plural

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import datetime

    from bot.rendering.documents.changes_data import ChangeData, ChangesData, DifferenceData
    from bot.rendering.documents.data import PassportData, PlanData
    from bot.rendering.documents.published import AmountData
    from bot.rendering.documents.sections_data import FieldRowData, LineData, PipelineData, StageData
    from bot.rendering.documents.words import Words

_NBSP = "\N{NO-BREAK SPACE}"
#: Of a field that is mandatory nearly everywhere.
_MOST_PIPELINES, _MOST_STAGES = 4, 3


@dataclass(frozen=True, slots=True)
class Wording:
    words: Words

    def hours(self, amount: AmountData) -> str:
        return self._amount(amount, self.words.amounts.hours)

    def rubles(self, amount: AmountData) -> str:
        return self._amount(amount, self.words.amounts.rubles)

    def left_out(self, amount: AmountData, label: str) -> str:
        """How many parts of a total nobody knows; nothing if they all are known, or none is."""
        return label.format(count=amount.unknown) if amount.unknown and amount.low else ""

    def lead(self, passport: PassportData) -> tuple[str, ...]:
        """Which version, who answers, how long it took, when the meeting is: what of it there is."""
        words = self.words.document
        sent = passport.submitted_at
        parts = (
            words.version.format(version=passport.version, date=self.date(sent))
            if sent
            else words.draft.format(closed=passport.closed, total=passport.total),
            words.contact.format(contact=passport.contact) if passport.contact else "",
            words.minutes_spent.format(minutes=self.minutes(passport.minutes)) if sent and passport.minutes else "",
            words.meeting.format(date=self.date(passport.meeting_at), time=self.time(passport.meeting_at))
            if passport.meeting_at
            else "",
        )
        return tuple(filter(None, parts))

    def agenda_note(self, plan: PlanData) -> str:
        """How long the meeting takes, and what waits for time that is left."""
        words = self.words.first
        spare = sum(item.spare for item in plan.agenda)
        told = words.agenda_note.format(minutes=self.minutes(plan.totals.meeting_minutes))
        return ", ".join((told, words.agenda_spare.format(count=spare)) if spare else (told,))

    def minutes(self, minutes: float) -> str:
        return f"{number(max(minutes, 1))}{_NBSP}{self.words.amounts.minutes}"

    def questions(self, count: int) -> str:
        one, few, many = self.words.counted.questions
        return f"{number(count)}{_NBSP}{plural(count, one, few, many)}"

    def time(self, moment: datetime) -> str:
        """On the clock of its own zone."""
        return f"{moment:%H:%M}"

    def date(self, moment: datetime) -> str:
        return f"{moment.day}{_NBSP}{self.words.months[moment.month - 1]}{_NBSP}{moment.year}"

    def changes(self, changes: ChangesData) -> list[tuple[str, str]]:
        """What it is about, and what is another thing now."""
        words = self.words.changes
        decisions = "; ".join(map(self._difference, changes.decisions))
        totals = (
            (words.hours, changes.hours, self.hours),
            (words.once, changes.once, self.rubles),
            (words.monthly, changes.monthly, self.rubles),
        )
        return [
            *((self._asked(change), self._changed(change)) for change in changes.answers),
            *([(words.decisions, decisions)] if decisions else []),
            *(
                (name, words.became.format(before=told(figure.before), after=told(figure.after)))
                for name, figure, told in totals
                if figure.before != figure.after
            ),
        ]

    def _asked(self, change: ChangeData) -> str:
        """The section is left out where it says the same."""
        return ": ".join(dict.fromkeys(filter(None, (change.section, change.question))))

    def _changed(self, change: ChangeData) -> str:
        words, statuses = self.words.changes, self.words.statuses
        parts = [*map(self._difference, change.pieces), *([words.reordered] if change.reordered else [])]
        if change.status is None:
            parts.append(words.dropped)
        elif change.status != "answered":
            parts.append(str(getattr(statuses, change.status)))
        return "; ".join(parts or [words.decided])

    def _difference(self, piece: DifferenceData) -> str:
        words = self.words.changes
        if piece.before and piece.after:
            return words.became.format(before=piece.before, after=piece.after)
        return words.came.format(text=piece.after) if piece.after else words.went.format(text=piece.before)

    def status(self, line: LineData, answered: Container[str]) -> str:
        """In words, or nothing for what is decided. ``answered``: keys of questions with an answer."""
        statuses = self.words.statuses
        if line.status == "answered":
            return ""
        if line.status == "unanswered" and any(key in answered for key in line.sources):
            return statuses.unfinished
        return str(getattr(statuses, line.status))

    def places(self, row: FieldRowData) -> str:
        """«Вывеска: Смета, Договор; Ремонт: Выезд»: where the field is mandatory. The pipelines tell it in full."""
        return self.every_place(row, _MOST_PIPELINES, _MOST_STAGES)

    def every_place(self, row: FieldRowData, pipelines: int | None = None, stages: int | None = None) -> str:
        """The same in full, or with so many pipelines and stages of each."""
        found = [f"{place.pipeline}: {', '.join(self._shortened(place.stages, stages))}" for place in row.places]
        return "; ".join(self._shortened(found, pipelines)) or self.words.notes.nowhere

    def _shortened(self, texts: Sequence[str], most: int | None) -> Sequence[str]:
        left = 0 if most is None else len(texts) - most
        return texts if left <= 0 else (*texts[:most], self.words.document.more.format(count=left))

    def field_type(self, row: FieldRowData) -> str:
        """In words; that it is there already; that it is to be checked."""
        notes = self.words.notes
        if row.ready:
            return notes.ready_field
        kind = self.words.types[row.type] if row.type else ""
        return f"{kind} ({notes.check})" if row.check else kind

    def criteria(self, stage: StageData) -> str:
        """When to go on: by rules, else that everything mandatory is filled in; «уточнить» where nobody knows."""
        rules = [criterion.line.text for criterion in stage.criteria if criterion.origin]
        if rules or stage.outcome:
            return "; ".join(rules)
        if stage.unclear:
            return self.words.amounts.unknown
        return self.words.notes.filled if stage.criteria else ""

    def directory(self, pipeline: PipelineData) -> str:
        """Where the codes of the stages belong; nothing where there are none."""
        of, notes = pipeline.directory, self.words.notes
        if of is None:
            return ""
        ready = ", ".join(stage.code for stage in pipeline.stages if stage.ready)
        parts = [notes.directory.format(id=of.id)]
        parts += [notes.prefix.format(prefix=of.prefix)] if of.prefix else []
        parts += [notes.ready.format(codes=ready)] if ready else []
        parts += [notes.spare.format(codes=", ".join(of.spare))] if of.spare else []
        return "; ".join(parts) + "."

    def _amount(self, amount: AmountData, unit: str) -> str:
        words = self.words.amounts
        if amount.low is None or (amount.unknown and not amount.low):
            return words.unknown
        low = number(amount.low)
        if amount.high is None:
            return f"{words.from_.format(low=low)}{_NBSP}{unit}"
        return f"{low if amount.low == amount.high else f'{low}–{number(amount.high)}'}{_NBSP}{unit}"
