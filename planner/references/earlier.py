"""The references of an earlier run, when this machine still has them: the same releases or the same extracts.

A comparison of two campaigns counts again with them what a change of version alone brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.refusal import Refusal
from planner.store import Release, list_releases

Identity = tuple[str, str, str]  # version, date, origin, as ReferenceInUse has them


class ReferencesGone(Refusal):
    """A reference of the earlier run is not on this machine; ``str()`` names it and says what to do, in French."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run used: name of a reference → its identity."""

    used: Mapping[str, Identity]

    @classmethod
    def of(cls, references: Iterable[Mapping[str, Any]]) -> Earlier:
        """From the ``references`` of a kept summary."""
        return cls({r["name"]: (r["version"], r["date"], r["origin"]) for r in references})

    @property
    def key(self) -> str:
        """The same for the same references."""
        return repr(sorted(self.used.items()))

    def extract(self, name: str, identity: Identity) -> bool:
        """True when the run used this extract; an extract of another version is no longer shipped.

        Raises:
            ReferencesGone: it used another extract under that name.
        """
        if name not in self.used:
            return False
        kept = self.used[name]
        if kept[2] == identity[2] and kept != identity:
            raise ReferencesGone(
                f"{name} {kept[0]} du {kept[1]} n'est plus fourni avec cette version du logiciel : sa part dans "
                "l'évolution ne peut pas être comptée. Gardez de nouveau la campagne avec cette version."
            )
        return kept == identity

    def release(self, home: Path, kind: str, lang: str | None, name: str) -> Release | None:
        """The installed release that the run used under ``name``; None when it used none.

        Raises:
            ReferencesGone: it is no longer installed.
        """
        if name not in self.used:
            return None
        version, date, _ = self.used[name]
        for release in list_releases(home, kind):
            if (release.lang, release.version, release.date) == (lang, version, date):
                return release
        raise ReferencesGone(
            f"{name} {version} du {date} n'est plus installé : sa part dans l'évolution ne peut pas être comptée. "
            "Installez aussi cette version (planner references install), puis recommencez."
        )
