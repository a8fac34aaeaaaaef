"""The form about what a client is called and what they are to the shop."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm.clients.drafts import ClientKind, Standing
from crm.clients.names import NAME_PARTS
from crm.clients.rows import ClientDetails
from crm.clients.services import (
    add_former_name,
    archive_client,
    change_client,
    mark_died,
    remove_former_name,
    restore_client,
    set_sent_by,
    star_client,
    unmark_died,
)
from crm.dates import PartialDate
from crm.i18n import _
from ui.i18n import mark
from ui.sheets.editors import ClientPick
from ui.sheets.form_spec import (
    PARTIAL_EXAMPLE,
    Call,
    Field,
    FormSpec,
    Loaded,
    Subject,
    Typed,
    block,
    check,
    choice,
    client,
    line,
)

KIND_WORDS: tuple[tuple[ClientKind, str], ...] = (
    ("person", mark("Person")),
    ("household", mark("Household")),
    ("organisation", mark("Organisation")),
)
STANDING_WORDS: tuple[tuple[Standing, str], ...] = (
    ("client", mark("{Client}")),
    ("prospect", mark("May become one")),
    ("past", mark("Was one")),
    ("colleague", mark("Colleague")),
    ("supplier", mark("Supplier")),
)

_TEXTS = ("called", "pronunciation", "from_place", "lives", "work", "how_met")
_DAYS = ("born", "met_on")


def _load(subject: Subject) -> Loaded:
    who = subject.client
    say = subject.context.formats.partial
    values: dict[str, object] = {name: getattr(who, name) for name in (*NAME_PARTS, *_TEXTS)}
    values |= {name: say(day) if (day := getattr(who, name)) else "" for name in _DAYS}
    values |= {
        "name": who.name,
        "kind": who.kind,
        "standing": who.standing,
        "former": "\n".join(each.name for each in who.former_names),
        "sent_by": ClientPick(who.sent_by.id, who.sent_by.name) if who.sent_by else ClientPick(),
        "starred": who.starred,
        "has_died": who.has_died,
        "died": say(who.died) if who.died else "",
        "archived": who.archived_at is not None,
    }
    return Loaded(values, who.rev)


def _save(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    """What was changed and nothing else: all fields at once first, for they carry the revision."""
    who = subject.client
    changes = _changes(subject, typed, loaded)
    calls = [Call(change_client, (who.id, loaded.rev, changes))] if changes else []
    if typed.flag("starred") != who.starred:
        calls.append(Call(_starring, (who.id, typed.flag("starred"))))
    return [
        *calls,
        *_former_calls(who, typed),
        *_sender_calls(who, typed),
        *_death_calls(who, typed),
        *_archive_calls(who, typed),
    ]


def _changes(subject: Subject, typed: Typed, loaded: Loaded) -> dict[str, object]:
    is_person = typed.choice("kind") == "person"
    was_person = subject.client.kind == "person"
    names = (*_TEXTS, *((*NAME_PARTS,) if is_person and was_person else ("name",)))
    changes: dict[str, object] = {
        name: typed.text(name) for name in names if typed.text(name) != loaded.values[name]
    }
    for name in ("kind", "standing"):
        if typed.choice(name) != loaded.values[name]:
            changes[name] = typed.choice(name)
    for name in _DAYS:
        if typed.text(name) != loaded.values[name]:
            changes[name] = typed.partial(name)
    return changes


def _starring(store: Any, client_id: int, starred: bool) -> None:
    star_client(store, client_id, starred=starred)


def _former_calls(who: ClientDetails, typed: Typed) -> list[Call]:
    wanted = [each.strip() for each in typed.text("former").splitlines() if each.strip()]
    standing = {each.name: each.id for each in who.former_names}
    gone = [Call(remove_former_name, (id,)) for name, id in standing.items() if name not in wanted]
    new = (name for name in dict.fromkeys(wanted) if name not in standing)
    return gone + [Call(add_former_name, (who.id, name)) for name in new]


def _sender_calls(who: ClientDetails, typed: Typed) -> list[Call]:
    pick = typed.client("sent_by")
    if pick.id is None and pick.name.strip():
        typed.refuse("sent_by", _("Choose somebody from the list."))
    if pick.id == (who.sent_by.id if who.sent_by else None):
        return []
    return [Call(set_sent_by, (who.id, None, pick.id))]


def _death_calls(who: ClientDetails, typed: Typed) -> list[Call]:
    has_died = typed.flag("has_died")
    died: PartialDate | None = typed.partial("died") if has_died else None
    if (has_died, died) == (who.has_died, who.died):
        return []
    if has_died:
        return [Call(mark_died, (who.id, None, died))]
    return [Call(unmark_died, (who.id, None))]


def _archive_calls(who: ClientDetails, typed: Typed) -> list[Call]:
    if typed.flag("archived") == (who.archived_at is not None):
        return []
    put_away: Callable[..., object] = archive_client if typed.flag("archived") else restore_client
    return [Call(put_away, (who.id,))]


def _in_parts(subject: Subject, values: Mapping[str, object]) -> bool:
    return values["kind"] == "person" and subject.client.kind == "person"


def _in_one(subject: Subject, values: Mapping[str, object]) -> bool:
    return not _in_parts(subject, values)


def _of_a_person(_subject: Subject, values: Mapping[str, object]) -> bool:
    return values["kind"] == "person"


def _of_the_dead(_subject: Subject, values: Mapping[str, object]) -> bool:
    return values["kind"] == "person" and bool(values["has_died"])


NAME_FORM = FormSpec(
    mark("Who {name} is"),
    mark("Who {name} is"),
    (
        Field("title", mark("Title"), line(mark("Dr")), shown=_in_parts),
        Field(
            "given",
            mark("Given name"),
            line(),
            beside=True,
            stretch=3,
            shown=_in_parts,
            also=("name",),
        ),
        Field("middle", mark("Middle"), line(), beside=True, stretch=2, shown=_in_parts),
        Field("family", mark("Family name"), line(), beside=True, stretch=3, shown=_in_parts),
        Field("suffix", mark("Suffix"), line(mark("Jr")), beside=True, shown=_in_parts),
        Field("name", mark("Name"), line(), shown=_in_one),
        Field("called", mark("Called"), line(mark("Shiv"))),
        Field("pronunciation", mark("Say it"), line(mark("shi-VAWN")), beside=True),
        Field("former", mark("Names before, one on each line"), block(least=1)),
        Field("kind", mark("What is it?"), choice(*KIND_WORDS)),
        Field("standing", mark("To us"), choice(*STANDING_WORDS)),
        Field("born", mark("Born"), line(PARTIAL_EXAMPLE), shown=_of_a_person),
        Field("from_place", mark("Comes from"), line(), beside=True),
        Field("lives", mark("Lives in"), line()),
        Field("work", mark("Work"), line(), beside=True),
        Field("how_met", mark("How we met"), line()),
        Field("met_on", mark("When we met"), line(mark("May 2019")), beside=True),
        Field("sent_by", mark("Sent to us by"), client(mark("a name"))),
        Field("starred", "", check(mark("Starred: before others wherever names are listed"))),
        Field("has_died", "", check(mark("Has died")), shown=_of_a_person),
        Field("died", mark("On"), line(PARTIAL_EXAMPLE), shown=_of_the_dead),
        Field("archived", "", check(mark("Archived: kept, but out of the way"))),
    ),
    _load,
    _save,
    width=680,
    noun="client",
)
