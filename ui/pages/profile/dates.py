"""The days that matter: birthday, occasions, and since when they are with us."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from crm.clients.merging.rows import MergeRow
from crm.clients.rows import ClientDetails
from crm.dates import PartialDate
from crm.i18n import _, ngettext
from crm.story.remember import remove_occasion
from crm.story.rows import OccasionRow
from crm.text import capital
from ui.context import Context
from ui.formats import Formats
from ui.pages.profile.choices import row_choices
from ui.pages.profile.lines import Mark, Row
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section, field_name
from ui.theme import Tone
from ui.widgets.editable_text import INSET, EditableText
from ui.widgets.field_list import FieldList
from ui.widgets.text import set_tooltip

NEAR_DAYS: Final = 30  # before that a date is not told to be near
_SOON_DAYS: Final = 7
_BESIDE: Final = 4


@dataclass(frozen=True, slots=True)
class Dates:
    """What the section says; ``today`` is part of it, so that a new day says it anew."""

    born: PartialDate | None
    died: PartialDate | None
    has_died: bool
    met_on: PartialDate | None
    since: date | None
    occasions: tuple[OccasionRow, ...]
    merges: tuple[MergeRow, ...]
    today: date

    @classmethod
    def of(cls, profile: Profile, today: date) -> Dates:
        """The dates of a profile as seen on a day."""
        client: ClientDetails = profile.client
        return cls(
            client.born,
            client.died,
            client.has_died,
            client.met_on,
            profile.since,
            profile.occasions,
            profile.merges,
            today,
        )


class DatesSection(Section[Dates]):
    """Birthday first, then the occasions by how near they are; what is near wears a chip."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._fields = self._content(FieldList(self._theme))

    def fill(self, data: Dates) -> bool:
        """The dates that are known."""
        with self._fields.anew():
            self._add_birthday(data)
            if data.has_died:
                died = self._formats.partial(data.died) if data.died else "–"
                self._fields.add_text(_("Died"), died)
            for occasion in data.occasions:
                if not occasion.is_birthday:
                    self._add_occasion(occasion, data.today)
            self._add_beginning(data)
            for merge in data.merges:
                self._add_merge(merge)
        return self._fields.row_count() > 0

    def _add_birthday(self, data: Dates) -> None:
        if data.born is None and self._wanted != "born":
            return
        birthday = next((each for each in data.occasions if each.is_birthday), None)
        if self._is_near(birthday, data.today):
            with self._row(_("Birthday"), inset=0) as row:
                self._show_birthday(row.add("born", self._make_birthday), data)
                self._add_chip(row, birthday, data.today)
        else:
            value = self._fields.add_value(_("Birthday"), "born", self._make_birthday)
            self._show_birthday(value, data)

    def _make_birthday(self) -> EditableText:
        return self._date("born", _("Birthday"))

    def _show_birthday(self, value: EditableText, data: Dates) -> None:
        self._show_date(value, "born", data.born)
        told = "" if data.born is None else say_age(data.born, data.today, self._formats)
        set_tooltip(value, told)

    def _add_occasion(self, occasion: OccasionRow, today: date) -> None:
        said = self._formats.partial(occasion.on)
        asked = self._requests
        with self._row(capital(occasion.what), inset=INSET) as row:
            row.add_link().show_link(
                said,
                f"profile.occasion.{occasion.id}",
                partial(asked.edit_requested.emit, "occasion", occasion.id),
                token="ink",
                spoken=f"{occasion.what}: {said}",
                told=self._formats.exact_partial(occasion.on),
                choices=lambda: row_choices(asked, "occasion", occasion.id, remove_occasion),
            )
            self._add_chip(row, occasion, today)

    def _add_beginning(self, data: Dates) -> None:
        if data.met_on is not None or self._wanted == "met_on":
            editable = self._fields.add_value(
                _("Met"), "met_on", lambda: self._date("met_on", _("Met"))
            )
            self._show_date(editable, "met_on", data.met_on)
        if data.since is not None:
            said = _("since {day}").format(day=self._formats.partial(_whole(data.since)))
            text = self._fields.add_text(_("With us"), said)
            set_tooltip(text, self._formats.together(data.since))

    def _add_merge(self, merge: MergeRow) -> None:
        """Who was made one with them: pressed, it leads to the way back."""
        day = self._formats.moment(merge.at) if merge.at else ""
        with self._row(_("Merged"), inset=INSET) as row:
            row.add_link().show_link(
                _("with {name}").format(name=merge.gone_name),
                f"profile.merge.{merge.id}",
                partial(self._context.actions.trigger, "client.split"),
                token="ink",
                spoken=_("merged with {name}; split again").format(name=merge.gone_name),
                told=_("{when}. Press to split them again.").format(when=capital(day)),
            )

    @contextmanager
    def _row(self, label: str, *, inset: int) -> Iterator[Row]:
        row = self._fields.add_value(
            label, f"row {inset}", lambda: Row(self._theme, gap=_BESIDE, inset=inset)
        )
        with row.anew():
            yield row

    def _date(self, key: str, name: str) -> EditableText:
        return self._editable(key, lambda: EditableText(self._theme, name=name))

    def _show_date(self, editable: EditableText, key: str, day: PartialDate | None) -> None:
        editable.setObjectName(field_name(key))
        editable.set_text(self._formats.partial(day) if day else "")

    def _is_near(self, occasion: OccasionRow | None, today: date) -> bool:
        """Whether it comes within the month."""
        day = None if occasion is None else occasion.next_day
        return day is not None and (day - today).days <= NEAR_DAYS

    def _add_chip(self, row: Row, occasion: OccasionRow | None, today: date) -> None:
        """When it comes, where that is within the month."""
        if occasion is None or occasion.next_day is None or not self._is_near(occasion, today):
            return
        ahead = (occasion.next_day - today).days
        tone: Tone = "amber" if ahead <= _SOON_DAYS else "neutral"
        chip = row.add("near", lambda: Mark(self._theme, small=True))
        chip.show_mark(self._say_ahead(occasion.next_day, ahead), tone)
        turns = _("turns {count}").format(count=occasion.turns) if occasion.turns else ""
        set_tooltip(chip, turns)

    def _say_ahead(self, day: date, ahead: int) -> str:
        if ahead < _SOON_DAYS:
            return capital(self._formats.day(day))
        return ngettext("in {count} day", "in {count} days", ahead).format(count=ahead)


def say_age(born: PartialDate, today: date, formats: Formats) -> str:
    """The whole date, and how old that makes them."""
    age = born.age_on(today)
    exact = formats.exact_partial(born)
    return exact if age is None else _("{day}, {age} years old").format(day=exact, age=age)


def _whole(day: date) -> PartialDate:
    return PartialDate.from_date(day)
