"""Two clients side by side, before they are made one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from crm.clients.consent import CONSENT_CHANNELS, ConsentChannel
from crm.clients.custom_values import ValueStyle, format_value
from crm.clients.merging.fields import FIELDS, Proposal
from crm.clients.merging.rows import (
    BothPair,
    FieldPair,
    MergePreview,
    MovedCount,
    PersonFacts,
    Side,
)
from crm.dates import PartialDate, say_partial
from crm.errors import NotFoundError, ValidationError
from crm.i18n import _, mark, ngettext
from crm.shop.queries import get_settings
from crm.store.fields import read_day, read_text
from crm.store.store import Store
from crm.store.stored import find_moment

Row = dict[str, Any]

_CONSENTS: Final = "SELECT channel, id, given, on_day, source FROM consent WHERE client_id = ?"
_VALUES: Final = """
    SELECT f.id, f.name, f.type, v.value FROM custom_value v
    JOIN custom_field f ON f.id = v.field_id WHERE v.client_id = ? ORDER BY f.position, f.id
"""


def preview_merge(store: Store, kept_id: int, gone_id: int) -> MergePreview:
    """What ``kept_id`` would be with all of ``gone_id``, field by field.

    Raises NotFoundError, and ValidationError where they cannot be made one.
    """
    kept, gone = read_two(store, kept_id, gone_id)
    return MergePreview(
        kept=_facts(store, kept),
        gone=_facts(store, gone),
        kept_rev=kept["rev"],
        gone_rev=gone["rev"],
        fields=tuple(list_fields(store, kept, gone)),
        both=tuple(_both(store, kept_id, gone_id)),
        moved=tuple(_moved(store, gone_id)),
        warnings=tuple(_warnings(kept, gone)),
    )


def propose_kept(store: Store, first_id: int, second_id: int) -> int:
    """Which of two should stay: the one who was here more often, else who came first."""
    rows = store.rows(
        "SELECT c.id FROM client c LEFT JOIN client_summary s ON s.client_id = c.id "
        "WHERE c.id IN (?, ?) ORDER BY c.archived_at IS NOT NULL, "
        "COALESCE(s.visits, 0) DESC, c.created_at, c.id",
        [first_id, second_id],
    )
    return int(rows[0][0]) if rows else first_id


def read_two(store: Store, kept_id: int, gone_id: int) -> tuple[Row, Row]:
    """The rows of two clients who may be made one; raises NotFoundError, ValidationError."""
    if kept_id == gone_id:
        raise _refused(_("This is one and the same already."))
    kept, gone = _read(store, kept_id), _read(store, gone_id)
    if kept["kind"] != gone["kind"]:
        raise _refused(_say_kinds(kept, gone))
    for row in (kept, gone):
        if row["removed_at"] is not None:
            sentence = _("{name} is in the trash. Bring them back first.")
            raise _refused(sentence.format(name=row["name"]))
    return kept, gone


def list_fields(store: Store, kept: Row, gone: Row) -> Iterator[FieldPair]:
    """Every field of which the two can only have one, those that nobody has left out."""
    ids = (kept["id"], gone["id"])
    found = [field.pair(store, kept, gone) for field in FIELDS]
    found += [*_photo(store, *ids), *_customs(store, *ids), *_consents(store, *ids)]
    return (pair for pair in found if pair.kept or pair.gone)


def _read(store: Store, client_id: int) -> Row:
    names = [row[0] for row in store.rows("SELECT name FROM pragma_table_info('client')")]
    columns = ", ".join(f'"{name}"' for name in names)
    rows = store.rows(f"SELECT {columns} FROM client WHERE id = ?", [client_id])
    if not rows:
        raise NotFoundError(_("This is not there any more. Somebody may have removed it."))
    return dict(zip(names, rows[0], strict=True))


def _say_kinds(kept: Row, gone: Row) -> str:
    kinds = {
        "person": _("a person"),
        "household": _("a household"),
        "organisation": _("an organisation"),
    }
    sentence = _("{kept} is {kind} and {gone} is {other}, so they cannot be one.")
    return sentence.format(
        kept=kept["name"], kind=kinds[kept["kind"]], gone=gone["name"], other=kinds[gone["kind"]]
    )


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"merge": sentence}, code="merge.refused")


def _warnings(kept: Row, gone: Row) -> Iterator[str]:
    if bool(kept["has_died"]) != bool(gone["has_died"]):
        dead, alive = (kept, gone) if kept["has_died"] else (gone, kept)
        sentence = _("{dead} has died, {alive} has not. Are they really one person?")
        yield sentence.format(dead=dead["name"], alive=alive["name"])
    if (kept["archived_at"] is None) != (gone["archived_at"] is None):
        away = gone if kept["archived_at"] is None else kept
        yield _("{name} was put away. Together they are in the list.").format(name=away["name"])


def _facts(store: Store, row: Row) -> PersonFacts:
    sql = "SELECT visits, last_visit FROM client_summary WHERE client_id = ?"
    visits, last = (store.rows(sql, [row["id"]]) or [(0, None)])[0]
    day = read_day(last) if last else None
    return PersonFacts(row["id"], row["name"], visits, day, find_moment(row["created_at"]))


def _both(store: Store, kept_id: int, gone_id: int) -> Iterator[BothPair]:
    for label, sql in _BOTH.items():
        kept, gone = (
            " \u00b7 ".join(
                read_text(row[0]).replace("\n", ", ") for row in store.rows(sql, [each])
            )
            for each in (kept_id, gone_id)
        )
        if kept or gone:
            yield BothPair(_(label), kept, gone)


def _moved(store: Store, gone_id: int) -> Iterator[MovedCount]:
    for table, say in _MOVED.items():
        count = store.scalar(f"SELECT COUNT(*) FROM {table} WHERE client_id = ?", [gone_id])
        if count:
            yield MovedCount(table, count, say(count).format(count=f"{count:,}"))


_CONTACTS: Final = (
    "SELECT value FROM contact_point WHERE client_id = ? AND kind = '{kind}' "
    "ORDER BY is_past, is_primary DESC, id"
)
_BOTH: Final = {
    mark("Phones"): _CONTACTS.format(kind="phone"),
    mark("E-mails"): _CONTACTS.format(kind="email"),
    mark("Addresses"): _CONTACTS.format(kind="address"),
    mark("Links"): _CONTACTS.format(kind="link"),
    mark("Former names"): "SELECT name FROM former_name WHERE client_id = ? ORDER BY id",
    mark("Tags"): (
        "SELECT t.name FROM client_tag x JOIN tag t ON t.id = x.tag_id "
        "WHERE x.client_id = ? ORDER BY t.folded"
    ),
    mark("Households"): (
        "SELECT h.name FROM household_member m JOIN client h ON h.id = m.household_id "
        "WHERE m.client_id = ? ORDER BY h.sort_name, h.id"
    ),
}
_MOVED: Final[dict[str, Callable[[int], str]]] = {
    "visit": lambda count: ngettext("{count} visit", "{count} visits", count),
    "note": lambda count: ngettext("{count} note", "{count} notes", count),
    "promise": lambda count: ngettext("{count} promise", "{count} promises", count),
    "wish": lambda count: ngettext("{count} wish", "{count} wishes", count),
    "preference": lambda count: ngettext("{count} preference", "{count} preferences", count),
    "occasion": lambda count: ngettext("{count} special day", "{count} special days", count),
    "attachment": lambda count: ngettext("{count} file", "{count} files", count),
    "contact_point": lambda count: ngettext(
        "{count} way to reach them", "{count} ways to reach them", count
    ),
    "client_tag": lambda count: ngettext("{count} tag", "{count} tags", count),
    "relation": lambda count: ngettext("{count} tie", "{count} ties", count),
}


def _photo(store: Store, kept_id: int, gone_id: int) -> Iterator[FieldPair]:
    sql = "SELECT client_id FROM photo WHERE client_id IN (?, ?)"
    there = {row[0] for row in store.rows(sql, [kept_id, gone_id])}
    if there:
        kept = _("a picture") if kept_id in there else ""
        gone = _("a picture") if gone_id in there else ""
        both = bool(kept and gone)
        one = Proposal("kept" if kept else "gone", _("the only one known"))
        proposal = Proposal("kept", _("of the one who stays")) if both else one
        yield FieldPair(
            "photo", _("Picture"), kept, gone, proposal.side, proposal.why, differs=both
        )


def _customs(store: Store, kept_id: int, gone_id: int) -> Iterator[FieldPair]:
    style = ValueStyle.of(get_settings(store), store.clock.today())
    found: dict[int, tuple[str, dict[int, str]]] = {}
    for client_id in (kept_id, gone_id):
        for field_id, name, type, value in store.rows(_VALUES, [client_id]):
            said = format_value(value, type, style)
            found.setdefault(field_id, (name, {}))[1][client_id] = said
    for field_id, (name, values) in found.items():
        kept, gone = values.get(kept_id, ""), values.get(gone_id, "")
        proposal = _first_known(kept, gone) or Proposal("kept", _("of the one who stays"))
        yield FieldPair(
            f"custom.{field_id}", name, kept, gone, proposal.side, proposal.why,
            differs=bool(kept and gone and kept != gone),
        )  # fmt: skip


def _consents(store: Store, kept_id: int, gone_id: int) -> Iterator[FieldPair]:
    mine, its = (_said(store, client_id) for client_id in (kept_id, gone_id))
    for channel in CONSENT_CHANNELS:
        if channel in mine or channel in its:
            kept, gone = mine.get(channel), its.get(channel)
            said = _say_consent(kept), _say_consent(gone)
            proposal = _first_known(*said) or _rather(kept or {}, gone or {})
            yield FieldPair(
                f"consent.{channel}", _channel(channel), *said, proposal.side, proposal.why,
                differs=bool(kept and gone and kept["given"] != gone["given"]),
            )  # fmt: skip


def _said(store: Store, client_id: int) -> dict[ConsentChannel, Row]:
    names = ("channel", "id", "given", "on_day", "source")
    rows = store.rows(_CONSENTS, [client_id])
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def _rather(kept: Row, gone: Row) -> Proposal:
    """A no is heard before a yes; of two alike the one said later."""
    if bool(kept["given"]) != bool(gone["given"]):
        return Proposal("gone" if kept["given"] else "kept", _("a no counts"))
    if (gone["on_day"] or "") > (kept["on_day"] or ""):
        return Proposal("gone", _("said later"))
    return Proposal("kept", _("of the one who stays"))


def _say_consent(said: Row | None) -> str:
    if said is None:
        return ""
    word = _("yes") if said["given"] else _("no")
    if said["on_day"] is None:
        return word
    day = say_partial(PartialDate.from_date(read_day(said["on_day"])))
    return _("{said}, {day}").format(said=word, day=day)


def _channel(channel: ConsentChannel) -> str:
    return {
        "email": _("Agreed to e-mail"),
        "phone": _("Agreed to calls"),
        "sms": _("Agreed to text messages"),
        "post": _("Agreed to letters"),
    }[channel]


def _first_known(kept: str, gone: str) -> Proposal | None:
    if kept and gone:
        return Proposal("kept", _("the same")) if kept == gone else None
    side: Side = "kept" if kept else "gone"
    return Proposal(side, _("the only one known"))
