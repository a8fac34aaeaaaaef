"""Writing who a client is: one function for each thing a person does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from typing import Any, Final

from crm.clients.checks import Checks
from crm.clients.contacts import checked_contact, write_contacts
from crm.clients.drafts import CLIENT_KINDS, STANDINGS, ClientChanges, ClientDraft
from crm.clients.models import Client, FormerName
from crm.clients.names import NAME_PARTS, NameParts, join_name, sort_key, split_name
from crm.clients.queries import get_name
from crm.clients.tags import checked_tag, write_tag
from crm.dates import PartialDate
from crm.errors import NotFoundError, ValidationError
from crm.i18n import _
from crm.shop.queries import get_settings
from crm.store.fields import read_partial
from crm.store.store import Store
from crm.text import fold

_LINES: Final = ("called", "pronunciation", "from_place", "lives", "work", "how_met")
_SHOWN_IN_LOOP: Final = 6


def add_client(store: Store, draft: ClientDraft) -> int:
    """Write down somebody new with everything known of them; returns the id.

    Raises ValidationError; nothing is written then.
    """
    checks = Checks()
    values = _checked_fields(checks, store, _named_fields(draft))
    region = get_settings(store).region
    contacts = [checked_contact(checks, each, region) for each in draft.contacts]
    former = [checks.line("former_names", each) for each in draft.former_names]
    tags = [checked_tag(checks, each) for each in draft.tags if each.strip()]
    if draft.sent_by_id is not None:
        get_name(store, draft.sent_by_id)
    values |= _naming(checks, draft.kind, draft.parts, draft.name)
    checks.done()
    now = store.clock.now()
    with store.write("client.add", about=values["name"]) as step:
        client_id = step.insert(
            Client,
            **values,
            sent_by_id=draft.sent_by_id,
            starred=draft.starred,
            created_at=now,
            changed_at=now,
        )
        write_contacts(step, client_id, contacts)
        for name in filter(None, former):
            step.insert(FormerName, client_id=client_id, name=name)
        for tag in dict.fromkeys(tags):
            write_tag(store, step, client_id, tag)
        step.retell(client_id)
        if draft.sent_by_id is not None:
            step.retell(draft.sent_by_id)
    return client_id


def change_client(store: Store, client_id: int, rev: int | None, changes: ClientChanges) -> None:
    """Change the fields named, where nobody saved the client since ``rev``.

    Raises ValidationError, NotFoundError, ConflictError.
    """
    if unknown := changes.keys() - ClientChanges.__annotations__.keys():
        raise TypeError(f"not a field edited in place: {', '.join(sorted(unknown))}")
    current = _current(store, client_id)
    checks = Checks()
    values = _checked_fields(checks, store, dict(changes), current)
    if {"name", "kind", *NAME_PARTS} & changes.keys():
        values |= _renamed(checks, current, dict(changes))
    _check_household(checks, store, client_id, current["kind"], values.get("kind"))
    checks.done()
    _save(store, "client.change", client_id, rev, values, about=values.get("name"))


def star_client(store: Store, client_id: int, *, starred: bool) -> None:
    """Put a client among the starred ones, or take them out."""
    action = "client.star" if starred else "client.unstar"
    _save(store, action, client_id, None, {"starred": starred})


def turn_star(store: Store, client_id: int) -> None:
    """Star a client who is not starred, and the other way round; raises NotFoundError."""
    starred = store.scalar("SELECT starred FROM client WHERE id = ?", [client_id])
    star_client(store, client_id, starred=not starred)


def archive_client(store: Store, client_id: int) -> None:
    """Put a client away without losing anything of them."""
    values = {"archived_at": store.clock.now()}
    _save(store, "client.archive", client_id, None, values)


def restore_client(store: Store, client_id: int) -> None:
    """Bring a client back who was put away, also where that was into the trash."""
    values = {"archived_at": None, "removed_at": None}
    _save(store, "client.restore", client_id, None, values)


def turn_archived(store: Store, client_id: int) -> None:
    """Put a client away, or bring back one who is away; raises NotFoundError."""
    archived = store.scalar("SELECT archived_at FROM client WHERE id = ?", [client_id])
    turn = archive_client if archived is None else restore_client
    turn(store, client_id)


def mark_died(store: Store, client_id: int, rev: int | None, died: PartialDate | None) -> None:
    """Write down that a client has died, with the day as far as it is known."""
    checks = Checks()
    checks.not_after("died", died, store.clock.today())
    born = _current(store, client_id)["born"]
    if died and born and _ends_before(died, read_partial(born)):
        checks.refuse("died", _("This is before they were born."))
    checks.done()
    _save(store, "client.mark_died", client_id, rev, {"has_died": True, "died": died})


def unmark_died(store: Store, client_id: int, rev: int | None) -> None:
    """Take back that a client has died."""
    _save(store, "client.unmark_died", client_id, rev, {"has_died": False, "died": None})


def set_sent_by(store: Store, client_id: int, rev: int | None, sender_id: int | None) -> None:
    """Write down who sent us a client, or that nobody did.

    Raises ValidationError where the sender was sent by the client, directly or through others.
    """
    if sender_id is not None:
        _refuse_loop(store, client_id, sender_id)
    before = store.scalar("SELECT sent_by_id FROM client WHERE id = ?", [client_id])
    concerned = [each for each in (before, sender_id) if each is not None]
    _save(store, "client.set_sent_by", client_id, rev, {"sent_by_id": sender_id}, also=concerned)


def add_former_name(store: Store, client_id: int, name: str) -> int:
    """Keep a name a client had before, so that they are found by it; returns its id."""
    checks = Checks()
    name = checks.line("name", name, needed=_("A former name needs a word."))
    checks.done()
    with store.write("former_name.add", about=get_name(store, client_id)) as step:
        former_id = step.insert(FormerName, client_id=client_id, name=name)
        step.retell(client_id)
    return former_id


def remove_former_name(store: Store, former_name_id: int) -> None:
    """Forget a former name; raises NotFoundError."""
    client_id = store.scalar("SELECT client_id FROM former_name WHERE id = ?", [former_name_id])
    with store.write("former_name.remove", about=get_name(store, client_id)) as step:
        step.delete(FormerName, former_name_id)
        step.retell(client_id)


def list_concerned(store: Store, client_id: int) -> tuple[int, ...]:
    """A client and those who are found by their name: relatives and the people of a household."""
    rows = store.rows(
        "SELECT other_id FROM relation WHERE client_id = ? AND other_id IS NOT NULL "
        "UNION SELECT client_id FROM relation WHERE other_id = ? "
        "UNION SELECT client_id FROM household_member WHERE household_id = ? "
        "UNION SELECT household_id FROM household_member WHERE client_id = ? ORDER BY 1",
        [client_id] * 4,
    )
    return (client_id, *(row[0] for row in rows))


def _save(
    store: Store,
    action: str,
    client_id: int,
    rev: int | None,
    values: dict[str, Any],
    *,
    about: str | None = None,
    also: Iterable[int] = (),
) -> None:
    name = get_name(store, client_id)
    with store.write(action, about=about or name) as step:
        step.update(Client, client_id, rev=rev, **values)
        if not step.is_empty:
            step.update(Client, client_id, changed_at=store.clock.now())
            step.retell(*list_concerned(store, client_id), *also)


def _named_fields(draft: ClientDraft) -> dict[str, Any]:
    names = ("kind", "standing", "born", "met_on", *_LINES)
    return {name: getattr(draft, name) for name in names}


def _checked_fields(
    checks: Checks, store: Store, values: dict[str, Any], current: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Those of ``values`` that are columns as they stand; names are looked at elsewhere."""
    kept = {name: value for name, value in values.items() if name not in ("name", *NAME_PARTS)}
    for name in _LINES:
        if name in kept:
            kept[name] = checks.line(name, kept[name])
    if "kind" in kept:
        checks.one_of("kind", kept["kind"], CLIENT_KINDS)
    if "standing" in kept:
        checks.one_of("standing", kept["standing"], STANDINGS)
    for name in ("born", "met_on"):
        checks.not_after(name, kept.get(name), store.clock.today())
    died = current["died"] if current else ""
    if died and kept.get("born") and _ends_before(read_partial(died), kept["born"]):
        checks.refuse("born", _("This is after they died."))
    return kept


def _naming(checks: Checks, kind: str, parts: NameParts | None, name: str) -> dict[str, Any]:
    """The columns a name is kept in: its parts, what is shown and what is sorted by.

    Without ``parts`` a person's ``name`` is split into them; others have none.
    """
    if kind != "person" or parts is None:
        name = checks.line("name", name, needed=_("A name is needed."))
    if kind != "person":
        return {**dict.fromkeys(NAME_PARTS, ""), "name": name, "sort_name": fold(name)}
    parts = parts or split_name(name)
    parts = NameParts(*(checks.line(part, getattr(parts, part)) for part in NAME_PARTS))
    return {
        **dict(zip(NAME_PARTS, astuple(parts), strict=True)),
        "name": checks.line("name", join_name(parts), needed=_("A name is needed.")),
        "sort_name": sort_key(parts),
    }


def _renamed(checks: Checks, current: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    kind = changes.get("kind", current["kind"])
    parts = NameParts(*(changes.get(part, current[part]) for part in NAME_PARTS))
    keeps_parts = "name" not in changes and {*NAME_PARTS} & changes.keys()
    name = changes.get("name", current["name"])
    return _naming(checks, kind, parts if keeps_parts else None, name)


def _current(store: Store, client_id: int) -> dict[str, Any]:
    names = ("kind", "name", "born", "died", *NAME_PARTS)
    rows = store.rows(f"SELECT {', '.join(names)} FROM client WHERE id = ?", [client_id])
    if not rows:
        raise NotFoundError(_("This is not there any more. Somebody may have removed it."))
    return dict(zip(names, rows[0], strict=True))


def _check_household(
    checks: Checks, store: Store, client_id: int, kind: str, wanted: str | None
) -> None:
    """Households hold people, never households; so nobody changes into one or back who is tied."""
    if wanted is None or (kind == "household") == (wanted == "household"):
        return
    lives = "SELECT 1 FROM household_member WHERE {side} = ? LIMIT 1"
    if store.scalar(lives.format(side="household_id"), [client_id]):
        checks.refuse("kind", _("People live in this household. Let them leave it first."))
    if store.scalar(lives.format(side="client_id"), [client_id]):
        checks.refuse("kind", _("A household cannot live in another one."))


def _ends_before(one: PartialDate, other: PartialDate) -> bool:
    """Whether ``one`` is surely before ``other``, as far as both are known."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    for mine, its in pairs:
        if mine is None or its is None or mine > its:
            return False
        if mine < its:
            return True
    return False


def _refuse_loop(store: Store, client_id: int, sender_id: int) -> None:
    """A referral goes back in time, so nobody is sent by someone they sent."""
    if sender_id == client_id:
        raise ValidationError({"sent_by": _("Nobody sends themselves.")}, code="sent_by.loop")
    names: list[str] = []
    each: int | None = sender_id
    seen: set[int] = set()
    while each is not None and each not in seen:
        seen.add(each)
        names.append(get_name(store, each))
        if each == client_id:
            raise ValidationError({"sent_by": _loop_sentence(names)}, code="sent_by.loop")
        each = store.scalar("SELECT sent_by_id FROM client WHERE id = ?", [each])


def _loop_sentence(names: list[str]) -> str:
    if len(names) > _SHOWN_IN_LOOP:
        names = [*names[: _SHOWN_IN_LOOP - 2], "…", names[-1]]
    sentence = _("{client} cannot be sent by {sender}, who came through {client}: {chain}.")
    return sentence.format(client=names[-1], sender=names[0], chain=" ← ".join(names))
