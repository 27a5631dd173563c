"""What part of the results is shown: the same filters for the screens, the workbook and the JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass

import pandas as pd

from planner import french
from planner.model import LAYER_LABELS, Layer, Public
from planner.references import AUDIENCES_FR

AXIS_LABELS = {
    "economique": "économique",
    "social": "social et sociétal",
    "environnement": "environnemental",
    "ethique": "éthique et gouvernance",
}
PUBLIC_LABELS = {Public.INITIAL: "formation initiale", Public.CONTINU: "formation continue"}
LEARNERS = (
    "eleves-etudiants"  # the only audience of initial training; every other one trains in the course of life
)
NO_FILTER = "toute la région, tous secteurs, tous publics, toutes compétences"


@dataclass(frozen=True, slots=True)
class Filters:
    """Values kept along each dimension; an empty tuple keeps them all.

    Attributes:
        depts: département codes. filieres: filière ids. publics: ``initial``, ``continu``.
        layers: 1–6. axes: keys of ``AXIS_LABELS``; a skill of several axes is kept when one is asked.
        audiences: keys of ``AUDIENCES_FR`` (dirigeants, managers…); a skill of several is kept when one is
        asked, in the public that trains that audience. A skill that names no audience concerns them all.
    """

    depts: tuple[str, ...] = ()
    filieres: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    layers: tuple[int, ...] = ()
    axes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()

    @property
    def none(self) -> bool:
        """True when everything is kept."""
        return not any(astuple(self))

    def describe(
        self, depts: Mapping[str, str] | None = None, filieres: Mapping[str, str] | None = None
    ) -> str:
        """The filters in French, in one line; ``depts`` and ``filieres`` give the labels of codes.

        >>> Filters(depts=("53",), layers=(4,)).describe({"53": "Mayenne"})
        'département : Mayenne ; couche : Comprendre'
        """
        parts = [
            _part("département", [(depts or {}).get(d, d) for d in self.depts]),
            _part("secteur", [(filieres or {}).get(f, f) for f in self.filieres]),
            _part("public", [PUBLIC_LABELS[Public(p)] for p in self.publics]),
            _part("couche", [LAYER_LABELS[Layer(layer)] for layer in self.layers]),
            _part("axe", [AXIS_LABELS[axis] for axis in self.axes]),
            _part("à qui", [AUDIENCES_FR[audience] for audience in self.audiences]),
        ]
        return " ; ".join(part for part in parts if part) or NO_FILTER

    def apply(self, table: pd.DataFrame, skills: pd.DataFrame) -> pd.DataFrame:
        """Rows of ``table`` that pass, in their order, index reset.

        Args:
            table: any of the columns dept, filiere, public, skill_id (``columns.GAPS``, ``DEMAND``,
                ``SUPPLY``…); a dimension that the table does not have is left unfiltered.
            skills: ``columns.SKILLS``, read for layers and axes.
        """
        kept = pd.Series(True, index=table.index)
        for column, values in (("dept", self.depts), ("filiere", self.filieres), ("public", self.publics)):
            if values and column in table:
                kept &= table[column].isin(values)
        if self.audiences and "public" in table:
            kept &= table["public"].isin([public_of(audience) for audience in self.audiences])
        if "skill_id" in table and (self.layers or self.axes or self.audiences):
            kept &= table["skill_id"].isin(self.skills(skills)["skill_id"])
        return table[kept].reset_index(drop=True)

    def skills(self, skills: pd.DataFrame) -> pd.DataFrame:
        """The skills of the framework that pass the layers, axes and audiences."""
        kept = pd.Series(True, index=skills.index)
        if self.layers:
            kept &= skills["layer"].astype(int).isin(self.layers)
        if self.axes:
            wanted = set(self.axes)
            kept &= skills["axis"].map(lambda cell: bool(wanted & set(str(cell).split("|"))))
        if self.audiences:
            concerned = set(self.audiences)
            kept &= skills["publics"].map(
                lambda cell: not cell or bool(concerned & set(str(cell).split("|")))
            )
        return skills[kept].reset_index(drop=True)

    def as_dict(self) -> dict[str, list]:
        """JSON-ready: one list a dimension."""
        return {name: list(values) for name, values in asdict(self).items()}


def public_of(audience: str) -> str:
    """« initial » for pupils and students, « continu » for everyone else."""
    return str(Public.INITIAL if audience == LEARNERS else Public.CONTINU)


def _part(name: str, values: list[str]) -> str:
    plural = "s" if len(values) > 1 and name != "à qui" else ""
    return f"{name}{plural} : {french.listed(values)}" if values else ""
