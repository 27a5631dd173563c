"""``planner audit``: who imported, corrected, exported or erased, and when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner import french
from planner.cli.console import database, screen
from planner.store import audit_csv, list_audit

SHOWN = 30  # lines printed; the file has them all; our choice


def audit(
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Écrire tout le journal dans ce fichier.", dir_okay=False)
    ] = None,
) -> None:
    """Lire le journal : qui a importé, corrigé, exporté ou effacé, et quand (UTC)."""
    base = database()
    lines = list_audit(base)
    if csv:
        partial = csv.with_name(csv.name + ".partiel")
        partial.write_bytes(audit_csv(base))
        partial.replace(csv)
        screen.print(f"Journal écrit : {csv.name} ({french.plural(len(lines), 'ligne')})", markup=False)
        return
    for line in lines.head(SHOWN).itertuples(index=False):
        who = " · ".join(filter(None, (line.actor, line.role, line.organisation)))
        about = f" : {line.subject}" if line.subject else ""
        screen.print(f"{line.at:%d/%m/%Y %H:%M:%S}  {who}  {line.act}{about}", markup=False)
    if len(lines) > SHOWN:
        screen.print(f"{french.plural(len(lines), 'ligne')} en tout : planner audit --csv journal.csv")
    elif lines.empty:
        screen.print("Aucun acte n'est encore au journal.")


COMMANDS = {"audit": audit}
