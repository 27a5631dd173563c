"""Imports: the files that people brought, each kept once and whole, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Integer, Row, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from planner.store.access import Act, Actor, NotPermitted
from planner.store.acting import Database
from planner.store.database import IMPORTS, KINDS, NUMBERS, ROWS, StoreUnavailable, now
from planner.store.ownership import own_courses, require_own, sees_everything
from planner.words import IN_FRENCH, Words

CATALOGUE = "catalogue"


class UnknownImport(StoreUnavailable):
    """No import has that number."""


@dataclass(frozen=True, slots=True)
class KeptImport:
    """An import and whether its file was there ``already``, in which case nothing changed."""

    import_id: int
    filename: str
    rows: int
    imported_at: datetime
    already: bool

    @property
    def sentence(self) -> str:
        """What happened, in French."""
        return self.said(IN_FRENCH)

    def said(self, words: Words) -> str:
        """What happened."""
        if self.already:
            said = words.say("« {file} » est déjà importé depuis le {day} : rien n’a changé.")
            return said.format(file=self.filename, day=self.imported_at.strftime("%d/%m/%Y"))
        said = (
            words.say("« {file} » importé : {rows} lignes.")
            if self.rows > 1
            else words.say("« {file} » importé : {rows} ligne.")
        )
        return said.format(file=self.filename, rows=self.rows)


def keep_import(database: Database, kind: str, filename: str, sha256: str, frame: pd.DataFrame) -> KeptImport:
    """Keep the rows of a file, all or none; the same content twice changes nothing.

    Args:
        database: from :func:`planner.store.open_database`.
        kind: "postings", "profiles", "catalogue" or "actors".
        filename: name of the file, without folder.
        sha256: digest of the file; what makes it the same.
        frame: the table of that kind in :mod:`planner.columns`; further columns are not kept.

    Raises:
        KeyError: unknown kind, or a column is missing.
        ValueError: a number column holds something else; nothing has changed.
        StoreUnavailable: the database refused; nothing has changed.
    """
    table = KINDS[kind].check(frame)[KINDS[kind].names]
    act = act_on(kind, Act.KEEP_CATALOGUE, Act.KEEP_POSTINGS)
    database.actor.require(act)
    if kind == CATALOGUE:
        require_own(database.actor, table)
    try:
        with database.acting(act, file_named(filename, sha256)) as connection:
            return insert_import(connection, kind, filename, sha256, table)
    except IntegrityError:
        # The constraint on (kind, sha256) decides, so that two simultaneous imports cannot both pass.
        known = same_file(database, kind, sha256)
        if known is None:
            raise
        return known


def insert_import(
    connection: Connection, kind: str, filename: str, sha256: str, table: pd.DataFrame
) -> KeptImport:
    """Write an import and its rows inside a transaction; ``table`` has the columns of its kind, no other.

    Raises:
        IntegrityError: this very file is there already.
    """
    moment = now()
    entry = {"kind": kind, "filename": filename, "sha256": sha256, "imported_at": moment, "rows": len(table)}
    import_id = connection.execute(insert(IMPORTS).values(entry).returning(IMPORTS.c.id)).scalar_one()
    records = list(_records(import_id, table))
    if records:
        connection.execute(insert(ROWS[kind]), records)
    return KeptImport(import_id, filename, len(table), moment, already=False)


def list_imports(database: Database, kind: str | None = None) -> pd.DataFrame:
    """Imports of a kind or of all, latest first: id, kind, filename, sha256, imported_at (UTC), rows.

    A provider has only catalogues, those that hold courses of its own, and ``rows`` counts these.
    """
    query = select(IMPORTS).order_by(IMPORTS.c.id.desc())
    if kind is not None:
        query = query.where(IMPORTS.c.kind == kind)
    with database.acting(act_on(kind, Act.READ_CATALOGUE, Act.READ_POSTINGS)) as connection:
        rows = connection.execute(query).all()
        counted = own_counts(connection, database.actor) if kind == CATALOGUE else {}
    frame = pd.DataFrame(rows, columns=list(IMPORTS.c.keys()))
    if kind == CATALOGUE:
        own = frame["id"].map(counted)
        frame = frame.assign(rows=own.fillna(0).astype(int))[own.notna()].reset_index(drop=True)
    return frame.assign(imported_at=pd.to_datetime(frame["imported_at"], utc=True))


def load_table(database: Database, kind: str, imports: Collection[int] | None = None) -> pd.DataFrame:
    """All rows of a kind, or of those ``imports`` only, in the order of imports, columns of :mod:`planner.columns`.

    When several imports hold the same identifier (postings fetched twice), only the rows of the
    latest one are given. A provider has its own courses only. Catalogues have versions: see :func:`planner.store.load_catalogue`.
    """
    among = () if imports is None else (ROWS[kind].c.import_id.in_(imports),)
    with database.acting(act_on(kind, Act.READ_CATALOGUE, Act.READ_POSTINGS)) as connection:
        frame = read_rows(connection, database.actor, kind, *among)
    latest = frame.groupby(KINDS[kind].names[0])["import_id"].transform("max")
    frame = frame[frame["import_id"] == latest][KINDS[kind].names].reset_index(drop=True)
    return _whole_numbers(frame)


def read_rows(
    connection: Connection, actor: Actor, kind: str, *conditions: ColumnElement[bool]
) -> pd.DataFrame:
    """Rows of a kind that the actor may read, with their import_id, in the order of imports, each column typed."""
    table = ROWS[kind]
    query = select(table).where(*conditions).order_by(table.c.import_id, table.c.position)
    frame = pd.DataFrame(connection.execute(query).all(), columns=list(table.c.keys()))
    kinds = {name: "float64" if name in NUMBERS else "str" for name in KINDS[kind].names}
    typed = frame.astype(kinds)
    if kind == CATALOGUE:
        typed = own_courses(actor, typed).reset_index(drop=True)
    return _whole_numbers(typed)


def forget_import(database: Database, import_id: int, kind: str) -> None:
    """Remove an import of that kind and its rows.

    Raises:
        UnknownImport: there is none of that kind and number, that the actor may see.
        NotPermitted: a provider may not remove what holds another's courses too.
    """
    act = act_on(kind, Act.FORGET_CATALOGUE, Act.FORGET_POSTINGS)
    with database.acting(act, f"import n° {import_id}") as connection:
        kept = known_import(connection, IMPORTS.c.id == import_id, IMPORTS.c.kind == kind)
        if kept is None or (kind == CATALOGUE and not require_whole(connection, database.actor, import_id)):
            raise UnknownImport(f"Aucun import ne porte le numéro {import_id}. Voyez la liste des imports.")
        connection.execute(delete(IMPORTS).where(IMPORTS.c.id == import_id))


def file_named(filename: str, sha256: str) -> str:
    """A file as the audit names it."""
    return f"« {filename} », empreinte {sha256[:12]}"


def own_counts(connection: Connection, actor: Actor) -> dict[int, int]:
    """Import of a catalogue → how many of its courses the actor may read; a provider has not those without any."""
    if sees_everything(actor):
        rows = connection.execute(select(IMPORTS.c.id, IMPORTS.c.rows).where(IMPORTS.c.kind == CATALOGUE))
        return {row.id: row.rows for row in rows}
    names = [ROWS[CATALOGUE].c[name] for name in ("import_id", "provider", "source")]
    query = select(*names, func.count().label("count")).group_by(*names)
    found = pd.DataFrame(connection.execute(query).all(), columns=["id", "provider", "source", "count"])
    return own_courses(actor, found).groupby("id")["count"].sum().to_dict()


def require_whole(connection: Connection, actor: Actor, import_id: int) -> bool:
    """Whether the actor sees that import of a catalogue; all of its courses are then its own.

    Raises:
        NotPermitted: it holds another's courses too.
    """
    kept = known_import(connection, IMPORTS.c.id == import_id)
    own = own_counts(connection, actor).get(import_id)
    if kept is None or own is None:
        return False
    if own < kept.rows:
        raise NotPermitted(
            f"L’import n° {import_id} porte aussi les formations d’autres organismes : {actor} ne peut ni le retirer "
            "ni le remettre en service. Importez votre propre fichier : il prendra sa place pour vos formations."
        )
    return True


def act_on(kind: str | None, on_catalogue: Act, on_others: Act) -> Act:
    """The act for a kind of import; None, all kinds: the act that a provider may not do."""
    return on_catalogue if kind == CATALOGUE else on_others


def same_file(database: Database, kind: str, sha256: str) -> KeptImport | None:
    """The import of this very file, None when it was never brought."""
    with database.acting(act_on(kind, Act.READ_CATALOGUE, Act.READ_POSTINGS)) as connection:
        return known_import(connection, IMPORTS.c.kind == kind, IMPORTS.c.sha256 == sha256)


def known_import(connection: Connection, *conditions: ColumnElement[bool]) -> KeptImport | None:
    """The first import that meets the conditions, None when none does."""
    row: Row | None = connection.execute(select(IMPORTS).where(*conditions)).first()
    if row is None:
        return None
    moment = row.imported_at if row.imported_at.tzinfo else row.imported_at.replace(tzinfo=UTC)
    return KeptImport(row.id, row.filename, row.rows, moment, already=True)


def _records(import_id: int, frame: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Rows as plain values: missing numbers become NULL, missing text becomes empty."""
    for position, row in enumerate(frame.to_dict("records")):
        values = {name: _plain(name, value) for name, value in row.items()}
        yield {"import_id": import_id, "position": position, **values}


def _plain(name: str, value: Any) -> str | int | float | None:
    missing = pd.isna(value)
    if name not in NUMBERS:
        return "" if missing else str(value)
    if missing:
        return None
    return int(value) if NUMBERS[name] is Integer else float(value)


def _whole_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Whole-number columns are integers when every row has one, as pandas reads them from a file."""
    whole = [name for name in frame if NUMBERS.get(name) is Integer and frame[name].notna().all()]
    return frame.astype(dict.fromkeys(whole, "int64"))
