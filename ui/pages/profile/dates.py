"""The days that matter: birthday, occasions, and since when they are with us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from crm.clients.rows import ClientDetails
from crm.dates import PartialDate
from crm.i18n import _, ngettext
from crm.story.remember import remove_occasion
from crm.story.rows import OccasionRow
from crm.text import capital
from ui.context import Context
from ui.formats import Formats
from ui.pages.profile.choices import row_choices
from ui.pages.profile.reading import Profile
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.chip import Chip
from ui.widgets.editable_text import EditableText
from ui.widgets.field_list import FieldList
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.link_label import LinkLabel
from ui.widgets.menu import offer_menu
from ui.widgets.text import set_tooltip

NEAR_DAYS: Final = 30  # before that a date is not told to be near
_SOON_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Dates:
    """What the section says; ``today`` is part of it, so that a new day says it anew."""

    born: PartialDate | None
    died: PartialDate | None
    has_died: bool
    met_on: PartialDate | None
    since: date | None
    occasions: tuple[OccasionRow, ...]
    today: date

    @classmethod
    def of(cls, profile: Profile, today: date) -> Dates:
        """The dates of a profile."""
        client: ClientDetails = profile.client
        return cls(
            client.born,
            client.died,
            client.has_died,
            client.met_on,
            profile.since,
            profile.occasions,
            today,
        )


class DatesSection(Section[Dates]):
    """Birthday first, then the occasions by how near they are; what is near wears a chip."""

    def __init__(self, context: Context, requests: Requests) -> None:
        super().__init__(context, requests, "dates", _("Dates"))

    def fill(self, data: Dates) -> QWidget | None:
        """The dates that are known."""
        fields = self._fields()
        self._add_birthday(fields, data)
        if data.has_died:
            fields.add_text(_("Died"), self._formats.partial(data.died) if data.died else "–")
        for occasion in data.occasions:
            if not occasion.is_birthday:
                self._add_occasion(fields, occasion, data.today)
        if data.met_on is not None or self._wanted == "met_on":
            said = self._formats.partial(data.met_on) if data.met_on else ""
            self._editable(fields, "met_on", _("Met"), said)
        if data.since is not None:
            said = _("since {day}").format(day=self._formats.partial(_whole(data.since)))
            text = fields.add_text(_("With us"), said)
            set_tooltip(text, self._formats.together(data.since))
        return fields if fields.row_count() else None

    def _add_birthday(self, fields: FieldList, data: Dates) -> None:
        if data.born is None and self._wanted != "born":
            return
        said = self._formats.partial(data.born) if data.born else ""
        editable = EditableText(self._theme, said, name=_("Birthday"))
        self._watch(editable, "born")
        if data.born is not None:
            set_tooltip(editable, say_age(data.born, data.today, self._formats))
        birthday = next((each for each in data.occasions if each.is_birthday), None)
        chip = self._chip(birthday, data.today)
        if chip is None:
            fields.add_value(_("Birthday"), editable)
        else:
            fields.add_value(_("Birthday"), _side_by_side(editable, chip))

    def _add_occasion(self, fields: FieldList, occasion: OccasionRow, today: date) -> None:
        link = LinkLabel(self._theme, self._formats.partial(occasion.on), token="ink")
        link.setObjectName(f"profile.occasion.{occasion.id}")
        link.setAccessibleName(f"{occasion.what}: {link.text()}")
        link.clicked.connect(lambda: self._requests.edit_requested.emit("occasion", occasion.id))
        offer_menu(
            link, lambda: row_choices(self._requests, "occasion", occasion.id, remove_occasion)
        )
        set_tooltip(link, self._formats.exact_partial(occasion.on))
        chip = self._chip(occasion, today)
        fields.add_widget(capital(occasion.what), _side_by_side(link, chip))

    def _chip(self, occasion: OccasionRow | None, today: date) -> Chip | None:
        """When it comes, where that is within the month."""
        if occasion is None or occasion.next_day is None:
            return None
        ahead = (occasion.next_day - today).days
        if ahead > NEAR_DAYS:
            return None
        chip = Chip(self._theme, self._say_ahead(occasion.next_day, ahead), small=True)
        if ahead <= _SOON_DAYS:
            chip.show_state(chip.text(), "amber")
        if occasion.turns:
            set_tooltip(chip, _("turns {count}").format(count=occasion.turns))
        return chip

    def _say_ahead(self, day: date, ahead: int) -> str:
        if ahead < _SOON_DAYS:
            return capital(self._formats.day(day))
        return ngettext("in {count} day", "in {count} days", ahead).format(count=ahead)


def say_age(born: PartialDate, today: date, formats: Formats) -> str:
    """The whole date, and how old that makes them."""
    age = born.age_on(today)
    exact = formats.exact_partial(born)
    return exact if age is None else _("{day}, {age} years old").format(day=exact, age=age)


def _side_by_side(value: QWidget, chip: Chip | None) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder, gap=4)
    row.addWidget(value)
    if chip is not None:
        row.addWidget(chip)
    return holder


def _whole(day: date) -> PartialDate:
    return PartialDate.from_date(day)
