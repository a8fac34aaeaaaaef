"""The tables of what the shop writes to its clients on."""

from __future__ import annotations

from peewee import Check, FloatField, IntegerField, TextField

from crm.store.base import BaseModel


class Letter(BaseModel):
    """A letter with fields to be filled in for each client, kept under a name."""

    name = TextField()
    folded = TextField(unique=True)
    text = TextField()

    class Meta:
        constraints = (Check("name <> ''"),)


class OwnSheet(BaseModel):
    """A sheet of labels the shop measured itself; lengths in millimetres."""

    name = TextField()
    folded = TextField(unique=True)
    page = TextField()
    columns = IntegerField()
    rows = IntegerField()
    width = FloatField()
    height = FloatField()
    left = FloatField()
    top = FloatField()
    step_x = FloatField()
    step_y = FloatField()

    class Meta:
        constraints = (Check("name <> ''"),)
