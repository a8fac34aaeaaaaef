"""Which of the four steps one is at."""

from __future__ import annotations

from crm.i18n import _
from ui.theme import Theme
from ui.widgets.spans import Span
from ui.widgets.text import PlainLabel

FILE, COLUMNS, SAME, DONE = range(4)


class StepTrail(PlainLabel):
    """File, Columns, Same people, Done; the present one stands out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(tone="ink2", theme=theme)
        self.setObjectName("bring_in.steps")
        self.show_step(FILE)

    def show_step(self, current: int) -> None:
        """Let another one stand out."""
        spans = []
        for place, text in enumerate(_texts()):
            if place:
                spans.append(Span("   ›   "))
            named = f"{place + 1} {text}"
            spans.append(Span(named, bold=True, token="ink") if place == current else Span(named))
        self.set_spans(spans)
        self.setAccessibleDescription(
            _("Step {number} of {count}").format(number=current + 1, count=len(_texts()))
        )


def _texts() -> tuple[str, ...]:
    return _("File"), _("Columns"), _("Same people"), _("Done")
