"""What builds each section of the profile, and what it says of a client.

Their names, titles, columns and first order are those of ui.section_list. A choice of sections,
or another order of them, is a sequence of names: ``ProfileColumns.arrange`` shows these and no
others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from crm.i18n import _
from ui.context import Context
from ui.pages.profile.consents import Consents, ConsentSection
from ui.pages.profile.dates import Dates, DatesSection
from ui.pages.profile.files import Files, FilesSection
from ui.pages.profile.names import FormerNamesSection, TagsSection
from ui.pages.profile.own_fields import OWN_KEY, OwnFieldsSection, OwnValues
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
from ui.section_list import SECTION_LIST, ColumnName

SectionBuilder = Callable[[Context, Requests, str, str], Section[Any]]
"""Makes a section from what every part of the page is handed, its name and its heading."""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """What builds a section of ui.section_list, and what it says.

    Without ``has_heading`` its title is shown only where sections are chosen. ``read`` takes from
    a profile, seen on a day, what the section says. ``fields`` are the keys of the values that are
    edited where they stand in it, or what such keys begin with before a dot.
    """

    name: str
    build: SectionBuilder
    read: Callable[[Profile, date], Any]
    fields: frozenset[str] = frozenset()
    has_heading: bool = True

    @property
    def column(self) -> ColumnName:
        """The column it stands in."""
        return _ENTRIES[self.name].column

    def make(self, context: Context, requests: Requests) -> Section[Any]:
        """The section, without anything to say yet."""
        title = _(_ENTRIES[self.name].title) if self.has_heading else ""
        return self.build(context, requests, self.name, title)

    def holds(self, key: str) -> bool:
        """Whether the value with ``key`` is edited in it."""
        return key.partition(".")[0] in self.fields


_ENTRIES: Final = {entry.name: entry for entry in SECTION_LIST}
SECTIONS: Final[tuple[SectionSpec, ...]] = (
    SectionSpec("pinned", PinnedSection, lambda profile, _today: profile.card.pinned),
    SectionSpec("people", PeopleSection, lambda profile, _today: People.of(profile)),
    SectionSpec(
        "dates", DatesSection, Dates.of,
        frozenset({"born", "met_on"}),
    ),
    SectionSpec(
        "places", PlacesSection,
        lambda profile, _today: Places.of(profile),
        frozenset({"from_place", "lives", "work"}),
    ),
    SectionSpec("contact", ContactSection, lambda profile, _today: reached_by(profile)),
    SectionSpec(
        "own_fields", OwnFieldsSection,
        lambda profile, _today: OwnValues.of(profile),
        frozenset({OWN_KEY}),
    ),
    SectionSpec(
        "tags", TagsSection,
        lambda profile, _today: (profile.client.id, profile.client.tags),
    ),
    SectionSpec(
        "former_names", FormerNamesSection,
        lambda profile, _today: profile.client.former_names,
    ),
    SectionSpec(
        "met", MetSection,
        lambda profile, _today: profile.client.how_met,
        frozenset({"how_met"}),
    ),
    SectionSpec(
        "files", FilesSection, lambda profile, _today: Files(profile.client.id, profile.files)
    ),
    SectionSpec("consent", ConsentSection, Consents.of),
    SectionSpec(
        "preferences", PreferencesSection,
        lambda profile, _today: profile.card.preferences, has_heading=False,
    ),
    SectionSpec("ask", AskSection, lambda profile, today: Asking(profile.card.ask_about, today)),
    SectionSpec("wishes", WishesSection, lambda profile, today: Wishes(profile.card.wishes, today)),
    SectionSpec(
        "promises", PromisesSection,
        lambda profile, today: Promises(profile.card.promises, profile.promises, today),
    ),
    SectionSpec("usual", UsualSection, lambda profile, _today: profile.usual),
)  # fmt: skip


ALL_SECTIONS: Final = tuple(_ENTRIES)
"""The names of all sections as they are declared: what is shown where nobody chose."""
