"""Cells that a spreadsheet would run as a formula: made plain in a file, and themselves again."""

from __future__ import annotations

import re
from typing import Final

# What Excel, Calc and Sheets take for the beginning of a formula (OWASP, "CSV Injection"), also
# behind blanks, which some leave out. What begins with apostrophes before one gets one more, so
# that each text comes back as it was.
_SIGNS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20\t\r"
_DANGEROUS: Final = re.compile(rf"['\s]*[{_SIGNS}]|\s*'['\s]*\d")
_PROTECTED: Final = re.compile(rf"'['\s]*[{_SIGNS}\d]")


def protect(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs: with an apostrophe before it where it has to be.

    >>> protect("=1+1"), protect("+44 20 7946 0018"), protect("Ann")
    ("'=1+1", "'+44 20 7946 0018", 'Ann')
    """
    if text[:1].isalnum():  # nearly all of them
        return text
    return f"'{text}" if _DANGEROUS.match(text) else text


def bare(text: str) -> str:
    """The text that :func:`protect` made a cell of; any other text is itself.

    >>> bare("'=1+1"), bare("''90s"), bare("'t Hooft")
    ('=1+1', "'90s", "'t Hooft")
    """
    return text[1:] if _PROTECTED.match(text) else text
