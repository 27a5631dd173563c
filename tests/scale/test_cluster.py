"""A real scheduler and two workers give what one process gives, whatever happens to them."""

from __future__ import annotations

import signal
import socket

import pandas as pd
import pytest

pytest.importorskip("distributed")

from planner.matching import PostingMatcher
from planner.scale import ClusterRefused, dask_engine
from tests.scale.conftest import Cluster, cluster_of

SECRET = "vingt-deux rue des Lilas"


@pytest.fixture(scope="module")
def cluster():
    with cluster_of(2) as running:
        yield running


def test_two_workers_give_what_one_process_gives(cluster: Cluster, matcher, some, expected) -> None:
    with dask_engine(cluster.address) as engine:
        assert list(matcher.records_of(some, engine)) == expected


def test_reading_of_the_road_is_the_same(cluster: Cluster, references, postings) -> None:
    many = pd.concat([postings.assign(posting_id=postings["posting_id"] + f"-{n}") for n in range(5)])
    here = PostingMatcher(references.rome, references.esco, references.framework).read(many)
    with dask_engine(cluster.address) as engine:
        there = PostingMatcher(references.rome, references.esco, references.framework).read(
            many, engine=engine
        )
    pd.testing.assert_frame_equal(there.codings, here.codings, check_exact=True)
    pd.testing.assert_frame_equal(there.mentions, here.mentions, check_exact=True)
    assert there.repeats == here.repeats


def test_blocks_of_a_killed_worker_are_done_again(matcher, some, expected) -> None:
    with cluster_of(2) as cluster, dask_engine(cluster.address) as engine:
        client = engine.args[0]
        client.wait_for_workers(2)
        records = matcher.records_of(some, engine)
        found = [next(records)]
        busy = {address for address, keys in client.processing().items() if keys}
        pids = client.run(_pid, workers=list(busy))
        assert len(pids) == 2  # both had blocks in hand when the first result came
        killed = next(w for w in cluster.workers if w.pid in pids.values())
        killed.send_signal(signal.SIGKILL)
        found += records
        assert killed.wait() == -signal.SIGKILL
        assert found == expected and len(client.ncores()) == 1


def _pid() -> int:
    import os

    return os.getpid()


def test_scheduler_that_does_not_answer_is_said_in_french() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(ClusterRefused, match="ne répond pas"), dask_engine(address):
            pass
