"""NAF subclasses with their sector and filière, communes of the region, public figures."""

from __future__ import annotations

import pandas as pd

from taxonomies_build.jobs import REGION, filiere_of_a38
from taxonomies_build.nomenclature import a38_of
from taxonomies_build.sources import Reference

RECRUITMENTS = "BMO "
BMO_SOURCE = "France Travail, enquête Besoins en main-d'œuvre"


def naf(reference: Reference, filieres: pd.DataFrame) -> pd.DataFrame:
    """The 732 NAF subclasses with their A38 sector and filière."""
    table = reference.naf().rename(columns={"naf_id": "naf", "naf_label": "label_fr"})
    table["a38"] = table["naf"].map(a38_of)
    table["filiere"] = table["a38"].map(filiere_of_a38(filieres))
    return table[["naf", "label_fr", "a38", "filiere"]].sort_values("naf")


def communes(reference: Reference) -> pd.DataFrame:
    """Communes of the region; ``homonyms`` counts the communes elsewhere in France of the same name."""
    table = reference.communes()
    table["commune"] = table["NOMCOM"].str.replace("L' ", "L'", regex=False)
    elsewhere = table.loc[table["REG"] != REGION, "commune"].value_counts()
    table = table[table["REG"] == REGION].rename(
        columns={"CODE_COMMUNE_INSEE": "insee", "DEP": "dept", "NOMBE19": "bassin"}
    )
    table["homonyms"] = table["commune"].map(elsewhere).fillna(0).astype(int)
    return table[["insee", "commune", "dept", "bassin", "homonyms"]].sort_values("insee")


def recruitments(reference: Reference) -> pd.DataFrame:
    """Intended recruitments in a year (BMO)."""
    table = reference.figures()
    table = table[table["indicateur"].str.startswith(RECRUITMENTS)]
    rows = {
        "territory": table["code"],
        "year": table["annee"],
        "recruitments": table["valeur"],
        "source": BMO_SOURCE + " " + table["annee"] + ", " + table["source_url"],
    }
    return pd.DataFrame(rows).sort_values(["territory", "year"])


def figures(reference: Reference) -> pd.DataFrame:
    """The other public figures: jobs of industry, agriculture and all together."""
    table = reference.figures()
    table = table[~table["indicateur"].str.startswith(RECRUITMENTS)].rename(
        columns={
            "code": "territory",
            "indicateur": "figure",
            "annee": "year",
            "valeur": "value",
        }
    )
    table = table.rename(columns={"source_url": "source"})
    return table[["territory", "figure", "year", "value", "source"]].sort_values(["figure", "territory"])
