"""Whatever is done, in whatever order: the rows stay true, and taken back it leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any, Final, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.clients import contacts, households, photos, relations, services, tags
from crm.clients.drafts import (
    CLIENT_KINDS,
    CONTACT_KINDS,
    STANDINGS,
    ClientDraft,
    ContactDraft,
    RelationDraft,
)
from crm.dates import PartialDate
from crm.errors import ConflictError, NotFoundError, ValidationError
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.store import Store
from crm.story import remember
from crm.story import services as visits
from crm.story.drafts import (
    CHANNELS,
    PREFERENCE_KINDS,
    WISH_STATES,
    NoteDraft,
    OccasionDraft,
    PreferenceDraft,
    PromiseDraft,
    VisitDraft,
    WishDraft,
)
from crm.story.lines import LineDraft
from tests.undoing import dump

WORDS: Final = ("tea", "Café", "brake pads", "Latex", "LATTE", "", "x y", "Żółć", "club")
PICTURE: Final = b"\xff\xd8\xff" + bytes(20)
STEPS: Final = "SELECT COUNT(*) FROM undo_step WHERE undone IS NULL"


class Walk:
    """One thing a person may do, chosen by chance, to somebody who may be there."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.chance = Random(seed)

    def row(self, table: str) -> int:
        ids = [row[0] for row in self.store.rows(f'SELECT id FROM "{table}" ORDER BY id')]
        return int(self.chance.choice([*ids, 999]))

    def client(self) -> int:
        return self.row("client")

    def word(self) -> str:
        return self.chance.choice(WORDS)

    def day(self) -> date:
        return date(2026, 11, 21) - timedelta(days=self.chance.randrange(900))

    def maybe(self, value: Any) -> Any:
        return value if self.chance.random() < 0.5 else None

    def one(self, values: tuple[Any, ...]) -> Any:
        return self.chance.choice(values)

    def flag(self) -> bool:
        return self.chance.random() < 0.5

    def contact(self) -> ContactDraft:
        kind = self.one(CONTACT_KINDS)
        value = {"phone": "0151 234567", "email": "a@b.example"}.get(kind, self.word())
        return ContactDraft(kind, value, is_primary=self.flag(), is_past=self.flag())

    def visit(self) -> VisitDraft:
        amounts = (None, 0, 300, -300, 1050)
        lines = tuple(
            LineDraft(self.word(), self.one((1000, 2000, 500)), self.one(amounts), self.word())
            for _number in range(self.chance.randrange(4))
        )
        also = tuple(each() for each in self.remembered() if self.chance.random() < 0.2)
        return VisitDraft(
            self.client(), lines, self.word(), self.one(CHANNELS), "Jo",
            self.one(("", "EUR", "GBP")), day=self.maybe(self.day()), also=also[:2],
        )  # fmt: skip

    def remembered(self) -> tuple[Callable[[], Any], ...]:
        return (self.note, self.promise, self.wish, self.preference)

    def note(self) -> NoteDraft:
        return NoteDraft(self.client(), self.word(), ask_next=self.flag(), is_alert=self.flag())

    def promise(self) -> PromiseDraft:
        return PromiseDraft(self.client(), self.word(), due=self.maybe(self.day()))

    def wish(self) -> WishDraft:
        return WishDraft(self.client(), self.word(), budget=self.maybe(500))

    def preference(self) -> PreferenceDraft:
        return PreferenceDraft(self.client(), self.word(), self.one(PREFERENCE_KINDS))

    def occasion(self) -> OccasionDraft:
        return OccasionDraft(self.client(), self.word(), PartialDate(self.maybe(2001), 6, 1))

    def relation(self) -> RelationDraft:
        word = self.one(("husband", "wife", "child", "mentor", "mentor of", "dog"))
        return RelationDraft(self.client(), word, self.maybe(self.client()), self.word())

    def changes(self) -> dict[str, Any]:
        values = {
            "name": self.word(), "family": self.word(), "called": self.word(),
            "kind": self.one(CLIENT_KINDS), "standing": self.one(STANDINGS),
            "born": self.maybe(PartialDate.from_date(self.day())),
        }  # fmt: skip
        return {name: value for name, value in values.items() if self.chance.random() < 0.4}

    def act(self) -> None:
        """Do one of the things; what cannot be done is refused by an error a user can read."""
        store = self.store
        deeds: tuple[Callable[[], object], ...] = (
            lambda: services.add_client(
                store,
                ClientDraft(
                    self.word(),
                    sent_by_id=self.maybe(self.client()),
                    contacts=(self.contact(), self.contact()),
                    tags=(self.word(),),
                    former_names=(self.word(),),
                ),
            ),
            lambda: services.change_client(store, self.client(), None, cast(Any, self.changes())),
            lambda: services.star_client(store, self.client(), starred=self.flag()),
            lambda: services.archive_client(store, self.client()),
            lambda: services.restore_client(store, self.client()),
            lambda: services.mark_died(store, self.client(), None, None),
            lambda: services.unmark_died(store, self.client(), None),
            lambda: services.set_sent_by(store, self.client(), None, self.maybe(self.client())),
            lambda: services.add_former_name(store, self.client(), self.word()),
            lambda: services.remove_former_name(store, self.row("former_name")),
            lambda: tags.tag_client(store, self.client(), self.word()),
            lambda: tags.untag_client(store, self.client(), self.row("tag")),
            lambda: contacts.add_contact(store, self.client(), self.contact()),
            lambda: contacts.change_contact(store, self.row("contact_point"), None, self.contact()),
            lambda: contacts.remove_contact(store, self.row("contact_point")),
            lambda: contacts.make_primary(store, self.row("contact_point")),
            lambda: contacts.move_out(store, self.row("contact_point")),
            lambda: relations.add_relation(store, self.relation()),
            lambda: relations.change_relation(store, self.row("relation"), None, self.relation()),
            lambda: relations.remove_relation(store, self.row("relation")),
            lambda: relations.add_relation_type(store, self.word(), self.word()),
            lambda: households.create_household(store, self.word(), [self.client()]),
            lambda: households.add_to_household(store, self.client(), self.client(), self.word()),
            lambda: households.leave_household(store, self.client(), self.client()),
            lambda: photos.set_photo(store, self.client(), PICTURE, PICTURE + b"1"),
            lambda: photos.remove_photo(store, self.client()),
            lambda: visits.log_visit(store, self.visit()),
            lambda: visits.log_visit(store, self.visit()),
            lambda: visits.log_visit(store, self.visit()),
            lambda: visits.change_visit(store, self.row("visit"), None, self.visit()),
            lambda: visits.change_visit(store, self.row("visit"), None, self.visit()),
            lambda: visits.remove_visit(store, self.row("visit")),
            lambda: remember.add_note(store, self.note()),
            lambda: remember.change_note(store, self.row("note"), None, self.note()),
            lambda: remember.remove_note(store, self.row("note")),
            lambda: remember.tick_ask_next(store, self.row("note")),
            lambda: remember.add_promise(store, self.promise()),
            lambda: remember.keep_promise(store, self.row("promise")),
            lambda: remember.reopen_promise(store, self.row("promise")),
            lambda: remember.withdraw_promise(store, self.row("promise")),
            lambda: remember.remove_promise(store, self.row("promise")),
            lambda: remember.add_wish(store, self.wish()),
            lambda: remember.set_wish_state(store, self.row("wish"), self.one(WISH_STATES)),
            lambda: remember.remove_wish(store, self.row("wish")),
            lambda: remember.add_preference(store, self.preference()),
            lambda: remember.remove_preference(store, self.row("preference")),
            lambda: remember.add_occasion(store, self.occasion()),
            lambda: remember.change_occasion(store, self.row("occasion"), None, self.occasion()),
            lambda: remember.remove_occasion(store, self.row("occasion")),
        )
        with suppress(ValidationError, NotFoundError, ConflictError):
            self.chance.choice(deeds)()


@pytest.fixture
def shop(store: Store) -> Store:
    begin_shop(store, ShopDraft("Shop", "EUR", region="DE"))
    people = [services.add_client(store, ClientDraft(name)) for name in ("Ann Lee", "Bo Lee")]
    households.create_household(store, "", people)
    for amount in (300, 310):
        draft = VisitDraft(people[0], (LineDraft("Tea", 1000, amount),))
        visits.log_visit(store, draft)
    return store


def assert_true(store: Store) -> None:
    """What services keep by themselves agrees with what it follows from."""
    assert store.check() == []
    sales = store.rows(
        "SELECT i.id, i.times_sold, COUNT(CASE WHEN p.amount >= 0 THEN 1 END) FROM item i "
        "LEFT JOIN purchase p ON p.item_id = i.id GROUP BY i.id, i.times_sold"
    )
    assert all(kept == counted for _id, kept, counted in sales)
    for item_id, price, currency, day in store.rows(
        "SELECT id, last_price, last_currency, last_sold FROM item"
    ):
        latest = store.rows(
            "SELECT (2000 * p.amount + p.quantity) / (2 * p.quantity), v.currency, v.day "
            "FROM purchase p JOIN visit v ON v.id = p.visit_id "
            "WHERE p.item_id = ? AND p.amount > 0 ORDER BY v.day DESC, p.id DESC LIMIT 1",
            [item_id],
        )
        assert (price, currency, day) == (latest[0] if latest else (None, "", None))
    totals = "SELECT id FROM visit WHERE total <> (SELECT COALESCE(SUM(amount), 0) FROM purchase " \
        "WHERE visit_id = visit.id)"  # fmt: skip
    assert store.rows(totals) == []
    primaries = store.rows(
        "SELECT client_id, kind, SUM(is_primary), SUM(is_primary AND is_past), "
        "SUM(NOT is_past) FROM contact_point GROUP BY client_id, kind"
    )
    for _client, _kind, primary, past, in_use in primaries:
        assert (primary, past) == (min(in_use, 1), 0)


def take_back(store: Store, down_to: int) -> None:
    while store.scalar(STEPS) > down_to:
        store.undo()


@pytest.mark.slow
@settings(max_examples=40)
@given(seeds=st.lists(st.integers(0, 2**32), min_size=10, max_size=60))
def test_everything_done_can_be_undone_and_done_again(shop: Store, seeds: list[int]) -> None:
    steps, before = shop.scalar(STEPS), dump(shop)
    for seed in seeds:
        Walk(shop, seed).act()
    assert_true(shop)
    done, after = shop.scalar(STEPS), dump(shop)
    take_back(shop, steps)
    assert dump(shop) == before
    while shop.scalar(STEPS) < done:
        shop.redo()
    assert dump(shop) == after
    take_back(shop, steps)
    assert dump(shop) == before
    assert_true(shop)
