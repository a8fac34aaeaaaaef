"""The rows that need a look: put right where they stand, left out, or saved as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMargins, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QTableView

from crm.errors import RejectedLine
from crm.exchange.preview import FilePreview
from crm.i18n import _
from ui.pages.bring_in.mending_model import FIXED_COLUMNS, Cells, MendingModel
from ui.theme import Theme
from ui.theme.tokens import RADIUS_CARD
from ui.widgets.buttons import SmallButton
from ui.widgets.key_events import is_plain
from ui.widgets.painting import grown, target
from ui.widgets.surfaces import Card, Divider
from ui.widgets.text import ElidedLabel, Heading

_HEAD_MARGINS = QMargins(18, 12, 18, 10)
_WIDEST_WHY, _WIDEST_CELL, _AIR = 320, 180, 16


class RowsCard(Card):
    """A table of the rows with their reasons, walked and edited by the keyboard.

    Signals:
        mended: the number of a row and its cells, None where it is to be left out.
        save_requested: the rows are wanted as a file.
        closed: the columns are wanted again.
    """

    mended = Signal(int, object)
    save_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(QMargins(1, 1, 1, RADIUS_CARD))
        self.setObjectName("bring_in.rows")
        self._theme = theme
        self._model = MendingModel(theme, self)
        self._table = _RowsTable()
        self._hint = ElidedLabel(tone="ink2")
        self._leave_out = SmallButton(theme, _("Leave out"), keys="Del")
        self._save = SmallButton(theme, _("Save as a file"), icon="download")
        self._back = SmallButton(theme, _("To the columns"), keys="Esc")
        self._build()
        self._connect()

    def show_lines(
        self,
        preview: FilePreview | None,
        lines: Sequence[RejectedLine],
        mended: Mapping[int, Cells | None],
    ) -> None:
        """Show the rows of a file; see :meth:`MendingModel.show_lines`."""
        self._model.show_lines(preview, lines, mended)
        can_mend = self._model.has_cells
        self._leave_out.setVisible(can_mend)
        self._hint.set_text(
            _("Type over what is wrong; the file itself stays as it is.")
            if can_mend
            else _("This is what could not be read.")
        )
        self._fit()
        if lines:
            self._table.setCurrentIndex(self._model.index(0, self._model.blamed_column(0)))

    def show_checked(self, lines: Sequence[RejectedLine]) -> None:
        """The file was read again, and these rows are still wrong."""
        self._model.show_checked(lines)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_HEAD_MARGINS)
        head.setSpacing(12)
        head.addWidget(Heading(_("Rows that need a look")))
        head.addWidget(self._hint, 1)
        for name, button in (
            ("leave_out", self._leave_out), ("save_rejected", self._save),
            ("rows_back", self._back),
        ):  # fmt: skip
            button.setObjectName(f"bring_in.{name}")
            head.addWidget(button)
        self._table.setObjectName("bring_in.rows_table")
        self._table.setAccessibleName(_("Rows that need a look"))
        self._table.setModel(self._model)
        self.setFocusProxy(self._table)
        self.body.addLayout(head)
        self.body.addWidget(Divider())
        self.body.addWidget(self._table, 1)

    def _connect(self) -> None:
        self._model.mended.connect(self.mended)
        self._save.clicked.connect(self.save_requested)
        self._back.clicked.connect(self.closed)
        self._leave_out.clicked.connect(self._on_leave_out)
        self._table.left.connect(self.closed)
        self._table.leave_out_pressed.connect(self._on_leave_out)
        self._theme.changed.connect(self._fit)

    def _fit(self) -> None:
        height = target(self._theme, "body", 36)
        self._table.verticalHeader().setDefaultSectionSize(height)
        widest = grown(self._theme, _WIDEST_CELL)
        self._table.resizeColumnsToContents()
        for column in range(self._model.columnCount()):
            most = grown(self._theme, _WIDEST_WHY) if column < FIXED_COLUMNS else widest
            self._table.setColumnWidth(column, min(self._table.columnWidth(column) + _AIR, most))

    def _on_leave_out(self) -> None:
        for row in sorted({index.row() for index in self._table.selectedIndexes()}):
            self._model.leave_out(row)


class _RowsTable(QTableView):
    """Enter and typing edit a cell, Delete leaves the row out, Esc leaves.

    Signals:
        left: Esc was pressed outside an editor.
        leave_out_pressed: Delete was pressed.
    """

    left = Signal()
    leave_out_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        editing = self.state() == QAbstractItemView.State.EditingState
        if is_plain(event) and not editing:
            if key == Qt.Key.Key_Escape:
                self.left.emit()
                return
            if key == Qt.Key.Key_Delete:
                self.leave_out_pressed.emit()
                return
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._can_edit():
                self.edit(self.currentIndex())
                return
        super().keyPressEvent(event)

    def _can_edit(self) -> bool:
        index: QModelIndex = self.currentIndex()
        return bool(index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable)
