"""One vocabulary alone, for those who do not need the others: the official release where it is installed."""

from __future__ import annotations

from pathlib import Path

from planner import settings
from planner.references import embedded, esco, rome
from planner.references.vocabulary import Esco, Framework, Rome


def rome_in_use(home: Path) -> Rome:
    """ROME alone: the official release installed under ``home``, else the extract; raises as ``load_references``."""
    return rome.installed_rome(home) or embedded.load_occupations(settings.embedded_folder("taxonomies"))


def esco_in_use(home: Path) -> Esco:
    """ESCO alone, likewise."""
    return esco.installed_esco(home) or embedded.load_esco(settings.embedded_folder("taxonomies"))


def framework_in_use() -> Framework:
    """The AI framework alone."""
    return embedded.load_framework(settings.embedded_folder("taxonomies"))
