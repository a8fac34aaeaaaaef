"""What every row of the data file carries."""

from __future__ import annotations

import uuid

from peewee import AutoField, BinaryUUIDField, IntegerField, Model


class BaseModel(Model):
    """A row with a number for this file, a name for all files, and a revision that only grows.

    No model is bound to a database: rows are written by a Step, which is given the table, and
    read by the Store, which is given a statement.
    """

    id = AutoField()
    uuid = BinaryUUIDField(default=uuid.uuid4)
    rev = IntegerField(default=1)

    class Meta:
        legacy_table_names = False
