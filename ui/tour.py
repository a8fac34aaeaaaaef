"""Pictures of every screen, drawn by the program itself from the demo shop."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView

from crm.clients.filters import ClientFilter, Condition
from crm.clients.find import find_clients
from crm.clock import Clock, SystemClock
from crm.exchange.queries import list_imports
from crm.exchange.taking_back import take_import_back
from crm.paths import Paths
from ui.app import App
from ui.theme.theme import Mode

if TYPE_CHECKING:
    from ui.navigator import Navigator
    from ui.pages.bring_in.page import BringInPage
    from ui.pages.clients.page import ClientsPage
    from ui.pages.counter.page import CounterPage
    from ui.pages.same_people.page import SamePeoplePage
    from ui.pages.settings.page import SettingsPage

SIZE: Final = QSize(1280, 800)
MODES: Final[tuple[Mode, ...]] = ("light", "dark")
_MOMENT_MS: Final = 120
_HERO: Final = "siobhan brennan"
_TILL_FILE: Final = "till-export-2026.csv"
_GIVEN: Final = (
    "Siobhan", "Ada", "Bo", "Carla", "Dirk", "Elena", "Finn", "Greta", "Hugo", "Ines", "Jonas",
    "Kaja", "Lars", "Mira", "Nils",
)  # fmt: skip
_FAMILY: Final = (
    "Brennan", "Kern", "Lind", "Moss", "Nolan", "Okafor", "Petrov", "Quist", "Rossi", "Stein",
    "Tanaka", "Ude", "Vance",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture: its name, and what a person does to get there from the counter."""

    name: str
    walk: Callable[[App], None]


def make_tour(folder: Path, *, size: QSize = SIZE, clock: Clock | None = None) -> list[Path]:
    """Draw every screen into ``folder``, light and dark; gives the files in their order.

    Works without a screen. Raises StorageError where the demo shop cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _application() as application, TemporaryDirectory(prefix="regulars-tour-") as place:
        app = App(application, Paths(Path(place) / "tour.db"), clock or SystemClock())
        app.window.resize(size)
        try:
            return [*_draw_welcome(app, folder), *_draw_shop(app, folder)]
        finally:
            app.close()


def walk(app: App, stop: Stop) -> None:
    """Go to ``stop`` from wherever one is, and wait until all of it is painted."""
    _go_home(app)
    stop.walk(app)
    settle(app)


def _draw_welcome(app: App, folder: Path) -> Iterator[Path]:
    app.open_own()
    app.window.show()
    app.window.activateWindow()
    for mode in MODES:
        app.theme.set_mode(mode)
        yield _grab(app, folder, "welcome", mode)


def _draw_shop(app: App, folder: Path) -> Iterator[Path]:
    app.open_demo()
    settle(app)
    app.window.activateWindow()
    for mode in MODES:
        app.theme.set_mode(mode)
        for stop in STOPS:
            walk(app, stop)
            yield _grab(app, folder, stop.name, mode)
    _go_home(app)


def _counter(app: App) -> None:
    _go_home(app)


def _counter_found(app: App) -> None:
    _type_at_counter(app, "sio")


def _counter_new(app: App) -> None:
    _type_at_counter(app, "Marguerite")


def _profile(app: App) -> None:
    _navigator(app).open_client(_hero(app))


def _visit(app: App) -> None:
    _type_at_counter(app, "sio")
    _navigator(app).open_visit(_hero(app))
    settle(app)
    line = app.window.findChild(QLineEdit, "visit.line")
    if line is not None:
        line.selectAll()
        _type(line, "winter service 65, brake pads 2x10.50")


def _new_client(app: App) -> None:
    _navigator(app).open_new_client("Siobhan Brenan")


def _note(app: App) -> None:
    _navigator(app).open_client(_hero(app))
    _navigator(app).open_form("note", _hero(app))


def _clients(app: App) -> None:
    page = _clients_page(app)
    page.show_list("everybody")


def _clients_filtered(app: App) -> None:
    page = _clients_page(app)
    page.show_list("regulars")
    settle(app)
    conditions = (Condition("visits", "at_least", 5), Condition("tag", "filled"))
    page.show_filter(ClientFilter(conditions))
    settle(app)
    table = page.findChild(QTableView, "clients.table")
    if table is not None:
        table.selectAll()


def _clients_page(app: App) -> ClientsPage:
    _navigator(app).go_to("clients")
    return cast("ClientsPage", app.window.page("clients"))


def _same_people(app: App) -> None:
    _navigator(app).go_to("same_people")
    page = cast("SamePeoplePage", app.window.page("same_people"))
    page.look()


def _settings(app: App) -> None:
    _show_settings(app, "shop")


def _letters(app: App) -> None:
    assert app.shop is not None
    rows = app.shop.workspace.store.rows("SELECT id FROM client ORDER BY sort_name, id LIMIT 60")
    _navigator(app).open_letters([row[0] for row in rows])


def _own_fields(app: App) -> None:
    _show_settings(app, "own_fields")


def _sections(app: App) -> None:
    _show_settings(app, "sections")


def _show_settings(app: App, part: str) -> None:
    _navigator(app).go_to("settings")
    cast("SettingsPage", app.window.page("settings")).show_part(part)


def _bring_in(app: App) -> None:
    _bring_in_page(app).show_choosing()


def _bring_in_columns(app: App) -> None:
    _walk_bring_in(app)


def _bring_in_rows(app: App) -> None:
    _walk_bring_in(app, "bring_in.show_rows")


def _bring_in_same(app: App) -> None:
    _walk_bring_in(app, "bring_in.next")


def _bring_in_done(app: App) -> None:
    _walk_bring_in(app, "bring_in.next", "bring_in.next")


def _walk_bring_in(app: App, *buttons: str) -> None:
    """Look at an export of a till, and press one button after the other.

    Where it came in before, for another picture, it is taken back first.
    """
    assert app.shop is not None
    store = app.shop.workspace.store
    for row in list_imports(store):
        if row.can_be_taken_back and row.file_name == _TILL_FILE:
            take_import_back(store, row.id)
    page = _bring_in_page(app)
    page.show_choosing()
    with TemporaryDirectory() as folder:
        path = Path(folder) / _TILL_FILE
        path.write_text(_till_export(), encoding="cp1252")
        page.take([path])
        settle(app)
        for name in buttons:
            found = app.window.findChildren(QAbstractButton, name)
            next(button for button in found if button.isVisible()).click()
            settle(app)


def _till_export() -> str:
    """Sales of a year as a till abroad writes them: two misspelt names, three impossible days."""
    people = [f"{_FAMILY[each % 13]}, {_GIVEN[each % 15]}" for each in range(80)]
    people[15], people[28] = "Brennan, Shiobhan", "Lind, Boo"
    born = [f"{each % 27 + 1:02}.{each % 12 + 1:02}.{1945 + each * 7 % 60}" for each in range(80)]
    born[15], born[28] = born[0], born[2]
    rows = ["Kunde;Geb.;Tel;Umsatz;Datum;Bemerkung;Filiale"]
    for number in range(240):
        who = number % 80
        day = f"{number % 28 + 1:02}.{number % 12 + 1:02}.2025"
        told = "31.02.2025" if number % 90 == 17 else day
        note = "mag keine E-Mails" if number % 40 == 0 else ""
        phone = f"07700 900{who + 410}"
        row = (people[who], born[who], phone, f"1.{number + 100},50", told, note, "1")
        rows.append(";".join(row))
    return "\n".join(rows)


def _bring_in_page(app: App) -> BringInPage:
    _navigator(app).go_to("bring_in")
    return cast("BringInPage", app.window.page("bring_in"))


def _take_out(app: App) -> None:
    _navigator(app).do("export.open")


def _take_out_list(app: App) -> None:
    _clients_page(app).show_list("drifting")
    settle(app)
    _navigator(app).do("export.open")


def _file(app: App) -> None:
    _show_settings(app, "file")


def _palette(app: App) -> None:
    _navigator(app).do("palette.open")


def _keys(app: App) -> None:
    _navigator(app).do("keys.show")


STOPS: Final = (
    Stop("counter-lately", _counter),
    Stop("counter", _counter_found),
    Stop("counter-nobody", _counter_new),
    Stop("clients", _clients),
    Stop("clients-filtered", _clients_filtered),
    Stop("profile", _profile),
    Stop("visit", _visit),
    Stop("new-client", _new_client),
    Stop("note", _note),
    Stop("palette", _palette),
    Stop("keys", _keys),
    Stop("same-people", _same_people),
    Stop("letters", _letters),
    Stop("take-out", _take_out),
    Stop("take-out-list", _take_out_list),
    Stop("bring-in", _bring_in),
    Stop("bring-in-columns", _bring_in_columns),
    Stop("bring-in-rows", _bring_in_rows),
    Stop("bring-in-same", _bring_in_same),
    Stop("bring-in-done", _bring_in_done),
    Stop("settings", _settings),
    Stop("settings-own-fields", _own_fields),
    Stop("settings-sections", _sections),
    Stop("settings-file", _file),
)


def _go_home(app: App) -> None:
    _navigator(app).close_sheets()
    app.window.toasts.clear()
    _type_at_counter(app, "")


def _type_at_counter(app: App, text: str) -> None:
    _navigator(app).go_to("counter")
    cast("CounterPage", app.window.page("counter")).search_for(text)


def _type(line: QLineEdit, text: str) -> None:
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(
                line, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            )


def _hero(app: App) -> int:
    assert app.shop is not None
    return find_clients(app.shop.workspace.store, _HERO, limit=1).hits[0].id


def _navigator(app: App) -> Navigator:
    assert app.shop is not None
    assert app.shop.navigator is not None
    return app.shop.navigator


def _grab(app: App, folder: Path, name: str, mode: Mode) -> Path:
    settle(app)
    path = folder / (f"{name}.png" if mode == "light" else f"{name}-{mode}.png")
    app.window.grab().save(str(path))
    return path


def settle(app: App) -> None:
    """Wait until nothing is under way and everything is painted, what comes a moment later too."""
    assert app.shop is not None
    app.shop.tasks.wait_idle(120_000)
    loop = QEventLoop()
    QTimer.singleShot(_MOMENT_MS, loop.quit)
    loop.exec()


@contextmanager
def _application() -> Iterator[QApplication]:
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    assert existing is None or isinstance(existing, QApplication)
    yield existing or QApplication(["regulars"])
