"""A definition file as plain data that still knows the line of each of its parts.

YAML is composed, never constructed: nothing in a file can become an object, and ``yes``, ``1.0`` or ``0777`` stay the
words that the author wrote. What they mean is for the model to say. Only a bare ``null`` is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from bot.definitions.faults import BrokenYamlError, Fault, UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Where something stands in a file: keys of mappings and indexes of lists, from the top.
Location = tuple[str | int, ...]

Data = str | list["Data"] | dict[str, "Data"] | None

#: A definition of some thousand parts is large; aliases could otherwise unfold a small file into gigabytes.
_LARGEST = 100_000

_DEEPEST = 100

_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """``lines``: the line of every key and list element, counted from 1."""

    file: str
    data: Data
    lines: Mapping[Location, int]

    def line(self, location: Location) -> int:
        """The line of the part, or of the nearest part around it that is written in the file."""
        for depth in range(len(location), -1, -1):
            if found := self.lines.get(location[:depth]):
                return found
        return 0

    def at(self, location: Location) -> Data:
        """What is written there; None where nothing is."""
        data = self.data
        for step in location:
            if isinstance(data, dict):
                data = data.get(str(step))
            elif isinstance(data, list) and isinstance(step, int) and step < len(data):
                data = data[step]
            else:
                return None
        return data

    def fault(self, location: Location, message: str) -> Fault:
        return Fault(self.file, self.line(location), message)


def read_source(path: Path) -> Source:
    """The file as data.

    Raises:
        UnreadableFileError: there is no such file, or it is not UTF-8.
        BrokenYamlError: it is not YAML; a key stands twice; tags; aliases that go in circles or unfold without measure.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError((Fault(str(path), 0, "not a text in UTF-8: save it in that encoding"),)) from error
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise UnreadableFileError((Fault(str(path), 0, f"cannot be read: {reason}"),)) from error
    return parse(text, str(path))


def parse(text: str, file: str) -> Source:
    """The text as data; ``file`` is the name that faults mention. Raises BrokenYamlError as ``read_source`` does."""
    try:
        _refuse_depth(text, file)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        # What is never closed is missed only behind the end of the text.
        line = min(error.problem_mark.line + 1, len(text.splitlines())) if error.problem_mark else 0
        raise BrokenYamlError((Fault(file, line, f"broken YAML: {error.problem or error.context}"),)) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise BrokenYamlError((Fault(file, line, f"broken YAML: {error.reason}"),)) from error
    if node is None:
        raise BrokenYamlError((Fault(file, 0, "the file is empty"),))
    reading = _Reading(file)
    data = reading.data(node, ())
    if reading.faults:
        raise BrokenYamlError(tuple(reading.faults))
    return Source(file, data, reading.lines)


def _refuse_depth(text: str, file: str) -> None:
    """Composing goes down recursively in C, where too deep a nesting ends the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise BrokenYamlError((Fault(file, _line(event), f"nested more than {_DEEPEST} deep"),))


@dataclass(slots=True)
class _Reading:
    file: str
    lines: dict[Location, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _open: set[int] = field(default_factory=set)

    def data(self, node: yaml.Node, location: Location) -> Data:
        self.lines.setdefault(location, _line(node))
        self._refuse_endless(node)
        if node.tag not in _PLAIN_TAGS:
            self.faults.append(Fault(self.file, _line(node), f"write the value without the tag {node.tag}"))
        if isinstance(node, yaml.ScalarNode):
            return None if node.value == "null" and not node.style else str(node.value)
        self._open.add(id(node))
        data: Data
        if isinstance(node, yaml.SequenceNode):
            data = [self.data(part, (*location, index)) for index, part in enumerate(node.value)]
        else:
            data = self._mapping(node, location)
        self._open.discard(id(node))
        return data

    def _mapping(self, node: yaml.Node, location: Location) -> Data:
        data: dict[str, Data] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.faults.append(Fault(self.file, _line(key), "a key must be a word, not a list or a mapping"))
                continue
            name = str(key.value)
            if name in data:
                self.faults.append(Fault(self.file, _line(key), f'the key "{name}" stands twice in one mapping'))
                continue
            self.lines[(*location, name)] = _line(key)
            data[name] = self.data(value, (*location, name))
        return data

    def _refuse_endless(self, node: yaml.Node) -> None:
        if id(node) in self._open:
            raise BrokenYamlError((Fault(self.file, _line(node), "an alias stands inside of what it repeats"),))
        if len(self.lines) > _LARGEST:
            raise BrokenYamlError((Fault(self.file, _line(node), "too large once its aliases are written out"),))


def _line(part: yaml.Node | yaml.Event) -> int:
    return int(part.start_mark.line) + 1 if part.start_mark else 0
