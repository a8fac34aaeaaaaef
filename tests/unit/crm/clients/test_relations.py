"""A tie is kept once and reads rightly from both sides."""

from __future__ import annotations

import pytest

from crm.clients.drafts import ClientDraft, RelationDraft
from crm.clients.queries import get_client, list_relations
from crm.clients.relation_words import builtin_relations, group_relations
from crm.clients.relations import (
    add_builtin_relation_types,
    add_relation,
    add_relation_type,
    change_relation,
    list_relation_types,
    remove_relation,
)
from crm.clients.services import add_client
from crm.dates import PartialDate
from crm.errors import ConflictError, NotFoundError, ValidationError
from crm.store.store import Store
from tests.undoing import dump, undoable


@pytest.fixture
def shiv(store: Store) -> int:
    return add_client(store, ClientDraft("Siobhan Brennan"))


@pytest.fixture
def declan(store: Store) -> int:
    return add_client(store, ClientDraft("Declan Brennan", born=PartialDate(1966, None, None)))


def said(store: Store, client_id: int) -> list[tuple[str, str]]:
    return [(row.word, row.name) for row in list_relations(store, client_id)]


def test_a_husband_has_a_wife(store: Store, shiv: int, declan: int) -> None:
    draft = RelationDraft(shiv, "husband", declan, note="rides a Brompton")
    undoable(store, lambda: add_relation(store, draft))
    assert said(store, shiv) == [("husband", "Declan Brennan")]
    assert said(store, declan) == [("wife", "Siobhan Brennan")]
    (row,) = list_relations(store, shiv)
    assert (row.born, row.note, row.is_reverse) == (
        PartialDate(1966, None, None), "rides a Brompton", False,
    )  # fmt: skip
    assert list_relations(store, declan)[0].is_reverse


def test_a_pet_needs_no_client_of_its_own(store: Store, shiv: int) -> None:
    draft = RelationDraft(shiv, "dog", other_name="Biscuit", born=PartialDate(2020, 5, None))
    undoable(store, lambda: add_relation(store, draft))
    (row,) = list_relations(store, shiv)
    assert (row.word, row.name, row.other_id) == ("dog", "Biscuit", None)
    assert row.born == PartialDate(2020, 5, None)


def test_ties_work_with_and_without_the_types_written_before(
    store: Store, shiv: int, declan: int
) -> None:
    with store.write("shop.begin") as step:
        add_builtin_relation_types(step)
    before = store.scalar("SELECT COUNT(*) FROM relation_type")
    add_relation(store, RelationDraft(shiv, "Husband", declan))
    assert store.scalar("SELECT COUNT(*) FROM relation_type") == before
    assert said(store, shiv) == [("husband", "Declan Brennan")]


def test_a_word_known_only_as_the_way_back_ties_the_other_way_round(
    store: Store, shiv: int, declan: int
) -> None:
    undoable(store, lambda: add_relation_type(store, "godmother", "godchild"))
    add_relation(store, RelationDraft(shiv, "Godchild", declan))
    assert said(store, shiv) == [("godchild", "Declan Brennan")]
    assert said(store, declan) == [("godmother", "Siobhan Brennan")]


def test_a_word_of_their_own_becomes_a_kind_of_tie(store: Store, shiv: int, declan: int) -> None:
    undoable(store, lambda: add_relation(store, RelationDraft(shiv, "trainer", declan)))
    assert said(store, declan) == [("trainer of", "Siobhan Brennan")]
    assert "trainer" in [each.name for each in list_relation_types(store)]


def test_every_builtin_word_has_its_way_back() -> None:
    names = {each.name for each in builtin_relations()}
    assert {each.reverse for each in builtin_relations()} - names == {"looks after"}
    assert len(names) == len(builtin_relations())


@pytest.mark.parametrize(
    ("word", "name", "field"),
    [("", "Ann", "word"), ("friend", " ", "other_name"), ("friend" * 100, "Ann", "word")],
)
def test_a_tie_to_nobody_is_refused(
    store: Store, shiv: int, word: str, name: str, field: str
) -> None:
    before = dump(store)
    with pytest.raises(ValidationError) as refused:
        add_relation(store, RelationDraft(shiv, word, other_name=name))
    assert [*refused.value.fields] == [field]
    assert dump(store) == before


def test_nobody_is_tied_to_themselves_or_to_somebody_gone(store: Store, shiv: int) -> None:
    with pytest.raises(ValidationError, match="Nobody is tied to themselves"):
        add_relation(store, RelationDraft(shiv, "friend", shiv))
    with pytest.raises(NotFoundError):
        add_relation(store, RelationDraft(shiv, "friend", 99))


def test_the_same_tie_is_not_kept_twice_from_either_side(
    store: Store, shiv: int, declan: int
) -> None:
    add_relation(store, RelationDraft(shiv, "husband", declan))
    with pytest.raises(ValidationError, match="there already"):
        add_relation(store, RelationDraft(shiv, "husband", declan))
    with pytest.raises(ValidationError, match="there already"):
        add_relation(store, RelationDraft(declan, "wife", shiv))
    add_relation(store, RelationDraft(declan, "colleague", shiv))


def test_a_tie_is_changed_from_either_side(store: Store, shiv: int, declan: int) -> None:
    relation_id = add_relation(store, RelationDraft(shiv, "friend", declan))
    (row,) = list_relations(store, declan)
    draft = RelationDraft(declan, "wife", shiv, note="since 1994")
    undoable(store, lambda: change_relation(store, relation_id, row.rev, draft))
    assert said(store, shiv) == [("husband", "Declan Brennan")]
    with pytest.raises(ConflictError):
        change_relation(store, relation_id, row.rev, RelationDraft(shiv, "friend", declan))
    undoable(store, lambda: remove_relation(store, relation_id))
    assert said(store, shiv) == said(store, declan) == []
    with pytest.raises(NotFoundError):
        remove_relation(store, relation_id)


def test_children_stand_together_the_eldest_first(store: Store, shiv: int) -> None:
    add_relation(store, RelationDraft(shiv, "friend", other_name="Petra"))
    for name, year in (("Aoife", 2012), ("Finn", 2008)):
        born = PartialDate(year, None, None)
        add_relation(store, RelationDraft(shiv, "child", other_name=name, born=born))
    groups = group_relations(get_client(store, shiv).relations)
    assert [(word, [row.name for row in rows]) for word, rows in groups] == [
        ("children", ["Finn", "Aoife"]), ("friend", ["Petra"]),
    ]  # fmt: skip


def test_a_kind_of_tie_is_not_added_twice(store: Store) -> None:
    add_relation_type(store, "godmother", "godchild")
    with pytest.raises(ValidationError, match="such a tie already"):
        add_relation_type(store, "Godmother", "godson")
    with pytest.raises(ValidationError) as refused:
        add_relation_type(store, " ", "")
    assert [*refused.value.fields] == ["name", "reverse"]
