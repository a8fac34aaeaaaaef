"""What they like, do not like, and must never be given."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from crm.i18n import _
from crm.story.remember import remove_preference
from crm.story.rows import PreferenceRow
from crm.text import capital
from ui.context import Context
from ui.pages.profile.choices import row_choices
from ui.pages.profile.lines import Row
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.editable_text import INSET
from ui.widgets.field_list import FieldList


class PreferencesSection(Section[tuple[PreferenceRow, ...]]):
    """By category, the allergies before all and in rose."""

    def __init__(self, context: Context, requests: Requests, name: str, heading: str) -> None:
        super().__init__(context, requests, name, heading)
        self._fields = self._content(FieldList(self._theme))

    def fill(self, data: tuple[PreferenceRow, ...]) -> bool:
        """Each can be pressed to change it; its category is said once."""
        with self._fields.anew():
            for label, rows in groupby(data, key=_say_category):
                for number, row in enumerate(rows):
                    self._add("" if number else label, row)
        return bool(data)

    def _add(self, label: str, preference: PreferenceRow) -> None:
        said, asked = _say_liking(preference), self._requests
        row = self._fields.add_value(label, "row", lambda: Row(self._theme, gap=0))
        with row.anew():
            row.add_link(INSET).show_link(
                said,
                f"profile.preference.{preference.id}",
                partial(asked.edit_requested.emit, "preference", preference.id),
                token="rose" if preference.kind == "allergy" else "ink",
                spoken=f"{label}: {said}" if label else said,
                choices=lambda: row_choices(asked, "preference", preference.id, remove_preference),
            )


def say_preference(row: PreferenceRow) -> tuple[str, str]:
    """What it is about, and what they like of it."""
    return _say_category(row), _say_liking(row)


def _say_category(row: PreferenceRow) -> str:
    if row.kind == "allergy":
        return _("Allergy")
    if row.category:
        return capital(row.category)
    said = {
        "like": _("Likes"), "dislike": _("Dislikes"), "size": _("Size"), "formula": _("Formula"),
    }  # fmt: skip
    return said[row.kind]


def _say_liking(row: PreferenceRow) -> str:
    if row.kind == "dislike" and row.category:
        return _("not {what}").format(what=row.text)
    return row.text
