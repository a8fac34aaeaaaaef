"""The counter: one field that finds anyone, the list under it, and the card beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.changes import Change
from crm.clients.hits import FindResult, list_lately
from crm.errors import NotFoundError
from crm.i18n import _
from ui.context import Context
from ui.pages.counter.client_card import ClientCard
from ui.pages.counter.hit_list import HitList
from ui.widgets.buttons import PlainButton
from ui.widgets.key_events import is_command
from ui.widgets.painting import grown
from ui.widgets.search_field import SearchField

_LIST_WIDTH = 440
_LIST_SHARE = 0.43
_CARD_WAITS_MS = 40
_FIRST_ROWS = 20  # as many as are soon looked at; more are found when somebody scrolls there
_MOST_ROWS = 500


class CounterPage(QWidget):
    """Finds while one types; the keyboard never has to leave the field.

    The client chosen in the list is shown beside it a moment later, so that fast typing never
    waits for a card. Enter opens that card at once, Enter again the whole profile.

    Signals:
        client_opened: the whole profile of this client is wanted.
        visit_requested: a visit of this client is to be logged.
        form_requested: the kind of form, and the client it is about.
        new_client_requested: nobody was found; what was typed.
    """

    client_opened = Signal(int)
    visit_requested = Signal(int)
    form_requested = Signal(str, int)
    new_client_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._search = SearchField(
            context.theme, _("Find anyone by name, phone, note or street"), keys="Ctrl+1"
        )
        self._new = PlainButton(context.theme, context.words.fill(_("New {client}")), keys="Ctrl+N")
        self._list = HitList(context)
        self._card = ClientCard(context)
        self._card_timer = QTimer(self, singleShot=True, interval=_CARD_WAITS_MS)
        self._limit = _FIRST_ROWS
        self._shown: int | None = None
        self._chosen = False
        self._build()
        self._connect()
        self._find()

    def focus_search(self) -> None:
        """Bring the keyboard to the field, its text selected so that typing begins anew."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.select_all()

    def search_for(self, text: str) -> None:
        """Look for ``text`` as if it had been typed here."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search.set_text(text)
        self._on_search_text_edited(text)

    def typed(self) -> str:
        """What is being looked for."""
        return self._search.text()

    def current_client(self) -> int | None:
        """The client chosen in the list."""
        return self._list.current_client()

    def listed_clients(self) -> tuple[int, ...]:
        """Everybody in the list, in its order."""
        return self._list.clients()

    def _build(self) -> None:
        self._search.setObjectName("counter.search")
        self._new.setObjectName("counter.new")
        header = QHBoxLayout()
        header.setContentsMargins(24, 12, 24, 12)
        header.setSpacing(12)
        header.addWidget(self._search, 1)
        header.addWidget(self._new)
        body = QHBoxLayout()
        body.setContentsMargins(24, 0, 24, 20)
        body.setSpacing(16)
        body.addWidget(self._list)
        body.addWidget(self._card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addLayout(body, 1)
        self.setFocusProxy(self._search)

    def _connect(self) -> None:
        self._search.text_edited.connect(self._on_search_text_edited)
        self._search.submitted.connect(self._on_search_submitted)
        self._search.moved.connect(self._list.move_choice)
        self._new.clicked.connect(lambda: self.new_client_requested.emit(""))
        self._list.current_changed.connect(self._on_list_current_changed)
        self._list.activated.connect(self.client_opened)
        self._list.end_reached.connect(self._on_list_end_reached)
        self._list.add_requested.connect(self._request_new)
        self._card_timer.timeout.connect(self._show_card)
        self._card.open_requested.connect(self._open_current)
        self._card.visit_requested.connect(lambda: self._with_current(self.visit_requested.emit))
        self._card.form_requested.connect(self._on_card_form_requested)
        self._context.refresher.register(self, self._needs, self._refresh)

    def _needs(self, change: Change) -> bool:
        del change  # any write may move somebody in the list
        return True

    def _refresh(self) -> None:
        self._find(keep=True)
        self._show_card()

    def _find(self, *, keep: bool = False) -> None:
        text = self._search.text()
        self._limit = max(self._limit, self._list.rows_that_fit() + 2)
        self._list.show_result(self._found(text), text, keep=keep)

    def _found(self, text: str) -> FindResult:
        store = self._context.workspace.store
        if not text.strip():
            return list_lately(store, limit=self._limit)
        from crm.clients.find import find_clients  # no start waits for what typing needs

        return find_clients(store, text, limit=self._limit)

    def _on_search_text_edited(self, text: str) -> None:
        self._chosen = False
        self._limit = _FIRST_ROWS
        self._find()
        if not text.strip():
            self._list.choose_none()

    def _on_search_submitted(self) -> None:
        client_id = self._list.current_client()
        if client_id is None:
            if self._search.text().strip():
                self._request_new()
            else:
                self._list.move_choice(1)
        elif self._chosen and self._shown == client_id:
            self.client_opened.emit(client_id)
        else:
            self._chosen = True
            self._show_card()

    def _on_list_end_reached(self) -> None:
        if len(self._list.clients()) >= self._limit < _MOST_ROWS:
            self._limit = _MOST_ROWS
            self._find(keep=True)

    def _on_list_current_changed(self) -> None:
        self._chosen = False
        self._card_timer.start()

    def _on_card_form_requested(self, kind: str) -> None:
        self._with_current(lambda client_id: self.form_requested.emit(kind, client_id))

    def _show_card(self) -> None:
        self._card_timer.stop()
        self._shown = self._list.current_client()
        if self._shown is None:
            self._card.show_nobody()
            return
        from crm.clients.queries import get_client
        from crm.story.queries import get_card

        store = self._context.workspace.store
        try:
            self._card.show_client(get_client(store, self._shown), get_card(store, self._shown))
        except NotFoundError:
            self._shown = None
            self._card.show_nobody()
        self._card.set_chosen(self._chosen)

    def _open_current(self) -> None:
        self._with_current(self.client_opened.emit)

    def _with_current(self, do: Callable[[int], object]) -> None:
        client_id = self._list.current_client()
        if client_id is not None:
            do(client_id)

    def _request_new(self) -> None:
        self.new_client_requested.emit(self._search.text().strip())

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._chosen:
            self._chosen = False
            self._card.set_chosen(False)
            return
        if event.text().isprintable() and event.text() and not is_command(event):
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)
            self._search.type_key(event)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = grown(self._context.theme, _LIST_WIDTH)
        self._list.setFixedWidth(min(widest, int(self.width() * _LIST_SHARE)))
        if len(self._list.clients()) == self._limit < self._list.rows_that_fit():
            self._find(keep=True)
