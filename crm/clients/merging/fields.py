"""The fields of which two clients can only have one between them, and which one is proposed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from crm.clients.drafts import Standing
from crm.clients.merging.rows import FieldPair, Side
from crm.clients.names import NAME_PARTS
from crm.dates import say_partial
from crm.i18n import _
from crm.store.fields import read_partial
from crm.store.store import Store
from crm.text import fold, words

_STANDINGS: Final[tuple[Standing, ...]] = ("client", "past", "colleague", "supplier", "prospect")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The side whose value is better, and why."""

    side: Side
    why: str


@dataclass(frozen=True, slots=True)
class MergeField:
    """A field of a client's own row.

    ``columns`` go together, the first one says whether there is a value. ``better`` compares two
    values that differ; None where neither is better, and the one of the client who stays is taken.
    """

    name: str
    columns: tuple[str, ...]
    label: Callable[[], str]
    say: Callable[[Store, Row], str]
    better: Callable[[Row, Row], Proposal | None] = lambda _kept, _gone: None
    is_grave: Callable[[Row, Row], bool] = lambda _kept, _gone: False

    def pair(self, store: Store, kept: Row, gone: Row) -> FieldPair:
        """The two values side by side."""
        said = self.say(store, kept), self.say(store, gone)
        same = fold(said[0]) == fold(said[1])
        proposal = self._proposal(kept, gone, said)
        return FieldPair(
            self.name, self.label(), *said, proposal.side, proposal.why,
            differs=bool(said[0] and said[1]) and not same,
            is_grave=not same and self.is_grave(kept, gone),
        )  # fmt: skip

    def _proposal(self, kept: Row, gone: Row, said: tuple[str, str]) -> Proposal:
        if said[0] == said[1]:
            return Proposal("kept", _("the same"))
        if not all(said):
            return Proposal("gone" if said[1] else "kept", _("the only one known"))
        return self.better(kept, gone) or Proposal("kept", _("of the one who stays"))


def _text(column: str) -> Callable[[Store, Row], str]:
    return lambda _store, row: str(row[column])


def _partial(column: str) -> Callable[[Store, Row], str]:
    def say(_store: Store, row: Row) -> str:
        return say_partial(read_partial(row[column])) if row[column] else ""

    return say


def _say_standing(_store: Store, row: Row) -> str:
    return {
        "prospect": _("may become one"),
        "client": _("current"),
        "past": _("past"),
        "colleague": _("colleague"),
        "supplier": _("supplier"),
    }[row["standing"]]


def _say_died(_store: Store, row: Row) -> str:
    if not row["has_died"]:
        return ""
    return say_partial(read_partial(row["died"])) if row["died"] else _("has died")


def _say_sender(store: Store, row: Row) -> str:
    if row["sent_by_id"] is None:
        return ""
    return str(store.scalar("SELECT name FROM client WHERE id = ?", [row["sent_by_id"]]) or "")


def _fuller_name(kept: Row, gone: Row) -> Proposal | None:
    """The name that says all the other one does, and more."""
    mine, its = (set(words(row["name"])) for row in (kept, gone))
    mine_letters, its_letters = (sum(map(len, each)) for each in (mine, its))
    if its_letters > mine_letters and _says_all(its, mine):
        return Proposal("gone", _("says more"))
    if mine_letters > its_letters and _says_all(mine, its):
        return Proposal("kept", _("says more"))
    return None


def _says_all(more: set[str], less: set[str]) -> bool:
    """Whether each word of ``less`` stands in ``more`` or is the beginning of one there."""
    return all(any(word.startswith(short) for word in more) for short in less)


def _exacter(column: str) -> Callable[[Row, Row], Proposal | None]:
    def better(kept: Row, gone: Row) -> Proposal | None:
        mine, its = (_exactness(row[column]) for row in (kept, gone))
        if mine == its:
            return None
        return Proposal("gone" if its > mine else "kept", _("says more"))

    return better


def _exactness(stored: str) -> int:
    told = read_partial(stored)
    parts = sum(part is not None for part in (told.year, told.month, told.day))
    return 2 * parts - told.about


def _nearer_standing(kept: Row, gone: Row) -> Proposal:
    mine, its = (_STANDINGS.index(row["standing"]) for row in (kept, gone))
    return Proposal("gone" if its < mine else "kept", _("says more"))


def _earlier(column: str) -> Callable[[Row, Row], Proposal | None]:
    def better(kept: Row, gone: Row) -> Proposal | None:
        mine, its = (read_partial(row[column]).year for row in (kept, gone))
        if mine is None or its is None or mine == its:
            return None
        return Proposal("gone" if its < mine else "kept", _("the earlier one"))

    return better


def _cannot_be_one(column: str) -> Callable[[Row, Row], bool]:
    """Two days of which each known part has to be the same."""

    def is_grave(kept: Row, gone: Row) -> bool:
        if not kept[column] or not gone[column]:
            return False
        mine, its = read_partial(kept[column]), read_partial(gone[column])
        pairs = ((mine.year, its.year), (mine.month, its.month), (mine.day, its.day))
        about = mine.about or its.about
        return not about and any(a and b and a != b for a, b in pairs)

    return is_grave


def _one_has_died(kept: Row, gone: Row) -> bool:
    return bool(kept["has_died"]) != bool(gone["has_died"])


def _line(name: str, label: Callable[[], str]) -> MergeField:
    return MergeField(name, (name,), label, _text(name))


FIELDS: Final[tuple[MergeField, ...]] = (
    MergeField(
        "name", ("name", *NAME_PARTS, "sort_name"), lambda: _("Name"), _text("name"), _fuller_name
    ),
    _line("called", lambda: _("Called")),
    _line("pronunciation", lambda: _("Pronunciation")),
    MergeField(
        "standing", ("standing",), lambda: _("Standing"), _say_standing, _nearer_standing
    ),
    MergeField(
        "born", ("born",), lambda: _("Birthday"), _partial("born"), _exacter("born"),
        _cannot_be_one("born"),
    ),
    MergeField(
        "died", ("has_died", "died"), lambda: _("Died"), _say_died, is_grave=_one_has_died
    ),
    _line("from_place", lambda: _("From")),
    _line("lives", lambda: _("Lives")),
    _line("work", lambda: _("Work")),
    _line("how_met", lambda: _("How we met")),
    MergeField(
        "met_on", ("met_on",), lambda: _("Since"), _partial("met_on"), _earlier("met_on")
    ),
    MergeField("sent_by", ("sent_by_id",), lambda: _("Sent by"), _say_sender),
)  # fmt: skip
