"""What comes out of the printer stands where the sheet's maker put the labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from crm.errors import CancelledError, StorageError
from crm.letters.addressees import Addressee
from crm.letters.sheets import ENVELOPES, SHEETS, LabelSheet
from crm.progress import NoProgress
from tests.pdf import list_words
from ui.pages.letters.paper import EnvelopePaper, LabelPaper, LetterPaper, Paper
from ui.pages.letters.printing import save_paper
from ui.pages.letters.typesetting import UNITS_A_MM, break_pages, fit_lines, set_lines

POINTS_A_MM = 72 / 25.4


def people(count: int) -> list[Addressee]:
    return [
        Addressee((number,), f"Person{number}", "", (f"Person{number}", "14 Wharfe View", "Ilkley"))
        for number in range(count)
    ]


@pytest.mark.parametrize("sheet", [SHEETS[0], SHEETS[8], SHEETS[13], SHEETS[19]])
def test_every_label_of_the_file_lies_on_its_place(
    qapp: QApplication, tmp_path: Path, sheet: LabelSheet
) -> None:
    start = 2
    paper = LabelPaper(sheet, people(sheet.count), start)
    pages = list_words(save_paper(paper, tmp_path / "labels.pdf", NoProgress()))
    assert len(pages) == paper.count() == 2
    seen = 0
    for (page, box), number in zip(sheet.places(sheet.count, start), range(99), strict=False):
        found = [each for each in pages[page] if each[0] == f"Person{number}"]
        assert len(found) == 1, number
        _word, left, top, right, bottom = found[0]
        assert left == pytest.approx((box.left + 3) * POINTS_A_MM, abs=1.5)
        assert top >= box.top * POINTS_A_MM - 0.5
        assert bottom <= (box.top + box.height) * POINTS_A_MM + 0.5
        assert right <= (box.left + box.width) * POINTS_A_MM + 0.5
        seen += 1
    assert seen == sheet.count


def test_each_gets_an_envelope_with_the_sender(qapp: QApplication, tmp_path: Path) -> None:
    envelope = ENVELOPES[0]
    paper = EnvelopePaper(envelope, people(2), "Maple Street Bicycles")
    pages = list_words(save_paper(paper, tmp_path / "envelopes.pdf", NoProgress()))
    assert [{each[0] for each in page} >= {"Maple", "Ilkley"} for page in pages] == [True, True]
    place = next(each for each in pages[1] if each[0] == "Person1")
    assert place[1] == pytest.approx(envelope.address.left * POINTS_A_MM, abs=1.5)


def test_each_letter_begins_on_a_page_of_its_own(qapp: QApplication, tmp_path: Path) -> None:
    long = "\n".join(f"line {number}" for number in range(80))
    paper = LetterPaper("A4", [f"First\n{long}", "Second"])
    pages = list_words(save_paper(paper, tmp_path / "letters.pdf", NoProgress()))
    assert len(pages) == paper.count() == 3
    assert pages[0][0][0] == "First"
    assert pages[2][0][0] == "Second"
    assert sum(1 for page in pages for word in page if word[0] == "line") == 80


@settings(max_examples=60)
@given(st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=9))
def test_whatever_stands_on_a_label_stays_inside(qapp: QApplication, texts: list[str]) -> None:
    texts = [" ".join(each.split()) or "x" for each in texts]
    box = QRectF(0, 0, 38.1 * UNITS_A_MM, 21.2 * UNITS_A_MM)
    lines, scale = fit_lines(texts, box)
    assert sum(line.height for line in lines) * scale <= box.height() + 1
    assert all(line.line.naturalTextWidth() <= box.width() + 1 for line in lines)
    told = "".join(
        line.layout.text()[line.line.textStart() :][: line.line.textLength()] for line in lines
    )
    assert told == "".join(texts)


@settings(max_examples=30)
@given(st.text(max_size=600), st.integers(200, 9_000))
def test_breaking_pages_loses_no_line(qapp: QApplication, text: str, height: int) -> None:
    lines = set_lines(text, 110, 4_000)
    pages = list(break_pages(lines, height))
    assert [line for page in pages for line in page] == lines
    assert all(page for page in pages)


def test_nothing_is_left_of_a_file_that_was_stopped(qapp: QApplication, tmp_path: Path) -> None:
    class Stopped(NoProgress):
        def stopped(self) -> bool:
            return True

    paper: Paper = LetterPaper("Letter", ["Hello"])
    with pytest.raises(CancelledError):
        save_paper(paper, tmp_path / "letters.pdf", Stopped())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"letters\.pdf could not be saved"):
        save_paper(LetterPaper("A4", []), tmp_path / "no" / "letters.pdf", NoProgress())


def test_counting_the_pages_of_many_letters_can_be_stopped(qapp: QApplication) -> None:
    class StoppedLater(NoProgress):
        told = 0

        def step(self, done: int, total: int | None, text: str = "") -> None:
            self.told = done

        def stopped(self) -> bool:
            return self.told == 3

    progress = StoppedLater()
    with pytest.raises(CancelledError):
        LetterPaper("A4", ["Hello"] * 10, progress)
    assert progress.told == 3
