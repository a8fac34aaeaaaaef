"""The form for what a client agreed to: all ways at once, or one of them with day and source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from crm.clients.consent import (
    CONSENT_CHANNELS,
    ConsentChannel,
    ConsentRow,
    list_consents,
    set_consent,
)
from crm.dates_typed import parse_typed_day
from crm.errors import CrmError
from ui.i18n import mark
from ui.sheets.form_spec import (
    Call,
    Field,
    FormSpec,
    Loaded,
    Shown,
    Subject,
    Typed,
    choice,
    line,
    row_of,
)

_WORDS: Final[dict[ConsentChannel, str]] = {
    "email": mark("May we write an e-mail?"),
    "phone": mark("May we call?"),
    "sms": mark("May we send a text message?"),
    "post": mark("May we send a letter?"),
}
_ANSWERS: Final = ((None, mark("not asked")), (True, mark("yes")), (False, mark("no")))


def _shows(channel: ConsentChannel) -> Shown:
    """All ways where something new is said; of a change only the one."""

    def shows(subject: Subject, _values: Mapping[str, object]) -> bool:
        return subject.is_new or _row(subject).channel == channel

    return shows


def _row(subject: Subject) -> ConsentRow:
    row: ConsentRow = row_of(list_consents(subject.store, subject.client.id), subject.row_id)
    return row


def _load(subject: Subject) -> Loaded:
    rows = list_consents(subject.store, subject.client.id)
    values: dict[str, object] = {row.channel: row.given for row in rows}
    today = subject.context.workspace.clock.today()
    if subject.is_new:
        return Loaded(values | {"on_day": _say(subject, today), "source": ""})
    row = _row(subject)
    return Loaded(values | {"on_day": _say(subject, row.on_day), "source": row.source})


def _save(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    on_day = _read_day(subject, typed)
    source = typed.text("source")
    told = {"on_day": typed.text("on_day"), "source": source}
    is_other = any(told[name] != loaded.values[name] for name in told)
    calls = []
    for channel in CONSENT_CHANNELS:
        given = typed.choice(channel)
        meant = not subject.is_new and _row(subject).channel == channel
        if given == loaded.values[channel] and not (meant and is_other and given is not None):
            continue
        answer = (given, on_day, source) if given is not None else (None,)
        calls.append(Call(set_consent, (subject.client.id, channel, *answer)))
    return calls


def _read_day(subject: Subject, typed: Typed) -> date | None:
    """The day they said it, which has been already."""
    text = typed.text("on_day")
    if not text.strip():
        return None
    settings = subject.context.settings
    today = subject.context.workspace.clock.today()
    try:
        return parse_typed_day(text, today, toward="past", day_first=settings.day_first)
    except CrmError as error:
        typed.refuse("on_day", str(error))
        return None


def _say(subject: Subject, day: date | None) -> str:
    return "" if day is None else subject.context.formats.numeric_day(day)


CONSENT_FORM: Final = FormSpec(
    mark("What {name} agreed to"),
    mark("What {name} agreed to"),
    (
        *(
            Field(channel, _WORDS[channel], choice(*_ANSWERS), shown=_shows(channel))
            for channel in CONSENT_CHANNELS
        ),
        Field("on_day", mark("When did they say so?"), line(mark("today, 12 March 2024"))),
        Field(
            "source",
            mark("How do we know?"),
            line(mark("at the counter, a signed form …")),
            beside=True,
            stretch=2,
        ),
    ),
    _load,
    _save,
)
