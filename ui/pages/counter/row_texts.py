"""What a row of the list says about a client: one line, and at most one thing to know first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from crm.clients.hits import ClientHit
from crm.i18n import _, ngettext
from crm.lifetime.absence import stays_away
from crm.shop.words import Words
from crm.text import fold
from ui.formats import Formats
from ui.theme import Tone
from ui.widgets.spans import Span

SOON_DAYS = 7
_FORGOTTEN_DAYS = 3 * 365  # then nobody wonders any more where they are


class RowChip(NamedTuple):
    """The one thing to know before a client is opened."""

    text: str
    tone: Tone


def name_spans(hit: ClientHit) -> tuple[Span, ...]:
    """The name, underlined where it was found."""
    return underlined(hit.name, hit.spans if hit.matched == "name" else ())


def find_twins(hits: Iterable[ClientHit]) -> frozenset[int]:
    """The ids of those who share their name with another in the list."""
    named: dict[str, list[int]] = {}
    for hit in hits:
        named.setdefault(fold(hit.name), []).append(hit.id)
    return frozenset(each for ids in named.values() if len(ids) > 1 for each in ids)


def subtitle_spans(
    hit: ClientHit, formats: Formats, words: Words, *, twin: bool
) -> tuple[Span, ...]:
    """What was found where it is not the name, then who it is; of a ``twin`` first where from."""
    place = [part for part in (hit.town, _tail(hit)) if part]
    person = _told_of(hit, formats, words)
    told = " · ".join([*place, *person] if twin else [*person, *place])
    if hit.matched in ("", "name") or not hit.matched_text:
        return (Span(told),)
    found = (*_lead_in(hit), *underlined(hit.matched_text, hit.spans))
    return (*found, Span(f" · {told}")) if told else found


def chip_of(hit: ClientHit, formats: Formats) -> RowChip | None:
    """An alert before all; then a birthday within the week; then one who stays away.

    Of one who has died only that is said: nothing is to be done about them any more.
    """
    if hit.has_died:
        return RowChip(_("Has died"), "neutral")
    if hit.alert:
        return RowChip(hit.alert, "rose")
    today = formats.clock.today()
    birthday = hit.born.next_anniversary(today) if hit.born else None
    if birthday and birthday - today <= timedelta(days=SOON_DAYS):
        return RowChip(say_birthday(birthday, formats), "amber")
    if hit.last_visit and hit.rhythm_days and hit.kind == "person":
        away = (today - hit.last_visit).days
        if stays_away(away, hit.rhythm_days) and away <= _FORGOTTEN_DAYS:
            return RowChip(_("{span} away").format(span=formats.span(away)), "rose")
    return None


def say_birthday(birthday: date, formats: Formats) -> str:
    """A birthday that is near, as people say it."""
    days = (birthday - formats.clock.today()).days
    if days == 0:
        return _("Birthday today")
    if days == 1:
        return _("Birthday tomorrow")
    return _("Birthday {day}").format(day=formats.day(birthday))


def underlined(text: str, places: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    """``text`` with the ``places`` (start, end) underlined."""
    spans: list[Span] = []
    at = 0
    for start, end in places:
        spans += [Span(text[at:start]), Span(text[start:end], underline=True)]
        at = end
    return tuple(span for span in (*spans, Span(text[at:])) if span.text)


def _lead_in(hit: ClientHit) -> tuple[Span, ...]:
    """The words without which it would not be understood why this was found."""
    said = {
        "sent_by": _("sent by"),
        "former_name": _("formerly"),
        "called": _("called"),
        "tag": _("tag"),
    }
    return (Span(f"{said[hit.matched]} "),) if hit.matched in said else ()


def _tail(hit: ClientHit) -> str:
    return f"…{hit.phone_tail}" if hit.phone_tail and hit.matched != "phone" else ""


def _told_of(hit: ClientHit, formats: Formats, words: Words) -> list[str]:
    told = [_standing(hit, formats, words)]
    if hit.last_visit:
        told.append(_("last here {day}").format(day=formats.day(hit.last_visit)))
    return told


def _standing(hit: ClientHit, formats: Formats, words: Words) -> str:
    if hit.archived:
        return _("archived")
    if hit.kind == "household":
        return ngettext("{count} person", "{count} people", hit.members).format(count=hit.members)
    if hit.standing != "client":
        return _say_standing(hit.standing, words)
    if hit.kind == "organisation":
        return _("Organisation")
    if hit.first_visit is None:
        return words.fill(_("{Client}, not here yet"))
    return words.fill(
        _("{Client} for {span}"),
        span=formats.span((formats.clock.today() - hit.first_visit).days),
    )


def _say_standing(standing: str, words: Words) -> str:
    said = {
        "prospect": words.fill(_("Not yet a {client}")),
        "past": _("No longer comes"),
        "colleague": _("Colleague"),
        "supplier": _("Supplier"),
    }
    return said[standing]
