"""Fields of the shop's own, consent, same people, kept lists, files, letters, the trash."""

from __future__ import annotations

from typing import Any

from peewee import (
    AutoField,
    BinaryUUIDField,
    BlobField,
    BooleanField,
    Check,
    FloatField,
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

    # Only what the new tables point at is named of those that stand already.
    class Client(Row):
        pass

    class Tag(Row):
        pass

    class Visit(Row):
        pass

    class Purchase(Row):
        pass

    class CustomField(Row):
        name = TextField()
        folded = TextField(unique=True)
        type = TextField(default="text")
        choices = TextField(default="")
        tag = ForeignKeyField(Tag, null=True, on_delete="RESTRICT")
        position = IntegerField(default=100)

        class Meta:
            constraints = (
                Check("type IN ('text', 'number', 'day', 'yes_no', 'choice')"),
                Check("name <> ''"),
            )

    class CustomValue(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        field = ForeignKeyField(CustomField, on_delete="RESTRICT")
        value = TextField()

        class Meta:
            constraints = (Check("value <> ''"),)
            indexes = ((("client", "field"), True),)

    class Consent(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        channel = TextField()
        given = BooleanField()
        on_day = TextField(null=True)
        source = TextField(default="")

        class Meta:
            constraints = (Check("channel IN ('email', 'phone', 'sms', 'post')"),)
            indexes = ((("client", "channel"), True),)

    class PairAnswer(Row):
        question = TextField()
        first = ForeignKeyField(Client, on_delete="CASCADE")
        second = ForeignKeyField(Client, on_delete="CASCADE")
        at = TextField()

        class Meta:
            constraints = (Check("question IN ('same', 'family')"), Check("first_id < second_id"))
            indexes = ((("question", "first", "second"), True),)

    class Merge(Row):
        kept = ForeignKeyField(Client, on_delete="CASCADE")
        gone_id = IntegerField()
        gone_name = TextField()
        at = TextField()
        step_id = IntegerField()
        split_at = TextField(null=True)

    class SmartList(Row):
        name = TextField()
        folded = TextField(unique=True)
        filter: TextField = TextField()
        columns = TextField(default="")
        sort = TextField(default="")
        position = IntegerField(default=100)

        class Meta:
            constraints = (Check("name <> ''"),)

    class Attachment(Row):
        client = ForeignKeyField(Client, on_delete="RESTRICT")
        visit = ForeignKeyField(Visit, null=True, on_delete="RESTRICT")
        purchase = ForeignKeyField(Purchase, null=True, on_delete="RESTRICT")
        name = TextField()
        media_type = TextField(default="")
        size = IntegerField()
        at = TextField()
        note = TextField(default="")
        small = BlobField(null=True)
        content = BlobField()

        class Meta:
            constraints = (Check("name <> ''"), Check("visit_id IS NULL OR purchase_id IS NULL"))

    class KnownMapping(Row):
        source = TextField(unique=True)
        name = TextField(default="")
        mapping = TextField()
        at = TextField()

        class Meta:
            constraints = (Check("mapping <> ''"),)

    class Letter(Row):
        name = TextField()
        folded = TextField(unique=True)
        text = TextField()

        class Meta:
            constraints = (Check("name <> ''"),)

    class OwnSheet(Row):
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

    db.execute_sql('ALTER TABLE "client" ADD COLUMN "removed_at" TEXT')
    db.execute_sql('CREATE INDEX "client_removed_at" ON "client" ("removed_at")')
    db.execute_sql('ALTER TABLE "import" ADD COLUMN "taken_back_at" TEXT')
    db.create_tables(
        [
            CustomField,
            CustomValue,
            Consent,
            PairAnswer,
            Merge,
            SmartList,
            Attachment,
            KnownMapping,
            Letter,
            OwnSheet,
        ]
    )
