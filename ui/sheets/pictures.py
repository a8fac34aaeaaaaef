"""Reading a picture somebody hands over, however strange, and making it fit to be kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter

from crm.clients.photos import LARGEST_IMAGE, LARGEST_SMALL
from crm.errors import ValidationError
from crm.i18n import _

FORMATS: Final = frozenset(("jpeg", "png", "webp", "gif", "bmp"))
FILE_PATTERNS: Final = "*.jpg *.jpeg *.png *.webp *.gif *.bmp"

_LONGEST_SIDE: Final = 12_000
_MOST_PIXELS: Final = 40_000_000
_MOST_MEGABYTES: Final = 64  # of memory for one picture being read, and of a file
_KEPT_SIDE: Final = 1_600
_SMALL_SIDE: Final = 144
_PAPER: Final = 2**32 - 1  # every channel full: what shows through holes in a JPEG
_QUALITIES: Final = (85, 70, 50, 30)


class Picture(NamedTuple):
    """What is kept: the picture, and how it is shown small, both as JPEG or PNG."""

    image: bytes
    small: bytes


def read_picture_file(path: Path) -> Picture:
    """The picture in a file; raises ValidationError (field ``photo``)."""
    try:
        if path.stat().st_size > _MOST_MEGABYTES * 2**20:
            raise _refused(_("This file is too large for a picture."))
        data = path.read_bytes()
    except OSError:
        raise _refused(_("This file cannot be read.")) from None
    return read_picture(data)


def read_picture(data: bytes) -> Picture:
    """The picture in ``data``, upright and without what a camera wrote beside it.

    It is looked at before it is unpacked, so that a small file cannot fill the memory. Raises
    ValidationError (field ``photo``).
    """
    image = _decode(data)
    return Picture(
        _encode(_bare(_within(image, _KEPT_SIDE)), LARGEST_IMAGE),
        _encode(_bare(_square(image)), LARGEST_SMALL),
    )


def _decode(data: bytes) -> QImage:
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if not reader.canRead() or bytes(reader.format().data()).decode() not in FORMATS:
        raise _refused(_("This is not a picture: JPEG, PNG, WebP, GIF and BMP can be read."))
    size = reader.size()
    _check_size(size)
    reader.setScaledSize(size.scaled(_reading_size(size), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise _refused(_("This picture is damaged or too large to be read."))
    return image


def _check_size(size: QSize) -> None:
    if not size.isValid() or size.isEmpty():
        raise _refused(_("This picture is damaged or too large to be read."))
    too_long = max(size.width(), size.height()) > _LONGEST_SIDE
    if too_long or size.width() * size.height() > _MOST_PIXELS:
        sentence = _("This picture is too large: {width} x {height} pixels.")
        raise _refused(sentence.format(width=size.width(), height=size.height()))


def _reading_size(size: QSize) -> QSize:
    """No larger than it is kept, but its shorter side enough for the square."""
    shorter = max(1, min(size.width(), size.height()))
    least = round(max(size.width(), size.height()) * _SMALL_SIDE / shorter)
    side = min(max(_KEPT_SIDE, least), max(size.width(), size.height()))
    return QSize(side, side)


def _within(image: QImage, side: int) -> QImage:
    if max(image.width(), image.height()) <= side:
        return image
    return image.scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _square(image: QImage) -> QImage:
    """The middle of it, a little above where faces are."""
    side = min(image.width(), image.height())
    left, top = (image.width() - side) // 2, (image.height() - side) // 3
    middle = image.copy(left, top, side, side)
    return middle.scaled(
        _SMALL_SIDE,
        _SMALL_SIDE,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _bare(image: QImage) -> QImage:
    """The pixels alone: no place, no camera, no comment, in the colours of every screen."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    form = QImage.Format.Format_ARGB32 if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    return _painted(image, form, Qt.GlobalColor.transparent)


def _encode(image: QImage, largest: int) -> bytes:
    """As PNG where it has holes and is small enough, else as JPEG, as good as fits."""
    if image.hasAlphaChannel():
        data = _written(image, "PNG", -1)
        if len(data) <= largest:
            return data
        image = _painted(image, QImage.Format.Format_RGB32, _PAPER)
    for quality in _QUALITIES:
        data = _written(image, "JPEG", quality)
        if len(data) <= largest:
            break
    return data


def _painted(image: QImage, form: QImage.Format, ground: Qt.GlobalColor | int) -> QImage:
    fresh = QImage(image.size(), form)
    fresh.fill(ground)
    painter = QPainter(fresh)
    painter.drawImage(0, 0, image)
    painter.end()
    return fresh


def _written(image: QImage, form: str, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, form, quality)  # type: ignore[call-overload]  # a text in the stubs is bytes
    return bytes(buffer.data().data())


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"photo": sentence}, code="photo.unreadable")
