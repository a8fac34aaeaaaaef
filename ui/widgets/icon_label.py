"""An icon that stands by itself and follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.painting import grown


class IconLabel(QWidget):
    """Icon ``name`` in the colour of ``token``, ``size`` pixels square."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        token: str = "ink3",
        size: int = 18,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._token = token
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def set_token(self, token: str) -> None:
        """Show the icon in another colour."""
        self._token = token
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        side = grown(self._theme, self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = grown(self._theme, self._size)
        picture = self._theme.pixmap(self._name, self._token, side, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)
        painter.end()
