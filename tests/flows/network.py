"""Which ways out of the machine a process has open, as the system tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

_PROCESS = Path("/proc/self")
_TABLES = ("tcp", "tcp6", "udp", "udp6")
_INODE = 9


def open_network_sockets() -> frozenset[str]:
    """The open sockets of the internet kind, by inode; skips where the system does not say."""
    tables = [_PROCESS / "net" / name for name in _TABLES]
    if not all(table.exists() for table in tables):
        pytest.skip("this system does not tell which sockets a process has open")
    rows = [line.split() for table in tables for line in table.read_text().splitlines()[1:]]
    network = {f"socket:[{row[_INODE]}]" for row in rows}
    return frozenset(own for own in _own_files() if own in network)


def _own_files() -> list[str]:
    found = []
    for each in (_PROCESS / "fd").iterdir():
        try:
            found.append(str(each.readlink()))
        except OSError:  # the one that listed the folder is closed by now
            continue
    return found
