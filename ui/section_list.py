"""Every section of the profile, declared once: its name, its title, and the column it stands in.

What is declared first stands first, as long as a shop arranges nothing else. The profile builds
the sections, the settings let a shop show, hide and order them, and neither knows the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from ui.i18n import mark

ColumnName = Literal["remember", "likes"]


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """One section; ``name`` is what a choice of sections is kept by and never changes."""

    name: str
    title: str
    column: ColumnName


SECTION_LIST: Final = (
    SectionEntry("pinned", mark("Pinned"), "remember"),
    SectionEntry("people", mark("People"), "remember"),
    SectionEntry("dates", mark("Dates"), "remember"),
    SectionEntry("places", mark("Where"), "remember"),
    SectionEntry("contact", mark("Contact"), "remember"),
    SectionEntry("own_fields", mark("More"), "remember"),
    SectionEntry("tags", mark("Tags"), "remember"),
    SectionEntry("former_names", mark("Former names"), "remember"),
    SectionEntry("met", mark("How we met"), "remember"),
    SectionEntry("files", mark("Files"), "remember"),
    SectionEntry("consent", mark("Agreed to"), "remember"),
    SectionEntry("preferences", mark("Likes"), "likes"),
    SectionEntry("ask", mark("Ask about next time"), "likes"),
    SectionEntry("wishes", mark("Would like next"), "likes"),
    SectionEntry("promises", mark("We promised"), "likes"),
    SectionEntry("usual", mark("The usual"), "likes"),
)
COLUMN_TITLES: Final[dict[ColumnName, str]] = {
    "remember": mark("Remember"),
    "likes": mark("Likes"),
}
