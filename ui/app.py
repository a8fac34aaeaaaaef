"""The composition root: builds everything once, in order, and closes it in reverse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication

from crm import APP_NAME
from crm.changes import Change
from crm.clock import Clock, SystemClock
from crm.errors import CancelledError, CrmError, StorageCause, StorageError
from crm.i18n import _
from crm.paths import Paths
from crm.progress import Progress
from crm.shop.queries import get_settings
from crm.shop.settings import ShopSettings
from crm.shop.words import words_of
from crm.workspace import Workspace
from ui.action_list import ACTIONS
from ui.actions import Actions
from ui.changes import Changes, Refresher
from ui.context import Context
from ui.day_watch import DayWatch
from ui.dialogs.files import FileDialogs
from ui.errors import ErrorPresenter
from ui.formats import Formats
from ui.garbage import GarbageCollector
from ui.instance import RaiseRequests, ask_to_raise, bring_to_front
from ui.main_window import MainWindow
from ui.navigator import Navigator, Place
from ui.start import get_away
from ui.tasks import TaskRunner
from ui.theme import Theme
from ui.theme.icons import program_icon
from ui.warm_up import WarmUp

_FALLBACK_CURRENCY = "EUR"
_CHANGE_SETTINGS = ("settings.save", "shop.begin", "import.everything")

Prepare = Callable[[Any, Progress], object]


class OpenShop(QObject):
    """One open data file with its window.

    Signals:
        demo_requested: the demo shop is wanted instead.
        own_shop_requested: in the demo shop, that the real one is wanted instead.
        window_closed: the user closed the window.
    """

    demo_requested = Signal()
    own_shop_requested = Signal()
    window_closed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        errors: ErrorPresenter,
        window: MainWindow,
        prepare: Prepare | None = None,
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.window = window
        self.theme = theme
        self.errors = errors
        self._files = FileDialogs(lambda sentence: window.toasts.show_toast(sentence))
        self.tasks = TaskRunner(workspace.store.close_thread, errors.present, self)
        self.changes = Changes(workspace.changes, self)
        self.navigator: Navigator | None = None
        self._actions: Actions | None = None
        self._refresher: Refresher | None = None
        self._settings = get_settings(workspace.store)
        self._raise_requests = RaiseRequests(workspace.path, self)
        self._raise_requests.raise_requested.connect(lambda: bring_to_front(window))
        self._day_watch = DayWatch(workspace.clock, self)
        self._day_watch.day_begun.connect(self._on_day_begun)
        self.changes.changed.connect(self._on_changes_changed)
        window.closing.connect(self.window_closed)
        if prepare is None:
            self._show(Place())
        else:
            self._prepare(prepare)

    def close(self) -> None:
        """Finish every write, then close the file."""
        self._day_watch.stop()
        if self.navigator is not None:
            self.navigator.stop()
        self._raise_requests.close()
        if self._actions is not None:
            self._actions.retire(
                self.window.content
            )  # or its keys would mean two things in the next shop
            self._actions = None
        self.tasks.shutdown()
        self.changes.close()
        self.errors.show_in(None, None)
        self.workspace.close()

    def _show(self, place: Place) -> None:
        if self._settings.has_begun:
            self._show_shop(place)
        else:
            self._show_welcome()

    def _prepare(self, prepare: Prepare) -> None:
        """Fill the new file beside the window, with a count, before it is shown."""
        from ui.pages.welcome.busy import BusyPage

        page = BusyPage(self.theme, _("The demo shop is being set up"))
        self.window.show_alone(page)
        job = self.tasks.job(
            prepare,
            self.workspace.store,
            progress=page.show_progress,
            done=lambda _counts: self._on_welcome_begun("counter"),
            failed=lambda _error: self.own_shop_requested.emit(),
        )
        page.stop_requested.connect(job.cancel)

    def _show_welcome(self) -> None:
        from ui.pages.welcome.page import WelcomePage  # of the first start alone

        currency = QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
        page = WelcomePage(
            self.workspace, self.tasks, self.theme, self.errors, currency or _FALLBACK_CURRENCY
        )
        page.begun.connect(self._on_welcome_begun)
        page.demo_requested.connect(self.demo_requested)
        page.archive_requested.connect(self._ask_for_archive)
        self.window.show_alone(page)
        self.errors.show_in(self.window, None)

    def _ask_for_archive(self) -> None:
        title, kind = _("Everything from another computer"), _("Everything in one archive (*.zip)")
        self._files.ask_to_open(
            self.window, title, [kind], lambda paths: self._bring_everything(paths[0])
        )

    def _bring_everything(self, path: Path) -> None:
        """Let this shop, which has not begun, be the one in ``path``."""
        from crm.exchange.everything.reading import bring_everything_in
        from ui.pages.welcome.busy import BusyPage

        page = BusyPage(self.theme, _("Everything is being brought here"))
        self.window.show_alone(page)
        job = self.tasks.job(
            bring_everything_in,
            self.workspace.store,
            path,
            progress=page.show_progress,
            done=lambda _brought: self._on_welcome_begun("counter"),
            failed=self._on_bring_everything_failed,
        )
        page.stop_requested.connect(job.cancel)

    def _on_bring_everything_failed(self, error: CrmError) -> None:
        self._show_welcome()
        if not isinstance(error, CancelledError):
            self.errors.present(error)

    def _show_shop(self, place: Place) -> None:
        settings = self._settings
        self.theme.set_mode(settings.theme)
        if self._refresher is not None:
            self._refresher.deleteLater()
        self._refresher = Refresher(self.changes, self)
        context = self._context(settings, self._refresher)
        self.window.use(context)
        self.navigator = Navigator(context, self.window)
        self.navigator.demo_requested.connect(self.demo_requested)
        self.navigator.own_shop_requested.connect(self.own_shop_requested)
        self.errors.show_in(self.window, self.window.toasts.show_toast)
        self.navigator.return_to(place)

    def _context(self, settings: ShopSettings, refresher: Refresher) -> Context:
        words = words_of(settings)
        if self._actions is not None:
            self._actions.retire(self.window.content)
        self._actions = Actions(self.window, ACTIONS, words, self.theme.icon)
        self.theme.changed.connect(self._actions.refresh)
        return Context(
            workspace=self.workspace,
            tasks=self.tasks,
            changes=self.changes,
            refresher=refresher,
            actions=self._actions,
            theme=self.theme,
            errors=self.errors,
            settings=settings,
            words=words,
            formats=Formats.of(settings, self.workspace.clock),
            files=self._files,
        )

    def _on_welcome_begun(self, key: str) -> None:
        self._settings = get_settings(self.workspace.store)
        self._show(Place(key))

    def _on_day_begun(self) -> None:
        if self._refresher is not None:
            self._refresher.mark_all_stale()

    def _on_changes_changed(self, change: Change) -> None:
        if change.action not in _CHANGE_SETTINGS or self.navigator is None:
            return
        before, self._settings = self._settings, get_settings(self.workspace.store)
        if not _asks_for_new_pages(before, self._settings):
            self.theme.set_mode(self._settings.theme)
            self.window.show_staff(self._settings.current_staff)
            return
        self._show(self.navigator.place())
        self.navigator.announce(change)


def _asks_for_new_pages(before: ShopSettings, now: ShopSettings) -> bool:
    """Whether more changed than what pages follow as they stand, with all that is typed in them."""
    return replace(before, theme=now.theme, current_staff=now.current_staff) != now


class App(QObject):
    """The program on one screen: an open shop, and the way from one data file to another."""

    def __init__(self, application: QApplication, paths: Paths, clock: Clock) -> None:
        super().__init__()
        self._application = application
        self._paths = paths
        self._clock = clock
        self.theme = Theme()
        self.theme.apply(application)
        self.errors = ErrorPresenter(self.theme, self)
        self.window = MainWindow()
        self.shop: OpenShop | None = None
        self._garbage = GarbageCollector(self)
        self._garbage.start()
        application.setWindowIcon(program_icon())

    def open_own(self) -> None:
        """Open the shop's own data file; raises StorageError where that cannot be."""
        self._open(self._paths.data_file())

    def open_demo(self) -> None:
        """Open the demo shop, which is made when it is first asked for."""
        path = self._paths.demo_file()
        self._open(path, _make_demo)

    def close(self) -> None:
        """Close everything; safe to call twice."""
        self._close_shop()
        self._garbage.stop()

    def _on_demo_requested(self) -> None:
        self._try(self.open_demo)

    def _on_own_shop_requested(self) -> None:
        self._try(self.open_own)

    def _try(self, open_other: Callable[[], None]) -> None:
        try:
            open_other()
        except StorageError as error:
            self.errors.present(error)

    def _open(self, path: Path, prepare: Prepare | None = None) -> None:
        if self.shop is not None and self.shop.workspace.path == path:
            return  # the file somebody named is itself the one to go to
        workspace = Workspace.open(path, self._clock)
        if get_settings(workspace.store).has_begun:
            prepare = None
        self._close_shop()
        self.shop = OpenShop(workspace, self.theme, self.errors, self.window, prepare)
        self.shop.demo_requested.connect(self._on_demo_requested)
        self.shop.own_shop_requested.connect(self._on_own_shop_requested)
        self.shop.window_closed.connect(self._application.quit)

    def _close_shop(self) -> None:
        if self.shop is not None:
            shop, self.shop = self.shop, None
            shop.close()
            shop.deleteLater()


def _make_demo(store: Any, progress: Progress) -> object:
    from crm.demo import make_demo  # its words and goods would cost every start

    return make_demo(store, progress=progress)


def run(paths: Paths, *, demo: bool = False) -> int:
    """Show the window and live until it is closed; the exit status of the program.

    A second start on the same file brings the first window to the front instead.
    """
    application = QApplication.instance() or QApplication([APP_NAME])
    assert isinstance(application, QApplication)
    application.setApplicationName(APP_NAME)
    _speak_one_language()
    app = App(application, paths, SystemClock())
    app.errors.install()
    try:
        app.open_demo() if demo else app.open_own()
    except StorageError as error:
        return _refuse(app, paths.demo_file() if demo else paths.data_file(), error)
    app.window.show()
    warm_up = WarmUp(app)
    warm_up.start()
    try:
        return application.exec()
    finally:
        get_away()
        warm_up.stop()
        app.close()
        app.errors.uninstall()


def _speak_one_language() -> None:
    """Let Qt name months as the program speaks, in the order of the country it runs in."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.system().territory()))


def _refuse(app: App, path: Path, error: StorageError) -> int:
    if error.cause is StorageCause.IN_USE and ask_to_raise(path):
        return 0
    app.errors.present(error)
    dialog = app.errors.dialog
    if dialog is not None:
        dialog.exec()
    app.close()
    return 2
