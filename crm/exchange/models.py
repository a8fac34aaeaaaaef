"""The table of what was brought in."""

from __future__ import annotations

from peewee import Check, IntegerField, TextField

from crm.store.base import BaseModel
from crm.store.fields import MomentField


class Import(BaseModel):
    """One file that was brought in, so that it can be recognised and taken back as one."""

    at = MomentField()
    file_name = TextField()
    sha256 = TextField(index=True)  # of the file and of how it was read
    step_id = IntegerField(null=True)  # the undo step that wrote it
    clients_new = IntegerField(default=0)
    clients_matched = IntegerField(default=0)
    visits = IntegerField(default=0)
    purchases = IntegerField(default=0)
    rows_rejected = IntegerField(default=0)
    taken_back_at = MomentField(null=True)


class KnownMapping(BaseModel):
    """What a person said the columns of a file of one shape are, for the next file like it."""

    source = TextField(unique=True)  # see crm.exchange.import_file
    name = TextField(default="")
    mapping = TextField()  # MAP.json
    at = MomentField()

    class Meta:
        constraints = (Check("mapping <> ''"),)
