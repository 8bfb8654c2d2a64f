"""Which questions a client knows of, so that new ones are told.

The column is added and dropped where it stands: made anew, SQLite's table would take the rows that refer to it along.
"""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
    )
    op.add_column("briefs", sa.Column("edition", sa.String(length=32), nullable=True))


def downgrade() -> None:
    op.drop_column("briefs", "edition")
    op.drop_table("editions")
