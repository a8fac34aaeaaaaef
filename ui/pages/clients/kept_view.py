"""How each list was last looked at on this computer: columns, their widths, the order."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from crm import APP_ID
from crm.clients.listing import Sort


class KeptView:
    """Keeps keys of columns and pixels, never a name; what cannot be kept is not missed."""

    def __init__(self, data_file: Path) -> None:
        self._settings = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, APP_ID, "lists"
        )
        # Two shops on one computer have lists of the same number.
        self._file = sha256(str(data_file).encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def current_list(self) -> str:
        """The key of the list that was in front; empty before the first."""
        return str(self._settings.value(f"{self._file}/current", "") or "")

    def keep_current_list(self, key: str) -> None:
        """Remember which list is in front."""
        self._settings.setValue(f"{self._file}/current", key)

    def columns(self, key: str) -> tuple[str, ...]:
        """The columns that a list was last shown with."""
        kept = self._read(key).get("columns")
        return tuple(str(each) for each in kept) if isinstance(kept, list) else ()

    def widths(self, key: str) -> dict[str, int]:
        """The columns that were made wider or narrower, in pixels."""
        kept = self._read(key).get("widths")
        if not isinstance(kept, dict):
            return {}
        return {str(name): each for name, each in kept.items() if isinstance(each, int)}

    def sort(self, key: str) -> Sort | None:
        """What a list was last sorted by."""
        kept = self._read(key).get("sort")
        return Sort.from_text(kept) if isinstance(kept, str) and kept else None

    def keep(self, key: str, columns: tuple[str, ...], widths: dict[str, int], sort: Sort) -> None:
        """Remember how a list is looked at."""
        kept = {"columns": columns, "widths": widths, "sort": sort.text}
        self._settings.setValue(self._name(key), json.dumps(kept))

    def forget(self, key: str) -> None:
        """Let a list be looked at as it is kept in the shop."""
        self._settings.remove(self._name(key))

    def _read(self, key: str) -> dict[str, Any]:
        try:
            kept = json.loads(str(self._settings.value(self._name(key), "") or "{}"))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    def _name(self, key: str) -> str:
        return f"{self._file}/{key.replace(':', '-')}"
