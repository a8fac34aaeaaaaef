"""What they usually take."""

from __future__ import annotations

from functools import partial

from crm.i18n import _
from crm.story.rows import UsualRow
from ui.context import Context
from ui.pages.profile.lines import Link, Stack
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.text import PlainLabel, set_tooltip

_GAP = 3


class UsualSection(Section[tuple[UsualRow, ...]]):
    """What they usually take, how often, and what it cost last."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._lines = self._content(Stack(gap=_GAP))

    def fill(self, data: tuple[UsualRow, ...]) -> bool:
        """A line an item, then the way to all the others."""
        if not data:
            return False
        with self._lines.anew():
            for usual in data:
                self._show(self._lines.add("item", lambda: PlainLabel(wrap=True)), usual)
            self._lines.add("all", lambda: Link(self._theme)).show_link(
                _("Everything they ever took"),
                "profile.bought",
                partial(self._requests.figure_requested.emit, "bought"),
                token="ink3",
            )
        return True

    def _show(self, label: PlainLabel, usual: UsualRow) -> None:
        last = usual.last_amount
        said = _("{what} · {times}× · {price}").format(
            what=usual.what,
            times=usual.times,
            price=self._formats.money(last.minor, last.currency),
        )
        label.setObjectName(f"profile.usual.{usual.item_id}")
        label.set_text(said)
        set_tooltip(label, _("last {day}").format(day=self._formats.exact_day(usual.last_day)))
