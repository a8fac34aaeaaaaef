"""The tables of the undo log."""

from __future__ import annotations

from peewee import (
    AutoField,
    BlobField,
    BooleanField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from crm.store.fields import MomentField


class UndoStep(Model):
    """One thing a user did: everything it wrote goes back, or comes again, together."""

    id = AutoField()
    at = MomentField()
    action = TextField()
    about = TextField(default="")
    undone = IntegerField(null=True, index=True)  # order in which steps were taken back
    clients = TextField(default="[]")  # JSON: whose derived rows follow
    everything = BooleanField(default=False)

    class Meta:
        legacy_table_names = False


class UndoRow(Model):
    """One row a step wrote (for inserts: a run of rows), with what stood there before and after.

    ``before`` and ``after`` are JSON of the changed columns. An inserted run is stored in ``after``
    only when it is taken back, in packs, because until then the rows themselves stand in the table.
    """

    id = AutoField()
    step = ForeignKeyField(UndoStep, on_delete="CASCADE")
    target = TextField()
    operation = TextField()
    first_id = IntegerField()
    last_id = IntegerField()
    before = TextField(null=True)
    after = BlobField(null=True)

    class Meta:
        legacy_table_names = False
        indexes = ((("target", "first_id"), False),)
