"""Every section of the profile, declared once: its name, its column, and what it says of a client.

What is declared first stands first. A choice of sections, or another order of them, is a sequence
of their names: ``ProfileColumns.arrange`` shows these and no others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from crm.i18n import _
from ui.context import Context
from ui.i18n import mark
from ui.pages.profile.dates import Dates, DatesSection
from ui.pages.profile.names import FormerNamesSection, TagsSection
from ui.pages.profile.people import People, PeopleSection
from ui.pages.profile.pinned import PinnedSection
from ui.pages.profile.places import (
    ContactSection,
    MetSection,
    Places,
    PlacesSection,
    reached_by,
)
from ui.pages.profile.preferences import PreferencesSection
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.pages.profile.ticking import (
    Asking,
    AskSection,
    Promises,
    PromisesSection,
    Wishes,
    WishesSection,
)
from ui.pages.profile.usual import UsualSection

ColumnName = Literal["remember", "likes"]
SectionBuilder = Callable[[Context, Requests, str, str], Section[Any]]
"""Makes a section from what every part of the page is handed, its name and its heading."""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section; ``name`` is what a choice of sections is kept by, so it never changes.

    ``title`` is translated where it is shown; without ``has_heading`` that is only where sections
    are chosen. ``read`` takes from a profile, seen on a day, what the section says. ``fields`` are
    the keys of the values that are edited where they stand in it.
    """

    name: str
    title: str
    column: ColumnName
    build: SectionBuilder
    read: Callable[[Profile, date], Any]
    fields: frozenset[str] = frozenset()
    has_heading: bool = True

    def make(self, context: Context, requests: Requests) -> Section[Any]:
        """The section, without anything to say yet."""
        return self.build(context, requests, self.name, _(self.title) if self.has_heading else "")


SECTIONS: Final[tuple[SectionSpec, ...]] = (
    SectionSpec(
        "pinned", mark("Pinned"), "remember", PinnedSection,
        lambda profile, _today: profile.card.pinned,
    ),
    SectionSpec(
        "people", mark("People"), "remember", PeopleSection,
        lambda profile, _today: People.of(profile),
    ),
    SectionSpec(
        "dates", mark("Dates"), "remember", DatesSection, Dates.of,
        frozenset({"born", "met_on"}),
    ),
    SectionSpec(
        "places", mark("Where"), "remember", PlacesSection,
        lambda profile, _today: Places.of(profile),
        frozenset({"from_place", "lives", "work"}),
    ),
    SectionSpec(
        "contact", mark("Contact"), "remember", ContactSection,
        lambda profile, _today: reached_by(profile),
    ),
    SectionSpec(
        "tags", mark("Tags"), "remember", TagsSection,
        lambda profile, _today: (profile.client.id, profile.client.tags),
    ),
    SectionSpec(
        "former_names", mark("Former names"), "remember", FormerNamesSection,
        lambda profile, _today: profile.client.former_names,
    ),
    SectionSpec(
        "met", mark("How we met"), "remember", MetSection,
        lambda profile, _today: profile.client.how_met,
        frozenset({"how_met"}),
    ),
    SectionSpec(
        "preferences", mark("Likes"), "likes", PreferencesSection,
        lambda profile, _today: profile.card.preferences, has_heading=False,
    ),
    SectionSpec(
        "ask", mark("Ask about next time"), "likes", AskSection,
        lambda profile, today: Asking(profile.card.ask_about, today),
    ),
    SectionSpec(
        "wishes", mark("Would like next"), "likes", WishesSection,
        lambda profile, today: Wishes(profile.card.wishes, today),
    ),
    SectionSpec(
        "promises", mark("We promised"), "likes", PromisesSection,
        lambda profile, today: Promises(profile.card.promises, profile.promises, today),
    ),
    SectionSpec(
        "usual", mark("The usual"), "likes", UsualSection,
        lambda profile, _today: profile.usual,
    ),
)  # fmt: skip


ALL_SECTIONS: Final = tuple(spec.name for spec in SECTIONS)
"""The names of all sections as they are declared: what is shown where nobody chose."""
