"""A real scheduler and two workers give what one process gives, whatever happens to them."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
from collections.abc import Callable
from functools import partial

import distributed
import pandas as pd
import psutil
import pytest

from planner.refusal import Refusal
from planner.scale import ClusterRefused, dask_engine
from planner.scale.worker import Loaded
from tests.scale.conftest import cluster_of

SECRET = "12 rue des Lilas"


def test_failed_command_leaves_nothing_on_the_workers_and_no_posting_in_their_logs(some) -> None:
    with cluster_of(1) as cluster:
        with dask_engine(cluster.address) as engine:
            with pytest.raises(ZeroDivisionError):
                list(engine(_failing, [block.assign(description=SECRET) for block in some]))
            assert _kept(engine) == []
        told = cluster.stop()
    assert "ZeroDivisionError" in told and SECRET not in told


def test_blocks_of_a_killed_worker_are_done_again(matcher, some, expected) -> None:
    with cluster_of(2) as cluster, dask_engine(cluster.address) as engine:
        client = engine.args[0]
        client.wait_for_workers(2)
        records = matcher.records_of(some, engine)
        found = [next(records)]
        busy = [address for address, keys in client.processing().items() if keys]
        assert busy  # when the first result comes, other blocks are in hand
        first = client.run(os.getpid, workers=busy[:1])[busy[0]]
        killed = next(worker for worker in cluster.workers if worker.pid == first)
        killed.send_signal(signal.SIGKILL)
        found += records
        assert found == expected and len(client.ncores()) == 1
        assert _kept(engine) == []


@pytest.mark.parametrize("listens", [True, False])
def test_scheduler_that_does_not_answer_is_said_in_french(listens: bool) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        if listens:
            mute.listen()  # takes the call, says nothing
        address = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(ClusterRefused, match="ne répond pas"), dask_engine(address, patience_s=1):
            pass


@pytest.mark.parametrize(
    "address", ["demain", "xyz://127.0.0.1:8786", "tcp://127.0.0.1:port", "tls://127.0.0.1:8786"]
)
def test_address_that_leads_nowhere_is_said_in_french(address: str) -> None:
    with pytest.raises(ClusterRefused, match=re.escape(address)), dask_engine(address, patience_s=1):
        pass


def test_scheduler_without_worker_is_refused_rather_than_waited_for() -> None:
    with (
        cluster_of(0) as cluster,
        pytest.raises(ClusterRefused, match="aucun ouvrier"),
        dask_engine(cluster.address, patience_s=1),
    ):
        pass


def test_scheduler_lost_on_the_way_is_said_in_french(some) -> None:
    with cluster_of(1) as cluster, dask_engine(cluster.address) as engine:
        results = engine(_lengths, some)
        next(results)
        cluster.scheduler.kill()
        with pytest.raises(ClusterRefused, match="s'est arrêté"):
            list(results)


def test_own_cluster_listens_on_this_machine_alone_and_takes_nobody_without_its_certificate(some) -> None:
    me = psutil.Process()
    before = _listening(me)
    with dask_engine(workers=1) as engine:
        assert list(engine(_lengths, some)) == [len(block) for block in some]
        opened = _listening(me) - before
        assert opened and {ip for ip, _ in opened} == {"127.0.0.1"}
        address = engine.args[0].scheduler.address
        assert address.startswith("tls://")
        with pytest.raises(OSError):
            distributed.Client(address.replace("tls://", "tcp://"), timeout=1)
    assert _listening(me) <= before


def test_worker_of_another_version_is_refused() -> None:
    loaded = Loaded("n", _lengths)
    loaded.version = "another"
    with pytest.raises(Refusal, match="même version"):
        loaded.work  # noqa: B018 - a property that loads


def test_without_the_extra_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask", None)
    with pytest.raises(ClusterRefused, match=r"pip install -e '\.\[dask\]'"), dask_engine():
        pass


def _plugins(dask_worker: distributed.Worker) -> list[str]:
    return [name for name in dask_worker.plugins if name.startswith("planner")]


def _kept(engine: partial) -> list[str]:
    """What of ours is still on the workers."""
    return [name for names in engine.args[0].run(_plugins).values() for name in names]


def _listening(process: psutil.Process) -> set[tuple[str, int]]:
    """Addresses where the process and those that it started listen."""
    family = (process, *process.children(recursive=True))
    sockets = [connection for one in family for connection in one.net_connections("tcp")]
    return {tuple(s.laddr) for s in sockets if s.status == psutil.CONN_LISTEN}


def _lengths() -> Callable[[pd.DataFrame], int]:
    return len


def _failing() -> Callable[[pd.DataFrame], float]:
    return lambda block: len(block) / 0
