"""The forms about who somebody is: relation, contact, tag, household, name and picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.clients.contacts import add_contact, change_contact, remove_contact
from crm.clients.drafts import ADDRESS_PARTS, ContactDraft, ContactKind, RelationDraft
from crm.clients.households import add_to_household, create_household, leave_household
from crm.clients.photos import remove_photo, set_photo
from crm.clients.queries import list_contacts, list_relations, list_tags
from crm.clients.relations import (
    add_relation,
    add_relation_type,
    change_relation,
    list_relation_types,
    remove_relation,
)
from crm.clients.rows import ContactRow, HouseholdRow, RelationRow
from crm.clients.tags import tag_client, untag_client
from crm.errors import NotFoundError
from crm.i18n import _
from crm.text import fold
from ui.i18n import mark
from ui.sheets.editors import ClientPick, Editor
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
    completed,
    line,
    row_of,
)
from ui.sheets.photo_editor import PhotoEditor
from ui.sheets.pictures import Picture
from ui.sheets.story_forms import beginning
from ui.widgets.completion_popup import Completion

CONTACT_WORDS: tuple[tuple[ContactKind, str], ...] = (
    ("phone", mark("Phone")),
    ("email", mark("E-mail")),
    ("address", mark("Address")),
    ("link", mark("Link")),
)
_LABELS = (mark("home"), mark("work"), mark("mobile"), mark("parents"), mark("holiday"))


# Relations


def _load_relation(subject: Subject) -> Loaded:
    if subject.is_new:
        return Loaded({})
    row: RelationRow = row_of(list_relations(subject.store, subject.client.id), subject.row_id)
    values = {
        "word": row.word,
        "other": ClientPick(row.other_id, row.name),
        "note": row.note,
        "born": subject.context.formats.partial(row.born) if row.born else "",
    }
    return Loaded(values, row.rev)


def _save_relation(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    other = typed.client("other")
    draft = RelationDraft(
        subject.client.id,
        typed.text("word"),
        other_id=other.id,
        other_name="" if other.id else other.name,
        note=typed.text("note"),
        born=None if other.id else typed.partial("born"),
    )
    calls = [subject.call(add_relation, change_relation, loaded, draft)]
    reverse = typed.text("reverse")
    if reverse.strip() and not _is_known_word(subject, draft.word):
        calls.insert(0, Call(add_relation_type, (draft.word, reverse)))
    return calls


def _is_known_word(subject: Subject, word: str) -> bool:
    types = list_relation_types(subject.store)
    return fold(word) in {fold(each) for type in types for each in (type.name, type.reverse)}


def _is_new_word(subject: Subject, values: Mapping[str, object]) -> bool:
    word = str(values["word"])
    return (
        bool(word.strip())
        and not any(_complete_word(subject, word))
        and not _is_known_word(subject, word)
    )


def _complete_word(subject: Subject, typed: str) -> Sequence[Completion]:
    return beginning(typed, [each.name for each in list_relation_types(subject.store)])


def _is_named_only(_subject: Subject, values: Mapping[str, object]) -> bool:
    other = values["other"]
    return not (isinstance(other, ClientPick) and other.id)


# Contacts


def _load_contact(subject: Subject) -> Loaded:
    if subject.is_new:
        return Loaded({})
    row = _contact_of(subject)
    values: dict[str, object] = {part: getattr(row, part) for part in ADDRESS_PARTS}
    if row.kind == "address" and not any(values.values()):
        values["street"] = row.value
    values |= {
        "kind": row.kind,
        "value": row.value,
        "label": row.label,
        "is_primary": row.is_primary,
        "is_past": row.is_past,
    }
    return Loaded(values, row.rev)


def _contact_of(subject: Subject) -> ContactRow:
    row: ContactRow = row_of(list_contacts(subject.store, subject.client.id), subject.row_id)
    return row


def _save_contact(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    kind: ContactKind = typed.choice("kind")
    is_address = kind == "address"
    parts = {part: typed.text(part) for part in ADDRESS_PARTS} if is_address else {}
    same = all(parts[part] == loaded.values.get(part, "") for part in parts)
    # An address as it came in stays as it was written until its parts are.
    as_written = str(loaded.values.get("value", "")) if same and not subject.is_new else ""
    if as_written and parts.get("street") == as_written:
        parts = {}
    if is_address and not any(text.strip() for text in parts.values()) and not as_written:
        typed.refuse("street", _("An address needs at least one line."))
    draft = ContactDraft(
        kind,
        value=as_written if is_address else typed.text("value"),
        label=typed.text("label"),
        is_primary=typed.flag("is_primary"),
        is_past=typed.flag("is_past"),
        **parts,
    )
    if subject.is_new:
        return [Call(add_contact, (subject.client.id, draft))]
    return [Call(change_contact, (subject.row_id, loaded.rev, draft))]


def _is_address(_subject: Subject, values: Mapping[str, object]) -> bool:
    return values["kind"] == "address"


def _is_no_address(_subject: Subject, values: Mapping[str, object]) -> bool:
    return values["kind"] != "address"


def _complete_contact_label(_subject: Subject, typed: str) -> Sequence[Completion]:
    return beginning(typed, [_(each) for each in _LABELS])


# Tags


def _load_tag(subject: Subject) -> Loaded:
    if subject.is_new:
        return Loaded({})
    return Loaded({"name": row_of(subject.client.tags, subject.row_id).name})


def _save_tag(subject: Subject, typed: Typed, loaded: Loaded) -> Sequence[Call]:
    name = typed.text("name")
    if not subject.is_new and fold(name) == fold(str(loaded.values["name"])):
        return []
    calls = [Call(tag_client, (subject.client.id, name))]
    if not subject.is_new:
        calls.append(Call(untag_client, (subject.client.id, subject.row_id)))
    return calls


def _remove_tag(subject: Subject, _loaded: Loaded) -> Call | None:
    if subject.is_new:
        return None
    return Call(untag_client, (subject.client.id, subject.row_id))


def _complete_tag(subject: Subject, typed: str) -> Sequence[Completion]:
    return beginning(typed, [each.name for each in list_tags(subject.store)])


# Households


def _load_household(subject: Subject) -> Loaded:
    if subject.is_new:
        return Loaded({})
    if _is_household(subject):
        members = subject.client.members
        found = next((each for each in members if each.client_id == subject.row_id), None)
        if found is not None:
            pick = ClientPick(found.client_id, found.name)
            return Loaded({"member": pick, "role": found.role})
        raise NotFoundError(_("They do not live in this household any more."))
    household: HouseholdRow = row_of(subject.client.households, subject.row_id)
    own = (each.role for each in household.members if each.client_id == subject.client.id)
    pick = ClientPick(household.id, household.name)
    return Loaded({"household": pick, "role": next(own, "")})


def _save_household(subject: Subject, typed: Typed, _loaded: Loaded) -> Sequence[Call]:
    own, role = subject.client.id, typed.text("role")
    if _is_household(subject):
        member = typed.client("member")
        if member.id is None:
            typed.refuse("member", _("Choose somebody from the list."))
            return []
        return [Call(add_to_household, (own, member.id, role))]
    household = typed.client("household")
    if household.id is not None:
        return [Call(add_to_household, (household.id, own, role))]
    return [Call(_make_household, (household.name, own, role))]


def _make_household(store: Any, name: str, client_id: int, role: str) -> None:
    """On the writer: the role is written once the household is there."""
    with store.together("household.create", name):
        household_id = create_household(store, name, [client_id])
        if role.strip():
            add_to_household(store, household_id, client_id, role)


def _remove_household(subject: Subject, _loaded: Loaded) -> Call | None:
    if subject.row_id is None:
        return None
    both = (subject.client.id, subject.row_id)
    return Call(leave_household, both if _is_household(subject) else both[::-1])


def _is_household(subject: Subject) -> bool:
    return subject.client.kind == "household"


# Pictures


def _photo_field(subject: Subject) -> Editor:
    editor = PhotoEditor(subject.context)
    editor.show_standing(subject.client.photo)
    return editor


def _save_photo(subject: Subject, typed: Typed, _loaded: Loaded) -> Sequence[Call]:
    picture = typed.values["photo"]
    if not isinstance(picture, Picture):
        typed.refuse("photo", _("Choose, paste or drop a picture first."))
        return []
    return [Call(set_photo, (subject.client.id, picture.image, picture.small))]


def _remove_photo(subject: Subject, _loaded: Loaded) -> Call | None:
    return None if subject.client.photo is None else Call(remove_photo, (subject.client.id,))


CLIENT_FORMS: Mapping[str, FormSpec] = {
    "relation": FormSpec(
        mark("Who belongs to {name}"),
        mark("Who belongs to {name}"),
        (
            Field(
                "word",
                mark("What are they?"),
                completed(_complete_word, mark("wife, child, dog, works at …")),
            ),
            Field(
                "other",
                mark("Who?"),
                client(mark("a name")),
                beside=True,
                also=("other_id", "other_name"),
            ),
            Field(
                "reverse",
                mark("And the other way round?"),
                line(mark("godmother: godchild")),
                shown=_is_new_word,
            ),
            Field("born", mark("Born"), line(PARTIAL_EXAMPLE), shown=_is_named_only),
            Field("note", mark("Note"), line()),
        ),
        _load_relation,
        _save_relation,
        lambda subject, _loaded: subject.removal(remove_relation),
    ),
    "contact": FormSpec(
        mark("How to reach {name}"),
        mark("How to reach {name}"),
        (
            Field("kind", "", choice(*CONTACT_WORDS)),
            Field("value", mark("Number, address or link"), line(), shown=_is_no_address),
            Field("street", mark("Street"), block(least=1), shown=_is_address, also=("value",)),
            Field("postcode", mark("Postcode"), line(), shown=_is_address),
            Field("town", mark("Town"), line(), beside=True, stretch=2, shown=_is_address),
            Field("region", mark("Region"), line(), shown=_is_address),
            Field("country", mark("Country"), line(), beside=True, shown=_is_address),
            Field("label", mark("Label"), completed(_complete_contact_label, mark("home, work …"))),
            Field("is_primary", "", check(mark("Use this one first"))),
            Field("is_past", "", check(mark("No longer in use, keep it as past"))),
        ),
        _load_contact,
        _save_contact,
        lambda subject, _loaded: subject.removal(remove_contact),
    ),
    "tag": FormSpec(
        mark("A tag for {name}"),
        mark("The tag of {name}"),
        (
            Field(
                "name",
                mark("Tag"),
                completed(_complete_tag, mark("club, wholesale …")),
                also=("tag",),
            ),
        ),
        _load_tag,
        _save_tag,
        _remove_tag,
    ),
    "household": FormSpec(
        mark("Who lives with {name}"),
        mark("Who lives with {name}"),
        (
            Field(
                "household",
                mark("Household"),
                client(mark("find one, or name a new one"), kind="household"),
                hint=mark("Its people share an address and a phone number."),
                also=("name", "member"),
                shown=lambda subject, _values: not _is_household(subject),
            ),
            Field(
                "member",
                mark("Who lives here?"),
                client(mark("a name")),
                shown=lambda subject, _values: _is_household(subject),
            ),
            Field("role", mark("What are they in it?"), line(mark("the eldest"))),
        ),
        _load_household,
        _save_household,
        _remove_household,
    ),
    "photo": FormSpec(
        mark("A picture of {name}"),
        mark("The picture of {name}"),
        (Field("photo", "", _photo_field, also=("image", "small")),),
        lambda _subject: Loaded({}),
        _save_photo,
        _remove_photo,
    ),
}
