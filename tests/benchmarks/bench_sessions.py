"""Fifty people at once: each follows one of the three journeys, reads between two clicks, and waits for the page.

Run: ``python -m tests.benchmarks.bench_sessions [--sessions 50] [--think 20] [--rounds 3] [--large]``. The baseline, in the
same run, is one person alone. ``--large``: 10,000 postings and 5,000 courses in place of the demonstration.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import numpy as np
import psutil

from tests.benchmarks.app_sessions import Session
from tests.benchmarks.many_inputs import fill
from tools.app_server import free_port, running

SEED = 1
Step = Callable[[Session], Awaitable[float]]
_texts = itertools.count()


def page(path: str) -> Step:
    return lambda session: session.go(path)


def choice(label: str, *chosen: str) -> Step:
    return lambda session: session.choose(label, *chosen)


def tab(label: str) -> Step:
    return lambda session: session.open_tab(label)


def paste(session: Session) -> Awaitable[float]:
    """A posting that nobody has read yet."""
    text = f"Vous rédigez {next(_texts)} prompts, contrôlez les réponses et appliquez le RGPD."
    return session.send_form({"Texte de l'offre": text}, "Lire cette offre")


JOURNEYS: dict[str, Sequence[Step]] = {
    "conseil": (
        page("offres"), tab("Lire une offre"), paste, page("ecarts"), choice("Département", "Mayenne"), page("plan"),
        page("catalogue"), choice("Département"), page(""),
    ),
    "organisme": (
        page("catalogue"), tab("Contrôler et importer un catalogue"), page("referentiels"), page("besoins"),
        page("catalogue"), tab("Formations lues"), page(""),
    ),
    "planification": (
        choice("Secteur", "Santé"), page("ecarts"), page("territoires"), tab("Forces et faiblesses"), page("besoins"),
        page("plan"), choice("Secteur"), page("rapport"), page(""),
    ),
}  # fmt: skip


async def follow(address: str, journey: str, rounds: int, pause: Callable[[], float]) -> list[float]:
    """Seconds of each click of a person who follows ``journey`` that many times, ``pause`` seconds between clicks."""
    session = await Session.opened(address)
    waits = []
    for step in [*JOURNEYS[journey]] * rounds:
        await asyncio.sleep(pause())
        waits.append(await step(session))
    await session.close()
    return waits


async def together(address: str, count: int, rounds: int, think: float) -> list[float]:
    """Seconds of every click of ``count`` people, the journeys shared between them; ``think``: mean pause, s.

    Raises:
        Faulty: a page shows an error.
    """
    random = np.random.default_rng(SEED)
    journeys = itertools.islice(itertools.cycle(JOURNEYS), count)
    people = [follow(address, journey, rounds, lambda: float(random.exponential(think))) for journey in journeys]  # fmt: skip
    return [wait for waits in await asyncio.gather(*people) for wait in waits]


def main(sessions: int, think: float, rounds: int, large: bool) -> None:
    """Print the waits of one person alone, then of all, and what the server holds in memory."""
    with tempfile.TemporaryDirectory() as home:
        if large:
            print("{} offres, {} formations".format(*fill(Path(home))))
        with running(Path(home), free_port()) as (address, server):
            asyncio.run(together(address, len(JOURNEYS), 1, 0.0))  # what is kept for all is made once
            alone = asyncio.run(together(address, 1, rounds, 0.0))
            before, began = _resident(server.pid), time.perf_counter()
            waits = asyncio.run(together(address, sessions, rounds, think))
            spent, after = time.perf_counter() - began, _resident(server.pid)
    for name, seconds in (("une personne seule", alone), (f"{sessions} personnes", waits)):
        low, high, longest = np.quantile(seconds, (0.5, 0.95, 1.0))
        print(
            f"{name} : {len(seconds)} clics, médiane {low:.2f} s, p95 {high:.2f} s, le plus long {longest:.2f} s"
        )
    ratio = np.quantile(waits, 0.95) / np.quantile(alone, 0.95)
    print(f"{len(waits) / spent:.1f} clics par seconde ; p95 : {ratio:.1f} × une personne seule")
    print(
        f"mémoire du serveur : {before:.0f} puis {after:.0f} Mio, {(after - before) / sessions:.1f} par session"
    )


def _resident(process: int) -> float:
    """Memory that a process holds, MiB."""
    return psutil.Process(process).memory_info().rss / 2**20


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--sessions", type=int, default=50)
    asked.add_argument("--think", type=float, default=20.0, help="seconds between two clicks, on average")
    asked.add_argument("--rounds", type=int, default=3, help="times that each follows its journey")
    asked.add_argument("--large", action="store_true")
    main(**vars(asked.parse_args()))
