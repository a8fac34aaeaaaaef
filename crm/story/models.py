"""The tables of what happened and what to remember."""

from __future__ import annotations

from peewee import BlobField, BooleanField, Check, ForeignKeyField, IntegerField, TextField

from crm.clients.models import Client
from crm.store.base import BaseModel
from crm.store.fields import DayField, MomentField, PartialDateField


class Item(BaseModel):
    """Something the shop sells or does; what it was last sold for completes the next line typed."""

    name = TextField()
    folded = TextField(unique=True)
    category = TextField(default="")
    last_price = IntegerField(null=True)  # minor units for one
    last_currency = TextField(default="")
    last_sold = DayField(null=True)
    times_sold = IntegerField(default=0)


class Visit(BaseModel):
    """One time a client was here, called or ordered; its purchases share one currency.

    ``total`` repeats the sum of its purchases so that whole lives are read without them.
    """

    client = ForeignKeyField(Client, on_delete="RESTRICT", index=False)
    day = DayField()
    at = MomentField(null=True)  # unknown for visits brought in with a day only
    channel = TextField(default="visit")
    staff = TextField(default="")
    note = TextField(default="")
    currency = TextField(default="")
    total = IntegerField(default=0)
    key = TextField(null=True)  # what a file brought in calls it; see crm.exchange

    class Meta:
        constraints = (Check("channel IN ('visit', 'call', 'order', 'mail')"),)


# Everything the ribbon, the summary and a sum over years need stands in this index alone.
Visit.add_index(Visit.client, Visit.day, Visit.currency, Visit.total)
Visit.add_index(Visit.index(Visit.key, unique=True, where=Visit.key.is_null(False)))


class Purchase(BaseModel):
    """A line of a visit: what, how much of it, and for how much; a refund is negative."""

    visit = ForeignKeyField(Visit, on_delete="RESTRICT")
    position = IntegerField(default=0)
    item = ForeignKeyField(Item, on_delete="RESTRICT")
    quantity = IntegerField(default=1000)  # thousandths
    amount = IntegerField(default=0)  # minor units of the visit's currency, for the whole line


class Note(BaseModel):
    """Something written about a client, with author and moment."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    at = MomentField()
    author = TextField(default="")
    label = TextField(default="")
    text = TextField()
    is_pinned = BooleanField(default=False)
    is_alert = BooleanField(default=False)  # shown on the row before anything is opened
    ask_next = BooleanField(default=False)
    asked_at = MomentField(null=True)

    class Meta:
        constraints = (Check("text <> ''"),)


class Promise(BaseModel):
    """What we said we would do, by when, and whether it was kept."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    what = TextField()
    who = TextField(default="")
    made_on = DayField()
    due = DayField(null=True)
    state = TextField(default="open")
    kept_on = DayField(null=True)

    class Meta:
        constraints = (Check("state IN ('open', 'kept', 'withdrawn')"), Check("what <> ''"))
        indexes = ((("state", "due"), False),)


class Wish(BaseModel):
    """What a client would like next."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    what = TextField()
    when = TextField(default="")  # as said: "spring 2027"
    remind_on = DayField(null=True)
    budget = IntegerField(null=True)
    currency = TextField(default="")
    state = TextField(default="open")
    asked_on = DayField()
    closed_on = DayField(null=True)  # the day it was fulfilled or dropped

    class Meta:
        constraints = (
            Check("state IN ('open', 'waiting', 'here', 'fulfilled', 'dropped')"),
            Check("what <> ''"),
        )


class Preference(BaseModel):
    """A like, dislike or allergy, a size or a formula, in its category."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    kind = TextField(default="like")
    category = TextField(default="")
    text = TextField()

    class Meta:
        constraints = (
            Check("kind IN ('like', 'dislike', 'allergy', 'size', 'formula')"),
            Check("text <> ''"),
        )


class Occasion(BaseModel):
    """A date that matters every year; its year or day may be unknown."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    what = TextField()
    on = PartialDateField()

    class Meta:
        constraints = (Check("what <> ''"),)


class Attachment(BaseModel):
    """A file kept with a client, or with one visit or purchase of theirs."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    visit = ForeignKeyField(Visit, null=True, on_delete="RESTRICT")
    purchase = ForeignKeyField(Purchase, null=True, on_delete="RESTRICT")
    name = TextField()
    media_type = TextField(default="")
    size = IntegerField()  # bytes
    at = MomentField()
    note = TextField(default="")
    small = BlobField(null=True)  # a picture as shown small
    content = BlobField()

    class Meta:
        constraints = (Check("name <> ''"), Check("visit_id IS NULL OR purchase_id IS NULL"))
