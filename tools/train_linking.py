"""Learn the skill linker's models from the installed official releases and the development halves.

    PLANNER_HOME=… python tools/train_linking.py POSTINGS.csv [--only vectors|reranker]

Writes ``planner/matching/models``: word vectors (about two minutes on two cores), then the
re-ranker and its calibration (about two minutes). The same inputs on the same machine give
the same files. ``tools/evaluate_linking.py`` measures them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from linking_training import contrastive, lists, pairs, rerank

from planner.matching.encoder import encode
from planner.matching.features import FEATURES
from planner.matching.label_linkers import esco_linker
from planner.matching.vectors import MODELS, quantised
from planner.references import References, load_references
from planner.settings import Settings

STEPS = ("vectors", "reranker")
ENCODED_AT_ONCE = 256


def main() -> None:
    """Read the command line and write the models."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("postings", type=Path, help="CSV of real postings: the words that they use")
    parser.add_argument("--only", choices=STEPS)
    arguments = parser.parse_args()
    home = Settings.from_environment().home
    references = load_references(home)
    if arguments.only in (None, "vectors"):
        learn_vectors(references, home, arguments.postings)
    if arguments.only in (None, "reranker"):
        learn_reranker(references, Settings.from_environment().benchmarks / "esco_en")


def learn_vectors(references: References, home: Path, postings: Path) -> None:
    """Word vectors from ESCO's labels, alternative labels, descriptions and translations."""
    written = pairs.vocabulary(references, home, postings)
    forms = list(written.values())
    print(f"{len(forms)} mots", flush=True)
    encoded = np.concatenate(
        [encode(forms[i : i + ENCODED_AT_ONCE]) for i in range(0, len(forms), ENCODED_AT_ONCE)]
    )
    place = {word: i for i, word in enumerate(written)}
    weights = contrastive.idf(pairs.labels(references), place)
    chosen = contrastive.Settings()
    vectors = contrastive.start(encoded, chosen.dimension)
    learned = contrastive.train(vectors, weights, place, pairs.pairs(references.esco.skills), chosen, print)
    table, scales = quantised(learned * weights[:, None])
    np.save(MODELS / "word_vectors.npy", table)
    np.save(MODELS / "word_scales.npy", scales)
    (MODELS / "word_vectors.txt").write_text("\n".join(written), encoding="utf-8")


def learn_reranker(references: References, benchmarks: Path) -> None:
    """Re-ranker from the development halves and the French alternative labels."""
    examined = lists.sentences(benchmarks, esco_linker(references.esco, "en")) + lists.french(references.esco)
    print(f"{len(examined)} textes", flush=True)
    weights = rerank.fit(examined)
    calibration = rerank.calibrate(examined, rerank.unseen_scores(examined))
    model = {
        "weights": {name: round(float(w), 5) for name, w in zip(FEATURES, weights, strict=True)},
        "calibration": {
            name: round(value, 5)
            for name, value in zip(("slope", "brevity", "intercept"), calibration, strict=True)
        },
    }
    (MODELS / "reranker.json").write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
