"""What a column can be, as a menu in groups."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu

from crm.exchange.fields import CHOICES, NAMES
from crm.exchange.preview import ColumnPreview
from crm.i18n import _
from ui.pages.bring_in.menus import add_choice

Chosen = Callable[[str, str], object]

_OWN: Final = "extra"
_LEFT_OUT: Final = "ignore"


def fill_field_menu(column: ColumnPreview, chosen: Chosen, menu: QMenu) -> None:
    """Offer every field; ``chosen`` gets its key, and of a field of the shop's own its type.

    What the column was taken for by itself and leaving it out stand before the groups.
    """
    for field in dict.fromkeys((column.field, column.guessed, _LEFT_OUT)):
        holds = field == column.field
        add_choice(menu, _name(field), holds=holds, do=partial(chosen, field, ""))
    menu.addSeparator()
    for title, fields in CHOICES:
        listed = [field for field in fields if field not in (_OWN, _LEFT_OUT)]
        if listed:
            group = menu.addMenu(_(title))
            for field in listed:
                holds = field == column.field
                add_choice(group, _name(field), holds=holds, do=partial(chosen, field, ""))
    own = menu.addMenu(_name(_OWN))
    for type, text in _types():
        holds = column.field == _OWN and column.type == type
        add_choice(own, text, holds=holds, do=partial(chosen, _OWN, type))


def say_field(column: ColumnPreview) -> str:
    """What a column is, with the type of a field of the shop's own."""
    types = dict(_types())
    if column.field == _OWN and column.type in types:
        return _("{field}: {type}").format(field=column.meaning, type=types[column.type])
    return column.meaning


def _name(field: str) -> str:
    return _(NAMES[field])


def _types() -> tuple[tuple[str, str], ...]:
    return (
        ("text", _("text")),
        ("number", _("number")),
        ("day", _("day")),
        ("yes_no", _("yes or no")),
        ("choice", _("choice")),
    )
