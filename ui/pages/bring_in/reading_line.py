"""How a table is read, in one quiet line, each part of which can be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QMenu, QWidget

from crm.exchange.fields import DATES, MONEY
from crm.exchange.mapping import Mapping
from crm.exchange.preview import ENCODING_NAMES, FilePreview, change_column, with_reading
from crm.i18n import _
from crm.money import list_currencies
from ui.pages.bring_in.menus import QuietMenu, add_choice
from ui.theme import Theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import PlainLabel

_MARGINS: Final = QMargins(18, 9, 18, 9)
_HEADER_ROWS: Final = 12
_GAP: Final = 16

Part = tuple[str, Callable[[FilePreview], str], Callable[[FilePreview], "Iterator[_Other]"]]


class _Other:
    """One other way: its words, whether it holds now, and what the file is then."""

    __slots__ = ("holds", "read", "text")

    def __init__(
        self, text: str, read: Callable[[], FilePreview | Mapping], *, holds: bool
    ) -> None:
        self.text = text
        self.read = read
        self.holds = holds


class ReadingLine(QWidget):
    """Encoding, delimiter, header, sheet, order of dates, mark of decimals and currency.

    Signals:
        changed: a preview where the columns are only meant otherwise, or a mapping by which the
            file has to be read anew.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("bring_in.reading")
        self._preview: FilePreview | None = None
        row = FlowLayout(self, gap=_GAP)
        row.setContentsMargins(_MARGINS)
        row.addWidget(PlainLabel(_("Read as"), role="small", tone="ink3"))
        self._menus: list[tuple[Part, QuietMenu]] = []
        for part in _parts():
            menu = QuietMenu(theme, partial(self._fill, part))
            menu.setObjectName(f"bring_in.reading_{part[0]}")
            row.addWidget(menu)
            self._menus.append((part, menu))

    def show_preview(self, preview: FilePreview) -> None:
        """Show how another file is read."""
        self._preview = preview
        for (_name, say, _others), menu in self._menus:
            text = say(preview)
            menu.setVisible(bool(text))
            menu.show_value(text, text)

    def menus(self) -> list[QWidget]:
        """The values that can be changed, in their order."""
        return [menu for _part, menu in self._menus]

    def _fill(self, part: Part, menu: QMenu) -> None:
        if self._preview is None:
            return
        for other in part[2](self._preview):
            add_choice(menu, other.text, holds=other.holds, do=partial(self._choose, other))

    def _choose(self, other: _Other) -> None:
        if not other.holds:
            self.changed.emit(other.read())


def _parts() -> tuple[Part, ...]:
    return (
        ("sheet", _say_sheet, _sheets),
        ("encoding", _say_encoding, _encodings),
        ("delimiter", _say_delimiter, _delimiters),
        ("header", _say_header, _headers),
        ("dates", _say_dates, _date_orders),
        ("decimals", _say_decimals, _decimal_marks),
        ("currency", _say_currency, _currencies),
    )


# The sheet of a workbook


def _say_sheet(preview: FilePreview) -> str:
    return _("sheet “{sheet}”").format(sheet=preview.sheet) if len(preview.sheets) > 1 else ""


def _sheets(preview: FilePreview) -> Iterator[_Other]:
    for sheet in preview.sheets:
        read = partial(with_reading, preview.mapping, sheet=sheet)
        yield _Other(sheet, read, holds=sheet == preview.sheet)


# Encoding and delimiter of a text


def _say_encoding(preview: FilePreview) -> str:
    codec = preview.mapping.encoding
    return ENCODING_NAMES.get(codec, codec) if preview.mapping.format != "workbook" else ""


def _encodings(preview: FilePreview) -> Iterator[_Other]:
    now = _say_encoding(preview)
    for name in dict.fromkeys(ENCODING_NAMES.values()):
        codec = next(each for each, named in ENCODING_NAMES.items() if named == name)
        read = partial(with_reading, preview.mapping, encoding=codec)
        yield _Other(name, read, holds=name == now)


def _say_delimiter(preview: FilePreview) -> str:
    if preview.mapping.format != "delimited":
        return ""
    mark = preview.mapping.delimiter
    return _delimiter_names().get(mark, mark)


def _delimiters(preview: FilePreview) -> Iterator[_Other]:
    for mark, name in _delimiter_names().items():
        read = partial(with_reading, preview.mapping, delimiter=mark)
        yield _Other(name, read, holds=mark == preview.mapping.delimiter)


def _delimiter_names() -> dict[str, str]:
    return {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}


# The row of the names


def _say_header(preview: FilePreview) -> str:
    header = preview.mapping.header
    if preview.mapping.format == "fixed":
        return ""
    if header is False or not preview.header:
        return _("no names above the columns")
    return _("names in row {row}").format(row=1 if header in (None, True) else header)


def _headers(preview: FilePreview) -> Iterator[_Other]:
    none = header_of(preview) == 0
    read = partial(with_reading, preview.mapping, header=False)
    yield _Other(_("no names above the columns"), read, holds=none)
    for row in range(1, _HEADER_ROWS + 1):
        text = _("names in row {row}").format(row=row)
        read = partial(with_reading, preview.mapping, header=row)
        yield _Other(text, read, holds=row == header_of(preview))


def header_of(preview: FilePreview) -> int:
    """The row of the names, 0 where there is none."""
    header = preview.mapping.header
    if header is False or not preview.header:
        return 0
    return 1 if header in (None, True) else int(header)


# How days and amounts are written


def _say_dates(preview: FilePreview) -> str:
    order = _common(preview, DATES, "date_format")
    return _orders().get(order, order) if order is not None else ""


def _date_orders(preview: FilePreview) -> Iterator[_Other]:
    now = _common(preview, DATES, "date_format")
    for order, text in _orders().items():
        read = partial(_with_dates, preview, order)
        yield _Other(text, read, holds=order == now)


def _with_dates(preview: FilePreview, order: str) -> FilePreview:
    for column in _of_kind(preview, DATES):
        preview = change_column(preview, column, _field(preview, column), date_format=order)
    return preview


def _orders() -> dict[str, str]:
    return {"dmy": _("day first"), "mdy": _("month first"), "ymd": _("year first")}


def _say_decimals(preview: FilePreview) -> str:
    mark = _common(preview, MONEY, "decimal_mark")
    return _marks()[mark or "."] if mark is not None else ""


def _decimal_marks(preview: FilePreview) -> Iterator[_Other]:
    now = _common(preview, MONEY, "decimal_mark") or "."
    for mark, text in _marks().items():
        read = partial(_with_decimals, preview, mark)
        yield _Other(text, read, holds=mark == now)


def _with_decimals(preview: FilePreview, mark: str) -> FilePreview:
    for column in _of_kind(preview, MONEY):
        preview = change_column(preview, column, _field(preview, column), decimal_mark=mark)
    return preview


def _marks() -> dict[str, str]:
    return {".": _("decimal point"), ",": _("decimal comma")}


def _say_currency(preview: FilePreview) -> str:
    in_column = any(column.field == "purchase.currency" for column in preview.columns)
    if in_column or not _of_kind(preview, MONEY):
        return ""
    return preview.mapping.currency or _("the shop’s currency")


def _currencies(preview: FilePreview) -> Iterator[_Other]:
    for code in list_currencies():
        read = partial(_with_currency, preview, code)
        yield _Other(code, read, holds=code == preview.mapping.currency)


def _with_currency(preview: FilePreview, code: str) -> FilePreview:
    preview = replace(preview, mapping=replace(preview.mapping, currency=code))
    first = _of_kind(preview, MONEY)[0]
    return change_column(preview, first, _field(preview, first))  # so that checks say it too


def _of_kind(preview: FilePreview, fields: frozenset[str]) -> Sequence[int]:
    return [column.position for column in preview.columns if column.field in fields]


def _field(preview: FilePreview, position: int) -> str:
    return next(column.field for column in preview.columns if column.position == position)


def _common(preview: FilePreview, fields: frozenset[str], name: str) -> str | None:
    """What the first such column is written in; None where there is no such column."""
    for column in preview.mapping.columns:
        if column.field in fields:
            return str(getattr(column, name) or getattr(preview.mapping, name))
    return None
