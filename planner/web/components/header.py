"""The lines at the top of every page: whose data, which references, which filters."""

from __future__ import annotations

import streamlit as st

from planner import french
from planner.references import OFFICIAL, References
from planner.results import Inputs
from planner.web import state, work
from planner.web.components.words import plain, typeset

FICTIONAL = (
    "**Données de démonstration** : offres et formations continues fictives. Elles montrent l'outil ; "
    "aucun chiffre ne décrit la région réelle."
)
PARTLY = (
    "**En partie la démonstration** : {} sont ceux de la démonstration, fictifs pour l'essentiel. "
    "Importez les vôtres pour que les chiffres décrivent votre territoire."
)


def show(references: References, demonstration_only: bool) -> None:
    """State the data, the references and the filters; offer the switch to or from the demonstration.

    ``demonstration_only``: nothing was imported, so there is nothing to switch to.
    """
    loaded = work.loaded()
    inputs = loaded.inputs
    if inputs.demonstration:
        st.warning(typeset(FICTIONAL), icon=":material/science:")
    elif loaded.borrowed:
        st.warning(typeset(PARTLY.format(french.listed(loaded.borrowed))), icon=":material/science:")
    lines = [_data_line(inputs), references_line(references), _filters_line(references)]
    st.caption("  \n".join(typeset(line) for line in lines))
    if not demonstration_only:
        _switch(inputs.demonstration)
    for refused in st.session_state.get(state.Key.REFUSED_LINK, []):
        st.warning(f"Le lien demande « {plain(refused)} », qui n'existe pas : il est ignoré.")


def references_line(references: References) -> str:
    """« Référentiels : ROME 4.0 60 (extrait fourni), … »."""
    named = [
        f"{used.name} {used.version}" + (" (officiel)" if used.origin == OFFICIAL else "")
        for used in references.in_use
    ]
    official = sum(used.origin == OFFICIAL for used in references.in_use)
    kind = "officiels installés" if official else "extraits fournis"
    return f"Référentiels, {kind} : {' · '.join(named)}"


def _data_line(inputs: Inputs) -> str:
    counted = [
        french.plural(len(inputs.postings), "offre lue", "offres lues"),
        french.plural(len(inputs.courses), "formation lue", "formations lues"),
        french.plural(len(inputs.profiles), "profil sectoriel", "profils sectoriels"),
    ]
    dates = sorted(date[:10] for date in inputs.postings["date"] if date)
    when = f", offres publiées du {french.date(dates[0])} au {french.date(dates[-1])}" if dates else ""
    whose = "Démonstration" if inputs.demonstration else f"Vos données ({_files(inputs.files)})"
    return f"{whose} : {french.listed(counted)}{when}"


def _filters_line(references: References) -> str:
    kept = state.filters().describe(references.departments, references.filieres)
    changed = state.changed_parameters()
    return f"Périmètre : {kept}" + (f" · {changed}" if changed else "")


def _files(files: tuple[str, ...]) -> str:
    return plain(french.listed(list(files), most=2))


def _switch(demonstration: bool) -> None:
    """A button to the other data: imported or fictional."""
    label = "Revenir à vos données" if demonstration else "Voir la démonstration"
    if st.button(label, icon=":material/swap_horiz:"):
        state.ask(state.with_demonstration(not demonstration))
        st.rerun()
