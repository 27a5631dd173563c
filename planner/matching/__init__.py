"""Matching: text → skills and occupations, with evidence and abstention.

The door opens a module when one of its names is asked for: a command that reads one sentence does not wait
for what it never uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.door import door

if TYPE_CHECKING:
    from planner.matching.cores import Engine, in_turn, on_cores
    from planner.matching.corrections import Corrections, Example, Verdict
    from planner.matching.encoder import Encoder, encode
    from planner.matching.framework import FrameworkReader, joined
    from planner.matching.framework_linking import FrameworkLinker, framework_candidates
    from planner.matching.label_linkers import esco_linker, rome_linker
    from planner.matching.labels import LabelLinker
    from planner.matching.lexical import Hit, Lexicon, Pattern
    from planner.matching.linking import linker_for
    from planner.matching.occupations import OccupationCoder
    from planner.matching.postings import Matched, PostingMatcher, Progress, blocks, silent
    from planner.matching.records import LINK_TAXONOMIES, candidate_record
    from planner.matching.remembered import encode_labels
    from planner.matching.text import Document, key, keys
    from planner.matching.titles import clean_title
    from planner.matching.version import reader_version
    from planner.matching.voice import DEMANDING_PARTS, NIE, SOUHAITE, TITRE

_MODULES = {
    "Engine": "cores",
    "in_turn": "cores",
    "on_cores": "cores",
    "Corrections": "corrections",
    "Example": "corrections",
    "Verdict": "corrections",
    "Encoder": "encoder",
    "encode": "encoder",
    "FrameworkReader": "framework",
    "joined": "framework",
    "LabelLinker": "labels",
    "Hit": "lexical",
    "Lexicon": "lexical",
    "Pattern": "lexical",
    "LINK_TAXONOMIES": "records",
    "framework_candidates": "framework_linking",
    "linker_for": "linking",
    "esco_linker": "label_linkers",
    "rome_linker": "label_linkers",
    "FrameworkLinker": "framework_linking",
    "OccupationCoder": "occupations",
    "Matched": "postings",
    "PostingMatcher": "postings",
    "Progress": "postings",
    "blocks": "postings",
    "candidate_record": "records",
    "silent": "postings",
    "encode_labels": "remembered",
    "Document": "text",
    "key": "text",
    "keys": "text",
    "clean_title": "titles",
    "reader_version": "version",
    "DEMANDING_PARTS": "voice",
    "NIE": "voice",
    "SOUHAITE": "voice",
    "TITRE": "voice",
}

__getattr__ = door(__name__, _MODULES)

__all__ = [
    "DEMANDING_PARTS",
    "LINK_TAXONOMIES",
    "NIE",
    "SOUHAITE",
    "TITRE",
    "Corrections",
    "Document",
    "Encoder",
    "Engine",
    "Example",
    "FrameworkLinker",
    "FrameworkReader",
    "Hit",
    "LabelLinker",
    "Lexicon",
    "Matched",
    "OccupationCoder",
    "Pattern",
    "PostingMatcher",
    "Progress",
    "Verdict",
    "blocks",
    "candidate_record",
    "clean_title",
    "encode",
    "encode_labels",
    "esco_linker",
    "framework_candidates",
    "in_turn",
    "joined",
    "key",
    "keys",
    "linker_for",
    "on_cores",
    "reader_version",
    "rome_linker",
    "silent",
]
