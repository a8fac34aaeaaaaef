"""Which scripts this system has letters for, so that nobody searches for those it has not."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

_FIRST_ELSEWHERE: Final = "\u0530"  # before it stand Latin, Greek and Cyrillic, which Inter has
_CHINESE: Final = ("SimplifiedChinese", "TraditionalChinese", "Japanese", "Korean")
# Where the name of a letter does not begin with the name Qt has for its script.
_WRITTEN_AS: Final = {
    "CJK": _CHINESE,
    "HIRAGANA": ("Japanese",),
    "KATAKANA": ("Japanese",),
    "HANGUL": ("Korean",),
}


def fitted(font: QFont, text: str) -> QFont:
    """``font``, told to look nowhere else where no font on this system has the script of ``text``.

    Qt would load every font there is to find that out, for every size anew: 20 ms for the name of
    one client. Either way boxes are painted.
    """
    if all(_is_written_here(script) for script in _scripts(text)):
        return font
    alone = QFont(font)
    alone.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return alone


def _scripts(text: str) -> Iterator[str]:
    """The first words of the names of those letters that the program's own font may not have."""
    if text.isascii():
        return
    for letter in text:
        if letter >= _FIRST_ELSEWHERE and letter.isalpha():
            yield unicodedata.name(letter, "").partition(" ")[0]


@cache
def _is_written_here(script: str) -> bool:
    """False only where it is certain that no font has it."""
    systems = QFontDatabase.WritingSystem.__members__
    names = _WRITTEN_AS.get(script, (script.capitalize(),))
    known = [systems[name] for name in names if name in systems]
    return not known or any(QFontDatabase.families(each) for each in known)
