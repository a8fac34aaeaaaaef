"""Asks before clients are erased for good, and says what will go with them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crm.clients.erasing import ErasurePreview
from crm.i18n import _, ngettext
from ui.context import Context
from ui.pages.clients.small_sheet import SmallSheet
from ui.widgets.text import Ink, PlainLabel


class ErasingSheet(SmallSheet):
    """The keyboard begins on Cancel, so that Enter alone erases nobody."""

    def __init__(self, context: Context, over: QWidget, preview: ErasurePreview) -> None:
        many = f"{preview.clients:,} {context.words.of(preview.clients)}"
        title = _("Erase {clients} for good?").replace("{clients}", many)
        super().__init__(
            context, over, name="clients.erase", title=title, answer=_("Erase for good")
        )
        self.safe_answer: QWidget = self._cancel
        self._answer.set_keys("")  # Enter is for Cancel
        texts: tuple[tuple[str, str, Ink], ...] = (
            ("names", say_names(preview), "ink"),
            ("counts", say_counts(preview), "ink"),
            ("for_good", say_for_good(), "ink2"),
        )
        for name, text, tone in texts:
            if text:
                label = PlainLabel(text, tone=tone, wrap=True)
                label.setObjectName(f"clients.erase.{name}")
                self.column.addWidget(label)

    def open_sheet(self, first: QWidget | None = None) -> None:
        """Show it; the texts, longer than the sheet is wide, are laid out once that is known."""
        super().open_sheet(first)
        self.body.update()


def say_names(preview: ErasurePreview) -> str:
    """Who goes: the first by name, the rest by how many they are."""
    said = ", ".join(preview.names)
    more = preview.clients - len(preview.names)
    if more <= 0:
        return said
    text = ngettext("{names} and {count} more", "{names} and {count} more", more)
    return text.replace("{count}", f"{more:,}").replace("{names}", said)


def say_counts(preview: ErasurePreview) -> str:
    """What goes with them; empty where there is nothing."""
    if not preview.counts:
        return ""
    return _("With them go {what}.").replace("{what}", ", ".join(preview.counts))


def say_for_good() -> str:
    """What nobody can take back, and where they still are."""
    return _(
        "This cannot be undone. Whoever was tied to them keeps their name only. "
        "Backups made before today still hold them until they are replaced."
    )
