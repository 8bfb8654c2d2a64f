"""Cards of every class and side, with what somebody typed wherever that can stand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.app.cards.model import (
    AttachedCard,
    ChoiceBody,
    EffectsCard,
    FieldBody,
    Fixed,
    GridBody,
    InputBody,
    Line,
    ListBody,
    Look,
    MeetingLine,
    Misfit,
    MovingCard,
    PrivacyCard,
    QuestionCard,
    RecordsBody,
    ReviewCard,
    Row,
    SectionCard,
    SectionLine,
    SectionsCard,
    StepLine,
    SubmittedCard,
    WelcomeCard,
)
from bot.app.place import Mode
from bot.domain.answers import QuestionKey
from bot.domain.route import StepStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.app.cards.model import Body, Card
    from tests.rendering.sayings import Saying

_KEY = QuestionKey("question")
#: How many of something stand on a card: none, one, more than it shows.
_COUNTS = (0, 1, 30)


def question_cards(kind: str, saying: Saying) -> list[QuestionCard]:
    """Every side of a question's card, for every status and with every body that its kind may have."""
    modes, bodies = _SIDES[kind]
    return [
        _question(kind, saying, body, mode, status)
        for body in bodies(saying)
        for mode in (Mode.DETAILS, *modes)
        for status in StepStatus
    ]


def _question(kind: str, saying: Saying, body: Body, mode: Mode, status: StepStatus) -> QuestionCard:
    doubtful = status is StepStatus.ANSWERED
    return QuestionCard(
        key=_KEY,
        kind=kind,
        section=f"Сделка: {saying.label}",
        position=2,
        count=5,
        percent=38,
        ask="Что происходит в «{item}»?",
        hint="Например, <b>звонок</b>." if saying.optional else "",
        details="Подробно о «{item}», с <i>примером</i>.\n\nИ ещё абзац.",
        item=saying.label,
        status=status,
        mode=mode,
        page=0,
        discuss=True,
        unknown=True,
        attachments=3 if saying.optional else 0,
        first=False,
        ready=doubtful,
        reviewing=False,
        hints=(f"«{saying.label}»: шагов много.", saying.text, "Третье не поместится.") if doubtful else (),
        body=body,
        fixes=(Row("finding", "Убрать повторы"),) if doubtful else (),
        intro=f"О сценарии «{saying.label}»." if saying.optional else "",
        misfit=Misfit("too_large", 50) if status is StepStatus.STALE and saying.optional else None,
    )


def _choices(saying: Saying) -> Iterable[Body]:
    rows = (Row("a", "Да", advised=True, note="дороже"), Row("b", "Нет", on=True), Row("c", "Позже", note="дешевле"))
    advice = "Заявок много." if saying.optional else ""
    yield ChoiceBody(rows, many=False, own=True, advice=advice, written=saying.optional)
    yield ChoiceBody(rows, many=False, own=False)


def _multichoices(saying: Saying) -> Iterable[Body]:
    rows = (Row("a", "Почта", note="бесплатно"), *(Row(f"o{n}", saying.label, on=True) for n in range(20)))
    yield ChoiceBody(rows, many=True, own=True)
    yield ChoiceBody(rows[:1], many=True, own=False, proposed=("Почта", "Телефон"))


def _inputs(saying: Saying) -> Iterable[Body]:
    yield InputBody((Row("0", "Нет"),), value=saying.optional)


def _numbers(saying: Saying) -> Iterable[Body]:
    yield InputBody((Row("0", "3"), Row("1", "10")), value="≈ 10–15 чел." if saying.optional else "")


def _lists(saying: Saying) -> Iterable[Body]:
    for count in _COUNTS:
        items = tuple(Row(f"i{n}", saying.label) for n in range(count))
        fixed = (Fixed("Успех", success=True), Fixed("Провал", success=False)) if count else ()
        siblings = (Row("s", saying.label),)
        focus = items[0] if items else None
        for proposed in (False, True):
            yield ListBody(items, fixed, proposed, (Row("e", "Ещё"),), (Row("p", "Набор"),), siblings, focus)


def _grids(saying: Saying) -> Iterable[Body]:
    columns = (Row("a", "Телефон", on=True), *(Row(f"c{n}", saying.label) for n in range(5)))
    for count in _COUNTS:
        parts = tuple(column.label for column in columns) if saying.optional else ()
        lines = tuple(Line(f"r{n}", saying.label, parts) for n in range(count))
        row = Row("r0", saying.label) if lines else None
        for proposed in (False, True):
            yield GridBody(lines, proposed, columns, own=proposed, siblings=(), row=row, number=1, last=count == 1)


def _records(saying: Saying) -> Iterable[Body]:
    field = FieldBody(
        ask="Кому?",
        hint="Имя или должность." if saying.optional else "",
        rows=(Row("a", saying.label, note="дороже"),) if saying.optional else (),
        typed=True,
        optional=True,
        summary=saying.optional,
        number=2,
    )
    for count in _COUNTS:
        lines = tuple(Line(f"r{n}", saying.text, depth=n % 4, unfinished=n % 2 == 0) for n in range(count))
        for tree in (False, True):
            yield RecordsBody(
                lines,
                proposed=tree,
                none_label="Ничего не нужно",
                none_chosen=not tree,
                presets=(Row("p", "Готовое"),) if tree else (),
                siblings=(),
                tree=tree,
                focus=lines[0] if lines else None,
                nests=tree,
                field=field,
                draft=saying.text,
                fields=(Row("a", f"Кому: {saying.text}"),),
                twin=tree,
                inside=saying.optional if tree else "",
                typed=tree,
            )


_SIDES: dict[str, tuple[tuple[Mode, ...], Callable[[Saying], Iterable[Body]]]] = {
    "choice": ((Mode.MAIN,), _choices),
    "multichoice": ((Mode.MAIN,), _multichoices),
    "number": ((Mode.MAIN,), _numbers),
    "text": ((Mode.MAIN, Mode.REWRITE), _inputs),
    "list": ((Mode.MAIN, Mode.ADD, Mode.PICK, Mode.ITEM, Mode.RENAME, Mode.PRESETS), _lists),
    "grid": ((Mode.MAIN, Mode.ROW, Mode.PICK), _grids),
    "records": ((Mode.MAIN, Mode.ADD, Mode.PICK, Mode.ITEM, Mode.FIELD, Mode.DRAFT), _records),
}
KINDS = tuple(_SIDES)


def effects_cards(saying: Saying) -> list[Card]:
    stood = (Line("", "Поля", (saying.label,) * 7),) * 3
    astray = (Line("", "Автоматизация", (saying.text,) * 7),) * 3
    names = tuple(f"Стадии: {saying.label}" for _ in range(12))
    return [
        EffectsCard(
            _KEY,
            "Ответ",
            (saying.text,),
            removed,
            along,
            lost,
            shelved,
            stale,
            restored=stale,
            let_out=out,
            added=added,
        )
        for removed, added in (("", ""), (saying.label, ""), ("", saying.text))
        for along, lost, out in (((), (), ()), (stood, astray, ()), ((), (), (saying.text,) * 7))
        for shelved, stale in (((), ()), (names[:1], names[:1]), (names, names))
    ]


def attached_cards(saying: Saying) -> list[Card]:
    return [AttachedCard(f"Стадии: {saying.label}", count) for count in (1, 12)]


def _section_lines(saying: Saying, count: int) -> tuple[SectionLine, ...]:
    return tuple(SectionLine(f"s{n}", f"Сделка: {saying.label}", n % 3, 3, n % 2) for n in range(count))


def sections_cards(saying: Saying) -> list[Card]:
    lines = _section_lines(saying, 14)
    return [
        SectionsCard(lines, 0, percent, left, submitted=False, meeting=meeting)
        for percent, left in ((0, 75), (38, 1), (100, 0))
        for meeting in (None, *meeting_lines(saying))
    ]


def section_cards(saying: Saying) -> list[Card]:
    """More steps than the card tells of, each as long as it may be."""
    steps = [
        StepLine(_KEY, f"Обязательные поля: {saying.label}", status, answer)
        for status in StepStatus
        for answer in (saying.text, "")
    ]
    return [SectionCard("s", saying.label, "О чём раздел.", tuple(steps * 3), 0), SectionCard("s", "Раздел", "", (), 0)]


def review_cards(saying: Saying) -> list[Card]:
    return [
        ReviewCard(
            _section_lines(saying, count), 0, unanswered, later, 12, saying.name, submitted, news, looks, doubtful
        )
        for count, unanswered, later in ((0, 0, 0), (5, 0, 4), (40, 21, 0), (40, 21, 4))
        for submitted in (False, True)
        for news in (False, True)
        for looks, doubtful in (((), 0), ((Look(saying.name, saying.label, f"«{saying.label}»: шагов много."),) * 3, 7))
    ]


def welcome_cards(saying: Saying) -> list[Card]:
    meetings = (None, *meeting_lines(saying))
    return [WelcomeCard(saying.name, saying.name, saying.name, 9, 15, meeting) for meeting in meetings]


def privacy_cards(saying: Saying) -> list[Card]:
    return [PrivacyCard(saying.name), PrivacyCard("")]


def submitted_cards(saying: Saying) -> list[Card]:
    meetings = (None, *meeting_lines(saying))
    return [SubmittedCard(saying.name, later, meeting) for later in (0, 4) for meeting in meetings]


def moving_cards(saying: Saying) -> list[Card]:
    return [MovingCard(saying.name, meeting) for meeting in meeting_lines(saying)]


def meeting_lines(saying: Saying) -> list[MeetingLine]:
    """Where people live and elsewhere; as it was set, and with the client's wish to move it."""
    local = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
    far = local.replace(month=1, hour=9)
    return [
        MeetingLine(local, local.date()),
        MeetingLine(far, local.date().replace(year=2025), "Омск, МСК+3", saying.text),
    ]
