"""Says of a client who was put away that they were, and brings them back."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.clients.erasing import days_left
from crm.clients.rows import ClientDetails
from crm.clients.services import restore_client
from crm.clients.trash import restore_clients
from crm.i18n import _, ngettext
from ui.context import Context
from ui.pages.profile.requests import Requests
from ui.theme.tokens import GAP
from ui.widgets.buttons import SmallButton
from ui.widgets.surfaces import Panel
from ui.widgets.text import PlainLabel

_PADDING: Final = QMargins(12, 6, 8, 6)


class AwayBar(QWidget):
    """A quiet line above the head; there only for those archived or in the trash."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__()
        self._context = context
        self._requests = requests
        self._client: ClientDetails | None = None
        self._said = PlainLabel(wrap=True)
        self._back = SmallButton(context.theme, _("Bring back"), icon="rotate-ccw")
        self._build()
        self._back.clicked.connect(self._on_back_clicked)

    def show_client(self, client: ClientDetails) -> None:
        """Say what became of a client; nothing of one who is in the list."""
        self._client = client
        is_away = client.archived_at is not None or client.removed_at is not None
        self.setVisible(is_away)
        if is_away:
            self._said.set_text(self._say(client))

    def _build(self) -> None:
        self.setObjectName("profile.away")
        self._said.setObjectName("profile.away.said")
        self._said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._back.setObjectName("profile.restore")
        panel = Panel(tone="amber", padding=_PADDING)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._said, 1)
        row.addWidget(self._back)
        panel.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.hide()

    def _say(self, client: ClientDetails) -> str:
        if client.removed_at is None:
            return _("{name} is archived: kept with everything, but in no list.").format(
                name=client.greeting
            )
        days = days_left(client.removed_at, self._context.workspace.clock.now())
        text = ngettext(
            "{name} is in the trash, and can come back for {count} more day.",
            "{name} is in the trash, and can come back for {count} more days.",
            days,
        )
        return text.format(name=client.greeting, count=days)

    def _on_back_clicked(self) -> None:
        client = self._client
        if client is None:
            return
        if client.removed_at is None:
            self._requests.write(restore_client, client.id)
        else:
            self._requests.write(restore_clients, [client.id])
