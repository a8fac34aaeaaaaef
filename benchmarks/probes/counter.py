"""The program as ``regulars`` starts it, up to the first painted row of the Counter."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from crm.logs import start_logging
from crm.paths import Paths, private_umask
from ui.start import get_away, get_ready


def main(path: Path) -> None:
    """Do what the program does for its window, and quit as soon as somebody can be seen in it."""
    private_umask()
    stop_logging = start_logging(Paths().log_dir())
    get_ready()
    from PySide6.QtWidgets import QApplication

    from crm.clock import SystemClock
    from ui.app import App

    application = QApplication([])
    app = App(application, Paths(path), SystemClock())
    app.errors.install()
    app.open_own()
    quit_when_painted(application)
    app.window.show()
    application.exec()
    get_away()
    app.close()
    app.errors.uninstall()
    stop_logging()


def quit_when_painted(application: Any) -> None:
    """End ``application`` after the first row of the list is painted."""
    from PySide6.QtCore import QTimer

    from ui.pages.counter.hit_delegate import HitDelegate

    paint_row = HitDelegate.paint_row

    def paint_row_and_quit(*args: Any) -> None:
        paint_row(*args)
        QTimer.singleShot(0, application.quit)

    HitDelegate.paint_row = paint_row_and_quit  # type: ignore[method-assign, assignment]  # a probe


main(Path(sys.argv[1]))
