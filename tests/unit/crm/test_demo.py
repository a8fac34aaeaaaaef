"""The demo shop looks alive, agrees with itself and is the same for everybody on one day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from peewee import Model

from crm.clients.custom_fields import list_custom_fields
from crm.clients.custom_values import ValueStyle, format_value, parse_value
from crm.clients.models import Client
from crm.clients.phones import normal_phone
from crm.clients.queries import get_client
from crm.clients.same.in_store import find_same_people
from crm.clock import FixedClock
from crm.demo import DemoCounts, make_demo
from crm.demo.cast import list_cast
from crm.demo.doubles import list_doubles
from crm.demo.goods import goods_on, list_goods, price_of
from crm.demo.people import TIE_WORDS, Days
from crm.demo.tables import COLUMNS
from crm.errors import CancelledError, ConflictError
from crm.progress import NoProgress
from crm.schema import MODELS
from crm.shop.queries import get_settings
from crm.store.store import Store
from crm.story.models import Item
from crm.story.queries import count_promises, get_card
from crm.workspace import Workspace

pytestmark = pytest.mark.slow

MOMENT = datetime(2026, 11, 21, 11, 52, tzinfo=UTC)
TODAY = MOMENT.date()
TABLES: list[type[Model]] = [*COLUMNS, Item]

# Numbers that Ofcom keeps free for stories, and area code 01632, which is no place's.
FREE_NUMBERS = re.compile(
    r"\+44(?:7700900\d{3}|1632\d{6}|113496\d{4}|11[4567]496\d{4}|1[23456]1496\d{4}|2079460\d{3}"
    r"|1914980\d{3}|2920180\d{3}|3069990\d{3})"
)

STATES = {
    "a person": "SELECT 1 FROM client WHERE kind = 'person'",
    "a household": "SELECT 1 FROM client WHERE kind = 'household'",
    "an organisation": "SELECT 1 FROM client WHERE kind = 'organisation'",
    "a prospect": "SELECT 1 FROM client WHERE standing = 'prospect'",
    "one who is past": "SELECT 1 FROM client WHERE standing = 'past'",
    "a colleague": "SELECT 1 FROM client WHERE standing = 'colleague'",
    "a supplier": "SELECT 1 FROM client WHERE standing = 'supplier'",
    "one put away": "SELECT 1 FROM client WHERE archived_at IS NOT NULL",
    "one who died": "SELECT 1 FROM client WHERE has_died AND died <> ''",
    "a starred one": "SELECT 1 FROM client WHERE starred",
    "one sent by another": "SELECT 1 FROM client WHERE sent_by_id IS NOT NULL",
    "one with another name": "SELECT 1 FROM client WHERE called <> '' AND pronunciation <> ''",
    "one met on a known day": "SELECT 1 FROM client WHERE met_on <> ''",
    "a whole birthday": "SELECT 1 FROM client WHERE born LIKE '____-__-__'",
    "a birthday without year": "SELECT 1 FROM client WHERE born LIKE '--__-__'",
    "a birthday without day": "SELECT 1 FROM client WHERE born LIKE '____-__'",
    "about an age": "SELECT 1 FROM client WHERE born LIKE '~%'",
    "a former name": "SELECT 1 FROM former_name",
    "a phone": "SELECT 1 FROM contact_point WHERE kind = 'phone' AND is_primary",
    "an e-mail address": "SELECT 1 FROM contact_point WHERE kind = 'email'",
    "a link": "SELECT 1 FROM contact_point WHERE kind = 'link'",
    "an address moved out of": "SELECT 1 FROM contact_point WHERE kind = 'address' AND is_past",
    "a dog": "SELECT 1 FROM relation r JOIN relation_type t ON t.id = r.type_id "
    "WHERE t.name = 'dog' AND r.other_name <> ''",
    "two clients tied": "SELECT 1 FROM relation WHERE other_id IS NOT NULL",
    "a child with its birthday": "SELECT 1 FROM relation WHERE other_id IS NULL AND born <> ''",
    "people in a household": "SELECT 1 FROM household_member",
    "a tag": "SELECT 1 FROM client_tag",
    "a text in an own field": "SELECT 1 FROM custom_value v JOIN custom_field f "
    "ON f.id = v.field_id AND f.type = 'text'",
    "a number in an own field": "SELECT 1 FROM custom_value v JOIN custom_field f "
    "ON f.id = v.field_id AND f.type = 'number' WHERE v.value LIKE '%.5'",
    "a day in an own field": "SELECT 1 FROM custom_value v JOIN custom_field f "
    "ON f.id = v.field_id AND f.type = 'day' WHERE v.value > :today",
    "a choice that came with a tag": "SELECT 1 FROM custom_value v JOIN custom_field f "
    "ON f.id = v.field_id AND f.type = 'choice' JOIN client_tag t "
    "ON t.client_id = v.client_id AND t.tag_id = f.tag_id",
    "one who agreed": "SELECT 1 FROM consent WHERE given AND on_day <= :today",
    "one who did not": "SELECT 1 FROM consent WHERE NOT given",
    "a file": "SELECT 1 FROM attachment WHERE size = length(content) AND at < :today",
    "a call": "SELECT 1 FROM visit WHERE channel = 'call'",
    "an order": "SELECT 1 FROM visit WHERE channel = 'order'",
    "a letter": "SELECT 1 FROM visit WHERE channel = 'mail'",
    "a visit without purchases": "SELECT 1 FROM visit WHERE currency = '' AND channel = 'visit'",
    "a refund": "SELECT 1 FROM purchase WHERE amount < 0",
    "two of one thing": "SELECT 1 FROM purchase WHERE quantity = 2000",
    "a note on a visit": "SELECT 1 FROM visit WHERE note <> '' AND total > 0",
    "a pinned note": "SELECT 1 FROM note WHERE is_pinned",
    "an alert": "SELECT 1 FROM note WHERE is_alert",
    "something to ask about": "SELECT 1 FROM note WHERE ask_next",
    "something that was asked": "SELECT 1 FROM note WHERE asked_at IS NOT NULL",
    "a moment for the ribbon": "SELECT 1 FROM note WHERE label = 'moment'",
    "a promise due": "SELECT 1 FROM promise WHERE state = 'open' AND due > :today",
    "a promise overdue": "SELECT 1 FROM promise WHERE state = 'open' AND due < :today",
    "a promise without a day": "SELECT 1 FROM promise WHERE state = 'open' AND due IS NULL",
    "a promise kept": "SELECT 1 FROM promise WHERE kept_on <= due",
    "a promise kept late": "SELECT 1 FROM promise WHERE kept_on > due",
    "a promise withdrawn": "SELECT 1 FROM promise WHERE state = 'withdrawn'",
    "an open wish": "SELECT 1 FROM wish WHERE state = 'open' AND budget > 0",
    "a wish waiting": "SELECT 1 FROM wish WHERE state = 'waiting'",
    "a wish that is here": "SELECT 1 FROM wish WHERE state = 'here'",
    "a wish fulfilled": "SELECT 1 FROM wish WHERE state = 'fulfilled' AND closed_on IS NOT NULL",
    "a wish dropped": "SELECT 1 FROM wish WHERE state = 'dropped'",
    "a wish to be reminded of": "SELECT 1 FROM wish WHERE remind_on > :today",
    "a like": "SELECT 1 FROM preference WHERE kind = 'like'",
    "a dislike": "SELECT 1 FROM preference WHERE kind = 'dislike'",
    "an allergy": "SELECT 1 FROM preference WHERE kind = 'allergy'",
    "a size": "SELECT 1 FROM preference WHERE kind = 'size'",
    "a formula": "SELECT 1 FROM preference WHERE kind = 'formula'",
    "an occasion with its year": "SELECT 1 FROM occasion WHERE \"on\" LIKE '____-__-__'",
    "an occasion without a year": "SELECT 1 FROM occasion WHERE \"on\" LIKE '--__-__'",
    "one of twenty years": "SELECT 1 FROM client_summary WHERE visits >= 600 "
    "AND first_visit < date(:today, '-19 years') AND last_visit > date(:today, '-7 days')",
    "one who comes daily": "SELECT 1 FROM client_summary WHERE rhythm_days = 1",
    "one who is drifting": "SELECT 1 FROM client_summary WHERE visits > 10 "
    "AND julianday(:today) - julianday(last_visit) > 1.5 * rhythm_days",
    "one here for the first time": "SELECT 1 FROM client_summary "
    "WHERE first_visit > date(:today, '-60 days')",
    "one who comes in December": "SELECT 1 FROM visit v GROUP BY client_id "
    "HAVING COUNT(*) > 5 AND MIN(substr(day, 6, 2)) = '12'",
    "a client nobody has seen": "SELECT 1 FROM client_summary WHERE visits = 0",
}


class Told(NoProgress):
    """Hears how far it is, and may want it to end."""

    def __init__(self, *, stop: bool = False) -> None:
        self.steps: list[tuple[int, int | None]] = []
        self._stop = stop

    def step(self, done: int, total: int | None, text: str = "") -> None:
        self.steps.append((done, total))

    def stopped(self) -> bool:
        return self._stop


def new_store(path: Path, moment: datetime = MOMENT) -> Workspace:
    return Workspace.open(path, FixedClock(moment))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo shop of 400 clients; read only."""
    workspace = new_store(tmp_path_factory.mktemp("demo") / "shop.db")
    make_demo(workspace.store)
    yield workspace.store
    workspace.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A shop of 3,000 clients and 30,000 visits; read only."""
    workspace = new_store(tmp_path_factory.mktemp("demo") / "large.db")
    counts = make_demo(workspace.store, clients=3_000, visits=30_000)
    assert (counts.clients, counts.visits) == (3_000, 30_000)
    yield workspace.store
    workspace.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    workspace = new_store(tmp_path / "empty.db")
    yield workspace.store
    workspace.close()


def count(store: Store, table: str) -> int:
    return int(store.scalar(f"SELECT COUNT(*) FROM {table}"))


def hero_id(store: Store) -> int:
    return int(store.scalar("SELECT id FROM client WHERE name = 'Siobhan Brennan'"))


def id_of(store: Store, name: str) -> int:
    return int(store.scalar("SELECT id FROM client WHERE name = ?", [name]))


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row but its uuid."""
    found = {}
    for model in TABLES:
        columns = [f'"{field.column_name}"' for field in model._meta.sorted_fields]
        columns.remove('"uuid"')
        table = model._meta.table_name
        found[table] = store.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
    return found


def test_a_demo_shop_has_four_hundred_clients(shop: Store) -> None:
    assert count(shop, "client") == 400
    assert count(shop, "visit") > 10_000


def test_the_counts_are_those_of_the_file(store: Store) -> None:
    counts = make_demo(store, clients=70)

    tables = ("client", "visit", "purchase")
    assert counts == DemoCounts(*(count(store, table) for table in tables))
    assert counts.clients == 70


def test_the_shop_is_set_up_as_a_demo(shop: Store) -> None:
    settings = get_settings(shop)

    assert settings.name == "Maple Street Bicycles"
    assert (settings.currency, settings.region) == ("GBP", "GB")
    assert settings.staff == ("Jo", "Marek", "Priya")
    assert settings.current_staff == "Jo"
    assert settings.is_demo


def test_a_demo_shop_is_whole(shop: Store) -> None:
    assert shop.check() == []


@pytest.mark.parametrize("state", STATES)
def test_there_is_somebody_in_every_state(shop: Store, state: str) -> None:
    sql = STATES[state].replace(":today", f"'{TODAY}'")

    assert shop.rows(sql + " LIMIT 1")


@pytest.mark.slow
def test_the_same_seed_on_the_same_day_gives_the_same_shop(shop: Store, store: Store) -> None:
    make_demo(store)

    assert contents(store) == contents(shop)


@pytest.mark.slow
def test_another_seed_gives_another_crowd_and_the_same_cast(shop: Store, store: Store) -> None:
    make_demo(store, seed=21)

    names = "SELECT name FROM client ORDER BY id"
    cast = len(list_cast(Days(TODAY)))
    assert store.rows(names)[:cast] == shop.rows(names)[:cast]
    assert store.rows(names) != shop.rows(names)


def test_nothing_has_happened_after_today(shop: Store, large: Store) -> None:
    latest = """
        SELECT MAX(day) FROM visit UNION ALL SELECT MAX(substr(at, 1, 10)) FROM visit
        UNION ALL SELECT MAX(substr(at, 1, 10)) FROM note
        UNION ALL SELECT MAX(made_on) FROM promise UNION ALL SELECT MAX(kept_on) FROM promise
        UNION ALL SELECT MAX(asked_on) FROM wish UNION ALL SELECT MAX(closed_on) FROM wish
        UNION ALL SELECT MAX(born) FROM client UNION ALL SELECT MAX(died) FROM client
        UNION ALL SELECT MAX(substr(changed_at, 1, 10)) FROM client
        UNION ALL SELECT MAX(substr(archived_at, 1, 10)) FROM client
    """
    for each in (shop, large):
        assert all(day is None or day.lstrip("~") <= str(TODAY) for (day,) in each.rows(latest))


def test_nobody_is_changed_before_they_are_written_down(shop: Store, large: Store) -> None:
    for each in (shop, large):
        assert not each.rows("SELECT 1 FROM client WHERE changed_at < created_at LIMIT 1")


def test_a_visit_repeats_the_sum_of_its_purchases(shop: Store, large: Store) -> None:
    wrong = """
        SELECT v.id FROM visit v LEFT JOIN purchase p ON p.visit_id = v.id GROUP BY v.id
        HAVING v.total <> COALESCE(SUM(p.amount), 0) OR (v.currency = '') <> (COUNT(p.id) = 0)
    """
    assert not shop.rows(wrong)
    assert not large.rows(wrong)


def test_items_say_what_was_sold_of_them(large: Store) -> None:
    wrong = """
        SELECT i.name FROM item i WHERE times_sold <> (
            SELECT COUNT(*) FROM purchase p WHERE p.item_id = i.id AND p.amount >= 0
        ) OR last_sold IS NOT (
            SELECT MAX(v.day) FROM purchase p JOIN visit v ON v.id = p.visit_id
            WHERE p.item_id = i.id AND p.amount > 0
        ) OR last_price IS NOT (
            SELECT p.amount * 1000 / p.quantity FROM purchase p JOIN visit v ON v.id = p.visit_id
            WHERE p.item_id = i.id AND p.amount > 0 ORDER BY v.day DESC, p.id DESC LIMIT 1
        )
    """
    assert not large.rows(wrong)


def test_bulk_agrees_with_its_summaries(large: Store) -> None:
    assert large.check() == []


def test_bulk_names_are_many_and_of_many_origins(large: Store) -> None:
    names = [name for (name,) in large.rows("SELECT name FROM client")]

    assert len(set(names)) > 2_400
    assert sum(not name.isascii() for name in names) > 200


def test_bulk_clients_come_weekly_yearly_and_once(large: Store) -> None:
    sql = "SELECT visits FROM client_summary WHERE client_id > 400"
    visits = [row[0] for row in large.rows(sql)]

    assert max(visits) > 50
    assert min(visits) <= 1


@pytest.mark.slow
def test_few_visits_slow_the_told_ones_down(shop: Store, store: Store) -> None:
    counts = make_demo(store, clients=1_000, visits=20_000)

    assert (counts.clients, counts.visits) == (1_000, 20_000)
    told = "SELECT COUNT(*) FROM visit WHERE client_id <= 400"
    assert store.scalar(told) < shop.scalar(told)


def test_no_number_is_anybodys(large: Store) -> None:
    rows = large.rows("SELECT value, normal FROM contact_point WHERE kind = 'phone'")

    assert [row for row in rows if not FREE_NUMBERS.fullmatch(row[1])] == []
    assert [row for row in rows[::50] if normal_phone(row[0], "GB") != row[1]] == []


def test_every_e_mail_address_is_an_example(large: Store) -> None:
    rows = large.rows("SELECT value, normal FROM contact_point WHERE kind = 'email'")
    example = re.compile(r"[a-z0-9._-]+@(?:[a-z0-9-]+\.example|example\.(?:com|org|net))")

    assert [row for row in rows if not example.fullmatch(row[0]) or row[0] != row[1]] == []


def test_no_two_people_have_one_mailbox_by_chance(large: Store) -> None:
    doubles = {each.name for each in list_doubles()}
    sql = (
        "SELECT p.normal, c.name FROM contact_point p JOIN client c ON c.id = p.client_id "
        "WHERE p.kind = 'email'"
    )
    mails = [mail for mail, name in large.rows(sql) if name not in doubles]
    assert len(mails) > 1_000
    assert len(mails) == len(set(mails))


def test_somebody_is_there_twice_and_is_found(shop: Store) -> None:
    names = dict(shop.rows("SELECT id, name FROM client"))
    pairs = {frozenset((names[each.first], names[each.second])) for each in find_same_people(shop)}
    assert {"Siobhan Brennan", "Shiv Brenan"} in pairs
    assert {"Siobhan Brennan", "Shiobhan Brennan"} in pairs
    found = {name for pair in pairs for name in pair}
    assert {"Gwen Aldous", "Rukhsana Mir", "Dara Quinn"} <= found


def test_everybody_has_one_primary_of_each_kind(shop: Store, large: Store) -> None:
    wrong = """
        SELECT client_id FROM contact_point WHERE NOT is_past
        GROUP BY client_id, kind HAVING SUM(is_primary) <> 1
    """
    assert not shop.rows(wrong)
    assert not large.rows(wrong)


def test_nobody_is_sent_by_somebody_who_came_later_to_the_file(shop: Store, large: Store) -> None:
    for each in (shop, large):
        assert not each.rows("SELECT 1 FROM client WHERE sent_by_id >= id LIMIT 1")


def test_every_value_of_an_own_field_fits_its_field(shop: Store, large: Store) -> None:
    style = ValueStyle(today=TODAY)
    for each in (shop, large):
        fields = {field.id: field for field in list_custom_fields(each)}
        for field_id, value in each.rows("SELECT field_id, value FROM custom_value"):
            field = fields[field_id]
            typed = format_value(value, field.type, style)
            assert parse_value(typed, field.type, style, field.choices) == value


def test_only_those_with_the_tag_have_its_field(shop: Store, large: Store) -> None:
    wrong = """
        SELECT 1 FROM custom_value v JOIN custom_field f ON f.id = v.field_id
        WHERE f.tag_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM client_tag t WHERE t.client_id = v.client_id AND t.tag_id = f.tag_id)
    """
    assert not shop.rows(wrong)
    assert not large.rows(wrong)


def test_siobhan_is_as_her_story_is_told(shop: Store) -> None:
    shiv = get_client(shop, hero_id(shop))

    assert (shiv.called, shiv.pronunciation, shiv.lives) == (
        "Shiv",
        "shi-VAWN",
        "Ilkley, since 2009",
    )
    assert shiv.born is not None
    assert shiv.born.as_date() == date(1968, 11, 24)
    assert shiv.sent_by is not None
    assert shiv.sent_by.name == "Petra Sioli"
    assert "Dara Quinn" in {each.name for each in shiv.sent}
    assert [each.money.minor for each in shiv.summary.spend] == [941_200]
    assert [each.money.minor for each in shiv.sent_spend] == [603_000]
    assert shiv.summary.first_visit == date(2010, 7, 14)
    assert shiv.summary.last_visit == date(2026, 11, 12)
    assert shiv.summary.rhythm_days == 35
    assert {each.name for each in shiv.households[0].members} == {
        "Siobhan Brennan", "Declan Brennan", "Finn Brennan", "Aoife Brennan",
    }  # fmt: skip


def test_siobhan_was_promised_a_call_by_friday(shop: Store) -> None:
    card = get_card(shop, hero_id(shop))
    counts = count_promises(shop, hero_id(shop))

    assert [(each.who, each.due) for each in card.promises] == [("Jo", date(2026, 11, 27))]
    assert (counts.open, counts.kept, counts.late) == (1, 38, 1)
    assert [each.text for each in card.alerts] == ["Latex"]


@pytest.mark.slow
@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2027, 12, 31), date(2028, 2, 25)])
def test_the_shop_moves_along_with_the_day_it_is_read_on(tmp_path: Path, day: date) -> None:
    workspace = new_store(tmp_path / "later.db", datetime(day.year, day.month, day.day, tzinfo=UTC))
    make_demo(workspace.store, clients=60)
    shiv = get_client(workspace.store, hero_id(workspace.store))
    sione = get_client(workspace.store, id_of(workspace.store, "Sione Latu"))
    workspace.close()

    assert shiv.summary.last_visit == day - timedelta(days=9)
    assert shiv.born is not None
    assert shiv.born.next_anniversary(day) in {day + timedelta(days=2), day + timedelta(days=3)}
    assert sione.summary.last_visit == day - timedelta(days=77)
    assert sione.summary.rhythm_days == 42


def test_a_shop_with_clients_is_left_alone(store: Store) -> None:
    with store.write("client.add") as step:
        moment = store.clock.now()
        step.insert(Client, name="Ann", created_at=moment, changed_at=moment)

    with pytest.raises(ConflictError) as caught:
        make_demo(store)

    assert str(caught.value).endswith(".")
    assert count(store, "client") == 1


@pytest.mark.slow
def test_nobody_undoes_a_whole_demo_shop_by_a_key_too_many(store: Store) -> None:
    make_demo(store, clients=60)

    with pytest.raises(ConflictError, match="nothing to undo"):
        store.undo()


@pytest.mark.slow
def test_stopping_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(CancelledError):
        make_demo(store, clients=3_000, progress=Told(stop=True))

    assert count(store, "client") == 0
    assert not get_settings(store).has_begun


@pytest.mark.slow
def test_progress_ends_with_everybody(store: Store) -> None:
    told = Told()

    make_demo(store, clients=3_000, visits=6_000, progress=told)

    assert told.steps == sorted(told.steps)
    assert told.steps[-1] == (3_000, 3_000)


def test_prices_have_risen_to_what_they_are() -> None:
    for good in list_goods():
        prices = [price_of(good, years) for years in range(23)]
        assert prices == sorted(prices, reverse=True)
        assert prices[0] == good.price


def test_there_is_something_on_every_shelf() -> None:
    assert all(goods_on(good.category) for good in list_goods())
    assert len({good.name for good in list_goods()}) == len(list_goods()) > 110


def test_every_tie_of_the_cast_is_a_known_word() -> None:
    words = {tie.word for person in list_cast(Days(TODAY)) for tie in person.ties}

    assert words <= set(TIE_WORDS)


def test_every_table_of_the_demo_is_a_table_of_the_file() -> None:
    assert set(TABLES) <= set(MODELS)
