"""The three columns below the head: what to remember, what they like, and the story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout

from crm.i18n import _
from ui.context import Context
from ui.pages.profile.adding import add_to_likes, add_to_remember
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.pages.profile.section_card import SectionCard
from ui.pages.profile.sections import ALL_SECTIONS
from ui.pages.profile.story import LEAST_WIDTH, StoryCard
from ui.section_list import COLUMN_TITLES
from ui.theme.tokens import GAP_CARD
from ui.widgets.painting import grown

_COLUMN: Final = 290
_LEAST_COLUMN: Final = 220
_LEAST_HEIGHT: Final = 220


class ProfileColumns:
    """Side by side as drawn; where that has no room, two of them one below the other."""

    def __init__(self, context: Context, requests: Requests) -> None:
        self._theme = context.theme
        remember, likes = _(COLUMN_TITLES["remember"]), _(COLUMN_TITLES["likes"])
        self.remember = SectionCard(context, requests, "remember", remember, add_to_remember)
        self.likes = SectionCard(context, requests, "likes", likes, add_to_likes)
        self.story = StoryCard(context, requests)
        self.arrange(ALL_SECTIONS)

    def arrange(self, names: Sequence[str]) -> None:
        """Show the sections with these ``names`` from now on, each column in their order."""
        self.remember.arrange(names)
        self.likes.arrange(names)

    def sections(self) -> tuple[Section[Any], ...]:
        """All sections, shown or not."""
        return (*self.remember.sections(), *self.likes.sections())

    def edit_field(self, key: str, typed: str | None = None) -> None:
        """Open the editor of the field ``key``, with what was typed."""
        found = self.remember.find_section(key) or self.likes.find_section(key)
        if found is not None:
            found.edit_field(key, typed)

    def row(self) -> QHBoxLayout:
        """The columns, laid out to be put on a page."""
        row = QHBoxLayout()
        row.setSpacing(GAP_CARD)
        row.addWidget(self.remember)
        row.addWidget(self.likes)
        row.addWidget(self.story, 1)
        return row

    def show_first(self, profile: Profile) -> None:
        """Show what can be seen at once, in the order of the shop for this kind of client."""
        self.arrange(profile.arrangement.shown(ALL_SECTIONS))
        self.remember.show_first(profile)
        self.likes.show_first(profile)
        self.story.show_profile(profile)

    def show_rest(self, profile: Profile) -> None:
        """Show what stands further down."""
        self.remember.show_rest(profile)
        self.likes.show_rest(profile)

    def clear(self) -> None:
        """Let nothing of somebody else stand in the sections."""
        self.remember.clear()
        self.likes.clear()

    def scroll_to_top(self) -> None:
        """Begin at the top, as with anybody who was not shown before."""
        self.remember.scroll_to_top()
        self.likes.scroll_to_top()

    def share(self, width: int) -> None:
        """Share ``width`` pixels: Remember and Likes as drawn, unless the Story had too few.

        Where three columns have no room, as with letters grown by half, Likes follow on Remember.
        """
        story, least = grown(self._theme, LEAST_WIDTH), grown(self._theme, _LEAST_COLUMN)
        room = (width - story - 2 * GAP_CARD) // 2
        self.likes.move_into(self.remember if room < least else None)
        if room < least:
            room = max(width - story - GAP_CARD, width // 3)
        column = min(grown(self._theme, _COLUMN), room)
        self.remember.setFixedWidth(column)
        self.likes.setFixedWidth(column)
        self.story.setMinimumHeight(grown(self._theme, _LEAST_HEIGHT))
