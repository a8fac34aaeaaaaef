"""The paper a shop prints on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize

_LETTER_REGIONS: Final = frozenset({"US", "CA", "MX", "PH", "CL", "CO"})


def page_layout(region: str, margin_mm: float, *, lying: bool = False) -> QPageLayout:
    """A4, or letter where that is what a printer holds; ``region`` is the shop's country."""
    size = QPageSize.PageSizeId.Letter if region in _LETTER_REGIONS else QPageSize.PageSizeId.A4
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    margins = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
    return QPageLayout(QPageSize(size), way, margins, QPageLayout.Unit.Millimeter)
