"""Persistence: installed references, imports, runs, and results kept to save time."""

from planner.store.cache import Cache, cache_key
from planner.store.catalogues import (
    KeptCatalogue,
    keep_catalogue,
    list_versions,
    load_catalogue,
    load_version,
    preview_catalogue,
    restore_import,
)
from planner.store.corrections import (
    UnknownCorrection,
    corrections_at,
    corrections_csv,
    keep_correction,
    list_corrections,
    undo_correction,
)
from planner.store.database import NewerDatabase, StoreUnavailable, atomic, open_database
from planner.store.downloads import DownloadShelf, KeptFile
from planner.store.fetched import OfferShelf
from planner.store.imports import (
    KeptImport,
    UnknownImport,
    forget_import,
    keep_import,
    list_imports,
    load_table,
)
from planner.store.releases import (
    Release,
    UnusableRelease,
    list_releases,
    load_release,
    newest_release,
    same_release_installed,
    save_release,
)
from planner.store.runs import UnknownCampaign, keep_run, list_campaigns, list_runs, load_run
from planner.store.versions import CatalogueDiff, compare_versions

__all__ = [
    "Cache",
    "CatalogueDiff",
    "DownloadShelf",
    "KeptCatalogue",
    "KeptFile",
    "KeptImport",
    "NewerDatabase",
    "OfferShelf",
    "Release",
    "StoreUnavailable",
    "UnknownCampaign",
    "UnknownCorrection",
    "UnknownImport",
    "UnusableRelease",
    "atomic",
    "cache_key",
    "compare_versions",
    "corrections_at",
    "corrections_csv",
    "forget_import",
    "keep_catalogue",
    "keep_correction",
    "keep_import",
    "keep_run",
    "list_campaigns",
    "list_corrections",
    "list_imports",
    "list_releases",
    "list_runs",
    "list_versions",
    "load_catalogue",
    "load_release",
    "load_run",
    "load_table",
    "load_version",
    "newest_release",
    "open_database",
    "preview_catalogue",
    "restore_import",
    "same_release_installed",
    "save_release",
    "undo_correction",
]
