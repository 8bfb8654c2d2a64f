"""The keyboard of a question's card: the answers in reach, one main action, then the ways out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.app.cards.model import ChoiceBody, GridBody, InputBody, ListBody, RecordsBody, Row
from bot.app.place import Mode
from bot.domain.route import StepStatus
from handlers.keyboards.layout import FEW, PAGE, column, packed, page_of, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app.cards.model import QuestionCard
    from bot.app.messages import Button, ButtonStyle, Keyboard
    from bot.rendering.labels import ButtonLabels
    from handlers.keyboards.layout import Buttons


@dataclass(frozen=True, slots=True)
class QuestionKeyboard:
    card: QuestionCard
    labels: ButtonLabels
    buttons: Buttons

    def build(self) -> Keyboard:
        card = self.card
        if card.mode is Mode.DETAILS:
            return row(self._button(self.labels.to_question, "main"))
        return (self._fixes() if card.mode is Mode.MAIN else ()) + self._answers()

    def _fixes(self) -> Keyboard:
        """Right below the hints that they belong to."""
        return column(self._rows(self.card.fixes, "fix"))

    def _answers(self) -> Keyboard:
        match self.card.body:
            case ChoiceBody() as body:
                return self._choice(body) + self._exits()
            case InputBody() as body:
                return self._input(body)
            case ListBody() as body:
                return self._list(body)
            case GridBody() as body:
                return self._grid(body)
            case RecordsBody() as body:
                return self._records(body)
            case unknown:
                assert_never(unknown)

    def _button(self, text: str, action: str, argument: str = "", style: ButtonStyle | None = None) -> Button:
        return self.buttons.make(text, action, argument, style)

    def _rows(self, rows: Sequence[Row], action: str, main: Row | None = None) -> list[Button]:
        """``main``: the row that is the card's main action."""
        return [
            self._button(self._label(entry), action, entry.id, style="primary" if entry is main else None)
            for entry in rows
        ]

    def _packed(self, rows: Sequence[Row], action: str, main: Row | None = None) -> Keyboard:
        return packed(self._rows(rows, action, main), [self._ticked(entry) for entry in rows])

    def _label(self, entry: Row) -> str:
        return self._ticked(entry) if entry.on else self._unmarked(entry)

    def _ticked(self, entry: Row) -> str:
        return self.labels.chosen.format(label=self._unmarked(entry))

    def _unmarked(self, entry: Row) -> str:
        if entry.advised:
            return self.labels.advised.format(label=entry.label)
        return self.labels.usual.format(label=entry.label) if entry.usual else entry.label

    def _onward(self, above: Keyboard = ()) -> Keyboard:
        """«Дальше» where something stands already, be it a file; a stale answer is confirmed by it, if it still fits.

        ``above``: the card's main action, if there is another one.
        """
        by_file = self.card.kind in ("text", "records") and self.card.attachments
        if self.card.misfit or (self.card.status is StepStatus.UNANSWERED and not by_file):
            return ()
        label = self.labels.keep if self.card.status is StepStatus.STALE else self.labels.next
        return row(self._button(label, "next", style=None if above else "primary"))

    def _exits(self) -> Keyboard:
        card = self.card
        undecided = card.status is not StepStatus.ANSWERED
        details = self._button(self.labels.details, "more") if card.details else None
        unknown = self._button(self.labels.unknown, "unk") if card.unknown and undecided else None
        discuss = self._button(self.labels.discuss, "disc") if card.discuss else None
        back = self._button(self.labels.back, "back") if card.reviewing or not card.first else None
        sections = self._button(self.labels.sections, "secs")
        return row(details, unknown) + row(discuss) + row(back, sections)

    def _choice(self, body: ChoiceBody) -> Keyboard:
        if not body.many:
            advised = [entry for entry in body.rows if entry.advised]
            main = advised[0] if len(advised) == 1 and self.card.status is StepStatus.UNANSWERED else None
            return self._packed(body.rows, "pick", main) + self._onward()
        proposal = row(self._button(self.labels.take_options, "take", style="primary") if body.proposed else None)
        return proposal + self._packed(body.rows, "tog") + self._onward(proposal)

    def _input(self, body: InputBody) -> Keyboard:
        if self.card.mode is Mode.REWRITE:
            return self._to_card()
        rewrite = row(self._button(self.labels.rewrite, "rew") if body.value and self.card.kind == "text" else None)
        return self._packed(body.suggestions, "sug") + self._onward() + rewrite + self._exits()

    def _pages(self, entries: Sequence[Row], action: str, size: int = PAGE) -> Keyboard:
        shown = page_of(entries, self.card.page, size)
        return self._packed(shown, action) + self._pager(len(entries), size)

    def _pager(self, count: int, size: int = PAGE) -> Keyboard:
        page = self.card.page
        back = self._button(self.labels.page_back, "page", str(page - 1)) if page else None
        more = page_of(range(count), page + 1, size) != page_of(range(count), page, size)
        return row(back, self._button(self.labels.page_next, "page", str(page + 1)) if more else None)

    def _to_card(self) -> Keyboard:
        return row(self._button(self.labels.to_card, "main"))

    def _list(self, body: ListBody) -> Keyboard:
        match self.card.mode:
            case Mode.ADD:
                return self._pages(body.extras, "addp", FEW) + self._to_card()
            case Mode.PICK:
                return self._pages(body.items, "item") + self._to_card()
            case Mode.ITEM:
                return self._item_actions() + self._to_card()
            case Mode.RENAME:
                return self._to_card()
            case Mode.PRESETS:
                likes = [self._like(entry) for entry in body.siblings]
                return self._packed(body.presets, "pre") + column(likes) + self._to_card()
            case _:
                return self._list_main(body)

    def _list_main(self, body: ListBody) -> Keyboard:
        keep = row(self._button(self.labels.keep_list, "take", style="primary") if body.proposed else None)
        like = column([self._like(body.siblings[-1])] if body.siblings and body.proposed else [])
        others = len(body.presets) + len(body.siblings) > 1
        edits = row(
            self._button(self.labels.add, "add"),
            self._button(self.labels.change, "list") if body.items else None,
        ) + row(self._button(self.labels.other_preset, "pres") if others else None)
        return keep + self._onward(keep) + like + edits + self._exits()

    def _like(self, entry: Row) -> Button:
        return self._button(self.labels.like_sibling.format(label=entry.label), "sib", entry.id)

    def _item_actions(self) -> Keyboard:
        return (
            row(self._button(self.labels.up, "up"), self._button(self.labels.down, "down"))
            + row(self._button(self.labels.rename, "ren"))
            + row(self._button(self.labels.remove, "del", style="danger"))
        )

    def _grid(self, body: GridBody) -> Keyboard:
        match self.card.mode:
            case Mode.ROW:
                return self._grid_row(body)
            case Mode.PICK:
                return self._pages([Row(line.id, line.title) for line in body.lines], "row") + self._to_card()
            case _:
                return self._grid_main(body)

    def _grid_row(self, body: GridBody) -> Keyboard:
        like = row(self._button(self.labels.like_previous, "same") if body.previous else None)
        onward = self._button(self.labels.finish_rows if body.last else self.labels.next_row, "nrow", style="primary")
        return self._pages(body.columns, "cell") + like + row(onward) + self._to_card()

    def _grid_main(self, body: GridBody) -> Keyboard:
        take = row(self._button(self.labels.take_grid, "take", style="primary") if body.proposed else None)
        like = column([self._like(body.siblings[-1])] if body.siblings and not self.card.ready else [])
        walk = row(self._button(self.labels.walk_rows, "rows")) + row(
            self._button(self.labels.change, "list") if self.card.ready else None
        )
        return take + self._onward(take) + like + walk + self._exits()

    def _records(self, body: RecordsBody) -> Keyboard:
        match self.card.mode:
            case Mode.FIELD if body.field:
                skip = row(self._button(self.labels.skip, "skip") if body.field.optional else None)
                back = row(self._button(self.labels.back, "fback"), self._button(self.labels.cancel, "main"))
                return self._pages(body.field.rows, "f") + skip + back
            case Mode.DRAFT:
                save = self._button(self.labels.save, "save", style="primary")
                more = self._button(self.labels.save_and_more, "save", "more")
                kept = () if body.twin else column([save, more])
                return column(self._rows(body.fields, "ask")) + kept + row(self._button(self.labels.cancel, "main"))
            case Mode.ADD:
                own = row(self._button(self.labels.new_record, "new"))
                return self._pages(body.presets, "newp", FEW) + own + self._to_card()
            case Mode.PICK:
                return self._record_lines(body)
            case Mode.ITEM:
                return self._record_actions(body)
            case _:
                return self._records_main(body)

    def _record_lines(self, body: RecordsBody) -> Keyboard:
        numbered = [
            Row(line.id, "– " * line.depth + line.title if body.tree else f"{number}. {line.title}")
            for number, line in enumerate(body.lines, 1)
        ]
        return (
            column(self._rows(page_of(numbered, self.card.page), "item"))
            + self._pager(len(body.lines))
            + self._to_card()
        )

    def _record_actions(self, body: RecordsBody) -> Keyboard:
        return (
            row(self._button(self.labels.nest, "nest", style="primary") if body.nests else None)
            + row(self._button(self.labels.edit_record, "edit"))
            + row(self._button(self.labels.duplicate, "dup"))
            + row(self._button(self.labels.up, "up"), self._button(self.labels.down, "down"))
            + row(self._button(self.labels.remove, "del", style="danger"))
            + self._to_card()
        )

    def _records_main(self, body: RecordsBody) -> Keyboard:
        take = row(self._button(self.labels.take_records, "take", style="primary") if body.proposed else None)
        mend = row(self._button(self.labels.mend_record, "mend", body.astray, "primary") if body.astray else None)
        like = column([self._like(body.siblings[-1])] if body.siblings and not self.card.ready else [])
        nothing = Row("", body.none_label, on=body.none_chosen)
        none = column(self._rows([nothing], "none") if body.proposed or not body.lines else [])
        edits = row(
            self._button(self.labels.add, "add" if body.presets else "new"),
            self._button(self.labels.change, "list") if body.lines else None,
        )
        return take + mend + self._onward(take or mend) + like + none + edits + self._exits()
