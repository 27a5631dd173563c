"""Outlines of the five départements, coarse: enough to colour a map, drawn without a network."""

from __future__ import annotations

import json
from functools import cache

from planner.settings import embedded_folder

Ring = tuple[tuple[float, float], ...]  # (longitude, latitude) in degrees, closed
FILE = "departements.geojson"


@cache
def department_outlines() -> dict[str, tuple[Ring, ...]]:
    """Département code → its rings: the mainland, then the islands.

    Borders that two départements share have the same points. Source: ``taxonomies/SOURCES.md``.
    """
    text = (embedded_folder("taxonomies") / FILE).read_text(encoding="utf-8")
    return {
        feature["properties"]["dept"]: tuple(
            tuple((longitude, latitude) for longitude, latitude in polygon[0])
            for polygon in feature["geometry"]["coordinates"]
        )
        for feature in json.loads(text)["features"]
    }
