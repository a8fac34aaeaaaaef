"""What is to be printed, said once, and the pages that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from crm.letters.addressees import Addressee
from crm.letters.letter_text import fill_letter
from crm.letters.letter_values import list_letter_values
from crm.letters.sheets import ENVELOPES, SHEETS, Envelope, LabelSheet, Page
from crm.progress import Progress
from ui.pages.letters.paper import EnvelopePaper, LabelPaper, LetterPaper, Paper

Kind = Literal["labels", "envelopes", "letters"]

KINDS: Final[tuple[Kind, ...]] = ("labels", "envelopes", "letters")
PREVIEWED: Final = 12  # letters: they are set anew with every key, and nobody reads more of them


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """What to print on: a sheet of labels from its label ``start``, an envelope, or a letter."""

    kind: Kind = "labels"
    sheet: LabelSheet = SHEETS[0]
    start: int = 0
    envelope: Envelope = ENVELOPES[0]
    sender: str = ""
    page: Page = "A4"
    text: str = ""

    def paper(
        self, store: Any, addressees: Sequence[Addressee], progress: Progress | None = None
    ) -> Paper:
        """The pages for ``addressees``; CancelledError where ``progress`` was stopped."""
        if self.kind == "labels":
            return LabelPaper(self.sheet, addressees, self.start)
        if self.kind == "envelopes":
            return EnvelopePaper(self.envelope, addressees, self.sender)
        values = list_letter_values(store, addressees)
        texts = [fill_letter(self.text, each) for each in values]
        return LetterPaper(self.page, texts, progress)

    def preview(self, store: Any, addressees: Sequence[Addressee]) -> Paper:
        """The first pages, enough to look at."""
        few = addressees[:PREVIEWED] if self.kind == "letters" else addressees
        return self.paper(store, few)
