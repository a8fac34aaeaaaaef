"""Everything the Counter promises to find, by whom, why and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from crm.clients.find import find_clients
from crm.clients.hits import MOST_COUNTED, ClientHit, list_lately
from crm.clients.models import (
    Client,
    ClientKey,
    ClientTag,
    ContactPoint,
    FormerName,
    HouseholdMember,
    Photo,
    Relation,
    RelationType,
    Tag,
)
from crm.clients.search_index import SearchIndex
from crm.clock import FixedClock
from crm.dates import PartialDate
from crm.lifetime.summary import ClientSummaries
from crm.store.store import Store
from crm.story.models import Note, Preference, Promise, Visit, Wish
from crm.text import fold

AT = "2026-01-01T00:00:00Z"


class Shop:
    """A shop whose clients are made in one line each."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._types: dict[tuple[str, str], int] = {}

    def client(self, name: str, **values: Any) -> int:
        with self.store.write("client.add") as step:
            client_id = step.insert(Client, name=name, created_at=AT, changed_at=AT, **values)
            step.retell(client_id)
        return client_id

    def add(self, model: Any, client_id: int, **values: Any) -> int:
        with self.store.write("add") as step:
            row_id = step.insert(model, client_id=client_id, **values)
            step.retell(client_id)
        return row_id

    def phone(self, client_id: int, value: str, normal: str = "") -> None:
        self.add(ContactPoint, client_id, kind="phone", value=value, normal=normal)

    def address(self, client_id: int, **parts: str) -> None:
        self.add(ContactPoint, client_id, kind="address", value="", **parts)

    def visits(self, client_id: int, *days: str, note: str = "") -> None:
        with self.store.write("visit.log") as step:
            for day in days:
                step.insert(Visit, client_id=client_id, day=day, note=note)
            step.retell(client_id) if note else step.touch(client_id)

    def tie(self, client_id: int, other: int | str, name: str, reverse: str) -> int:
        """``other`` is the client's ``name``."""
        with self.store.write("relation.add") as step:
            if (name, reverse) not in self._types:
                self._types[name, reverse] = step.insert(RelationType, name=name, reverse=reverse)
            whose = {"other_id": other} if isinstance(other, int) else {"other_name": other}
            tie_id = step.insert(
                Relation, client_id=client_id, type_id=self._types[name, reverse], **whose
            )
            step.retell(client_id)
        return tie_id

    def tag(self, client_id: int, name: str) -> None:
        with self.store.write("tag.add") as step:
            tag_id = step.insert(Tag, name=name, folded=fold(name))
            step.insert(ClientTag, client_id=client_id, tag_id=tag_id)
            step.retell(client_id)

    def household(self, name: str, *members: int) -> int:
        household_id = self.client(name, kind="household")
        with self.store.write("household.add") as step:
            for member in members:
                step.insert(HouseholdMember, household_id=household_id, client_id=member)
            step.retell(household_id)
        return household_id

    def find(self, text: str) -> list[int]:
        return [hit.id for hit in find_clients(self.store, text).hits]

    def hit(self, text: str) -> ClientHit:
        """The one hit for ``text``."""
        (hit,) = find_clients(self.store, text).hits
        return hit


@pytest.fixture
def shop(shop_file: Path, clock: FixedClock) -> Iterator[Shop]:
    store = Store.open(shop_file, clock, (ClientSummaries(), SearchIndex()))
    yield Shop(store)
    assert store.check() == []
    store.close()


def underlined(hit: ClientHit) -> list[str]:
    text = hit.name if hit.matched == "name" else hit.matched_text
    return [text[start:end] for start, end in hit.spans]


# Names


@pytest.mark.parametrize("typed", ["s", "sio", "Siobhan", "SIOBHAN", "bre", "siobhan brennan"])
def test_any_beginning_of_a_name_finds(shop: Shop, typed: str) -> None:
    siobhan = shop.client("Siobhan Brennan")
    shop.client("Marek Oduya")
    assert shop.find(typed) == [siobhan]
    assert shop.hit(typed).matched == "name"


def test_the_typed_part_of_the_name_is_underlined(shop: Shop) -> None:
    shop.client("Siobhan Brennan")
    assert underlined(shop.hit("bren sio")) == ["Sio", "Bren"]


@pytest.mark.parametrize("typed", ["ennan", "obh", "hodari-oduya", "dar"])
def test_the_inside_of_a_name_finds_from_three_letters(shop: Shop, typed: str) -> None:
    siobhan = shop.client("Siobhan Brennan Hodari-Oduya")
    assert shop.find(typed) == [siobhan]
    assert shop.find("bh") == []


def test_several_words_find_in_any_order_and_across_fields(shop: Shop) -> None:
    leeds, york = shop.client("Anna Brennan"), shop.client("Anna Brennan")
    shop.address(leeds, town="Leeds", street="12 Maple Street")
    shop.address(york, town="York")
    assert shop.find("anna leeds") == [leeds]
    assert shop.find("leeds bren ann") == [leeds]
    assert shop.hit("anna leeds").matched == "town"
    assert shop.hit("anna leeds").matched_text == "Leeds"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz Jabłoński", "lukasz jablonski"),
        ("Søren Ødegård", "soren odegard"),
        ("Jürgen Groß", "jurgen gross"),
        ("José Ñandú", "jose nandu"),
        ("Lukasz Jablonski", "Łukasz Jabłoński"),
        ("Soren Odegard", "Søren"),
        ("Jurgen Gross", "groß"),
        ("Zoe\u0308 Smith", "Zoë"),
    ],
)
def test_accents_do_not_matter_in_either_direction(shop: Shop, name: str, typed: str) -> None:
    client = shop.client(name)
    assert shop.find(typed) == [client]
    assert shop.hit(typed).matched == "name"


@pytest.mark.parametrize("typed", ["vandenberg", "van den berg", "denberg", "van-den-berg"])
def test_words_typed_together_find_a_name_of_several(shop: Shop, typed: str) -> None:
    jan = shop.client("Jan van den Berg")
    assert shop.find(typed) == [jan]


@pytest.mark.parametrize("typed", ["oneil", "o'neil", "O’Neil", "neil"])
def test_apostrophes_do_not_matter(shop: Shop, typed: str) -> None:
    assert shop.client("Anna O'Neil") in shop.find(typed)


def test_what_somebody_is_called_finds_and_says_so(shop: Shop) -> None:
    siobhan = shop.client("Siobhan Brennan", called="Shiv")
    assert shop.find("shi") == [siobhan]
    assert shop.hit("shi").matched == "called"
    assert underlined(shop.hit("shi")) == ["Shi"]


def test_a_former_name_finds_and_says_so(shop: Shop) -> None:
    siobhan = shop.client("Siobhan Brennan")
    shop.add(FormerName, siobhan, name="Siobhan Keogh")
    assert shop.hit("keo").matched == "former_name"
    assert shop.hit("keo").matched_text == "Siobhan Keogh"


def test_the_full_name_behind_a_short_one_finds(shop: Shop) -> None:
    doctor = shop.client("Dr Brennan", given="Siobhan", family="Brennan")
    assert shop.find("siobhan brennan") == [doctor]


def test_how_a_name_is_said_finds(shop: Shop) -> None:
    siobhan = shop.client("Siobhan Brennan", pronunciation="shi-VAWN")
    assert shop.find("shivawn") == [siobhan]


# Numbers, addresses and the like


@pytest.mark.parametrize(
    "typed",
    ["417", "900417", "0770", "07700 900 417", "+44 7700 900417", "0044 7700 900417", "00 900-4"],
)
def test_digits_of_a_phone_find_in_any_spacing(shop: Shop, typed: str) -> None:
    siobhan = shop.client("Siobhan Brennan")
    shop.phone(siobhan, "+44 7700 900 417", "+447700900417")
    other = shop.client("Anna Smith")
    shop.phone(other, "01632 960 555", "+441632960555")
    assert shop.find(typed) == [siobhan]
    assert shop.hit(typed).matched == "phone"
    assert shop.hit(typed).matched_text == "+44 7700 900 417"
    assert shop.hit(typed).phone_tail == "0417"


def test_the_digits_that_were_typed_are_underlined(shop: Shop) -> None:
    shop.phone(shop.client("Siobhan Brennan"), "+44 7700 900 417", "+447700900417")
    assert underlined(shop.hit("70090")) == ["700 90"]


def test_a_number_with_the_same_pieces_in_another_order_is_no_hit(shop: Shop) -> None:
    shop.phone(shop.client("Siobhan Brennan"), "12345671234568")
    assert shop.find("12345681234567") == []


def test_the_groups_of_a_number_that_was_found_mean_nothing_alone(shop: Shop) -> None:
    siobhan, other = shop.client("Siobhan Brennan"), shop.client("Anna Smith")
    shop.phone(siobhan, "07700 900417", "+447700900417")
    shop.phone(other, "07700 123456", "+447700123456")
    shop.address(other, street="9 Maple Street")
    assert shop.find("07700 9") == [siobhan]


def test_a_name_and_part_of_a_number_find_together(shop: Shop) -> None:
    first, second = shop.client("Anna Smith"), shop.client("Anna Smith")
    shop.phone(first, "01632 960 555", "+441632960555")
    shop.phone(second, "01632 960 777", "+441632960777")
    assert shop.find("anna 777") == [second]
    assert shop.hit("anna 777").matched == "phone"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("siobhan.b@", "email"),
        ("example.org", "email"),
        ("maple", "street"),
        ("12 maple street", "street"),
        ("leeds", "town"),
        ("ls6 2", "postcode"),
        ("cyclist", "tag"),
        ("north", "work"),
        ("kerry", "from"),
        ("headingley", "lives"),
        ("c-00417", "key"),
        ("garden", "note"),
        ("chain oil", "visit"),
        ("camino", "wish"),
        ("latex", "preference"),
        ("brooks", "promise"),
    ],
)
def test_everything_known_finds_and_says_what_matched(shop: Shop, typed: str, field: str) -> None:
    client = shop.client(
        "Anna Smith", work="Northwheel Ltd", from_place="Kerry", lives="Headingley"
    )
    shop.add(ContactPoint, client, kind="email", value="siobhan.b@mail.example.org")
    shop.address(client, street="12 Maple Street", town="Leeds", postcode="LS6 2AB")
    shop.tag(client, "Cyclist")
    shop.add(ClientKey, client, source="till", key="C-00417")
    shop.add(Note, client, at=AT, text="Bought pads; runs the gardening club on Tuesdays")
    shop.add(Wish, client, what="A touring bike for the Camino", asked_on="2026-01-01")
    shop.add(Preference, client, kind="allergy", text="latex")
    shop.add(Promise, client, what="Ring about the Brooks saddle", made_on="2026-01-01")
    shop.visits(client, "2026-01-01", note="Two tubes, chain oil")
    shop.client("Marek Sioda")
    assert shop.find(typed) == [client]
    assert shop.hit(typed).matched == field
    assert underlined(shop.hit(typed))


def test_a_long_note_is_shown_around_the_word(shop: Shop) -> None:
    words = "pads " * 40 + "gardening club " + "oil " * 40
    shop.add(Note, shop.client("Anna Smith"), at=AT, text=words.strip())
    hit = shop.hit("gardening")
    assert len(hit.matched_text) < 70
    assert hit.matched_text.startswith("…")
    assert hit.matched_text.endswith("…")
    assert underlined(hit) == ["gardening"]


# Relatives


def family(shop: Shop) -> tuple[int, int, int]:
    siobhan, declan = shop.client("Siobhan Brennan"), shop.client("Declan Brennan")
    mary = shop.client("Mary Byrne")
    shop.tie(siobhan, "Finn", "child", "parent")
    shop.tie(siobhan, declan, "husband", "wife")
    shop.tie(siobhan, "Bramble", "dog", "owner")
    shop.tie(declan, mary, "mother", "child")
    shop.add(Note, siobhan, at=AT, text="Her mum lives with Declan and her")
    return siobhan, declan, mary


@pytest.mark.parametrize(
    "typed", ["finn's mum", "Finn’s mum", "mum finn", "finns mum", "finn's mother", "finn's dad"]
)
def test_a_parent_is_found_by_the_child_whatever_the_word(shop: Shop, typed: str) -> None:
    siobhan, _declan, _mary = family(shop)
    assert shop.find(typed) == [siobhan]
    assert shop.hit(typed).matched == "relation"
    assert shop.hit(typed).matched_text == "Finn's parent"


def test_a_relation_phrase_holds_only_where_the_pair_belongs_together(shop: Shop) -> None:
    siobhan, declan, mary = family(shop)
    assert shop.find("declan's mum") == [mary]
    assert siobhan not in shop.find("declan's mother")
    assert shop.find("siobhan's husband") == [declan]
    assert shop.find("finn's husband") == []
    assert shop.find("declan brennan's wife") == [siobhan]
    assert shop.find("declan byrne's wife") == []


def test_the_tie_is_found_from_both_of_its_sides(shop: Shop) -> None:
    siobhan, declan, _mary = family(shop)
    assert shop.find("mary's son") == [declan]
    assert shop.find("siobhan's spouse") == [declan]
    assert shop.find("declan's spouse") == [siobhan]


def test_a_phrase_finds_while_its_last_word_is_being_typed(shop: Shop) -> None:
    siobhan, _declan, _mary = family(shop)
    for typed in ("finn's m", "finn's mu", "finn's moth"):
        assert shop.find(typed)[0] == siobhan


def test_a_mistyped_name_in_a_phrase_finds(shop: Shop) -> None:
    siobhan, _declan, _mary = family(shop)
    shop.tie(siobhan, "Aoibheann", "child", "parent")
    assert shop.find("aoibhean's mum") == [siobhan]
    assert shop.find("aoibehann's mum") == [siobhan]


def test_the_name_of_the_dog_finds_its_owner(shop: Shop) -> None:
    siobhan, _declan, _mary = family(shop)
    assert shop.find("bramble") == [siobhan]
    assert shop.find("bramble's owner") == [siobhan]
    assert shop.hit("bramble").matched_text == "Bramble's owner"


def test_somebodys_relative_who_is_no_client_leads_to_them(shop: Shop) -> None:
    anna = shop.client("Anna Smith")
    shop.tie(anna, "Tom", "husband", "wife")
    assert shop.find("anna's husband") == [anna]
    assert shop.hit("anna's husband").matched_text == "Tom, Anna Smith's husband"


def test_own_kinds_of_tie_are_found_by_their_own_words(shop: Shop) -> None:
    finn, rosa = shop.client("Finn Byrne"), shop.client("Rosa Diaz")
    shop.tie(finn, rosa, "riding teacher", "pupil")
    assert shop.find("finn's riding teacher") == [rosa]
    assert shop.find("rosa's pupil") == [finn]
    marek, wheel = shop.client("Marek Sioda"), shop.client("Northwheel", kind="organisation")
    shop.tie(marek, wheel, "works at", "works here")
    assert shop.find("northwheel's employee") == [marek]
    assert shop.find("marek's employer") == [wheel]


def test_whoever_sent_a_client_finds_them(shop: Shop) -> None:
    petra = shop.client("Petra Sioli")
    anna = shop.client("Anna Smith", sent_by_id=petra)
    assert shop.find("petra") == [petra, anna]
    assert find_clients(shop.store, "petra").hits[1].matched == "sent_by"


def test_members_find_their_household_and_it_finds_them(shop: Shop) -> None:
    siobhan, finn = shop.client("Siobhan Brennan"), shop.client("Finn Keogh")
    home = shop.household("The Maple household", siobhan, finn)
    shop.address(home, town="Leeds")
    shop.phone(home, "01632 960 555", "+441632960555")
    assert shop.find("keogh") == [finn, home]
    assert set(shop.find("maple")) == {home, finn, siobhan}
    assert shop.find("finn leeds") == [finn, home]
    assert set(shop.find("960555")) == {home, finn, siobhan}
    row = find_clients(shop.store, "maple").hits[0]
    assert (row.id, row.members, row.town) == (home, 2, "Leeds")
    assert {hit.phone_tail for hit in find_clients(shop.store, "maple").hits} == {"0555"}


# Typing errors


@pytest.mark.parametrize(
    "typed", ["siobahn", "sioban", "siobhann", "siobhxn", "siobgan", "sibh", "soibh", "brenan"]
)
def test_one_letter_wrong_missing_extra_or_swapped_still_finds(shop: Shop, typed: str) -> None:
    siobhan = shop.client("Siobhan Brennan")
    shop.client("Marek Oduya")
    assert shop.find(typed) == [siobhan]
    assert shop.hit(typed).matched == "name"


def test_every_word_may_hold_an_error(shop: Shop) -> None:
    siobhan = shop.client("Siobhan Brennan")
    assert shop.find("brenann siobahn") == [siobhan]


@pytest.mark.parametrize(("typed", "field"), [("keogg", "former_name"), ("shyv", "called")])
def test_other_names_forgive_an_error_too(shop: Shop, typed: str, field: str) -> None:
    siobhan = shop.client("Siobhan Brennan", called="Shiv")
    shop.add(FormerName, siobhan, name="Siobhan Keogh")
    assert shop.hit(typed).matched == field


@pytest.mark.parametrize(
    ("typed", "field"),
    [("leds", "town"), ("mapel", "street"), ("brambel", "relation"), ("gardning", "note")],
)
def test_other_words_forgive_an_error_too(shop: Shop, typed: str, field: str) -> None:
    client = shop.client("Siobhan Brennan")
    shop.address(client, town="Leeds", street="12 Maple Street")
    shop.tie(client, "Bramble", "dog", "owner")
    shop.add(Note, client, at=AT, text="Gardening club")
    assert shop.hit(typed).matched == field


def test_errors_are_thought_of_only_where_few_are_found(shop: Shop) -> None:
    brennans = {shop.client(f"Brennan {each}") for each in ("Ada", "Bo", "Cy", "Di", "Ed")}
    shop.client("Brenan Fox")
    assert set(shop.find("brennan")) == brennans


def test_what_was_typed_right_stands_before_what_was_not(shop: Shop) -> None:
    near, exact = shop.client("Brenan Fox"), shop.client("Ada Brennan")
    shop.visits(near, "2026-11-01", "2026-11-02")
    assert shop.find("brennan") == [exact, near]


# Order


def test_the_better_match_stands_first(shop: Shop) -> None:
    note = shop.client("Ed Young")
    shop.add(Note, note, at=AT, text="knows Marin well")
    inside = shop.client("Ann Samarin")
    called = shop.client("Zoe Young", called="Marin")
    begun = shop.client("Bo Marino")
    exact = shop.client("Cy Marin")
    shop.visits(note, "2026-11-01", "2026-11-02")
    assert shop.find("marin") == [exact, begun, called, inside, note]


def test_regulars_stand_before_strangers(shop: Shop) -> None:
    stranger, regular, former = (shop.client(f"Anna {each}") for each in ("Ash", "Zorn", "Elm"))
    shop.visits(regular, *(f"2026-{month:02}-01" for month in range(1, 12)))
    shop.visits(former, "2009-01-01", "2009-02-01")
    assert shop.find("anna") == [regular, former, stranger]


def test_equals_stand_by_name_and_then_in_the_order_they_came(shop: Shop) -> None:
    zorn, first, second = (shop.client(f"Anna {each}") for each in ("Zorn", "Ash", "Ash"))
    assert shop.find("anna") == [first, second, zorn]


def test_starred_clients_stand_a_little_higher_and_archived_ones_last(shop: Shop) -> None:
    plain, starred = shop.client("Anna Ash"), shop.client("Anna Zorn", starred=True)
    archived = shop.client("Anna Aal", archived_at=AT)
    regular = shop.client("Anna Young")
    shop.visits(regular, "2026-11-01")
    shop.visits(archived, "2026-11-01", "2026-11-02")
    assert shop.find("anna") == [regular, starred, plain, archived]
    assert [hit.archived for hit in find_clients(shop.store, "anna").hits] == [False] * 3 + [True]


def test_the_first_of_many_are_the_regulars(shop: Shop) -> None:
    strangers = [shop.client(f"Anna {number}") for number in range(30)]
    shop.visits(strangers[17], "2026-11-01", "2026-11-02")
    found = find_clients(shop.store, "anna", limit=3)
    assert found.hits[0].id == strangers[17]
    assert (len(found.hits), found.total, found.total_capped) == (3, 30, False)


def test_two_words_that_are_the_name_stand_before_others(shop: Shop) -> None:
    other = shop.client("Anna Young")
    shop.add(Note, other, at=AT, text="sister of Leeds")
    shop.address(other, town="Leeds")
    shop.visits(other, "2026-11-01")
    named = shop.client("Anna Leeds")
    assert shop.find("anna leeds") == [named, other]


# Rows


def test_a_row_tells_two_of_one_name_apart(shop: Shop) -> None:
    client = shop.client("John Smith", called="Jack", born="--11-24", standing="supplier")
    shop.address(client, town="York")
    shop.phone(client, "01632 960 555")
    shop.visits(client, "2026-01-01", "2026-01-08", "2026-01-15")
    shop.add(Photo, client, image=b"x", small=b"y")
    hit = shop.hit("smith")
    assert (hit.called, hit.kind, hit.standing, hit.town) == ("Jack", "person", "supplier", "York")
    assert hit.phone_tail == "0555"
    assert (hit.first_visit, hit.last_visit) == (date(2026, 1, 1), date(2026, 1, 15))
    assert (hit.visits, hit.rhythm_days) == (3, 7)
    assert hit.born == PartialDate(None, 11, 24)
    assert hit.has_photo


def test_an_address_moved_out_of_does_not_tell_where_somebody_lives(shop: Shop) -> None:
    client = shop.client("John Smith")
    shop.add(ContactPoint, client, kind="address", value="", town="York", is_past=True)
    shop.address(client, town="Leeds")
    assert shop.hit("smith").town == "Leeds"
    assert shop.hit("york").id == client


def test_the_row_carries_the_alert(shop: Shop) -> None:
    client = shop.client("John Smith")
    assert shop.hit("john").alert == ""
    shop.add(Note, client, at=AT, text="Owes us\nfor the wheel", is_alert=True)
    assert shop.hit("john").alert == "Owes us for the wheel"
    shop.add(Preference, client, kind="allergy", text="latex")
    assert shop.hit("john").alert == "Allergic to latex"


def test_lists_are_told_with_how_many_there_are(shop: Shop) -> None:
    shop.client("Anna Ash")
    shop.client("Marek Sioda")
    found = find_clients(shop.store, "anna")
    assert (found.total, found.total_capped, found.clients) == (1, False, 2)


def test_counting_ends_at_a_thousand(shop: Shop) -> None:
    with shop.store.write("many") as step:
        rows = ((f"Anna {number}", AT, AT) for number in range(MOST_COUNTED + 5))
        step.retell(*step.insert_rows(Client, ("name", "created_at", "changed_at"), rows))
    found = find_clients(shop.store, "anna")
    assert (len(found.hits), found.total, found.total_capped) == (50, MOST_COUNTED, True)


def test_before_typing_those_here_lately_are_shown(shop: Shop) -> None:
    old, never, lately, gone = (shop.client(each) for each in ("Ann", "Bo", "Cy", "Di"))
    shop.visits(old, "2020-01-01")
    shop.visits(lately, "2026-11-20")
    shop.visits(gone, "2026-11-21")
    with shop.store.write("client.archive") as step:
        step.update(Client, gone, archived_at=AT)
        step.retell(gone)
    found = list_lately(shop.store)
    assert [hit.id for hit in found.hits] == [lately, old, never]
    assert (found.total, found.clients) == (3, 4)
    assert found.hits[0].matched == ""


# Keeping it true


def test_a_changed_name_is_found_everywhere_it_is_known(shop: Shop) -> None:
    siobhan, finn = shop.client("Siobhan Brennan"), shop.client("Finn Byrne")
    shop.tie(siobhan, finn, "child", "parent")
    home = shop.household("Maple", finn)
    sent = shop.client("Anna Ash", sent_by_id=finn)
    with shop.store.write("client.change") as step:
        step.update(Client, finn, name="Fionn Byrne")
        step.retell(finn)
    assert set(shop.find("fionn")) == {finn, siobhan, home, sent}
    shop.store.undo()
    assert set(shop.find("finn")) == {finn, siobhan, home, sent}


def test_a_tie_that_ended_finds_nobody_more(shop: Shop) -> None:
    siobhan, finn = shop.client("Siobhan Brennan"), shop.client("Finn Byrne")
    tie = shop.tie(siobhan, finn, "child", "parent")
    assert set(shop.find("finn")) == {finn, siobhan}
    with shop.store.write("relation.remove") as step:
        step.delete(Relation, tie)
        step.retell(siobhan)
    assert shop.find("finn") == [finn]
    assert shop.find("brennan") == [siobhan]


def test_a_removed_client_is_found_no_more_and_comes_back_with_undo(shop: Shop) -> None:
    client = shop.client("Siobhan Brennan")
    with shop.store.write("client.remove") as step:
        step.delete(Client, client)
        step.retell(client)
    assert shop.find("siobhan") == []
    shop.store.undo()
    assert shop.find("siobhan") == [client]


def test_rebuilding_changes_nothing_that_is_found(shop: Shop) -> None:
    family(shop)
    home = shop.household("Maple", 1, 2)
    shop.phone(home, "01632 960 555", "+441632960555")
    queries = ("brennan", "finn's mum", "maple", "960555", "brenan")
    before = [find_clients(shop.store, each) for each in queries]
    shop.store.rebuild()
    assert [find_clients(shop.store, each) for each in queries] == before


def test_a_client_missing_from_the_index_is_noticed(tmp_path: Path, clock: FixedClock) -> None:
    store = Store.open(tmp_path / "shop.db", clock, ())
    Shop(store).client("Siobhan Brennan")
    assert SearchIndex().check(store) == ["1 client is not found by all that is known of them."]
    store.close()


def test_many_clients_are_told_anew_at_once(shop: Shop) -> None:
    with shop.store.write("import") as step:
        rows = ((f"Anna {number}", AT, AT) for number in range(2_500))
        ids = step.insert_rows(Client, ("name", "created_at", "changed_at"), rows)
        step.retell(*ids)
    assert find_clients(shop.store, "anna 2499").hits[0].name == "Anna 2499"
    shop.store.undo()
    assert shop.find("anna") == []


# Anything at all


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", '"', "'", "''", "%", "*", "a* OR b", "name:anna", "NEAR(a b)", "-anna", "a\0b",
     "(", "AND", "NOT", "^a", "🚲", "\ud800", "a\udfffb", "„“”", "…", "½ ﷺ", "x" * 100_000,
     "a " * 50_000, "0" * 1000, "\u0301", "'s", "s' mum", "mum's mum", "of the", "+", "+44"],
)  # fmt: skip
def test_hostile_text_finds_or_does_not_but_never_fails(shop: Shop, text: str) -> None:
    shop.client("Anna O'Neil")
    assert len(find_clients(shop.store, text).hits) <= 1


@given(st.text(max_size=300))
@example("·nna №417 →parent→finn")
def test_any_text_can_be_searched(shop: Shop, text: str) -> None:
    if not shop.store.scalar("SELECT COUNT(*) FROM client"):
        family(shop)
    for hit in find_clients(shop.store, text).hits:
        shown = hit.name if hit.matched == "name" else hit.matched_text
        assert all(0 <= start < end <= len(shown) for start, end in hit.spans)


_LETTERS = "abcdefghijklmnoprstuvwzäéøłß"
_NAME = st.lists(st.text(_LETTERS, min_size=1, max_size=12), min_size=1, max_size=4)


def _rename(shop: Shop, name: str) -> int:
    """The one client with another name, beside a few that never change."""
    if not shop.store.scalar("SELECT COUNT(*) FROM client"):
        for each in ("Somebody", "Marek Sioda", "Petra Sioli"):
            shop.client(each)
    with shop.store.write("client.change") as step:
        step.update(Client, 1, name=name)
        step.retell(1)
    return 1


@given(_NAME)
def test_a_client_is_always_found_by_the_full_name_and_each_beginning(
    shop: Shop, words: Sequence[str]
) -> None:
    name = " ".join(words).title()
    client = _rename(shop, name)
    assert client in shop.find(name)
    for word in words:
        for end in range(1, len(word) + 1):
            assert client in shop.find(word[:end])


@given(
    word=st.text("abcdefghijklmnop", min_size=5, max_size=12),
    place=st.integers(0, 10),
    letter=st.sampled_from("abcxyz"),
    how=st.integers(0, 3),
)
def test_a_client_is_always_found_with_one_error_in_a_word(
    shop: Shop, word: str, place: int, letter: str, how: int
) -> None:
    place %= len(word) - 1
    edited = (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    )[how]
    assert _rename(shop, f"Anna {word.title()}") in shop.find(edited)


@given(number=st.text("0123456789", min_size=6, max_size=14), data=st.data())
def test_a_client_is_always_found_by_any_three_digits_in_a_row(
    shop: Shop, number: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(number) - 3))
    end = data.draw(st.integers(start + 3, len(number)))
    assume(number[start:end].strip("0"))
    client = _rename(shop, "Anna Smith")
    with shop.store.write("phone.add") as step:
        step.insert(ContactPoint, client_id=client, kind="phone", value=number)
        step.retell(client)
    assert client in shop.find(number[start:end])
    assert client in shop.find(" ".join(number[start:end]))
