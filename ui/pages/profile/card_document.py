"""The one-page card of a client as a document: calm, on white, every text as it was typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from crm.clients.custom_values import format_value
from crm.clients.relation_words import group_relations
from crm.i18n import _
from crm.story.rows import VisitRow
from crm.text import capital
from ui.formats import Formats
from ui.pages.profile.figures import list_figures
from ui.pages.profile.places import say_contact, say_label
from ui.pages.profile.preferences import say_preference
from ui.pages.profile.reading import Profile
from ui.pages.profile.story_rows import say_visit
from ui.pages.profile.ticking import say_promise, say_wish
from ui.theme.tokens import LIGHT

Line = tuple[str, str]  # what it is, and its value

_POINTS: Final = 10.0
_SMALLEST: Final = 6.0
_TITLE_SHARE: Final = 2.0
_HEADING_SHARE: Final = 1.15
_LABEL_PERCENT: Final = 24


@dataclass(frozen=True, slots=True)
class CardPart:
    """A heading with its lines."""

    title: str
    lines: tuple[Line, ...]


def card_parts(
    profile: Profile, visits: Sequence[VisitRow], formats: Formats
) -> tuple[CardPart, ...]:
    """What stands on the card, in order; parts without a line are left out."""
    parts = (
        CardPart(_("Watch out"), tuple(("", each.said) for each in profile.card.alerts)),
        CardPart(_("Contact"), tuple(_contacts(profile, formats))),
        CardPart(_("Remember"), tuple(_remember(profile, formats))),
        CardPart(_("More"), tuple(_own_values(profile))),
        CardPart(_("Likes"), tuple(map(say_preference, profile.card.preferences))),
        CardPart(_("Ask about next time"), tuple(("", n.text) for n in profile.card.ask_about)),
        CardPart(
            _("Would like next"),
            tuple(("", _with(each.what, say_wish(each, formats))) for each in profile.card.wishes),
        ),
        CardPart(
            _("We promised"),
            tuple(
                ("", _with(each.what, say_promise(each, formats))) for each in profile.card.promises
            ),
        ),
        CardPart(_("Last visits"), tuple(_visit(each, formats) for each in visits)),
    )
    return tuple(part for part in parts if part.lines)


def build_card(
    profile: Profile,
    visits: Sequence[VisitRow],
    formats: Formats,
    family: str,
    page: QSizeF,
) -> QTextDocument:
    """The card as a document that fits on one page of ``page``, in pixels of the screen.

    Where there is too much for it, first earlier visits are left out, then the letters shrink.
    """
    points, shown = _POINTS, len(visits)
    while True:
        parts = card_parts(profile, visits[:shown], formats)
        document = _write(profile, parts, formats, QFont(family), points, page)
        if document.pageCount() <= 1 or points <= _SMALLEST:
            return document
        if shown > 1:
            shown //= 2
        else:
            points -= 1


def _write(
    profile: Profile,
    parts: Sequence[CardPart],
    formats: Formats,
    font: QFont,
    points: float,
    page: QSizeF,
) -> QTextDocument:
    document = QTextDocument()
    font.setPointSizeF(points)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setPageSize(page)
    cursor = QTextCursor(document)
    _write_name(cursor, profile, formats, points)
    for part in parts:
        cursor.movePosition(QTextCursor.MoveOperation.End)
        _write_part(cursor, part, points)
    return document


def _write_name(cursor: QTextCursor, profile: Profile, formats: Formats, points: float) -> None:
    client = profile.client
    cursor.insertText(client.name, _letters(points * _TITLE_SHARE, bold=True))
    said = [
        _("say {sound}").format(sound=client.pronunciation) if client.pronunciation else "",
        _("called {name}").format(name=client.called) if client.called else "",
        *(f"{each.figure} {each.caption}" for each in list_figures(profile, formats)),
    ]
    line = " · ".join(part for part in said if part)
    if line:
        cursor.insertBlock(_block(points * 0.2))
        cursor.insertText(line, _letters(points, faint=True))


def _write_part(cursor: QTextCursor, part: CardPart, points: float) -> None:
    cursor.insertBlock(_block(points))
    cursor.insertText(part.title, _letters(points * _HEADING_SHARE, bold=True))
    table = cursor.insertTable(len(part.lines), 2, _table_format())
    for number, (label, value) in enumerate(part.lines):
        if not label:
            table.mergeCells(number, 0, 1, 2)
        else:
            table.cellAt(number, 0).firstCursorPosition().insertText(
                label, _letters(points, faint=True)
            )
        place = table.cellAt(number, 1 if label else 0).firstCursorPosition()
        place.insertText(value, _letters(points))


def _letters(points: float, *, bold: bool = False, faint: bool = False) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFontPointSize(points)
    letters.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    # Paper is white whatever the theme.
    letters.setForeground(QColor(LIGHT.ink2 if faint else LIGHT.ink))
    return letters


def _block(above: float) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    return block


def _table_format() -> QTextTableFormat:
    table = QTextTableFormat()
    table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    table.setBorder(0)
    table.setCellPadding(1)
    table.setCellSpacing(0)
    full, label = QTextLength.Type.PercentageLength, _LABEL_PERCENT
    table.setWidth(QTextLength(full, 100))
    table.setColumnWidthConstraints([QTextLength(full, label), QTextLength(full, 100 - label)])
    return table


def _contacts(profile: Profile, formats: Formats) -> Iterator[Line]:
    for contact in profile.client.contacts:
        if not contact.is_past:
            yield say_label(contact), say_contact(contact, formats)


def _remember(profile: Profile, formats: Formats) -> Iterator[Line]:
    client = profile.client
    for word, rows in group_relations(client.relations):
        yield (
            capital(word),
            ", ".join(f"{row.name}, {row.note}" if row.note else row.name for row in rows),
        )
    for household in client.households:
        others = [each.name for each in household.members if each.client_id != client.id]
        yield _("Household"), ", ".join([household.name, *others])
    fields = ((_("From"), client.from_place), (_("Lives"), client.lives), (_("Work"), client.work))
    yield from ((label, value) for label, value in fields if value)
    if client.born is not None:
        yield _("Birthday"), formats.partial(client.born)
    for occasion in profile.occasions:
        if not occasion.is_birthday:
            yield capital(occasion.what), formats.partial(occasion.on)
    for note in profile.card.pinned:
        yield _("Pinned"), note.text


def _own_values(profile: Profile) -> Iterator[Line]:
    for row in profile.own_values:
        if row.value:
            yield row.name, format_value(row.value, row.type, profile.value_style)


def _with(what: str, detail: str) -> str:
    return f"{what} · {detail}" if detail else what


def _visit(visit: VisitRow, formats: Formats) -> Line:
    said = say_visit(visit, formats)
    if visit.money is not None:
        said = f"{said}, {formats.money(visit.money.minor, visit.money.currency)}"
    return formats.short_day(visit.day), said
