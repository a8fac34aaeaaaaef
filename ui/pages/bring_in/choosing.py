"""Step one: files are chosen or dropped, and what was brought in before can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.exchange.queries import ImportRow
from crm.exchange.taking_back import TakenBack
from crm.i18n import _, ngettext
from crm.shop.words import Words
from ui.formats import Formats
from ui.theme import Theme
from ui.theme.tokens import GAP, GAP_CARD
from ui.widgets.buttons import PlainButton, PrimaryButton, SmallButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.painting import grown
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.surfaces import Card, Divider
from ui.widgets.text import ElidedLabel, Heading, PlainLabel, set_tooltip

_ICON: Final = 32
_READABLE: Final = 520
_PADDING: Final = QMargins(32, 30, 32, 30)
_LIST_PADDING: Final = QMargins(18, 14, 18, 10)
_MOST_SPARED: Final = 12


class ChooseView(QWidget):
    """Offers to choose files or a folder, and says why the last ones did not do.

    Signals:
        files_requested: files are to be chosen.
        folder_requested: a folder is to be chosen.
        take_back_requested: the import of an id is to be taken back.
    """

    files_requested = Signal()
    folder_requested = Signal()
    take_back_requested = Signal(int)

    def __init__(self, theme: Theme, words: Words, formats: Formats) -> None:
        super().__init__()
        self.setObjectName("bring_in.choose")
        self._theme = theme
        self._files = PrimaryButton(theme, _("Choose files"), icon="upload")
        self._folder = PlainButton(theme, _("Choose a folder"))
        self._problem = PlainLabel(tone="rose", wrap=True)
        self._problem.setObjectName("bring_in.problem")
        self._problem.hide()
        self._before = _BeforeCard(theme, words, formats)
        self._before.take_back_requested.connect(self.take_back_requested)
        for name, button, asked in (
            ("choose_file", self._files, self.files_requested),
            ("choose_folder", self._folder, self.folder_requested),
        ):
            button.setObjectName(f"bring_in.{name}")
            button.clicked.connect(asked)
        self.setFocusProxy(self._files)
        self._build()

    def say(self, problem: str) -> None:
        """Say why the last files were not brought in; an empty text says nothing."""
        self._problem.set_text(problem)
        self._problem.setVisible(bool(problem))

    def show_imports(self, imports: Sequence[ImportRow]) -> None:
        """Show what was brought in before."""
        self._before.show_imports(imports)

    def show_taken_back(self, taken: TakenBack) -> None:
        """Say what went, and who was spared."""
        self._before.show_taken_back(taken)

    def _build(self) -> None:
        card = Card(_PADDING)
        centre = Qt.AlignmentFlag.AlignHCenter
        card.body.addWidget(IconLabel(self._theme, "file-spreadsheet", "ink3", _ICON), 0, centre)
        card.body.addSpacing(10)
        title = Heading(_("Choose files, or drop them anywhere on the window"))
        card.body.addWidget(title, 0, centre)
        card.body.addSpacing(6)
        # Not by alignment, which would give texts that wrap the height of one line.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._texts())
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addSpacing(18)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addStretch(1)
        buttons.addWidget(self._files)
        buttons.addWidget(self._folder)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_CARD)
        column.addWidget(card)
        column.addWidget(self._before, 1)
        column.addStretch(0)

    def _texts(self) -> QWidget:
        block = QWidget()
        block.setFixedWidth(grown(self._theme, _READABLE))
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for label in (self._explanation(), self._problem):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
        return block

    def _explanation(self) -> PlainLabel:
        text = _(
            "A table (CSV, text, xlsx, xls, ods) from a till, a web shop, a mailing list or a "
            "spreadsheet; an address book (vCard) or a whole folder of them; or a zip that "
            "everything was taken out into. You see what was found before anything is saved."
        )
        return PlainLabel(text, tone="ink2", wrap=True)


class _BeforeCard(Card):
    """What was brought in before, each with a button that takes it back.

    Signals:
        take_back_requested: the id of an import.
    """

    take_back_requested = Signal(int)

    def __init__(self, theme: Theme, words: Words, formats: Formats) -> None:
        super().__init__(_LIST_PADDING)
        self.setObjectName("bring_in.before")
        self._theme = theme
        self._words = words
        self._formats = formats
        self._said = PlainLabel(wrap=True)
        self._said.setObjectName("bring_in.taken_back")
        self._said.hide()
        self._scroll = ScrollColumn()
        self._rows = QWidget()
        self.body.addWidget(Heading(_("Brought in before")))
        self.body.addSpacing(6)
        self.body.addWidget(self._said)
        self.body.addWidget(self._scroll, 1)
        self.hide()

    def show_imports(self, imports: Sequence[ImportRow]) -> None:
        """Show other imports; nothing where there is none."""
        self.setVisible(bool(imports))
        self._scroll.body.removeWidget(self._rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in imports:
            column.addWidget(Divider())
            column.addWidget(self._line(row))
        column.addStretch(1)
        self._scroll.body.addWidget(self._rows)

    def show_taken_back(self, taken: TakenBack) -> None:
        """Say what went, and who was spared and why."""
        spared = [
            _("{name} stays: {why}.").format(name=each.name, why=each.why)
            for each in taken.spared[:_MOST_SPARED]
        ]
        if taken.spared_count > len(spared):
            more = taken.spared_count - len(spared)
            text = ngettext("{count} more stays.", "{count} more stay.", more)
            spared.append(text.format(count=f"{more:,}"))
        self._said.set_text("\n".join((taken.sentence(), *spared)))
        self._said.show()

    def _line(self, row: ImportRow) -> QWidget:
        block = QWidget()
        line = QHBoxLayout(block)
        line.setContentsMargins(0, 7, 0, 7)
        line.setSpacing(GAP)
        name = ElidedLabel(row.file_name, role="strong")
        line.addWidget(name, 3)
        figures = ElidedLabel(self._say_figures(row), tone="ink2")
        line.addWidget(figures, 4)
        when = PlainLabel(tone="ink3", tabular=True)
        if row.at is not None:
            when.set_text(self._formats.moment(row.at))
            set_tooltip(when, self._formats.exact_moment(row.at))
        line.addWidget(when)
        if row.can_be_taken_back:
            button = SmallButton(self._theme, _("Take back"))
            button.setObjectName(f"bring_in.take_back_{row.id}")
            button.setAccessibleName(_("Take back {file}").format(file=row.file_name))
            button.clicked.connect(partial(self.take_back_requested.emit, row.id))
            line.addWidget(button)
        else:
            gone = _("taken back") if row.taken_back_at else _("can no longer be taken back")
            line.addWidget(PlainLabel(gone, role="small", tone="ink3"))
        return block

    def _say_figures(self, row: ImportRow) -> str:
        new = _("{count} new {noun}").format(
            count=f"{row.clients_new:,}", noun=self._words.of(row.clients_new)
        )
        told = [new]
        if row.visits:
            text = ngettext("{count} visit", "{count} visits", row.visits)
            told.append(text.format(count=f"{row.visits:,}"))
        return ", ".join(told)
