"""JSON: France Travail's « Offres d'emploi v2 » answer, or any list of objects."""

from __future__ import annotations

import json

from planner.intake.cells import cell_text
from planner.intake.encodings import detect_encoding
from planner.intake.problems import IntakeError
from planner.intake.sheet import Grid, Row

# Keys under which services put their list, France Travail's first.
_LIST_KEYS = ("resultats", "results", "offres", "formations", "data", "items", "records")
REMEDY = "Attendu : la réponse de l'API Offres d'emploi v2 (« resultats ») ou une liste d'objets."


def read_records(data: bytes, name: str) -> Grid:
    """Read a list of JSON objects, or one object a line, as a table.

    Nested keys are joined by a dot (``lieuTravail.libelle``). Row numbers count objects
    from 2, as if the headings stood on row 1.

    Raises:
        IntakeError: the text is not JSON, or holds no list of objects.
    """
    text = data.decode(detect_encoding(data, name))
    records = [flat(item) for item in _objects(text, name)]
    headings = tuple(dict.fromkeys(key for record in records for key in record))
    rows = [Row(1, headings)]
    rows += [Row(i, tuple(record.get(key, "") for key in headings)) for i, record in enumerate(records, 2)]
    return Grid("", tuple(rows), "JSON, lu comme un tableau : premier élément en ligne 2")


def _objects(text: str, name: str) -> list[dict[str, object]]:
    found = _object_list(_parsed(text, name))
    if not found:
        raise IntakeError(name, "Ce JSON ne contient aucune liste d'objets.", REMEDY, rule="json")
    return found


def _parsed(text: str, name: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise IntakeError(name, "Ce JSON est emboîté trop profondément.", REMEDY, rule="json") from None
    except json.JSONDecodeError as error:
        lines = _json_lines(text)
        if lines:
            return lines
        sentence = f"Le JSON est interrompu ou mal formé à la ligne {error.lineno}."
        remedy = f"Téléchargez-le de nouveau. {REMEDY}"
        raise IntakeError(name, sentence, remedy, rule="json") from None


def _json_lines(text: str) -> list[object] | None:
    """One object a line, None when any line is not one."""
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (json.JSONDecodeError, RecursionError):
        return None


def _object_list(value: object) -> list[dict[str, object]]:
    if isinstance(value, list):
        # Several answers of the API saved one a line: join their lists.
        nested = [
            item
            for page in value
            if isinstance(page, dict) and "resultats" in page
            for item in _object_list(page)
        ]
        return nested or [item for item in value if isinstance(item, dict)]
    if isinstance(value, dict):
        for key in (*_LIST_KEYS, *value):
            if isinstance(value.get(key), list) and value[key]:
                return _object_list(value[key])
    return []


def flat(record: dict[str, object], prefix: str = "") -> dict[str, str]:
    """Cells of one object; nested keys are joined by a dot, lists by a bar."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            cells.update(flat(value, f"{prefix}{key}."))
        elif isinstance(value, list):
            cells[prefix + key] = " | ".join(
                cell_text(item) for item in value if not isinstance(item, dict | list)
            )
        else:
            cells[prefix + key] = cell_text(value)
    return cells
