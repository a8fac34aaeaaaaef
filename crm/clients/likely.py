"""Who somebody new may already be, while their name is still being typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.find import find_clients
from crm.clients.names import join_name, sort_key
from crm.clients.phones import normal_phone
from crm.clients.rows import LikelyRow
from crm.i18n import _
from crm.shop.queries import get_settings
from crm.store.store import Store
from crm.text import fold, words

_NAMES: Final = frozenset({"name", "called", "former_name"})
_FEWEST_WORDS: Final = 2  # one word alone is like half the town
_MOST_NEAR: Final = 5


def list_likely_same(
    store: Store, draft: ClientDraft | str, limit: int = 5
) -> tuple[LikelyRow, ...]:
    """Clients that somebody new may already be, those with most in common first.

    A ``draft`` may be the text typed so far: a whole name, a phone number or an e-mail address.
    Names of two words or more are known again with a typing error in each.
    """
    wanted = _draft_of(draft) if isinstance(draft, str) else draft
    reasons: dict[tuple[int, str], list[str]] = {}
    for client_id, name, why in _likely(store, wanted):
        said = reasons.setdefault((client_id, name), [])
        if why not in said:
            said.append(why)
    ranked = sorted(reasons.items(), key=lambda found: (-len(found[1]), found[0]))
    return tuple(LikelyRow(*who, ", ".join(why)) for who, why in ranked[:limit])


def _likely(store: Store, draft: ClientDraft) -> Iterator[tuple[int, str, str]]:
    yield from _same_contact(store, draft)
    same = _same_name(store, draft)
    yield from same
    known = {client_id for client_id, _name, _why in same}
    yield from (row for row in _near_name(store, draft) if row[0] not in known)


def _draft_of(text: str) -> ClientDraft:
    contacts = (ContactDraft("phone", text), ContactDraft("email", text))
    return ClientDraft(name=text, contacts=contacts)


def _same_contact(store: Store, draft: ClientDraft) -> list[tuple[int, str, str]]:
    region = get_settings(store).region
    phones = {normal_phone(each.value, region) for each in draft.contacts if each.kind == "phone"}
    mails = {fold(each.value) for each in draft.contacts if each.kind == "email"}
    found = _clients_with(store, "phone", {phone for phone in phones if phone})
    said = [(*row, _("same phone number")) for row in found]
    found = _clients_with(store, "email", {mail for mail in mails if "@" in mail})
    return said + [(*row, _("same e-mail address")) for row in found]


def _clients_with(store: Store, kind: str, normals: set[str]) -> list[tuple[int, str]]:
    if not normals:
        return []
    marks = ", ".join("?" * len(normals))
    return [
        (row[0], row[1])
        for row in store.rows(
            "SELECT DISTINCT c.id, c.name FROM contact_point p JOIN client c ON c.id = p.client_id "
            f"WHERE p.kind = ? AND p.normal IN ({marks}) ORDER BY c.id",
            [kind, *sorted(normals)],
        )
    ]


def _same_name(store: Store, draft: ClientDraft) -> list[tuple[int, str, str]]:
    key = sort_key(draft.parts or draft.name)
    keys = sorted({key, fold(draft.name)} - {""})
    if not keys:
        return []
    marks = ", ".join("?" * len(keys))
    rows = store.rows(
        f"SELECT id, name FROM client WHERE sort_name IN ({marks}) ORDER BY id LIMIT 50",
        keys,
    )
    return [(row[0], row[1], _("same name")) for row in rows]


def _near_name(store: Store, draft: ClientDraft) -> list[tuple[int, str, str]]:
    name = join_name(draft.parts) if draft.parts else draft.name
    if len(words(name)) < _FEWEST_WORDS:
        return []
    hits = find_clients(store, name, limit=_MOST_NEAR).hits
    return [(hit.id, hit.name, _("similar name")) for hit in hits if hit.matched in _NAMES]
