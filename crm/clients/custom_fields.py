"""The fields a shop made up for its clients, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from crm.clients.checks import Checks
from crm.clients.custom_values import (
    FIELD_TYPES,
    FieldType,
    ValueStyle,
    format_value,
    parse_value,
)
from crm.clients.models import CustomField, CustomValue
from crm.clients.queries import get_name
from crm.clients.rows import TagRow
from crm.errors import NotFoundError, ValidationError
from crm.i18n import _, ngettext
from crm.shop.queries import get_settings
from crm.store.step import Step
from crm.store.store import Store
from crm.store.stored import read_text
from crm.text import fold

_MOST_CHOICES: Final = 200
_MOST_NAMED: Final = 3

_FIELDS: Final = """
    SELECT f.id, f.rev, f.name, f.type, f.choices, f.tag_id, t.name,
        (SELECT COUNT(*) FROM custom_value v WHERE v.field_id = f.id)
    FROM custom_field f LEFT JOIN tag t ON t.id = f.tag_id
    {where} ORDER BY f.position, f.id
"""
_VALUES: Final = """
    SELECT f.id, f.name, f.type, f.choices, COALESCE(v.value, '')
    FROM custom_field f LEFT JOIN custom_value v ON v.field_id = f.id AND v.client_id = ?
    WHERE f.tag_id IS NULL
        OR f.tag_id IN (SELECT tag_id FROM client_tag WHERE client_id = ?)
    ORDER BY f.position, f.id
"""
_KEPT: Final = """
    SELECT v.id, v.client_id, v.value, c.name
    FROM custom_value v CROSS JOIN client c ON c.id = v.client_id
    WHERE v.field_id = ? ORDER BY c.sort_name, c.id
"""


@dataclass(frozen=True, slots=True)
class CustomFieldDraft:
    """A field of the shop's own; ``choices`` are those of a field of that type.

    With ``tag_id`` only clients who wear the tag have the field.
    """

    name: str
    type: FieldType = "text"
    choices: tuple[str, ...] = ()
    tag_id: int | None = None


@dataclass(frozen=True, slots=True)
class CustomFieldRow:
    """A field of the shop's own, and for how many clients something stands in it."""

    id: int
    rev: int
    name: str
    type: FieldType
    choices: tuple[str, ...]
    tag: TagRow | None
    values: int


@dataclass(frozen=True, slots=True)
class CustomValueRow:
    """A field that a client has; ``value`` in its kept form, empty where nothing stands in it."""

    field_id: int
    name: str
    type: FieldType
    choices: tuple[str, ...]
    value: str


@dataclass(frozen=True, slots=True)
class TypedValue:
    """What a person typed into a field; nothing where ``text`` is empty."""

    field_id: int
    text: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """One value of a field that changes."""

    id: int
    client_id: int
    value: str
    client: str


# Reading


def list_custom_fields(store: Store) -> tuple[CustomFieldRow, ...]:
    """Every field of the shop's own, in the order they are shown."""
    return tuple(_field(*row) for row in store.rows(_FIELDS.format(where="")))


def get_custom_field(store: Store, field_id: int) -> CustomFieldRow:
    """One field; raises NotFoundError."""
    rows = store.rows(_FIELDS.format(where="WHERE f.id = ?"), [field_id])
    if not rows:
        raise NotFoundError(_("This field is not there any more."))
    return _field(*rows[0])


def list_custom_values(store: Store, client_id: int) -> tuple[CustomValueRow, ...]:
    """Every field that a client has, with and without a value, in the order they are shown.

    What stands in the field of a tag they no longer wear is kept, and here again with the tag.
    """
    return tuple(
        CustomValueRow(row_id, read_text(name), _type(type), _choices(choices), read_text(value))
        for row_id, name, type, choices, value in store.rows(_VALUES, [client_id] * 2)
    )


# Writing


def add_custom_field(store: Store, draft: CustomFieldDraft) -> int:
    """Add a field at the end; returns its id. Raises ValidationError, NotFoundError."""
    values = _checked(store, draft)
    last = store.scalar("SELECT MAX(position) FROM custom_field")
    with store.write("custom_field.add", about=values["name"]) as step:
        return step.insert(CustomField, **values, position=(last or 0) + 1)


def change_custom_field(
    store: Store, field_id: int, rev: int | None, draft: CustomFieldDraft
) -> None:
    """Change a field, with all that stands in it, where nobody saved the field since ``rev``.

    Another type reads every value anew as a person would have typed it. Where as many choices
    stand there as before, one in the place of another is its new name. Raises ValidationError
    naming the clients whose values do not fit; NotFoundError, ConflictError.
    """
    before = get_custom_field(store, field_id)
    values = _checked(store, draft, field_id)
    after = replace(before, type=draft.type, choices=_choices(values["choices"]))
    style = ValueStyle.of(get_settings(store), store.clock.today())
    kept = _list_kept(store, field_id)
    converted = _converted(before, after, style, kept)
    with store.write("custom_field.change", about=values["name"]) as step:
        step.update(CustomField, field_id, rev=rev, **values)
        for each, value in converted:
            step.update(CustomValue, each.id, value=value)
        moved = (before.tag.id if before.tag else None) != draft.tag_id
        told = kept if moved or after.type != before.type else [each for each, _value in converted]
        step.retell(*(each.client_id for each in told))


def remove_custom_field(store: Store, field_id: int) -> int:
    """Remove a field with everything that stands in it; returns how many values that were.

    Raises NotFoundError.
    """
    field = get_custom_field(store, field_id)
    kept = _list_kept(store, field_id)
    with store.write("custom_field.remove", about=_say_removed(field.name, len(kept))) as step:
        for each in kept:
            step.delete(CustomValue, each.id)
        step.delete(CustomField, field_id)
        step.retell(*(each.client_id for each in kept))
    return len(kept)


def order_custom_fields(store: Store, field_ids: Sequence[int]) -> None:
    """Show the fields named first, in this order; the others stay behind them as they were."""
    standing = [row_id for (row_id,) in store.rows(_ORDER)]
    wanted = [each for each in dict.fromkeys(field_ids) if each in standing]
    order = [*wanted, *(each for each in standing if each not in wanted)]
    with store.write("custom_field.order") as step:
        for position, row_id in enumerate(order, start=1):
            step.update(CustomField, row_id, position=position)


_ORDER: Final = "SELECT id FROM custom_field ORDER BY position, id"


def set_custom_value(store: Store, client_id: int, field_id: int, text: str) -> None:
    """Keep what was typed into a field of a client, or nothing where ``text`` is empty.

    Raises ValidationError (field ``value``) where it does not fit the type of the field, and where
    the field belongs to a tag the client does not wear; NotFoundError.
    """
    field = get_custom_field(store, field_id)
    name = get_name(store, client_id)
    value = _checked_value(store, client_id, field, text)
    action = "custom_value.set" if value else "custom_value.clear"
    about = _("{field} of {client}").format(field=field.name, client=name)
    with store.write(action, about=about) as step:
        _write_value(store, step, client_id, field_id, value)
        step.retell(client_id)


def set_custom_values(store: Store, client_id: int, typed: Sequence[TypedValue]) -> None:
    """Keep what was typed into several fields of a client, all of it or nothing.

    Raises ValidationError with the sentence for each field under ``value_field(field_id)``;
    NotFoundError.
    """
    name = get_name(store, client_id)
    values: dict[int, str] = {}
    problems: dict[str, str] = {}
    for each in typed:
        field = get_custom_field(store, each.field_id)
        try:
            values[each.field_id] = _checked_value(store, client_id, field, each.text)
        except ValidationError as error:
            problems[value_field(each.field_id)] = str(error)
    if problems:
        raise ValidationError(problems, code="value.unfit")
    with store.write("custom_value.fill", about=name) as step:
        for field_id, value in values.items():
            _write_value(store, step, client_id, field_id, value)
        step.retell(client_id)


def value_field(field_id: int) -> str:
    """Under which name a form is told what is wrong with a value."""
    return f"own_{field_id}"


def _checked_value(store: Store, client_id: int, field: CustomFieldRow, text: str) -> str:
    style = ValueStyle.of(get_settings(store), store.clock.today())
    value = parse_value(text, field.type, style, field.choices)
    if value and field.tag is not None:
        _refuse_without_tag(store, client_id, field.tag)
    return value


def _write_value(store: Store, step: Step, client_id: int, field_id: int, value: str) -> None:
    sql = "SELECT id FROM custom_value WHERE client_id = ? AND field_id = ?"
    row_id: int | None = store.scalar(sql, [client_id, field_id])
    if row_id is None and value:
        step.insert(CustomValue, client_id=client_id, field_id=field_id, value=value)
    elif row_id is not None and value:
        step.update(CustomValue, row_id, value=value)
    elif row_id is not None:
        step.delete(CustomValue, row_id)


def _refuse_without_tag(store: Store, client_id: int, tag: TagRow) -> None:
    worn = "SELECT 1 FROM client_tag WHERE client_id = ? AND tag_id = ?"
    if store.scalar(worn, [client_id, tag.id]) is None:
        sentence = _("This field is for those with the tag {tag}.").format(tag=tag.name)
        raise ValidationError({"value": sentence}, code="value.tag")


def _checked(store: Store, draft: CustomFieldDraft, own_id: int | None = None) -> dict[str, Any]:
    """The columns of a field, but where it stands among the others."""
    checks = Checks()
    name = checks.line("name", draft.name, needed=_("A field needs a name."))
    taken = store.scalar("SELECT id FROM custom_field WHERE folded = ?", [fold(name)])
    if taken is not None and taken != own_id:
        checks.refuse("name", _("There is a field of this name already."))
    if name and not fold(name):
        checks.refuse("name", _("A field needs a name."))
    checks.one_of("type", draft.type, FIELD_TYPES)
    choices = _checked_choices(checks, draft)
    checks.done()
    if draft.tag_id is not None:
        _refuse_unknown_tag(store, draft.tag_id)
    return {
        "name": name,
        "folded": fold(name),
        "type": draft.type,
        "choices": "\n".join(choices),
        "tag_id": draft.tag_id,
    }


def _checked_choices(checks: Checks, draft: CustomFieldDraft) -> list[str]:
    if draft.type != "choice":
        return []
    cleaned = filter(None, (checks.line("choices", each) for each in draft.choices))
    choices = list({fold(each): each for each in reversed([*cleaned])}.values())[::-1]
    if not choices:
        checks.refuse("choices", _("Say what there is to choose from, a line each."))
    if len(choices) > _MOST_CHOICES:
        sentence = _("More than {count} choices are too many to choose from.")
        checks.refuse("choices", sentence.format(count=_MOST_CHOICES))
    return choices


def _refuse_unknown_tag(store: Store, tag_id: int) -> None:
    if store.scalar("SELECT 1 FROM tag WHERE id = ?", [tag_id]) is None:
        raise NotFoundError(_("This tag is not there any more."))


# What stands in a field when the field changes


def _list_kept(store: Store, field_id: int) -> list[_Kept]:
    return [
        _Kept(row_id, client_id, read_text(value), read_text(name))
        for row_id, client_id, value, name in store.rows(_KEPT, [field_id])
    ]


def _converted(
    before: CustomFieldRow, after: CustomFieldRow, style: ValueStyle, kept: Sequence[_Kept]
) -> list[tuple[_Kept, str]]:
    """Each value that reads differently in the field as it is to be, with its new form."""
    if (after.type, after.choices) == (before.type, before.choices):
        return []
    renamed = dict(_renamed(before.choices, after.choices))
    converted, unfit = [], []
    for each in kept:
        typed = format_value(each.value, before.type, style)
        try:
            value = parse_value(renamed.get(typed, typed), after.type, style, after.choices)
        except ValidationError:
            unfit.append(each.client)
            continue
        if value != each.value:
            converted.append((each, value))
    if unfit:
        field = "choices" if before.type == after.type else "type"
        raise ValidationError({field: _say_unfit(unfit)}, code="value.unfit")
    return converted


def _renamed(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Choices that stand where another stood before, which is not there any more."""
    if len(before) != len(after):
        return
    old, new = set(map(fold, before)), set(map(fold, after))
    for one, other in zip(before, after, strict=True):
        if fold(one) not in new and fold(other) not in old:
            yield one, other


def _say_unfit(names: Sequence[str]) -> str:
    listed = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    if more <= 0:
        return _("What stands there does not fit for: {names}.").format(names=listed)
    sentence = ngettext(
        "What stands there does not fit for: {names} and {count} more.",
        "What stands there does not fit for: {names} and {count} more.",
        more,
    )
    return sentence.format(names=listed, count=more)


def _say_removed(name: str, count: int) -> str:
    if not count:
        return name
    sentence = ngettext("{name} and {count} value", "{name} and {count} values", count)
    return sentence.format(name=name, count=count)


def _field(*row: Any) -> CustomFieldRow:
    row_id, rev, name, type, choices, tag_id, tag, values = row
    worn_by = None if tag_id is None else TagRow(tag_id, read_text(tag))
    return CustomFieldRow(
        row_id, rev, read_text(name), _type(type), _choices(choices), worn_by, values
    )


def _type(stored: object) -> FieldType:
    return cast(FieldType, read_text(stored))


def _choices(stored: object) -> tuple[str, ...]:
    return tuple(read_text(stored).splitlines())
