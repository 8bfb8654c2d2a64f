"""The meeting that a brief prepares.

Columns are added and dropped where they stand: made anew, SQLite's table would take the rows that refer to it along.
"""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("briefs", sa.Column("meeting_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("briefs", sa.Column("meeting_zone", sa.String(length=64), nullable=True))
    op.add_column("briefs", sa.Column("move_words", sa.Text(), nullable=True))
    op.add_column("briefs", sa.Column("move_asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("briefs", "move_asked_at")
    op.drop_column("briefs", "move_words")
    op.drop_column("briefs", "meeting_zone")
    op.drop_column("briefs", "meeting_at")
