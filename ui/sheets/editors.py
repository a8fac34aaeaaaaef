"""The fields of the forms: each tells its value, takes one, and says when a person changed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm.clients.find import find_clients
from ui.context import Context
from ui.theme import Theme
from ui.theme.tokens import GAP_SMALL
from ui.widgets.check_row import CheckBox
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.completion_popup import Completion, CompletionPopup
from ui.widgets.elastic_text import ElasticText
from ui.widgets.link_label import LinkLabel

_NO_LIMIT = 2**31 - 1  # QLineEdit would cut at 32,767 characters without a word
_MOST_CLIENTS = 6
_TO_BOX = 2  # pixels down, so that the first line of words stands beside its box


@dataclass(frozen=True, slots=True)
class ClientPick:
    """Somebody chosen from the list, or only named."""

    id: int | None = None
    name: str = ""


class Editor(QWidget):
    """One field of a form.

    Signals:
        edited: a person changed the value.
    """

    edited = Signal()

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(inside)
        self.setFocusProxy(inside)

    def value(self) -> object:
        """What is in it."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show ``value`` without telling that a person did."""
        raise NotImplementedError

    def call(self, object_name: str, label: str) -> None:
        """Say what it is, for tests and screen readers."""
        self._inside.setObjectName(object_name)
        self._inside.setAccessibleName(label)
        self.setAccessibleName(label)


class LineEditor(Editor):
    """One line; its value is the text."""

    def __init__(self, placeholder: str = "") -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(_NO_LIMIT)
        self.line.setPlaceholderText(placeholder)
        super().__init__(self.line)
        self.line.textEdited.connect(self._on_line_edited)

    def value(self) -> object:
        return self.line.text()

    def set_value(self, value: object) -> None:
        self.line.setText(str(value or ""))
        self.line.setCursorPosition(0)

    def _on_line_edited(self, _text: str) -> None:
        self.edited.emit()


class BlockEditor(Editor):
    """Several lines; its value is the text."""

    def __init__(self, placeholder: str = "", *, least: int = 2) -> None:
        self.block = ElasticText(least=least)
        self.block.setPlaceholderText(placeholder)
        super().__init__(self.block)
        self.block.textChanged.connect(self.edited)

    def value(self) -> object:
        return self.block.toPlainText()

    def set_value(self, value: object) -> None:
        with QSignalBlocker(self.block):
            self.block.setPlainText(str(value or ""))


class ChoiceEditor(Editor):
    """Chips of which one holds; its value is that of the chip."""

    def __init__(self, theme: Theme, choices: Sequence[tuple[object, str]]) -> None:
        self._values = tuple(value for value, _text in choices)
        self._row = ChoiceRow(theme, [text for _value, text in choices])
        super().__init__(self._row)
        self._row.chosen.connect(lambda _number: self.edited.emit())

    def value(self) -> object:
        return self._values[self._row.current()]

    def set_value(self, value: object) -> None:
        self._row.choose(self._values.index(value) if value in self._values else 0)


class CheckEditor(Editor):
    """A box with its words beside it; its value is whether it is ticked."""

    def __init__(self, theme: Theme, text: str) -> None:
        inside = QWidget()
        self._box = CheckBox(theme, text)
        self._words = LinkLabel(theme, text, token="ink")
        self._words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words.setContentsMargins(0, _TO_BOX, 0, 0)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._box)
        row.addWidget(self._words)
        row.addStretch(1)
        super().__init__(inside)
        inside.setFocusProxy(self._box)
        self._words.clicked.connect(self._box.click)
        self._box.clicked.connect(self.edited)

    def value(self) -> object:
        return self._box.isChecked()

    def set_value(self, value: object) -> None:
        self._box.setChecked(bool(value))

    def call(self, object_name: str, label: str) -> None:
        super().call("", "")
        self._box.setObjectName(object_name)
        self._box.setAccessibleName(label or self._words.text())


class CompletedEditor(LineEditor):
    """A line with completions below it; any other text is as good."""

    def __init__(
        self,
        theme: Theme,
        complete: Callable[[str], Sequence[Completion]],
        placeholder: str = "",
    ) -> None:
        super().__init__(placeholder)
        self._complete = complete
        self._rows: tuple[Completion, ...] = ()
        self._popup = CompletionPopup(theme, self.line)
        self._popup.chosen.connect(self._on_popup_chosen)

    def _on_line_edited(self, text: str) -> None:
        rows = self._complete(text) if text.strip() else ()
        self._rows = tuple(row for row in rows if row.text != text)
        self._popup.show_rows(self._rows)
        super()._on_line_edited(text)

    def _on_popup_chosen(self, number: int) -> None:
        self._take(number)
        self.edited.emit()

    def _take(self, number: int) -> None:
        self.line.setText(self._rows[number].text)


class ClientEditor(CompletedEditor):
    """A line that finds clients; its value is a ClientPick, with no id for a name only typed."""

    def __init__(self, context: Context, *, kind: str = "", placeholder: str = "") -> None:
        super().__init__(context.theme, self._find, placeholder)
        self._store = context.workspace.store
        self._kind = kind
        self._found: tuple[int, ...] = ()
        self._picked: int | None = None

    def value(self) -> object:
        return ClientPick(self._picked, self.line.text())

    def set_value(self, value: object) -> None:
        pick = value if isinstance(value, ClientPick) else ClientPick()
        super().set_value(pick.name)
        self._picked = pick.id

    def _find(self, text: str) -> Sequence[Completion]:
        hits = find_clients(self._store, text).hits
        hits = tuple(hit for hit in hits if self._kind in ("", hit.kind))[:_MOST_CLIENTS]
        self._found = tuple(hit.id for hit in hits)
        return [Completion(hit.name, hit.town) for hit in hits]

    def _on_line_edited(self, text: str) -> None:
        self._picked = None
        rows = self._find(text) if text.strip() else ()
        self._rows = tuple(rows)  # one of exactly this name is worth choosing, too
        self._popup.show_rows(self._rows)
        self.edited.emit()

    def _take(self, number: int) -> None:
        super()._take(number)
        self._picked = self._found[number]
