"""Text that is edited where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import Role, Theme
from ui.theme.tokens import RADIUS_KEY
from ui.widgets.key_events import has_control, is_enter
from ui.widgets.painting import fill_rounded, outline_rounded, paint_focus_ring
from ui.widgets.spans import Span
from ui.widgets.text import Ink, PlainLabel

INSET = 4

# QLineEdit cuts at 32,767 characters without a word; this is the most its length field holds.
_NO_LIMIT = 2**31 - 1
_LINE_EDIT_MARGIN = 2
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class EditableText(QWidget):
    """Shows text; a click, F2 or Enter turns it into an editor at the same place.

    Enter (Ctrl+Enter where there may be several lines) and leaving the field commit, Esc leaves it
    as it was. The text stands ``INSET`` pixels inside, and does not move when editing begins.

    Signals:
        committed: a person changed the text into this.
        editing_finished: the editor is gone, by whatever way.
    """

    committed = Signal(str)
    editing_finished = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        name: str,
        placeholder: str = "",
        multi_line: bool = False,
        role: Role = "body",
        tone: Ink = "ink",
        italic: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._italic = italic
        self._placeholder = placeholder
        self._multi_line = multi_line
        self._role: Role = role
        self._tone: Ink = tone
        self._label = PlainLabel(role=role, tone=tone, wrap=True)
        self._editor: QLineEdit | QPlainTextEdit | None = None
        self._build(name)
        self._show_text()

    def text(self) -> str:
        """The text as last set or committed."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show ``text``; an editor that is open keeps what is typed in it."""
        self._text = text
        self._show_text()

    def is_editing(self) -> bool:
        """Whether the editor is open."""
        return self._editor is not None

    def begin_edit(self, typed: str | None = None) -> None:
        """Open the editor with the text selected, or with what was ``typed`` in it before."""
        if self._editor is not None:
            return
        self._editor = self._make_editor(self._text if typed is None else typed)
        self._editor.setAccessibleName(self.accessibleName())
        self._editor.installEventFilter(self)
        self._label.hide()
        self._column.addWidget(self._editor)
        self._editor.show()
        self.setFocusProxy(self._editor)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._editor.selectAll()
        self.updateGeometry()
        self.update()

    def commit(self) -> None:
        """Close the editor and keep what is in it."""
        text = self._typed()
        if text is None:
            return
        changed = text != self._text
        self._text = text
        self._leave()
        if changed:
            self.committed.emit(text)

    def cancel(self) -> None:
        """Close the editor and keep what was."""
        if self._editor is not None:
            self._leave()

    def _build(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INSET, 0, INSET, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._label)
        self._theme.changed.connect(self.update)

    def _show_text(self) -> None:
        self._label.set_spans([Span(self._text or self._placeholder, italic=self._italic)])
        self._label.set_tone(self._tone if self._text else "ink3")
        self.setAccessibleDescription(self._text)

    def _make_editor(self, text: str) -> QLineEdit | QPlainTextEdit:
        if self._multi_line or "\n" in text:
            return self._make_block(text)
        editor = QLineEdit()
        editor.setMaxLength(_NO_LIMIT)
        editor.setTextMargins(-_LINE_EDIT_MARGIN, 0, -_LINE_EDIT_MARGIN, 0)
        editor.setMinimumWidth(self._label.width())
        editor.setText(text)
        editor.setPlaceholderText(self._placeholder)
        self._style(editor)
        return editor

    def _make_block(self, text: str) -> QPlainTextEdit:
        editor = QPlainTextEdit()
        editor.setTabChangesFocus(True)
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        editor.document().setDocumentMargin(0)
        editor.setPlainText(text)
        editor.setPlaceholderText(self._placeholder)
        self._style(editor)
        editor.document().documentLayout().documentSizeChanged.connect(self._fit_block)
        editor.setFixedHeight(self._block_height(editor))
        return editor

    def _style(self, editor: QWidget) -> None:
        editor.setProperty("kind", "bare")
        editor.setProperty("role", self._role)
        editor.ensurePolished()

    def _fit_block(self) -> None:
        if isinstance(self._editor, QPlainTextEdit):
            self._editor.setFixedHeight(self._block_height(self._editor))

    def _block_height(self, editor: QPlainTextEdit) -> int:
        lines = max(2, round(editor.document().size().height()))
        return lines * max(editor.fontMetrics().lineSpacing(), self._label.line_height())

    def _typed(self) -> str | None:
        if isinstance(self._editor, QLineEdit):
            return self._editor.text()
        return self._editor.toPlainText() if self._editor is not None else None

    def _leave(self) -> None:
        editor, self._editor = self._editor, None
        assert editor is not None
        had_focus = editor.hasFocus()
        editor.removeEventFilter(self)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # None ends it; the stubs forgot
        self._show_text()
        self._label.show()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self.updateGeometry()
        self.update()
        self.editing_finished.emit()

    def _handle_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
            return True
        one_line = isinstance(self._editor, QLineEdit)
        if is_enter(event) and (has_control(event) or one_line):
            self.commit()
            return True
        return False

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._editor:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # Ours alone: a shortcut of the page on the same key must wait.
            event.setAccepted(event.key() == Qt.Key.Key_Escape or is_enter(event))
            return event.isAccepted()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._handle_key(event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            self.commit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        begins = is_enter(event) or event.key() == Qt.Key.Key_F2
        if begins and not has_control(event):
            self.begin_edit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.begin_edit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        accent, hover = self._theme.color("accent"), self._theme.color("hover")
        if self.is_editing():
            outline_rounded(painter, self.rect(), RADIUS_KEY, accent, hover)
        elif self.hasFocus():
            paint_focus_ring(painter, self.rect(), accent, RADIUS_KEY)
        elif self.underMouse():
            fill_rounded(painter, self.rect(), RADIUS_KEY, hover)
        painter.end()
