"""Linking to labels: order, evidence, abstention, cache."""

import itertools

import pandas as pd
import pytest

from planner.matching.labels import LEXICAL, MINIMUM_PROBABILITY, VECTORS, LabelLinker
from planner.model import Skill, Taxonomy

NAMES = {
    "python": ("Python (programmation informatique)", "Python"),
    "projet": ("gérer des projets", "piloter des projets", "assurer la gestion de projets"),
    "soudage": ("souder des métaux", "réaliser des soudures"),
    "equipe": ("travailler en équipe", "coopérer avec ses collègues"),
    "pain": ("cuire du pain", "surveiller la cuisson du pain"),
}


class Memory:
    """A cache that counts what it is asked."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, pd.DataFrame]] = {}
        self.saved = 0

    def load(self, key):
        return self.kept.get(key)

    def save(self, key, tables):
        self.saved += 1
        self.kept[key] = dict(tables)


def linker_of(names: dict[str, tuple[str, ...]], **more) -> LabelLinker:
    skills = tuple((Skill(i, labels[0], Taxonomy.ESCO), labels) for i, labels in names.items())
    return LabelLinker(skills, frozenset({"python"}), **more)


@pytest.fixture(scope="module")
def linker() -> LabelLinker:
    return linker_of(NAMES)


def best(linker: LabelLinker, text: str) -> str:
    return linker.link([text], 1, abstain=False)[0][0].skill.skill_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vous pilotez plusieurs projets", "projet"),
        ("Soudeur expérimenté, vous soudez l'acier", "soudage"),
        ("bon esprit d'équipe", "equipe"),
        ("You will bake bread every morning", "pain"),
        ("welding of metal parts", "soudage"),
        ("Maîtrise de Python exigée", "python"),
    ],
)
def test_the_nearest_skill_comes_first_in_either_language(linker, text, expected):
    assert best(linker, text) == expected


def test_every_part_of_a_sentence_is_read(linker):
    (found,) = linker.link(["Piloter des projets, travailler en équipe et cuire du pain"], 3, abstain=False)
    assert {c.skill.skill_id for c in found} == {"projet", "equipe", "pain"}


def test_a_label_that_stands_in_the_text_gives_its_span(linker):
    text = "Il faudra travailler en équipe le soir."
    (found,) = linker.link([text], 1)
    evidence = found[0].evidence
    assert (evidence.text, evidence.method) == ("travailler en équipe", LEXICAL)
    assert text[evidence.start : evidence.end] == evidence.text


def test_the_qualifier_of_a_label_is_not_expected_in_the_text(linker):
    (found,) = linker.link(["Maîtriser Python et gérer des équipes"], 5)
    assert ("python", "Python") in {(c.skill.skill_id, c.evidence.text) for c in found}


def test_elsewhere_the_whole_text_is_the_evidence(linker):
    (found,) = linker.link(["soudure de métaux"], 1, abstain=False)
    assert (found[0].evidence.start, found[0].evidence.end, found[0].evidence.method) == (None, None, VECTORS)


def test_a_label_taken_alone_is_sure(linker):
    (found,) = linker.link(["travailler en équipe"], 1)
    assert found[0].score > 0.5


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "…", "-- / --", "de la du des"])
def test_a_text_without_meaning_gives_nothing(linker, text):
    assert linker.link([text]) == [[]]
    assert linker.link([text], abstain=False) == [[]]


def test_abstention_keeps_only_sure_links_in_the_same_order(linker):
    texts = ["Nous sommes une entreprise familiale fondée en 1950.", "souder des métaux en équipe"]
    for kept, every in zip(linker.link(texts, 5), linker.link(texts, 5, abstain=False), strict=True):
        assert kept == [c for c in every if c.score >= MINIMUM_PROBABILITY or c.evidence.method == LEXICAL]


def test_scores_fall_and_stay_between_0_and_1(linker):
    (found,) = linker.link(["gestion de projets informatiques en Python"], 5, abstain=False)
    scores = [c.score for c in found]
    assert scores == sorted(scores, reverse=True)
    assert 0 <= scores[-1] <= scores[0] <= 1


def test_a_text_reads_the_same_alone_or_among_others(linker):
    texts = ["cuire du pain", "piloter", "Python, projets et équipe"]
    together = linker.link(texts, 3, abstain=False)
    for text, found in zip(texts, together, strict=True):
        (alone,) = linker.link([text], 3, abstain=False)
        assert [c.skill for c in alone] == [c.skill for c in found]
        assert [c.score for c in alone] == pytest.approx([c.score for c in found], abs=1e-3)


def test_twenty_thousand_characters_are_read(linker):
    text = "Notre société grandit. " * 900 + "Vous saurez souder des métaux."
    (found,) = linker.link([text], 5, abstain=False)
    assert "soudage" in {c.skill.skill_id for c in found[:2]}


def test_cached_matrices_give_the_same_links():
    cache = Memory()
    texts = ["piloter des projets", "bake bread"]
    first = linker_of(NAMES, cache=cache).link(texts, 3, abstain=False)
    second = linker_of(NAMES, cache=cache).link(texts, 3, abstain=False)
    assert cache.saved == 1
    assert first == second


def test_other_labels_make_other_matrices():
    cache = Memory()
    linker_of(NAMES, cache=cache).link(["pain"])
    linker_of(NAMES | {"pain": ("pétrir la pâte",)}, cache=cache).link(["pain"])
    assert cache.saved == 2


def test_each_link_names_the_one_that_came_next_even_unshown(linker):
    text = "Vous pilotez plusieurs projets en équipe"
    (all_of_them,) = linker.link([text], 5, abstain=False)
    (first,) = linker.link([text], 1, abstain=False)[0]
    assert first == all_of_them[0]
    for candidate, following in itertools.pairwise(all_of_them):
        assert candidate.runner_up.skill == following.skill
        assert candidate.runner_up.score == following.score
    assert all_of_them[-1].runner_up is None
