"""Settings read from the environment, and where the embedded files stand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).parent


def embedded_folder(name: str) -> Path:
    """Folder ``taxonomies`` or ``data``: beside the package in a clone, inside it in a wheel.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for folder in (PACKAGE.parent / name, PACKAGE / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"dossier « {name} » absent : réinstallez le logiciel")


@dataclass(frozen=True)
class Settings:
    """``home`` holds installed references, caches and the default database."""

    home: Path
    database_url: str
    benchmarks: Path

    @classmethod
    def from_environment(cls) -> Settings:
        """Read PLANNER_HOME, PLANNER_DATABASE_URL and PLANNER_BENCHMARKS, each with its default."""
        home = Path(os.environ.get("PLANNER_HOME") or platformdirs.user_data_dir("planner"))
        url = os.environ.get("PLANNER_DATABASE_URL") or f"sqlite:///{home / 'planner.sqlite'}"
        benchmarks = Path(os.environ.get("PLANNER_BENCHMARKS") or "../shared/benchmarks")
        return cls(home.expanduser(), url, benchmarks)


def streamlit_page() -> Path:
    """The page list of the web app: at the root of a clone, inside the package in a wheel.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for page in (PACKAGE.parent / "streamlit_app.py", PACKAGE / "streamlit_app.py"):
        if page.is_file():
            return page
    raise FileNotFoundError("streamlit_app.py absent : réinstallez le logiciel")
