"""What a reading depends on beside the texts and the references: this package's code and learned numbers."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def reader_version() -> str:
    """SHA-256 of every source and model file of the package: it changes when any of them does."""
    digest = hashlib.sha256()
    for path in sorted([*FOLDER.glob("*.py"), *FOLDER.glob("models/*")]):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
