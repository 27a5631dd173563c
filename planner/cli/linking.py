"""``planner link``: one text, the skills it names. Apart from the other readings: it answers in a second."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner import matching, references
from planner.cli.console import Out, choice, home, write_jsonl
from planner.matching import LINK_TAXONOMIES, candidate_record
from planner.model import Taxonomy
from planner.store import Cache
from planner.texts import read_texts


def link(
    texts: Annotated[
        Path, typer.Argument(metavar="INPUT", help=".txt, un texte par ligne, ou .csv avec une colonne text.")
    ],
    taxonomy: Annotated[str, typer.Option(help="esco, rome ou ai.")],
    out: Out,
    lang: Annotated[str, typer.Option(help="fr ou en.")] = "fr",
    top: Annotated[int, typer.Option(min=1, help="Nombre de candidats au plus.")] = 10,
    abstain: Annotated[
        bool, typer.Option("--abstain/--no-abstain", help="S'abstenir quand rien n'est sûr.")
    ] = True,
) -> None:
    """Relier des textes aux compétences d'un référentiel, avec les mots lus."""
    choice(taxonomy, LINK_TAXONOMIES, "--taxonomy")
    choice(lang, ("fr", "en"), "--lang")
    lines = read_texts(texts)
    linked = _linker(taxonomy, lang).link(lines, top, abstain=abstain)
    pairs = zip(lines, linked, strict=True)
    write_jsonl(out, ({"text": t, "candidates": [candidate_record(c) for c in found]} for t, found in pairs))


def _linker(taxonomy: str, lang: str) -> matching.FrameworkLinker | matching.LabelLinker:
    """The linker of a vocabulary, which alone is loaded, with the code that it alone needs."""
    match taxonomy:
        case Taxonomy.AI:
            return matching.FrameworkLinker(references.framework_in_use(), lang)
        case Taxonomy.ROME:
            return matching.rome_linker(references.rome_in_use(home()), Cache(home()))
        case _:
            return matching.esco_linker(references.esco_in_use(home()), lang, Cache(home()))


COMMANDS = {"link": link}
