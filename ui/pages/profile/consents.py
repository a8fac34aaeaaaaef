"""What they agreed to: for each way to reach them a yes or a no, since when, and how we know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from crm.clients.consent import ConsentChannel, ConsentRow, set_consent
from crm.i18n import _
from ui.context import Context
from ui.i18n import mark
from ui.pages.profile.lines import Does, Row
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.theme import Theme, Tone
from ui.widgets.chip import Chip
from ui.widgets.editable_text import INSET
from ui.widgets.field_list import FieldList

_BESIDE: Final = 4
_CHANNELS: Final[dict[ConsentChannel, str]] = {
    "email": mark("E-mail"),
    "phone": mark("Call"),
    "sms": mark("Text"),
    "post": mark("Letter"),
}


@dataclass(frozen=True, slots=True)
class Consents:
    """All four ways, as seen on a day."""

    client_id: int
    rows: tuple[ConsentRow, ...]
    today: date

    @classmethod
    def of(cls, profile: Profile, today: date) -> Consents:
        """What the client of a profile agreed to."""
        return cls(profile.client.id, profile.consents, today)


class ConsentSection(Section[Consents]):
    """Two chips a way: pressing one says so today, pressing it again forgets it."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._fields = self._content(FieldList(self._theme))

    def fill(self, data: Consents) -> bool:
        """All four ways, as soon as one was asked about."""
        with self._fields.anew():
            for row in data.rows:
                self._add_way(row, data)
        return any(row.given is not None for row in data.rows)

    def _add_way(self, row: ConsentRow, data: Consents) -> None:
        label = _(_CHANNELS[row.channel])
        holder = self._fields.add_value(
            label, "way", lambda: Row(self._theme, gap=_BESIDE, inset=INSET)
        )
        with holder.anew():
            self._add_answer(holder, row, data, label, given=True)
            self._add_answer(holder, row, data, label, given=False)
            if row.id is not None:
                said, told = self._say(row), self._tell(row)
                holder.add_link().show_link(
                    said,
                    f"profile.consent.{row.channel}",
                    partial(self._requests.edit_requested.emit, "consent", row.id),
                    token="ink2",
                    spoken=f"{label}: {told}",
                    told=told,
                )

    def _add_answer(
        self, holder: Row, row: ConsentRow, data: Consents, label: str, *, given: bool
    ) -> None:
        word = _("yes") if given else _("no")
        answer = (None,) if row.given is given else (given, data.today)
        chip = holder.add(word, lambda: _Answer(self._theme))
        chip.show_answer(
            word,
            "accent" if given else "neutral",
            f"profile.consent.{row.channel}.{'yes' if given else 'no'}",
            f"{label}: {word}",
            partial(self._requests.write, set_consent, data.client_id, row.channel, *answer),
            holds=row.given is given,
        )

    def _say(self, row: ConsentRow) -> str:
        """Since when, which has room beside the chips; how we know where that is not known."""
        if row.on_day is not None:
            return self._formats.short_day(row.on_day)
        return row.source or _("when?")

    def _tell(self, row: ConsentRow) -> str:
        day = _("day not known") if row.on_day is None else self._formats.exact_day(row.on_day)
        return ", ".join(part for part in (day, row.source) if part)


class _Answer(Chip):
    """A yes or a no that holds or does not; pressed it does what it is told."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", choice=True, small=True)
        self._does: Does = tuple
        self.clicked.connect(lambda: self._does())

    def show_answer(
        self, word: str, tone: Tone, name: str, spoken: str, does: Does, *, holds: bool
    ) -> None:
        """Say ``word`` under the object name ``name``, on its ground where it ``holds``."""
        self.setObjectName(name)
        self.show_state(word, tone)
        self.setAccessibleName(spoken)
        self.setChecked(holds)
        self._does = does
