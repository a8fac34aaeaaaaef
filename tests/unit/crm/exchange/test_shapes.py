"""The exports of known programs, as they write them, to what they mean."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from crm.dates import PartialDate
from crm.exchange.mapping import Mapping
from crm.exchange.reading import read_records
from crm.exchange.records import (
    ClientRecord,
    ConsentRecord,
    FieldRecord,
    Problem,
    PurchaseRecord,
    Record,
    RelationRecord,
)
from crm.exchange.vcard import read_vcards

TODAY = date(2026, 11, 21)
PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 80).decode()


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


def read(path: Path, text: str, mapping: Mapping | None = None) -> list[Record]:
    path.write_text(text, encoding="utf-8", newline="")
    return list(read_records(path, mapping, TODAY, home_currency="EUR"))


def clients(path: Path, text: str) -> list[ClientRecord]:
    return [each for each in read(path, text) if isinstance(each, ClientRecord)]


def sales(path: Path, text: str) -> list[PurchaseRecord]:
    return [each for each in read(path, text) if isinstance(each, PurchaseRecord)]


def test_the_total_of_an_order_on_its_first_line_is_reached_by_its_lines(written: Path) -> None:
    text = """\
Name,Email,Created at,Currency,Subtotal,Shipping,Total,Lineitem quantity,Lineitem name,\
Lineitem price,Lineitem discount,Billing Name,Employee,Source,Refunded Amount
#1,ann@shop.test,2026-01-05 10:00:00 -0500,USD,30.00,5.00,34.00,2,Tea,10.00,1.00,Ann Lee,Jo,pos,0
#1,ann@shop.test,2026-01-05 10:00:00 -0500,,,,,1,Cup,10.00,0.00,,,,
#2,bob@shop.test,2026-01-06 09:00:00 -0500,USD,10.00,0.00,8.00,1,Tea,10.00,0,Bob Ray,Jo,web,8.00
"""
    found = sales(written, text)
    assert [(each.visit_key, each.what, each.amount) for each in found] == [
        ("#1", "Tea", 1900), ("#1", "Cup", 1000), ("#1", "Postage and tax", 500),
        ("#2", "Tea", 1000), ("#2", "Tea", -800), ("#2", "Discount", -200),
    ]  # fmt: skip
    assert (found[0].staff, found[0].channel, found[3].channel) == ("Jo", "visit", "order")
    assert found[0].client is not None
    assert found[0].client.display_name == "Ann Lee"


def test_lines_of_a_till_keep_what_else_they_say_in_the_note_of_the_visit(written: Path) -> None:
    text = """\
Date,Time,Item,Qty,Gross Sales,Discounts,Net Sales,Transaction ID,Customer ID,Customer Name,\
Location,Notes
01/31/2026,10:30:00,Coffee,2,$7.00,-$1.00,$6.00,T1,C9,Anna Berg,Main Street,extra hot
02/01/2026,11:00:00,Coffee,-1,-$3.50,$0.00,-$3.50,T2,C9,Anna Berg,Harbour,
"""
    first, second = sales(written, text)
    assert (first.amount, first.quantity, first.currency) == (600, 2000, "USD")
    assert (first.client_key, first.visit_key) == ("C9", "T1")
    assert first.visit_note == "extra hot\nLocation: Main Street"
    assert (second.amount, second.refund) == (-350, True)


def test_only_the_lines_of_sales_count_where_payments_stand_beside_them(written: Path) -> None:
    text = """\
Date,Receipt Number,Line Type,Customer Code,Customer Name,Quantity,Total,Details,User
2026-01-05,7,Sale,ANNA-1,Anna Berg,,12.00,,Jo
2026-01-05,7,Sale Line,ANNA-1,Anna Berg,2,12.00,Tea,Jo
2026-01-05,7,Payment,ANNA-1,Anna Berg,,12.00,Cash,Jo
"""
    (line,) = sales(written, text)
    assert (line.what, line.amount, line.staff, line.client_key) == ("Tea", 1200, "Jo", "ANNA-1")


def test_consents_are_told_with_their_day(written: Path) -> None:
    text = """\
Email Address,First Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LEID,TAGS,NOTES
a@shop.test,Anna,4,2024-05-01 10:20:30,2024-05-02 08:00:00,77,\"\"\"VIP\"\",\"\"Blog\"\"\",
"""
    (anna,) = clients(written, text)
    assert anna.consents == (ConsentRecord("email", given=True, day=date(2024, 5, 1)),)
    assert (anna.key, anna.tags) == ("77", ("VIP", "Blog"))


def test_words_for_yes_and_no_are_understood_and_turned_where_they_say_unsubscribed(
    written: Path,
) -> None:
    text = """\
Name,Accepts SMS marketing,Unsubscribed,May call,Post consent
Anna,yes,TRUE,ja,perhaps
Ben,opted out,no,,oui
Cy,unknown,,n,-
"""
    found = read(written, text)
    people = [each for each in found if isinstance(each, ClientRecord)]
    told = [{each.channel: each.given for each in one.consents} for one in people]
    assert told == [
        {"sms": True, "email": False, "phone": True},
        {"sms": False, "email": True, "post": True},
        {"phone": False},
    ]
    (problem,) = [each for each in found if isinstance(each, Problem)]
    assert (problem.row, problem.column) == (2, "Post consent")
    assert ("Post consent", "perhaps") in people[0].extra


def test_what_fits_nowhere_becomes_a_field_with_a_type(written: Path) -> None:
    rows = "".join(
        f"Client {number},{number}.5,{number % 28 + 1}.01.2026,{'ja' if number % 2 else 'nein'},"
        f"{'SML'[number % 3]},free text {number}\n"
        for number in range(30)
    )
    header = "Name,Shoe size,Since,Knits,Size,Story\n"
    first, *_others = clients(written, header + rows)
    assert first.fields == (
        FieldRecord("Shoe size", "number", "0.5"),
        FieldRecord("Since", "day", "2026-01-01"),
        FieldRecord("Knits", "yes_no", "no"),
        FieldRecord("Size", "choice", "S"),
        FieldRecord("Story", "text", "free text 0"),
    )


def test_columns_of_one_name_stay_apart(written: Path) -> None:
    (anna,) = clients(written, "Name,Wool,Wool,Phone,Phone\nAnna,red,blue,1234567,7654321\n")
    assert [(each.name, each.value) for each in anna.fields] == [
        ("Wool", "red"),
        ("Wool 2", "blue"),
    ]
    assert [each.value for each in anna.contacts] == ["1234567", "7654321"]


def test_a_name_with_the_family_first_is_shown_the_other_way(written: Path) -> None:
    text = 'Kunde,Tel\n"Brennan, Siobhan",0770090041\n"von der Heide, Uwe",0770090042\n'
    text += "Krause & Co GmbH,0770090043\nFamilie Öztürk,0770090044\n"
    siobhan, uwe, krause, family = clients(written, text)
    assert (siobhan.display_name, siobhan.given, siobhan.family) == (
        "Siobhan Brennan", "Siobhan", "Brennan",
    )  # fmt: skip
    assert (uwe.display_name, uwe.family) == ("Uwe von der Heide", "von der Heide")
    assert (krause.kind, family.kind) == ("organisation", "household")


def test_cards_households_relations_and_pictures_are_kept(written: Path) -> None:
    text = "Name,Loyalty card,Household,Spouse,Children,Photo,Anniversary\n"
    text += f"Anna,4006381333931,The Bergs,Ben,Cy ::: Di,{PIXEL},12 May\n"
    (anna,) = clients(written, text)
    assert (anna.cards, anna.household) == (("4006381333931",), "The Bergs")
    assert anna.relations == (
        RelationRecord("spouse", "Ben"),
        RelationRecord("child", "Cy"),
        RelationRecord("child", "Di"),
    )  # fmt: skip
    assert anna.photo is not None
    assert anna.photo.startswith(b"\x89PNG")
    assert anna.dates[0].when == PartialDate(None, 5, 12)


def test_ids_of_nineteen_digits_stay_whole(written: Path) -> None:
    text = "Customer ID,First Name,Email,Total Spent,Total Orders,Tax Exempt,Phone,Accepts Email\n"
    text += "'2520018000000073005,Anna,a@b.test,12.00,3,no,'+49 30 1234567,yes\n"
    (anna,) = clients(written, text)
    assert anna.key == "2520018000000073005"
    assert [each.value for each in anna.contacts] == ["a@b.test", "+49 30 1234567"]


@pytest.mark.parametrize(
    ("amount", "minor"),
    [("1.204,50", 120_450), ("-36,99", -3_699), ("(12,00)", -1_200), ("€ 12,50", 1_250),
     ("12,50 EUR", 1_250), ("1 204,50", 120_450)],
)  # fmt: skip
def test_amounts_are_read_as_banks_write_them(written: Path, amount: str, minor: int) -> None:
    text = f'Datum;Naam;Omschrijving;Bedrag\n31-01-2026;Anna;x;"{amount}"\n1-2-2026;Ben;y;"3,20"\n'
    assert sales(written, text)[0].amount == minor


@pytest.mark.parametrize("name", ["gmail", "outlook"])
def test_roundcubes_files_give_what_their_cards_say(shared_data: Path, name: str) -> None:
    folder = shared_data / "csv_exports" / "roundcube"
    with (folder / f"{name}.expected.vcf").open("rb") as source:
        (wanted,) = read_vcards(source, TODAY)
    assert isinstance(wanted, ClientRecord)
    for path in sorted(folder.glob(f"{name}*.csv")):
        found = [each for each in read_records(path, None, TODAY) if isinstance(each, ClientRecord)]
        assert len(found) == 1, path.name
        if path.stem == name:
            _says_as_much(found[0], wanted)


def _says_as_much(found: ClientRecord, wanted: ClientRecord) -> None:
    assert found.display_name == wanted.display_name
    assert found[3:8] == wanted[3:8] or not wanted.family  # title, given, middle, family, suffix
    for one in ("called", "born", "organisation", "work"):
        assert getattr(found, one) == getattr(wanted, one), one
    for several in ("tags", "notes", "dates", "relations"):
        assert set(getattr(wanted, several)) <= set(getattr(found, several)), several
    reached = {(each.kind, each.value) for each in found.contacts if each.kind != "address"}
    told = {(each.kind, each.value) for each in wanted.contacts if each.kind != "address"}
    assert told <= reached
    for address in (each for each in wanted.contacts if each.kind == "address"):
        (same,) = [each for each in found.contacts if each.town == address.town]
        assert (same.label, same.postcode, same.country) == (
            address.label, address.postcode, address.country,
        )  # fmt: skip
        assert address.street in same.street
