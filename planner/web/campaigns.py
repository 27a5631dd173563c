"""Campaigns on screen: keep the run, take an earlier one, put both in what is handed over."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from planner.delivery import Delivery, deliver
from planner.report import Evolution, compare_campaigns, summary
from planner.store import keep_run, list_campaigns, load_run
from planner.web import data, work
from planner.web.shelf import Shelf
from planner.web.work import View

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
    """Keep the run whole, whatever the filters: a later campaign may then be compared on any scope."""
    results = made.results
    values = {row["name"]: row["value"] for row in results.parameters.as_rows()}
    keep_run(data.database(), results.campaign, values, summary(results, briefs=made.briefs))


@st.cache_resource(show_spinner=False)
def _deliveries() -> Shelf[Delivery]:
    return Shelf(DELIVERIES_KEPT)


@st.cache_resource(show_spinner=False)
def _evolutions() -> Shelf[Evolution]:
    return Shelf(DELIVERIES_KEPT)
