"""How much of real postings the framework's surface forms read: what they miss, and how often they are right.

    python tools/coverage_of_framework.py --postings POSTINGS.csv.gz [--phrases 200] [--out PHRASES.csv]
    python tools/coverage_of_framework.py --sentences ai_layers_dev.csv

``--postings`` (columns ``title`` and ``description``) lists the most frequent phrases of one to four
words around a word of AI, in the sentences where no surface form is found, so that a person may
judge them one by one.
``--sentences`` (columns ``sentence`` and ``layers``, rated by people) gives precision and recall of
« this sentence asks for AI », by surface forms alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pandas as pd

from planner.matching import Document, FrameworkReader, key
from planner.matching.text import Sentence
from planner.references.embedded import load_framework
from planner.settings import embedded_folder

LONGEST = 4  # words in a phrase
SAME_USE = 0.8  # a phrase whose longer form makes up this share of its uses is only that longer form
# Words of AI as keys (no accent, case nor plural mark). A weak one means nothing alone; a pair counts as one.
STRONG = frozenset(
    "ia ai iag iagen genai gpt chatgpt llm ml mlop llmop nlp rag copilot prompt prompting chatbot predictif "
    "predictive prediction neurone neuronaux generatif generative agentique agentic scoring datascience".split()
)
WEAK = frozenset(
    "algorithme algorithmie algorithmique algorithm modele modelisation vision agent bot neural".split()
)
PAIRS = frozenset(
    {
        ("intelligence", "artificielle"),
        ("intelligence", "augmentee"),
        ("machine", "learning"),
        ("deep", "learning"),
        ("data", "science"),
        ("data", "scientist"),
        ("science", "donnee"),
        ("apprentissage", "automatique"),
        ("apprentissage", "profond"),
        ("apprentissage", "supervise"),
        ("computer", "vision"),
    }
)
EMPTY = frozenset(
    "a au aux avec c ce ces cette d dan de des du elle en est et for il in j je l la le les leur leurs mes n nos notre "
    "nou of on ont ou par pour qu que qui s sa se ses son sont sur t the to ton tu un une vos votre vou with y".split()
)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postings", type=Path)
    parser.add_argument("--phrases", type=int, default=200)
    parser.add_argument("--out", type=Path, help="CSV of the phrases; standard output otherwise")
    parser.add_argument("--sentences", type=Path)
    arguments = parser.parse_args()
    reader = FrameworkReader(load_framework(embedded_folder("taxonomies")).forms)
    if arguments.sentences:
        rated = pd.read_csv(arguments.sentences, dtype=str, keep_default_na=False)
        print(asked_for_ai(reader, rated).to_string())
    if arguments.postings:
        postings = pd.read_csv(arguments.postings, dtype=str, keep_default_na=False)
        found = uncovered(reader, postings["title"] + "\n\n" + postings["description"])
        most_frequent(found, arguments.phrases).to_csv(arguments.out or sys.stdout, index=False)


def asked_for_ai(reader: FrameworkReader, rated: pd.DataFrame) -> pd.Series:
    """Counts, precision and recall of « the sentence asks for AI » on rated sentences."""
    said = rated["sentence"].map(lambda sentence: bool(reader.hits(sentence)))
    true = rated["layers"].ne("")
    both = int((said & true).sum())
    return pd.Series(
        {
            "sentences": len(rated),
            "asking for AI": int(true.sum()),
            "said to ask": int(said.sum()),
            "precision": both / max(1, int(said.sum())),
            "recall": both / max(1, int(true.sum())),
        }
    )


def uncovered(reader: FrameworkReader, texts: Iterable[str]) -> Counter[str]:
    """Number of texts in which each phrase around a word of AI stands in a sentence that no form reads."""
    counts: Counter[str] = Counter()
    for text in texts:
        document = Document.read(text)
        read = {hit.sentence for hit in reader.hits(text)}
        unread = [s for number, s in enumerate(document.sentences) if number not in read]
        counts.update({phrase for sentence in unread for phrase in _phrases(document, sentence)})
    return counts


def _phrases(document: Document, sentence: Sentence) -> Iterator[str]:
    """Phrases of one sentence that hold a word of AI."""
    words = [key(word) for word in document.words[sentence.first : sentence.last]]
    for first in range(len(words)):
        for last in range(first + 1, min(first + LONGEST, len(words)) + 1):
            if _speaks_of_ai(words[first:last]):
                yield " ".join(words[first:last])


def _speaks_of_ai(span: list[str]) -> bool:
    if span[0] in EMPTY or span[-1] in EMPTY:
        return False
    if not STRONG.isdisjoint(span) or not PAIRS.isdisjoint(pairwise(span)):
        return True
    return len(span) > 1 and not WEAK.isdisjoint(span)


def most_frequent(counts: Counter[str], number: int) -> pd.DataFrame:
    """The ``number`` most frequent phrases, each told once: one that a longer phrase explains is dropped."""
    explained = {
        part
        for longer, count in counts.items()
        for part in _parts(longer)
        if count >= SAME_USE * counts[part]
    }
    kept = [(phrase, count) for phrase, count in counts.items() if count > 1 and phrase not in explained]
    kept.sort(key=lambda item: (-item[1], item[0]))
    return pd.DataFrame(kept[:number], columns=["phrase", "postings"])


def _parts(phrase: str) -> Iterator[str]:
    """Shorter phrases that begin or end ``phrase``."""
    words = phrase.split()
    for cut in range(1, len(words)):
        yield " ".join(words[cut:])
        yield " ".join(words[:-cut])


if __name__ == "__main__":
    main()
