"""Doing one thing to many clients at once, as one step that is kept, or taken back, whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from crm.clients.checks import Checks
from crm.clients.consent import CONSENT_CHANNELS, ConsentChannel
from crm.clients.custom_fields import get_custom_field
from crm.clients.custom_values import ValueStyle, parse_value
from crm.clients.drafts import CLIENT_KINDS, STANDINGS, ClientKind, Standing
from crm.clients.models import Client, ClientTag, Consent, CustomValue, Tag
from crm.clients.services import change_client
from crm.clients.tags import checked_tag
from crm.errors import CancelledError
from crm.i18n import _
from crm.progress import NoProgress, Progress
from crm.shop.queries import get_settings
from crm.shop.words import words_of
from crm.store.step import Step
from crm.store.store import Store
from crm.text import fold

NO_PROGRESS: Final = NoProgress()
# From so many on it is quicker to make all words anew than those of each client.
_MOST_RETOLD: Final = 40_000

_TO_TAG: Final = """
    SELECT c.id FROM json_each(?) j CROSS JOIN client c ON c.id = j.value
    WHERE c.removed_at IS NULL AND NOT EXISTS
        (SELECT 1 FROM client_tag x WHERE x.client_id = c.id AND x.tag_id = ?)
"""
_TAGGED: Final = """
    SELECT x.id, x.client_id FROM json_each(?) j
    CROSS JOIN client_tag x ON x.client_id = j.value WHERE x.tag_id = ?
"""
_CLIENTS: Final = (
    "SELECT c.id FROM json_each(?) j CROSS JOIN client c ON c.id = j.value WHERE {where}"
)
_CONSENTS: Final = """
    SELECT c.id, o.id, o.given FROM json_each(?) j CROSS JOIN client c ON c.id = j.value
    LEFT JOIN consent o ON o.client_id = c.id AND o.channel = ?
    WHERE c.removed_at IS NULL
"""
_VALUES: Final = """
    SELECT c.id, v.id, v.value FROM json_each(?) j CROSS JOIN client c ON c.id = j.value
    LEFT JOIN custom_value v ON v.client_id = c.id AND v.field_id = ?
    WHERE c.removed_at IS NULL
        AND (? IS NULL OR EXISTS
            (SELECT 1 FROM client_tag x WHERE x.client_id = c.id AND x.tag_id = ?))
"""


def tag_clients(
    store: Store, client_ids: Sequence[int], name: str, progress: Progress = NO_PROGRESS
) -> int:
    """Put a tag on clients, made where it is new; returns how many did not wear it.

    Raises ValidationError, CancelledError.
    """
    checks = Checks()
    name = checked_tag(checks, name)
    checks.done()
    tag_id = _tag_id(store, name)
    found = [row[0] for row in store.rows(_TO_TAG, [ids_once(client_ids), tag_id])]
    with store.write("client.tag_many", about=say_many(store, len(found))) as step:
        if found:
            tag_id = tag_id or step.insert(Tag, name=name, folded=fold(name))
            rows = ((each, tag_id) for each in watched(found, progress))
            step.insert_rows(ClientTag, ("client_id", "tag_id"), rows)
            tell_words(step, *found)
    return len(found)


def untag_clients(
    store: Store, client_ids: Sequence[int], name: str, progress: Progress = NO_PROGRESS
) -> int:
    """Take a tag off clients; returns how many wore it. Raises CancelledError."""
    rows = store.rows(_TAGGED, [ids_once(client_ids), _tag_id(store, name)])
    with store.write("client.untag_many", about=say_many(store, len(rows))) as step:
        for row_id, _client_id in watched(rows, progress):
            step.delete(ClientTag, row_id)
        tell_words(step, *(client_id for _row_id, client_id in rows))
    return len(rows)


def set_standing_of_many(
    store: Store,
    client_ids: Sequence[int],
    standing: Standing,
    progress: Progress = NO_PROGRESS,
) -> int:
    """Give clients another standing; returns how many had another one.

    Raises ValidationError, CancelledError.
    """
    checks = Checks()
    checks.one_of("standing", standing, STANDINGS)
    checks.done()
    found = _list(store, client_ids, "c.removed_at IS NULL AND c.standing <> ?", standing)
    return _update(store, "client.set_standing_many", found, progress, {"standing": standing})


def set_kind_of_many(
    store: Store, client_ids: Sequence[int], kind: ClientKind, progress: Progress = NO_PROGRESS
) -> int:
    """Make clients persons, households or organisations; returns how many were something else.

    Raises ValidationError where one of them is tied to a household, CancelledError.
    """
    checks = Checks()
    checks.one_of("kind", kind, CLIENT_KINDS)
    checks.done()
    found = _list(store, client_ids, "c.removed_at IS NULL AND c.kind <> ?", kind)
    with store.together("client.set_kind_many", say_many(store, len(found))):
        for client_id in watched(found, progress):
            change_client(store, client_id, None, {"kind": kind})
    return len(found)


def set_consent_of_many(
    store: Store,
    client_ids: Sequence[int],
    channel: ConsentChannel,
    given: bool | None,
    progress: Progress = NO_PROGRESS,
) -> int:
    """Write down today what clients said about one way to reach them; None forgets it.

    Returns for how many that is new. Raises ValidationError, CancelledError.
    """
    checks = Checks()
    checks.one_of("channel", channel, CONSENT_CHANNELS)
    checks.done()
    rows = store.rows(_CONSENTS, [ids_once(client_ids), channel])
    rows = [row for row in rows if (None if row[2] is None else bool(row[2])) != given]
    today = store.clock.today()

    def write(step: Step, client_id: int, row_id: int | None, _before: int | None) -> None:
        if row_id is None:
            step.insert(Consent, client_id=client_id, channel=channel, given=given, on_day=today)
        elif given is None:
            step.delete(Consent, row_id)
        else:
            step.update(Consent, row_id, given=given, on_day=today, source="")

    return _write(store, "consent.set_many", rows, progress, write, Step.touch)


def set_custom_value_of_many(
    store: Store,
    client_ids: Sequence[int],
    field_id: int,
    text: str,
    progress: Progress = NO_PROGRESS,
) -> int:
    """Keep what was typed in a field of the shop's own for clients who have that field.

    An empty ``text`` empties it. Returns for how many that is new. Raises ValidationError (field
    ``value``), NotFoundError, CancelledError.
    """
    field = get_custom_field(store, field_id)
    style = ValueStyle.of(get_settings(store), store.clock.today())
    value = parse_value(text, field.type, style, field.choices)
    tag_id = None if field.tag is None else field.tag.id
    rows = store.rows(_VALUES, [ids_once(client_ids), field_id, tag_id, tag_id])
    rows = [row for row in rows if (row[2] or "") != value]

    def write(step: Step, client_id: int, row_id: int | None, _before: str | None) -> None:
        if row_id is None:
            step.insert(CustomValue, client_id=client_id, field_id=field_id, value=value)
        elif value:
            step.update(CustomValue, row_id, value=value)
        else:
            step.delete(CustomValue, row_id)

    return _write(store, "custom_value.set_many", rows, progress, write, tell_words)


def archive_clients(
    store: Store, client_ids: Sequence[int], progress: Progress = NO_PROGRESS
) -> int:
    """Put clients away without losing anything of them; returns how many were not.

    Raises CancelledError.
    """
    found = _list(store, client_ids, "c.archived_at IS NULL")
    now = store.clock.now()
    return _update(store, "client.archive_many", found, progress, {"archived_at": now})


def unarchive_clients(
    store: Store, client_ids: Sequence[int], progress: Progress = NO_PROGRESS
) -> int:
    """Bring clients back who were put away; returns how many were. Raises CancelledError."""
    found = _list(store, client_ids, "c.archived_at IS NOT NULL AND c.removed_at IS NULL")
    return _update(store, "client.restore_many", found, progress, {"archived_at": None})


# For whatever is done to many


def watched(rows: Sequence[Any], progress: Progress) -> Iterator[Any]:
    """``rows`` one by one, telling how far it is; raises CancelledError when it is to stop."""
    for done, row in enumerate(rows):
        if progress.stopped():
            raise CancelledError(_("Stopped; nothing was changed."))
        progress.step(done, len(rows))
        yield row
    progress.step(len(rows), len(rows))


def ids_once(client_ids: Iterable[int]) -> str:
    """Each of ``client_ids`` once, as statements take them."""
    return json.dumps([*dict.fromkeys(client_ids)])


def say_many(store: Store, count: int) -> str:
    """So many of those the shop serves, in its own word: 84 clients."""
    return f"{count:,} {words_of(get_settings(store)).of(count)}"


def tell_words(step: Step, *client_ids: int) -> None:
    """Say whose words changed, in the way that is quickest for so many."""
    if len(client_ids) > _MOST_RETOLD:
        step.touch_everything()
    else:
        step.retell(*client_ids)


def _tag_id(store: Store, name: str) -> int | None:
    found: int | None = store.scalar("SELECT id FROM tag WHERE folded = ?", [fold(name)])
    return found


def _list(store: Store, client_ids: Sequence[int], where: str, *values: object) -> list[int]:
    rows = store.rows(_CLIENTS.format(where=where), [ids_once(client_ids), *values])
    return [row[0] for row in rows]


def _update(
    store: Store,
    action: str,
    client_ids: Sequence[int],
    progress: Progress,
    values: dict[str, Any],
) -> int:
    values = {**values, "changed_at": store.clock.now()}
    with store.write(action, about=say_many(store, len(client_ids))) as step:
        for client_id in watched(client_ids, progress):
            step.update(Client, client_id, **values)
        step.touch(*client_ids)
    return len(client_ids)


def _write(
    store: Store,
    action: str,
    rows: Sequence[tuple[Any, ...]],
    progress: Progress,
    write: Callable[..., None],
    tell: Callable[..., None],
) -> int:
    """Run ``write(step, *row)`` for each row, which begins with the client it is about.

    ``tell`` says to the step what follows for these clients.
    """
    with store.write(action, about=say_many(store, len(rows))) as step:
        for row in watched(rows, progress):
            write(step, *row)
        tell(step, *(row[0] for row in rows))
    return len(rows)
