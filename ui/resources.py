"""Where the program's own files (icons, fonts) are read from, installed or frozen."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

PROGRAM_ICON = "regulars"
BODY_FONT = "Inter.ttf"


def read_icon(name: str) -> bytes:
    """The SVG text of icon ``name`` (without its ending); raises FileNotFoundError."""
    return _folder("icons").joinpath(f"{name}.svg").read_bytes()


def read_font(name: str = BODY_FONT) -> bytes:
    """The bytes of the bundled font file ``name``; raises FileNotFoundError."""
    return _folder("fonts").joinpath(name).read_bytes()


def list_icons() -> list[str]:
    """The names of all bundled icons, sorted."""
    return sorted(
        entry.name.removesuffix(".svg")
        for entry in _folder("icons").iterdir()
        if entry.name.endswith(".svg")
    )


def _folder(name: str) -> Traversable:
    return files("resources") / name
