"""Reading what was printed to a file: every word and where it stands."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

_WORD = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<'
)


class Word(NamedTuple):
    """A word on a page and the box around it, in points from the left upper corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def list_words(path: Path) -> list[list[Word]]:
    """The words of a PDF, page by page; skips the test where nothing can read one."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    told = subprocess.run(
        [tool, "-bbox", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    return [[_word(found) for found in _WORD.finditer(page)] for page in told.split("</page>")[:-1]]


def list_pages(path: Path) -> list[str]:
    """The text of each page of a PDF, its words with blanks between."""
    return [" ".join(word.text for word in page) for page in list_words(path)]


def _word(found: re.Match[str]) -> Word:
    left, top, right, bottom = (float(found[side]) for side in range(1, 5))
    return Word(found[5], left, top, right, bottom)
