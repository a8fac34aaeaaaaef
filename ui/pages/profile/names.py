"""What a client is filed under besides their name: the names they had, and the tags they wear."""

from __future__ import annotations

from functools import partial

from crm.clients.rows import FormerNameRow, TagRow
from crm.clients.services import remove_former_name
from crm.clients.tags import untag_client
from ui.context import Context
from ui.pages.profile.lines import Mark, Row
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section

_GAP = 6


class FormerNamesSection(Section[tuple[FormerNameRow, ...]]):
    """The names they had before."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._row = self._content(Row(self._theme, gap=_GAP))

    def fill(self, data: tuple[FormerNameRow, ...]) -> bool:
        """A chip a name, which can be taken away."""
        with self._row.anew():
            for name in data:
                chip = self._row.add("name", lambda: Mark(self._theme, removable=True))
                removes = partial(self._requests.write, remove_former_name, name.id)
                chip.show_mark(name.name, "neutral", f"profile.former_name.{name.id}", removes)
        return bool(data)


class TagsSection(Section[tuple[int, tuple[TagRow, ...]]]):
    """The tags a client wears; the client's id comes with them."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._row = self._content(Row(self._theme, gap=_GAP))

    def fill(self, data: tuple[int, tuple[TagRow, ...]]) -> bool:
        """A chip a tag, which can be taken off."""
        client_id, tags = data
        with self._row.anew():
            for tag in tags:
                chip = self._row.add("tag", lambda: Mark(self._theme, removable=True))
                removes = partial(self._requests.write, untag_client, client_id, tag.id)
                chip.show_mark(tag.name, "blue", f"profile.tag.{tag.id}", removes)
        return bool(tags)
