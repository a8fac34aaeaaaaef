"""Writing the picture of a client; it lies in the data file with everything else."""

from __future__ import annotations

from typing import Final

from crm.clients.checks import Checks
from crm.clients.models import Photo
from crm.clients.queries import get_name
from crm.errors import NotFoundError
from crm.i18n import _
from crm.store.store import Store

LARGEST_IMAGE: Final = 2 * 1024 * 1024
LARGEST_SMALL: Final = 64 * 1024


def set_photo(store: Store, client_id: int, image: bytes, small: bytes) -> None:
    """Keep a picture (at most 2 MB) and how it is shown small (at most 64 KB).

    Both are PNG, JPEG or WebP. Raises ValidationError.
    """
    checks = Checks()
    _check(checks, "image", image, LARGEST_IMAGE)
    _check(checks, "small", small, LARGEST_SMALL)
    checks.done()
    photo_id = _photo_id(store, client_id)
    with store.write("photo.set", about=get_name(store, client_id)) as step:
        if photo_id is None:
            step.insert(Photo, client_id=client_id, image=image, small=small)
        else:
            step.update(Photo, photo_id, image=image, small=small)
        step.touch(client_id)


def remove_photo(store: Store, client_id: int) -> None:
    """Take the picture of a client away; raises NotFoundError where there is none."""
    photo_id = _photo_id(store, client_id)
    if photo_id is None:
        raise NotFoundError(_("There is no picture to remove."))
    with store.write("photo.remove", about=get_name(store, client_id)) as step:
        step.delete(Photo, photo_id)
        step.touch(client_id)


def is_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a PNG, JPEG or WebP file."""
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return webp or data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))


def _check(checks: Checks, field: str, data: bytes, largest: int) -> None:
    if not is_picture(data):
        checks.refuse(field, _("This is not a picture in PNG, JPEG or WebP form."))
    if len(data) > largest:
        sentence = _("This picture is too large: at most {size} KB can be kept.")
        checks.refuse(field, sentence.format(size=largest // 1024))


def _photo_id(store: Store, client_id: int) -> int | None:
    found: int | None = store.scalar("SELECT id FROM photo WHERE client_id = ?", [client_id])
    return found
