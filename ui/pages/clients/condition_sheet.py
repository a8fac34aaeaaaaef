"""Saying what has to hold: how the field is asked, and what it is compared with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.clients.filter_fields import FilterField
from crm.clients.filter_operators import Operator
from crm.clients.filters import Condition
from crm.errors import ValidationError
from crm.i18n import _
from ui.context import Context
from ui.pages.clients.condition_texts import field_title
from ui.pages.clients.small_sheet import SmallSheet
from ui.pages.clients.value_editors import build_editor, read_editor, show_value
from ui.sheets.editors import Editor
from ui.widgets.choice_row import ChoiceRow


class ConditionSheet(SmallSheet):
    """Asks one field; with ``standing`` it shows what is asked already.

    Signals:
        condition_made: the Condition.
    """

    condition_made = Signal(object)

    def __init__(
        self,
        context: Context,
        over: QWidget,
        field: FilterField,
        standing: Condition | None = None,
    ) -> None:
        title = field_title(context, field)
        super().__init__(context, over, name="clients.condition", title=title, answer=_("Filter"))
        self._context = context
        self._field = field
        self._operators = list(field.operators.values())
        names = list(field.operators)
        number = names.index(standing.operator) if standing is not None else 0
        words = [_bare(each) for each in self._operators]
        self._ways = ChoiceRow(context.theme, words, number)
        self._ways.setObjectName("clients.condition.way")
        self._ways.setAccessibleName(title)
        self._below = QVBoxLayout()
        self._editor: Editor | None = None
        self.column.addWidget(self._ways)
        self.column.addLayout(self._below)
        self._ways.chosen.connect(self._on_way_chosen)
        self.answered.connect(self._on_answered)
        self._show_editor()
        if standing is not None:
            show_value(context, self._operator().takes, self._editor, standing.value)
        self.open_sheet(self._editor)

    def _operator(self) -> Operator:
        return self._operators[self._ways.current()]

    def _show_editor(self) -> None:
        old, self._editor = self._editor, None
        if old is not None:
            self._below.removeWidget(old)
            old.hide()
            old.deleteLater()
        editor = build_editor(self._context, self._field, self._operator().takes)
        if editor is not None:
            editor.call("clients.condition.value", _("Value"))
            self._below.addWidget(editor)
        self._editor = editor

    def _on_way_chosen(self) -> None:
        takes = self._editor.value() if self._editor is not None else None
        self._show_editor()
        if self._editor is not None and isinstance(takes, str) and takes:
            self._editor.set_value(takes)
        self.say_problem("")

    def _on_answered(self) -> None:
        operator = self._operator()
        try:
            value = read_editor(self._context, operator.takes, self._editor)
        except ValidationError as error:
            self.say_problem(str(error))
            if self._editor is not None:
                self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.close_sheet()
        self.condition_made.emit(Condition(self._field.name, operator.name, value))


def _bare(operator: Operator) -> str:
    """The words of an operator without the value that stands below them."""
    said = _(operator.text).replace("{value}", "…")
    return {"…": _("is"), _("not …"): _("is not")}.get(said, said)
