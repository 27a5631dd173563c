"""Compute again the vectors of the framework's labels: ``python tools/remember_labels.py``."""

from __future__ import annotations

from planner import settings
from planner.matching.remembered import FILE, remember
from planner.references.embedded import load_framework


def main() -> None:
    """Encode every French label of the framework and write them beside the code."""
    labels = list(load_framework(settings.embedded_folder("taxonomies")).skills["label_fr"])
    remember(labels)
    print(f"{FILE.name}: {len(labels)} labels, {FILE.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
