"""The sheet that lays open what a figure was counted from."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.clients.rows import ClientDetails
from crm.i18n import _
from ui.context import Context
from ui.delegates.ledger import SIDE
from ui.delegates.ledger_list import LedgerList
from ui.pages.profile.counting import Counting, count_figure
from ui.pages.profile.figures import FigureKey
from ui.widgets.icon_button import IconButton
from ui.widgets.sheet import Sheet
from ui.widgets.text import Heading, PlainLabel

_LEAST_LIST: Final = 120
_MOST_LIST: Final = 420


class FigureSheet(Sheet):
    """Shows a Counting as soon as it is read.

    Signals:
        client_opened: one of those counted is wanted.
        day_chosen: a day of the story is wanted.
    """

    client_opened = Signal(int)
    day_chosen = Signal(object)

    def __init__(self, context: Context, over: QWidget, client: ClientDetails, key: FigureKey):
        title = _titles()[key].format(name=client.greeting)
        super().__init__(context.theme, over, title=title)
        self._sentence = PlainLabel("", tone="ink2", wrap=True)
        self._list = LedgerList(context.theme, title)
        self._add_parts(title)
        self.setObjectName("profile.counting")
        self._sentence.setObjectName("profile.counting.sentence")
        self._list.setObjectName("profile.counting.list")
        self._list.setFixedHeight(_LEAST_LIST)
        self._list.row_activated.connect(self._on_list_row_activated)
        self.closed.connect(self.deleteLater)
        context.tasks.read(
            count_figure,
            context.workspace,
            client,
            key,
            context.formats,
            key="profile.counting",
            done=self._on_counted,
        )

    def open_sheet(self, first: QWidget | None = None) -> None:
        """Show it with the keyboard in the list."""
        super().open_sheet(first or self._list)

    def _add_parts(self, title: str) -> None:
        close = IconButton(self._theme, "x", _("Close (Esc)"))
        close.setObjectName("profile.counting.close")
        close.clicked.connect(self.close_sheet)
        top = QHBoxLayout()
        top.addWidget(Heading(title), 1)
        top.addWidget(close)
        # The rows reach into the padding, so that their texts stand under the heading.
        rows = QHBoxLayout()
        rows.setContentsMargins(-SIDE, 0, -SIDE, 0)
        rows.addWidget(self._list)
        self.body.addLayout(top)
        self.body.addSpacing(4)
        self.body.addWidget(self._sentence)
        self.body.addSpacing(12)
        self.body.addLayout(rows)

    def _on_counted(self, counting: Counting) -> None:
        self._sentence.set_text(counting.sentence)
        self._list.set_rows(counting.rows)
        self._list.setVisible(bool(counting.rows))
        width = self._list.viewport().width()
        height = sum(self._list.ledger.height_at(row, width) for row in counting.rows[:100])
        self._list.setFixedHeight(max(_LEAST_LIST, min(height, _MOST_LIST)))

    def _on_list_row_activated(self, key: tuple[Any, ...]) -> None:
        kind = key[0]
        if kind == "client":
            self.close_sheet()
            self.client_opened.emit(key[1])
        elif kind == "day":
            self.close_sheet()
            self.day_chosen.emit(key[2])
        elif kind == "year":
            self.close_sheet()
            self.day_chosen.emit(date(key[1], 12, 31))


def _titles() -> dict[FigureKey, str]:
    return {
        "together": _("The years with {name}"),
        "lifetime": _("What {name} brought so far"),
        "rhythm": _("How often {name} comes"),
        "sent": _("Whom {name} sent us"),
        "bought": _("What {name} ever took"),
    }
