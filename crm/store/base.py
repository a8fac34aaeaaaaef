"""What every row of the data file carries."""

from __future__ import annotations

import uuid

from peewee import AutoField, BinaryUUIDField, IntegerField, Model


class BaseModel(Model):
    """A row with a number for this file, a name for all files, and a revision that only grows.

    No model is bound to a database: queries are run by the Store they are handed to.
    """

    id = AutoField()
    uuid = BinaryUUIDField(default=uuid.uuid4)
    rev = IntegerField(default=1)

    class Meta:
        legacy_table_names = False
