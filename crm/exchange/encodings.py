"""Bytes to text when nobody says in which encoding: the marks, then what reads best."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

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
_MIXED = re.compile("[A-Za-z][\u4e00-\u9fff]|[\u4e00-\u9fff][A-Za-z]")
_FOREIGN_WORD = re.compile(rb"[A-Za-z]{0,20}[\x80-\xff][A-Za-z\x80-\xff]{0,30}[^\x80-\xff]?")
_MOST_WORDS = 2_000

# The letters above ASCII of the languages an encoding serves, the most frequent first. Where two
# encodings read a text equally well the one named first is taken.
_ALPHABETS = {
    "cp1252": ("üöäß", "éèçêëâîôïàùûœ", "íóñáéúü", "ãçáéóíêâúõàô", "òàèìùé", "åøäöæé", "ëéïöü"),
    "cp1250": ("łóęąśńżćź", "íáéčřšžěýůúťňďó", "áéóöíüőúű", "ăîâşţ", "ćčšžđ", "áčíšéžýľúťňôäďĺŕó"),
    "cp1251": ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    "mac_roman": ("üöäß", "éèçêëâîôïàùûœ", "íóñáéúü", "ãçáéóíêâúõàô", "òàèìùé", "åøäöæé"),
    "cp850": ("üöäß", "éèçêëâîôïàùû", "íóñáéúü", "ãçáéóíêâúõàô", "òàèìùé", "åøäöæé"),
    "cp1254": ("ışüğöçi̇",),
    "cp1253": ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ",),
    "koi8_r": ("абвгдежзийклмнопрстуфхцчшщъыьэюяё",),
    "cp1257": ("āšķņļģūīēčž", "ąčęėįšųūž", "õäöüšž"),
}
_FREQUENT = 5
_APOSTROPHE = "\u2019"
_LATIN_ENDS = "\u0250"
_TYPOGRAPHY = frozenset(
    "\u2018\u2019\u201c\u201d\u201e\u2013\u2014\u2026\u20ac\u00a0\u00b0\u00ab\u00bb\u00a3\u00a7"
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
    if text.isascii():
        return (text.replace("\0", "") if "\0" in text else text).strip()
    text = text.replace("\0", "").replace("\ufeff", "")
    return text.encode("utf-8", "replace").decode("utf-8").strip()


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
    words = [found[0] for found in islice(_FOREIGN_WORD.finditer(data), _MOST_WORDS)]
    return max(_ALPHABETS, key=lambda name: _likelihood(words, name))


def _reads_as_japanese(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("cp932")("strict")
    try:
        text = decoder.decode(data, final=True)
    except UnicodeDecodeError:
        return False
    if _PRIVATE.search(text):
        return False
    signs = len(_HAN.findall(text))
    return (bool(_KANA.search(text)) or signs >= 2) and len(_MIXED.findall(text)) * 4 <= signs


def _likelihood(words: Sequence[bytes], name: str) -> int:
    """How well words read in an encoding, by what a wrong one makes of them.

    That is letters of no language it serves, signs inside words, capitals amid small letters,
    and scripts that change inside a word.
    """
    letters: Counter[str] = Counter()
    score = 0
    for word in words:
        text = word.decode(name, errors="replace")
        for before, letter, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
            if letter <= "\x7f":
                continue
            if letter.isalpha():
                letters[letter.lower()] += 1
                score -= _oddity(before, letter, after)
            elif letter not in _TYPOGRAPHY:
                score -= 6 if before.isalpha() else 3
            elif letter == _APOSTROPHE or not (before.isalpha() and after.isalpha()):
                score += 3
    alphabets = _ALPHABETS[name]
    return score + max(_worth(letters, each) for each in alphabets) + _shared(letters, alphabets)


def _oddity(before: str, letter: str, after: str) -> int:
    is_latin = letter < _LATIN_ENDS
    amid = letter.isupper() and before.isalpha() and (before.islower() or after.islower())
    alone = not (before.isalpha() or after.isalpha()) and (letter.isupper() or not is_latin)
    beside = any(each.isascii() and each.isalpha() for each in (before, after))
    ends = letter.islower() and after.isupper()
    return 4 * (amid + alone + ends) + 6 * (beside and not is_latin)


def _worth(letters: Counter[str], alphabet: str) -> int:
    """3 for each of the letters a language has most, 2 for another of its letters."""
    frequent = alphabet[:_FREQUENT] if alphabet[0] < _LATIN_ENDS else alphabet
    return sum(
        (3 if letter in frequent else 2) * times
        for letter, times in letters.items()
        if letter in alphabet
    )


def _shared(letters: Counter[str], alphabets: Sequence[str]) -> int:
    """1 for each letter any language of the encoding has, minus 2 for each that none has."""
    every = "".join(alphabets)
    return sum(times if letter in every else -2 * times for letter, times in letters.items())
