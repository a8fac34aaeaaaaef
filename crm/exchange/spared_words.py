"""Why a client of an import stays when it is taken back, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from crm.dates import PartialDate, say_partial
from crm.i18n import _, ngettext
from crm.store.fields import read_day
from crm.store.sparing import Reason, SparedRow
from crm.store.store import Store

_NAME: Final = frozenset({"name", "title", "given", "middle", "family", "suffix", "sort_name"})


@dataclass(frozen=True, slots=True)
class SparedClient:
    """A client who stays, or a field of an older one; ``why`` is in the words of a list."""

    client_id: int
    name: str
    why: str


def say_spared(store: Store, row: SparedRow) -> tuple[str, str]:
    """The name of a spared client, and why they stay."""
    reasons = [_say(store, reason) for reason in row.reasons]
    return _name(store, row.id), ", ".join(dict.fromkeys(filter(None, reasons)))


def say_kept_change(store: Store, client_id: int, columns: Sequence[str]) -> tuple[str, str]:
    """The name of an older client, and which of their fields stay as they were changed."""
    return _name(store, client_id), _changed(columns)


def _name(store: Store, client_id: int) -> str:
    return str(store.scalar("SELECT name FROM client WHERE id = ?", [client_id]) or "")


def _say(store: Store, reason: Reason) -> str:
    if reason.table == "client":
        return _changed(reason.columns) if reason.columns else _("sent somebody")
    if reason.table == "visit":
        return _say_visits(store, reason)
    say = _SENTENCES.get(reason.table)
    return say(reason.count).format(count=f"{reason.count:,}") if say else _("used since")


def _say_visits(store: Store, reason: Reason) -> str:
    day = read_day(store.scalar("SELECT day FROM visit WHERE id = ?", [reason.newest_id]))
    text = ngettext("visit on {day}", "{count} visits, the last noted on {day}", reason.count)
    return text.format(day=say_partial(PartialDate.from_date(day)), count=f"{reason.count:,}")


def _changed(columns: Iterable[str]) -> str:
    told = [_column(name) for name in columns]
    return ", ".join(dict.fromkeys(told))


def _column(name: str) -> str:
    if name in _NAME:
        return _("name changed")
    return {
        "born": _("birthday changed"),
        "called": _("what they are called changed"),
        "work": _("work changed"),
        "sent_by_id": _("who sent them changed"),
        "archived_at": _("put away"),
        "removed_at": _("put into the trash"),
        "starred": _("starred"),
        "has_died": _("has died"),
        "died": _("has died"),
    }.get(name, _("details changed"))


_SENTENCES: Final[dict[str, Callable[[int], str]]] = {
    "note": lambda count: ngettext("note", "{count} notes", count),
    "promise": lambda count: ngettext("promise", "{count} promises", count),
    "wish": lambda count: ngettext("wish", "{count} wishes", count),
    "preference": lambda count: ngettext("preference", "{count} preferences", count),
    "occasion": lambda count: ngettext("special day", "{count} special days", count),
    "attachment": lambda count: ngettext("file", "{count} files", count),
    "contact_point": lambda count: ngettext(
        "way to reach them", "{count} ways to reach them", count
    ),
    "client_key": lambda count: ngettext("number", "{count} numbers", count),
    "client_tag": lambda count: ngettext("tag", "{count} tags", count),
    "former_name": lambda count: ngettext("former name", "{count} former names", count),
    "photo": lambda _count: _("picture"),
    "relation": lambda count: ngettext("tie", "{count} ties", count),
    "household_member": lambda _count: _("household"),
    "custom_value": lambda count: ngettext("own field", "{count} own fields", count),
    "consent": lambda _count: _("what they agreed to"),
    "merge": lambda _count: _("merged with somebody"),
}
