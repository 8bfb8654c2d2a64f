"""Any definition file into its model: ``read(path, Model)``; every mistake with its line, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from bot.definitions.faults import InvalidDefinitionError
from bot.definitions.source import read_source
from bot.definitions.wording import located, shown, whereabouts
from bot.domain.misfits import did_you_mean
from bot.domain.questionnaire import ID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

    from bot.definitions.faults import Fault
    from bot.definitions.source import Data, Location, Source

Model = TypeVar("Model", bound=BaseModel)

#: Pydantic names the member of a union before its keys; of a condition that name is also the key behind it.
_OPERATORS = frozenset({"is", "includes", "answered", "any", "all", "not"})


def read(path: Path, model: type[Model]) -> Model:
    """The file as a model.

    Raises:
        DefinitionError: all that is wrong with it, in the order of the file (see ``bot.definitions.faults``).
    """
    return build(read_source(path), model)


def build(source: Source, model: type[Model]) -> Model:
    """The model from a source. Raises InvalidDefinitionError with a fault for every part that the model refuses."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        names = frozenset(_names(model))
        errors = [details for details in error.errors(include_url=False) if not _is_echo(details)]
        faults = {_fault(source, details, names) for details in errors}
        raise InvalidDefinitionError(tuple(sorted(faults))) from error


def _is_echo(details: ErrorDetails) -> bool:
    """Pydantic counts only valid elements: a list whose elements are wrong is called too short besides."""
    given = details["input"]
    return details["type"] == "too_short" and isinstance(given, list) and len(given) >= details["ctx"]["min_length"]


def _fault(source: Source, details: ErrorDetails, names: frozenset[str]) -> Fault:
    location, missing = _written(source.data, details["loc"])
    message = _message(details, location, missing, names)
    # An unknown key is told by its name in the message, so the place is the mapping around it.
    return source.fault(location, located(whereabouts(source.data, location), message))


def _written(data: Data, loc: Location) -> tuple[Location, str]:
    """The part of pydantic's location that is written in the file, and the name of what is missing behind it."""
    location: list[str | int] = []
    present: Data = data
    pending = list(loc)
    while pending:
        step = pending.pop(0)
        if step in _OPERATORS and pending[:1] == [step]:
            pending.pop(0)
        if isinstance(present, dict) and step in present:
            present = present[str(step)]
        elif isinstance(present, list) and isinstance(step, int) and step < len(present):
            present = present[step]
        elif not pending:
            return tuple(location), str(step)
        else:
            continue
        location.append(step)
    return tuple(location), ""


def _message(details: ErrorDetails, location: Location, missing: str, names: frozenset[str]) -> str:
    context = details.get("ctx", {})
    key = str(location[-1]) if location else ""
    subject = f'"{shown(key)}"' if isinstance(location[-1] if location else 0, str) else "this"
    match details["type"]:
        case "missing":
            return f'"{missing}" is missing'
        case "extra_forbidden":
            return f'unknown key "{shown(key)}"{did_you_mean(key, names - {key})}'
        case "union_tag_not_found" | "union_tag_invalid":
            return _unknown_kind(details["input"], str(context["discriminator"]).strip("'"), context)
        case "string_too_short" | "too_short":
            return f"{subject} must not be empty" if context["min_length"] == 1 else f"{subject} has too few elements"
        case "string_too_long":
            return f"{subject} has {len(str(details['input']))} characters; at most {context['max_length']} fit"
        case "greater_than_equal" | "less_than_equal":
            bound = "at least" if details["type"].startswith("greater") else "at most"
            return f"{subject} is {details['input']}; it must be {bound} {next(iter(context.values()))}"
        case _:
            return _of_wrong_kind(details, subject)


def _unknown_kind(given: object, key: str, context: Mapping[str, object]) -> str:
    if not isinstance(given, dict) or given.get(key) is None:
        return f'"{key}" is missing'
    kind, known = str(context["tag"]), _listed(str(context["expected_tags"]))
    hint = did_you_mean(kind, known) or "; expected one of " + ", ".join(known)
    return f'{key} "{shown(kind)}" is unknown{hint}'


def _of_wrong_kind(details: ErrorDetails, subject: str) -> str:
    context, given = details.get("ctx", {}), _given(details["input"])
    match details["type"]:
        case "literal_error" | "enum":
            return f"{subject} is {given}; expected one of {', '.join(_listed(str(context['expected'])))}"
        case "string_pattern_mismatch" if context["pattern"] == ID:
            return (
                f"{subject} is {given}, which is no id: use small Latin letters, digits and _, "
                "start with a letter, at most 32 characters"
            )
        case "string_pattern_mismatch":
            return f"{subject} is {given}, which does not fit {context['pattern']}"
        case kind if kind in _EXPECTED:
            return f"{subject} must be {_EXPECTED[kind]}, not {given}"
        case _:
            message = details["msg"].removeprefix("Value error, ")
            return f"{subject}: {message}" if subject != "this" else message


def _listed(names: str) -> list[str]:
    """Pydantic's «'once', 'month' or 'year'»."""
    return [name.strip("' ") for name in names.replace(" or ", ",").split(",")]


def _given(value: object) -> str:
    """What stands where something else should, in few words."""
    if isinstance(value, str):
        return f'"{shown(value)}"'
    return "nothing" if value is None else "a list" if isinstance(value, (list, tuple)) else "a mapping"


_EXPECTED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number",
    "string_type": "a text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "date_type": "a date such as 2026-08-01",
    "date_parsing": "a date such as 2026-08-01",
    "date_from_datetime_parsing": "a date such as 2026-08-01",
    "date_from_datetime_inexact": "a date such as 2026-08-01",
    "time_type": "a time such as 10:00",
    "time_parsing": "a time such as 10:00",
}


def _names(model: type[BaseModel], seen: set[type[BaseModel]] | None = None) -> Iterator[str]:
    """Every key that the model or a model inside of it knows, as written in files."""
    seen = set() if seen is None else seen
    if model in seen:
        return
    seen.add(model)
    for name, info in model.model_fields.items():
        yield info.alias or name
        for part in _models(info.annotation):
            yield from _names(part, seen)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
