"""Persistence: installed references, imports, runs, and results kept to save time.

The door opens a module when one of its names is asked for: a command that reads one sentence does not wait
for what it never uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.door import door

if TYPE_CHECKING:
    from planner.store.access import MACHINE, NOBODY, Act, Actor, NotPermitted, Role
    from planner.store.acting import Database, open_database
    from planner.store.audit import AUDIT_KEPT, audit_csv, list_audit
    from planner.store.backup import KeptTable, UnusableBackup, restore_backup, write_backup
    from planner.store.cache import Cache, cache_key
    from planner.store.catalogues import (
        KeptCatalogue,
        catalogue_order,
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
    from planner.store.database import (
        REVISION,
        NewerDatabase,
        StoreUnavailable,
        kept_revision,
    )
    from planner.store.downloads import DownloadShelf, KeptFile
    from planner.store.fetched import LastFetch, OfferShelf
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
    from planner.store.retention import Erasable, erasable, erase, forget_author
    from planner.store.runs import (
        UnknownCampaign,
        keep_run,
        list_campaigns,
        list_latest_runs,
        list_runs,
        load_run,
    )
    from planner.store.scenarios import ScenarioRefused, forget_scenario, keep_scenario, list_scenarios
    from planner.store.versions import CatalogueDiff, compare_versions

_MODULES = {
    "MACHINE": "access",
    "NOBODY": "access",
    "Act": "access",
    "Actor": "access",
    "NotPermitted": "access",
    "Role": "access",
    "Database": "acting",
    "open_database": "acting",
    "AUDIT_KEPT": "audit",
    "audit_csv": "audit",
    "list_audit": "audit",
    "KeptTable": "backup",
    "UnusableBackup": "backup",
    "restore_backup": "backup",
    "write_backup": "backup",
    "Cache": "cache",
    "cache_key": "cache",
    "KeptCatalogue": "catalogues",
    "catalogue_order": "catalogues",
    "keep_catalogue": "catalogues",
    "list_versions": "catalogues",
    "load_catalogue": "catalogues",
    "load_version": "catalogues",
    "preview_catalogue": "catalogues",
    "restore_import": "catalogues",
    "UnknownCorrection": "corrections",
    "corrections_at": "corrections",
    "corrections_csv": "corrections",
    "keep_correction": "corrections",
    "list_corrections": "corrections",
    "undo_correction": "corrections",
    "REVISION": "database",
    "NewerDatabase": "database",
    "StoreUnavailable": "database",
    "kept_revision": "database",
    "DownloadShelf": "downloads",
    "KeptFile": "downloads",
    "LastFetch": "fetched",
    "OfferShelf": "fetched",
    "KeptImport": "imports",
    "UnknownImport": "imports",
    "forget_import": "imports",
    "keep_import": "imports",
    "list_imports": "imports",
    "load_table": "imports",
    "Release": "releases",
    "UnusableRelease": "releases",
    "list_releases": "releases",
    "load_release": "releases",
    "newest_release": "releases",
    "same_release_installed": "releases",
    "save_release": "releases",
    "Erasable": "retention",
    "erasable": "retention",
    "erase": "retention",
    "forget_author": "retention",
    "UnknownCampaign": "runs",
    "keep_run": "runs",
    "list_campaigns": "runs",
    "list_latest_runs": "runs",
    "list_runs": "runs",
    "load_run": "runs",
    "ScenarioRefused": "scenarios",
    "forget_scenario": "scenarios",
    "keep_scenario": "scenarios",
    "list_scenarios": "scenarios",
    "CatalogueDiff": "versions",
    "compare_versions": "versions",
}

__getattr__ = door(__name__, _MODULES)

__all__ = [
    "AUDIT_KEPT",
    "MACHINE",
    "NOBODY",
    "REVISION",
    "Act",
    "Actor",
    "Cache",
    "CatalogueDiff",
    "Database",
    "DownloadShelf",
    "Erasable",
    "KeptCatalogue",
    "KeptFile",
    "KeptImport",
    "KeptTable",
    "LastFetch",
    "NewerDatabase",
    "NotPermitted",
    "OfferShelf",
    "Release",
    "Role",
    "ScenarioRefused",
    "StoreUnavailable",
    "UnknownCampaign",
    "UnknownCorrection",
    "UnknownImport",
    "UnusableBackup",
    "UnusableRelease",
    "audit_csv",
    "cache_key",
    "catalogue_order",
    "compare_versions",
    "corrections_at",
    "corrections_csv",
    "erasable",
    "erase",
    "forget_author",
    "forget_import",
    "forget_scenario",
    "keep_catalogue",
    "keep_correction",
    "keep_import",
    "keep_run",
    "keep_scenario",
    "kept_revision",
    "list_audit",
    "list_campaigns",
    "list_corrections",
    "list_imports",
    "list_latest_runs",
    "list_releases",
    "list_runs",
    "list_scenarios",
    "list_versions",
    "load_catalogue",
    "load_release",
    "load_run",
    "load_table",
    "load_version",
    "newest_release",
    "open_database",
    "preview_catalogue",
    "restore_backup",
    "restore_import",
    "same_release_installed",
    "save_release",
    "undo_correction",
    "write_backup",
]
