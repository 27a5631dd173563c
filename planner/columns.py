"""Every table that travels between the rooms, its columns and what they hold.

This is the one place where a column is named. ``TABLE.frame(rows)`` builds a tidy
DataFrame in that order, ``TABLE.check(frame)`` refuses a frame that lacks a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Table:
    """A tidy table: its name and, for each column in order, what the column holds."""

    name: str
    columns: Mapping[str, str]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return list(self.columns)

    def frame(self, rows: Iterable[Mapping[str, object]] = ()) -> pd.DataFrame:
        """Build a frame with these columns, in this order, one row a mapping."""
        return pd.DataFrame(list(rows), columns=self.names)

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return ``frame`` with these columns first.

        Raises:
            KeyError: a column is missing; the message names the table and the columns.
        """
        missing = [name for name in self.columns if name not in frame.columns]
        if missing:
            raise KeyError(f"table « {self.name} » : colonnes absentes {missing}")
        extra = [name for name in frame.columns if name not in self.columns]
        return frame[self.names + extra]


# ── what people bring ────────────────────────────────────────────────────────────────────
POSTINGS = Table(
    "postings",
    {
        "posting_id": "identifier given by the source, or file name and row",
        "title": "job title as written",
        "description": "text, contact data masked",
        "dept": "département code (44, 49…), empty when unknown or not in metropolitan form",
        "location": "place as written",
        "sector": "sector as written",
        "filiere": "filière id of taxonomies/filieres.csv, empty when unknown",
        "naf": "NAF code (6201Z), empty when unknown",
        "date": "publication date, ISO 8601, empty when unknown",
        "source": "file name",
    },
)
PROFILES = Table(
    "profiles",
    {
        "profile_id": "file name and row",
        "sector": "sector as written",
        "filiere": "filière id",
        "dept": "département code, empty for the whole region",
        "headcount": "people in post, NaN when silent",
        "occupation_mix": "ROME or FAP codes with shares, 'M1805:0.2|M1607:0.1'",
        "stated_needs": "needs in the profile's own words",
        "people_stated": "people to train per year that the profile states, NaN when silent",
        "adoption_rate": "share of organisations using AI, 0–1, NaN when silent",
        "source": "who says so",
        "year": "year of the figures",
    },
)
COURSES = Table(
    "courses",
    {
        "course_id": "provider's reference, or file name and row",
        "title": "intitulé",
        "provider": "organisme",
        "content": "objectives and content, one line per item",
        "public": "initial | continu",
        "audience": "public visé as written",
        "level": "level of the certification 3–8, NaN when none",
        "hours": "hours per learner, NaN when silent",
        "price": "euros per learner, NaN when silent",
        "places": "places per year, NaN when silent",
        "dept": "département code, empty when remote or unknown",
        "commune": "as written",
        "modality": "présentiel | distance | mixte | empty",
        "siret": "14 digits or empty",
        "rncp": "RNCP12345 or empty",
        "rs": "RS1234 or empty",
        "formacode": "five-digit codes joined by |",
        "rome": "ROME 4.0 codes joined by |",
        "date": "start or publication date, ISO 8601, empty when unknown",
        "source": "file name",
        "row": "row in the source sheet, counted from 1",
    },
)

ACTORS = Table(
    "actors",
    {
        "actor_id": "SIRET, or name when there is none",
        "name": "name of the organisation",
        "siret": "14 digits or empty",
        "link": "link id of taxonomies/value_chain.csv",
        "dept": "département code, empty when unknown",
        "commune": "as written",
        "source": "who says so",
    },
)

# ── what the references say ──────────────────────────────────────────────────────────────
SKILLS = Table(
    "skills",
    {
        "skill_id": "IA101…",
        "layer": "1–6",
        "label_fr": "label in French",
        "label_en": "label in English",
        "definition_fr": "our definition",
        "can_do_fr": "what a person can do once trained, observable",
        "level": "usual level 1–4",
        "level_1_fr": "descriptor",
        "level_2_fr": "descriptor",
        "level_3_fr": "descriptor",
        "level_4_fr": "descriptor",
        "axis": "economique | social | environnement | ethique, joined by |",
        "publics": "publics joined by |",
        "filieres": "filière ids joined by |, empty when the skill is transversal",
        "prerequisites": "skill ids joined by |",
        "ai_act": "article of the AI Act, or empty",
        "digcomp": "DigComp 2.2 competence (1.1 … 5.4), or empty",
        "formacode": "Formacode joined by |, or empty",
        "source": "source of the idea",
    },
)
FORMS = Table(
    "surface forms",
    {
        "skill_id": "skill of the framework",
        "lang": "fr | en",
        "form": "words as people write them",
        "case": "any | exact",
        "context": "one of these phrases (joined by |) must stand in the same sentence; empty: none needed",
        "forbidden": "refused when one of these phrases (joined by |) stands within four words or covers the form",
        "generic": "yes: kept only when the sentence carries no specific skill",
    },
)
MAPPINGS = Table(
    "mappings",
    {
        "skill_id": "skill of the framework",
        "taxonomy": "esco | rome",
        "code": "ESCO URI or OGR code",
        "label": "label of the target, in French when it has one",
        "kind": "exactMatch | closeMatch | broadMatch | relatedMatch (SKOS)",
    },
)
OCCUPATIONS = Table(
    "occupations",
    {
        "rome": "ROME 4.0 code",
        "label": "libellé",
        "domain": "domaine professionnel (M18)",
        "grand_domaine": "grand domaine (M)",
        "parent_v3": "ROME v3 code, for tables not yet in 4.0",
    },
)
APPELLATIONS = Table("appellations", {"ogr": "OGR code", "rome": "ROME 4.0 code", "label": "appellation"})
ROME_SKILLS = Table("rome skills", {"ogr": "OGR code", "label": "libellé", "kind": "competence | savoir"})
OCCUPATION_SKILLS = Table(
    "occupation skills", {"rome": "ROME 4.0 code", "ogr": "OGR code", "core": "True when cœur de métier"}
)
ROME_TEXTS = Table(
    "rome texts", {"rome": "ROME 4.0 code", "text": "definition and access, installed release only"}
)
ESCO_SKILLS = Table(
    "esco skills",
    {
        "uri": "ESCO URI",
        "label_fr": "preferred label, empty when not in French",
        "label_en": "preferred label",
        "alt_fr": "alternative labels joined by a line break",
        "alt_en": "alternative labels joined by a line break",
        "description_fr": "empty in the embedded references",
        "description_en": "empty in the embedded references",
        "kind": "skill/competence | knowledge",
    },
)

# ── what matching reads ──────────────────────────────────────────────────────────────────
MENTIONS = Table(
    "mentions",
    {
        "document_id": "posting_id or course_id",
        "skill_id": "skill of the framework",
        "start": "first character in the text",
        "end": "one past the last character",
        "evidence": "the words read",
        "sentence": "the sentence they stand in",
        "part": "titre | missions | profil | entreprise | conditions | autre",
        "force": "exigé | souhaité | nié",
        "method": "how it was read",
        "score": "0–1",
    },
)
CODINGS = Table(
    "codings",
    {
        "posting_id": "posting",
        "rome": "ROME 4.0 code, empty when the coder abstains",
        "label": "libellé",
        "score": "0–1, how near the title is to the occupation; not a probability",
        "runner_up": "second ROME code, empty when none",
    },
)

# ── what is computed ─────────────────────────────────────────────────────────────────────
CELL = ["skill_id", "dept", "filiere", "public"]
DEMAND = Table(
    "demand",
    {
        "skill_id": "skill of the framework",
        "dept": "département code",
        "filiere": "filière id",
        "public": "initial | continu",
        "signal": "annonces | exposition | obligation | déclaré",
        "people": "people to train per year",
        "low": "lower bound, 95 %",
        "high": "upper bound, 95 %",
        "sample": "effective sample: postings, jobs or profiles read",
        "observed": "share of the figure observed rather than borrowed or assumed, 0–1",
        "note": "'hors calcul', 'emprunté à la région'…, empty when none",
    },
)
SUPPLY = Table(
    "supply",
    {
        "skill_id": "skill of the framework",
        "dept": "département of the learners",
        "public": "initial | continu",
        "places": "places per year × share taught × access",
        "observed": "share of the places read rather than imputed, 0–1",
        "courses": "number of courses",
    },
)
GAPS = Table(
    "gaps",
    {
        "skill_id": "skill of the framework",
        "dept": "département code",
        "filiere": "filière id",
        "public": "initial | continu",
        "demand": "people per year, strongest weighted signal",
        "low": "lower bound of demand",
        "high": "upper bound of demand",
        "signal": "the signal that gives the demand",
        "supply": "places per year",
        "gap": "demand − supply",
        "missing": "gap where demand exceeds supply, else 0: a surplus elsewhere does not fill it",
        "coverage": "supply / demand, NaN when no demand",
        "reliability": "share observed, 0–1",
        "sample": "effective sample behind the demand",
        "note": "reservations",
    },
)

NEEDS = Table(
    "needs",
    {
        "need_id": "B01…",
        "name": "readable French",
        "skills": "number of member skills",
        "demand": "people × skills per year",
        "supply": "places per year",
        "missing": "people × skills per year",
        "coverage": "supply / demand",
        "reliability": "share observed, 0–1",
        "cohesion": "mean silhouette of the members, −1 to 1; NaN for an isolated skill, a need of its own",
        "x": "place on the two-dimensional map",
        "y": "place on the two-dimensional map",
    },
)
NEED_MEMBERS = Table("need members", {"need_id": "B01…", "skill_id": "IA101…", "silhouette": "−1 to 1"})
ACTIONS = Table(
    "actions",
    {
        "rank": "1 = first",
        "action_id": "A001…",
        "kind": "renforcer | essaimer | créer",
        "need_id": "need answered",
        "need": "name of the need",
        "dept": "département of the learners",
        "public": "initial | continu",
        "course_id": "course to strengthen or spread, or the closest one when creating; empty when none",
        "course": "its title",
        "provider": "its provider",
        "groups": "groups of learners per year",
        "places": "places per year",
        "hours": "hours per learner",
        "cost": "euros per year",
        "closed": "people × skills per year that the action brings",
        "missing": "people × skills per year missing for the need there, before the action",
        "chosen": "True when the budget allows it",
        "programmes": "programmes that can fund it, joined by ' ; '",
        "reliability": "of the gap it answers, 0–1",
        "reason": "why, in a sentence",
        "loss": "what is lost without it, in a sentence",
    },
)
