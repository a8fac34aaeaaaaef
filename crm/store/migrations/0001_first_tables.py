"""The first tables."""

from __future__ import annotations

from typing import Any

from peewee import (
    AutoField,
    BinaryUUIDField,
    BlobField,
    BooleanField,
    Check,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator: Any, db: Any) -> None:
    class Plain(Model):
        class Meta:
            database = db
            legacy_table_names = False

    class Row(Plain):
        id = AutoField()
        uuid = BinaryUUIDField()
        rev = IntegerField(default=1)

    class UndoStep(Plain):
        id = AutoField()
        at = TextField()
        action = TextField()
        about = TextField(default="")
        undone = IntegerField(null=True, index=True)
        clients = TextField(default="[]")
        everything = BooleanField(default=False)

    class UndoRow(Plain):
        id = AutoField()
        step = ForeignKeyField(UndoStep, on_delete="CASCADE")
        target = TextField()
        operation = TextField()
        first_id = IntegerField()
        last_id = IntegerField()
        before = TextField(null=True)
        after = BlobField(null=True)

        class Meta:
            indexes = ((("target", "first_id"), False),)

    class Setting(Row):
        name = TextField(unique=True)
        value = TextField()

    class Client(Row):
        kind = TextField(default="person")
        standing = TextField(default="client")
        name = TextField()
        title = TextField(default="")
        given = TextField(default="")
        middle = TextField(default="")
        family = TextField(default="")
        suffix = TextField(default="")
        sort_name = TextField(default="", index=True)
        called = TextField(default="")
        pronunciation = TextField(default="")
        born = TextField(default="")
        died = TextField(default="")
        has_died = BooleanField(default=False)
        from_place = TextField(default="")
        lives = TextField(default="")
        work = TextField(default="")
        how_met = TextField(default="")
        met_on = TextField(default="")
        sent_by = ForeignKeyField("self", null=True, on_delete="RESTRICT")
        starred = BooleanField(default=False)
        created_at = TextField()
        changed_at = TextField()
        archived_at = TextField(null=True)

        class Meta:
            constraints = (
                Check("kind IN ('person', 'household', 'organisation')"),
                Check("standing IN ('prospect', 'client', 'past', 'colleague', 'supplier')"),
                Check("name <> ''"),
            )

    class ClientKey(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        source = TextField()
        key = TextField()

        class Meta:
            indexes = ((("source", "key"), True),)

    class FormerName(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        name = TextField()

    class Photo(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT", unique=True)
        image = BlobField()
        small = BlobField()

    class ContactPoint(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        kind = TextField()
        label = TextField(default="")
        value = TextField()
        normal = TextField(default="")
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

    class RelationType(Row):
        name = TextField(unique=True)
        reverse = TextField()
        position = IntegerField(default=100)

    class Relation(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        type = ForeignKeyField(RelationType, on_delete="RESTRICT")
        other = ForeignKeyField(Client, null=True, on_delete="RESTRICT")
        other_name = TextField(default="")
        note = TextField(default="")
        born = TextField(default="")

        class Meta:
            constraints = (
                Check("(other_id IS NULL) <> (other_name = '')"),
                Check("other_id IS NULL OR other_id <> client_id"),
            )

    class HouseholdMember(Row):
        household = ForeignKeyField(Client, on_delete="RESTRICT")
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        role = TextField(default="")

        class Meta:
            constraints = (Check("household_id <> client_id"),)
            indexes = ((("household", "client"), True),)

    class Tag(Row):
        name = TextField()
        folded = TextField(unique=True)

    class ClientTag(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        tag = ForeignKeyField(Tag, on_delete="RESTRICT")

        class Meta:
            indexes = ((("client", "tag"), True),)

    class ClientSummary(Plain):
        client = ForeignKeyField(Client, primary_key=True, on_delete="CASCADE")
        first_visit = TextField(null=True)
        last_visit = TextField(null=True, index=True)
        visits = IntegerField(default=0)
        visit_days = IntegerField(default=0)
        rhythm_days = IntegerField(null=True)
        standing_rank = IntegerField(default=0)

    class ClientSpend(Plain):
        client = ForeignKeyField(Client, on_delete="CASCADE")
        currency = TextField()
        total = IntegerField()
        visits = IntegerField(default=0)

        class Meta:
            indexes = ((("client", "currency"), True),)

    class Item(Row):
        name = TextField()
        folded = TextField(unique=True)
        category = TextField(default="")
        last_price = IntegerField(null=True)
        last_currency = TextField(default="")
        last_sold = TextField(null=True)
        times_sold = IntegerField(default=0)

    class Visit(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT", index=False)
        day = TextField()
        at = TextField(null=True)
        channel = TextField(default="visit")
        staff = TextField(default="")
        note = TextField(default="")
        currency = TextField(default="")
        total = IntegerField(default=0)
        key = TextField(null=True)

        class Meta:
            constraints = (Check("channel IN ('visit', 'call', 'order', 'mail')"),)

    Visit.add_index(Visit.client, Visit.day, Visit.currency, Visit.total)
    Visit.add_index(Visit.index(Visit.key, unique=True, where=Visit.key.is_null(False)))

    class Purchase(Row):
        visit = ForeignKeyField(Visit, on_delete="RESTRICT")
        position = IntegerField(default=0)
        item = ForeignKeyField(Item, on_delete="RESTRICT")
        quantity = IntegerField(default=1000)
        amount = IntegerField(default=0)

    class Note(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        at = TextField()
        author = TextField(default="")
        label = TextField(default="")
        text = TextField()
        is_pinned = BooleanField(default=False)
        is_alert = BooleanField(default=False)
        ask_next = BooleanField(default=False)
        asked_at = TextField(null=True)

        class Meta:
            constraints = (Check("text <> ''"),)

    class Promise(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        what = TextField()
        who = TextField(default="")
        made_on = TextField()
        due = TextField(null=True)
        state = TextField(default="open")
        kept_on = TextField(null=True)

        class Meta:
            constraints = (Check("state IN ('open', 'kept', 'withdrawn')"), Check("what <> ''"))
            indexes = ((("state", "due"), False),)

    class Wish(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        what = TextField()
        when = TextField(default="")
        remind_on = TextField(null=True)
        budget = IntegerField(null=True)
        currency = TextField(default="")
        state = TextField(default="open")
        asked_on = TextField()
        closed_on = TextField(null=True)

        class Meta:
            constraints = (
                Check("state IN ('open', 'waiting', 'here', 'fulfilled', 'dropped')"),
                Check("what <> ''"),
            )

    class Preference(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        kind = TextField(default="like")
        category = TextField(default="")
        text = TextField()

        class Meta:
            constraints = (
                Check("kind IN ('like', 'dislike', 'allergy', 'size', 'formula')"),
                Check("text <> ''"),
            )

    class Occasion(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        what = TextField()
        on = TextField()

        class Meta:
            constraints = (Check("what <> ''"),)

    class Import(Row):
        at = TextField()
        file_name = TextField()
        sha256 = TextField(index=True)
        step_id = IntegerField(null=True)
        clients_new = IntegerField(default=0)
        clients_matched = IntegerField(default=0)
        visits = IntegerField(default=0)
        purchases = IntegerField(default=0)
        rows_rejected = IntegerField(default=0)

    db.create_tables(
        [
            UndoStep,
            UndoRow,
            Setting,
            Client,
            ClientKey,
            FormerName,
            Photo,
            ContactPoint,
            RelationType,
            Relation,
            HouseholdMember,
            Tag,
            ClientTag,
            ClientSummary,
            ClientSpend,
            Item,
            Visit,
            Purchase,
            Note,
            Promise,
            Wish,
            Preference,
            Occasion,
            Import,
        ]
    )
