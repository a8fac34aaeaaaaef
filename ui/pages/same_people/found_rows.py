"""The rows of the list of what was found, and how they are painted."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from crm.clients.merging.finding import FamilyGroup, SameFindings, SamePair
from crm.i18n import _
from ui.delegates import Look, RowDelegate
from ui.theme import Role, Tone
from ui.theme.tokens import GAP_SMALL
from ui.widgets.painting import chip_size, draw_text, paint_chip

_PADDING: Final = 16
_SURE: Final = 0.99

Found = SamePair | FamilyGroup


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row: a pair, a family, or without either the heading of a group."""

    text: str
    detail: str = ""
    found: Found | None = None
    chip: str = ""
    tone: Tone = "neutral"

    @property
    def key(self) -> Hashable:
        """What the row stands for, whatever it says."""
        return ("heading", self.text) if self.found is None else row_key(self.found)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(filter(None, (self.text, self.chip, self.detail)))


def row_key(found: Found) -> Hashable:
    """The key of the row of a pair or family."""
    return "pair" if isinstance(found, SamePair) else "family", found.ids


def rows_of(found: SameFindings) -> list[FoundRow]:
    """Pairs under their heading, then families under theirs."""
    rows: list[FoundRow] = []
    if found.pairs:
        rows.append(FoundRow(_("Same person?")))
        rows += [_pair_row(pair) for pair in found.pairs]
    if found.families:
        rows.append(FoundRow(_("Families?")))
        rows += [_family_row(family) for family in found.families]
    return rows


def _pair_row(pair: SamePair) -> FoundRow:
    names = dict.fromkeys((pair.first.name, pair.second.name))
    chip, tone = _sureness(pair.score)
    return FoundRow(" · ".join(names), ", ".join(pair.reasons), pair, chip, tone)


def _family_row(family: FamilyGroup) -> FoundRow:
    names = ", ".join(member.name for member in family.members)
    return FoundRow(family.name, f"{names} · {family.why}", family)


def _sureness(score: float | None) -> tuple[str, Tone]:
    if score is None:
        return "", "neutral"
    return (_("nearly sure"), "accent") if score >= _SURE else (_("likely"), "amber")


class FoundDelegate(RowDelegate[FoundRow]):
    """Paints who and why in two lines, and how sure it is; headings are lower."""

    height = 58
    role: Role = "name"

    def row_height(self, row: FoundRow) -> int:
        """Headings are as high as one line of theirs needs."""
        if row.found is None:
            return self._theme.line_height("label") + 2 * GAP_SMALL
        return super().row_height(row)

    def paint_row(self, painter: QPainter, area: QRect, row: FoundRow, look: Look) -> None:
        """Paint ``row``; the chip keeps its place, the texts are cut."""
        del look
        inside = area.adjusted(_PADDING, 0, -_PADDING, -1)
        ink2, ink3 = self._theme.color("ink2"), self._theme.color("ink3")
        if row.found is None:
            draw_text(painter, inside, self._theme, "label", row.text, ink3)
            return
        name, line = self._theme.line_height("name"), self._theme.line_height("small")
        top = inside.top() + (inside.height() - name - line) // 2
        first = QRect(inside.left(), top, inside.width(), name)
        second = QRect(inside.left(), top + name, inside.width(), line)
        if row.chip:
            size = chip_size(self._theme, row.chip, small=True)
            left = first.right() - size.width()
            place = QRect(
                left, first.center().y() - size.height() // 2, size.width(), size.height()
            )
            paint_chip(painter, place, self._theme, row.chip, row.tone)
            first.setRight(left - GAP_SMALL)
        draw_text(painter, first, self._theme, "name", row.text, self._theme.color("ink"))
        draw_text(painter, second, self._theme, "small", row.detail, ink2)
