"""One linker per vocabulary, from tables as the references hold them."""

import pandas as pd
import pytest

from planner.columns import ESCO_SKILLS
from planner.matching.label_linkers import esco_linker
from planner.matching.linking import linker_for
from planner.matching.records import LINK_TAXONOMIES, candidate_record
from planner.references import Esco, load_references

SKILLS = pd.DataFrame(
    [
        {
            "uri": "u:1",
            "label_fr": "gérer des projets",
            "label_en": "manage projects",
            "alt_en": "run projects\nlead projects",
        },
        {"uri": "u:2", "label_fr": "", "label_en": "weld metal", "alt_fr": ""},
        {"uri": "u:3", "label_fr": "cuire du pain", "label_en": "", "description_fr": "Surveiller le four."},
    ]
)


@pytest.fixture(scope="module")
def esco() -> Esco:
    return Esco(
        SKILLS.reindex(columns=ESCO_SKILLS.names, fill_value="").fillna("").assign(kind="skill/competence")
    )


@pytest.mark.parametrize(("lang", "expected"), [("fr", ["u:1", "u:3"]), ("en", ["u:1", "u:2"])])
def test_skills_without_a_label_in_the_language_are_left_out(esco, lang, expected):
    assert [skill.skill_id for skill, _ in esco_linker(esco, lang).skills] == expected


def test_the_other_language_helps_to_rank_but_is_never_shown(esco):
    (found,) = esco_linker(esco, "fr").link(["lead projects"], 1, abstain=False)
    assert (found[0].skill.skill_id, found[0].skill.label) == ("u:1", "gérer des projets")


@pytest.mark.parametrize("taxonomy", LINK_TAXONOMIES)
def test_embedded_references_answer_in_each_vocabulary(taxonomy, tmp_path):
    loaded = load_references(tmp_path)
    linker = linker_for(taxonomy, "fr", rome=loaded.rome, esco=loaded.esco, framework=loaded.framework)
    (found,) = linker.link(
        ["Concevoir et entraîner des modèles d'apprentissage automatique (machine learning)"], 5
    )
    assert found
    assert {str(c.skill.taxonomy) for c in found} == {taxonomy}


def test_an_unknown_vocabulary_is_refused(esco):
    with pytest.raises(ValueError, match="vocabulaire « isco » inconnu"):
        linker_for("isco", "fr", rome=None, esco=esco, framework=None)


def test_a_link_is_written_with_its_runner_up(tmp_path):
    known = load_references(tmp_path)
    linker = linker_for("ai", "fr", rome=known.rome, esco=known.esco, framework=known.framework)
    (found,) = linker.link(["Concevoir et déployer des modèles de machine learning en production"])
    record = candidate_record(found[0])
    assert record["evidence"] == "déployer des modèles de machine learning"
    assert record["runner_up"] == {
        "id": "IA105",
        "label": "Entraîner un modèle d'apprentissage supervisé",
        "score": 1.0,
    }
