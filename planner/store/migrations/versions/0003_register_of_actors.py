"""A register of AI actors: one more kind of import, and its rows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KINDS = "kind IN ('postings', 'profiles', 'catalogue', 'actors')"
RULE = "imports_kind_check"  # the name that PostgreSQL gave the unnamed rule of revision 0001
COLUMNS = "actor_id name siret link dept commune source"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        remake_imports()
    else:
        op.drop_constraint(RULE, "imports", type_="check")
        op.create_check_constraint(RULE, "imports", KINDS)
    op.create_table(
        "actors",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        *[sa.Column(name, sa.Text, nullable=False) for name in COLUMNS.split()],
    )


def remake_imports() -> None:
    """SQLite cannot change a rule: the table is made again with its rows, and goes on numbering where it was."""
    numbered = op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'imports'"))
    imports = sa.Table(
        "imports",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(20), sa.CheckConstraint(KINDS, name=RULE), nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Integer, sa.CheckConstraint("rows >= 0"), nullable=False),
        sa.UniqueConstraint("kind", "sha256"),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("imports", copy_from=imports, recreate="always"):
        pass
    if numbered is not None:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'imports'")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('imports', {int(numbered)})")
