"""Write the embedded references of ``taxonomies/`` from a folder of public reference files.

    python tools/build_taxonomies.py REFERENCE_FOLDER [--out taxonomies]

Only facts are written: codes, URIs, labels, links and figures. The output depends on nothing
but the input: the same folder gives the same bytes. Run it again after the framework or the
use cases point to new ROME codes or ESCO URIs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd
from taxonomies_build import adoption, esco, jobs, places, rome
from taxonomies_build.sources import Reference

TAXONOMIES = Path(__file__).parent.parent / "taxonomies"
MAPPINGS = "ai_mappings.csv"
USE_CASES = "use_cases.csv"


def main() -> None:
    """Read the command line and write every file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reference", type=Path, help="folder of the public reference files")
    parser.add_argument("--out", type=Path, default=TAXONOMIES)
    arguments = parser.parse_args()
    for name, frame in build(Reference(arguments.reference), arguments.out).items():
        path = arguments.out / f"{name}.csv"
        frame.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        print(f"{path.name:24} {len(frame):6} rows {path.stat().st_size / 1024:7.0f} KB")


def build(reference: Reference, out: Path) -> dict[str, pd.DataFrame]:
    """Every table by file name; ``out`` holds our own files, whose targets are kept."""
    filieres = pd.read_csv(out / "filieres.csv", dtype=str, keep_default_na=False)
    wanted = targets(out)
    return {
        **rome.build(reference, jobs.jobs_by_rome(reference), wanted),
        "esco_skills": esco.build(reference, wanted),
        "fap": jobs.fap(reference),
        "fap_rome": jobs.fap_rome(reference),
        "rome_isco": jobs.rome_isco(reference),
        "exposure": jobs.exposure(reference),
        "employment": jobs.employment(reference),
        "fap_filiere": jobs.fap_filiere(reference, filieres),
        "adoption": adoption.build(),
        "naf": places.naf(reference, filieres),
        "communes": places.communes(reference),
        "recruitments": places.recruitments(reference),
        "figures": places.figures(reference),
    }


def targets(folder: Path) -> set[str]:
    """ROME codes, OGR codes and ESCO URIs that the framework and the use cases point to."""
    found: set[str] = set()
    for name, column in ((MAPPINGS, "code"), (USE_CASES, "rome")):
        if (folder / name).exists():
            table = pd.read_csv(folder / name, dtype=str, keep_default_na=False)
            found |= set(table[column].str.split("|").explode().str.strip()) - {""}
    return found


if __name__ == "__main__":
    main()
