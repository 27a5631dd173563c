"""Reading the plain inputs of ``planner link`` and ``planner occupation``: .txt lines or one CSV column set."""

from __future__ import annotations

import csv
from pathlib import Path

from planner.intake import IntakeError

CSV_FIELD_LIMIT = 10_000_000  # characters; a posting of 20,000 must pass, a broken quote must not eat memory


def read_texts(path: Path) -> list[str]:
    """Texts of a .txt (one a line, blank lines kept so that the order holds) or of a .csv with a column ``text``.

    Raises:
        IntakeError: the file is missing, not UTF-8, empty, or has no column ``text``.
    """
    if path.suffix.lower() == ".csv":
        return [row["text"] for row in read_rows(path, ("text",))]
    return _content(path).splitlines()


def read_rows(path: Path, required: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a comma-separated file with its heading line.

    Raises:
        IntakeError: as :func:`read_texts`, or a required column is missing.
    """
    csv.field_size_limit(CSV_FIELD_LIMIT)
    reader = csv.DictReader(_content(path).splitlines(keepends=True))
    missing = [name for name in required if name not in (reader.fieldnames or [])]
    if missing:
        raise IntakeError(
            path.name,
            f"Colonne absente : {', '.join(missing)} (lu : {', '.join(reader.fieldnames or [])}).",
            f"Ajoutez une première ligne qui nomme la colonne {missing[0]}.",
        )
    return [{name: value or "" for name, value in row.items() if name} for row in reader]


def _content(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise IntakeError(path.name, "Fichier introuvable.", "Vérifiez son nom et son dossier.") from error
    except UnicodeDecodeError as error:
        raise IntakeError(
            path.name, "Le fichier n'est pas en UTF-8.", "Enregistrez-le en « CSV UTF-8 »."
        ) from error
    if not text.strip():
        raise IntakeError(path.name, "Le fichier est vide.", "Mettez un texte par ligne.")
    return text
