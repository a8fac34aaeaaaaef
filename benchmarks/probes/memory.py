"""How much memory a process has in use."""

from __future__ import annotations

import resource
import sys
from pathlib import Path


def resident_bytes() -> int:
    """What this process has in memory now; where the system does not say, the most it ever had."""
    table = Path("/proc/self/statm")
    if table.exists():
        return int(table.read_text("ascii").split()[1]) * resource.getpagesize()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
