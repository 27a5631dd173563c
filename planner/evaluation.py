"""``planner evaluate``: every accuracy figure, with its interval, its baselines and how it was obtained.

Three protocols, never mixed:

- *croisée*: each row is read by numbers learned without it (and without any row of the same title);
- *apprise*: the shipped numbers read rows that served to learn them; an upper bound, shown for comparison;
- *règles*: nothing is learned, but the rules were written with these rows in sight.

Intervals: percentile bootstrap over rows, 95 % (Efron 1979), seed fixed.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold, KFold

from planner.matching import FrameworkReader, OccupationCoder, clean_title, linker_for
from planner.matching.layers import layer_of
from planner.matching.occupation_training import fit as fit_occupations
from planner.matching.occupations import Likeness
from planner.matching.postings import OCCUPATION_CANDIDATES
from planner.matching.suggestion_training import Learned, read
from planner.matching.suggestion_training import fit as fit_suggestions
from planner.matching.suggestions import Suggester
from planner.references import References, Rome
from planner.refusal import Refusal

TITLES, SKILLS, LAYERS = "rome_titles_dev.csv", "rome_skills_dev.jsonl", "ai_layers_dev.csv"
ESCO_LABELS = "esco_en/skills_en_label.txt"
ESCO_SETS = {
    "HOUSE": "esco_en/house_validation_annotations.csv",
    "TECH": "esco_en/tech_validation_annotations.csv",
}
FILES = (TITLES, SKILLS, LAYERS, ESCO_LABELS, *ESCO_SETS.values())
CROSS, FITTED, RULES, NOTHING = "croisée", "apprise", "règles", "sans apprentissage"
PROTOCOLS = (
    "Évaluation. croisée : chaque ligne est lue par un modèle appris sans elle. "
    "apprise : le modèle livré a été appris sur ces lignes, le chiffre est une borne haute. "
    "règles : rien n'est appris, mais les règles ont été écrites en voyant ces lignes. "
    "sans apprentissage : méthode simple, pour comparer."
)
FOLDS, SEED, RESAMPLES = 5, 0, 1000
SKIPPED = {"UNDERSPECIFIED", "LABEL NOT PRESENT", ""}
Progress = Callable[[str, int, int], None]


class BenchmarksMissing(Refusal):
    """Evaluation files are absent; ``str()`` is a French sentence."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: ``task`` and ``method`` say of what, ``protocol`` how, [low, high] the 95 % interval, n rows."""

    task: str
    method: str
    protocol: str
    figure: str
    value: float
    low: float
    high: float
    n: int


def evaluate(benchmarks: Path, references: References, progress: Progress) -> list[Measure]:
    """Every figure from the files of ``benchmarks``, in reading order. Some five minutes with the official releases.

    Raises:
        BenchmarksMissing: a file is absent.
    """
    if missing := [name for name in FILES if not (benchmarks / name).is_file()]:
        raise BenchmarksMissing(
            f"Fichiers d'évaluation absents de « {benchmarks} » : {', '.join(missing)}. "
            "Indiquez leur dossier par la variable PLANNER_BENCHMARKS."
        )
    steps = (occupations, declared_skills, ai_layers, esco_english)
    measures: list[Measure] = []
    for done, step in enumerate(steps):
        progress("évaluation", done, len(steps))
        measures += step(benchmarks, references)
    progress("évaluation", len(steps), len(steps))
    return measures


def as_json(measures: Sequence[Measure]) -> str:
    """The measures as a JSON list."""
    return json.dumps([asdict(measure) for measure in measures], ensure_ascii=False, indent=1)


class _Remembered:
    """A likeness that compares each (title, description, hidden appellation) once: folds share most rows."""

    def __init__(self, likeness: Likeness) -> None:
        self._likeness, self._rows = likeness, {}
        self.forms, self.firsts, self.codes = likeness.forms, likeness.firsts, likeness.codes

    def of(
        self, titles: Sequence[str], descriptions: Sequence[str], hidden: Sequence[str] | None = None
    ) -> np.ndarray:
        """As ``Likeness.of``."""
        keys = list(
            zip(titles, descriptions, hidden if hidden is not None else [""] * len(titles), strict=True)
        )
        if fresh := [key for key in dict.fromkeys(keys) if key not in self._rows]:
            compared = self._likeness.of(*zip(*fresh, strict=True))
            self._rows.update(zip(fresh, compared, strict=True))
        return np.stack([self._rows[key] for key in keys])


# ── occupation coding ────────────────────────────────────────────────────────────────────
def occupations(benchmarks: Path, references: References) -> list[Measure]:
    """Top-1 and top-5 of title coding."""
    frame, rome = pd.read_csv(benchmarks / TITLES, dtype=str).fillna(""), references.rome
    likeness = _Remembered(Likeness(rome.occupations, rome.appellations, rome.texts))
    titles, gold = [clean_title(title) for title in frame["title"]], list(frame["rome_code"])
    coder = OccupationCoder(rome.occupations, rome.appellations, rome.texts, likeness=likeness)
    shipped = _codes(coder, frame)
    by_title = GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(frame, groups=titles)
    natural = KFold(FOLDS, shuffle=True, random_state=SEED).split(frame)
    runs = (
        ("le logiciel, titres identiques ensemble", CROSS, _cross_validated(frame, by_title, rome, likeness)),
        ("le logiciel, plis au hasard", CROSS, _cross_validated(frame, natural, rome, likeness)),
        ("le logiciel, tel que livré", FITTED, shipped),
        ("TF-IDF de caractères", NOTHING, nearest_by_characters(titles, likeness)),
        ("rapidfuzz WRatio", NOTHING, nearest_by_wratio(titles, likeness)),
    )
    return [
        _mean(
            "métier ROME",
            method,
            protocol,
            f"top-{k}",
            [float(g in c[:k]) for g, c in zip(gold, found, strict=True)],
        )
        for method, protocol, found in runs
        for k in (1, 5)
    ]


def _codes(coder: OccupationCoder, frame: pd.DataFrame) -> list[list[str]]:
    found = coder.candidates(list(frame["title"]), 5, list(frame["description"]))
    return [[candidate.code for candidate in candidates] for candidates in found]


def _cross_validated(
    frame: pd.DataFrame, folds: object, rome: Rome, likeness: _Remembered
) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(len(frame))]
    for train, test in folds:
        model = fit_occupations(frame.iloc[train], likeness)
        coder = OccupationCoder(
            rome.occupations, rome.appellations, rome.texts, model=model, likeness=likeness
        )
        for row, codes in zip(test, _codes(coder, frame.iloc[test]), strict=True):
            found[row] = codes
    return found


def nearest_by_characters(titles: Sequence[str], likeness: _Remembered) -> list[list[str]]:
    """Baseline: nearest appellation by character n-grams."""
    cosines = likeness.of(titles, [""] * len(titles))[:, :, 0]
    return [[str(likeness.codes[i]) for i in np.argsort(-row, kind="stable")[:5]] for row in cosines]


def nearest_by_wratio(titles: Sequence[str], likeness: _Remembered) -> list[list[str]]:
    """Baseline: nearest appellation by rapidfuzz WRatio, case ignored."""
    forms = [text.lower() for text in likeness.forms["text"]]
    found = []
    for title in titles:
        scores = process.cdist([title.lower()], forms, scorer=fuzz.WRatio, dtype=np.float32, workers=2)[0]
        best = np.maximum.reduceat(scores, likeness.firsts)
        found.append([str(likeness.codes[i]) for i in np.argsort(-best, kind="stable")[:5]])
    return found


# ── declared compétences ─────────────────────────────────────────────────────────────────
def declared_skills(benchmarks: Path, references: References) -> list[Measure]:
    """Recall of the compétences that employers declared, among those suggested."""
    rome = references.rome
    with (benchmarks / SKILLS).open(encoding="utf-8") as file:
        postings = [json.loads(line) for line in file if line.strip()]
    declared = [{str(c["code"]) for c in posting["competences"] if c.get("code")} for posting in postings]
    kept = [(p, codes) for p, codes in zip(postings, declared, strict=True) if codes]
    titles, texts = [p["intitule"] for p, _ in kept], [p["description"] for p, _ in kept]
    gold = [codes for _, codes in kept]
    coder = OccupationCoder(rome.occupations, rome.appellations, rome.texts)
    coded = coder.candidates(titles, OCCUPATION_CANDIDATES, texts)
    suggester = Suggester(rome, coder.likeness)
    whole = [f"{title}\n{text}" for title, text in zip(titles, texts, strict=True)]
    shipped = [[code for code, _, _ in items] for items in suggester.suggest(whole, coded)]
    crossed = _cross_suggested(suggester, whole, coded, gold)
    labels = list(rome.skills["label"])
    vectorizer = TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", dtype=np.float32)
    near = (vectorizer.fit_transform(labels) @ vectorizer.transform(whole).T).toarray().T
    tfidf = [[str(suggester.items[i]) for i in np.argsort(-row, kind="stable")[:30]] for row in near]
    runs = (
        ("le logiciel", CROSS, crossed),
        ("le logiciel, tel que livré", FITTED, shipped),
        ("TF-IDF de mots", NOTHING, tfidf),
    )
    return [
        _mean(
            "compétences déclarées",
            method,
            protocol,
            f"rappel@{k}",
            [len(g & set(f[:k])) / len(g) for g, f in zip(gold, found, strict=True)],
        )
        for method, protocol, found in runs
        for k in (10, 30)
    ]


def _cross_suggested(
    suggester: Suggester, texts: list[str], coded: list, gold: list[set[str]]
) -> list[list[str]]:
    cases = read(suggester, texts, coded, gold)
    found: list[list[str]] = [[] for _ in texts]
    for train, test in KFold(FOLDS, shuffle=True, random_state=SEED).split(texts):
        learned: Learned = fit_suggestions([cases[i] for i in train])
        fresh = Suggester(suggester.rome, suggester.likeness, learned)
        suggested = fresh.suggest([texts[i] for i in test], [coded[i] for i in test])
        for row, items in zip(test, suggested, strict=True):
            found[row] = [code for code, _, _ in items]
    return found


# ── AI layers ────────────────────────────────────────────────────────────────────────────
def ai_layers(benchmarks: Path, references: References) -> list[Measure]:
    """F1 of « asks for some AI skill » and of the layers asked."""
    frame = pd.read_csv(benchmarks / LAYERS, dtype=str).fillna("")
    reader = FrameworkReader(references.framework.forms)
    gold = [{int(layer) for layer in layers} for layers in frame["layers"]]
    runs = (
        (
            "le logiciel",
            [{layer_of(h.pattern.target) for h in reader.asked(text)} for text in frame["sentence"]],
        ),
        (
            "formes du référentiel seules",
            [{layer_of(h.pattern.target) for h in reader.hits(text)} for text in frame["sentence"]],
        ),
    )
    measures = []
    for method, found in runs:
        pairs = list(zip(gold, found, strict=True))
        some = [(int(bool(g and f)), int(bool(f and not g)), int(bool(g and not f))) for g, f in pairs]
        each = [(len(g & f), len(f - g), len(g - f)) for g, f in pairs]
        measures += [
            _f1("couches IA", method, "F1 IA demandée", some),
            _f1("couches IA", method, "F1 des couches", each),
        ]
    return measures


def _f1(task: str, method: str, figure: str, counts: Sequence[tuple[int, int, int]]) -> Measure:
    table = np.array(counts, float)

    def value(rows: np.ndarray) -> float:
        hit, false, missed = table[rows].sum(axis=0)
        return float(2 * hit / (2 * hit + false + missed)) if hit else 0.0

    return _measure(task, method, RULES, figure, value, len(table))


# ── ESCO, English sentences ──────────────────────────────────────────────────────────────
def esco_english(benchmarks: Path, references: References) -> list[Measure]:
    """RP@5 and MRR of linking English sentences to ESCO labels."""
    labels = {
        line.strip() for line in (benchmarks / ESCO_LABELS).read_text(encoding="utf-8").splitlines()
    } - {""}
    linker = linker_for(
        "esco", "en", rome=references.rome, esco=references.esco, framework=references.framework
    )
    names = sorted(labels)
    vectorizer = TfidfVectorizer(sublinear_tf=True, dtype=np.float32)
    matrix = vectorizer.fit_transform(names)
    measures = []
    for name, file in ESCO_SETS.items():
        gold = _annotations(benchmarks / file, labels)
        texts = list(gold)
        linked = [[c.skill.label for c in found] for found in linker.link(texts, 10, abstain=False)]
        near = (vectorizer.transform(texts) @ matrix.T).toarray()
        tfidf = [[names[i] for i in np.argsort(-row, kind="stable")[:10]] for row in near]
        fuzzy = process.cdist(texts, names, scorer=fuzz.WRatio, dtype=np.float32, workers=2)
        wratio = [[names[i] for i in np.argsort(-row, kind="stable")[:10]] for row in fuzzy]
        runs = (
            ("le logiciel, tel que livré", FITTED, linked),
            ("TF-IDF de mots", NOTHING, tfidf),
            ("rapidfuzz WRatio", NOTHING, wratio),
        )
        for method, protocol, found in runs:
            pairs = list(zip(gold.values(), found, strict=True))
            precision = [sum(label in g for label in f[:5]) / min(5, len(g)) for g, f in pairs]
            rank = [next((1 / (i + 1) for i, label in enumerate(f) if label in g), 0.0) for g, f in pairs]
            task = f"ESCO anglais, {name}"
            measures += [
                _mean(task, method, protocol, "RP@5", precision),
                _mean(task, method, protocol, "MRR", rank),
            ]
    return measures


def _annotations(path: Path, labels: set[str]) -> dict[str, set[str]]:
    gold: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["label"] not in SKIPPED and row["label"] in labels:
                gold.setdefault(row["sentence"], set()).add(row["label"])
    return gold


# ── intervals ────────────────────────────────────────────────────────────────────────────
def _mean(task: str, method: str, protocol: str, figure: str, values: Sequence[float]) -> Measure:
    table = np.asarray(values, float)
    return _measure(task, method, protocol, figure, lambda rows: float(table[rows].mean()), len(table))


def _measure(
    task: str, method: str, protocol: str, figure: str, value: Callable[[np.ndarray], float], n: int
) -> Measure:
    draw = np.random.default_rng(SEED)
    resampled = [value(draw.integers(0, n, n)) for _ in range(RESAMPLES)]
    low, high = np.quantile(resampled, (0.025, 0.975))
    return Measure(
        task,
        method,
        protocol,
        figure,
        round(value(np.arange(n)), 4),
        round(float(low), 4),
        round(float(high), 4),
        n,
    )
