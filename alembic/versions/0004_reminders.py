"""What is due, what is remembered of reminding, and where the newest reminder stands in a chat."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "schedule",
        sa.Column("occasion", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("occasion", "subject", name=op.f("pk_schedule")),
    )
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_schedule_at"), ["at"], unique=False)
    op.create_table(
        "journals",
        sa.Column("brief_id", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("digest_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_journals_brief_id")),
        sa.PrimaryKeyConstraint("brief_id", name=op.f("pk_journals")),
    )
    op.create_table(
        "reminders",
        sa.Column("brief_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["brief_id"], ["briefs.id"], name=op.f("fk_reminders_brief_id")),
        sa.PrimaryKeyConstraint("brief_id", "number", name=op.f("pk_reminders")),
    )
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminder_id", sa.BigInteger(), nullable=True))
    # Briefs under way are looked at as soon as the bot runs; what is out of date by then is left out.
    op.execute(
        "INSERT INTO schedule (occasion, subject, at) SELECT 'client', id, created_at FROM briefs"
        " WHERE client_id IS NOT NULL"
    )
    for occasion in ("escalation", "meeting_over"):
        op.execute(
            f"INSERT INTO schedule (occasion, subject, at) SELECT '{occasion}', id, created_at FROM briefs"  # noqa: S608 - our own words
            " WHERE meeting_at > CURRENT_TIMESTAMP"
        )


def downgrade() -> None:
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_column("reminder_id")
    op.drop_table("reminders")
    op.drop_table("journals")
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_schedule_at"))
    op.drop_table("schedule")
