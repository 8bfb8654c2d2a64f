"""The meeting that a brief prepares."""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("briefs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meeting_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("meeting_zone", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("move_words", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("move_asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("briefs", schema=None) as batch_op:
        batch_op.drop_column("move_asked_at")
        batch_op.drop_column("move_words")
        batch_op.drop_column("meeting_zone")
        batch_op.drop_column("meeting_at")
