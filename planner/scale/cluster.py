"""Dask distributed as an engine: the same blocks, on the processes of a cluster.

The work travels once to each process (the references, some 20 MB), then a block at a time; a block whose
process dies is done again by another. Results come back in the order of the blocks, so that nothing
differs from one process, which does the same blocks.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from planner.matching import Engine
from planner.refusal import Refusal

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster

Part = TypeVar("Part")
Result = TypeVar("Result")
AHEAD = 2  # blocks in hand per process: one that is read, one that waits (our choice, as in ``matching/cores.py``)
# For a scheduler to answer, and to have a process. Hypothèse: a cluster on one's own network.
PATIENCE_S = 10
CHECK_S = 30  # a block that takes longer makes us look whether any process is left (a block takes some three)
# Errors are told in French by the command; Dask's own words may quote what a block holds.
LOGGERS = ("distributed", "distributed.client")
SETTINGS = {
    "logging": dict.fromkeys(LOGGERS, "critical"),
    # The small web servers of the cluster started here have no page at all.
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,  # it looks a hundred times a second at what nobody will read
    # The environment of our processes. Dask would have each array given back to the system at once, which took
    # a sixth of the processor; one arena for the one thread that works keeps memory as low (docs/measures_scale.md).
    "distributed.nanny.pre-spawn-environ": {
        "MALLOC_ARENA_MAX": 1,
        "OMP_NUM_THREADS": 1,
        "OPENBLAS_NUM_THREADS": 1,
    },
}
MISSING = "Le calcul réparti demande Dask, qui n'est pas installé. Tapez : pip install -e '.[dask]' -c constraints.txt"


class ClusterRefused(Refusal):
    """The cluster cannot be used, or was lost; ``str()`` says why and what to do."""


@contextmanager
def dask_engine(
    scheduler: str = "", workers: int | None = None, patience_s: float = PATIENCE_S
) -> Iterator[Engine]:
    """An engine on the cluster at ``scheduler``, or on ``workers`` processes of this machine (None: one a core).

    The cluster started here leaves with the context. It listens on 127.0.0.1 alone, encrypted, with a
    certificate that lives in its memory: no other account of the machine can join it.

    Raises:
        ClusterRefused: Dask is not installed, the scheduler does not answer or has no process, or is lost.
    """
    try:
        import dask.config
        import distributed
    except ModuleNotFoundError:
        raise ClusterRefused(MISSING) from None
    for name in LOGGERS:  # in this process; those started here read the settings
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with dask.config.set(SETTINGS), ExitStack() as stack:
        if scheduler:
            client = stack.enter_context(_connected(scheduler, patience_s))
        else:
            own = stack.enter_context(_own_cluster(workers or os.cpu_count() or 1))
            client = stack.enter_context(distributed.Client(own, set_as_default=False))
        yield partial(_over, client)


def _own_cluster(workers: int) -> LocalCluster:
    from distributed import LocalCluster

    with _not_interrupted():
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            security=True,
            memory_limit=0,  # blocks bound memory; a limit would write to the disk what does not fit
            silence_logs=logging.CRITICAL,
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
        )


@contextmanager
def _not_interrupted() -> Iterator[None]:
    """Processes started here do not hear Ctrl+C: the command alone does, and ends them."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _connected(address: str, patience_s: float) -> Client:
    from distributed import Client

    if not _well_written(address) or not _there(address, patience_s):
        raise ClusterRefused(
            f"L'ordonnanceur Dask « {address} » ne répond pas. Vérifiez l'adresse (tcp://machine:8786, ou tls:// avec les"
            " certificats réglés dans Dask) et qu'il est lancé, ou retirez --scheduler pour calculer sur cette machine."
        )
    client = Client(address, timeout=patience_s, set_as_default=False)
    try:
        client.wait_for_workers(1, timeout=patience_s)
    except TimeoutError:
        client.close()
        raise _nobody() from None
    return client


def _there(address: str, patience_s: float) -> bool:
    """Asked from a thread of its own: the one that calls may already run a loop."""
    with ThreadPoolExecutor(1) as asking:
        return asking.submit(lambda: asyncio.run(_answers(address, patience_s))).result()


def _well_written(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("tcp", "tls") and bool(parts.hostname and parts.port)
    except ValueError:  # a port that is none
        return False


async def _answers(address: str, patience_s: float) -> bool:
    """Whether a scheduler is there. Dask's own client waits for ever for a program that takes the call and says nothing."""
    from distributed import Security
    from distributed.comm import connect

    certificates = Security().get_connection_args("client")
    if address.startswith("tls") and certificates["ssl_context"] is None:
        return False
    try:
        async with asyncio.timeout(patience_s):
            comm = await connect(address, timeout=patience_s, **certificates)
            try:
                await comm.write({"op": "identity", "reply": True})
                return (await comm.read()).get("type") == "Scheduler"
            finally:
                comm.abort()
    except (OSError, TimeoutError):
        return False


def _over(
    client: Client, load: Callable[[], Callable[[Part], Result]], parts: Iterable[Part]
) -> Iterator[Result]:
    """The engine: see :class:`planner.matching.Engine`."""
    from distributed.client import FutureCancelledError
    from distributed.comm.core import CommClosedError
    from distributed.scheduler import KilledWorker

    from planner.scale.worker import Loaded

    name = f"planner-{uuid.uuid4().hex}"  # two commands may share a cluster
    try:
        client.register_plugin(Loaded(name, load), name)
        try:
            yield from _in_order(client, name, parts)
        finally:
            if client.status == "running":  # a cluster that stays gets its memory back
                client.unregister_worker_plugin(name)
    except KilledWorker:
        raise ClusterRefused(
            "Un même bloc d'offres a fait mourir plusieurs ouvriers Dask : mémoire sans doute insuffisante (comptez"
            " 1 Gio par ouvrier)."
        ) from None
    except ModuleNotFoundError as absent:
        raise ClusterRefused(
            f"Un processus de l'ordonnanceur Dask n'a pas le module « {absent.name} » : installez-y la même version du"
            " logiciel, puis relancez."
        ) from None
    except (FutureCancelledError, CommClosedError):
        raise ClusterRefused(
            "L'ordonnanceur Dask s'est arrêté en cours de calcul. Relancez-le, puis la commande."
        ) from None


def _in_order(client: Client, name: str, parts: Iterable[Part]) -> Iterator[Any]:
    from planner.scale.worker import Sealed, do

    waiting: deque[Future] = deque()
    for part in parts:
        if len(waiting) >= AHEAD * max(1, len(client.ncores())):
            yield _result(client, waiting.popleft())
        waiting.append(client.submit(do, name, Sealed(part), pure=False))
    while waiting:
        yield _result(client, waiting.popleft())


def _result(client: Client, future: Future) -> Any:
    """What a block gave. Dask would wait for ever when no process is left to do it."""
    while True:
        try:
            return future.result(timeout=CHECK_S)
        except TimeoutError:
            if not client.ncores():
                raise _nobody() from None


def _nobody() -> ClusterRefused:
    return ClusterRefused(
        "L'ordonnanceur Dask n'a aucun ouvrier. Lancez-en (dask worker ADRESSE --nthreads 1), puis relancez la commande."
    )
