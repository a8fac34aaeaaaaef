"""Making one client of two, and answering that two are not one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from crm.clients.merging.fields import FIELDS
from crm.clients.merging.moving import Moving
from crm.clients.merging.preview import list_fields, read_two
from crm.clients.merging.rows import MergeDraft, Side
from crm.clients.models import Client, FormerName, Merge, PairAnswer
from crm.clients.queries import get_name
from crm.clients.services import list_concerned
from crm.errors import ConflictError, ValidationError
from crm.i18n import _
from crm.store.step import Step
from crm.store.store import Store
from crm.text import fold

Question = Literal["same", "family"]
Row = dict[str, Any]

_QUESTIONS: Final = ("same", "family")


def merge_clients(store: Store, draft: MergeDraft) -> int:
    """Make one client of two: everything of ``gone_id`` is ``kept_id``'s now; returns the merge.

    One undo step, which :func:`crm.clients.merging.splitting.split_merge` can take back later.
    Raises ValidationError where they cannot be one, NotFoundError, ConflictError where one of
    them was changed since the preview.
    """
    kept, gone = read_two(store, draft.kept_id, draft.gone_id)
    _refuse_changed(kept, draft.kept_rev)
    _refuse_changed(gone, draft.gone_rev)
    choices = _choices(store, kept, gone, draft.choices)
    about = _("{name} and {other}").format(name=kept["name"], other=gone["name"])
    with store.write("client.merge", about=about) as step:
        step.retell(*_concerned(store, draft.kept_id), *_concerned(store, draft.gone_id))
        Moving(store, step, draft.kept_id, draft.gone_id, choices).move_all()
        values = _values(kept, gone, choices)
        values["sent_by_id"] = _sender(store, kept, gone, choices["sent_by"])
        step.delete(Client, draft.gone_id)
        step.update(Client, draft.kept_id, **values, changed_at=store.clock.now())
        _keep_names(store, step, draft.kept_id, kept, gone, values)
        return step.insert(
            Merge,
            kept_id=draft.kept_id,
            gone_id=draft.gone_id,
            gone_name=gone["name"],
            at=store.clock.now(),
            step_id=step.id,
        )


def answer_pair(store: Store, question: Question, first_id: int, second_id: int) -> None:
    """Remember for good that two are not the same, or not a family; they are not asked again.

    Raises ValidationError, NotFoundError.
    """
    if question not in _QUESTIONS:
        raise ValidationError({"question": _("There is no such question.")})
    if first_id == second_id:
        raise ValidationError({"second_id": _("This is one and the same already.")})
    names = {"name": get_name(store, first_id), "other": get_name(store, second_id)}
    with store.write("pair.answer", about=_("{name} and {other}").format(**names)) as step:
        write_answer(store, step, question, first_id, second_id)


def write_answer(
    store: Store, step: Step, question: Question, first_id: int, second_id: int
) -> None:
    """Remember the answer of two clients who are there, in a step under way."""
    first, second = sorted((first_id, second_id))
    sql = "SELECT 1 FROM pair_answer WHERE question = ? AND first_id = ? AND second_id = ?"
    if store.scalar(sql, [question, first, second]) is None:
        values = {"question": question, "first_id": first, "second_id": second}
        step.insert(PairAnswer, **values, at=store.clock.now())
        step.touch(first, second)


def _refuse_changed(row: Row, rev: int | None) -> None:
    if rev is not None and row["rev"] != rev:
        raise ConflictError(
            _("This was changed in the meantime. Look at it again before you save.")
        )


def _choices(store: Store, kept: Row, gone: Row, told: Mapping[str, Side]) -> dict[str, Side]:
    """Whose field stays: as it was told, else as it is proposed."""
    pairs = {pair.name: pair.proposed for pair in list_fields(store, kept, gone)}
    every: dict[str, Side] = {field.name: "kept" for field in FIELDS}
    every |= pairs
    for name, side in told.items():
        if name not in every or side not in ("kept", "gone"):
            raise ValidationError({"choices": _("There is nothing to choose here.")})
    return {**every, **told}


def _concerned(store: Store, client_id: int) -> set[int]:
    """Who is found by their name, who sent them, and whom they sent."""
    sql = (
        "SELECT id FROM client WHERE sent_by_id = ? UNION "
        "SELECT sent_by_id FROM client WHERE id = ? AND sent_by_id IS NOT NULL"
    )
    return {
        *list_concerned(store, client_id),
        *(row[0] for row in store.rows(sql, [client_id] * 2)),
    }


def _values(kept: Row, gone: Row, choices: Mapping[str, Side]) -> dict[str, Any]:
    """The columns of the one client there will be."""
    values: dict[str, Any] = {
        "created_at": min(kept["created_at"], gone["created_at"]),
        "starred": bool(kept["starred"] or gone["starred"]),
        "archived_at": kept["archived_at"] and gone["archived_at"] and kept["archived_at"],
    }
    for field in FIELDS:
        row = gone if choices[field.name] == "gone" else kept
        values |= {column: row[column] for column in field.columns}
    return values


def _sender(store: Store, kept: Row, gone: Row, side: Side) -> int | None:
    """Who sent them, the other one's where the chosen one came through them."""
    wanted = [gone["sent_by_id"], kept["sent_by_id"]]
    for sender_id in wanted if side == "gone" else reversed(wanted):
        if sender_id is not None and not _came_through(store, sender_id, (kept["id"], gone["id"])):
            return int(sender_id)
    return None


def _came_through(store: Store, client_id: int, senders: tuple[int, int]) -> bool:
    seen: set[int] = set()
    each: int | None = client_id
    while each is not None and each not in seen:
        if each in senders:
            return True
        seen.add(each)
        each = store.scalar("SELECT sent_by_id FROM client WHERE id = ?", [each])
    return False


def _keep_names(
    store: Store, step: Step, client_id: int, kept: Row, gone: Row, values: Mapping[str, Any]
) -> None:
    """The names they no longer go by are former ones, so that they are found by them."""
    sql = "SELECT name FROM former_name WHERE client_id = ?"
    known = {fold(row[0]) for row in store.rows(sql, [client_id])}
    known |= {fold(values["name"]), fold(values["called"]), fold(values["given"])}
    for row in (kept, gone):
        for name in (row["name"], row["called"]):
            if name and fold(name) not in known:
                known.add(fold(name))
                step.insert(FormerName, client_id=client_id, name=name)
