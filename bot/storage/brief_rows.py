"""A brief as rows and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypedDict

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.answers import Answer, Answers, AnswerStatus, Attachment, Dependency, QuestionKey
from bot.domain.brief import Brief, Consent, Submission
from bot.domain.meeting import Meeting, MoveRequest
from bot.domain.values import dump, load
from bot.storage import tables
from bot.storage.encoding import encoded
from bot.storage.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Row, Table
    from sqlalchemy.ext.asyncio import AsyncConnection


_BRIEFS = tables.briefs
_INSERT = insert(_BRIEFS)
_REVISIONS = (
    select(_BRIEFS.c.id, _BRIEFS.c.revision).where(_BRIEFS.c.id.in_(bindparam("ids", expanding=True))).with_for_update()
)
_UPDATE = update(_BRIEFS).where(
    _BRIEFS.c.id == bindparam("known_id"), _BRIEFS.c.revision == bindparam("known_revision")
)
_HISTORIES = {table: insert(table) for table in (tables.answers, tables.attachments, tables.submissions)}
_OF_BRIEF = {
    table: select(table)
    .where(table.c.brief_id == bindparam("brief_id"))
    .order_by(table.primary_key.columns.values()[1])
    for table in _HISTORIES
}


#: Everything that refers to a brief, before the brief itself.
_DELETIONS = tuple(
    delete(table).where(column.in_(bindparam("ids", expanding=True)))
    for table, column in (
        *((table, table.c.brief_id) for table in (*_HISTORIES, tables.reminders, tables.journals)),
        (_BRIEFS, _BRIEFS.c.id),
    )
)


class _Place(TypedDict):
    question: str
    scope: str


async def load_brief(connection: AsyncConnection, row: Row[tuple[object, ...]]) -> Brief:
    """The brief of a row of ``briefs``, with its history, files and submissions."""
    answers = await _rows_of(connection, tables.answers, row.id)
    attachments = await _rows_of(connection, tables.attachments, row.id)
    submissions = await _rows_of(connection, tables.submissions, row.id)
    return Brief(
        id=row.id,
        token=row.token,
        questionnaire=row.questionnaire,
        company=row.company,
        contact=row.contact,
        manager_id=row.manager_id,
        created_at=row.created_at,
        client_id=row.client_id,
        started_at=row.started_at,
        consent=Consent(row.consent_version, row.consent_at) if row.consent_version else None,
        submissions=tuple(Submission(found.seq, found.at) for found in submissions),
        answers=Answers(tuple(_answer(found) for found in answers)),
        attachments=tuple(_attachment(found) for found in attachments),
        meeting=Meeting(row.meeting_at, row.meeting_zone, row.meeting_city or "") if row.meeting_at else None,
        move_request=MoveRequest(row.move_words, row.move_asked_at) if row.move_asked_at else None,
        edition=row.edition,
        revision=row.revision,
    )


async def _rows_of(connection: AsyncConnection, table: Table, brief_id: str) -> Sequence[Row[tuple[object, ...]]]:
    return (await connection.execute(_OF_BRIEF[table], {"brief_id": brief_id})).all()


def _key(row: Row[tuple[object, ...]]) -> QuestionKey:
    return QuestionKey(row.question, tuple(row.scope.split("@")) if row.scope else ())


def _answer(row: Row[tuple[object, ...]]) -> Answer:
    return Answer(
        seq=row.seq,
        key=_key(row),
        status=AnswerStatus(row.status),
        value=load(row.value) if row.value is not None else None,
        author=row.author,
        at=row.at,
        version=row.version,
        basis=tuple(Dependency(QuestionKey.parse(key), tuple(prints)) for key, prints in json.loads(row.basis)),
    )


def _attachment(row: Row[tuple[object, ...]]) -> Attachment:
    return Attachment(row.seq, _key(row), row.kind, row.file_id, row.name, row.caption, row.author, row.at)


async def delete_briefs(connection: AsyncConnection, ids: Sequence[str]) -> None:
    """With all rows that refer to them."""
    for deletion in _DELETIONS if ids else ():
        await connection.execute(deletion, {"ids": ids})


class BriefWrites:
    """Collects what differs between briefs as stored and as they are now, and writes it table by table."""

    def __init__(self) -> None:
        self._new: list[dict[str, object]] = []
        self._changed: list[tuple[int, dict[str, object]]] = []
        self._answers: list[dict[str, object]] = []
        self._attachments: list[dict[str, object]] = []
        self._submissions: list[dict[str, object]] = []

    def add(self, stored: Brief | None, present: Brief) -> None:
        if stored is None:
            self._new.append(_brief_row(present))
        else:
            self._changed.append((stored.revision, _brief_row(present)))
        known = stored or Brief("", "", "", "", "", 0, present.created_at)
        self._answers += (_answer_row(present.id, row) for row in present.answers.history[len(known.answers.history) :])
        self._attachments += (_attachment_row(present.id, row) for row in present.attachments[len(known.attachments) :])
        fresh = list(enumerate(present.submissions, 1))[len(known.submissions) :]
        self._submissions += (
            {"brief_id": present.id, "number": number, "seq": found.seq, "at": found.at} for number, found in fresh
        )

    async def write(self, connection: AsyncConnection) -> None:
        """Write everything.

        Raises:
            ConflictError: a brief was changed by somebody else since it was read.
        """
        if self._new:
            await connection.execute(_INSERT, self._new)
        if self._changed:
            await _replace(connection, self._changed)
        for table, rows in (
            (tables.answers, self._answers),
            (tables.attachments, self._attachments),
            (tables.submissions, self._submissions),
        ):
            if rows:
                await connection.execute(_HISTORIES[table], rows)


async def _replace(connection: AsyncConnection, changed: Sequence[tuple[int, dict[str, object]]]) -> None:
    counts = connection.dialect.supports_sane_multi_rowcount
    if not counts:
        await _lock(connection, {str(row["id"]): revision for revision, row in changed})
    rows = [{"known_id": row["id"], "known_revision": revision, **row} for revision, row in changed]
    result = await connection.execute(_UPDATE, rows)
    if counts and result.rowcount != len(rows):
        raise _changed_meanwhile(str(row["id"]) for _, row in changed)


async def _lock(connection: AsyncConnection, known: Mapping[str, int]) -> None:
    """For drivers that do not count what many updates have changed."""
    found = {row.id: row.revision for row in await connection.execute(_REVISIONS, {"ids": list(known)})}
    if any(found.get(brief_id) != revision for brief_id, revision in known.items()):
        raise _changed_meanwhile(known)


def _changed_meanwhile(ids: Iterable[str]) -> ConflictError:
    message = f"one of these briefs is not at the revision any more at which it was read: {', '.join(ids)}"
    return ConflictError(message)


def _brief_row(brief: Brief) -> dict[str, object]:
    return {
        "id": brief.id,
        "token": brief.token,
        "questionnaire": brief.questionnaire,
        "company": brief.company,
        "contact": brief.contact,
        "manager_id": brief.manager_id,
        "created_at": brief.created_at,
        "client_id": brief.client_id,
        "started_at": brief.started_at,
        "consent_version": brief.consent.version if brief.consent else None,
        "consent_at": brief.consent.at if brief.consent else None,
        "meeting_at": brief.meeting.at if brief.meeting else None,
        "meeting_zone": brief.meeting.zone if brief.meeting else None,
        "meeting_city": brief.meeting.city or None if brief.meeting else None,
        "move_words": brief.move_request.words if brief.move_request else None,
        "move_asked_at": brief.move_request.at if brief.move_request else None,
        "edition": brief.edition,
        "revision": brief.revision,
    }


def _place(key: QuestionKey) -> _Place:
    return {"question": key.question, "scope": "@".join(key.scope)}


def _answer_row(brief_id: str, answer: Answer) -> dict[str, object]:
    return {
        "brief_id": brief_id,
        "seq": answer.seq,
        **_place(answer.key),
        "status": answer.status.value,
        "value": dump(answer.value) if answer.value is not None else None,
        "author": answer.author,
        "at": answer.at,
        "version": answer.version,
        "basis": encoded([[str(rests.key), rests.fingerprint] for rests in answer.basis]),
    }


def _attachment_row(brief_id: str, attachment: Attachment) -> dict[str, object]:
    return {
        "brief_id": brief_id,
        "seq": attachment.seq,
        **_place(attachment.key),
        "kind": attachment.kind,
        "file_id": attachment.file_id,
        "name": attachment.name,
        "caption": attachment.caption,
        "author": attachment.author,
        "at": attachment.at,
    }
