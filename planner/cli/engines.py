"""Who reads the postings: this process, the cores of this machine, or a Dask cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Annotated

import typer

from planner.cli.console import choice
from planner.matching import Engine, on_cores
from planner.scale import dask_engine

LOCAL, DASK = "local", "dask"
EngineName = Annotated[
    str, typer.Option("--engine", help="local (cette machine) ou dask (calcul réparti) : mêmes résultats.")
]
Scheduler = Annotated[
    str,
    typer.Option(
        "--scheduler",
        help="Avec dask : ordonnanceur déjà lancé, tcp://machine:8786. En clair et sans mot de passe : qui l'atteint y "
        "exécute ce qu'il veut ; sur un réseau partagé, tls:// (docs/SECURITY.md).",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="Processus de cette machine, tous ses cœurs par défaut."),
]


Engines = AbstractContextManager[Engine]


def engine_of(name: str, scheduler: str, workers: int | None, usual: Engine) -> Engines:
    """The engine that the options ask for, ready once entered; ``usual`` when they ask for none.

    Raises:
        BadParameter: the options do not go together.
    """
    choice(name, (LOCAL, DASK), "--engine")
    if scheduler and name != DASK:
        raise typer.BadParameter("ajoutez --engine dask", param_hint="--scheduler")
    if scheduler and workers:
        raise typer.BadParameter(
            "un ordonnanceur déjà lancé a ses ouvriers : retirez --workers", param_hint="--workers"
        )
    if name == LOCAL:
        return nullcontext(partial(on_cores, cores=workers) if workers else usual)
    return dask_engine(scheduler, workers)
