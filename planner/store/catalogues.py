"""Catalogues as versions: each provider's latest import is the one in use, earlier ones can come back.

An import never erases another. Each has a *rank*, which grows with every import and every
restoration; for each provider, the courses in use are those of the import of highest rank that
holds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Column, Connection, ForeignKey, Integer, Table, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from planner import columns
from planner.store.access import Act, Actor
from planner.store.acting import Database
from planner.store.database import IMPORTS, METADATA, ROWS, claim
from planner.store.imports import (
    CATALOGUE,
    KeptImport,
    UnknownImport,
    file_named,
    insert_import,
    known_import,
    own_counts,
    read_rows,
    require_whole,
    same_file,
)
from planner.store.ownership import provider_keys, require_own
from planner.store.versions import CatalogueDiff, compare_versions
from planner.words import IN_FRENCH, Words

KIND = CATALOGUE
COURSES = ROWS[KIND]
RANKS = Table(
    "catalogue_ranks",
    METADATA,
    Column("import_id", ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True),
    Column("rank", Integer, nullable=False, unique=True),
)


@dataclass(frozen=True, slots=True, eq=False)
class KeptCatalogue:
    """An import of a catalogue and what it changed in the courses in use.

    ``in_use`` is False when the very same file was there already and another version is used since.
    """

    kept: KeptImport
    diff: CatalogueDiff
    in_use: bool = True

    @property
    def sentence(self) -> str:
        """What happened, in French."""
        return self.said(IN_FRENCH)

    def said(self, words: Words) -> str:
        """What happened."""
        kept = self.kept.said(words)
        if self.in_use:
            return kept if self.kept.already else f"{kept} {self.diff.said(words)}"
        later = words.say(
            "Une version importée depuis est utilisée ; pour revenir à celle-ci, restaurez l’import n° {number}."
        )
        return f"{kept} {later.format(number=self.kept.import_id)}"


def keep_catalogue(database: Database, filename: str, sha256: str, courses: pd.DataFrame) -> KeptCatalogue:
    """Keep a catalogue, all or none; the same file twice changes nothing.

    It becomes the version in use of every provider that it holds: a course that it leaves out is
    no longer offered. What it changes is in ``diff``.

    Args:
        database: from :func:`planner.store.open_database`.
        filename: name of the file, without folder.
        sha256: digest of the file; what makes it the same.
        courses: ``columns.COURSES``.

    Raises:
        KeyError, ValueError, StoreUnavailable: see :func:`planner.store.keep_import`.
        NotPermitted: a provider's file holds another's courses.
    """
    frame = columns.COURSES.check(courses)[columns.COURSES.names]
    database.actor.require(Act.KEEP_CATALOGUE)
    require_own(database.actor, frame)
    try:
        with database.acting(Act.KEEP_CATALOGUE, file_named(filename, sha256)) as connection:
            claim(connection)  # two catalogues at once would read the same rank
            diff = compare_versions(_current(connection, database.actor, set(provider_keys(frame))), frame)
            kept = insert_import(connection, KIND, filename, sha256, frame)
            _put_on_top(connection, kept.import_id)
    except IntegrityError:
        # The constraint on (kind, sha256) decides, so that two simultaneous imports cannot both pass.
        known = same_file(database, KIND, sha256)
        if known is None:
            raise
        return _known(database, known)
    return KeptCatalogue(kept, diff)


def preview_catalogue(database: Database, courses: pd.DataFrame) -> CatalogueDiff:
    """What :func:`keep_catalogue` would change; nothing is written.

    Raises:
        NotPermitted: a provider's file holds another's courses.
    """
    frame = columns.COURSES.check(courses)
    with database.acting(Act.READ_CATALOGUE) as connection:
        require_own(database.actor, frame)
        return compare_versions(_current(connection, database.actor, set(provider_keys(frame))), frame)


def load_catalogue(database: Database, order: Sequence[int] | None = None) -> pd.DataFrame:
    """The courses in use (``columns.COURSES``), ``course_id`` unique.

    Two providers may use one reference: the provider's name then stands before it.

    Args:
        order: what :func:`catalogue_order` once gave, to have the courses that were in use then.
    """
    with database.acting(Act.READ_CATALOGUE) as connection:
        return _unique(_current(connection, database.actor, order=order))


def catalogue_order(database: Database) -> tuple[int, ...]:
    """Numbers of the imported catalogues: of those that hold one provider, the version in use comes last."""
    rank = func.coalesce(RANKS.c.rank, IMPORTS.c.id)
    query = select(IMPORTS.c.id).select_from(IMPORTS.outerjoin(RANKS)).where(IMPORTS.c.kind == KIND)
    with database.acting(Act.READ_CATALOGUE) as connection:
        own = own_counts(connection, database.actor)
        return tuple(number for number in connection.scalars(query.order_by(rank)) if number in own)


def load_version(database: Database, import_id: int) -> pd.DataFrame:
    """The courses of one import, in use or not.

    Raises:
        UnknownImport: no catalogue has that number.
    """
    with database.acting(Act.READ_CATALOGUE) as connection:
        _require(connection, import_id)
        return read_rows(connection, database.actor, KIND, COURSES.c.import_id == import_id)[
            columns.COURSES.names
        ]


def restore_import(database: Database, import_id: int) -> KeptCatalogue:
    """Bring an earlier version back in use for the providers that it holds; nothing is erased.

    Raises:
        UnknownImport: no catalogue that the actor may see has that number.
        NotPermitted: it holds another's courses too, and the actor is a provider.
    """
    with database.acting(Act.RESTORE_CATALOGUE, f"import n° {import_id}") as connection:
        claim(connection)
        kept = _require(connection, import_id)
        if not require_whole(connection, database.actor, import_id):
            raise UnknownImport(_unknown(import_id))
        courses = read_rows(connection, database.actor, KIND, COURSES.c.import_id == import_id)
        diff = compare_versions(_current(connection, database.actor, set(provider_keys(courses))), courses)
        _put_on_top(connection, import_id)
    return KeptCatalogue(kept, diff)


def list_versions(database: Database) -> pd.DataFrame:
    """Versions, the one imported or restored last first.

    Columns: provider, import_id, filename, imported_at (UTC), courses, in_use (True for one version
    of each provider).
    """
    with database.acting(Act.READ_CATALOGUE) as connection:
        rows = _ranked(connection, database.actor)
    counts = rows.groupby(["provider_key", "import_id"], sort=False, as_index=False).agg(
        provider=("provider", "first"),
        filename=("filename", "first"),
        imported_at=("imported_at", "first"),
        courses=("course_id", "size"),
        rank=("rank", "first"),
    )
    counts["in_use"] = counts["rank"] == counts.groupby("provider_key")["rank"].transform("max")
    ordered = counts.sort_values(["rank", "provider"], ascending=[False, True], ignore_index=True)
    ordered["imported_at"] = pd.to_datetime(ordered["imported_at"], utc=True)
    return ordered[["provider", "import_id", "filename", "imported_at", "courses", "in_use"]]


def _current(
    connection: Connection, actor: Actor, keys: set[str] | None = None, order: Sequence[int] | None = None
) -> pd.DataFrame:
    """Courses in use, now or in that ``order``, in the order of imports; those of some providers only, by their keys."""
    rows = _ranked(connection, actor)
    if order is not None:
        rows = rows[rows["import_id"].isin(order)]
        rows = rows.assign(rank=rows["import_id"].map({number: place for place, number in enumerate(order)}))
    top = rows.groupby("provider_key")["rank"].transform("max")
    rows = rows[rows["rank"] == top]
    if keys is not None:
        rows = rows[rows["provider_key"].isin(keys)]
    return rows[columns.COURSES.names].reset_index(drop=True)


def _ranked(connection: Connection, actor: Actor) -> pd.DataFrame:
    """Every course that the actor may read, of every import, with the rank of its import and the key of its provider."""
    rank = func.coalesce(RANKS.c.rank, IMPORTS.c.id)
    query = (
        select(IMPORTS.c.id, IMPORTS.c.filename, IMPORTS.c.imported_at, rank)
        .select_from(IMPORTS.outerjoin(RANKS))
        .where(IMPORTS.c.kind == KIND)
    )
    imports = pd.DataFrame(
        connection.execute(query).all(), columns=["import_id", "filename", "imported_at", "rank"]
    ).astype({"import_id": "int64", "rank": "int64"})
    rows = read_rows(connection, actor, KIND).astype({"import_id": "int64"})
    rows = rows.merge(imports, on="import_id", how="left")
    return rows.assign(provider_key=provider_keys(rows))


def _put_on_top(connection: Connection, import_id: int) -> None:
    """Give an import the highest rank."""
    ranks = select(func.max(func.coalesce(RANKS.c.rank, IMPORTS.c.id))).select_from(IMPORTS.outerjoin(RANKS))
    top = (connection.scalar(ranks) or 0) + 1
    if connection.execute(update(RANKS).where(RANKS.c.import_id == import_id).values(rank=top)).rowcount == 0:
        connection.execute(insert(RANKS).values(import_id=import_id, rank=top))


def _require(connection: Connection, import_id: int) -> KeptImport:
    kept = known_import(connection, IMPORTS.c.id == import_id, IMPORTS.c.kind == KIND)
    if kept is None:
        raise UnknownImport(_unknown(import_id))
    return kept


def _unknown(import_id: int) -> str:
    return f"Aucun catalogue importé ne porte le numéro {import_id}. Voyez la liste des imports."


def _known(database: Database, kept: KeptImport) -> KeptCatalogue:
    """The answer to a file that was there already: nothing changed, whichever version is in use."""
    versions = list_versions(database)
    own = versions[versions["import_id"] == kept.import_id]
    empty = columns.COURSES.frame()
    return KeptCatalogue(kept, compare_versions(empty, empty), bool(own["in_use"].all()))


def _unique(courses: pd.DataFrame) -> pd.DataFrame:
    """Courses whose identifiers differ, whoever gave them."""
    shared = courses.groupby("course_id")["provider"].transform("nunique") > 1
    named = courses["provider"] + " · " + courses["course_id"]
    return courses.assign(course_id=courses["course_id"].where(~shared, named))
