"""Every ROME code of the use cases stands in the official release, when it is present."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import pytest

from planner.settings import embedded_folder

RELEASE = Path(__file__).parents[2] / "../shared/reference/rome/RefRomeCsv_v460.zip"
FICHES = "unix_referentiel_code_rome_v460_utf8.csv"

pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not RELEASE.exists(), reason="ROME 4.0 v460 absent de ../shared/reference"),
]


def test_rome_codes_of_the_use_cases_are_official() -> None:
    use_cases = pd.read_csv(embedded_folder("taxonomies") / "use_cases.csv", dtype=str, keep_default_na=False)
    with zipfile.ZipFile(RELEASE) as release, release.open(FICHES) as file:
        official = set(pd.read_csv(file, dtype=str)["code_rome"])
    cited = {code for cell in use_cases["rome"] for code in cell.split("|")}
    assert sorted(cited - official) == []
