"""The map of the framework shows every skill once, under its layer and its place in ROME and ESCO."""

from __future__ import annotations

import pytest

from planner.references import NEITHER, Framework, in_taxonomy
from planner.references.embedded import load_framework
from planner.settings import embedded_folder
from planner.web.components import framework_map


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load_framework(embedded_folder("taxonomies"))


def test_map_holds_each_skill_once_under_its_layer(framework: Framework) -> None:
    chart = framework_map.chart(framework.skills, in_taxonomy(framework))
    tree = chart.figure.data[0]
    parents = dict(zip(tree.ids, tree.parents, strict=True))
    assert len(parents) == len(tree.ids)  # no id twice
    for skill in framework.skills.itertuples(index=False):
        assert parents[parents[skill.skill_id]].startswith(f"{skill.layer} ")


def test_sizes_add_up(framework: Framework) -> None:
    tree = framework_map.chart(framework.skills, in_taxonomy(framework)).figure.data[0]
    sizes = dict(zip(tree.ids, tree.values, strict=True))
    for name, size in sizes.items():
        children = [sizes[i] for i, parent in zip(tree.ids, tree.parents, strict=True) if parent == name]
        assert not children or sum(children) == size, name


def test_title_counts_what_is_in_neither(framework: Framework) -> None:
    presence = in_taxonomy(framework)
    few = framework.skills[framework.skills["layer"] == 1]
    absent = int((presence[few["skill_id"]] == NEITHER).sum())
    assert framework_map.chart(few, presence).title.startswith(f"{absent} des {len(few)}")
