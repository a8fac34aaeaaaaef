"""The list under the search field: how many were found, who they are, and the way to a new one."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QModelIndex, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from crm.clients.hits import ClientHit, FindResult, list_small_photos
from crm.i18n import _
from crm.text import elide
from ui.context import Context
from ui.models import ROW_ROLE, Column, RowModel
from ui.pages.counter.hit_delegate import HitDelegate
from ui.pages.counter.row_texts import chip_of, find_twins, subtitle_spans
from ui.widgets.buttons import SmallButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_hint import KeyHint, key_text
from ui.widgets.surfaces import Card, Divider
from ui.widgets.text import ElidedLabel, PlainLabel

_TYPED_SHOWN = 18


class HitList(Card):
    """Shows a FindResult; the choice is moved from outside, so that the field keeps the focus.

    Signals:
        current_changed: somebody else is chosen, or nobody.
        activated: a client was double-clicked.
        end_reached: somebody scrolled to the last row.
        add_requested: a new client is to be made from what was typed.
    """

    current_changed = Signal()
    activated = Signal(int)
    end_reached = Signal()
    add_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(QMargins(1, 1, 1, 1))
        self._context = context
        self._count = ElidedLabel(role="small", tone="ink3")
        self._view = QListView()
        self._delegate = HitDelegate(context, self._view)
        self._model = RowModel[ClientHit]([_column(context)], key=lambda hit: hit.id, parent=self)
        self._stack = QStackedLayout()
        self._nobody = QWidget()
        self._footer = QWidget()
        self._add = SmallButton(context.theme, "")
        self._is_renewing = False
        self._build()
        self._connect()

    def show_result(self, result: FindResult, typed: str, *, keep: bool = False) -> None:
        """Show what was found for ``typed``; ``keep`` leaves the choice where it was."""
        before = self.current_client() if keep else None
        typed = typed.strip()
        self._load_photos(result)
        self._delegate.twins = find_twins(result.hits)
        self._renew(result)
        self._count.set_text(self._say_count(result, typed))
        self._show_footer(typed)
        if result.hits:
            self._stack.setCurrentWidget(self._view)
        else:
            self._show_nobody(result, typed)
        if before is not None and self._choose(before):
            return
        if typed and result.hits:
            self._choose_row(0)
        elif not keep:
            self.choose_none()

    def move_choice(self, steps: int) -> None:
        """Choose the row ``steps`` further down; the first where none was chosen."""
        count = self._model.rowCount()
        if not count:
            return
        row = self._view.currentIndex().row()
        self._choose_row(min(count - 1, max(0, row + steps)) if row >= 0 else 0)

    def choose_none(self) -> None:
        """Let nobody be chosen."""
        self._view.setCurrentIndex(QModelIndex())
        self._view.scrollToTop()

    def rows_that_fit(self) -> int:
        """How many rows can be seen at once in a window of this height."""
        height = self._view.sizeHintForRow(0)
        return self._view.height() // height + 1 if height > 0 else 0

    def current_client(self) -> int | None:
        """The id of the one chosen."""
        hit: ClientHit | None = self._view.currentIndex().data(ROW_ROLE)
        return hit.id if hit else None

    def clients(self) -> tuple[int, ...]:
        """The ids of all in the list, in their order."""
        return tuple(hit.id for hit in self._model.rows)

    def _build(self) -> None:
        self._view.setObjectName("counter.list")
        self._view.setAccessibleName(_("Found"))
        self._view.setModel(self._model)
        self._view.setItemDelegate(self._delegate)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setMouseTracking(True)
        self._view.setUniformItemSizes(True)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._add.setObjectName("counter.add")
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._nobody)
        self.body.addLayout(self._build_head())
        self.body.addWidget(Divider())
        self.body.addLayout(self._stack, 1)
        self._build_footer()
        self.body.addWidget(self._footer)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(4)
        head.addWidget(self._count, 1)
        for keys, text in ((("Up", "Down"), _("choose")), (("Return",), _("open"))):
            for key in keys:
                head.addWidget(KeyHint(key_text(key)))
            head.addWidget(PlainLabel(text, role="small", tone="ink3"))
            head.addSpacing(4)
        return head

    def _build_footer(self) -> None:
        column = QVBoxLayout(self._footer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Divider())
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        column.addLayout(row)
        row.addWidget(ElidedLabel(_("Nobody you know?"), tone="ink2"), 1)
        row.addWidget(self._add)

    def _connect(self) -> None:
        self._view.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit())
        self._view.doubleClicked.connect(lambda index: self.activated.emit(index.data(ROW_ROLE).id))
        self._view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._add.clicked.connect(self.add_requested)

    def _renew(self, result: FindResult) -> None:
        # Rows that go may leave the view at its end; nobody scrolled there.
        self._is_renewing = True
        self._model.set_rows(result.hits)
        self._is_renewing = False

    def _on_scrolled(self, value: int) -> None:
        at_end = value and value == self._view.verticalScrollBar().maximum()
        if at_end and not self._is_renewing:
            self.end_reached.emit()

    def _say_count(self, result: FindResult, typed: str) -> str:
        if not typed:
            return _("Here lately")
        number = f"{result.total:,}+" if result.total_capped else f"{result.total:,}"
        return self._context.words.fill(
            _("{number} of {all} {clients}"), number=number, all=f"{result.clients:,}"
        )

    def _show_footer(self, typed: str) -> None:
        self._footer.setVisible(bool(typed))
        self._add.set_label(
            self._context.words.fill(
                _("Add “{typed}” as a new {client}"), typed=elide(typed, _TYPED_SHOWN)
            )
        )

    def _show_nobody(self, result: FindResult, typed: str) -> None:
        old, self._nobody = self._nobody, self._empty_state(result, typed)
        self._stack.addWidget(self._nobody)
        self._stack.setCurrentWidget(self._nobody)
        self._stack.removeWidget(old)
        old.deleteLater()

    def _empty_state(self, result: FindResult, typed: str) -> EmptyState:
        theme, words = self._context.theme, self._context.words
        if typed:
            title = _("Nobody found")
            sentence = words.fill(_("Enter makes a new {client} of what you typed."))
            return EmptyState(theme, "user-plus", title, sentence)
        if result.clients:
            sentence = _("Whoever was here last stands here first.")
            return EmptyState(theme, "clock", _("Nobody was here yet"), sentence)
        title = words.fill(_("Your {clients} will stand here"))
        sentence = words.fill(
            _("Type a name and press Enter to make the first {client}, or bring a file in: Ctrl+I.")
        )
        return EmptyState(theme, "users", title, sentence)

    def _load_photos(self, result: FindResult) -> None:
        missing = [
            hit.id for hit in result.hits if hit.has_photo and hit.id not in self._delegate.photos
        ]
        if not missing:
            return
        for client_id, data in list_small_photos(self._context.workspace.store, missing):
            photo = QPixmap()
            if photo.loadFromData(data):
                self._delegate.photos[client_id] = photo

    def _choose(self, client_id: int) -> bool:
        index = self._model.index_of(client_id)
        if index.isValid():
            self._view.setCurrentIndex(index)
        return index.isValid()

    def _choose_row(self, row: int) -> None:
        self._view.setCurrentIndex(self._model.index(row, 0))


def _column(context: Context) -> Column[ClientHit]:
    def spoken(hit: ClientHit) -> str:
        spans = subtitle_spans(hit, context.formats, context.words, twin=True)
        subtitle = "".join(span.text for span in spans)
        chip = chip_of(hit, context.formats)
        starred = _("starred") if hit.starred else ""
        return ", ".join(filter(None, (hit.name, starred, chip.text if chip else "", subtitle)))

    return Column("", lambda hit: hit.name, spoken=spoken)
