"""Bring ``planner/web/locale/en.po`` up to date with the code: new messages empty, those no longer said removed.

Run: ``python tools/update_translations.py``, then write what is empty; a test refuses an empty one.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from planner.web import language, vocabulary

ROOT = Path(__file__).parent.parent
WIDTH = 110
HEADER = "# English of the screens. Renew with: python tools/update_translations.py"


def main() -> None:
    """Write the catalogue again and say how many messages wait."""
    with language.CATALOGUE.open("rb") as file:
        kept = read_po(file, locale=language.ENGLISH)
    kept.update(said(), no_fuzzy_matching=True)
    kept.header_comment = HEADER
    with language.CATALOGUE.open("wb") as file:
        write_po(file, kept, width=WIDTH, no_location=True, ignore_obsolete=True, sort_output=True)
    empty = [message.id for message in kept if message.id and not all(_texts(message.string))]
    print(f"{len(kept)} messages, {len(empty)} à traduire")
    for message in empty:
        print(f"  {message!r}")


def said() -> Catalog:
    """Every message of the code."""
    found = Catalog(locale=language.ENGLISH, fuzzy=False)
    spoken = [(pattern, "python") for pattern in language.SPOKEN]
    for _name, _line, message, *_rest in extract_from_dir(
        ROOT / "planner", spoken, keywords=language.KEYWORDS
    ):
        found.add(message)
    for message in vocabulary.words():
        found.add(message)
    return found


def _texts(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (string or "",)


if __name__ == "__main__":
    main()
