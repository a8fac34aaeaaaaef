"""What a client agreed to: being written to or called, since when, and how we know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from crm.clients.checks import Checks
from crm.clients.models import Consent
from crm.clients.queries import get_name
from crm.dates import PartialDate
from crm.store.store import Store
from crm.store.stored import read_day, read_text

ConsentChannel = Literal["email", "phone", "sms", "post"]
CONSENT_CHANNELS: Final[tuple[ConsentChannel, ...]] = ("email", "phone", "sms", "post")


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One way to reach a client; ``id`` and ``given`` are None as long as they were not asked.

    ``on_day`` is None where nobody knows when they said it; ``source`` is how we know: "signed
    form", "at the counter".
    """

    id: int | None
    channel: ConsentChannel
    given: bool | None
    on_day: date | None
    source: str


def list_consents(store: Store, client_id: int) -> tuple[ConsentRow, ...]:
    """All four ways in their order, also those the client was not asked about."""
    sql = "SELECT channel, id, given, on_day, source FROM consent WHERE client_id = ? ORDER BY id"
    said = {channel: row for channel, *row in store.rows(sql, [client_id])}
    nothing = (None, None, None, "")
    return tuple(_consent(each, *said.get(each, nothing)) for each in CONSENT_CHANNELS)


def set_consent(
    store: Store,
    client_id: int,
    channel: ConsentChannel,
    given: bool | None,
    on_day: date | None = None,
    source: str = "",
) -> None:
    """Write down what a client said about one way; None forgets that they were asked.

    Raises ValidationError, NotFoundError.
    """
    checks = Checks()
    checks.one_of("channel", channel, CONSENT_CHANNELS)
    source = checks.line("source", source)
    day = None if on_day is None else PartialDate.from_date(on_day)
    checks.not_after("on_day", day, store.clock.today())
    checks.done()
    name = get_name(store, client_id)
    sql = "SELECT id FROM consent WHERE client_id = ? AND channel = ?"
    row_id: int | None = store.scalar(sql, [client_id, channel])
    values: dict[str, Any] = {"given": given, "on_day": on_day, "source": source}
    action = "consent.remove" if given is None else "consent.change" if row_id else "consent.add"
    with store.write(action, about=name) as step:
        if given is None and row_id is not None:
            step.delete(Consent, row_id)
        elif given is not None and row_id is not None:
            step.update(Consent, row_id, **values)
        elif given is not None:
            step.insert(Consent, client_id=client_id, channel=channel, **values)
        step.touch(client_id)


def _consent(
    channel: ConsentChannel,
    row_id: int | None,
    given: int | None,
    on_day: str | None,
    source: str,
) -> ConsentRow:
    return ConsentRow(
        row_id,
        channel,
        None if given is None else bool(given),
        None if on_day is None else read_day(on_day),
        read_text(source),
    )
