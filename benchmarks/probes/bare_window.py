"""A window with nothing in it, up to its first paint: the least a PySide6 program can take."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class _Bare(QWidget):
    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        QTimer.singleShot(0, QApplication.quit)


application = QApplication([])
window = _Bare()
window.resize(1280, 800)
window.show()
application.exec()
if "--memory" in sys.argv:
    from benchmarks.probes.memory import resident_bytes

    print(resident_bytes())
