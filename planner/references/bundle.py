"""All references of one run: the official releases where they are installed, the embedded extracts elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from planner import settings
from planner.references import embedded, employment, esco, rome
from planner.references.earlier import Earlier, Identity
from planner.references.in_use import framework_in_use
from planner.references.programmes import load_programmes
from planner.references.territories import Sectors, Territories
from planner.references.vocabulary import Esco, Framework, Rome
from planner.store import Release, newest_release

REGION = "52"  # INSEE code of Pays de la Loire
EMBEDDED, OFFICIAL = "extrait fourni", "officiel, installé"


@dataclass(frozen=True, slots=True)
class ReferenceInUse:
    """A reference behind the figures; ``rows`` counts its main table."""

    name: str
    version: str
    date: str
    licence: str
    origin: str
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class References:
    """What every room looks things up in. Frames are those of :mod:`planner.columns` and ``embedded``.

    Attributes:
        departments, filieres: code → French label.
        jobs: dept, fap, filiere, jobs, observed. exposure: fap, gradient, share, managers_share.
        domains: fap, domain, share. adoption: filiere, rate, low, high (shares of jobs), observed.
        recruitments: intended recruitments of the region, latest year.
        distances: km between prefectures.
        fap_labels: FAP code → label. value_chain: link, label_fr, label_en, report_presence, source.
        in_use: identity of each reference.
    """

    rome: Rome
    esco: Esco
    framework: Framework
    programmes: pd.DataFrame
    territories: Territories
    sectors: Sectors
    departments: dict[str, str]
    filieres: dict[str, str]
    jobs: pd.DataFrame
    exposure: pd.DataFrame
    domains: pd.DataFrame
    adoption: pd.DataFrame
    recruitments: float
    distances: pd.DataFrame
    fap_labels: dict[str, str]
    value_chain: pd.DataFrame
    in_use: tuple[ReferenceInUse, ...]

    @property
    def links(self) -> dict[str, str]:
        """Link of the value chain → its French label."""
        return dict(zip(self.value_chain["link"], self.value_chain["label_fr"], strict=True))


def load_references(home: Path, earlier: Earlier | None = None) -> References:
    """Load the references in use; official releases installed under ``home`` take the place of the extracts.

    Args:
        earlier: load those of an earlier run instead of the newest.

    Raises:
        UnusableRelease: an installed release is damaged.
        FileNotFoundError: an embedded file is missing.
        ReferencesGone: one of ``earlier`` is not on this machine.
    """
    folder = settings.embedded_folder("taxonomies")
    rome_releases = _releases(home, ROME_EXTRACT, rome.KIND, (None,), earlier)
    esco_releases = _releases(home, ESCO_EXTRACT, esco.KIND, esco.LANGUAGES, earlier)
    rome_tables, esco_tables = _rome(home, rome_releases), _esco(home, esco_releases)
    framework = framework_in_use()
    if earlier is not None:  # our framework comes in one version: another one is refused
        earlier.extract(FRAMEWORK_IDENTITY.name, FRAMEWORK_IDENTITY.identity)
    people, economy = embedded.load_employment(folder), embedded.load_economy(folder)
    places = embedded.load_places(folder)
    territories = Territories.from_places(places)
    sectors = Sectors.from_activities(embedded.load_activities(folder))
    in_use = (
        *_in_use(ROME_EXTRACT, rome_releases, len(rome_tables.occupations)),
        *_in_use(ESCO_EXTRACT, esco_releases, len(esco_tables.skills)),
        FRAMEWORK_IDENTITY.of(len(framework.skills)),
    )
    return References(
        rome=rome_tables,
        esco=esco_tables,
        framework=framework,
        programmes=load_programmes(folder),
        territories=territories,
        sectors=sectors,
        departments=dict(zip(places.departements["dept"], places.departements["label"], strict=True)),
        filieres=sectors.labels,
        jobs=_observed_jobs(people),
        exposure=employment.exposure_by_fap(
            people.fap_rome, people.rome_isco, people.exposure, people.fap["fap"]
        ),
        domains=employment.domains_by_fap(people.fap_rome),
        adoption=_adoption_of_jobs(economy.adoption),
        recruitments=_recruitments(economy.recruitments),
        distances=territories.distances(),
        fap_labels=dict(zip(people.fap["fap"], people.fap["label"], strict=True)),
        value_chain=embedded.VALUE_CHAIN.read(folder),
        in_use=in_use,
    )


@dataclass(frozen=True, slots=True)
class _Extract:
    """Identity of an embedded extract."""

    name: str
    version: str
    date: str
    licence: str

    @property
    def identity(self) -> Identity:
        """Version, date and origin, as an earlier run kept them."""
        return self.version, self.date, EMBEDDED

    def of(self, rows: int) -> ReferenceInUse:
        return ReferenceInUse(self.name, self.version, self.date, self.licence, EMBEDDED, rows)


ROME_EXTRACT = _Extract("ROME 4.0", "60 (extrait)", "2025-09-18", "Licence Ouverte 2.0, France Travail")
ESCO_EXTRACT = _Extract(
    "ESCO", "1.1 (extrait)", "2022-09-13", "réutilisation avec mention, Commission européenne"
)
FRAMEWORK_IDENTITY = _Extract("Référentiel des compétences IA", "1.0", "2026-11-27", "CC BY 4.0")


def _rome(home: Path, releases: list[Release]) -> Rome:
    if releases:
        return rome.load_rome(home, releases[0])
    return embedded.load_occupations(settings.embedded_folder("taxonomies"))


def _esco(home: Path, releases: list[Release]) -> Esco:
    if releases:
        return esco.load_esco(home, releases)
    return embedded.load_esco(settings.embedded_folder("taxonomies"))


def _releases(
    home: Path,
    extract: _Extract,
    kind: str,
    languages: tuple[str | None, ...],
    earlier: Earlier | None = None,
) -> list[Release]:
    """The newest installed release of each language, or those of an earlier run; none for the extract."""
    if earlier is None:
        found = [newest_release(home, kind, lang) for lang in languages]
    elif earlier.extract(extract.name, extract.identity):
        found = []
    else:
        found = [earlier.release(home, kind, lang, _named(extract, lang)) for lang in languages]
    return [release for release in found if release is not None]


def _named(extract: _Extract, lang: str | None) -> str:
    return f"{extract.name} ({lang})" if lang else extract.name


def _in_use(extract: _Extract, releases: list[Release], rows: int) -> list[ReferenceInUse]:
    if not releases:
        return [extract.of(rows)]
    return [
        ReferenceInUse(
            _named(extract, r.lang),
            r.version,
            r.date,
            r.licence,
            OFFICIAL,
            rows,
        )
        for r in releases
    ]


def _observed_jobs(people: embedded.Employment) -> pd.DataFrame:
    """Jobs by cell with ``observed``: share of the figure that Dares counted rather than assumed, 0–1."""
    cells = employment.employment_by_cell(people.employment, people.fap_filiere)
    counted = people.employment.assign(counted=(people.employment["kind"] == "observé").astype(float))
    cells = cells.merge(counted[["fap", "dept", "counted"]], on=["fap", "dept"], how="left")
    cells = cells.merge(people.fap_filiere[["fap", "filiere", "observed"]], on=["fap", "filiere"], how="left")
    observed = (cells["counted"] * cells["observed"].astype(float)).fillna(0.0)
    return cells.drop(columns="counted").assign(observed=observed)


def _adoption_of_jobs(adoption: pd.DataFrame) -> pd.DataFrame:
    """Share of jobs in organisations that use AI, by filière, under the names that the signals read."""
    return pd.DataFrame(
        {
            "filiere": adoption["filiere"],
            "rate": adoption["jobs_rate"],
            "low": adoption["jobs_low"],
            "high": adoption["jobs_high"],
            "observed": (adoption["kind"] == "observé").astype(float),
        }
    )


def _recruitments(table: pd.DataFrame) -> float:
    """Intended recruitments of the region in the latest year known."""
    region = table[table["territory"] == REGION].sort_values("year")
    return float(region["recruitments"].iloc[-1])
