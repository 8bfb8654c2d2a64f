"""What the database keeps of a conversation, read beside the running bot."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from bot.simulator import LocalTelegram

Rows = list[tuple[object, ...]]


@dataclass(frozen=True)
class Kept:
    """``database``: the SQLite file that the bot works on."""

    database: Path

    def answers(self) -> Rows:
        """Every row that the client has a hand in: consent, answers, files, submissions."""
        return [
            row
            for query in (
                "SELECT id, client_id, consent_at FROM briefs ORDER BY id",
                "SELECT * FROM answers ORDER BY brief_id, seq",
                "SELECT * FROM attachments ORDER BY brief_id, seq",
                "SELECT * FROM submissions ORDER BY brief_id, number",
            )
            for row in self._rows(query)
        ]

    def given(self, question: str) -> Rows:
        """Status and value of each answer that the question ever had, oldest first."""
        return self._rows("SELECT status, value FROM answers WHERE question = ? ORDER BY seq", question)

    def briefs(self) -> list[str]:
        """Ids, oldest first."""
        return [str(brief) for (brief,) in self._rows("SELECT id FROM briefs ORDER BY created_at")]

    def set_aside(self) -> Rows:
        """Errors of the updates that the bot could not handle."""
        return self._rows("SELECT attempts, error FROM inbox WHERE attempts > 0 OR state = 'failed'")

    def _rows(self, query: str, *values: str) -> Rows:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()


def refused(telegram: LocalTelegram) -> list[str]:
    """What Telegram said of the calls that it refused, but where all is as wanted already."""
    as_wanted = "message is not modified", "message to delete not found"
    return [call.error for call in telegram.calls if not call.ok and not any(said in call.error for said in as_wanted)]
