"""Text as it is stored, compared and searched: cleaned, folded and cut into words."""

from __future__ import annotations

import re
import unicodedata

from crm.errors import ValidationError
from crm.i18n import _

_UNDECOMPOSED = {
    "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th",
    "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƶ": "z", "ɨ": "i", "ʉ": "u", "ƀ": "b",
    "ɓ": "b", "ɗ": "d", "ɖ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ǝ": "e", "ə": "e", "ɔ": "o",
}  # fmt: skip
_APOSTROPHES = "'\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032`"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_MOST_MARKS = 30
_JOINERS = "\u200c\u200d"
_TAGS = range(0xE0020, 0xE0080)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"(?<=\w)'s(?!\w)")
_INNER_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character in _HYPHENS:
        return "-"
    category = unicodedata.category(character)
    if category == "Cf" or unicodedata.combining(character) or "\ufe00" <= character <= "\ufe0f":
        return ""
    if category in ("Cc", "Cs") or character.isspace():
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return _UNDECOMPOSED.get(character, character)


class _FoldTable(dict[int, str]):
    """Folds one character the first time it is met: folding needs no neighbours."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        while (again := _fold_once(folded)) != folded:
            folded = again
        self[code] = folded
        return folded


def _fold_once(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(map(_fold_character, decomposed))


class _WordTable(dict[int, str]):
    """Keeps letters, digits and the vowel signs some scripts cannot be read without."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = character if unicodedata.category(character)[0] in "LNM" else " "
        self[code] = kept
        return kept


class _CleanTable(dict[int, str]):
    """Drops what cannot be seen, keeps the joiners that scripts and emoji need."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = kept = _clean_character(character)
        return kept


def _clean_character(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" if character not in "\t\n":
            return " " if character.isspace() else ""
        case "Cs":
            return "\ufffd"
        case "Cf" if character not in _JOINERS and ord(character) not in _TAGS:
            return ""
    return character


_FOLDED = _FoldTable()
_WORDS = _WordTable()
_CLEANED = _CleanTable()


def fold(text: str) -> str:
    """``text`` for comparing and searching: no case, no accents, single spaces.

    Typographic apostrophes and hyphens become the plain ones, digits of every script 0 to 9.
    Folding twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().replace("`", "'").split())
    return " ".join(text.translate(_FOLDED).split())


def words(text: str) -> tuple[str, ...]:
    """The folded words of ``text``, in order, in any script.

    A possessive is cut (``finn's`` is ``finn``), other apostrophes inside a word are dropped
    (``o'neil`` is ``oneil``), hyphens and every other mark split.
    """
    folded = fold(text)
    if "'" in folded:
        folded = _INNER_APOSTROPHE.sub("", _POSSESSIVE.sub("", folded))
    if folded.isascii():
        return tuple(_ASCII_WORD.findall(folded))
    return tuple(folded.translate(_WORDS).split())


def clean(text: str, *, limit: int = 10_000) -> str:
    """What may be stored of a one-line field.

    Composed (NFC), without control and direction characters, lone surrogates replaced by
    U+FFFD, white space collapsed and trimmed. Raises ValidationError (field ``text``) when more
    than ``limit`` characters are left.
    """
    if text.isascii() and text.isprintable():
        return _within(" ".join(text.split()), limit)
    visible = " ".join(text.translate(_CLEANED).split()).strip(_JOINERS + " ")
    return _within(_composed(visible), limit)


def clean_block(text: str, *, limit: int = 100_000) -> str:
    """What may be stored of a text of several lines: ``clean``, but line ends and tabs stay.

    Every kind of line end becomes ``\\n``; blanks at the end of lines and empty lines around the
    text go. Raises ValidationError (field ``text``) when longer than ``limit``.
    """
    visible = _LINE_ENDS.sub("\n", text).translate(_CLEANED)
    lines = [line.rstrip() for line in visible.split("\n")]
    return _within(_composed("\n".join(lines).strip("\n")), limit)


def digits(text: str) -> str:
    """Only the decimal digits of ``text``, those of every script as 0 to 9."""
    found = (character for character in text if character.isdecimal())
    return "".join(str(unicodedata.decimal(character)) for character in found)


def capital(text: str) -> str:
    """``text`` with a capital at its beginning, for the start of a line."""
    return text[:1].upper() + text[1:]


def elide(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` characters, the last one an ellipsis where it was cut."""
    if len(text) <= limit:
        return text
    if limit < 1:
        return ""
    end = limit - 1
    while end > 0 and (unicodedata.combining(text[end]) or text[end] in _JOINERS):
        end -= 1
    return text[:end].rstrip(_JOINERS + " ") + "…"


def _composed(text: str) -> str:
    """``text`` in NFC. Marks are few before, as sorting a pile of them takes the pile squared."""
    return _with_few_marks(unicodedata.normalize("NFC", _with_few_marks(text)))


def _with_few_marks(text: str) -> str:
    """``text`` with no more marks on a letter than any language needs (UAX 15, stream-safe)."""
    if not any(map(unicodedata.combining, text)):
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        sentence = _("This is too long: at most {limit} characters can be kept.")
        raise ValidationError({"text": sentence.format(limit=limit)}, code="text.too_long")
    return text
