"""Whose courses: a provider reads and changes those of its own organisations, and nobody else's."""

from __future__ import annotations

import pandas as pd

from planner import french
from planner.store.access import Actor, NotPermitted, Role
from planner.store.versions import folded

_SEE_EVERYTHING = frozenset({Role.COUNSELLOR, Role.PLANNER, Role.ADMINISTRATOR})
ROWS_TOLD = 10  # rows named in a refusal, our choice


def provider_keys(courses: pd.DataFrame) -> list[str]:
    """What tells whose version a course belongs to: its provider, or its file when it names none.

    Two providers who both forget their name must not replace each other's courses.
    """
    pairs = zip(courses["provider"], courses["source"], strict=True)
    return [folded(provider) or f"#{folded(source)}" for provider, source in pairs]


def sees_everything(actor: Actor) -> bool:
    """Whether the actor may read every provider's courses."""
    return actor.role in _SEE_EVERYTHING


def own_courses(actor: Actor, courses: pd.DataFrame) -> pd.DataFrame:
    """Of some courses (provider, source and others), those that the actor may read."""
    if sees_everything(actor):
        return courses
    own = {folded(name) for name in actor.organisations} - {""}
    return courses[[key in own for key in provider_keys(courses)]]


def require_own(actor: Actor, courses: pd.DataFrame) -> None:
    """Go on only when every course of a file (``columns.COURSES``) is of the actor's organisations.

    Raises:
        NotPermitted: some are not; the French text names their organisations and rows.
    """
    others = courses.drop(index=own_courses(actor, courses).index)
    if others.empty:
        return
    named = [f"« {name} »" if name else "organisme non dit" for name in dict.fromkeys(others["provider"])]
    rows = french.listed([str(row) for row in others["row"]], ROWS_TOLD)
    own = french.listed([f"« {name} »" for name in actor.organisations])
    raise NotPermitted(
        f"Le fichier porte des formations d’autres organismes que {own} : {french.listed(named, ROWS_TOLD)} "
        f"(ligne{'s' if len(others) > 1 else ''} {rows}). Rien n’a été enregistré. Retirez ces lignes, ou corrigez le "
        "nom de l’organisme."
    )
