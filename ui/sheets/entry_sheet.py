"""What all sheets that write something share: head, footer, saving, and keeping what was typed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from crm.clients.names import initials
from crm.clients.rows import ClientDetails
from crm.errors import CrmError
from crm.i18n import _
from ui.context import Context
from ui.sheets.kept import Values, kept_typing
from ui.theme.tokens import GAP, GAP_SMALL
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.key_events import is_enter, is_plain
from ui.widgets.key_hint import KeyHint
from ui.widgets.link_label import LinkLabel
from ui.widgets.painting import tone_for
from ui.widgets.sheet import Sheet, in_order
from ui.widgets.text import ElidedLabel, PlainLabel

_HEAD_GAP = 16
_FOOT_GAP = 18
_WIDTH = 640
_TAB_FOCUS = Qt.FocusPolicy.TabFocus


class EntrySheet(Sheet):
    """A sheet with something to fill in; things are added to ``column``.

    A subclass answers ``values``, ``show_values`` and ``save``, calls ``begin`` once it is built
    and ``_on_typed`` whenever something was typed. What was typed and not saved comes back when a
    sheet with the same ``key`` is opened in the same window. Closing gives the sheet away.
    """

    def __init__(
        self, context: Context, over: QWidget, *, name: str, key: Hashable, width: int = _WIDTH
    ) -> None:
        super().__init__(context.theme, over, width=width)
        self._context = context
        self._key = (str(context.workspace.path), name, key)
        self._kept = kept_typing(over)
        self._untouched: dict[str, object] = {}
        self._first: QWidget | None = None
        self._busy = False
        self._had_focus: QWidget | None = None
        self._name = name
        self.setObjectName(name)
        self._build_frame()
        self.submitted.connect(self._submit)
        self.closed.connect(self.deleteLater)
        context.actions.cover(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    # What a subclass answers

    def values(self) -> dict[str, object]:
        """Everything typed, by the name of its field."""
        raise NotImplementedError

    def show_values(self, values: Values) -> None:
        """Show what ``values`` gave earlier."""
        raise NotImplementedError

    def save(self) -> None:
        """Write it, by ``write``; raises CrmError where it cannot be written as it stands."""
        raise NotImplementedError

    def show_field_errors(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        """Say what is wrong where it is wrong; what has no field is said above the buttons."""
        self._say(" ".join(self._show_errors(errors).values()))
        return {}

    def _show_errors(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        """Show each sentence at its field; gives back those that have none."""
        return errors

    # For subclasses

    def begin(self, first: QWidget) -> None:
        """All fields are there: the keyboard begins in ``first``; kept typing comes back."""
        self._first = first
        self._order_tabs()
        self._untouched = self.values()
        kept = self._kept.recall(self._key)
        self._again.setVisible(kept is not None)
        if kept is not None:
            self.show_values(kept)

    def write(self, fn: Callable[..., object], *args: object) -> None:
        """Run a service beside the window; the sheet waits and closes when it is written."""
        self._set_busy(True)
        self._context.tasks.write(
            fn,
            self._context.workspace.store,
            *args,
            done=self._on_written,
            failed=self._on_refused,
            ended=self._on_ended,
        )

    def _set_head(self, title: str, subtitle: str = "") -> None:
        self._title.set_text(title)
        self.setAccessibleName(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setAccessibleName(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._subtitle.updateGeometry()

    def _show_client(self, client: ClientDetails) -> None:
        photo = QPixmap()
        if client.photo is not None:
            photo.loadFromData(client.photo)
        self._avatar.show_person(initials(client.name), tone_for(client.id), photo)
        self._avatar.show()

    def _add_remove(self, fn: Callable[..., object], *args: object) -> None:
        """Offer to take away what is shown; the window offers to undo it."""
        button = PlainButton(self._theme, _("Remove"), icon="trash-2")
        button.setObjectName(f"{self._name}.remove")
        button.clicked.connect(lambda: self.write(fn, *args))
        self._foot.insertWidget(0, button)

    def _order_tabs(self) -> None:
        """Let Tab go the way the eye goes, whatever was built first."""
        places = [each for each in in_order(self.body) if each.focusPolicy() & _TAB_FOCUS]
        for one, next_one in pairwise(places):
            QWidget.setTabOrder(one, next_one)

    def _on_typed(self) -> None:
        if self._first is None:
            return  # still being built
        values = self.values()
        if values == self._untouched:
            self._kept.forget(self._key)
        else:
            self._kept.keep(self._key, values)

    # Inside

    def _build_frame(self) -> None:
        self._avatar = Avatar(self._theme)
        self._avatar.hide()
        self._title = ElidedLabel(role="heading")
        self._subtitle = LinkLabel(self._theme, "", token="ink2")
        self._again = self._build_again()
        self._fields = QWidget()
        self.column = QVBoxLayout(self._fields)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._problem = PlainLabel(tone="rose", wrap=True)
        self._problem.setObjectName(f"{self._name}.problem")
        self._problem.setContentsMargins(0, GAP, 0, 0)
        self._problem.hide()
        self.body.addLayout(self._build_head())
        self.body.addSpacing(_HEAD_GAP)
        self.body.addWidget(self._again)
        self.body.addWidget(self._fields)
        self.body.addWidget(self._problem)
        self.body.addSpacing(_FOOT_GAP)
        self.body.addLayout(self._build_foot())

    def _build_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._subtitle, 0, Qt.AlignmentFlag.AlignLeading)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(KeyHint("Esc"), 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _build_again(self) -> QWidget:
        again = QWidget()
        row = QHBoxLayout(again)
        row.setContentsMargins(0, 0, 0, GAP)
        row.setSpacing(GAP_SMALL)
        anew = LinkLabel(self._theme, _("Start anew"), role="small")
        anew.setObjectName(f"{self._name}.anew")
        anew.clicked.connect(self._on_anew_clicked)
        said = PlainLabel(_("This is what you had typed before."), role="small", tone="ink2")
        row.addWidget(said)
        row.addWidget(anew)
        row.addStretch(1)
        again.hide()
        return again

    def _build_foot(self) -> QHBoxLayout:
        self._hint = PlainLabel(tone="ink2", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        self._cancel = PlainButton(self._theme, _("Cancel"))
        self._cancel.setObjectName(f"{self._name}.cancel")
        self._cancel.clicked.connect(self.close_sheet)
        self._save = PrimaryButton(self._theme, _("Save"), keys="Ctrl+Return")
        self._save.setObjectName(f"{self._name}.save")
        self._save.clicked.connect(self._submit)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(GAP)
        self._foot.addWidget(self._hint, 1)
        self._foot.addWidget(self._cancel)
        self._foot.addWidget(self._save)
        return self._foot

    def _submit(self) -> None:
        if self._busy:
            return
        self.show_field_errors({})
        try:
            self.save()
        except CrmError as error:
            self._context.errors.present(error, self)

    def _say(self, sentence: str) -> None:
        self._problem.set_text(sentence)
        self._problem.setVisible(bool(sentence))

    def _set_busy(self, busy: bool) -> None:
        if busy == self._busy:
            return
        if busy:
            self._had_focus = QApplication.focusWidget()
        self._busy = busy
        self._content.setEnabled(not busy)
        if busy:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._had_focus is not None and isValid(self._had_focus):
            self._had_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_written(self, _result: object) -> None:
        self._set_busy(False)
        self._kept.forget(self._key)
        self.close_sheet()

    def _on_refused(self, error: CrmError) -> None:
        self._set_busy(False)
        self._context.errors.present(error, self)

    def _on_ended(self) -> None:
        self._set_busy(False)  # also after a bug, which nobody answered here

    @Slot("QWidget*", "QWidget*")
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._content.isAncestorOf(new):
            # What was unfolded for it is laid out only after this event.
            QTimer.singleShot(0, self, self._show_focused)

    def _show_focused(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._content.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused)

    def _on_anew_clicked(self) -> None:
        self._kept.forget(self._key)
        self._again.hide()
        self.show_values(self._untouched)
        self.show_field_errors({})
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt overrides

    def open_sheet(self, first: QWidget | None = None) -> None:
        """Show it, with the keyboard where typing begins."""
        super().open_sheet(first or self._first)

    def close_sheet(self) -> None:
        """Take it away; not while something is being written, whose answer it has to hear."""
        if not self._busy:
            super().close_sheet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        on_line = isinstance(QApplication.focusWidget(), QLineEdit)
        if is_plain(event) and is_enter(event) and on_line:
            self._focus_next(forward=True)
            return
        super().keyPressEvent(event)
