"""The regional value chain of AI: seven links × département, and a number for its users.

The regional report (CESER, 2025) rates the presence of each link 0, +, ++, +++ and leaves « ? » for
users. Here presence is counted from a register of actors that anyone can bring:

    0 no actor, + from 1, ++ from 3, +++ from 10 actors of the link in the territory (hypothèse)

and « ? » where the register says nothing of the link. Users are estimated:

    people at work in organisations that use AI = jobs × share of jobs in such organisations

with the interval of that share.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from planner.columns import Table
from planner.needs.grid import Grid
from planner.needs.workforce import Workforce

UNKNOWN = "?"
STEPS = ((10, "+++"), (3, "++"), (1, "+"), (0, "0"))
USERS = "utilisateurs"
REGION = ""

VALUE_CHAIN = Table(
    "value chain",
    {
        "link": "link id",
        "label": "link, in French",
        "dept": "département code, empty for the region",
        "presence": "0 | + | ++ | +++ | ?",
        "actors": "actors counted, NaN when the register says nothing of the link",
        "report_presence": "what the regional report says of the region",
        "people": "users only: people at work in organisations that use AI",
        "low": "users only: lower bound",
        "high": "users only: upper bound",
    },
)


def value_chain(links: pd.DataFrame, actors: pd.DataFrame, grid: Grid, workforce: Workforce) -> pd.DataFrame:
    """Presence of each link in each département and in the region (:data:`VALUE_CHAIN`).

    Args:
        links: link, label_fr, report_presence.
        actors: ``columns.ACTORS``, empty when no register was brought.
    """
    users = _users(grid, workforce)
    # An actor of another region counts nowhere; one of no known place counts for the region.
    actors = actors[actors["dept"].isin([REGION, *grid.depts])]
    rows = []
    for link in links.itertuples(index=False):
        known = actors[actors["link"] == link.link]
        for dept in (REGION, *grid.depts):
            counted = len(known if dept == REGION else known[known["dept"] == dept]) if len(known) else np.nan
            row = {"link": link.link, "label": link.label_fr, "dept": dept, "actors": counted}
            row |= {"presence": presence(counted), "report_presence": link.report_presence}
            rows.append(row | (users[dept] if link.link == USERS else {}))
    return VALUE_CHAIN.frame(rows)


def presence(actors: float) -> str:
    """« 0 », « + », « ++ », « +++ » by the number of actors, « ? » when unknown.

    >>> [presence(n) for n in (0, 1, 3, 10)]
    ['0', '+', '++', '+++']
    """
    if np.isnan(actors):
        return UNKNOWN
    return next(mark for least, mark in STEPS if actors >= least)


def _users(grid: Grid, workforce: Workforce) -> dict[str, dict[str, float]]:
    """People at work in organisations that use AI, by département and in the region ('')."""
    jobs = workforce.jobs_by(grid)
    names = {"people": "rate", "low": "low", "high": "high"}
    totals = {name: jobs @ workforce.rate(grid, column) for name, column in names.items()}
    by_dept = {dept: {name: float(t[i]) for name, t in totals.items()} for i, dept in enumerate(grid.depts)}
    return {REGION: {name: float(t.sum()) for name, t in totals.items()}, **by_dept}
