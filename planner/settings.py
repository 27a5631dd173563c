"""Settings read from the environment, and where the embedded files stand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from planner.refusal import Refusal

PACKAGE = Path(__file__).parent
JSON_LOG = "json"


class UnknownSetting(Refusal):
    """An environment variable holds what the product does not know."""


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
    """``home`` holds installed references, caches and the default database; ``log``: :data:`JSON_LOG` or empty."""

    home: Path
    database_url: str
    benchmarks: Path
    log: str = ""

    @classmethod
    def from_environment(cls) -> Settings:
        """Read PLANNER_HOME, PLANNER_DATABASE_URL, PLANNER_BENCHMARKS and PLANNER_LOG, each with its default.

        Raises:
            UnknownSetting: PLANNER_LOG is neither empty nor :data:`JSON_LOG`.
        """
        home = Path(os.environ.get("PLANNER_HOME") or platformdirs.user_data_dir("planner"))
        url = os.environ.get("PLANNER_DATABASE_URL") or f"sqlite:///{home / 'planner.sqlite'}"
        benchmarks = Path(os.environ.get("PLANNER_BENCHMARKS") or "../shared/benchmarks")
        log = os.environ.get("PLANNER_LOG", "")
        if log not in ("", JSON_LOG):
            raise UnknownSetting(
                f"PLANNER_LOG vaut « {log} » : écrivez {JSON_LOG}, ou retirez cette variable."
            )
        return cls(home.expanduser(), url, benchmarks, log)


def streamlit_page() -> Path:
    """The page list of the web app: at the root of a clone, inside the package in a wheel.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for page in (PACKAGE.parent / "streamlit_app.py", PACKAGE / "streamlit_app.py"):
        if page.is_file():
            return page
    raise FileNotFoundError("streamlit_app.py absent : réinstallez le logiciel")
