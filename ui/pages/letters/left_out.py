"""Who gets no letter, and why, with the way to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.i18n import _, ngettext
from crm.letters.addressees import LeftOut
from ui.theme import Theme
from ui.widgets.link_label import LinkLabel
from ui.widgets.text import PlainLabel, SectionHeading

_MOST: Final = 8
_GAP: Final = 4


class LeftOutList(QWidget):
    """The first few by name; pressing one opens the profile.

    Signals:
        client_activated: whose profile is wanted.
    """

    client_activated = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)

    def show_rows(self, rows: Sequence[LeftOut]) -> None:
        """Name those left out now."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(rows))
        if not rows:
            return
        count = ngettext("{count} gets none", "{count} get none", len(rows))
        self._column.addWidget(SectionHeading(count.format(count=len(rows))))
        for row in rows[:_MOST]:
            link = LinkLabel(self._theme, f"{row.name}: {row.why}", token="ink2")
            link.setObjectName(f"letters.left_out.{row.client_id}")
            link.clicked.connect(
                lambda _checked=False, id=row.client_id: self.client_activated.emit(id)
            )
            self._column.addWidget(link)
        if len(rows) > _MOST:
            more = _("and {count} more").format(count=len(rows) - _MOST)
            self._column.addWidget(PlainLabel(more, tone="ink3"))
