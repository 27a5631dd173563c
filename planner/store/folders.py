"""Folders of Parquet tables with a manifest, written whole or not at all.

A folder is filled under a hidden temporary name beside its place, then renamed: a reader
sees the old content or the new one, and a program killed half-way leaves nothing but a
hidden folder that the next write sweeps.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

MANIFEST = "manifest.json"
RETIRED = ".retired"
UNREADABLE = (OSError, ValueError, KeyError, TypeError, pa.ArrowException)

# Our choice: a hidden folder untouched for an hour belongs to a program that died.
ABANDONED_AFTER_S = 3600


def write_folder(target: Path, tables: Mapping[str, pd.DataFrame], manifest: Mapping[str, Any]) -> None:
    """Write tables and manifest under ``target``, replacing what stood there, in one step.

    Raises:
        OSError: disk full, no right to write…; ``target`` is then unchanged.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    recover(target.parent)
    _sweep(target.parent)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        for name, table in tables.items():
            content = pa.Table.from_pandas(table, preserve_index=False)
            pq.write_table(content, draft / f"{name}.parquet", compression="zstd", write_page_checksum=True)
        (draft / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        _replace(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest; one of ``UNREADABLE`` is raised when it is damaged."""
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))


def read_tables(folder: Path, names: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Read tables by name, verifying their checksums; one of ``UNREADABLE`` is raised on damage."""
    return {
        name: pq.read_table(folder / f"{name}.parquet", page_checksum_verification=True).to_pandas()
        for name in names
    }


def recover(parent: Path) -> None:
    """Put back the folders that a program killed between the two renames of a replacement left aside."""
    for retired in parent.glob(f".*{RETIRED}"):
        target = parent / retired.name.removeprefix(".").removesuffix(RETIRED)
        if not target.exists():
            retired.rename(target)


def _replace(draft: Path, target: Path) -> None:
    """Put ``draft`` in the place of ``target``; the old content comes back if that fails."""
    if not target.exists():
        draft.rename(target)
        return
    retired = target.parent / f".{target.name}{RETIRED}"
    shutil.rmtree(retired, ignore_errors=True)
    target.rename(retired)
    try:
        draft.rename(target)
    finally:
        recover(target.parent)
        shutil.rmtree(retired, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Remove the hidden folders of programs that died while writing."""
    for folder in parent.glob(".*"):
        if folder.is_dir() and time.time() - folder.stat().st_mtime > ABANDONED_AFTER_S:
            shutil.rmtree(folder, ignore_errors=True)
