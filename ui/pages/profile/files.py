"""The files that hang on a client, on a visit of theirs or on something they bought."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm.i18n import _
from crm.story.attachments import AttachmentRow, remove_attachment
from ui.context import Context
from ui.formats import Formats
from ui.pages.profile.choices import row_choices
from ui.pages.profile.lines import Link, Stack
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.theme import Theme
from ui.theme.tokens import GAP_SMALL
from ui.widgets.menu import Choice
from ui.widgets.painting import grown
from ui.widgets.text import PlainLabel

_GAP = 8
_SIDE = 36
_ICON = 18
_KB = 1024


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a client, the latest first."""

    client_id: int
    rows: tuple[AttachmentRow, ...]


class FilesSection(Section[Files]):
    """A row a file; pressed it is opened, its menu saves a copy."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._rows = self._content(Stack(gap=_GAP))

    def fill(self, data: Files) -> bool:
        """The files with their pictures."""
        with self._rows.anew():
            for row in data.rows:
                shown = self._rows.add("file", lambda: _FileRow(self._theme))
                shown.show_file(row, say_file(row, self._formats))
                shown.link.show_link(
                    row.name,
                    f"profile.file.{row.id}",
                    partial(self._requests.files.open_copy, row),
                    token="ink",
                    told=row.note,
                    choices=partial(file_choices, self._requests, self, row),
                )
        return bool(data.rows)


def file_choices(requests: Requests, parent: QWidget, row: AttachmentRow) -> list[Choice]:
    """What can be done with a file."""
    return [
        Choice(_("Open"), partial(requests.files.open_copy, row)),
        Choice(_("Save a copy…"), partial(requests.files.ask_to_save, parent, row)),
        *row_choices(requests, "attachment", row.id, remove_attachment),
    ]


def say_file(row: AttachmentRow, formats: Formats) -> str:
    """What it is, on what it hangs, and how large it is: ``Brake pads, 12 Nov · 1.2 MB``."""
    place = formats.short_day(row.day) if row.day else ""
    place = ", ".join(part for part in (row.what, place) if part)
    return " · ".join(part for part in (row.note, place, say_size(row.size, formats)) if part)


def say_size(size: int, formats: Formats) -> str:
    """Bytes as people say them: ``840 KB``, ``1.2 MB``."""
    if size < _KB * _KB:
        return _("{count} KB").format(count=max(1, round(size / _KB)))
    tenths = round(size * 10 / (_KB * _KB))
    return _("{count} MB").format(count=formats.quantity(tenths * 100))


class _FileRow(QWidget):
    """The small picture, or the sign of a file, beside its name and what it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.link = Link(theme)
        self._detail = PlainLabel(role="small", tone="ink2", wrap=True)
        self._row: AttachmentRow | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.link)
        words.addWidget(self._detail)
        row.addLayout(words, 1)
        theme.changed.connect(self._show_picture)

    def show_file(self, row: AttachmentRow, detail: str) -> None:
        """Tell of another file."""
        self._row = row
        self._detail.set_text(detail)
        self._show_picture()

    def _show_picture(self) -> None:
        side = grown(self._theme, _SIDE)
        self._picture.setFixedSize(QSize(side, side))
        picture = QPixmap()
        if self._row is not None and self._row.small is not None:
            picture.loadFromData(self._row.small)
        scale = self.devicePixelRatioF()
        if picture.isNull():
            picture = self._theme.pixmap("file-text", "ink3", grown(self._theme, _ICON), scale)
        else:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(round(side * scale), smooth)
            picture.setDevicePixelRatio(scale)
        self._picture.setPixmap(picture)
