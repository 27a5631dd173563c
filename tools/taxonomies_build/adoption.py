"""Share of organisations that use AI, by filière: what is published, and what is assumed in its absence."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import pandas as pd

INSEE = (
    "Insee, enquête TIC-entreprises 2024, entreprises de 10 personnes occupées ou plus, France hors Mayotte"
)
ADQUATION = "ADquation pour La France Agricole, 2025, exploitations agricoles, France"
DATA_PUBLICA = (
    "Observatoire Data Publica, baromètre 2024, collectivités ayant mis en place ou testé un système d'IA"
)
# 10,500 firms answer Insee's survey over about ten sectors; the sample of each is not published.
RESPONDENTS_PER_SECTOR = 1000  # hypothèse
Z95 = 1.96
# Insee 2024: firms that use AI are 10 % of firms and 40 % of jobs. The odds ratio between the two
# carries a rate of firms to a rate of jobs in each filière (hypothèse: same ratio everywhere).
FIRMS_USING_AI = 0.10
JOBS_IN_FIRMS_USING_AI = 0.40


@dataclass(frozen=True)
class Rate:
    """A share of organisations with its bounds; ``year`` is that of the survey it comes from."""

    rate: float
    low: float
    high: float
    year: int
    source: str
    kind: str


def observed(rate: float, sample: int, year: int, source: str) -> Rate:
    """A published rate, bounds by Wilson at 95 %."""
    return Rate(rate, *wilson(rate, sample), year, source, "observé")


def assumed(rate: float, low: float, high: float, reason: str) -> Rate:
    """A rate that nobody publishes for this filière."""
    return Rate(rate, low, high, 2024, reason, "hypothèse")


def wilson(rate: float, sample: int) -> tuple[float, float]:
    """Wilson 95 % interval of a proportion."""
    spread = Z95 * sqrt(rate * (1 - rate) / sample + Z95**2 / (4 * sample**2))
    middle, scale = rate + Z95**2 / (2 * sample), 1 + Z95**2 / sample
    return (middle - spread) / scale, (middle + spread) / scale


def insee(rate: float, sector: str) -> Rate:
    """A rate of Insee's survey for a sector."""
    return observed(rate, RESPONDENTS_PER_SECTOR, 2024, f"{INSEE}, {sector}")


OVERALL = "taux d'ensemble Insee TIC 2024 (10 %)"
NO_SURVEY = "hors champ de l'enquête Insee TIC 2024"
LOCAL_AUTHORITIES = wilson(0.36, 289)[0]  # Data Publica 2024: 36 % of 289 local authorities
INDUSTRY = assumed(0.10, 0.03, 0.17, f"{OVERALL} ; bornes : construction 3 %, activités spécialisées 17 %")
RATES = {
    "agriculture": observed(0.15, 572, 2025, ADQUATION),
    "agroalimentaire": INDUSTRY,
    "metallurgie": INDUSTRY,
    "naval-aero": INDUSTRY,
    "materiaux": INDUSTRY,
    "energie-environnement": INDUSTRY,
    "construction": insee(0.03, "construction"),
    "commerce": insee(0.10, "commerce"),
    "logistique": insee(0.05, "transports et entreposage"),
    "tourisme": insee(0.05, "hébergement et restauration"),
    "numerique": insee(0.42, "information et communication"),
    "culture-medias": assumed(
        0.10, 0.05, 0.42, f"{OVERALL} ; bornes : restauration 5 %, information et communication 42 %"
    ),
    "finance-immobilier": assumed(
        0.17, 0.10, 0.42, f"{NO_SURVEY} ; par analogie avec les activités spécialisées (17 %)"
    ),
    "services-entreprises": assumed(
        0.135, 0.10, 0.17, "Insee TIC 2024, milieu entre activités spécialisées (17 %) et ensemble (10 %)"
    ),
    "administration": assumed(
        0.36, LOCAL_AUTHORITIES, 0.77, f"{DATA_PUBLICA} (36 %), étendu à l'État ; borne haute : 77 % en 2025"
    ),
    "enseignement": assumed(
        0.23, 0.10, 0.36, f"{NO_SURVEY} ; milieu entre l'ensemble (10 %) et les collectivités (36 %)"
    ),
    "sante-social": assumed(0.10, 0.05, 0.36, f"{NO_SURVEY} ; {OVERALL}, borne haute : collectivités 36 %"),
    "services-particuliers": assumed(
        0.09, 0.03, 0.17, "Insee TIC 2024, entreprises de moins de 50 salariés (9 %)"
    ),
    "autres": assumed(0.10, 0.03, 0.42, OVERALL),
}


def build() -> pd.DataFrame:
    """One row a filière: rates of organisations, rates of jobs (always assumed), year, source, kind."""
    return pd.DataFrame([_row(filiere, rate) for filiere, rate in sorted(RATES.items())])


def jobs_rate(firms: float) -> float:
    """Share of jobs in organisations using AI, from the share of organisations, by a constant odds ratio."""
    ratio = _odds(JOBS_IN_FIRMS_USING_AI) / _odds(FIRMS_USING_AI)
    odds = ratio * _odds(firms)
    return odds / (1 + odds)


def _odds(share: float) -> float:
    return share / (1 - share)


def _row(filiere: str, rate: Rate) -> dict[str, object]:
    bounds = {"rate": rate.rate, "low": rate.low, "high": rate.high}
    jobs = {f"jobs_{name}": jobs_rate(value) for name, value in bounds.items()}
    rounded = {name: round(value, 3) for name, value in (bounds | jobs).items()}
    return {
        "filiere": filiere,
        **rounded,
        "year": rate.year,
        "source": rate.source,
        "kind": rate.kind,
    }
