"""One linker per vocabulary, built from the references."""

from __future__ import annotations

from planner.matching.framework_linking import FrameworkLinker
from planner.matching.index import Cache
from planner.matching.label_linkers import esco_linker, rome_linker
from planner.matching.labels import LabelLinker
from planner.matching.records import LINK_TAXONOMIES
from planner.model import Taxonomy
from planner.references import Esco, Framework, Rome


def linker_for(
    taxonomy: str,
    lang: str,
    *,
    rome: Rome,
    esco: Esco,
    framework: Framework,
    cache: Cache | None = None,
) -> LabelLinker | FrameworkLinker:
    """The linker of ``taxonomy`` (ai | rome | esco); ROME speaks French whatever ``lang``.

    ``cache`` keeps the matrices of ROME and ESCO between two runs.

    Raises:
        ValueError: the taxonomy is unknown.
    """
    match taxonomy:
        case Taxonomy.AI:
            return FrameworkLinker(framework, lang)
        case Taxonomy.ROME:
            return rome_linker(rome, cache)
        case Taxonomy.ESCO:
            return esco_linker(esco, lang, cache)
    raise ValueError(f"vocabulaire « {taxonomy} » inconnu : choisissez parmi {', '.join(LINK_TAXONOMIES)}")
