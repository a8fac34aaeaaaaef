"""When a visit was, how, and with whom: told in the head of the sheet, unfolded to be changed."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.dates_typed import moment_at, parse_typed_moment
from crm.errors import ValidationError
from crm.i18n import _
from crm.story.drafts import CHANNELS, Channel
from crm.story.rows import VisitRow
from ui.context import Context
from ui.i18n import mark
from ui.sheets.editors import ChoiceEditor, LineEditor
from ui.sheets.kept import Values
from ui.widgets.form import Form

CHANNEL_WORDS: dict[Channel, str] = {
    "visit": mark("Visit"),
    "call": mark("Call"),
    "order": mark("Order"),
    "mail": mark("Mail"),
}


class WhenField(QWidget):
    """Day and time as typed, the channel and who was at the till; empty is now, or as it was.

    Signals:
        edited: a person changed something.
    """

    edited = Signal()

    def __init__(self, context: Context, visit: VisitRow | None) -> None:
        super().__init__()
        self._context = context
        self._visit = visit
        self._form = Form()
        self._when = LineEditor(_("yesterday, 12 Nov, Tuesday 14:30"))
        self._channel = ChoiceEditor(
            context.theme, [(each, _(word)) for each, word in CHANNEL_WORDS.items()]
        )
        self._staff = ChoiceEditor(context.theme, self._staff_choices())
        self._build()

    def values(self) -> dict[str, object]:
        """What is typed and chosen."""
        return {
            "when": self._when.value(),
            "channel": self._channel.value(),
            "staff": self._staff.value(),
        }

    def show_values(self, values: Values) -> None:
        """Show what ``values`` gave earlier."""
        self._when.set_value(values.get("when"))
        self._channel.set_value(values.get("channel"))
        self._staff.set_value(values.get("staff"))

    def channel(self) -> Channel:
        """How they were here."""
        chosen = self._channel.value()
        return next((each for each in CHANNELS if each == chosen), "visit")

    def staff(self) -> str:
        """Who was at the till."""
        return str(self._staff.value())

    def moment(self) -> tuple[date | None, datetime | None]:
        """The day and the moment meant; both None for now, or for leaving it as it was.

        Raises ValidationError (field ``day``).
        """
        day, at = self._parsed()
        if day is None:
            return None, None
        if at is not None:
            return day, moment_at(day, at, self._context.workspace.clock.to_local)
        is_now = day == self._context.workspace.clock.today() and self._visit is None
        return (None if is_now else day), None

    def said(self) -> str:
        """All of it in one line: today, 11:52 · with Jo."""
        parts = [self._said_when()]
        if self.channel() != "visit":
            parts.append(_(CHANNEL_WORDS[self.channel()]).lower())
        if self.staff():
            parts.append(_("with {name}").format(name=self.staff()))
        return " · ".join(parts)

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the day."""
        self._form.show_field_errors({"day": sentence} if sentence else {})

    def _build(self) -> None:
        self._when.call("visit.when", _("When was it?"))
        self._channel.call("visit.channel", _("How?"))
        self._staff.call("visit.staff", _("With whom?"))
        self._form.add_field("day", _("When was it?"), self._when)
        self._form.add_field("channel", _("How?"), self._channel, beside=True)
        self._form.add_field("staff", _("With whom?"), self._staff)
        self._form.set_field_shown("staff", len(self._staff_choices()) > 1)
        if self._visit is not None:
            self._channel.set_value(self._visit.channel)
            self._staff.set_value(self._visit.staff)
        else:
            self._staff.set_value(self._context.current_staff())
        for editor in (self._when, self._channel, self._staff):
            editor.edited.connect(self.edited)
        self.setFocusProxy(self._when)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.addWidget(self._form)

    def _staff_choices(self) -> list[tuple[object, str]]:
        own = self._visit.staff if self._visit else ""
        names = dict.fromkeys((*self._context.settings.staff, *filter(None, (own,))))
        return [("", _("nobody named")), *((name, name) for name in names)]

    def _parsed(self) -> tuple[date | None, time | None]:
        text = str(self._when.value())
        if not text.strip():
            return None, None
        try:
            today = self._context.workspace.clock.today()
            return parse_typed_moment(text, today, day_first=self._context.settings.day_first)
        except ValidationError as error:
            raise ValidationError({"day": str(error)}) from None

    def _said_when(self) -> str:
        formats = self._context.formats
        try:
            day, at = self._parsed()
        except ValidationError:
            day, at = None, None
        if day is not None and at is not None:
            return _("{day}, {time}").format(day=formats.day(day), time=f"{at:%H:%M}")
        if day is not None:
            return formats.day(day)
        if self._visit is None:
            return formats.moment(self._context.workspace.clock.now())
        return formats.moment(self._visit.at) if self._visit.at else formats.day(self._visit.day)
