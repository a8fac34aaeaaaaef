"""Files dropped anywhere on the window, wherever nothing nearer wants them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from crm.i18n import _
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.widgets.drop_hint import DropHint


class FileDrops(QObject):
    """Watches ``window``, and says over ``over`` what dropping would do.

    Signals:
        files_dropped: the paths, files and folders.
    """

    files_dropped = Signal(object)

    def __init__(self, theme: Theme, window: QWidget, over: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = over
        self._hint: DropHint | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def _say(self) -> None:
        from ui.widgets.drop_hint import DropHint  # no start waits for it

        if self._hint is None:
            self._hint = DropHint(self._theme, self._over)
        self._hint.say(_("Drop to bring it in; you see what is in it before anything is saved"))

    def _unsay(self) -> None:
        if self._hint is not None:
            self._hint.hide()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragEnter:
            entered = cast(QDragEnterEvent, event)
            if not local_paths(entered.mimeData()):
                return False
            entered.acceptProposedAction()
            self._say()
            return True
        if kind == QEvent.Type.DragLeave:
            self._unsay()
        elif kind == QEvent.Type.Drop:
            self._unsay()
            dropped = cast(QDropEvent, event)
            paths = local_paths(dropped.mimeData())
            if paths:
                dropped.acceptProposedAction()
                self.files_dropped.emit(paths)
                return True
        return False


def local_paths(data: QMimeData) -> list[Path]:
    """The files and folders of this computer among what is dragged."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [path for path in paths if path.exists()]
