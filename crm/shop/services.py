"""Beginning a shop, and changing what it has chosen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

from crm.errors import ValidationError
from crm.i18n import _
from crm.money import is_currency
from crm.shop.conventions import convention_of, home_region
from crm.shop.models import Setting
from crm.shop.queries import get_settings
from crm.shop.settings import DAY_ORDERS, THEMES, ShopDraft, ShopSettings
from crm.store.step import Step
from crm.store.store import Store
from crm.text import clean

_REGION = re.compile(r"(?:[A-Z]{2})?")
_LONGEST_NAME = 200
_LONGEST_WORD = 40


def begin_shop(
    store: Store, draft: ShopDraft, first_rows: Sequence[Callable[[Step], None]] = ()
) -> None:
    """Name the shop and set it up in the convention of its country.

    ``first_rows`` write what every shop begins with, in the same step. Raises ValidationError.
    """
    region = draft.region.strip().upper() or home_region(draft.currency)
    convention = convention_of(region)
    wanted = _checked(
        replace(
            get_settings(store),
            name=draft.name,
            word_one=draft.word_one,
            word_many=draft.word_many,
            currency=draft.currency,
            decimal_mark=convention.money.decimal_mark,
            group_mark=convention.money.group_mark,
            symbol_first=convention.money.symbol_first,
            symbol_space=convention.money.symbol_space,
            day_order=convention.day_order,
            region=region,
            staff=draft.staff,
            current_staff=next(iter(draft.staff), ""),
            is_demo=draft.is_demo,
        )
    )
    with store.write("shop.begin", about=wanted.name, undoable=False) as step:
        _write(store, step, wanted)
        for write_rows in first_rows:
            write_rows(step)


def save_settings(store: Store, settings: ShopSettings) -> None:
    """Keep every choice that differs from what stands; raises ValidationError.

    Before the shop has begun it needs no name: how the program looks is chosen earlier.
    """
    wanted = _checked(settings, needs_name=get_settings(store).has_begun)
    with store.write("settings.save", about=wanted.name) as step:
        _write(store, step, wanted)


def _write(store: Store, step: Step, settings: ShopSettings) -> None:
    standing = {
        name: (row_id, value)
        for row_id, name, value in store.rows("SELECT id, name, value FROM setting ORDER BY id")
    }
    defaults = asdict(ShopSettings())
    for name, value in asdict(settings).items():
        text = json.dumps(value, ensure_ascii=False)
        if name in standing:
            row_id, _old = standing[name]
            step.update(Setting, row_id, value=text)
        elif value != defaults[name]:
            step.insert(Setting, name=name, value=text)


def _checked(settings: ShopSettings, *, needs_name: bool = True) -> ShopSettings:
    staff = tuple(dict.fromkeys(filter(None, (_line("staff", each) for each in settings.staff))))
    current = _line("current_staff", settings.current_staff)
    wanted = replace(
        settings,
        name=_line("name", settings.name),
        word_one=_line("word_one", settings.word_one, _LONGEST_WORD),
        word_many=_line("word_many", settings.word_many, _LONGEST_WORD),
        staff=staff,
        current_staff=current if current in staff else "",
    )
    problems = _problems(wanted)
    if needs_name and not wanted.name:
        problems["name"] = _("A shop needs a name.")
    if problems:
        raise ValidationError(problems)
    return wanted


def _line(field: str, text: str, limit: int = _LONGEST_NAME) -> str:
    try:
        return clean(text, limit=limit)
    except ValidationError as error:
        raise ValidationError({field: str(error)}, code=error.code) from None


def _problems(settings: ShopSettings) -> dict[str, str]:
    found: dict[str, str] = {}
    if not is_currency(settings.currency):
        found["currency"] = _("“{code}” is not a currency.").format(code=settings.currency[:20])
    if not _REGION.fullmatch(settings.region):
        found["region"] = _("A country is two letters, such as GB.")
    if settings.word_many and not settings.word_one:
        found["word_one"] = _("Say what one of them is called, too.")
    if settings.decimal_mark not in (".", ",") or settings.decimal_mark == settings.group_mark:
        found["decimal_mark"] = _("Amounts need a decimal mark that is not the grouping one.")
    if settings.day_order not in DAY_ORDERS:
        found["day_order"] = _("Days are written with the day, the month or the year first.")
    if settings.theme not in THEMES:
        found["theme"] = _("The look is light, dark or that of the system.")
    return found
