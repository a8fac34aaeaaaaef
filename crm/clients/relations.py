"""Writing the ties between clients; each is kept once and read from both sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from crm.clients.checks import Checks
from crm.clients.drafts import RelationDraft
from crm.clients.models import Relation, RelationType
from crm.clients.queries import get_name
from crm.clients.relation_words import BuiltinRelation, builtin_relations
from crm.clients.rows import RelationTypeRow
from crm.errors import NotFoundError, ValidationError
from crm.i18n import _
from crm.store.fields import read_text
from crm.store.step import Step
from crm.store.store import Store
from crm.text import fold

_TWICE: Final = """
    SELECT 1 FROM relation r JOIN relation_type t ON t.id = r.type_id
    WHERE r.id <> ? AND (
        (r.client_id = ? AND COALESCE(r.other_id, 0) = ? AND r.other_name = ? AND r.type_id = ?)
        OR (r.client_id = ? AND r.other_id = ?
            AND t.reverse = (SELECT name FROM relation_type WHERE id = ?))
    ) LIMIT 1
"""
_TYPES: Final = "SELECT id, name, reverse FROM relation_type ORDER BY position, id"


def list_relation_types(store: Store) -> tuple[RelationTypeRow, ...]:
    """Every kind of tie to choose from: the shop's, then the program's own not used yet."""
    kept = tuple(
        RelationTypeRow(type_id, read_text(name), read_text(reverse))
        for type_id, name, reverse in store.rows(_TYPES)
    )
    known = {fold(each.name) for each in kept}
    rest = (each for each in builtin_relations() if fold(each.name) not in known)
    return kept + tuple(RelationTypeRow(None, each.name, each.reverse) for each in rest)


def add_builtin_relation_types(step: Step) -> None:
    """Write the program's own kinds of tie into a new shop."""
    for each in builtin_relations():
        _write_builtin(step, each)


def add_relation_type(store: Store, name: str, reverse: str) -> int:
    """Add a kind of tie with the word for the way back ("godmother", "godchild").

    Raises ValidationError where there is one of that name.
    """
    checks = Checks()
    name = checks.line("name", name, needed=_("A kind of tie needs a word."))
    reverse = checks.line("reverse", reverse, needed=_("Say what the way back is called."))
    if any(fold(each.name) == fold(name) for each in list_relation_types(store) if each.id):
        checks.refuse("name", _("There is such a tie already."))
    checks.done()
    with store.write("relation_type.add", about=name) as step:
        return step.insert(RelationType, name=name, reverse=reverse)


def add_relation(store: Store, draft: RelationDraft) -> int:
    """Tie a client to another one, or to somebody known by name only; returns the tie's id.

    A word that is known only as the way back ties the two the other way round. A new word becomes
    a kind of tie. Raises ValidationError.
    """
    word, values = _checked(store, draft)
    with store.write("relation.add", about=get_name(store, draft.client_id)) as step:
        values = _tied(store, step, word, values)
        _refuse_twice(store, values)
        relation_id = step.insert(Relation, **values)
        step.retell(*_sides(values))
    return relation_id


def change_relation(store: Store, relation_id: int, rev: int | None, draft: RelationDraft) -> None:
    """Write a tie anew, seen from ``draft.client_id``; raises ConflictError on an old ``rev``."""
    word, values = _checked(store, draft)
    before = _get(store, relation_id)
    with store.write("relation.change", about=get_name(store, draft.client_id)) as step:
        values = _tied(store, step, word, values)
        _refuse_twice(store, values, relation_id)
        step.update(Relation, relation_id, rev=rev, **values)
        if not step.is_empty:
            step.retell(*_sides(before), *_sides(values))


def remove_relation(store: Store, relation_id: int) -> None:
    """Forget a tie; its kind stays. Raises NotFoundError."""
    before = _get(store, relation_id)
    with store.write("relation.remove", about=get_name(store, before["client_id"])) as step:
        step.delete(Relation, relation_id)
        step.retell(*_sides(before))


def _checked(store: Store, draft: RelationDraft) -> tuple[str, dict[str, Any]]:
    checks = Checks()
    word = checks.line("word", draft.word, needed=_("Say what they are to each other."))
    name = checks.line("other_name", draft.other_name)
    if draft.other_id is None and not name:
        checks.refuse("other_name", _("Say who it is."))
    if draft.other_id == draft.client_id:
        checks.refuse("other_id", _("Nobody is tied to themselves."))
    checks.not_after("born", draft.born, store.clock.today())
    values = {
        "client_id": draft.client_id,
        "other_id": draft.other_id,
        "other_name": name if draft.other_id is None else "",
        "note": checks.line("note", draft.note),
        "born": draft.born,
    }
    checks.done()
    for client_id in _sides(values):
        get_name(store, client_id)
    return word, values


def _tied(store: Store, step: Step, word: str, values: dict[str, Any]) -> dict[str, Any]:
    """``values`` with the kind of tie, and the sides swapped where only the way back is known."""
    types = store.rows(_TYPES)
    wanted = fold(word)
    for type_id, name, _reverse in types:
        if fold(name) == wanted:
            return {**values, "type_id": type_id}
    for each in builtin_relations():
        if fold(each.name) == wanted:
            return {**values, "type_id": _write_builtin(step, each)}
    if values["other_id"] is not None:
        for type_id, _name, reverse in types:
            if fold(reverse) == wanted:
                sides = {"client_id": values["other_id"], "other_id": values["client_id"]}
                return {**values, **sides, "type_id": type_id}
    back = next((name for _id, name, reverse in types if fold(reverse) == wanted), None)
    reverse = back or _("{word} of").format(word=word)
    return {**values, "type_id": step.insert(RelationType, name=word, reverse=reverse)}


def _write_builtin(step: Step, each: BuiltinRelation) -> int:
    return step.insert(RelationType, name=each.name, reverse=each.reverse, position=each.position)


def _refuse_twice(store: Store, values: dict[str, Any], but: int = 0) -> None:
    """The same tie may not stand there again, nor from the other side in the word for back."""
    same = [values["client_id"], values["other_id"] or 0, values["other_name"], values["type_id"]]
    if store.scalar(_TWICE, [but, *same, values["other_id"], values["client_id"], same[-1]]):
        raise ValidationError({"word": _("This tie is there already.")}, code="relation.twice")


def _get(store: Store, relation_id: int) -> dict[str, Any]:
    rows = store.rows("SELECT client_id, other_id FROM relation WHERE id = ?", [relation_id])
    if not rows:
        raise NotFoundError(_("This tie is not there any more."))
    return {"client_id": rows[0][0], "other_id": rows[0][1]}


def _sides(values: dict[str, Any]) -> Iterable[int]:
    return [side for side in (values["client_id"], values["other_id"]) if side is not None]
