"""What was bought: one line of plain typing, read live into the table below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm.errors import ValidationError
from crm.i18n import _
from crm.story.goods import complete_items, find_item, list_usual
from crm.story.lines import (
    LineDraft,
    TypedLine,
    current_item,
    parse_lines,
    render_lines,
    replace_item,
)
from crm.story.rows import ItemRow, UsualRow
from crm.text import capital, elide, fold
from ui.context import Context
from ui.theme.tokens import GAP_SMALL, TARGET_SEARCH
from ui.widgets.chip import Chip
from ui.widgets.completion_popup import Completion, CompletionPopup
from ui.widgets.key_hint import KeyHint, key_text
from ui.widgets.painting import target
from ui.widgets.sum_table import SumRow, SumTable
from ui.widgets.text import PlainLabel

USUAL_KEYS = "Alt+U"
LINE_ERRORS = frozenset(("lines", "what", "amount", "quantity", "category", "currency"))

_NO_LIMIT = 2**31 - 1  # QLineEdit would cut at 32,767 characters without a word
_MOST_USUAL = 3
_MOST_PROBLEMS = 3
_LONGEST_SAID = 60
_INSET = 2
_TABLE_GAP = 10


class PurchaseField(QWidget):
    """A line of purchases in one currency, with completion, the usual, and what it comes to.

    Signals:
        edited: a person changed the line.
    """

    edited = Signal()

    def __init__(
        self,
        context: Context,
        currency: str,
        usual: Sequence[LineDraft],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._store = context.workspace.store
        self._currency = currency
        self._usual = tuple(usual)
        self._categories: dict[str, str] = {}
        self._items: dict[str, ItemRow | None] = {}
        self._offered: tuple[ItemRow, ...] = ()
        self._typed: tuple[TypedLine, ...] = ()
        self.line = QLineEdit()
        self._popup = CompletionPopup(context.theme, self.line)
        self._chip = Chip(context.theme, self._say_usual(), clickable=True)
        self._usual_row = QWidget()
        self._problem = PlainLabel(role="small", tone="rose", wrap=True)
        self._table = SumTable(context.theme)
        self._build()
        self._connect()
        self._read()

    @property
    def table(self) -> SumTable:
        """What the line was read as."""
        return self._table

    def text(self) -> str:
        """The line as typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show a line without telling that a person typed it."""
        self.line.setText(text)
        self._read()

    def show_drafts(self, drafts: Sequence[LineDraft]) -> None:
        """Show purchases as the line that reads as them; their categories are kept."""
        self._categories = {fold(each.what): each.category for each in drafts}
        self.set_text(self._render(drafts))

    def drafts(self) -> tuple[LineDraft, ...]:
        """The purchases typed; raises ValidationError (field ``lines``) where one is unclear."""
        for each in self._typed:
            if each.problem or each.draft is None:
                self._stand_at(each)
                raise ValidationError({"lines": _say_problem(each)})
            if each.draft.amount is None:
                self._stand_at(each)
                sentence = _("What did “{what}” cost? Type the price after it.")
                what = elide(each.draft.what, _LONGEST_SAID)
                raise ValidationError({"lines": sentence.format(what=what)})
        drafts = (each.draft for each in self._typed if each.draft is not None)
        return tuple(self._with_category(draft) for draft in drafts)

    def show_problem(self, sentence: str) -> None:
        """Say under the line what is wrong; nothing takes it away again."""
        self._say(sentence or self._problems())
        if sentence:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_usual(self) -> None:
        """Put the usual into the line, after what is typed already."""
        if not self._usual:
            return
        typed = self.line.text().rstrip(" ,;")
        self.line.setText(", ".join(filter(None, (typed, self._render(self._usual)))))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def _build(self) -> None:
        name = _("What was it today?")
        self.setFocusProxy(self.line)
        self.line.setObjectName("visit.line")
        self.line.setAccessibleName(name)
        self.line.setProperty("role", "search")
        self.line.setMaxLength(_NO_LIMIT)
        self.line.setTextMargins(_INSET, 0, _INSET, 0)
        self.line.setPlaceholderText(_("latte 3.20, 2x almond cake 4"))
        self._chip.setObjectName("visit.usual")
        self._table.setObjectName("visit.table")
        self._table.setAccessibleName(_("Read as"))
        self._problem.setObjectName("visit.lines.problem")
        self._problem.setContentsMargins(0, GAP_SMALL // 2, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self._problem)
        column.addWidget(self._build_usual())
        column.addWidget(self._build_table())
        self._size_line()

    def _build_usual(self) -> QWidget:
        row = QHBoxLayout(self._usual_row)
        row.setContentsMargins(0, _TABLE_GAP, 0, 0)
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._chip)
        row.addWidget(KeyHint(key_text(USUAL_KEYS)))
        row.addStretch(1)
        return self._usual_row

    def _build_table(self) -> QWidget:
        self._table_place = QWidget()
        place = QVBoxLayout(self._table_place)
        place.setContentsMargins(0, _TABLE_GAP, 0, 0)
        place.addWidget(self._table)
        return self._table_place

    def _connect(self) -> None:
        self.line.textEdited.connect(self._on_line_edited)
        self.line.installEventFilter(self)
        self._popup.chosen.connect(self._on_popup_chosen)
        self._chip.clicked.connect(self.put_usual)
        self._context.theme.changed.connect(self._size_line)

    def _size_line(self) -> None:
        height = target(self._context.theme, "search", TARGET_SEARCH + 4)
        self.line.setFixedHeight(height)

    def _say_usual(self) -> str:
        names = ", ".join(elide(each.what, _LONGEST_SAID // 2) for each in self._usual)
        return _("The usual: {what}").format(what=names)

    # Reading

    def _read(self) -> None:
        self._typed = parse_lines(self.line.text(), self._currency, last_prices=self._last_price)
        drafts = [each.draft for each in self._typed if each.draft is not None]
        total = sum(draft.amount or 0 for draft in drafts)
        together = SumRow(_("Together"), "", self._money(total))
        self._table.show_rows([self._row(draft) for draft in drafts], together)
        self._table_place.setVisible(bool(drafts))
        self._usual_row.setVisible(bool(self._usual) and not self.line.text().strip())
        self._say(self._problems())

    def _row(self, draft: LineDraft) -> SumRow:
        count = _("{count} ×").format(count=self._context.formats.quantity(draft.quantity))
        item = self._item(draft.what)
        name = item.name if item else _capital(draft.what)
        if draft.amount is None:
            return SumRow(name, count, _("price?"), missing=True)
        return SumRow(name, count, self._money(draft.amount))

    def _problems(self) -> str:
        wrong = [each for each in self._typed if each.problem]
        # What is still being typed is not wrong yet.
        if wrong and self.line.hasFocus() and wrong[-1] is self._typed[-1] and _is_begun(wrong[-1]):
            wrong.pop()
        return "\n".join(_say_problem(each) for each in wrong[:_MOST_PROBLEMS])

    def _say(self, sentence: str) -> None:
        self._problem.set_text(sentence)
        self._problem.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)

    def _money(self, minor: int) -> str:
        return self._context.formats.money(minor, self._currency)

    def _item(self, what: str) -> ItemRow | None:
        key = fold(what)
        if key not in self._items:
            self._items[key] = find_item(self._store, what)
        return self._items[key]

    def _last_price(self, what: str) -> int | None:
        return self._price_of(self._item(what))

    def _price_of(self, item: ItemRow | None) -> int | None:
        """What one cost last, in the currency of this visit."""
        price = item.last_price if item else None
        return price.minor if price is not None and price.currency == self._currency else None

    def _with_category(self, draft: LineDraft) -> LineDraft:
        category = self._categories.get(fold(draft.what), draft.category)
        return LineDraft(draft.what, draft.quantity, draft.amount, category)

    def _render(self, drafts: Sequence[LineDraft]) -> str:
        """The line that reads as ``drafts``, with the shop's decimal mark where that is safe."""
        text = render_lines(drafts, self._currency)
        if self._context.formats.money_format.decimal_mark != ",":
            return text
        own = ", ".join(render_lines([each], self._currency).replace(".", ",") for each in drafts)
        same = _drafts(own, self._currency) == _drafts(text, self._currency)
        return own if same else text

    # Completing

    def _complete(self) -> None:
        item, _start, _end = current_item(self.line.text(), self.line.cursorPosition())
        typed = item.strip('"').strip()
        found = complete_items(self._store, typed) if typed else ()
        self._offered = tuple(each for each in found if fold(each.name) != fold(typed))
        self._popup.show_rows(
            [Completion(each.name, self._say_price(each)) for each in self._offered]
        )

    def _say_price(self, item: ItemRow) -> str:
        price = self._price_of(item)
        return "" if price is None else self._money(price)

    def _on_popup_chosen(self, number: int) -> None:
        item = self._offered[number]
        text, cursor = replace_item(
            self.line.text(), self.line.cursorPosition(), item.name, self._currency
        )
        price = self._price_of(item)
        if price is not None and self._lacks_price(text, cursor):
            tail = self._render([LineDraft("x", amount=price)]).removeprefix("x")
            text, cursor = text[:cursor] + tail + text[cursor:], cursor + len(tail)
        self.line.setText(text)
        self.line.setCursorPosition(cursor)
        self._on_changed()

    def _lacks_price(self, text: str, cursor: int) -> bool:
        typed = parse_lines(text, self._currency)
        here = next((each for each in typed if each.start < cursor <= each.end), None)
        return here is not None and (here.draft is None or here.draft.amount is None)

    def _stand_at(self, typed: TypedLine) -> None:
        self.line.setCursorPosition(typed.end)

    def _on_line_edited(self, _text: str) -> None:
        self._complete()
        self._on_changed()

    def _on_changed(self) -> None:
        self._read()
        self.edited.emit()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line:
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._say(self._problems())
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and self._wants_usual(event):
            self.put_usual()
            return True
        return False

    def _wants_usual(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Down and bool(self._usual) and not self.line.text().strip()


def usual_lines(context: Context, client_id: int, currency: str) -> tuple[LineDraft, ...]:
    """What this client mostly takes, as the last time: nothing taken only now and then."""
    rows = [
        row
        for row in list_usual(context.workspace.store, client_id)
        if row.last_amount.currency == currency
    ]
    often = max((row.times for row in rows), default=0)
    usual = [row for row in rows if row.times > 1 and row.times * 2 >= often]
    return tuple(_as_last_time(row) for row in usual[:_MOST_USUAL])


def _as_last_time(row: UsualRow) -> LineDraft:
    return LineDraft(row.what, row.last_quantity, row.last_amount.minor, row.category)


def _drafts(text: str, currency: str) -> list[LineDraft | None]:
    return [each.draft for each in parse_lines(text, currency)]


def _say_problem(typed: TypedLine) -> str:
    shown = elide(" ".join(typed.text.split()), _LONGEST_SAID)
    return _("“{text}”: {problem}").format(text=shown, problem=typed.problem)


def _is_begun(typed: TypedLine) -> bool:
    """Whether a line may only wait for its next word: "2", "refund"."""
    return len(typed.text.split()) == 1


def _capital(what: str) -> str:
    return capital(what) if what.islower() else what
