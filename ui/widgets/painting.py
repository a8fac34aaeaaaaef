"""Small shapes that widgets and list delegates paint alike: avatar, chip, key, focus ring."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from ui.theme import Role, Theme, Tone
from ui.theme.scripts import fitted
from ui.theme.tokens import RADIUS_KEY, TARGET, TYPE_SCALE

CHIP_PADDING = 9
KEY_PADDING = 6

# Rose is left out: it says alert, and nobody is one.
_AVATAR_TONES: tuple[Tone, ...] = ("accent", "blue", "plum", "amber")
_INITIALS_SHARE = {28: 11, 40: 14, 72: 24}


def tone_for(seed: int) -> Tone:
    """The tone of the avatar of ``seed``, the same today and tomorrow."""
    return _AVATAR_TONES[seed % len(_AVATAR_TONES)]


def paint_avatar(
    painter: QPainter,
    area: QRect,
    theme: Theme,
    initials: str,
    tone: Tone,
    *,
    photo: QPixmap | None = None,
    ground: str | None = None,
) -> None:
    """Fill the circle in ``area`` with ``photo``, else with ``initials`` in ``tone``.

    ``ground`` names another token than the tone's own to stand on, for a row that is selected.
    """
    text, soft = theme.tone_colors(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground) if ground else soft)
    painter.drawEllipse(QRectF(area))
    if photo is not None and not photo.isNull():
        _paint_photo(painter, area, photo)
    else:
        _paint_initials(painter, area, theme, initials, text)
    painter.restore()


def chip_size(theme: Theme, text: str, *, small: bool = False) -> QSize:
    """The size in pixels that ``paint_chip`` wants for ``text``."""
    width = text_width(theme, "chip", text) + 2 * CHIP_PADDING
    return QSize(width, theme.line_height("chip") + (2 if small else 6))


def paint_chip(painter: QPainter, area: QRect, theme: Theme, text: str, tone: Tone) -> None:
    """Paint ``text`` on the rounded ground of ``tone``, cut where ``area`` is too narrow."""
    colour, ground = theme.tone_colors(tone)
    painter.save()
    fill_rounded(painter, area, area.height() / 2, ground)
    inside = area.adjusted(CHIP_PADDING, 0, -CHIP_PADDING, 0)
    draw_text(painter, inside, theme, "chip", text, colour)
    painter.restore()


def key_size(theme: Theme, text: str) -> QSize:
    """The size in pixels that ``paint_key`` wants for ``text``."""
    width = text_width(theme, "tiny", text) + 2 * KEY_PADDING
    return QSize(width, theme.line_height("tiny") + 2)


def paint_key(
    painter: QPainter,
    area: QRect,
    theme: Theme,
    text: str,
    *,
    ink: QColor | None = None,
    line: QColor | None = None,
    ground: QColor | None = None,
) -> None:
    """Paint the box of a key; the colours are those of paper unless given."""
    painter.save()
    outline_rounded(
        painter, area, RADIUS_KEY, line or theme.color("line"), ground or theme.color("surface")
    )
    colour = ink or theme.color("ink3")
    draw_text(painter, area, theme, "tiny", text, colour, Qt.AlignmentFlag.AlignCenter)
    painter.restore()


def paint_focus_ring(painter: QPainter, area: QRect, colour: QColor, radius: float) -> None:
    """Paint the ring that says where the keyboard is, just inside ``area``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()


def fill_rounded(painter: QPainter, area: QRect, radius: float, ground: QColor) -> None:
    """Fill ``area`` with rounded corners."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(area), radius, radius)


def outline_rounded(
    painter: QPainter, area: QRect, radius: float, line: QColor, ground: QColor
) -> None:
    """Fill ``area`` with rounded corners and a line of one pixel inside its edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def draw_text(
    painter: QPainter,
    area: QRect,
    theme: Theme,
    role: Role,
    text: str,
    colour: QColor,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """Draw one line of ``text`` in ``area``, with an ellipsis where it has no room."""
    font = fitted(theme.font(role), text)
    cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, alignment | Qt.TextFlag.TextSingleLine, cut)


def grown(theme: Theme, pixels: int) -> int:
    """``pixels`` as large as the letters have grown; never less than drawn."""
    return max(pixels, round(pixels * theme.text_scale))


def target(theme: Theme, role: Role, pixels: int = TARGET) -> int:
    """The height of something to hit: ``pixels``, and as much more as its line has grown."""
    return max(pixels, pixels + theme.line_height(role) - TYPE_SCALE[role].line)


def text_width(theme: Theme, role: Role, text: str) -> int:
    """Whole pixels that ``text`` needs on one line, so that ``draw_text`` does not cut it."""
    font = fitted(theme.font(role), text)
    return ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1


def _paint_initials(
    painter: QPainter, area: QRect, theme: Theme, initials: str, colour: QColor
) -> None:
    font = theme.font("strong")
    font.setPixelSize(_INITIALS_SHARE.get(area.width(), max(9, round(area.width() * 0.34))))
    painter.setFont(fitted(font, initials))
    painter.setPen(colour)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, initials[:3])


def _paint_photo(painter: QPainter, area: QRect, photo: QPixmap) -> None:
    clip = QPainterPath()
    clip.addEllipse(QRectF(area))
    painter.setClipPath(clip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    side = min(photo.width(), photo.height())
    middle = QRect((photo.width() - side) // 2, (photo.height() - side) // 2, side, side)
    painter.drawPixmap(area, photo, middle)
