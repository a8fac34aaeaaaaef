"""A picture to choose, paste or drop, and to look at before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm.errors import CrmError
from crm.i18n import _
from ui.context import Context
from ui.sheets.editors import Editor
from ui.sheets.pictures import FILE_PATTERNS, Picture, read_picture, read_picture_file
from ui.theme.tokens import GAP, GAP_SMALL
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import PlainButton
from ui.widgets.text import PlainLabel

_SIDE = 144
_READING = "photo.read"

ChooseFile = Callable[[QWidget], str]


class PhotoEditor(Editor):
    """Its value is a Picture, or None; ``choose_file`` asks for a path, empty for none."""

    def __init__(self, context: Context, choose_file: ChooseFile | None = None) -> None:
        self._context = context
        self._choose_file = choose_file or ask_for_picture
        self._picture: Picture | None = None
        self._avatar = Avatar(context.theme, size=_SIDE)
        self._choose = PlainButton(context.theme, _("Choose a file…"), icon="image")
        self._paste = PlainButton(context.theme, _("Paste"), keys="Ctrl+V", icon="copy")
        self._said = PlainLabel(role="small", tone="ink2", wrap=True)
        inside = QWidget()
        super().__init__(inside)
        self._build(inside)
        self._connect()

    def value(self) -> object:
        return self._picture

    def set_value(self, value: object) -> None:
        self._picture = value if isinstance(value, Picture) else None
        self._show(self._picture.small if self._picture else b"")

    def show_standing(self, small: bytes | None) -> None:
        """Show the picture there is already."""
        self._show(small or b"")

    def call(self, object_name: str, label: str) -> None:
        self._choose.setObjectName(object_name)
        self._paste.setObjectName(f"{object_name}.paste")
        self.setAccessibleName(label)

    def read_file(self, path: str) -> None:
        """Take the picture in a file."""
        self._read(read_picture_file, Path(path))

    def read_bytes(self, data: bytes) -> None:
        """Take the picture in ``data``."""
        self._read(read_picture, data)

    def _build(self, inside: QWidget) -> None:
        self.setAcceptDrops(True)
        inside.setFocusProxy(self._choose)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_SMALL)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._paste)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.addStretch(1)
        words.addLayout(buttons)
        words.addWidget(self._said)
        words.addStretch(1)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP + GAP_SMALL)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        self._say("")

    def _connect(self) -> None:
        self._choose.clicked.connect(self._on_choose_clicked)
        self._paste.clicked.connect(self._on_paste_clicked)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self._on_paste_clicked)

    def _say(self, problem: str) -> None:
        self._said.set_text(problem or _("Or drop a picture here. It is kept in the data file."))
        self._said.set_tone("rose" if problem else "ink2")

    def _show(self, small: bytes) -> None:
        pixmap = QPixmap()
        pixmap.loadFromData(small)
        self._avatar.show_person("", "neutral", pixmap)

    def _read(self, fn: Callable[..., Picture], source: object) -> None:
        self._say("")
        self._context.tasks.read(
            fn, source, key=_READING, done=self._on_read, failed=self._on_refused
        )

    def _on_read(self, picture: Picture) -> None:
        self.set_value(picture)
        self.edited.emit()

    def _on_refused(self, error: CrmError) -> None:
        self._say(str(error))

    def _on_choose_clicked(self) -> None:
        path = self._choose_file(self)
        if path:
            self.read_file(path)

    def _on_paste_clicked(self) -> None:
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self._say(_("There is no picture to paste. Copy one first."))

    def _take(self, data: QMimeData) -> bool:
        """Take the picture, or the file of one, that was pasted or dropped."""
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.read_file(files[0])
        elif data.hasImage():
            self.read_bytes(_as_png(data.imageData()))
        return bool(files) or data.hasImage()

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()


def ask_for_picture(parent: QWidget) -> str:
    """Let a person choose a file; empty where they did not."""
    pattern = _("Pictures ({patterns})").format(patterns=FILE_PATTERNS)
    path, _chosen = QFileDialog.getOpenFileName(parent, _("Choose a picture"), "", pattern)
    return path


def _as_png(image: object) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if isinstance(image, QImage):
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # a text in the stubs is bytes
    return bytes(buffer.data().data())
