"""What the fields of a letter hold for each addressee."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from crm.clients.custom_fields import list_custom_fields
from crm.clients.custom_values import ValueStyle, format_value
from crm.dates import PartialDate, say_partial
from crm.letters.addressees import Addressee
from crm.shop.queries import get_settings
from crm.store.batches import in_batches
from crm.store.fields import read_day, read_text
from crm.store.store import Store

_BATCH: Final = 1_000
_IDS: Final = "WITH ids (id) AS MATERIALIZED (SELECT value FROM json_each(?)) "
_SUMMARIES: Final = f"""{_IDS}
    SELECT s.client_id, s.first_visit, s.last_visit, s.visits
    FROM ids CROSS JOIN client_summary s ON s.client_id = ids.id
"""
_OWN_VALUES: Final = f"""{_IDS}
    SELECT v.client_id, v.field_id, v.value
    FROM ids CROSS JOIN custom_value v ON v.client_id = ids.id
"""


def list_letter_values(
    store: Store, addressees: Sequence[Addressee]
) -> Iterator[Mapping[str, str]]:
    """The fields of each addressee's letter, in their order; see ``letter_text.FIELDS``.

    Where a letter goes to several, figures and own fields are those of the first of them.
    """
    settings, today = get_settings(store), store.clock.today()
    style = ValueStyle.of(settings, today)
    own = {field.id: field for field in list_custom_fields(store)}
    shop = {"shop": settings.name, "today": _say(today.isoformat())}
    for batch in in_batches(addressees, _BATCH):
        ids = json.dumps([each.client_ids[0] for each in batch])
        figures = {id: row for id, *row in store.rows(_SUMMARIES, [ids])}
        values: dict[int, dict[str, str]] = {}
        for client_id, field_id, value in store.rows(_OWN_VALUES, [ids]):
            field = own[field_id]
            said = format_value(read_text(value), field.type, style)
            values.setdefault(client_id, {})[field.name] = said
        for each in batch:
            first = each.client_ids[0]
            yield {
                **values.get(first, {}),
                "greeting": each.greeting,
                "name": each.name,
                "address": "\n".join(each.lines),
                **_figures(figures.get(first)),
                **shop,
            }


def _figures(row: list[Any] | None) -> dict[str, str]:
    first, last, visits = row or (None, None, 0)
    return {"client since": _say(first), "last visit": _say(last), "visits": str(visits)}


def _say(day: str | None) -> str:
    return say_partial(PartialDate.from_date(read_day(day))) if day else ""
