"""Pictures are looked at before they are unpacked, and kept without what a camera wrote."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from crm.clients.photos import LARGEST_IMAGE, LARGEST_SMALL, is_picture
from crm.clients.queries import get_client, get_photo
from crm.errors import ValidationError
from crm.store.store import Store
from tests.unit.ui.sheets.driving import press, submit
from ui.context import Context
from ui.sheets.forms import open_form
from ui.sheets.photo_editor import PhotoEditor
from ui.sheets.pictures import read_picture, read_picture_file

_DECODERS_MAY_GRUMBLE = pytest.mark.qt_log_level_fail("CRITICAL")

pytestmark = pytest.mark.usefixtures("qapp")


def drawn(width: int, height: int, form: str, *, alpha: bool = False) -> bytes:
    kind = QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32
    image = QImage(width, height, kind)
    image.fill(QColor(200, 30, 30, 120 if alpha else 255))
    image.fill(QColor("red"))
    image.setText("Description", "taken at home, 52.65 N 7.25 W")
    if alpha:
        image.setPixelColor(0, 0, QColor(0, 0, 0, 0))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def with_exif(jpeg: bytes, orientation: int) -> bytes:
    """``jpeg`` with a camera's note that it has to be turned, and where it was taken."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0) + b"GPS 52.65"
    body = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def size_of(data: bytes) -> tuple[int, int]:
    image = QImage.fromData(QByteArray(data))
    return image.width(), image.height()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "BMP"])
def test_pictures_of_every_form_are_kept_small_enough(form: str) -> None:
    picture = read_picture(drawn(2000, 1000, form))
    assert size_of(picture.image) == (1600, 800)
    assert size_of(picture.small) == (144, 144)
    assert is_picture(picture.image)
    assert is_picture(picture.small)
    assert len(picture.image) <= LARGEST_IMAGE
    assert len(picture.small) <= LARGEST_SMALL


def test_a_small_picture_is_not_blown_up() -> None:
    assert size_of(read_picture(drawn(60, 40, "PNG")).image) == (60, 40)


def test_a_picture_with_holes_stays_one() -> None:
    picture = read_picture(drawn(60, 40, "PNG", alpha=True))
    assert QImage.fromData(QByteArray(picture.image)).hasAlphaChannel()


def test_a_turned_picture_stands_upright_and_tells_nothing_more() -> None:
    picture = read_picture(with_exif(drawn(400, 200, "JPEG"), 6))
    assert size_of(picture.image) == (200, 400)
    for data in picture:
        assert b"Exif" not in data
        assert b"52.65" not in data


def test_what_a_picture_says_beside_its_pixels_is_dropped() -> None:
    data = drawn(40, 40, "PNG")
    assert b"52.65" in data
    assert b"52.65" not in read_picture(data).image


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"not a picture at all",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        bomb(50_000, 50_000),
        bomb(12_001, 10),
        bomb(11_999, 11_999),
        bomb(6_000, 6_000),
        drawn(300, 300, "JPEG")[:200],
    ],
)
@_DECODERS_MAY_GRUMBLE
def test_what_is_no_picture_or_a_bomb_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ValidationError) as caught:
        read_picture(data)
    assert caught.value.fields["photo"]


@_DECODERS_MAY_GRUMBLE
@given(
    st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM"])
)
def test_any_bytes_are_a_picture_or_a_sentence(tail: bytes, head: bytes) -> None:
    try:
        picture = read_picture(head + tail)
    except ValidationError:
        return
    assert is_picture(picture.image)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        read_picture_file(tmp_path / "gone.jpg")
    with pytest.raises(ValidationError):
        read_picture_file(tmp_path)


def photo_form(context: Context, page: QWidget, client_id: int) -> tuple[QWidget, PhotoEditor]:
    sheet = open_form("photo", context, page, client_id)
    assert sheet is not None
    editor = sheet.findChild(PhotoEditor)
    assert editor is not None
    return sheet, editor


def test_a_photo_is_chosen_saved_and_removed(
    context: Context, page: QWidget, shiv: int, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "shiv.jpg"
    path.write_bytes(drawn(300, 300, "JPEG"))
    sheet, editor = photo_form(context, page, shiv)
    editor._choose_file = lambda _parent: str(path)
    press(sheet, "photo.photo")
    submit(sheet)
    assert sheet.isHidden()
    photo = get_photo(store, shiv)
    assert photo is not None
    assert size_of(photo) == (300, 300)
    sheet, _editor = photo_form(context, page, shiv)
    press(sheet, "photo.remove")
    assert get_client(store, shiv).photo is None
    store.undo()
    assert get_photo(store, shiv) == photo


def test_a_photo_is_pasted_and_dropped(
    context: Context, page: QWidget, shiv: int, store: Store, tmp_path: Path
) -> None:
    sheet, editor = photo_form(context, page, shiv)
    QGuiApplication.clipboard().setText("words")
    press(sheet, "photo.photo.paste")
    assert editor.value() is None
    assert "Copy one first" in editor._said.text()
    QGuiApplication.clipboard().setImage(QImage.fromData(QByteArray(drawn(80, 60, "PNG"))))
    press(sheet, "photo.photo.paste")
    assert editor.value() is not None
    path = tmp_path / "bad.png"
    path.write_bytes(b"nothing")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert editor._take(data)
    assert "not a picture" in editor._said.text()
    submit(sheet)
    assert get_photo(store, shiv) is not None


def test_saving_without_a_picture_says_what_to_do(
    context: Context, page: QWidget, shiv: int, store: Store
) -> None:
    sheet, _editor = photo_form(context, page, shiv)
    submit(sheet)
    assert sheet.isVisible()
    assert get_photo(store, shiv) is None
