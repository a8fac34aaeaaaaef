"""A column of sections, in the order and with the choice of them that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, Protocol

from crm.clients.rows import ClientDetails
from ui.context import Context
from ui.pages.profile.adding import FIELD_LINK, Addable, AddLinks
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.pages.profile.sections import SECTIONS, SectionSpec
from ui.section_list import ColumnName
from ui.widgets.scroll_card import ScrollCard

_AT_ONCE: Final = 3  # sections that can be seen without scrolling


class ListAddable(Protocol):
    """What can be written down in a column for a client, in whom ``nothing`` stands yet."""

    def __call__(self, client: ClientDetails, /, *, nothing: bool) -> Addable: ...


class SectionCard(ScrollCard):
    """The sections of the column ``name``, and below them what can be added."""

    def __init__(
        self,
        context: Context,
        requests: Requests,
        name: ColumnName,
        title: str,
        addable: ListAddable,
    ) -> None:
        super().__init__(title)
        self.setObjectName(f"profile.{name}")
        self._context = context
        self._addable = addable
        self._specs: dict[str, SectionSpec] = {
            spec.name: spec for spec in SECTIONS if spec.column == name
        }
        self._sections: dict[str, Section[Any]] = {
            key: spec.make(context, requests) for key, spec in self._specs.items()
        }
        self._add = AddLinks(context, requests, name)
        self._names: tuple[str, ...] = ()
        for part in (*self._sections.values(), self._add):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def arrange(self, names: Sequence[str]) -> None:
        """Show the sections with these ``names`` from now on, in this order, and no others.

        Names of other columns are passed over.
        """
        wanted = tuple(name for name in dict.fromkeys(names) if name in self._sections)
        if wanted == self._names:
            return
        self._names = wanted
        for name in self._sections.keys() - set(wanted):
            self._sections[name].clear()
        for name in wanted:
            self.column.removeWidget(self._sections[name])
            self.column.insertWidget(self.column.indexOf(self._add), self._sections[name])

    def show_first(self, profile: Profile) -> None:
        """Show what stands at the top, which is what can be seen at once."""
        self._show(self._names[:_AT_ONCE], profile)

    def show_rest(self, profile: Profile) -> None:
        """Show what stands further down."""
        self._show(self._names[_AT_ONCE:], profile)
        nothing = all(each.isHidden() for each in self._sections.values())
        self._add.set_data(self._kept(self._addable(profile.client, nothing=nothing)))

    def clear(self) -> None:
        """Let nothing of somebody else stand here; what is hidden is filled without a layout."""
        for name in self._names:
            self._sections[name].clear()
        self._add.clear()

    def sections(self) -> tuple[Section[Any], ...]:
        """All of them, shown or not."""
        return tuple(self._sections.values())

    def find_section(self, key: str) -> Section[Any] | None:
        """The section shown here in which the field ``key`` is edited; None where none is."""
        found = (name for name in self._names if self._specs[name].holds(key))
        name = next(found, None)
        return None if name is None else self._sections[name]

    def _kept(self, addable: Addable) -> Addable:
        """Without the fields whose sections are not shown."""
        links = (
            (target, text)
            for target, text in addable.links
            if not target.startswith(FIELD_LINK) or self.find_section(target[len(FIELD_LINK) :])
        )
        return replace(addable, links=tuple(links))

    def _show(self, names: Sequence[str], profile: Profile) -> None:
        today = self._context.formats.clock.today()
        self.column.setEnabled(False)  # else it is laid out for each section that comes into sight
        for name in names:
            self._sections[name].set_data(self._specs[name].read(profile, today))
        self.column.setEnabled(True)
