"""The tables. Times are aware UTC; texts are JSON where a column says so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC on both databases; SQLite itself knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


#: SQLite numbers rows by itself only in a column of exactly this type.
_ROW_ID: TypeEngine[int] = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("username", Text),
    Column("unreachable_since", UtcDateTime),
)

briefs = Table(
    "briefs",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("token", String(64), nullable=False),
    Column("questionnaire", String(64), nullable=False),
    Column("company", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("manager_id", BigInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("client_id", BigInteger),
    Column("started_at", UtcDateTime),
    Column("consent_version", String(64)),
    Column("consent_at", UtcDateTime),
    Column("meeting_at", UtcDateTime),
    Column("meeting_zone", String(64)),
    Column("meeting_city", Text),
    Column("move_words", Text),
    Column("move_asked_at", UtcDateTime),
    Column("edition", String(32)),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("token"),
    Index(None, "manager_id", "created_at"),
    Index(None, "client_id", "created_at"),
)

answers = Table(
    "answers",
    metadata,
    Column("brief_id", ForeignKey("briefs.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("question", String(64), nullable=False),
    #: The element ids that the question repeats for, joined by «@».
    Column("scope", Text, nullable=False),
    Column("status", String(16), nullable=False),
    #: JSON by ``bot.domain.values.dump``.
    Column("value", Text),
    Column("author", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("version", String(64), nullable=False),
    #: JSON: [[key, [fingerprint …]] …]
    Column("basis", Text, nullable=False),
)

#: Which questions a version of a questionnaire had, for the day when there is another one.
editions = Table(
    "editions",
    metadata,
    Column("id", String(32), primary_key=True),
    #: JSON: [question …]
    Column("questions", Text, nullable=False),
)

attachments = Table(
    "attachments",
    metadata,
    Column("brief_id", ForeignKey("briefs.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("question", String(64), nullable=False),
    Column("scope", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("file_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("caption", Text, nullable=False),
    Column("author", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

submissions = Table(
    "submissions",
    metadata,
    Column("brief_id", ForeignKey("briefs.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("state", String(64)),
    #: JSON object: the FSM's data.
    Column("data", Text, nullable=False),
    Column("active_at", UtcDateTime, nullable=False, index=True),
)

cards = Table(
    "cards",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("message_id", BigInteger),
    Column("reminder_id", BigInteger),
)

#: What is due: one row for an occasion and its subject, taken by moving or deleting it in the same transaction.
schedule = Table(
    "schedule",
    metadata,
    Column("occasion", String(16), primary_key=True),
    #: The id of a brief; for a digest, of a manager.
    Column("subject", String(32), primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
)

journals = Table(
    "journals",
    metadata,
    Column("brief_id", ForeignKey("briefs.id"), primary_key=True),
    Column("opened_at", UtcDateTime),
    Column("snoozed_until", UtcDateTime),
    Column("stopped", Boolean, nullable=False),
    Column("digest_from", UtcDateTime),
    Column("held_at", UtcDateTime),
)

reminders = Table(
    "reminders",
    metadata,
    Column("brief_id", ForeignKey("briefs.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String(24), nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", _ROW_ID, primary_key=True, autoincrement=True),
    Column("update_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    #: The update as Telegram sent it; emptied when done.
    Column("payload", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    UniqueConstraint("update_id"),
    Index("ix_inbox_waiting", "id", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("bulk", Boolean, nullable=False),
    #: JSON of one of ``bot.app.messages.Outgoing``.
    Column("payload", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    #: Set before a new message goes out, so that after a kill a repetition is known as one.
    Column("attempted_at", UtcDateTime),
)

#: Bot API servers that knew no rich messages when they were last asked.
old_servers = Table(
    "old_servers",
    metadata,
    Column("url", Text, primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False),
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
)
