"""Speed of reading: postings and single sentences, each against a plain way of doing the same search.

Run: ``python -m tests.benchmarks.bench_matching [POSTINGS]`` (a file of postings; the demonstration by
default). Processor seconds of one process, references in use; nothing is taken from a cache.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from planner.intake import read_postings
from planner.loading import demonstration
from planner.matching import LINK_TAXONOMIES, PostingMatcher, linker_for
from planner.references import References, load_references
from planner.settings import Settings

SAMPLE = 40  # the plain ways are slow: they read that many texts, and are counted per text
SENTENCES = 100


def main(postings: Path | None = None) -> None:
    """Print each measure with its ratio to the plain way."""
    references = load_references(Settings.from_environment().home)
    path = postings or demonstration().postings[0]
    frame = read_postings(path, path.name, references.territories, references.sectors).frame
    texts = (frame["title"] + "\n" + frame["description"]).tolist()

    matcher = PostingMatcher(references.rome, references.esco, references.framework)
    matcher.read(frame.head(1))  # builds the indexes
    ours = _spent(lambda: matcher.read(frame)) / len(frame)
    plain = _spent(lambda: _one_expression_per_form(references, texts[:SAMPLE])) / min(SAMPLE, len(texts))
    print(f"offre lue, métier et compétences IA   {1000 * ours:8.2f} ms")
    print(f"une expression par forme, IA seule    {1000 * plain:8.2f} ms  × {plain / ours:.1f}")

    sentences = [line for text in texts for line in text.split("\n") if len(line) > SAMPLE][:SENTENCES]
    for taxonomy in LINK_TAXONOMIES:
        _sentence_by_sentence(taxonomy, references, sentences)


def _sentence_by_sentence(taxonomy: str, references: References, sentences: Sequence[str]) -> None:
    """Time of one sentence once warm, against rapidfuzz's WRatio over the same labels."""
    known = {"rome": references.rome, "esco": references.esco, "framework": references.framework}
    linker = linker_for(taxonomy, "fr", **known)
    linker.link(sentences[:1], 10)
    spent = [1000 * _spent(lambda text=text: linker.link([text], 10)) for text in sentences]
    labels = {
        "ai": references.framework.forms["form"],
        "rome": references.rome.skills["label"],
        "esco": references.esco.skills["label_fr"],
    }[taxonomy].tolist()
    plain = _spent(
        lambda: [process.extract(text, labels, scorer=fuzz.WRatio, limit=10) for text in sentences[:SAMPLE]]
    )
    plain *= 1000 / len(sentences[:SAMPLE])
    middle, slow = statistics.median(spent), statistics.quantiles(spent, n=20)[-1]
    print(
        f"phrase liée à {taxonomy:<5} médiane {middle:6.1f} ms, 95 % sous {slow:6.1f} ms  "
        f"(rapidfuzz {plain:.1f} ms, × {plain / middle:.1f})"
    )


def _one_expression_per_form(references: References, texts: Sequence[str]) -> int:
    """Each form sought whole-word in each text: what the lexical search of the framework replaces."""
    forms = references.framework.forms["form"].unique()
    expressions = [re.compile(rf"\b{re.escape(form)}\b", re.IGNORECASE) for form in forms]
    return sum(1 for text in texts for expression in expressions if expression.search(text))


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
