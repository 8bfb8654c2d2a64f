"""What is wrong with a definition file, in lines that its author can act on.

BriefBotError
└── DefinitionError        a definition cannot be used; ``faults`` says where and why
    ├── UnreadableFileError     there is no file, or it is no text
    ├── BrokenYamlError         the text is not the YAML that definitions are written in
    └── InvalidDefinitionError  the YAML says something that the model does not allow
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.errors import BriefBotError


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake. ``line`` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        # Whatever is quoted from the file, a fault is one line.
        return f"{place}: {' '.join(self.message.split())}"


class DefinitionError(BriefBotError):
    """A definition file cannot be used: correct what ``faults`` name, one line each, in the order of the file."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class UnreadableFileError(DefinitionError):
    """There is no such file, or it is not text in UTF-8."""


class BrokenYamlError(DefinitionError):
    """The text is not YAML, or uses a part of YAML that definitions do without."""


class InvalidDefinitionError(DefinitionError):
    """Well-formed, but something is missing, unknown, misspelt or of the wrong kind."""
