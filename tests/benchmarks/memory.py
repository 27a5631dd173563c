"""Peak memory of this very process, on Linux.

Not ``getrusage``: its peak is that of the parent when this process has just been forked from it.
"""

from __future__ import annotations

import re
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_mebibytes() -> float:
    """Highest resident memory since the process started its program, in MiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text())
    if found is None:
        raise OSError(f"{STATUS} does not say the peak")
    return int(found[1]) / 1024
