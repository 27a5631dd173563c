"""What a person asked for: every session key, every URL parameter, and how one becomes the other.

The URL is the memory of a screen: filters, data, budget and changed parameters stand in it, so
that a link shows the same figures. A session reads it once, then writes it at each run, because
moving to another page empties it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import streamlit as st

from planner import french
from planner.model import Layer, Public
from planner.needs import DESCRIPTIONS, Parameters
from planner.plan import PLAN_DESCRIPTIONS, PlanSettings, Wishes
from planner.report import AXIS_LABELS, PUBLIC_LABELS, Filters
from planner.web import language, plan_link


class Key(StrEnum):
    """Keys of ``st.session_state``; widgets whose value is read elsewhere have theirs here."""

    ASKED = "demandé"
    PAGES = "pages"
    TAB = "onglet"
    REFUSED_LINK = "lien-refusé"
    DEPTS = "filtre-depts"
    FILIERES = "filtre-filieres"
    PUBLICS = "filtre-publics"
    LAYERS = "filtre-layers"
    AXES = "filtre-axes"
    SHOWN_CAMPAIGN = "filtre-campagne"
    ASKED_BEFORE = "demandé-avant"
    OUTCOMES = "imports"
    CHECKED = "catalogue-contrôlé"
    PASTED_TITLE = "offre-titre"
    PASTED_TEXT = "offre-texte"
    PASTED = "offre-lue"
    AUTHOR = "nom-correcteur"
    SKILL = "compétence"
    CAMPAIGN = "campagne"
    AGAINST = "campagne-antérieure"
    KEPT = "campagne-gardée"
    SCENARIO = "scénario"
    COMPARED_FROM = "scénario-avant"
    COMPARED_TO = "scénario-après"


# Dimension of the filters → its widget and its URL parameter.
WIDGETS = {
    "depts": Key.DEPTS,
    "filieres": Key.FILIERES,
    "publics": Key.PUBLICS,
    "layers": Key.LAYERS,
    "axes": Key.AXES,
}
URL_FILTERS = {
    "depts": "dept",
    "filieres": "secteur",
    "publics": "public",
    "layers": "couche",
    "axes": "axe",
}
URL_DATA, URL_BUDGET, URL_SKILL, DEMONSTRATION = "donnees", "budget", "competence", "demonstration"
URL_CAMPAIGN = "campagne"
URL_TAB = "onglet"  # its place, the first being 1 and left out
SEPARATOR = ","


@dataclass(frozen=True, slots=True)
class Asked:
    """What the calculation was asked: whose data, which budget (euros a year), which parameters.

    ``demonstration``: show the fictional data even where a person brought their own. ``settings``,
    ``wishes``: what the person decided of the plan.
    """

    demonstration: bool = False
    budget: float | None = None
    parameters: Parameters = field(default_factory=Parameters)
    settings: PlanSettings = field(default_factory=PlanSettings)
    wishes: Wishes = field(default_factory=Wishes)


def restore(depts: dict[str, str], filieres: dict[str, str], campaigns: Collection[str] = ()) -> None:
    """Read the URL once a session: filters that exist, data, budget and parameters within bounds."""
    if Key.ASKED in st.session_state:
        return
    refused: list[str] = []
    known = {
        "depts": list(depts),
        "filieres": list(filieres),
        "publics": [str(public) for public in Public],
        "layers": [str(int(layer)) for layer in Layer],
        "axes": list(AXIS_LABELS),
    }
    for dimension, allowed in known.items():
        wanted = [
            value for value in st.query_params.get(URL_FILTERS[dimension], "").split(SEPARATOR) if value
        ]
        refused += [f"{URL_FILTERS[dimension]} = {value}" for value in wanted if value not in allowed]
        st.session_state[WIDGETS[dimension]] = [value for value in wanted if value in allowed]
    st.session_state[Key.SKILL] = st.query_params.get(URL_SKILL, "")
    wanted = st.query_params.get(URL_CAMPAIGN, "")
    refused += [f"{URL_CAMPAIGN} = {wanted}"] if wanted not in ("", *campaigns) else []
    st.session_state[Key.SHOWN_CAMPAIGN] = wanted if wanted in campaigns else ""
    st.session_state[Key.ASKED] = read_question(st.query_params.to_dict(), depts, refused)
    st.session_state[Key.REFUSED_LINK] = refused


def filters() -> Filters:
    """The filters in force."""
    chosen = {name: tuple(st.session_state.get(key, ())) for name, key in WIDGETS.items()}
    return Filters(**{**chosen, "layers": tuple(int(layer) for layer in chosen["layers"])})


def campaign() -> str:
    """Name of the kept campaign on screen, empty for the present one."""
    return st.session_state.get(Key.SHOWN_CAMPAIGN) or ""


def enter_campaign(question: Asked | None) -> None:
    """Ask what the campaign on screen was asked; None: what was asked before any was shown."""
    before = st.session_state.pop(Key.ASKED_BEFORE, asked())
    if question is None:
        ask(before)
    else:
        st.session_state[Key.ASKED_BEFORE] = before
        ask(question)


def asked() -> Asked:
    """What the calculation is asked."""
    return st.session_state.get(Key.ASKED, Asked())


def ask(change: Asked) -> None:
    """Change what the calculation is asked; the caller then runs the page again."""
    st.session_state[Key.ASKED] = change


def with_demonstration(wanted: bool) -> Asked:
    """What is asked, with the demonstration or with imported data."""
    return replace(asked(), demonstration=wanted)


def changed_parameters() -> str:
    """« 2 paramètres modifiés », empty when all are by default."""
    default, present = Parameters(), asked().parameters
    changed = sum(getattr(present, d.name) != getattr(default, d.name) for d in DESCRIPTIONS)
    settings = asked().settings
    changed += sum(getattr(settings, d.name) != getattr(PlanSettings(), d.name) for d in PLAN_DESCRIPTIONS)
    return language.counted(changed, "paramètre modifié", "paramètres modifiés") if changed else ""


def url_parameters() -> dict[str, str]:
    """The URL parameters that give back the present screen; what is by default is left out."""
    wanted = {
        URL_FILTERS[name]: SEPARATOR.join(st.session_state.get(key, ())) for name, key in WIDGETS.items()
    }
    wanted[URL_CAMPAIGN] = campaign()
    wanted[URL_SKILL] = st.session_state.get(Key.SKILL) or ""
    wanted[language.KEY] = "" if language.current() == language.FRENCH else language.current()
    return {name: value for name, value in wanted.items() if value} | written_question(asked())


def written_question(question: Asked) -> dict[str, str]:
    """The URL parameters of what is asked; what is by default is left out. :func:`read_question` gives it back."""
    wanted = {URL_DATA: DEMONSTRATION if question.demonstration else ""}
    wanted[URL_BUDGET] = "" if question.budget is None else f"{question.budget:.12g}"
    default = Parameters()
    for name in (description.name for description in DESCRIPTIONS):
        value = getattr(question.parameters, name)
        wanted[name] = "" if value == getattr(default, name) else f"{value:.12g}"
    wanted |= plan_link.written(question.settings, question.wishes)
    return {name: value for name, value in wanted.items() if value}


def note_skill(skill_id: str) -> None:
    """The skill whose figures are looked into, for the address."""
    if st.query_params.get(URL_SKILL) != skill_id:
        st.query_params[URL_SKILL] = skill_id


def linked_tab(count: int) -> int:
    """Place of the tab that the link opens among ``count``, the first being 0; 0 when it opens none of them."""
    said = st.query_params.get(URL_TAB, "")
    return int(said) - 1 if said in {str(place) for place in range(1, count + 1)} else 0


def note_tab(place: int) -> None:
    """The tab open on this page, for its address."""
    st.session_state[Key.TAB] = place


def write_url() -> None:
    """Put the present screen in the address bar; the tab open, which another page does not have, is its own."""
    wanted = url_parameters()
    if place := st.session_state.get(Key.TAB, 0):
        wanted[URL_TAB] = str(place + 1)
    if wanted != st.query_params.to_dict():
        st.query_params.from_dict(wanted)


def read_question(query: Mapping[str, str], depts: dict[str, str], refused: list[str]) -> Asked:
    """Data, budget and parameters of URL parameters; what cannot be used is noted in ``refused``."""
    values: dict[str, float] = {}
    for description in DESCRIPTIONS:
        value = _number(query, description.name, refused)
        if value is not None and not description.low <= value <= description.high:
            refused.append(f"{description.name} = {french.number(value, 3)}")
        elif value is not None:
            values[description.name] = value
    budget = _number(query, URL_BUDGET, refused)
    if budget is not None and budget < 0:
        refused.append(f"{URL_BUDGET} = {french.number(budget)}")
        budget = None
    wants_demonstration = query.get(URL_DATA) == DEMONSTRATION
    labels = depts | {str(public): PUBLIC_LABELS[public] for public in Public}
    settings = plan_link.read_settings(query, refused)
    wishes = plan_link.read_wishes(query, labels, refused)
    return Asked(wants_demonstration, budget, Parameters(**values), settings, wishes)


def _number(query: Mapping[str, str], name: str, refused: list[str]) -> float | None:
    text = query.get(name)
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if value != value or value in (float("inf"), float("-inf")):
        refused.append(f"{name} = {text}")
        return None
    return value
