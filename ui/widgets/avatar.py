"""The round picture of somebody: a photo, or initials on a tone."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, Tone
from ui.widgets.painting import grown, paint_avatar

SMALL, MIDDLE, LARGE = 28, 40, 72


class Avatar(QWidget):
    """A circle of 28, 40 or 72 pixels; decoration, so a screen reader passes over it."""

    def __init__(
        self,
        theme: Theme,
        initials: str = "",
        tone: Tone = "neutral",
        *,
        photo: QPixmap | None = None,
        size: int = MIDDLE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._initials = initials
        self._tone: Tone = tone
        self._photo = photo
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_person(self, initials: str, tone: Tone, photo: QPixmap | None = None) -> None:
        """Show somebody else."""
        self._initials, self._tone, self._photo = initials, tone, photo
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        side = grown(self._theme, self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(
            painter, self.rect(), self._theme, self._initials, self._tone, photo=self._photo
        )
        painter.end()
