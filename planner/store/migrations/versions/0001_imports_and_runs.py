"""Imports, their rows, the ranks of catalogues, runs: the tables of format 1.

A database of format 1 has them already: they are left as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Said in schema_version so that a software of format 1 refuses the database instead of writing in it.
NUMBERED = 2
POSTINGS = "posting_id title description dept location sector filiere naf date source"
PROFILES = "profile_id sector filiere dept headcount occupation_mix stated_needs people_stated adoption_rate source year"
COURSES = (
    "course_id title provider content public audience level hours price places dept commune modality "
    "siret rncp rs formacode rome date source row"
)
FLOATS = {"headcount", "people_stated", "adoption_rate", "level", "hours", "price", "places"}
INTEGERS = {"year", "row"}


def upgrade() -> None:
    state_format()
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "kind",
            sa.String(20),
            sa.CheckConstraint("kind IN ('postings', 'profiles', 'catalogue')"),
            nullable=False,
        ),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.Integer, sa.CheckConstraint("rows >= 0"), nullable=False),
        sa.UniqueConstraint("kind", "sha256"),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    for name, columns in (("postings", POSTINGS), ("profiles", PROFILES), ("courses", COURSES)):
        create_rows(name, columns.split())
    op.create_table(
        "catalogue_ranks",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("rank", sa.Integer, nullable=False, unique=True),
        if_not_exists=True,
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("campaign", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parameters", sa.JSON, nullable=False),
        sa.Column("summary", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )


def state_format() -> None:
    op.create_table(
        "schema_version",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        if_not_exists=True,
    )
    op.execute("DELETE FROM schema_version")
    op.execute(f"INSERT INTO schema_version (id, version) VALUES (1, {NUMBERED})")


def create_rows(name: str, columns: list[str]) -> None:
    """A table of rows: the import that brought them, their position in its file, their values."""
    op.create_table(
        name,
        sa.Column("import_id", sa.Integer, sa.ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        *[value(column) for column in columns],
        if_not_exists=True,
    )


def value(name: str) -> sa.Column:
    if name in FLOATS:
        return sa.Column(name, sa.Float, nullable=True)
    if name in INTEGERS:
        return sa.Column(name, sa.Integer, nullable=True)
    return sa.Column(name, sa.Text, nullable=False)
