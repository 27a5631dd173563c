"""Compute again the vectors that needs are grouped by: ``python tools/remember_labels.py``."""

from __future__ import annotations

from planner import settings
from planner.matching.remembered import FILE, remember
from planner.needs import grouping_texts
from planner.references.embedded import load_framework


def main() -> None:
    """Encode the label and definition of every skill of the framework, and write them beside the code."""
    texts = grouping_texts(load_framework(settings.embedded_folder("taxonomies")).skills)
    remember(texts)
    print(f"{FILE.name}: {len(texts)} texts, {FILE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
