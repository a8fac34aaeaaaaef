"""Icons tinted with a colour, drawn sharp at every screen scale, each only when first asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.resources import PROGRAM_ICON, read_icon

_SCREEN_SCALES = (1, 2, 3)
_PROGRAM_SIZES = (16, 32, 48, 128, 256)


class IconDrawer:
    """Draws bundled icons in a colour and keeps what it drew."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: QColor, size: int, screen_scale: float = 1.0) -> QPixmap:
        """Icon ``name``, ``size`` logical pixels square, for a screen of ``screen_scale``."""
        key = (name, colour.rgba(), size, screen_scale)
        if key not in self._drawn:
            self._drawn[key] = _draw(_tinted(name, colour), size, screen_scale)
        return self._drawn[key]

    def icon(self, name: str, colour: QColor, size: int) -> QIcon:
        """Icon ``name`` for menus and native buttons, sharp up to three times ``size``."""
        icon = QIcon()
        for screen_scale in _SCREEN_SCALES:
            icon.addPixmap(self.pixmap(name, colour, size, screen_scale))
        return icon


def program_icon() -> QIcon:
    """The program's own mark for windows and the task bar."""
    icon = QIcon()
    for size in _PROGRAM_SIZES:
        icon.addPixmap(_draw(_source(PROGRAM_ICON), size, 1.0))
    return icon


@cache
def _source(name: str) -> bytes:
    return read_icon(name)


def _tinted(name: str, colour: QColor) -> bytes:
    return _source(name).replace(b"currentColor", colour.name().encode())


def _draw(svg: bytes, size: int, screen_scale: float) -> QPixmap:
    side = round(size * screen_scale)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(screen_scale)
    return pixmap
