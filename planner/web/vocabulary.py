"""Words of the other rooms that Babel cannot find where they are written: values of tables, of enumerations, of files.

``tools/update_translations.py`` adds them to the catalogue, and a test asks the English of each one.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import ActionKind, Public
from planner.needs import DESCRIPTIONS
from planner.plan import PLAN_DESCRIPTIONS
from planner.references import EMBEDDED, OFFICIAL, PUBLICS, Verdict, load_programmes
from planner.settings import embedded_folder


def parameters() -> Iterator[str]:
    """Label, unit and source of each parameter of the needs and of the plan."""
    for description in (*DESCRIPTIONS, *PLAN_DESCRIPTIONS):
        yield from (description.label, description.unit, description.source)


def programmes() -> Iterator[str]:
    """What the funders check, and reservations; names and funders stay as they are."""
    table = load_programmes(embedded_folder("taxonomies"))
    yield from (*table["conditions_fr"], *table["note_fr"])


def words() -> Iterator[str]:
    """Every message, empty ones dropped; one may come twice."""
    yield from (str(kind) for kind in ActionKind)
    yield from (str(public) for public in Public)
    yield from (str(verdict) for verdict in Verdict)
    yield from (EMBEDDED, OFFICIAL, *PUBLICS.values())
    yield from parameters()
    yield from (text for text in programmes() if text)
