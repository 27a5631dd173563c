"""From files to :class:`planner.results.Inputs`: what the command line and the web app both do first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner import columns, settings
from planner.intake import Intake, IntakeError, read_actors, read_catalogue, read_postings, read_profiles
from planner.references import References
from planner.refusal import Refusal
from planner.results import Inputs, Message

POSTINGS_DEMO = "offres_demonstration.csv"
PROFILES_DEMO = "profils_sectoriels_demonstration.csv"
CATALOGUE_DEMO = "catalogue_demonstration.csv"
ACTORS_DEMO = "acteurs_demonstration.csv"
# Fictional actors would give a false presence where « ? » is true: beside a person's own data they stand in for none.
NEVER_BORROWED = "actors"
NO_ACTORS = "Aucun registre d'acteurs fourni : la présence des maillons de la chaîne de valeur reste « ? »."
Reader = Callable[[Path, References], Intake]


class UnusableInputs(Refusal):
    """Some files cannot be used; ``str()`` gives every reason, one French line each."""

    def __init__(self, errors: Sequence[IntakeError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True)
class Files:
    """Files brought by a person; demonstration data stand in for a kind that is empty only when all are."""

    postings: tuple[Path, ...] = ()
    profiles: tuple[Path, ...] = ()
    catalogue: tuple[Path, ...] = ()
    actors: tuple[Path, ...] = ()

    @property
    def none(self) -> bool:
        """True when nothing was brought."""
        return not (self.postings or self.profiles or self.catalogue or self.actors)


def demonstration() -> Files:
    """The demonstration files shipped with the product."""
    folder = settings.embedded_folder("data")
    names = (POSTINGS_DEMO, PROFILES_DEMO, CATALOGUE_DEMO, ACTORS_DEMO)
    return Files(*((folder / name,) for name in names))


def load_inputs(files: Files, references: References) -> Inputs:
    """Read every file; a kind that was not brought comes from the demonstration (actors excepted), and a message says so.

    Raises:
        UnusableInputs: at least one file has no usable row; every such file is named.
    """
    shown, messages, errors = demonstration(), [], []
    frames: dict[str, pd.DataFrame] = {}
    for kind, label, reader, table in _KINDS:
        own = getattr(files, kind)
        if kind == NEVER_BORROWED and not own and not files.none:
            frames[kind] = table.frame()
            messages.append(Message(label, "conseil", NO_ACTORS))
            continue
        paths = own or getattr(shown, kind)
        if not own and not files.none:
            messages.append(
                Message(
                    paths[0].name, "conseil", f"Aucun fichier fourni ({label}) : données de démonstration."
                )
            )
        frames[kind] = _read_all(paths, reader, table, references, messages, errors)
    if errors:
        raise UnusableInputs(errors)
    names = tuple(path.name for kind, *_ in _KINDS for path in getattr(files, kind))
    return Inputs(
        frames["postings"],
        frames["profiles"],
        frames["catalogue"],
        names,
        tuple(messages),
        files.none,
        frames["actors"],
    )


def _read_all(
    paths: Iterable[Path],
    reader: Reader,
    table: columns.Table,
    references: References,
    messages: list[Message],
    errors: list[IntakeError],
) -> pd.DataFrame:
    frames = []
    for path in paths:
        try:
            intake = reader(path, references).required(path.name)
        except IntakeError as error:
            errors.append(error)
            continue
        messages.extend(Message(path.name, str(p.severity), p.sentence()) for p in intake.problems)
        frames.append(intake.frame)
    return _joined(frames, table) if frames else table.frame()


def _joined(frames: list[pd.DataFrame], table: columns.Table) -> pd.DataFrame:
    """Rows of several files under unique identifiers.

    Two providers may well use one reference for two courses: the provider's name then tells them
    apart. Otherwise the same identifier twice is the same thing twice, and the first one is kept.
    """
    frame, identifier = pd.concat(frames, ignore_index=True), table.names[0]
    if "provider" in frame:
        shared = frame.groupby(identifier)["provider"].transform("nunique") > 1
        frame[identifier] = frame[identifier].where(~shared, frame["provider"] + " · " + frame[identifier])
    return frame.drop_duplicates(_SAME.get(table.name, identifier), ignore_index=True)


def _postings(path: Path, references: References) -> Intake:
    return read_postings(path, path.name, references.territories, references.sectors)


def _profiles(path: Path, references: References) -> Intake:
    return read_profiles(path, path.name, references.territories, references.sectors)


def _catalogue(path: Path, references: References) -> Intake:
    return read_catalogue(
        path, path.name, references.territories, references.sectors, occupations=references.rome.occupations
    )


def _actors(path: Path, references: References) -> Intake:
    return read_actors(path, path.name, references.territories, references.links)


# An actor stands once for each link and place; elsewhere an identifier says it all.
_SAME = {columns.ACTORS.name: ["actor_id", "link", "dept", "commune"]}
_KINDS = (
    ("postings", "offres", _postings, columns.POSTINGS),
    ("profiles", "profils sectoriels", _profiles, columns.PROFILES),
    ("catalogue", "catalogue", _catalogue, columns.COURSES),
    ("actors", "registre d'acteurs", _actors, columns.ACTORS),
)
