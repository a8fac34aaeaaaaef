"""The questions about the shop: its name, its word for the people it serves, its currency."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm.i18n import _
from crm.money import currency_symbol, list_currencies
from crm.shop.settings import ShopSettings
from crm.shop.words import Words, list_words
from ui.theme import Theme
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.combo_box import ComboBox
from ui.widgets.form import Form

_COMMON = ("GBP", "EUR", "USD", "CHF", "AUD", "CAD", "JPY", "SEK", "NOK", "DKK", "PLN")


class WordChoice(QWidget):
    """The word for the people served: one of the usual ones, or the owner's own two."""

    def __init__(self, theme: Theme, word_one: str, word_many: str) -> None:
        super().__init__()
        self._offered = list_words()
        labels = [words.one for words in self._offered]
        self._row = ChoiceRow(theme, [*labels, _("another word")])
        self._row.setObjectName("shop.word")
        self._one = QLineEdit(word_one)
        self._one.setObjectName("shop.word_one")
        self._many = QLineEdit(word_many)
        self._many.setObjectName("shop.word_many")
        self._own = QWidget()
        self._build()
        self._row.chosen.connect(self._on_row_chosen)
        self._row.choose(self._number_of(word_one, word_many))
        self._own.setVisible(self._is_own())

    def words(self) -> tuple[str, str]:
        """Singular and plural as chosen; both empty for the program's own word."""
        number = self._row.current()
        if self._is_own():
            return self._one.text(), self._many.text()
        return ("", "") if number == 0 else _pair(self._offered[number])

    def _build(self) -> None:
        for field, example in ((self._one, _("one: pupil")), (self._many, _("many: pupils"))):
            field.setPlaceholderText(example)
            field.setAccessibleName(example)
        own = QHBoxLayout(self._own)
        own.setContentsMargins(0, 8, 0, 0)
        own.addWidget(self._one)
        own.addWidget(self._many)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        column.addWidget(self._own)

    def _number_of(self, one: str, many: str) -> int:
        if not one:
            return 0
        pairs = [_pair(words) for words in self._offered]
        return pairs.index((one, many)) if (one, many) in pairs else len(pairs)

    def _is_own(self) -> bool:
        return self._row.current() == len(self._offered)

    def _on_row_chosen(self, _number: int) -> None:
        self._own.setVisible(self._is_own())
        if self._is_own():
            self._one.setFocus(Qt.FocusReason.OtherFocusReason)


class ShopForm(Form):
    """Name, word and currency of a shop, with what is wrong beside each."""

    def __init__(self, theme: Theme, settings: ShopSettings, currency: str) -> None:
        super().__init__()
        self._name = QLineEdit(settings.name)
        self._name.setObjectName("shop.name")
        self._word = WordChoice(theme, settings.word_one, settings.word_many)
        self._currency = _currency_box(theme, currency)
        self.setFocusProxy(self._name)
        self.add_field("name", _("What is the shop called?"), self._name)
        self.add_field("word_one", _("What do you call the people you serve?"), self._word)
        self.add_field("currency", _("Which money do you take?"), self._currency)

    def name(self) -> str:
        """What was typed as the name."""
        return self._name.text()

    def words(self) -> tuple[str, str]:
        """The word chosen, singular and plural; both empty for the program's own."""
        return self._word.words()

    def currency(self) -> str:
        """The currency chosen, as its ISO 4217 code."""
        return str(self._currency.currentData())


def _pair(words: Words) -> tuple[str, str]:
    return words.one, words.many


def _currency_box(theme: Theme, current: str) -> ComboBox:
    box = ComboBox(theme)
    box.setObjectName("shop.currency")
    codes = [*_COMMON, *(code for code in list_currencies() if code not in _COMMON)]
    for code in codes:
        box.addItem(_say_currency(code), code)
    box.setCurrentIndex(max(0, codes.index(current) if current in codes else 0))
    box.setMaxVisibleItems(12)
    return box


def _say_currency(code: str) -> str:
    # Signs of other scripts need fonts this machine may not have; their code says it all.
    symbol = currency_symbol(code)
    return f"{code}  {symbol}" if code in _COMMON and symbol != code else code
