"""Campaigns on screen: keep the run, take an earlier one, put both in what is handed over."""

from __future__ import annotations

import math
from dataclasses import asdict, replace

import streamlit as st

from planner import french
from planner.delivery import Delivery, deliver
from planner.report import Evolution, Filters, compare_campaigns, key_figures, summary
from planner.store import keep_run, list_campaigns, load_run
from planner.web import data, kept_campaigns, state, work
from planner.web.kept_campaigns import Kept
from planner.web.language import _
from planner.web.shelf import Shelf
from planner.web.work import View

# What is compared between a campaign on its day and today; a summary holds ten significant digits.
COMPARED, SAME = ("demand", "supply", "missing", "closed"), 1e-8
DELIVERIES_KEPT = 4  # each holds a run that the server keeps anyway


def named(view: View, campaign: str) -> View:
    """The same view under the name of a campaign."""
    return replace(view, results=replace(view.results, campaign=campaign.strip()))


def known() -> list[str]:
    """Names of the kept campaigns, the latest first."""
    return list_campaigns(data.database())


def delivery(view: View, against: str) -> Delivery:
    """What the page hands over, made once; counts again with the parameters of the campaign ``against``.

    Raises:
        NotComparable, UnknownCampaign: the campaign cannot be used.
    """
    earlier = load_run(data.database(), against) if against else None
    key = (view.key, view.results.campaign, view.filters, earlier and earlier["id"])
    kept, context = earlier and earlier["summary"], work.plan_context(view)
    return _deliveries().get(key, lambda: deliver(view.results, context, work.recounted, view.filters, kept))


def evolution(made: Delivery) -> Evolution | None:
    """What changed since the earlier campaign, compared once; None without one.

    Raises:
        NotComparable: the two cannot be compared.
    """
    if made.earlier is None:
        return None
    return _evolutions().get(made, lambda: compare_campaigns(made.earlier, made.summary(), made.same_method))


def keep(made: Delivery) -> None:
    """Keep the run whole, whatever the filters: a later campaign may then be compared on any scope, and this one shown again."""
    results = made.results
    values = {row["name"]: row["value"] for row in results.parameters.as_rows()}
    imports = tuple(int(number) for number in work.sources()["id"])
    given = kept_campaigns.given(values, imports, state.asked())
    keep_run(data.database(), results.campaign, given, summary(results, briefs=made.briefs))


def drift(view: View, campaign: Kept, depts: dict[str, str]) -> str:
    """How a kept campaign differs on screen from the day it was kept, in a sentence; empty when it does not."""
    if state.asked() != campaign.asked(depts):
        return _("paramètres ou budget changés à l'écran")
    before = _figures_of(campaign.run_id, state.campaign())
    now = asdict(replace(view, filters=Filters()).figure(key_figures))
    moved = [name for name in COMPARED if not math.isclose(before[name], now[name], rel_tol=SAME)]
    if not moved:
        return ""
    return _(
        "recomptée aujourd'hui : demande {before} → {now} ; le logiciel, les référentiels ou les corrections ont changé"
    ).format(before=french.number(before["demand"]), now=french.number(now["demand"]))


@st.cache_data(max_entries=DELIVERIES_KEPT, show_spinner=False)
def _figures_of(run_id: int, name: str) -> dict[str, float]:
    """Key figures of the run on its day; ``run_id`` tells the runs of one name apart."""
    return load_run(data.database(), name)["summary"]["key_figures"]


@st.cache_resource(show_spinner=False)
def _deliveries() -> Shelf[Delivery]:
    return Shelf(DELIVERIES_KEPT)


@st.cache_resource(show_spinner=False)
def _evolutions() -> Shelf[Evolution]:
    return Shelf(DELIVERIES_KEPT)
