"""Live sources: what can be received by command, what is missing for it, what is lost without it, when it last came.

The page asks nothing of the network: it reads the environment's names and what past commands noted.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from planner import french
from planner.settings import Settings
from planner.sources import Standing, source_standing
from planner.web import work
from planner.web.components.words import typeset
from planner.web.language import N_, _, counted, listed

LICENCE = "https://francetravail.io/produits-partages/documentation/conditions-dutilisation-api/licence-offres-emploi"
NEVER = N_("jamais")
NOTHING = N_("rien")


@dataclass(frozen=True, slots=True)
class Source:
    """A row: name on the shelf, title, who publishes, command, what is lost without it."""

    name: str
    title: str
    command: str
    without: str


SOURCES = (
    Source(
        "offers",
        N_("Offres d'emploi (France Travail)"),
        "planner postings fetch --out offres.json",
        N_("les offres s'importent en fichier ; rien ne dit ce que le marché demande ce mois-ci"),
    ),
    Source(
        "rome",
        N_("ROME 4.0 (France Travail, data.gouv.fr)"),
        "planner references fetch rome",
        N_("l'extrait fourni sert, ou une archive que vous déposez plus bas"),
    ),
    Source(
        "certifications",
        N_("RNCP et RS (France compétences, data.gouv.fr)"),
        "planner references fetch certifications",
        N_("les codes des catalogues ne sont pas vérifiés, sauf registre déposé plus bas"),
    ),
    Source(
        "mcf",
        N_("Catalogue Mon Compte Formation (Caisse des Dépôts)"),
        "planner catalogue fetch --out mcf.csv",
        N_("seules comptent les formations que les organismes importent"),
    ),
)
ESCO = (
    N_("ESCO (Commission européenne)"),
    N_("aucune adresse : archives envoyées après un formulaire, sur esco.ec.europa.eu"),
    N_("l'extrait fourni sert, ou les archives que vous déposez plus bas"),
)


def show() -> None:
    """Draw the section."""
    stand = source_standing(Settings.from_environment().home, os.environ)
    st.header(_("Sources en direct"), anchor=False)
    st.markdown(
        typeset(
            _(
                "Rien n'est demandé au réseau sans qu'une personne lance une commande sur le serveur. Une version reçue n'efface pas la précédente ; un fichier douteux n'est pas gardé."
            )
        )
    )
    if stand.missing:
        st.info(typeset(_missing(stand)), icon=":material/key:")
    st.table(_table(stand), hide_index=True, alt=_("Sources en direct"))
    if stand.offers is not None:
        st.caption(typeset(_attribution(stand)))


def _missing(stand: Standing) -> str:
    """Which credentials are missing, what is lost, how to get them."""
    return _(
        "Identifiants de France Travail absents : {variables}. Sans eux, aucune offre n'est reçue : la demande ne se lit que dans les fichiers importés. Déclarez une application sur francetravail.io, abonnez-la à « Offres d'emploi v2 », puis donnez son identifiant client et sa clé secrète à ces variables d'environnement du serveur, jamais à un fichier."
    ).format(variables=listed([f"`{name}`" for name in stand.missing]))


def _table(stand: Standing) -> pd.DataFrame:
    rows = [
        (_(source.title), _received(stand, source.name), _lacking(stand, source.name), _(source.without), f"`{source.command}`")
        for source in SOURCES
    ]  # fmt: skip
    title, lacking, without = map(_, ESCO)
    rows.append((title, french.UNKNOWN, lacking, without, "`planner references install`"))
    headings = [_("Source"), _("Reçue le"), _("Il manque"), _("Sans elle"), _("Commande")]
    return pd.DataFrame([tuple(map(typeset, row)) for row in rows], columns=headings)


def _lacking(stand: Standing, name: str) -> str:
    return _("des identifiants") if name == "offers" and stand.missing else _(NOTHING)


def _received(stand: Standing, name: str) -> str:
    """Day of the last reception, and how many offers came."""
    if name != "offers":
        moment = stand.received[name]
        return f"{moment:%d/%m/%Y}" if moment is not None else _(NEVER)
    if stand.offers is None:
        return _(NEVER)
    offers = counted(stand.offers.offers, "offre", "offres")
    return f"{_day(stand.offers.at)}, {offers}"


def _attribution(stand: Standing) -> str:
    """Source, date and licence, as article 4 of the licence asks."""
    known = work.references().departments
    return _(
        "Offres : source France Travail, demandées le {day} pour les créations depuis le {first} ({depts}) ; contacts masqués, employeurs et communes retirés. Réutilisation soumise à la [licence des offres d'emploi]({licence}), qui demande de les relire au moins une fois par jour : `planner postings fetch --refresh --out offres.json`."
    ).format(
        day=_day(stand.offers.at),
        first=french.date(stand.offers.first),
        depts=listed([known.get(code, code) for code in stand.offers.depts]),
        licence=LICENCE,
    )


def _day(moment: str) -> str:
    return french.date(moment[:10])
