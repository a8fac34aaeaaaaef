"""The tables of who the clients are."""

from __future__ import annotations

from peewee import (
    BlobField,
    BooleanField,
    Check,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

from crm.store.base import BaseModel
from crm.store.fields import DayField, MomentField, PartialDateField


class Client(BaseModel):
    """Anyone served: a person, a household or an organisation."""

    kind = TextField(default="person")
    standing = TextField(default="client")
    name = TextField()  # as shown; the parts below are what it was made from
    title = TextField(default="")
    given = TextField(default="")
    middle = TextField(default="")
    family = TextField(default="")
    suffix = TextField(default="")
    sort_name = TextField(default="", index=True)
    called = TextField(default="")
    pronunciation = TextField(default="")
    born = PartialDateField(default="")
    died = PartialDateField(default="")
    has_died = BooleanField(default=False)
    from_place = TextField(default="")
    lives = TextField(default="")
    work = TextField(default="")
    how_met = TextField(default="")
    met_on = PartialDateField(default="")
    sent_by = ForeignKeyField("self", null=True, on_delete="RESTRICT")
    starred = BooleanField(default=False)
    created_at = MomentField()
    changed_at = MomentField()
    archived_at = MomentField(null=True)  # put away; also where it waits in the trash
    removed_at = MomentField(null=True, index=True)  # in the trash since then

    class Meta:
        constraints = (
            Check("kind IN ('person', 'household', 'organisation')"),
            Check("standing IN ('prospect', 'client', 'past', 'colleague', 'supplier')"),
            Check("name <> ''"),
        )


class ClientKey(BaseModel):
    """What another program calls a client, so that the same file never makes a client twice.

    The code of a loyalty card stands here too, under the source ``card``.
    """

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    source = TextField()
    key = TextField()

    class Meta:
        indexes = ((("source", "key"), True),)


class FormerName(BaseModel):
    """A name a client had before, still found."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    name = TextField()


class Photo(BaseModel):
    """The picture of a client, as stored and as shown small."""

    client = ForeignKeyField(Client, on_delete="RESTRICT", unique=True)
    image = BlobField()
    small = BlobField()


class ContactPoint(BaseModel):
    """One way to reach a client: a phone, e-mail, address or link, with its label."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    kind = TextField()
    label = TextField(default="")
    value = TextField()  # as typed; for an address all its lines
    normal = TextField(default="")  # E.164, or the folded e-mail: for comparing
    street = TextField(default="")
    postcode = TextField(default="")
    town = TextField(default="")
    region = TextField(default="")
    country = TextField(default="")
    is_primary = BooleanField(default=False)
    is_past = BooleanField(default=False)

    class Meta:
        constraints = (Check("kind IN ('phone', 'email', 'address', 'link')"),)
        indexes = ((("kind", "normal"), False),)


class RelationType(BaseModel):
    """A kind of tie: what the other is to the client, and the word for the way back."""

    name = TextField(unique=True)  # the other is the client's <name>
    reverse = TextField()  # the client is the other's <reverse>
    position = IntegerField(default=100)  # order in which the profile shows them


class Relation(BaseModel):
    """A tie between a client and another client, or somebody (or a pet) known by name only."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    type = ForeignKeyField(RelationType, on_delete="RESTRICT")
    other = ForeignKeyField(Client, null=True, on_delete="RESTRICT")
    other_name = TextField(default="")
    note = TextField(default="")
    born = PartialDateField(default="")

    class Meta:
        constraints = (
            Check("(other_id IS NULL) <> (other_name = '')"),
            Check("other_id IS NULL OR other_id <> client_id"),
        )


class HouseholdMember(BaseModel):
    """A client who lives in a household, which is a client too."""

    household = ForeignKeyField(Client, on_delete="RESTRICT")
    client = ForeignKeyField(Client, on_delete="RESTRICT")
    role = TextField(default="")

    class Meta:
        constraints = (Check("household_id <> client_id"),)
        indexes = ((("household", "client"), True),)


class Tag(BaseModel):
    """A word the shop sorts clients by."""

    name = TextField()
    folded = TextField(unique=True)


class ClientTag(BaseModel):
    """A tag on a client."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    tag = ForeignKeyField(Tag, on_delete="RESTRICT")

    class Meta:
        indexes = ((("client", "tag"), True),)


class CustomField(BaseModel):
    """A field the shop made up; where it names a tag, only clients who wear that have it."""

    name = TextField()
    folded = TextField(unique=True)
    type = TextField(default="text")
    choices = TextField(default="")  # one a line
    tag = ForeignKeyField(Tag, null=True, on_delete="RESTRICT")
    position = IntegerField(default=100)

    class Meta:
        constraints = (
            Check("type IN ('text', 'number', 'day', 'yes_no', 'choice')"),
            Check("name <> ''"),
        )


class CustomValue(BaseModel):
    """What stands in a field of the shop's own for one client, in the field's stored form."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    field = ForeignKeyField(CustomField, on_delete="RESTRICT")
    value = TextField()

    class Meta:
        constraints = (Check("value <> ''"),)
        indexes = ((("client", "field"), True),)


class Consent(BaseModel):
    """Whether a client agreed to be written to or called in one way, as far as they were asked."""

    client = ForeignKeyField(Client, on_delete="RESTRICT")
    channel = TextField()
    given = BooleanField()
    on_day = DayField(null=True)
    source = TextField(default="")

    class Meta:
        constraints = (Check("channel IN ('email', 'phone', 'sms', 'post')"),)
        indexes = ((("client", "channel"), True),)


class PairAnswer(BaseModel):
    """A question about two clients that was answered with no, and is never asked again."""

    question = TextField()
    first = ForeignKeyField(Client, on_delete="CASCADE")
    second = ForeignKeyField(Client, on_delete="CASCADE")
    at = MomentField()

    class Meta:
        constraints = (Check("question IN ('same', 'family')"), Check("first_id < second_id"))
        indexes = ((("question", "first", "second"), True),)


class Merge(BaseModel):
    """Two clients who turned out to be one; the undo step that joined them can part them again."""

    kept = ForeignKeyField(Client, on_delete="CASCADE")
    gone_id = IntegerField()  # what the other one was, and is again after a split
    gone_name = TextField()
    at = MomentField()
    step_id = IntegerField()
    split_at = MomentField(null=True)


class SmartList(BaseModel):
    """A filter over the clients that is kept under a name, with its columns and order."""

    name = TextField()
    folded = TextField(unique=True)
    filter: TextField = TextField()  # JSON; see crm.clients.filters
    columns = TextField(default="")  # JSON
    sort = TextField(default="")
    position = IntegerField(default=100)

    class Meta:
        constraints = (Check("name <> ''"),)


class ClientSummary(Model):
    """What is shown of a client everywhere and costs too much to count each time; derived.

    ``standing_rank`` orders search results: the more and the later the visits, the higher.
    """

    client = ForeignKeyField(Client, primary_key=True, on_delete="CASCADE")
    first_visit = DayField(null=True)
    last_visit = DayField(null=True, index=True)
    visits = IntegerField(default=0)
    visit_days = IntegerField(default=0)
    rhythm_days = IntegerField(null=True)
    standing_rank = IntegerField(default=0)

    class Meta:
        legacy_table_names = False


class ClientSpend(Model):
    """What a client has brought so far in one currency, refunds deducted; derived."""

    client = ForeignKeyField(Client, on_delete="CASCADE")
    currency = TextField()
    total = IntegerField()
    visits = IntegerField(default=0)

    class Meta:
        legacy_table_names = False
        indexes = ((("client", "currency"), True),)
