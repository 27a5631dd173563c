"""Accueil: what the data say, how sure it is, and what to do next."""

from __future__ import annotations

import streamlit as st

from planner import french
from planner.report import KeyFigures, by_department, by_layer, crossed, key_figures
from planner.web import evidence, labels, shell, work
from planner.web.components import chart, plain_plots
from planner.web.components import figures as main_figures
from planner.web.components.chart import Chart
from planner.web.components.figures import Figure
from planner.web.components.table import UNIT, layer_name
from planner.web.components.words import plain
from planner.web.language import N_, _, counted
from planner.web.work import View

NEXT = (
    (N_("Vous orientez ou conseillez"), N_("Collez une offre d'emploi : compétences IA lues, manque dans le territoire, "
     "formations et financements."), "offres", N_("Lire une offre")),
    (N_("Vous formez"), N_("Déposez votre catalogue : toutes les erreurs en une fois, le fichier corrigé, et les compétences "
     "IA que vos formations enseignent."), "catalogue", N_("Contrôler un catalogue")),
    (N_("Vous planifiez"), N_("Donnez un budget : actions classées, raison de chacune, financements, puis le classeur Excel "
     "aux mêmes chiffres que l'écran."), "plan", N_("Choisir les actions")),
)  # fmt: skip


def render() -> None:
    """Draw the page."""
    view = work.view()
    figures = view.figure(key_figures)
    main_figures.show(_main_figures(figures))
    if not figures.demand:
        st.info(_("Aucun écart dans ce périmètre : élargissez les filtres."))
        return
    _findings(view)
    st.divider()
    left, right = st.columns(2, gap="large")
    with left:
        chart.show(_missing_chart(view, figures))
    with right:
        chart.show(_supply_chart(view, figures))
    st.divider()
    _next_steps()


def _main_figures(figures: KeyFigures) -> list[Figure]:
    """Four figures, each with its unit, sample and reliability."""
    asked = (
        figures.postings_asking_ai / figures.postings_in_scope if figures.postings_in_scope else float("nan")
    )
    postings = _("{asking} offres sur {count} du périmètre").format(
        asking=french.number(figures.postings_asking_ai), count=french.number(figures.postings_in_scope)
    )
    return [
        Figure(_("Sans place"), french.number(figures.people_at_least),
               _("personnes par an, au moins · fiabilité {share}").format(share=french.percent(figures.reliability)),
               _("Personnes à qui aucune formation n'est ouverte : dans chaque territoire, secteur et public, celles à qui "
                 "manque la compétence la plus rare.")),
        Figure(_("Demande servie"), french.percent(figures.answered, 1),
               _("de {demand} {unit}").format(demand=french.number(figures.demand), unit=_(UNIT)),
               _("Part de la demande à laquelle une place de formation répond.")),
        Figure(_("En manque"), french.number(figures.skills_in_gap),
               _("compétences sur {count} du référentiel IA").format(count=french.number(figures.skills_in_framework)),
               _("Compétences dont la demande dépasse les places dans un territoire au moins.")),
        Figure(_("Offres avec IA"), french.percent(asked), postings,
               _("Offres qui demandent une compétence IA à la personne recrutée ; le discours d'entreprise ne compte pas.")),
    ]  # fmt: skip


def _findings(view: View) -> None:
    st.header(_("Ce que disent les données"), anchor=False)
    for finding in view.figure(evidence.findings_said):
        st.markdown(f"- {plain(finding.sentence)}")
    shell.link("ecarts", _("Voir les écarts en détail"))


def _missing_chart(view: View, figures: KeyFigures) -> Chart:
    """Missing people by layer, cut by département."""
    layers = view.figure(by_layer)
    data = view.figure(crossed, rows="layer", columns="dept")
    departments = view.results.departments
    data["layer_label"] = [layer_name(layer) for layer in data["layer"]]
    data["department"] = data["dept"].map(departments)
    top = layers.loc[layers["missing"].idxmax()]
    return Chart(
        key="manque par couche et département",
        title=_("La couche « {layer} » concentre {share} du manque").format(
            layer=labels.layer(top["layer"]), share=french.percent(top["missing_share"])
        ),
        figure=plain_plots.stacked(data, "layer_label", "dept", "missing", departments),
        reading=chart.reading(UNIT, _sample(figures), figures.reliability),
        data=data,
        columns=[
            "layer_label",
            "department",
            "demand",
            "supply",
            "missing",
            "answered",
            "reliability",
            "sample",
        ],
    )


def _supply_chart(view: View, figures: KeyFigures) -> Chart:
    """Demand against places, by layer."""
    data = view.figure(by_layer)
    data["layer_label"] = [layer_name(layer) for layer in data["layer"]]
    lowest = _lowest_department(view)
    return Chart(
        key="demande et places par couche",
        title=_("Une place pour {count} demandes").format(count=french.number(figures.demand / figures.supply)) + lowest
        if figures.supply
        else _("Aucune place ne répond à la demande"),
        figure=plain_plots.dumbbell(data, "layer_label"),
        reading=chart.reading(UNIT, _sample(figures), figures.reliability)
        + _(" · Échelle logarithmique ; trait : bornes de la demande"),
        data=data,
        columns=["layer_label", "skills", "demand", "low", "high", "supply", "missing", "answered", "reliability", "sample"],
    )  # fmt: skip


def _lowest_department(view: View) -> str:
    served = view.figure(by_department).dropna(subset="answered")
    if len(served) < 2:
        return ""
    lowest = served.loc[served["answered"].idxmin()]
    return _(" ; {place} est la moins servie ({share})").format(
        place=lowest["label"], share=french.percent(lowest["answered"], 1)
    )


def _sample(figures: KeyFigures) -> str:
    postings = counted(figures.postings_in_scope, "offre", "offres")
    return f"{postings}, {counted(figures.courses_in_scope, 'formation', 'formations')}"


def _next_steps() -> None:
    st.header(_("Que faire maintenant ?"), anchor=False)
    for place, (who, what, path, label) in zip(st.columns(3), NEXT, strict=True):
        with place.container(border=True, height="stretch"):
            st.markdown(f"**{_(who)}**")
            st.write(_(what))
            shell.link(path, _(label))
