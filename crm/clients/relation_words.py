"""The kinds of tie that the program knows by itself, in the user's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from crm.clients.rows import RelationRow
from crm.i18n import _
from crm.text import fold


@dataclass(frozen=True, slots=True)
class BuiltinRelation:
    """The other is the client's ``name``; the client is the other's ``reverse``.

    ``many`` says it of several; ``position`` orders them on the profile.
    """

    name: str
    reverse: str
    many: str
    position: int


def builtin_relations() -> tuple[BuiltinRelation, ...]:
    """Nobody's gender is guessed: the way back of "brother" is "sibling"."""
    return (
        BuiltinRelation(_("husband"), _("wife"), _("husbands"), 10),
        BuiltinRelation(_("wife"), _("husband"), _("wives"), 10),
        BuiltinRelation(_("spouse"), _("spouse"), _("spouses"), 10),
        BuiltinRelation(_("partner"), _("partner"), _("partners"), 10),
        BuiltinRelation(_("child"), _("parent"), _("children"), 20),
        BuiltinRelation(_("son"), _("parent"), _("sons"), 20),
        BuiltinRelation(_("daughter"), _("parent"), _("daughters"), 20),
        BuiltinRelation(_("grandchild"), _("grandparent"), _("grandchildren"), 25),
        BuiltinRelation(_("parent"), _("child"), _("parents"), 30),
        BuiltinRelation(_("mother"), _("child"), _("mothers"), 30),
        BuiltinRelation(_("father"), _("child"), _("fathers"), 30),
        BuiltinRelation(_("grandparent"), _("grandchild"), _("grandparents"), 35),
        BuiltinRelation(_("sibling"), _("sibling"), _("siblings"), 40),
        BuiltinRelation(_("brother"), _("sibling"), _("brothers"), 40),
        BuiltinRelation(_("sister"), _("sibling"), _("sisters"), 40),
        BuiltinRelation(_("pet"), _("owner"), _("pets"), 50),
        BuiltinRelation(_("dog"), _("owner"), _("dogs"), 50),
        BuiltinRelation(_("cat"), _("owner"), _("cats"), 50),
        BuiltinRelation(_("owner"), _("pet"), _("owners"), 55),
        BuiltinRelation(_("friend"), _("friend"), _("friends"), 60),
        BuiltinRelation(_("neighbour"), _("neighbour"), _("neighbours"), 65),
        BuiltinRelation(_("colleague"), _("colleague"), _("colleagues"), 70),
        BuiltinRelation(_("works at"), _("works here"), _("works at"), 75),
        BuiltinRelation(_("works here"), _("works at"), _("work here"), 75),
        BuiltinRelation(_("carer"), _("looks after"), _("carers"), 80),
    )


def group_relations(
    relations: Sequence[RelationRow],
) -> tuple[tuple[str, tuple[RelationRow, ...]], ...]:
    """Ties of one kind together under their word, in the order they come: "children", both."""
    many = {fold(each.name): each.many for each in builtin_relations()}
    groups = [(word, tuple(rows)) for word, rows in groupby(relations, key=lambda row: row.word)]
    return tuple(
        (word if len(rows) == 1 else many.get(fold(word), word), rows) for word, rows in groups
    )
