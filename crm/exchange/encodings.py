"""Bytes to text when nobody says in which encoding: the marks, then what reads best."""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_KANA = re.compile("[\u3041-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LEGACY = ("cp1252", "cp1250", "mac_roman")

# How likely a letter above ASCII is in names of the languages an encoding serves. What is
# missing counts as unlikely, so a wrong guess that yields symbols inside words loses.
_COMMON = {
    "cp1252": frozenset("äöüßéèêëàâçîïôùûñáíóúãõåøæœÄÖÜÉÈÀÇÑÁÍÓÚÅØÆ"),
    "cp1250": frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽöüőűÖÜŐŰäôĺľŕăâîșțđĐ"),
    "mac_roman": frozenset("äöüßéèêëàâçîïôùûñáíóúãõåøæœÄÖÜÉÈÀÇÑÁÍÓÚÅØÆ"),
}
_TYPOGRAPHY = frozenset(
    "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u20ac\u00a0\u00b0\u00ab\u00bb\u00a3\u00a7"
)


def known_codec(name: str) -> str | None:
    """The codec Python reads ``name`` with, or None for an encoding it does not know."""
    try:
        codec = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    return "cp932" if codec in {"shift_jis", "shift-jis"} else codec


def sniff_encoding(data: bytes) -> str:
    """The encoding in which ``data``, the beginning of a file, most likely is."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    wide = _sniff_wide(data)
    if wide:
        return wide
    if _reads_as_utf8(data):
        return "utf-8"
    return _sniff_legacy(data)


def decode_text(raw: bytes, charset: str = "") -> str:
    """``raw`` as text: by its stated charset, else UTF-8, Shift_JIS or what reads best."""
    if raw.isascii() and not charset:
        return raw.decode("ascii")
    for codec in (known_codec(charset) if charset else None, "utf-8"):
        text = _decode_almost(raw, codec) if codec else None
        if text is not None:
            return text
    return raw.decode(_sniff_legacy(raw), errors="replace")


def clean_text(text: str) -> str:
    """``text`` without what no text has (NULs, marks of byte order) and blanks around it.

    Composing and measuring it is left to whoever stores it.
    """
    if "\0" in text:
        text = text.replace("\0", "")
    if not text.isascii():
        text = text.replace("\ufeff", "").encode("utf-8", "replace").decode("utf-8")
    return text.strip()


def _decode_almost(raw: bytes, codec: str) -> str | None:
    """``raw`` in ``codec``, but for a rare broken character, which is left out."""
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        text = raw.decode(codec, errors="replace")
    except (LookupError, TypeError, UnicodeError):
        return None
    wrong = text.count("\ufffd")
    right = sum(1 for letter in text if letter > "\x7f") - wrong
    return text.replace("\ufffd", "") if wrong * 20 < right else None


def _sniff_wide(data: bytes) -> str:
    """UTF-16 without a mark shows as every other byte being zero."""
    sample = data[:4096]
    if len(sample) < 4:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return ""


def _reads_as_utf8(data: bytes) -> bool:
    """Whether ``data`` is UTF-8, but for a character cut at its end or a rare stray byte."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return _decode_almost(data, "utf-8") is not None
    return True


def _sniff_legacy(data: bytes) -> str:
    if _reads_as_japanese(data):
        return "cp932"
    return max(_LEGACY, key=lambda name: _likelihood(data, name))


def _reads_as_japanese(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("cp932")("strict")
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return False
    if _PRIVATE.search(text):
        return False
    return bool(_KANA.search(text)) or len(_HAN.findall(text)) >= 2


def _likelihood(data: bytes, name: str) -> int:
    common = _COMMON[name]
    score = 0
    for letter in data.decode(name, errors="replace"):
        if letter <= "\x7f":
            continue
        if letter in common:
            score += 3 if letter.islower() else 2
        elif letter not in _TYPOGRAPHY:
            score -= 1 if letter.isalpha() else 4
    return score
