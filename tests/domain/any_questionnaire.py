"""Hypothesis strategies: any small questionnaire, and anything that a client may do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.domain.edits import (
    AddItems,
    AddPresetItem,
    AddText,
    ConfirmRow,
    CopyFrom,
    CopyRow,
    Edit,
    Keep,
    MoveItem,
    Pick,
    PickOwn,
    RemoveItem,
    RenameItem,
    SaveRecord,
    SetNumber,
    SetText,
    TakePreset,
    TakeProposal,
    Toggle,
    ToggleCell,
)
from bot.domain.values import ChoiceValue, ItemValue, NumberValue, Record, TextValue
from tests.domain.talking import Json, made_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from bot.domain.questionnaire import Questionnaire
    from tests.domain.talking import Talk

KINDS = ("choice", "multichoice", "number", "text", "list", "grid", "records")
LABELS = ("A", "B", "C", "a", "Свой", "да", " ", "x" * 61)
TEXTS = ("да", "нет", "1", "1, 2", "A, B\nC", "около 5", "Свой", "\ud800", "\u200b", "-", "x" * 5000)


@st.composite
def questionnaires(draw: DrawFn) -> Questionnaire:
    """Two to four sections of one to three questions; conditions and references point backwards."""
    earlier: list[tuple[str, str]] = []
    sections: list[Json] = []
    for number in range(draw(st.integers(2, 4))):
        sources = [name for name, kind in earlier if kind in ("list", "multichoice")]
        section: Json = {"id": f"s{number}", "title": f"S{number}", "questions": []}
        questions: list[Json] = []
        _maybe(draw, section, "for_each", sources)
        _maybe(draw, section, "when", [draw(conditions(earlier))] if earlier else [])
        for _ in range(draw(st.integers(1, 3))):
            question = draw(_question(f"q{len(earlier)}", earlier))
            questions.append(question)
            earlier.append((str(question["id"]), str(question["kind"])))
        sections.append({**section, "questions": questions})
    return made_of(sections)


def conditions(earlier: list[tuple[str, str]]) -> SearchStrategy[Json]:
    """A condition on questions before it: each with the ids that its kind may hold."""
    names = st.sampled_from([name for name, _ in earlier])
    ids = st.lists(st.sampled_from("abc"), min_size=1, max_size=2)
    plain = st.one_of(
        names.map(lambda name: {"answered": name}),
        st.builds(lambda name, wanted: {"is": {name: wanted}}, names, ids),
        st.builds(lambda name, wanted: {"includes": {name: wanted}}, names, ids),
    )
    return st.one_of(
        plain,
        plain.map(lambda part: {"not": part}),
        st.lists(plain, min_size=1, max_size=2).map(lambda parts: {"any": parts}),
        st.lists(plain, min_size=1, max_size=2).map(lambda parts: {"all": parts}),
    )


@st.composite
def _question(draw: DrawFn, name: str, earlier: list[tuple[str, str]]) -> Json:
    sources = [other for other, kind in earlier if kind in ("list", "multichoice")]
    kind = draw(st.sampled_from([kind for kind in KINDS if sources or kind != "grid"]))
    question: Json = {"id": name, "kind": kind, "ask": "?", "short": name}
    if earlier:
        _maybe(draw, question, "when", [draw(conditions(earlier))])
        _maybe(draw, question, "depends_on", [[draw(st.sampled_from(earlier))[0]]])
    _maybe(draw, question, "for_each", sources)
    match kind:
        case "choice" | "multichoice":
            question["options"] = [_part(draw, part, earlier) for part in "abc"]
            question["own"] = draw(st.booleans())
        case "list":
            ready = [{"id": part, "label": part.upper()} for part in "abc"]
            question["presets"] = [{"id": "p", "title": "P", "items": ready[:2]}]
            question["extras"] = ready
            question["maximum"] = 4
            if draw(st.booleans()):
                question["fixed"] = [{"id": "end", "label": "End", "outcome": "success"}]
        case "grid":
            question["rows"] = draw(st.sampled_from(sources))
            question["columns"] = [{**_part(draw, part, earlier), "group": "g"} for part in "abc"]
            question["own_columns"] = draw(st.booleans())
            question["proposals"] = [{"row": "every", "columns": ["a", "b"]}]
        case "records":
            question |= _records(draw, sources)
        case _:
            pass
    return question


def _records(draw: DrawFn, sources: list[str]) -> Json:
    fields: list[Json] = [
        {"id": "what", "kind": "choice", "ask": "?", "options": [{"id": part, "label": part} for part in "ab"]},
        {"id": "many", "kind": "number", "ask": "?", "when": {"is": {"what": "a"}}, "maximum": 9, "default": "1"},
        {"id": "words", "kind": "text", "ask": "?", "optional": True},
    ]
    values = {"what": "a"}
    if bool(sources) and draw(st.booleans()):
        fields.insert(0, {"id": "at", "kind": "item", "ask": "?", "from": draw(st.sampled_from(sources))})
        values["at"] = "first"
    preset = {"id": "p", "title": "P", "values": values}
    return {"fields": fields, "presets": [preset], "summary": "", "none_label": "None", "tree": draw(st.booleans())}


def _part(draw: DrawFn, name: str, earlier: list[tuple[str, str]]) -> Json:
    part: Json = {"id": name, "label": name.upper()}
    if earlier and draw(st.integers(0, 3)) == 0:
        part["when"] = draw(conditions(earlier))
    return part


def _maybe(draw: DrawFn, target: Json, name: str, values: Sequence[object]) -> None:
    if values and draw(st.integers(0, 2)) == 0:
        target[name] = draw(st.sampled_from(values))


def edits(talk: Talk) -> SearchStrategy[Edit]:
    """Any edit, with ids that are somewhere in the talk and some that are nowhere."""
    made = [f"#{number}" for number in range(1, talk.ids.made + 1)]
    ids = st.sampled_from(["a", "b", "c", "end", "p", "first", "nowhere", *made])
    labels = st.sampled_from(LABELS)
    numbers = st.sampled_from([0.0, 1.0, 2.5, -1.0, 1e12, float("nan"), float("inf")])
    keys = st.sampled_from([step.key for step in talk.route.steps])
    values = st.one_of(
        st.builds(ChoiceValue, st.none() | ids, st.none() | labels),
        st.builds(NumberValue, numbers),
        st.builds(TextValue, labels),
        st.builds(ItemValue, ids),
    )
    fields = st.dictionaries(st.sampled_from(["at", "what", "many", "words", "nothing"]), values, max_size=5)
    several = st.lists(labels, max_size=3).map(tuple)
    steps = st.sampled_from([-1, 1])
    return st.one_of(
        st.builds(Pick, ids),
        st.builds(PickOwn, labels),
        st.builds(Toggle, ids),
        st.builds(SetNumber, numbers, st.none() | numbers, st.booleans()),
        st.builds(SetText, labels),
        st.builds(AddText, labels),
        st.builds(AddItems, several),
        st.builds(AddPresetItem, ids),
        st.builds(TakePreset, ids),
        st.builds(CopyFrom, keys),
        st.builds(RenameItem, ids, labels),
        st.builds(MoveItem, ids, steps),
        st.builds(RemoveItem, ids),
        st.builds(ToggleCell, ids, ids),
        st.builds(CopyRow, ids, ids),
        st.builds(ConfirmRow, ids),
        st.builds(SaveRecord, st.builds(Record, ids, fields, st.none() | ids)),
        st.just(TakeProposal()),
        st.just(Keep()),
    )


def fitting(kind: str, talk: Talk) -> SearchStrategy[Edit]:
    """Edits that are likely to be taken by a question of this kind, so that talks get somewhere."""
    made = [f"#{number}" for number in range(1, talk.ids.made + 1)]
    ids = st.sampled_from(["a", "b", "c", *made])
    what = st.sampled_from("ab").map(ChoiceValue)
    fields = st.fixed_dictionaries({"what": what, "many": st.just(NumberValue(2))}, optional={"at": ids.map(ItemValue)})
    match kind:
        case "choice":
            return st.builds(Pick, st.sampled_from("abc"))
        case "multichoice":
            return st.builds(Toggle, st.sampled_from("abc"))
        case "number":
            return st.builds(SetNumber, st.sampled_from([1.0, 2.0]))
        case "text":
            return st.builds(SetText, st.sampled_from("AB"))
        case "list":
            added = st.lists(st.sampled_from("ABD"), min_size=1, max_size=2).map(tuple).map(AddItems)
            return added | st.builds(RemoveItem, ids) | st.just(TakeProposal())
        case "grid":
            return st.builds(ToggleCell, ids, st.sampled_from("abc")) | st.builds(ConfirmRow, ids) | st.just(Keep())
        case _:
            return st.builds(SaveRecord, st.builds(Record, ids, fields)) | st.just(Keep()) | st.just(TakeProposal())
