"""Who may do what to what is kept: one table, and what is not in it is refused. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.refusal import Refusal


class Role(StrEnum):
    """What a person is here; each sees and does what ``PERMITTED`` says."""

    PROVIDER = "prestataire"
    COUNSELLOR = "conseiller"
    PLANNER = "planificateur"
    ADMINISTRATOR = "administrateur"


class Act(StrEnum):
    """A thing done to what is kept; the words follow « ne peut pas »."""

    READ_CATALOGUE = "lire un catalogue"
    EXPORT_CATALOGUE = "exporter le catalogue"
    KEEP_CATALOGUE = "importer un catalogue"
    RESTORE_CATALOGUE = "remettre en service une version du catalogue"
    FORGET_CATALOGUE = "retirer un catalogue"
    READ_POSTINGS = "lire les offres, les profils et les acteurs"
    KEEP_POSTINGS = "importer des offres, des profils ou des acteurs"
    FORGET_POSTINGS = "retirer des offres, des profils ou des acteurs"
    READ_CORRECTIONS = "lire les corrections"
    CORRECT = "corriger une lecture"
    UNDO_CORRECTION = "annuler une correction"
    EXPORT_CORRECTIONS = "exporter les corrections"
    READ_RUNS = "lire les campagnes"
    KEEP_RUN = "garder une campagne"
    EXPORT_REPORT = "exporter un rapport"
    READ_SCENARIOS = "lire les scénarios"
    KEEP_SCENARIO = "garder un scénario"
    FORGET_SCENARIO = "supprimer un scénario"
    INSTALL_REFERENCES = "installer un référentiel"
    FETCH = "recevoir des données du réseau"
    READ_ERASABLE = "compter ce qui est ancien"
    ERASE = "effacer ce qui est ancien"
    ANONYMISE = "rendre anonymes les corrections d’une personne"
    BACK_UP = "sauvegarder la base"
    RESTORE_BACKUP = "restaurer une sauvegarde"
    READ_AUDIT = "lire le journal"
    EXPORT_AUDIT = "exporter le journal"

    @property
    def recorded(self) -> bool:
        """Whether the audit keeps a line of it: all that changes something, and exports."""
        return not self.name.startswith("READ_")


_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_PLANNER = _ADMINISTRATOR | {Role.PLANNER}
_COUNSELLOR = _PLANNER | {Role.COUNSELLOR}
_PROVIDER_OR_PLANNER = _PLANNER | {Role.PROVIDER}
# A provider's acts on catalogues bear on its own courses alone (planner/store/ownership.py); a counsellor
# deletes its own scenarios alone (planner/store/scenarios.py).
PERMITTED: Mapping[Act, frozenset[Role]] = {
    Act.READ_CATALOGUE: frozenset(Role),
    Act.EXPORT_CATALOGUE: frozenset(Role),
    Act.KEEP_CATALOGUE: _PROVIDER_OR_PLANNER,
    Act.RESTORE_CATALOGUE: _PROVIDER_OR_PLANNER,
    Act.FORGET_CATALOGUE: _PROVIDER_OR_PLANNER,
    Act.READ_POSTINGS: _COUNSELLOR,
    Act.KEEP_POSTINGS: _PLANNER,
    Act.FORGET_POSTINGS: _PLANNER,
    Act.READ_CORRECTIONS: _COUNSELLOR,
    Act.CORRECT: _COUNSELLOR,
    Act.UNDO_CORRECTION: _COUNSELLOR,
    Act.EXPORT_CORRECTIONS: _COUNSELLOR,
    Act.READ_RUNS: _COUNSELLOR,
    Act.KEEP_RUN: _PLANNER,
    Act.EXPORT_REPORT: _COUNSELLOR,
    Act.READ_SCENARIOS: _COUNSELLOR,
    Act.KEEP_SCENARIO: _COUNSELLOR,
    Act.FORGET_SCENARIO: _COUNSELLOR,
    Act.INSTALL_REFERENCES: _ADMINISTRATOR,
    Act.FETCH: _ADMINISTRATOR,
    Act.READ_ERASABLE: _ADMINISTRATOR,
    Act.ERASE: _ADMINISTRATOR,
    Act.ANONYMISE: _ADMINISTRATOR,
    Act.BACK_UP: _ADMINISTRATOR,
    Act.RESTORE_BACKUP: _ADMINISTRATOR,
    Act.READ_AUDIT: _ADMINISTRATOR,
    Act.EXPORT_AUDIT: _ADMINISTRATOR,
}


class NotPermitted(Refusal):
    """The person's role does not allow the act, or the thing is another's; nothing was read nor changed."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: name, role (None: nothing is allowed), and for a provider the organisations whose courses are its own."""

    name: str
    role: Role | None
    organisations: tuple[str, ...] = ()

    def may(self, act: Act) -> bool:
        """Whether the role allows the act; an act that the table leaves out is allowed to nobody."""
        return self.role in PERMITTED.get(act, frozenset())

    def require(self, act: Act) -> None:
        """Go on only when the role allows the act.

        Raises:
            NotPermitted: it does not; the French text says who may.
        """
        if self.may(act):
            return
        allowed = [role for role in Role if role in PERMITTED.get(act, frozenset())]
        raise NotPermitted(
            f"{self} ne peut pas {act}. Le peut, selon son rôle : {', '.join(allowed)}. "
            "Demandez à la personne qui administre l’application."
        )

    def __str__(self) -> str:
        if self.role is None:
            return self.name or "Une personne non connectée"
        return f"{self.name} ({self.role})"


# Without sign-in: who sits on the machine, or has the address of the database, can do all (docs/SECURITY.md).
MACHINE = Actor("cette machine", Role.ADMINISTRATOR)
NOBODY = Actor("", None)
