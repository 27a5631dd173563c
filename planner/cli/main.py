"""The command line: parse, call the road, print. Errors are French sentences on stderr.

Exit status: 0 done, 1 the input is unusable, 2 wrong usage (design §7).
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from importlib import import_module

import typer

from planner.cli.console import errors
from planner.refusal import Refusal

# Command → module that holds it: only the one asked for is loaded, since some take seconds to import.
COMMANDS = {
    "app": "web",
    "link": "linking",
    "occupation": "reading",
    "match": "reading",
    "run": "road",
    "explain": "road",
    "evaluate": "evaluation",
    "references": "references",
    "catalogue": "catalogue",
    "postings": "postings",
    "backup": "backup",
    "restore": "backup",
    "purge": "purge",
    "doctor": "doctor",
}


# Tables of 100,000 small objects are read at each start: the cycle collector, at its default of 700 allocations,
# walks them over and over for nothing. Measured on ``planner link``: a tenth of the time.
COLLECTION_THRESHOLD = 50_000


def application(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The command line with these commands, in the order of ``COMMANDS``."""
    app = typer.Typer(
        help="Besoins de formation aux compétences de l'IA en Pays de la Loire.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.callback()(_root)  # so that a single command keeps its name
    wanted = set(names)
    for name, module in COMMANDS.items():
        if name in wanted:
            found = import_module(f"planner.cli.{module}").COMMANDS[name]
            if isinstance(found, typer.Typer):
                app.add_typer(found, name=name)
            else:
                app.command(name)(found)
    return app


def _root() -> None:
    """Besoins de formation aux compétences de l'IA en Pays de la Loire."""


def main() -> None:
    """Entry point: refusals become one French sentence each and exit status 1."""
    gc.set_threshold(COLLECTION_THRESHOLD)
    asked = sys.argv[1:2]
    try:
        application(asked if asked and asked[0] in COMMANDS else COMMANDS)()
    except Refusal as refusal:
        errors.print(str(refusal), markup=False)
        sys.exit(1)
    except OSError as error:
        found = error.filename or "le disque"  # a full disk is met while writing, when no name is told
        errors.print(f"Lecture ou écriture impossible : {found} ({error.strerror}).", markup=False)
        sys.exit(1)
