"""Says what went wrong and what to do; the details are one click away and can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from crm import APP_NAME
from crm.i18n import _
from ui.problem import Problem
from ui.theme import Theme
from ui.theme.tokens import GAP, GAP_SMALL, PAGE_MARGIN
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.text import Heading, PlainLabel

_WIDTH = 520
_DETAIL_LINES = 10


class ProblemDialog(QDialog):
    """One problem in the user's words, with its details to unfold and to copy."""

    def __init__(self, theme: Theme, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem = problem
        self._details = QPlainTextEdit(problem.details)
        self._unfold = PlainButton(theme, _("&Details"))
        self._copy = PlainButton(theme, _("&Copy the details"), icon="copy")
        self._close = PrimaryButton(theme, _("Close"))
        self._build(theme)
        self._connect()
        self._show_details(problem.unfolded)

    @property
    def problem(self) -> Problem:
        """What it says."""
        return self._problem

    def _build(self, theme: Theme) -> None:
        self.setObjectName("problem")
        self.setWindowTitle(APP_NAME)
        self.setMinimumWidth(round(_WIDTH * theme.text_scale))
        self._details.setObjectName("problem.details")
        self._details.setAccessibleName(_("Details"))
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setMinimumHeight(_DETAIL_LINES * theme.line_height("body"))
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(GAP)
        column.addWidget(Heading(self._problem.title))
        column.addWidget(PlainLabel(self._problem.sentence, tone="ink2", wrap=True))
        column.addWidget(self._details, 1)
        column.addLayout(self._button_row())
        self._close.setFocus()

    def _button_row(self) -> QHBoxLayout:
        self._unfold.setObjectName("problem.unfold")
        self._copy.setObjectName("problem.copy")
        self._close.setObjectName("problem.close")
        self._unfold.setVisible(bool(self._problem.details))
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._unfold)
        row.addWidget(self._copy)
        row.addStretch(1)
        row.addWidget(self._close)
        return row

    def _connect(self) -> None:
        self._unfold.clicked.connect(self._on_unfold_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._close.clicked.connect(self.accept)

    def _on_unfold_clicked(self) -> None:
        self._show_details(self._details.isHidden())

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._problem.details)
        self._copy.set_label(_("Copied"))

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._copy.setVisible(shown and bool(self._problem.details))
        self._unfold.set_label(_("Hide the &details") if shown else _("&Details"))
        self._fit()
        if shown:
            self._details.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """As high as what is shown; the sentence wraps, so the width has to stand first."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = max(self.minimumWidth(), layout.totalMinimumSize().width())
        self.resize(width, layout.totalHeightForWidth(width))
