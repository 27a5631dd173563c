"""Matching: text → skills and occupations, with evidence and abstention."""

from planner.matching.corrections import Corrections, Example, Verdict
from planner.matching.encoder import Encoder, encode
from planner.matching.framework import FrameworkReader, joined
from planner.matching.labels import LabelLinker
from planner.matching.lexical import Hit, Lexicon, Pattern
from planner.matching.linking import LINK_TAXONOMIES, framework_candidates, linker_for
from planner.matching.occupations import OccupationCoder
from planner.matching.postings import Matched, PostingMatcher, Progress, candidate_record, silent
from planner.matching.remembered import encode_labels
from planner.matching.text import Document, key, keys
from planner.matching.titles import clean_title
from planner.matching.version import reader_version
from planner.matching.voice import DEMANDING_PARTS, NIE, SOUHAITE, TITRE

__all__ = [
    "DEMANDING_PARTS",
    "LINK_TAXONOMIES",
    "NIE",
    "SOUHAITE",
    "TITRE",
    "Corrections",
    "Document",
    "Encoder",
    "Example",
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
    "candidate_record",
    "clean_title",
    "encode",
    "encode_labels",
    "framework_candidates",
    "joined",
    "key",
    "keys",
    "linker_for",
    "reader_version",
    "silent",
]
