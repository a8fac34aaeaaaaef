"""Who somebody new may already be, while their name is still being typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.find import find_clients
from crm.clients.names import join_name
from crm.clients.rows import LikelyRow
from crm.clients.same.one_person import find_same_as
from crm.clients.same.pairs import Pair, Reason
from crm.clients.typed_person import tell_apart
from crm.i18n import _
from crm.store.store import Store
from crm.text import words

_NAMES: Final = frozenset({"name", "called", "former_name"})
_NAME_FIELDS: Final = frozenset({"name", "names", "given", "middle", "family", "whole"})
_DOUBTS: Final = frozenset({"born", "suffix"})
_MISTYPED: Final = ("letter", "letters")
_WHOLE: Final = frozenset({"phone", "mail", "paper", "name", "whole"})
_FEWEST_WORDS: Final = 2  # one word alone is like half the town
_MOST_NEAR: Final = 5
_MOST_LOOKED_AT: Final = 20


def list_likely_same(
    store: Store, draft: ClientDraft | str, limit: int = 5
) -> tuple[LikelyRow, ...]:
    """Clients that somebody new may already be, the likeliest first.

    A ``draft`` may be the text typed so far: a whole name, a phone number or an e-mail address.
    Names of two words or more are known again with typing errors, swapped, or by a short form.
    """
    wanted = _draft_of(draft) if isinstance(draft, str) else draft
    pairs = [
        pair for pair in find_same_as(store, wanted, _MOST_LOOKED_AT) if _is_worth_saying(pair)
    ]
    marks = ", ".join("?" * len(pairs))
    sql = f"SELECT id, name FROM client WHERE id IN ({marks})"
    names = dict(store.rows(sql, [pair.second for pair in pairs]))
    rows = [LikelyRow(pair.second, names[pair.second], _said(pair)) for pair in pairs]
    if len(rows) < limit:
        rows += (row for row in _near_name(store, wanted) if row.id not in names)
    return tuple(rows[:limit])


def _draft_of(text: str) -> ClientDraft:
    typed = tell_apart(text)
    contacts = (ContactDraft("phone", typed.phone), ContactDraft("email", typed.email))
    return ClientDraft(name=typed.name, contacts=contacts)


def _is_worth_saying(pair: Pair) -> bool:
    """A way to reach them in common, or all of the name."""
    seen = {reason.field for reason in pair.reasons}
    return bool(seen & _WHOLE) or {"given", "family"} <= seen


def _said(pair: Pair) -> str:
    """The reasons in a few words; a birthday or Jr and Sr that speak against it as well."""
    names = [reason for reason in pair.reasons if reason.field in _NAME_FIELDS]
    others = [reason.text for reason in pair.reasons if reason.field not in _NAME_FIELDS]
    said = ", ".join([*others, *_said_of_names(names)])
    against = ", ".join(each.text for each in pair.against if each.field in _DOUBTS)
    return _("{reasons}, but {against}").format(reasons=said, against=against) if against else said


def _said_of_names(names: list[Reason]) -> list[str]:
    """Two names that are not quite the same are said in one word, but for a short form."""
    if any(reason.code.endswith(_MISTYPED) for reason in names):
        return [_("similar name")]
    return [reason.text for reason in names]


def _near_name(store: Store, draft: ClientDraft) -> Iterator[LikelyRow]:
    """Those whose names are found by what is typed so far, also in the middle of a word."""
    name = join_name(draft.parts) if draft.parts else draft.name
    if len(words(name)) < _FEWEST_WORDS:
        return
    for hit in find_clients(store, name, limit=_MOST_NEAR).hits:
        if hit.matched in _NAMES:
            yield LikelyRow(hit.id, hit.name, _("similar name"))
