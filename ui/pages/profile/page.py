"""The profile of one client: the person first, then everything that was ever written down."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QMargins, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from crm.changes import Change
from crm.clients.queries import find_neighbours
from crm.errors import NotFoundError
from crm.i18n import _
from ui.context import Context
from ui.pages.profile.away_bar import AwayBar
from ui.pages.profile.columns import ProfileColumns
from ui.pages.profile.edits import FieldEdits
from ui.pages.profile.figure_sheet import FigureSheet
from ui.pages.profile.figures import FigureKey
from ui.pages.profile.head import ProfileHead
from ui.pages.profile.printing import print_profile
from ui.pages.profile.reading import Profile, read_profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.timeline import describe_days, ribbon_of
from ui.theme.tokens import GAP, GAP_CARD, PAGE_MARGIN
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.drop_hint import DropHint
from ui.widgets.icon_button import IconButton
from ui.widgets.key_events import is_command
from ui.widgets.ribbon import RibbonWidget
from ui.widgets.ribbon_data import RibbonGroup
from ui.widgets.scroll_card import BareScrollArea
from ui.widgets.search_field import SearchField
from ui.widgets.surfaces import Card

_HEAD_PADDING: Final = QMargins(20, 16, 12, 12)
_FIGURE_PADDING: Final = 8  # of the figures; what stands below them ends as they do
_HEADER_MARGINS: Final = QMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 12)
_BODY_MARGINS: Final = QMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 20)
_REST_WAITS_MS: Final = 15
_SHAPING: Final = ("custom_field.", "sections.")  # what is written of nobody and shows on all
_HEAD_FIELDS: Final = frozenset({"name", "called", "pronunciation"})


class ProfilePage(QWidget):
    """One client at a time; what is written anywhere about them shows at once.

    Signals:
        client_opened: another client is wanted.
        visit_requested: a visit of this client is to be logged.
        form_requested: something is to be added: kind of form, client.
        edit_requested: a row is to be changed: kind of form, client, row.
        search_requested: somebody is looked for; what was typed.
        left: one wants back to where one came from.
    """

    client_opened = Signal(int)
    visit_requested = Signal(int)
    form_requested = Signal(str, int)
    edit_requested = Signal(str, int, int)
    search_requested = Signal(str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._profile: Profile | None = None
        self._order: tuple[int, ...] = ()
        # What stands further down comes after the first paint, however long that takes.
        self._rest_waits = False
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST_WAITS_MS)
        self._requests = Requests(context, self)
        self._edits = FieldEdits(self, context, self._refresh, self._reopen)
        theme = context.theme
        self._back = IconButton(theme, "arrow-left", _("Back (Esc)"), size=36)
        self._search = SearchField(theme, _("Find anyone by name, phone, note or street"))
        self._print = PlainButton(theme, _("Print"))
        self._visit = PrimaryButton(theme, _("Log a visit"), keys="Ctrl+Return")
        self._away = AwayBar(context, self._requests)
        self._head = ProfileHead(context, self._requests)
        self._ribbon = RibbonWidget(theme, self._describe, self._say_day)
        self._columns = ProfileColumns(context, self._requests)
        self._body = QWidget()
        self._hint = DropHint(theme, self)
        self._build()
        self._connect()

    # What the window asks

    def show_client(self, client_id: int, order: tuple[int, ...] = ()) -> None:
        """Show a client; ``order`` is the list that previous and next follow.

        Raises NotFoundError.
        """
        is_other = client_id != self.current_client()
        profile = read_profile(self._context.workspace, client_id)
        self._order = order
        if not is_other:
            self._show(profile)
            return
        self._leave_shown()
        self._show_first(profile)
        self._columns.scroll_to_top()
        self._rest_timer.stop()
        self._rest_waits = True
        self.update()

    def current_client(self) -> int | None:
        """The client shown."""
        return None if self._profile is None else self._profile.client.id

    def order(self) -> tuple[int, ...]:
        """The list that previous and next follow; empty for that of all clients."""
        return self._order

    def show_next(self) -> None:
        """Go to the one after, as far as the list goes."""
        self._step(1)

    def show_previous(self) -> None:
        """Go to the one before, as far as the list goes."""
        self._step(-1)

    def print_card(self) -> None:
        """Print the one-page card of the client, or save it as a PDF."""
        if self._profile is not None:
            print_profile(self._context, self._profile.client.id, self)

    # Building

    def _build(self) -> None:
        self.setObjectName("page.profile")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAcceptDrops(True)
        for name, widget in (
            ("back", self._back), ("search", self._search), ("print", self._print),
            ("visit", self._visit), ("ribbon", self._ribbon),
        ):  # fmt: skip
            widget.setObjectName(f"profile.{name}")
        body = QVBoxLayout()
        body.setContentsMargins(_BODY_MARGINS)
        body.setSpacing(GAP_CARD)
        body.addWidget(self._away)
        body.addWidget(self._top())
        body.addLayout(self._columns.row(), 1)
        self._body.setLayout(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._header())
        column.addWidget(BareScrollArea(self._body), 1)

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_HEADER_MARGINS)
        row.setSpacing(GAP)
        row.addWidget(self._back)
        row.addWidget(self._search, 1)
        row.addWidget(self._print)
        row.addWidget(self._visit)
        return row

    def _top(self) -> Card:
        card = Card(_HEAD_PADDING)
        card.setObjectName("profile.head")
        card.body.addWidget(self._head)
        card.body.addSpacing(GAP)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, _FIGURE_PADDING, 0)
        below.addWidget(self._ribbon)
        card.body.addLayout(below)
        return card

    def _connect(self) -> None:
        self._rest_timer.timeout.connect(self._show_rest)
        self._back.clicked.connect(self.left)
        self._search.text_edited.connect(self._on_search_text_edited)
        self._search.submitted.connect(lambda: self.search_requested.emit(self._search.text()))
        self._print.clicked.connect(self.print_card)
        self._visit.clicked.connect(self._request_visit)
        self._ribbon.mark_activated.connect(self._columns.story.reveal)
        self._ribbon.moment_activated.connect(self._on_ribbon_moment_activated)
        self._head.figure_activated.connect(self._open_figure)
        asked = self._requests
        asked.client_opened.connect(self.client_opened)
        asked.form_requested.connect(self._on_form_requested)
        asked.edit_requested.connect(self._on_edit_requested)
        asked.field_committed.connect(self._on_field_committed)
        asked.field_requested.connect(self._on_field_requested)
        asked.figure_requested.connect(self._open_figure)
        asked.refused.connect(self._on_refused)
        self._context.refresher.register(self, self._needs, self._refresh)

    # Showing

    def _needs(self, change: Change) -> bool:
        if self._profile is None:
            return False
        if change.action.startswith(_SHAPING):
            return True
        return any(change.concerns(client_id) for client_id in self._profile.named)

    def _refresh(self) -> None:
        if self._profile is None:
            return
        try:
            self._show(read_profile(self._context.workspace, self._profile.client.id))
        except NotFoundError:
            self._profile = None
            self.left.emit()

    def _leave_shown(self) -> None:
        """What is typed belongs to the client it was typed at, and is saved there."""
        self._head.commit()
        for section in self._columns.sections():
            section.commit()
        focused = QApplication.focusWidget()
        if focused is not None and self._body.isAncestorOf(focused):
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # the line it was at is another's now
        self._columns.clear()

    def _show(self, profile: Profile) -> None:
        self._show_first(profile)
        self._show_rest()

    def _show_first(self, profile: Profile) -> None:
        self._profile = profile
        self.setAccessibleName(profile.client.name)
        self._away.show_client(profile.client)
        self._head.show_profile(profile)
        self._ribbon.set_data(ribbon_of(profile, self._context.formats, self._context.words))
        self._columns.show_first(profile)

    def _show_rest(self) -> None:
        self._rest_timer.stop()
        self._rest_waits = False
        if self._profile is not None:
            self._columns.show_rest(self._profile)

    def _describe(self, group: RibbonGroup) -> str:
        assert self._profile is not None
        return describe_days(self._profile.ribbon, group, self._context.formats)

    def _say_day(self, day: date) -> str:
        return self._context.formats.exact_day(day)

    def _step(self, by: int) -> None:
        client_id = self.current_client()
        if client_id is None:
            return
        other = self._neighbour(client_id, by)
        if other is not None:
            self.show_client(other, self._order)

    def _neighbour(self, client_id: int, by: int) -> int | None:
        if client_id in self._order:
            place = self._order.index(client_id) + by
            return self._order[place] if 0 <= place < len(self._order) else None
        found = find_neighbours(self._context.workspace.store, client_id)
        named = found.next if by > 0 else found.previous
        return None if named is None else named.id

    # Answering

    def _on_search_text_edited(self, text: str) -> None:
        if not text.strip():
            return
        self._search.set_text("")
        self.search_requested.emit(text)

    def _on_ribbon_moment_activated(self, key: str) -> None:
        assert self._profile is not None
        moment = next((each for each in self._profile.moments if each.key == key), None)
        if moment is None:
            return
        kind, _colon, number = key.partition(":")
        entry = (kind, int(number)) if kind in ("visit", "note") else None
        self._columns.story.reveal(moment.day, entry)

    def _on_form_requested(self, kind: str) -> None:
        client_id = self.current_client()
        if client_id is None:
            return
        if kind == "visit":
            self.visit_requested.emit(client_id)
        else:
            self.form_requested.emit(kind, client_id)

    def _on_edit_requested(self, kind: str, row_id: int) -> None:
        client_id = self.current_client()
        if client_id is not None:
            self.edit_requested.emit(kind, client_id, row_id)

    def _on_field_committed(self, key: str, typed: str) -> None:
        if self._profile is not None:
            self._edits.save(self._profile.client, key, typed)

    def _on_field_requested(self, key: str) -> None:
        self._edit_field(key)

    def _on_refused(self) -> None:
        for section in (*self._head.sections(), *self._columns.sections()):
            section.renew()
        self._refresh()

    def _reopen(self, client_id: int, key: str, typed: str) -> None:
        """Give the typed text back, with what is in the file behind it for Esc."""
        if client_id != self.current_client():
            return
        self._edit_field(key, typed)

    def _edit_field(self, key: str, typed: str | None = None) -> None:
        place = self._head if key in _HEAD_FIELDS else self._columns
        place.edit_field(key, typed)

    def _open_figure(self, key: str) -> None:
        if self._profile is None:
            return
        sheet = FigureSheet(self._context, self, self._profile.client, cast(FigureKey, key))
        sheet.client_opened.connect(self.client_opened)
        sheet.day_chosen.connect(self._columns.story.reveal)
        self._context.actions.cover(sheet)
        sheet.open_sheet()

    def _request_visit(self) -> None:
        client_id = self.current_client()
        if client_id is not None:
            self.visit_requested.emit(client_id)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._profile is not None and _dragged_files(event):
            said = _("Drop to keep it with {name}").format(name=self._profile.client.greeting)
            self._hint.say(said)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._hint.hide()
        client_id = self.current_client()
        if client_id is not None:
            self._requests.files.add(_dragged_files(event), client_id)
            event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._rest_waits:
            self._rest_waits = False
            self._rest_timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        elif _begins_search(event):
            self.search_requested.emit(event.text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.share(self.width() - 2 * PAGE_MARGIN)


def _dragged_files(event: QDropEvent) -> list[Path]:
    """The files that are dragged; nothing where anything else is dragged with them."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls] if all(u.isLocalFile() for u in urls) else []


def _begins_search(event: QKeyEvent) -> bool:
    """Whether a letter was typed that nothing here has a use for: somebody else is at the door."""
    return not is_command(event) and event.text().strip().isalnum()
