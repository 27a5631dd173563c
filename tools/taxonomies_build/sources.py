"""Open the reference files: one function a source, everything read as text, nothing renamed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pandas as pd

from taxonomies_build.nomenclature import a38_of

TEXT = {"dtype": str, "keep_default_na": False}
ROME_VERSION = "v460"
ESCO_FR = "ESCO dataset - v1.1.2 - classification - fr - csv.zip"
ESCO_EN = "ESCO dataset - v1.1.1 - classification - en - csv.zip"


@dataclass(frozen=True)
class Reference:
    """The folder of reference files, laid out as its own README describes."""

    folder: Path

    def rome(self, name: str) -> pd.DataFrame:
        """One table of the ROME 4.0 release, e.g. ``referentiel_code_rome``."""
        with ZipFile(self.folder / "rome" / f"RefRomeCsv_{ROME_VERSION}.zip") as archive:
            return pd.read_csv(archive.open(f"unix_{name}_{ROME_VERSION}_utf8.csv"), **TEXT)

    def esco(self, archive: str, name: str) -> pd.DataFrame:
        """One table of an ESCO release, e.g. ``skills_en``."""
        with ZipFile(self.folder / "esco" / archive) as release:
            return pd.read_csv(release.open(f"{name}.csv"), **TEXT)

    def rome_isco(self) -> pd.DataFrame:
        """France Travail's ROME v3 → ISCO-08 table."""
        path = self.folder / "mapping" / "Correspondance_ROME_ISCO08.xlsx"
        return pd.read_excel(path, sheet_name="ROME to ISCO-08", dtype=str, engine="openpyxl")

    def exposure(self) -> pd.DataFrame:
        """ILO 2025 exposure of ISCO-08 unit groups to generative AI."""
        return pd.read_csv(self.folder / "exposure" / "ilo_genai_exposure_2025_isco08.csv", **TEXT)

    def fap_rome(self) -> pd.DataFrame:
        """FAP 225 ↔ ROME v3 (Dares); empty lines and ``NA`` are kept as they stand."""
        return pd.read_csv(
            self.folder / "mapping" / "fap225_rome.csv",
            sep=";",
            encoding="cp1252",
            **TEXT,
        )

    def fap_rome_passage(self) -> set[tuple[str, str]]:
        """Pairs (FAP 225, ROME v3) of Dares' SAS formats, the qualification digit left out."""
        text = (self.folder / "mapping" / "passage_fap2009_romev3.txt").read_text(encoding="cp1252")
        lines = re.findall(r'^\s*((?:"\w+"[\s,]*)+)=\s*"([A-Z]\w{4})"', text, flags=re.MULTILINE)
        return {(fap, rome[:5]) for romes, fap in lines for rome in re.findall(r'"(\w+)"', romes)}

    def fap_labels(self) -> dict[str, str]:
        """Code → label for every level of the FAP 2009 (cp1252: latin-1 has no œ)."""
        text = (self.folder / "mapping" / "intitule_fap2009.txt").read_text(encoding="cp1252")
        pairs = re.findall(r'^"(\w+)"\s*="\1 : ([^"]+)"', text, flags=re.MULTILINE)
        return {code: " ".join(label.split()) for code, label in pairs}

    def employment(self) -> pd.DataFrame:
        """Dares 2019: employment by FAP × region and département."""
        return pd.read_csv(self.folder / "sectors" / "tensions_PAYS_DE_LA_LOIRE.csv", **TEXT)

    def employing_sectors(self) -> pd.DataFrame:
        """Dares: where the people of each FAP work, in 38 sectors (national)."""
        path = self.folder / "sectors" / "secteurs_employeurs_3niv.csv"
        return pd.read_csv(path, encoding="cp1252", **TEXT)

    def communes(self) -> pd.DataFrame:
        """Communes of France and their employment zones (Insee COG, zones 2019)."""
        return pd.read_csv(self.folder / "sectors" / "mobiville_lexique-bassins.csv", **TEXT)

    def figures(self) -> pd.DataFrame:
        """Ten employment figures of the region with their source."""
        return pd.read_csv(self.folder / "sectors" / "pdl_emploi_insee_2024_extrait.csv", **TEXT)

    def naf(self) -> pd.DataFrame:
        """NAF rév. 2 subclasses and their labels."""
        return pd.read_csv(self.folder / "mapping" / "lbb_naf_labels.csv", sep="|", **TEXT)

    def hirings(self) -> pd.DataFrame:
        """rome_v3, sector (A38), hirings: La Bonne Boîte 2021, private sector."""
        table = pd.read_csv(self.folder / "mapping" / "lbb_rome_naf_mapping_2021.csv", **TEXT)
        rows = {"rome_v3": table["rome_id"], "sector": table["naf_id"].map(a38_of)}
        rows["hirings"] = table["hirings"].astype(int)
        return pd.DataFrame(rows).groupby(["rome_v3", "sector"], as_index=False)["hirings"].sum()
