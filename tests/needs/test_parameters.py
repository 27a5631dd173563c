"""Every parameter is described, sourced and bounded."""

from __future__ import annotations

from dataclasses import fields

import pytest

from planner.needs import DESCRIPTIONS, Parameters


def test_every_parameter_has_its_description_in_order() -> None:
    assert [f.name for f in fields(Parameters)] == [d.name for d in DESCRIPTIONS]


@pytest.mark.parametrize("description", DESCRIPTIONS, ids=lambda d: d.name)
def test_default_has_a_source_or_says_hypothese(description) -> None:
    assert description.unit
    assert "hypothèse" in description.source or any(c.isdigit() for c in description.source)


def test_value_out_of_bounds_is_refused_in_french() -> None:
    with pytest.raises(ValueError, match="Horizon pour former les personnes en poste"):
        Parameters().changed(horizon_years=0.0)
