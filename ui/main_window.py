"""The frame: navigation, one page at a time, toasts. It knows no rule and no query."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crm.clients.names import initials
from crm.i18n import _
from ui.context import Context
from ui.pages.registry import PAGES, PageSpec, find_page
from ui.widgets.nav_bar import NavBar, NavEntry
from ui.widgets.toast import ToastHost

SMALLEST = QSize(1024, 640)
DRAWN = QSize(1280, 800)


class MainWindow(QWidget):
    """The one window. What it shows is built by ``use`` and built anew when the settings change.

    Signals:
        entry_chosen: an entry of the navigation, by its key, or ``staff``.
        page_built: a page was made, with its key, before it is shown.
        closing: the user closed the window; whoever owns the data closes that after it.
    """

    entry_chosen = Signal(str)
    page_built = Signal(str, QWidget)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setMinimumSize(SMALLEST)
        self.resize(DRAWN)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._context: Context | None = None
        self._body: QWidget | None = None
        self._pages: dict[str, QWidget] = {}
        self._before = ""
        self._entry = ""

    def use(self, context: Context) -> None:
        """Show the shop of ``context``; what was shown before goes."""
        self._drop()
        self._context = context
        self.setWindowTitle(f"{context.settings.name} — Regulars")
        self._body = QWidget()
        self._nav = self._build_nav(context)
        self._stack = QStackedWidget()
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._nav)
        row.addWidget(self._stack, 1)
        self._row.addWidget(self._body)
        self.toasts = ToastHost(context.theme, self._stack)

    def show_alone(self, widget: QWidget) -> None:
        """Show one widget without navigation, as on the first day; it becomes the window's own."""
        self._drop()
        self._body = widget
        self._row.addWidget(widget)

    def show_staff(self, name: str) -> None:
        """Show that somebody else is at the till now; empty is nobody."""
        self._nav.change_entry(_staff_entry(name))

    @property
    def content(self) -> QWidget:
        """What sheets are laid over."""
        return self._stack

    def page(self, key: str) -> QWidget:
        """The page with ``key``, built when first asked for."""
        if key not in self._pages:
            assert self._context is not None
            page = find_page(key).build(self._context)
            page.setObjectName(f"page.{key}")
            self._pages[key] = page
            self._stack.addWidget(page)
            self.page_built.emit(key, page)
        return self._pages[key]

    def show_page(self, key: str) -> QWidget:
        """Bring the page with ``key`` to the front."""
        page = self.page(key)
        if key != self.current_key():
            self._before = self.current_key()
        self._stack.setCurrentWidget(page)
        spec = find_page(key)
        if self._entry not in spec.stays:
            self._entry = spec.entry
        self._nav.select(self._entry)
        return page

    def show_page_before(self) -> QWidget:
        """Go back to where one came from, or to the first page."""
        return self.show_page(self._before or PAGES[0].key)

    def current_key(self) -> str:
        """The key of the page in front, empty before the first."""
        if self._context is None:
            return ""
        current = self._stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is current), "")

    def _build_nav(self, context: Context) -> NavBar:
        nav = NavBar(context.theme, "Regulars", context.settings.name)
        for spec in PAGES:
            if spec.entry == spec.key:
                nav.add_entry(_page_entry(spec, context), bottom=spec.at_bottom)
        nav.add_entry(_staff_entry(context.settings.current_staff), bottom=True)
        nav.activated.connect(self.entry_chosen)
        return nav

    def _drop(self) -> None:
        if self._body is not None:
            self._row.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = None
        self._context = None
        self._pages.clear()
        self._before = ""
        self._entry = ""

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def _page_entry(spec: PageSpec, context: Context) -> NavEntry:
    return NavEntry(spec.key, context.words.fill(_(spec.text)), spec.icon, spec.keys)


def _staff_entry(name: str) -> NavEntry:
    if not name:
        return NavEntry("staff", _("Who is at the till?"), "user", "F12")
    text = _("{name} at the till").format(name=name)
    return NavEntry("staff", text, keys="F12", initials=initials(name))
