"""The first start: three questions, then a way in."""

from __future__ import annotations

from PySide6.QtCore import QMargins, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from crm.clients.relations import add_builtin_relation_types
from crm.errors import CrmError
from crm.i18n import _
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft, ShopSettings
from crm.workspace import Workspace
from ui.dialogs.shop_form import ShopForm
from ui.errors import ErrorPresenter
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import PlainButton, PrimaryButton
from ui.widgets.key_events import is_enter
from ui.widgets.painting import grown
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.surfaces import Card, Divider
from ui.widgets.text import PlainLabel

_WIDTH = 560


class WelcomePage(ScrollColumn):
    """Asks what the shop is called, then opens it empty, with a file, or shows the demo instead.

    Signals:
        begun: the shop has its name; the key of the page to show next.
        demo_requested: the demo shop is wanted, beside the one not begun yet.
        archive_requested: a whole shop that was taken out elsewhere is to be this one.
    """

    begun = Signal(str)
    demo_requested = Signal()
    archive_requested = Signal()

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        theme: Theme,
        errors: ErrorPresenter,
        currency: str,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._tasks = tasks
        self._errors = errors
        self._theme = theme
        self._form = ShopForm(theme, ShopSettings(), currency)
        self._begin = PrimaryButton(theme, _("Begin"), icon="arrow-right")
        self._bring_in = PlainButton(
            theme, _("Begin, and bring a file in"), icon="file-spreadsheet"
        )
        self._demo = PlainButton(theme, _("Look at the demo shop"), icon="sparkles")
        self._archive = PlainButton(theme, _("Bring everything here"), icon="upload")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("page.welcome")
        for name, button in (
            ("begin", self._begin), ("bring_in", self._bring_in), ("demo", self._demo),
            ("archive", self._archive),
        ):  # fmt: skip
            button.setObjectName(f"welcome.{name}")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card())
        row.addStretch(1)
        self.body.addStretch(2)
        self.body.addLayout(row)
        self.body.addStretch(3)

    def _card(self) -> Card:
        card = Card(QMargins(32, 28, 32, 28))
        card.setFixedWidth(grown(self._theme, _WIDTH))
        card.body.addWidget(PlainLabel(_("Welcome to Regulars"), role="title"))
        card.body.addSpacing(4)
        sentence = _(
            "It remembers the people you serve, for life. Everything stays on this computer, "
            "in one file that is yours."
        )
        card.body.addWidget(PlainLabel(sentence, tone="ink2", wrap=True))
        card.body.addSpacing(22)
        card.body.addWidget(self._form)
        card.body.addSpacing(24)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._begin)
        row.addWidget(self._bring_in)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addSpacing(18)
        card.body.addWidget(Divider())
        card.body.addSpacing(14)
        text = _("Not sure yet? Walk through a shop of 400 people first; yours stays untouched.")
        card.body.addLayout(_row(text, self._demo))
        card.body.addSpacing(14)
        text = _("Regulars on another computer? Take everything out there, and open the file here.")
        card.body.addLayout(_row(text, self._archive))
        return card

    def _connect(self) -> None:
        self._begin.clicked.connect(lambda: self._save("counter"))
        self._bring_in.clicked.connect(lambda: self._save("bring_in"))
        self._demo.clicked.connect(self.demo_requested)
        self._archive.clicked.connect(self.archive_requested)

    def _save(self, next_page: str) -> None:
        one, many = self._form.words()
        draft = ShopDraft(
            name=self._form.name(), currency=self._form.currency(), word_one=one, word_many=many
        )
        self.setEnabled(False)
        self._tasks.write(
            begin_shop,
            self._workspace.store,
            draft,
            (add_builtin_relation_types,),
            done=lambda _nothing: self.begun.emit(next_page),
            failed=self._on_save_failed,
        )

    def _on_save_failed(self, error: CrmError) -> None:
        self.setEnabled(True)
        self._errors.present(error, self._form)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self._save("counter")
            return
        super().keyPressEvent(event)


def _row(text: str, button: PlainButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(PlainLabel(text, tone="ink2", wrap=True), 1)
    row.addWidget(button)
    return row
