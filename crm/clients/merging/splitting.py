"""Parting two clients again who were made one, days later, with what was written since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from crm.clients.contacts import settle_contacts
from crm.clients.drafts import CONTACT_KINDS
from crm.clients.merging.fields import FIELDS
from crm.clients.merging.queries import (
    KeptMerge,
    get_kept_merge,
    get_merge,
    list_later_runs,
    why_not,
)
from crm.clients.merging.rows import LaterRow, SplitOutcome, SplitPreview
from crm.clients.merging.services import write_answer
from crm.clients.models import Merge
from crm.clients.services import list_concerned
from crm.errors import ConflictError, ValidationError
from crm.i18n import _, ngettext
from crm.store.by_name import change_row
from crm.store.fields import read_day, read_text
from crm.store.sparing import Sparing
from crm.store.step import Step
from crm.store.store import Store
from crm.store.taking_back import KeptChange, TakenBack, TakingBack

_SPARING: Final = Sparing(
    kept=frozenset({"merge"}),
    loose=frozenset({"pair_answer"}),
    unnoticed={"client": frozenset({"changed_at"})},
)

# What can be given to either of the two, with the words for it and how its day and text are read.
_LATER: Final[dict[str, str]] = {
    "visit": (
        "SELECT x.day, COALESCE((SELECT group_concat(i.name, ', ') FROM purchase p "
        "JOIN item i ON i.id = p.item_id WHERE p.visit_id = x.id), '') || "
        "CASE WHEN x.note = '' THEN '' ELSE ' ' || x.note END FROM visit x WHERE x.id = ?"
    ),
    "note": "SELECT substr(x.at, 1, 10), x.text FROM note x WHERE x.id = ?",
    "promise": "SELECT x.made_on, x.what FROM promise x WHERE x.id = ?",
    "wish": "SELECT x.asked_on, x.what FROM wish x WHERE x.id = ?",
    "preference": "SELECT NULL, x.text FROM preference x WHERE x.id = ?",
    "occasion": "SELECT NULL, x.what FROM occasion x WHERE x.id = ?",
    "contact_point": "SELECT NULL, x.value FROM contact_point x WHERE x.id = ?",
    "attachment": (
        "SELECT substr(x.at, 1, 10), x.name FROM attachment x "
        "WHERE x.id = ? AND x.visit_id IS NULL AND x.purchase_id IS NULL"
    ),
}
_FILES_OF_OTHERS: Final = """
    SELECT a.id FROM attachment a LEFT JOIN purchase p ON p.id = a.purchase_id
    JOIN visit v ON v.id = COALESCE(a.visit_id, p.visit_id)
    WHERE a.client_id = ? AND v.client_id = ?
"""


def preview_split(store: Store, merge_id: int) -> SplitPreview:
    """What was written since two clients were made one; raises NotFoundError."""
    merge = get_kept_merge(store, merge_id)
    later = tuple(_later(store, merge)) if merge.in_log and not merge.is_split else ()
    return SplitPreview(get_merge(store, merge_id), later)


def split_merge(
    store: Store,
    merge_id: int,
    moves: Sequence[tuple[str, int]] = (),
    *,
    not_the_same: bool = False,
) -> SplitOutcome:
    """Part two clients again: who went is back with all that was theirs, as one undo step.

    What was written since stays with the one who was kept, but for ``moves``, tables and ids of
    :func:`preview_split`. What was changed since stays as it is, and is told. With
    ``not_the_same`` they are not proposed as one again. Raises NotFoundError, ConflictError where
    something newer stands in the way, ValidationError for a move that is none.
    """
    merge = get_kept_merge(store, merge_id)
    if problem := why_not(store, merge):
        raise ConflictError(problem, code="merge.split")
    allowed = {(row.table, row.id) for row in _later(store, merge)} if moves else set()
    if not set(moves) <= allowed:
        raise ValidationError({"moves": _("This was not written after they became one.")})
    about = _("{name} and {other}").format(name=merge.kept.name, other=merge.gone_name)
    with store.write("client.split", about=about) as step:
        with TakingBack(step, merge.step_id, _SPARING) as taking:
            taken = taking.carry_out()
        if "client" not in taken.restored:  # they were erased from the log as well
            raise ConflictError(_("This can no longer be undone."), code="merge.split")
        _hand_over(step, store, moves, merge)
        for client_id in (merge.kept.id, merge.gone_id):
            for kind in CONTACT_KINDS:
                settle_contacts(store, step, client_id, kind)
            step.retell(*list_concerned(store, client_id))
        step.update(Merge, merge_id, split_at=store.clock.now())
        if not_the_same:
            write_answer(store, step, "same", merge.kept.id, merge.gone_id)
        return SplitOutcome(merge.kept.id, merge.gone_id, step.id, tuple(_say_spared(taken, merge)))


def _later(store: Store, merge: KeptMerge) -> Iterator[LaterRow]:
    """What was written about the two since, oldest first; several runs may hold one row."""
    found: dict[tuple[str, int], LaterRow] = {}
    for table, first, last in list_later_runs(store, merge.step_id):
        if table not in _LATER:
            continue
        sql = f'SELECT id FROM "{table}" WHERE id BETWEEN ? AND ? AND client_id = ?'
        for (row_id,) in store.rows(sql, [first, last, merge.kept.id]):
            for day, text in store.rows(_LATER[table], [row_id]):
                found[table, row_id] = LaterRow(
                    table, row_id, _label(table), read_text(text).strip(),
                    read_day(day) if day else None,
                )  # fmt: skip
    return iter(found.values())


def _label(table: str) -> str:
    return {
        "visit": _("Visit"),
        "note": _("Note"),
        "promise": _("Promise"),
        "wish": _("Wish"),
        "preference": _("Preference"),
        "occasion": _("Special day"),
        "contact_point": _("Way to reach them"),
        "attachment": _("File"),
    }[table]


def _hand_over(
    step: Step, store: Store, moves: Iterable[tuple[str, int]], merge: KeptMerge
) -> None:
    """Give rows to the one who is back; a file goes where its visit went."""
    for table, row_id in moves:
        change_row(step, table, row_id, {"client_id": merge.gone_id})
    for (row_id,) in store.rows(_FILES_OF_OTHERS, [merge.kept.id, merge.gone_id]):
        change_row(step, "attachment", row_id, {"client_id": merge.gone_id})


def _say_spared(taken: TakenBack, merge: KeptMerge) -> Iterator[str]:
    """What could not go back because somebody changed it, in sentences."""
    for change in taken.kept_changes:
        if change.table == "client" and change.id == merge.kept.id:
            yield from _say_fields(change, merge)
    moved = sum(change.table != "client" for change in taken.kept_changes)
    if moved:
        text = ngettext(
            "{count} entry that was changed since stays as it is.",
            "{count} entries that were changed since stay as they are.",
            moved,
        )
        yield text.format(count=moved)
    if taken.lost:
        text = ngettext(
            "{count} entry could not come back: what it belonged to is gone.",
            "{count} entries could not come back: what they belonged to is gone.",
            len(taken.lost),
        )
        yield text.format(count=len(taken.lost))


def _say_fields(change: KeptChange, merge: KeptMerge) -> Iterator[str]:
    for field in FIELDS:
        if set(field.columns) & set(change.columns):
            sentence = _("{field} of {name} was changed since and stays.")
            yield sentence.format(field=field.label(), name=merge.kept.name)
