"""Tables on screen: French headings and numbers, a definition behind each heading, a CSV beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
import streamlit as st

from planner import french
from planner.model import LAYER_LABELS, Layer

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
UNIT = "personnes × compétences par an"
# Every column that a screen shows, by its name in the tables of planner.report and planner.columns.
COLUMNS: Mapping[str, Column] = {
    "skill_id": Column("Code", T, "Code de la compétence ; son premier chiffre est la couche.", "small"),
    "label": Column("Compétence", T, "Compétence du référentiel IA.", "large"),
    "in_taxonomy": Column("ROME, ESCO", T, "Présente quand un lien de même sens ou de sens proche y mène."),
    "layer_label": Column("Couche", T, "Une des six couches du référentiel, de concevoir à conduire."),
    "department": Column("Département", T, "Département des apprenants."),
    "filiere_label": Column("Secteur", T, "Réunion de secteurs de la nomenclature agrégée (A38) de l'Insee."),
    "public": Column("Public", T, "initial : nouveaux entrants ; continu : en poste et demandeurs d'emploi."),
    "demand": Column("Demande", N, f"En {UNIT} : le plus fort des quatre signaux, jamais leur somme."),
    "low": Column("Borne basse", N, "Borne basse à 95 % ; dans un total, somme des bornes basses."),
    "high": Column("Borne haute", N, "Borne haute à 95 % ; dans un total, somme des bornes hautes."),
    "supply": Column("Places", N, "Places par an × part de la formation qui enseigne la compétence × accès."),
    "missing": Column("Manque", N, f"Demande moins places, là où la demande dépasse les places ; {UNIT}."),
    "missing_share": Column("Part du manque", S, "Part de la ligne dans tout le manque affiché."),
    "coverage": Column("Couverture", S, "Taux de couverture : places / demande."),
    "answered": Column("Demande servie", S, "1 − manque / demande : un surplus ailleurs ne compte pas."),
    "reliability": Column("Fiabilité", S, "Part du chiffre qui est observée, et non imputée, empruntée ou supposée."),
    "sample": Column("Effectif", N, "Effectif derrière la demande : annonces, emplois ou profils selon le signal."),
    "jobs": Column("Emplois", N, "Emplois du territoire ou du secteur (Dares, 2019)."),
    "missing_per_1000": Column("Manque pour 1 000 emplois", N, "Rend les territoires comparables."),
    "skills": Column("Compétences", N, "Nombre de compétences."),
    "postings": Column("Offres", N, "Offres du périmètre qui demandent la compétence à la personne recrutée."),
    "courses": Column("Formations", N, "Formations du périmètre où la compétence est lue."),
    "annonces": Column("Annonces", N, "Signal annonces, personnes par an : part des offres × recrutements."),
    "exposition": Column("Exposition", N, "Signal exposition, personnes par an : emplois exposés à l'IA générative."),
    "obligation": Column("Obligation", N, "Signal obligation, personnes par an : règlement IA, article 4."),
    "declare": Column("Déclaré", N, "Signal déclaré, personnes par an : besoins dits par les profils sectoriels."),
    "need_id": Column("N°", T, "Numéro du besoin.", "small"),
    "name": Column("Besoin de formation", T, "Ce qu'on fait de l'IA, et dans quels métiers.", "large"),
    "cohesion": Column("Cohésion", D, "Silhouette moyenne, de −1 à 1 : sous 0, le groupe se tient mal."),
    "silhouette": Column("Silhouette", D, "De −1 à 1 : proche de 1, la compétence est bien à sa place."),
    "rank": Column("Rang", N, "1 : première à prendre, compte tenu de celles qui précèdent.", "small"),
    "kind": Column("Action", T, "renforcer, essaimer (ouvrir ailleurs) ou créer."),
    "need": Column("Besoin de formation", T, "Groupe de compétences qui manquent ensemble.", "large"),
    "course": Column("Formation", T, "À renforcer ou à essaimer ; pour une création, la plus proche.", "large"),
    "provider": Column("Organisme"),
    "groups": Column("Groupes", N, "Groupes d'apprenants par an."),
    "places": Column("Places par an", N, "Places par an."),
    "hours": Column("Heures", N, "Durée par personne."),
    "price": Column("Prix", E, "Prix par personne."),
    "cost": Column("Coût annuel", E, "Prix × places, plus l'ouverture ou la conception."),
    "cumulative": Column("Coût cumulé", E, "Coût de cette action et de celles qui la précèdent."),
    "cumulative_closed": Column("Comblé, cumulé", N, f"En {UNIT}, avec les actions qui la précèdent."),
    "closed": Column("Manque comblé", N, f"En {UNIT}."),
    "chosen": Column("Retenue", B, "Le budget paie au moins un groupe ; sans budget, ce que les capacités permettent."),
    "rank_range": Column("Rang, de – à", T, "Dans 90 % des tirages : poids et coûts à ±20 %, demande dans son intervalle."),
    "pinned": Column("Imposée", B, "Imposée par vous : le plan la garde."),
    "points": Column("Points", D, "Valeur apportée après les actions classées avant ; 100 = tous les manques comblés."),
    "points_per_1000": Column("Points pour 1 000 €", D, "Ce qui ordonne le classement."),
    "people_lost": Column("Perte sans elle", N, f"En {UNIT}, le reste du plan gardé."),
    "step": Column("Étape", N, "Dans l'ordre : comprendre, utiliser, cadrer, intégrer, concevoir, conduire.", "small"),
    "place": Column("Lieu"),
    "taught_labels": Column("Ce qu'elle apporte", T, "Compétences de l'étape que la formation enseigne.", "large"),
    "note": Column("Réserve", T, "", "medium"),
    "score_part": Column("Partie du score", T, "", "large"),
    "programme": Column("Dispositif", T, "", "medium"),
    "verdict": Column("Verdict", T, "possible, à vérifier ou non ; jamais une promesse.", "small"),
    "reasons": Column("Pour qui et pourquoi", T, "", "large"),
    "lacks": Column("Ce qui manque", T, "Ce qui rendrait l'action éligible, ou qui reste inconnu.", "large"),
    "solver": Column("Calcul", T, "", "large"),
    "of_bound": Column("Part de la borne", S, "Part du meilleur plan possible, au moins."),
    "said": Column("Plan montré", T),
    "floor": Column("Plancher", T, "Territoire ou public.", "medium"),
    "asked_share": Column("Part demandée", S, "Part du plan à lui consacrer au moins."),
    "reached_share": Column("Part atteinte", S),
    "measure": Column("Mesure", T, "", "medium"),
    "total_before": Column("Avant", N),
    "total_after": Column("Après", N),
    "difference": Column("Différence", N),
    "groups_before": Column("Groupes avant", N),
    "groups_after": Column("Groupes après", N),
    "member": Column("Territoire ou public", T, "", "medium"),
    "cost_share_before": Column("Euros, avant", S, "Part des euros du plan."),
    "cost_share_after": Column("Euros, après", S, "Part des euros du plan."),
    "places_share_before": Column("Places, avant", S, "Part des places du plan."),
    "places_share_after": Column("Places, après", S, "Part des places du plan."),
    "programmes": Column("Financements possibles", T, "À confirmer auprès du financeur.", "large"),
    "title": Column("Intitulé", T, "", "large"),
    "dept_label": Column("Département"),
    "rome": Column("Code ROME", T, "Métier ROME 4.0 ; vide quand la lecture s'abstient.", "small"),
    "occupation": Column("Métier ROME", T, "Métier le plus proche.", "medium"),
    "score": Column("Score", D, "De 0 à 1 : proximité, pas une probabilité."),
    "asked": Column("Compétences IA", N, "Nombre de compétences IA demandées à la personne recrutée."),
    "date": Column("Date"),
    "same_as": Column("Republication de", T, "Même offre déjà publiée : elle ne compte qu'une fois."),
    "number": Column("N°", N, "Numéro dans le texte surligné.", "small"),
    "evidence": Column("Mots lus", T, "Les mots du texte."),
    "sentence": Column("Phrase", T, "La phrase où ils se trouvent.", "large"),
    "part": Column("Partie", T, "Partie de l'offre : titre, missions, profil, entreprise, conditions, autre."),
    "force": Column("Force", T, "exigé, souhaité ou nié."),
    "counts": Column("Compte", B, "non : discours d'entreprise ou compétence niée, hors de la demande."),
    "reading": Column("Lecture", T, "L'intitulé dit-il IA, et quelle compétence précise est enseignée ?"),
    "modality": Column("Modalité"),
    "places_stated": Column("Places lues", B, "non : le catalogue n'en dit rien, valeur par défaut."),
    "skill_labels": Column("Compétences IA enseignées (part)", T, "Part des lignes du programme.", "large"),
    "share": Column("Part enseignée", S, "Part des lignes du programme ; 100 % quand l'intitulé la porte."),
    "reason": Column("Raison", T, "", "large"),
    "item": Column("Libellé", T, "", "large"),
    "code": Column("Code"),
    "matched": Column("Libellé qui répond", T, "Libellé ou appellation où les mots ont été trouvés."),
    "parameter": Column("Paramètre", T, "", "large"),
    "value_used": Column("Valeur"),
    "default": Column("Par défaut"),
    "unit": Column("Unité"),
    "source": Column("Source", T, "", "large"),
    "own_title": Column("Formation", T, "Intitulé de votre formation.", "medium"),
    "level_read": Column("Niveau", N, "1 découvrir, 2 pratiquer, 3 approfondir, 4 expert : dit par l'intitulé, sinon par les compétences."),
    "publics_read": Column("Publics lus", T, "Publics que l'intitulé ou la colonne du public nomment."),
    "ai_share": Column("Part IA", S, "La plus grande part du programme prise par une compétence IA."),
    "formacode": Column("Formacode proposé", T, "Vide quand le fichier en donne un, ou que rien n'en propose."),
    "rome_proposed": Column("ROME proposé", T, "Vide quand le fichier en donne un, ou que la lecture s'abstient."),
    "origin": Column("D'où viennent les codes", T, "La certification, le métier de même nom ou les compétences enseignées."),
    "taxonomy_label": Column("Référentiel"),
    "other": Column("Ressemble à", T, "", "medium"),
    "change": Column("Changement", T, "nouvelle, modifiée ou retirée."),
    "before": Column("Avant", T, "", "medium"),
    "after": Column("Après", T, "", "medium"),
    "index": Column("Indice", N, "Manque pour 1 000 emplois, 100 = la région."),
    "coverage_low": Column("Couverture, basse", S, "Places / borne haute de la demande."),
    "coverage_high": Column("Couverture, haute", S, "Places / borne basse de la demande."),
    "in_person_per_1000": Column("Places sur place pour 1 000 emplois", D, "Places par an des formations IA tenues dans le département."),
    "in_person_courses": Column("Formations sur place", N, "Formations IA tenues dans le département, hors distance."),
    "small": Column("Petit effectif", B, "Peu de formations sur place : une ouverture ou une fermeture change le chiffre."),
    "driver": Column("Ce qui fait la différence", T, "", "large"),
    "verdict_label": Column("Force ou faiblesse", T, "", "small"),
    "place_label": Column("Territoire ou secteur", T, "", "medium"),
    "region_coverage": Column("Couverture de la région", S, "Même couche, toute la région."),
    "finding": Column("Constat", T, "", "large"),
    "headcount": Column("Effectif", N, "Personnes en poste."),
    "headcount_source": Column("Source de l'effectif", T, "Le profil du secteur, ou le chiffre public qui le complète.", "medium"),
    "exposed": Column("Personnes exposées", N, "Dans un métier que l'IA générative peut changer (gradients G1 à G4 de l'OIT, 2025)."),
    "exposed_occupations": Column("Métiers les plus exposés", T, "", "large"),
    "adoption": Column("Adoption de l'IA", S, "Part des emplois dans une organisation qui utilise l'IA."),
    "adoption_source": Column("Source de l'adoption", T, "Le profil du secteur, ou le chiffre public qui le complète.", "medium"),
    "asked_skills": Column("Compétences demandées", T, "Les plus demandées par les offres.", "large"),
    "covered_skills": Column("Compétences couvertes", T, "Les mieux couvertes par les places.", "large"),
    "missing_skills": Column("Compétences manquantes", T, "Les plus manquantes.", "large"),
    "stated_skills": Column("Besoins dits", T, "Compétences lues dans les besoins que le profil exprime.", "large"),
    "link_label": Column("Maillon", T, "Maillon de la chaîne de valeur de l'IA.", "medium"),
    "territory": Column("Territoire"),
    "report_presence": Column("Rapport 2025", T, "Présence dans la région selon le CESER, 2025.", "small"),
    "presence": Column("Présence", T, "Selon la règle dite au-dessus du graphique.", "small"),
    "actors": Column("Acteurs", N, "Acteurs comptés au registre."),
    "people": Column("Personnes", N, "Personnes au travail dans une organisation qui utilise l'IA."),
    "people_low": Column("Personnes, borne basse", N),
    "people_high": Column("Personnes, borne haute", N),
    "actor": Column("Acteur", T, "", "large"),
    "commune": Column("Commune"),
    "siret": Column("SIRET"),
    "axis_label": Column("Axe"),
    "audience_label": Column("Public à former"),
    "severity": Column("Gravité", T, "bloquant : ligne perdue ; à corriger : valeur perdue ; conseil."),
    "where": Column("Où"),
    "column": Column("Colonne"),
    "value": Column("Valeur lue"),
    "message": Column("Problème", T, "", "large"),
    "fix": Column("Correction proposée", T, "", "large"),
}  # fmt: skip
FORMATS: Mapping[Kind, Callable[[float], str]] = {
    Kind.COUNT: french.number,
    Kind.SHARE: lambda value: french.percent(value, 1),
    Kind.EUROS: french.euros,
    Kind.INDEX: lambda value: french.number(value, 2),
    Kind.YES_NO: lambda value: "oui" if value else "non",
}
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
    shown = frame[list(columns)]
    event = st.dataframe(
        _formatted(shown),
        hide_index=True,
        width="stretch",
        height=min(height, ROW * (len(shown) + 1) + 2),
        column_config={name: _config(name, len(shown)) for name in columns},
        key=key,
        placeholder=french.UNKNOWN,
        alt=f"Tableau : {what}",
        on_select="rerun" if select else "ignore",
        selection_mode="single-row",
    )
    st.download_button(
        "Télécharger le tableau (CSV)",
        data=lambda: csv(shown),
        file_name=f"{what.replace(' ', '_')}.csv",
        mime="text/csv",
        key=f"{key}-csv",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )
    rows = event["selection"]["rows"] if select else []
    return int(rows[0]) if rows and rows[0] < len(frame) else None


def csv(frame: pd.DataFrame) -> bytes:
    """The table as French spreadsheets open it: headings in French, « ; », decimal comma, UTF-8 with its mark."""
    named = frame.rename(columns={name: COLUMNS[name].heading for name in frame})
    return named.to_csv(index=False, sep=";", decimal=",").encode("utf-8-sig")


def layer_name(layer: int) -> str:
    """« 4 Comprendre »: the layer as tables and charts write it, in the framework's order."""
    return f"{int(layer)} {LAYER_LABELS[Layer(int(layer))]}"


def _formatted(frame: pd.DataFrame) -> object:
    """Cells written in French; they still sort by their values."""
    if len(frame) > FORMATTED_ROWS:
        return frame
    formats = {name: FORMATS[COLUMNS[name].kind] for name in frame if COLUMNS[name].kind in FORMATS}
    return frame.style.format(formats, na_rep=french.UNKNOWN)


def _config(name: str, rows: int) -> object:
    column = COLUMNS[name]
    if column.kind in BROWSER_FORMATS:
        written = BROWSER_FORMATS[column.kind] if rows > FORMATTED_ROWS else None
        return st.column_config.NumberColumn(column.heading, help=column.note or None, format=written)
    if column.kind is Kind.YES_NO:
        return st.column_config.CheckboxColumn(column.heading, help=column.note or None)
    return st.column_config.TextColumn(column.heading, help=column.note or None, width=column.width)
