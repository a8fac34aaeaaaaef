"""The tables of the shop itself."""

from __future__ import annotations

from peewee import TextField

from crm.store.base import BaseModel


class Setting(BaseModel):
    """One choice of the shop, kept as JSON under its name."""

    name = TextField(unique=True)
    value = TextField()
