"""The command line: parse, call the road, print. Errors are French sentences on stderr.

Exit status: 0 done, 1 the input is unusable, 2 wrong usage (design §7).
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Iterable
from importlib import import_module

import typer

from planner import logs
from planner.cli.console import errors
from planner.refusal import Refusal
from planner.settings import Settings

LOG = logging.getLogger(__name__)

# Command → module that holds it: only the one asked for is loaded, since some take seconds to import.
COMMANDS = {
    "app": "web",
    "link": "linking",
    "occupation": "reading",
    "match": "match",
    "run": "road",
    "explain": "road",
    "evaluate": "evaluation",
    "references": "references",
    "catalogue": "catalogue",
    "postings": "postings",
    "backup": "backup",
    "restore": "backup",
    "purge": "purge",
    "audit": "audit",
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
    LOG.addHandler(logging.NullHandler())  # without PLANNER_LOG, the sentence on screen is all that is said
    # Of what was typed, the name alone is logged: the rest may name files and people.
    name = "".join(word for word in sys.argv[1:2] if word in COMMANDS)
    try:
        logs.begin(Settings.from_environment().log)
        application([name] if name else COMMANDS)()
    except SystemExit as end:
        LOG.info("planner %s : code de retour %s", name, end.code or 0)
        raise
    except Refusal as refusal:
        _refuse(name, refusal, str(refusal))
    except OSError as error:
        found = error.filename or "le disque"  # a full disk is met while writing, when no name is told
        _refuse(name, error, f"Lecture ou écriture impossible : {found} ({error.strerror}).")


def _refuse(name: str, reason: Exception, sentence: str) -> None:
    LOG.error("planner %s : refusé (%s)", name, reason)
    errors.print(sentence, markup=False)
    sys.exit(1)
