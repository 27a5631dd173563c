"""Words that a catalogue may write in its columns of choices: drop-down lists of the template, and what they are read as."""

from __future__ import annotations

CHOICES: dict[str, tuple[str, ...]] = {
    "Type de formation": ("continue", "initiale"),
    "Public": (
        "Tout public",
        "Salariés",
        "Dirigeants",
        "Managers",
        "Demandeurs d'emploi",
        "Enseignants et formateurs",
        "Agents publics",
        "Indépendants",
        "Élèves et étudiants",
        "Citoyens",
    ),
    "Niveau": (
        "Sans niveau",
        "Niveau 3 (CAP)",
        "Niveau 4 (bac)",
        "Niveau 5 (bac+2)",
        "Niveau 6 (bac+3 ou 4)",
        "Niveau 7 (bac+5)",
        "Niveau 8 (doctorat)",
    ),
    "Département": (
        "44 - Loire-Atlantique",
        "49 - Maine-et-Loire",
        "53 - Mayenne",
        "72 - Sarthe",
        "85 - Vendée",
    ),
    "Modalité": ("présentiel", "à distance", "mixte"),
}
