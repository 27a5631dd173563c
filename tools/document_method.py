"""Write into docs/METHOD.md what the code alone knows: parameters, thresholds, worked example, sensitivity.

    python tools/document_method.py [--sensitivity]

Each generated block stands between ``<!-- généré : nom -->`` and ``<!-- fin : nom -->``; the rest of the page
is written by hand. ``tests/test_docs.py`` fails when a block is out of date. The sensitivity goes down the
road some forty times (a few minutes) and is renewed on demand only.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from planner.needs import Parameters
from tools.method.blocks import constants_table, parameters_table, plan_settings_table
from tools.method.example import worked_example
from tools.method.road import demonstration_run
from tools.method.sensitivity import sensitivity_table

METHOD = Path(__file__).parent.parent / "docs" / "METHOD.md"


def block(text: str, name: str) -> str:
    """Content of a generated block.

    Raises:
        KeyError: the page has no such block.
    """
    found = _pattern(name).search(text)
    if found is None:
        raise KeyError(f"bloc « {name} » absent de {METHOD.name}")
    return found["content"].strip()


def with_block(text: str, name: str, content: str) -> str:
    """The page with the content of a block replaced."""
    block(text, name)
    return _pattern(name).sub(lambda m: f"{m['begin']}\n\n{content.strip()}\n\n{m['end']}", text)


def _pattern(name: str) -> re.Pattern[str]:
    begin, end = f"<!-- généré : {name} -->", f"<!-- fin : {name} -->"
    return re.compile(rf"(?P<begin>{begin})(?P<content>.*?)(?P<end>{end})", re.DOTALL)


def main() -> None:
    """Renew the blocks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sensitivity", action="store_true", help="renew the table of effects too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        run = demonstration_run(Path(home))
    blocks = {
        "paramètres": parameters_table(),
        "réglages du plan": plan_settings_table(),
        "seuils": constants_table(),
        "exemple": worked_example(run, Parameters()),
    }
    if asked.sensitivity:
        blocks["sensibilité"] = sensitivity_table(run)
    text = METHOD.read_text(encoding="utf-8")
    for name, content in blocks.items():
        text = with_block(text, name, content)
    METHOD.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
