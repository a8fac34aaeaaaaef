"""Looking at what was entered before it is written: everything wrong is said at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm.dates import PartialDate
from crm.errors import ValidationError
from crm.i18n import _
from crm.text import clean, clean_block

LONGEST_LINE = 500
LONGEST_BLOCK = 20_000


class Checks:
    """Collects what is wrong with a draft, field by field."""

    def __init__(self) -> None:
        self._problems: dict[str, str] = {}

    def refuse(self, field: str, sentence: str) -> None:
        """Say why ``field`` cannot be kept; the first reason stands."""
        self._problems.setdefault(field, sentence)

    def line(self, field: str, text: str, *, needed: str = "") -> str:
        """``text`` as one clean line; ``needed`` is the sentence for an empty one."""
        try:
            return self._there(field, clean(text, limit=LONGEST_LINE), needed)
        except ValidationError as error:
            self.refuse(field, str(error))
            return ""

    def block(self, field: str, text: str, *, needed: str = "") -> str:
        """``text`` as clean lines; ``needed`` is the sentence for an empty one."""
        try:
            return self._there(field, clean_block(text, limit=LONGEST_BLOCK).strip(), needed)
        except ValidationError as error:
            self.refuse(field, str(error))
            return ""

    def one_of(self, field: str, value: str, allowed: Sequence[str]) -> None:
        """Refuse a ``value`` that is not ``allowed``; only files and scripts can hold one."""
        if value not in allowed:
            sentence = _("“{value}” is none of: {allowed}.")
            self.refuse(field, sentence.format(value=value[:40], allowed=", ".join(allowed)))

    def not_after(self, field: str, value: PartialDate | None, today: date) -> None:
        """Refuse a day that cannot have been yet."""
        if value is None or value.year is None:
            return
        if (value.year, value.month or 1, value.day or 1) > (today.year, today.month, today.day):
            self.refuse(field, _("This day has not come yet."))

    def done(self) -> None:
        """Raise ValidationError where anything was refused."""
        if self._problems:
            raise ValidationError(self._problems)

    def _there(self, field: str, text: str, needed: str) -> str:
        if needed and not text:
            self.refuse(field, needed)
        return text
