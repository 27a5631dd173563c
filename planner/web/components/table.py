"""Tables on screen: French headings and numbers, a definition behind each heading, a CSV beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
import streamlit as st

from planner import french
from planner.web import labels
from planner.web.language import FRENCH, N_, _, current, each

# Formatting each cell in French takes 0.2 s for this many rows on one core (measured); beyond,
# the browser writes numbers in its own language.
FORMATTED_ROWS = 1500
ROW, HEIGHT = 35, 422  # pixels: a row of st.dataframe, and eleven of them with the heading


class Kind(StrEnum):
    """What a column holds, hence how its cells are written."""

    TEXT = "texte"
    COUNT = "entier"
    SHARE = "part"
    EUROS = "euros"
    INDEX = "indice"
    YES_NO = "oui/non"


@dataclass(frozen=True, slots=True)
class Column:
    """A column on screen: heading, what it holds, its definition, its width."""

    heading: str
    kind: Kind = Kind.TEXT
    note: str = ""
    width: str | None = None


T, N, S, E, D, B = Kind.TEXT, Kind.COUNT, Kind.SHARE, Kind.EUROS, Kind.INDEX, Kind.YES_NO
UNIT = N_("personnes × compétences par an")
# Every column that a screen shows, by its name in the tables of planner.report and planner.columns.
COLUMNS: Mapping[str, Column] = {
    "skill_id": Column(N_("Code"), T, N_("Code de la compétence ; son premier chiffre est la couche."), "small"),
    "label": Column(N_("Compétence"), T, N_("Compétence du référentiel IA."), "large"),
    "in_taxonomy": Column(N_("ROME, ESCO"), T, N_("Présente quand un lien de même sens ou de sens proche y mène.")),
    "layer_label": Column(N_("Couche"), T, N_("Une des six couches du référentiel, de concevoir à conduire.")),
    "department": Column(N_("Département"), T, N_("Département des apprenants.")),
    "filiere_label": Column(N_("Secteur"), T, N_("Réunion de secteurs de la nomenclature agrégée (A38) de l'Insee.")),
    "public": Column(N_("Public"), T, N_("initial : nouveaux entrants ; continu : en poste et demandeurs d'emploi.")),
    "demand": Column(N_("Demande"), N, N_("En personnes × compétences par an : le plus fort des quatre signaux, jamais leur somme.")),
    "low": Column(N_("Borne basse"), N, N_("Borne basse à 95 % ; dans un total, somme des bornes basses.")),
    "high": Column(N_("Borne haute"), N, N_("Borne haute à 95 % ; dans un total, somme des bornes hautes.")),
    "supply": Column(N_("Places"), N, N_("Places par an × part de la formation qui enseigne la compétence × accès.")),
    "missing": Column(N_("Manque"), N, N_("Demande moins places, là où la demande dépasse les places ; personnes × compétences par an.")),
    "missing_share": Column(N_("Part du manque"), S, N_("Part de la ligne dans tout le manque affiché.")),
    "coverage": Column(N_("Couverture"), S, N_("Taux de couverture : places / demande.")),
    "answered": Column(N_("Demande servie"), S, N_("1 − manque / demande : un surplus ailleurs ne compte pas.")),
    "reliability": Column(N_("Fiabilité"), S, N_("Part du chiffre qui est observée, et non imputée, empruntée ou supposée.")),
    "sample": Column(N_("Effectif"), N, N_("Effectif derrière la demande : annonces, emplois ou profils selon le signal.")),
    "jobs": Column(N_("Emplois"), N, N_("Emplois du territoire ou du secteur (Dares, 2019).")),
    "missing_per_1000": Column(N_("Manque pour 1 000 emplois"), N, N_("Rend les territoires comparables.")),
    "skills": Column(N_("Compétences"), N, N_("Nombre de compétences.")),
    "postings": Column(N_("Offres"), N, N_("Offres du périmètre qui demandent la compétence à la personne recrutée.")),
    "courses": Column(N_("Formations"), N, N_("Formations du périmètre où la compétence est lue.")),
    "annonces": Column(N_("Annonces"), N, N_("Signal annonces, personnes par an : part des offres × recrutements.")),
    "exposition": Column(N_("Exposition"), N, N_("Signal exposition, personnes par an : emplois exposés à l'IA générative.")),
    "obligation": Column(N_("Obligation"), N, N_("Signal obligation, personnes par an : règlement IA, article 4.")),
    "declare": Column(N_("Déclaré"), N, N_("Signal déclaré, personnes par an : besoins dits par les profils sectoriels.")),
    "need_id": Column(N_("N°"), T, N_("Numéro du besoin."), "small"),
    "name": Column(N_("Besoin de formation"), T, N_("Ce qu'on fait de l'IA, et dans quels métiers."), "large"),
    "cohesion": Column(N_("Cohésion"), D, N_("Silhouette moyenne, de −1 à 1 : sous 0, le groupe se tient mal ; vide pour une compétence isolée.")),
    "silhouette": Column(N_("Silhouette"), D, N_("De −1 à 1 : proche de 1, la compétence est bien à sa place.")),
    "rank": Column(N_("Rang"), N, N_("1 : première à prendre, compte tenu de celles qui précèdent."), "small"),
    "kind": Column(N_("Action"), T, N_("renforcer, essaimer (ouvrir ailleurs) ou créer.")),
    "need": Column(N_("Besoin de formation"), T, N_("Groupe de compétences qui manquent ensemble."), "large"),
    "course": Column(N_("Formation"), T, N_("À renforcer ou à essaimer ; pour une création, la plus proche."), "large"),
    "provider": Column(N_("Organisme")),
    "groups": Column(N_("Groupes"), N, N_("Groupes d'apprenants par an.")),
    "places": Column(N_("Places par an"), N, N_("Places par an.")),
    "hours": Column(N_("Heures"), N, N_("Durée par personne.")),
    "price": Column(N_("Prix"), E, N_("Prix par personne.")),
    "cost": Column(N_("Coût annuel"), E, N_("Prix × places, plus l'ouverture ou la conception.")),
    "cumulative": Column(N_("Coût cumulé"), E, N_("Coût de cette action et de celles qui la précèdent.")),
    "cumulative_closed": Column(N_("Comblé, cumulé"), N, N_("En personnes × compétences par an, avec les actions qui la précèdent.")),
    "closed": Column(N_("Manque comblé"), N, N_("En personnes × compétences par an.")),
    "chosen": Column(N_("Retenue"), B, N_("Le budget paie au moins un groupe ; sans budget, ce que les capacités permettent.")),
    "rank_range": Column(N_("Rang, de – à"), T, N_("Dans 90 % des tirages : poids et coûts à ±20 %, demande dans son intervalle.")),
    "pinned": Column(N_("Imposée"), B, N_("Imposée par vous : le plan la garde.")),
    "points": Column(N_("Points"), D, N_("Valeur apportée après les actions classées avant ; 100 = tous les manques comblés.")),
    "points_per_1000": Column(N_("Points pour 1 000 €"), D, N_("Ce qui ordonne le classement.")),
    "people_lost": Column(N_("Perte sans elle"), N, N_("En personnes × compétences par an, le reste du plan gardé.")),
    "step": Column(N_("Étape"), N, N_("Dans l'ordre : comprendre, utiliser, cadrer, intégrer, concevoir, conduire."), "small"),
    "place": Column(N_("Lieu")),
    "taught_labels": Column(N_("Ce qu'elle apporte"), T, N_("Compétences de l'étape que la formation enseigne."), "large"),
    "note": Column(N_("Réserve"), T, "", "medium"),
    "score_part": Column(N_("Partie du score"), T, "", "large"),
    "programme": Column(N_("Dispositif"), T, "", "medium"),
    "verdict": Column(N_("Verdict"), T, N_("possible, à vérifier ou non ; jamais une promesse."), "small"),
    "reasons": Column(N_("Pour qui et pourquoi"), T, "", "large"),
    "lacks": Column(N_("Ce qui manque"), T, N_("Ce qui rendrait l'action éligible, ou qui reste inconnu."), "large"),
    "solver": Column(N_("Calcul"), T, "", "large"),
    "of_bound": Column(N_("Part de la borne"), S, N_("Part du meilleur plan possible, au moins.")),
    "said": Column(N_("Plan montré"), T),
    "gap_share": Column(N_("Part du manque"), S, N_("Part du manque de la région, en personnes × compétences.")),
    "cost_share": Column(N_("Part des euros"), S, N_("Part des euros du plan.")),
    "created_share": Column(N_("dont créations"), S, N_("Part des euros du plan qui y vont à des formations à créer.")),
    "places_share": Column(N_("Part des places"), S, N_("Part des places du plan.")),
    "closed_share": Column(N_("Part de ce qui est comblé"), S, N_("Part des personnes × compétences comblées par le plan.")),
    "floor_share": Column(N_("Plancher"), S, N_("Part du plan à lui consacrer au moins ; vide sans plancher.")),
    "measure": Column(N_("Mesure"), T, "", "medium"),
    "total_before": Column(N_("Avant"), N),
    "total_after": Column(N_("Après"), N),
    "difference": Column(N_("Différence"), N),
    "groups_before": Column(N_("Groupes avant"), N),
    "groups_after": Column(N_("Groupes après"), N),
    "member": Column(N_("Territoire ou public"), T, "", "medium"),
    "cost_share_before": Column(N_("Euros, avant"), S, N_("Part des euros du plan.")),
    "cost_share_after": Column(N_("Euros, après"), S, N_("Part des euros du plan.")),
    "places_share_before": Column(N_("Places, avant"), S, N_("Part des places du plan.")),
    "places_share_after": Column(N_("Places, après"), S, N_("Part des places du plan.")),
    "programmes": Column(N_("Financements possibles"), T, N_("À confirmer auprès du financeur."), "large"),
    "title": Column(N_("Intitulé"), T, "", "large"),
    "dept_label": Column(N_("Département")),
    "rome": Column(N_("Code ROME"), T, N_("Métier ROME 4.0 ; vide quand la lecture s'abstient."), "small"),
    "occupation": Column(N_("Métier ROME"), T, N_("Métier le plus proche."), "medium"),
    "score": Column(N_("Score"), D, N_("De 0 à 1 : proximité, pas une probabilité.")),
    "asked": Column(N_("Compétences IA"), N, N_("Nombre de compétences IA demandées à la personne recrutée.")),
    "date": Column(N_("Date")),
    "same_as": Column(N_("Republication de"), T, N_("Même offre déjà publiée : elle ne compte qu'une fois.")),
    "number": Column(N_("N°"), N, N_("Numéro dans le texte surligné."), "small"),
    "evidence": Column(N_("Mots lus"), T, N_("Les mots du texte.")),
    "sentence": Column(N_("Phrase"), T, N_("La phrase où ils se trouvent."), "large"),
    "part": Column(N_("Partie"), T, N_("Partie de l'offre : titre, missions, profil, entreprise, conditions, autre.")),
    "force": Column(N_("Force"), T, N_("exigé, souhaité ou nié.")),
    "counts": Column(N_("Compte"), B, N_("non : discours d'entreprise ou compétence niée, hors de la demande.")),
    "reading": Column(N_("Lecture"), T, N_("L'intitulé dit-il IA, et quelle compétence précise est enseignée ?")),
    "modality": Column(N_("Modalité")),
    "places_stated": Column(N_("Places lues"), B, N_("non : le catalogue n'en dit rien, valeur par défaut.")),
    "skill_labels": Column(N_("Compétences IA enseignées (part)"), T, N_("Part des lignes du programme."), "large"),
    "share": Column(N_("Part enseignée"), S, N_("Part des lignes du programme ; 100 % quand l'intitulé la porte.")),
    "reason": Column(N_("Raison"), T, "", "large"),
    "item": Column(N_("Libellé"), T, "", "large"),
    "code": Column(N_("Code")),
    "matched": Column(N_("Libellé qui répond"), T, N_("Libellé ou appellation où les mots ont été trouvés.")),
    "parameter": Column(N_("Paramètre"), T, "", "large"),
    "value_used": Column(N_("Valeur")),
    "default": Column(N_("Par défaut")),
    "unit": Column(N_("Unité")),
    "source": Column(N_("Source"), T, "", "large"),
    "own_title": Column(N_("Formation"), T, N_("Intitulé de votre formation."), "medium"),
    "level_read": Column(N_("Niveau"), N, N_("1 découvrir, 2 pratiquer, 3 approfondir, 4 expert : dit par l'intitulé, sinon par les compétences.")),
    "publics_read": Column(N_("Publics lus"), T, N_("Publics que l'intitulé ou la colonne du public nomment.")),
    "ai_share": Column(N_("Part IA"), S, N_("La plus grande part du programme prise par une compétence IA.")),
    "formacode": Column(N_("Formacode proposé"), T, N_("Vide quand le fichier en donne un, ou que rien n'en propose.")),
    "rome_proposed": Column(N_("Métier ROME"), T, N_("Celui du fichier, sinon celui qui est proposé ; vide quand la lecture s'abstient."), "medium"),
    "origin": Column(N_("D'où viennent les codes"), T, N_("La certification, le métier de même nom ou les compétences enseignées.")),
    "taxonomy_label": Column(N_("Référentiel")),
    "other": Column(N_("Ressemble à"), T, "", "medium"),
    "change": Column(N_("Changement"), T, N_("nouvelle, modifiée ou retirée.")),
    "before": Column(N_("Avant"), T, "", "medium"),
    "after": Column(N_("Après"), T, "", "medium"),
    "index": Column(N_("Indice"), N, N_("Manque pour 1 000 emplois, 100 = la région.")),
    "coverage_low": Column(N_("Couverture, basse"), S, N_("Places / borne haute de la demande.")),
    "coverage_high": Column(N_("Couverture, haute"), S, N_("Places / borne basse de la demande.")),
    "in_person_per_1000": Column(N_("Places sur place pour 1 000 emplois"), D, N_("Places par an des formations IA tenues dans le département.")),
    "in_person_courses": Column(N_("Formations sur place"), N, N_("Formations IA tenues dans le département, hors distance.")),
    "small": Column(N_("Petit effectif"), B, N_("Peu de formations sur place : une ouverture ou une fermeture change le chiffre.")),
    "driver": Column(N_("Ce qui fait la différence"), T, "", "large"),
    "verdict_label": Column(N_("Force ou faiblesse"), T, "", "small"),
    "place_label": Column(N_("Territoire ou secteur"), T, "", "medium"),
    "region_coverage": Column(N_("Couverture de la région"), S, N_("Même couche, toute la région.")),
    "finding": Column(N_("Constat"), T, "", "large"),
    "headcount": Column(N_("Effectif"), N, N_("Personnes en poste.")),
    "headcount_source": Column(N_("Source de l'effectif"), T, N_("Le profil du secteur, ou le chiffre public qui le complète."), "medium"),
    "exposed": Column(N_("Personnes exposées"), N, N_("Dans un métier que l'IA générative peut changer (gradients G1 à G4 de l'OIT, 2025).")),
    "exposed_occupations": Column(N_("Métiers les plus exposés"), T, "", "large"),
    "adoption": Column(N_("Adoption de l'IA"), S, N_("Part des emplois dans une organisation qui utilise l'IA.")),
    "adoption_source": Column(N_("Source de l'adoption"), T, N_("Le profil du secteur, ou le chiffre public qui le complète."), "medium"),
    "asked_skills": Column(N_("Compétences demandées"), T, N_("Les plus demandées par les offres."), "large"),
    "covered_skills": Column(N_("Compétences couvertes"), T, N_("Les mieux couvertes par les places."), "large"),
    "missing_skills": Column(N_("Compétences manquantes"), T, N_("Les plus manquantes."), "large"),
    "stated_skills": Column(N_("Besoins dits"), T, N_("Compétences lues dans les besoins que le profil exprime."), "large"),
    "link_label": Column(N_("Maillon"), T, N_("Maillon de la chaîne de valeur de l'IA."), "medium"),
    "territory": Column(N_("Territoire")),
    "report_presence": Column(N_("Rapport 2025"), T, N_("Présence dans la région selon le CESER, 2025."), "small"),
    "presence": Column(N_("Présence"), T, N_("Selon la règle dite au-dessus du graphique."), "small"),
    "actors": Column(N_("Acteurs"), N, N_("Acteurs comptés au registre.")),
    "people": Column(N_("Personnes"), N, N_("Personnes au travail dans une organisation qui utilise l'IA.")),
    "people_low": Column(N_("Personnes, borne basse"), N),
    "people_high": Column(N_("Personnes, borne haute"), N),
    "actor": Column(N_("Acteur"), T, "", "large"),
    "commune": Column(N_("Commune")),
    "siret": Column(N_("SIRET")),
    "axis_label": Column(N_("Axe")),
    "audience_label": Column(N_("Public à former")),
    "severity": Column(N_("Gravité"), T, N_("bloquant : ligne perdue ; à corriger : valeur perdue ; conseil.")),
    "where": Column(N_("Où")),
    "column": Column(N_("Colonne")),
    "value": Column(N_("Valeur lue")),
    "message": Column(N_("Problème"), T, "", "large"),
    "fix": Column(N_("Correction proposée"), T, "", "large"),
}  # fmt: skip
FORMATS: Mapping[Kind, Callable[[float], str]] = {
    Kind.COUNT: french.number,
    Kind.SHARE: lambda value: french.percent(value, 1),
    Kind.EUROS: french.euros,
    Kind.INDEX: lambda value: french.number(value, 2),
    Kind.YES_NO: lambda value: "oui" if value else "non",
}
# Columns whose cells are words of ours from a short list, said in the reader's language.
OURS = frozenset({
    "kind", "public", "part", "force", "modality", "reading", "verdict", "verdict_label", "severity", "change", "in_taxonomy",
    "headcount_source", "adoption_source",
})  # fmt: skip
BROWSER_FORMATS = {Kind.COUNT: "localized", Kind.SHARE: "percent", Kind.EUROS: "euro", Kind.INDEX: "%.2f"}


def show(
    frame: pd.DataFrame,
    columns: Sequence[str],
    key: str,
    *,
    what: str,
    select: bool = False,
    height: int = HEIGHT,
) -> int | None:
    """Draw ``columns`` of ``frame``; with ``select``, return the row that the person picked, else None.

    ``what`` says in French what the table holds: screen readers speak it and the file is named by it.
    """
    shown = _worded(frame[list(columns)])
    headings = {name: _(COLUMNS[name].heading) for name in columns}
    event = st.dataframe(
        _formatted(shown),
        hide_index=True,
        width="stretch",
        height=min(height, ROW * (len(shown) + 1) + 2),
        column_config={name: _config(name, len(shown)) for name in columns},
        key=key,
        placeholder=french.UNKNOWN,
        alt=_("Tableau : {what}").format(what=what),
        on_select="rerun" if select else "ignore",
        selection_mode="single-row",
    )
    st.download_button(
        _("Télécharger le tableau (CSV)"),
        data=lambda: csv(shown, headings),
        file_name=f"{what.replace(' ', '_')}.csv",
        mime="text/csv",
        key=f"{key}-csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )
    rows = event["selection"]["rows"] if select else []
    return int(rows[0]) if rows and rows[0] < len(frame) else None


def csv(frame: pd.DataFrame, headings: Mapping[str, str]) -> bytes:
    """The table in the words of the screen, as French spreadsheets open it: « ; », decimal comma, UTF-8 with its mark."""
    return frame.rename(columns=headings).to_csv(index=False, sep=";", decimal=",").encode("utf-8-sig")


def layer_name(layer: int) -> str:
    """« 4 Comprendre »: the layer as tables and charts write it, in the framework's order."""
    return f"{int(layer)} {labels.layer(layer)}"


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of ``OURS`` in the reader's language."""
    return (
        frame
        if current() == FRENCH
        else frame.assign(**{name: each(frame[name]) for name in frame if name in OURS})
    )


def _formatted(frame: pd.DataFrame) -> object:
    """Cells written in French; they still sort by their values."""
    if len(frame) > FORMATTED_ROWS:
        return frame
    formats = {name: FORMATS[COLUMNS[name].kind] for name in frame if COLUMNS[name].kind in FORMATS}
    return frame.style.format(formats, na_rep=french.UNKNOWN)


def _config(name: str, rows: int) -> object:
    column = COLUMNS[name]
    heading, note = _(column.heading), _(column.note) if column.note else None
    if column.kind in BROWSER_FORMATS:
        written = BROWSER_FORMATS[column.kind] if rows > FORMATTED_ROWS else None
        return st.column_config.NumberColumn(heading, help=note, format=written)
    if column.kind is Kind.YES_NO:
        return st.column_config.CheckboxColumn(heading, help=note)
    return st.column_config.TextColumn(heading, help=note, width=column.width)
