"""Whole files to records: told by what they hold, row by row, with a sentence for what fails."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.dates import PartialDate
from crm.errors import ImportRejected
from crm.exchange.mapping import Mapping, load_mapping, mapping_from_json
from crm.exchange.reading import propose_mapping, read_records
from crm.exchange.records import ClientRecord, FieldRecord, Problem, PurchaseRecord

TODAY = date(2026, 11, 21)
EXAMPLES = Path(__file__).resolve().parents[4] / "docs" / "examples"
SALES = mapping_from_json(
    """{"currency": "EUR", "date_format": "dmy", "columns": [
    {"header": "Id", "as": "client.key"}, {"header": "Day", "as": "visit.day"},
    {"header": "What", "as": "purchase.what"}, {"header": "Sum", "as": "purchase.amount"}]}"""
)


def records_of(
    path: Path, mapping: Mapping | None = None
) -> tuple[list[ClientRecord], list[PurchaseRecord], list[Problem]]:
    found = list(read_records(path, mapping, TODAY))
    return (
        [item for item in found if isinstance(item, ClientRecord)],
        [item for item in found if isinstance(item, PurchaseRecord)],
        [item for item in found if isinstance(item, Problem)],
    )


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "file.dat"


def clients_in(path: Path, data: bytes) -> list[ClientRecord]:
    path.write_bytes(data)
    return records_of(path)[0]


def sales_in(path: Path, lines: Iterable[str]) -> tuple[list[PurchaseRecord], list[Problem]]:
    path.write_text("\n".join(["Id,Day,What,Sum", *lines]) + "\n", encoding="utf-8")
    _clients, purchases, problems = records_of(path, SALES)
    return purchases, problems


def test_the_whole_cdnow_file_is_read_to_the_cent(shared_data: Path) -> None:
    mapping = load_mapping(EXAMPLES / "cdnow-master.json")
    _none, sales, problems = records_of(shared_data / "purchases/CDNOW_master.txt", mapping)
    assert not problems
    assert len({sale.client_key for sale in sales}) == 23_570
    assert len(sales) == 69_659
    assert sum(sale.amount for sale in sales) == 250_031_563
    assert sum(1 for sale in sales if sale.amount == 0) == 80
    assert all(sale.is_purchase for sale in sales)
    assert sales[0] == PurchaseRecord(
        2, "00001", None, date(1997, 1, 1), None, "", "CDs", 1000, 1177, "USD"
    )


def test_the_cdnow_sample_is_read_by_its_own_ids(shared_data: Path) -> None:
    mapping = load_mapping(EXAMPLES / "cdnow-sample.json")
    _none, sales, problems = records_of(shared_data / "purchases/CDNOW_sample.txt", mapping)
    assert not problems
    assert len({sale.client_key for sale in sales}) == 2_357
    assert len(sales) == 6_919


def test_every_real_export_is_read_without_a_hand(shared_data: Path) -> None:
    for path in sorted((shared_data / "csv_exports").rglob("*.csv")):
        clients, sales, problems = records_of(path)
        rejected = [problem.row for problem in problems if problem.rejected]
        guests = [6] if path.name == "shopify_orders.csv" else []
        assert rejected == guests, path.name
        assert bool(clients or sales) is (path.parent.name != "header-only"), path.name


def test_google_contacts_become_the_card_they_should(shared_data: Path) -> None:
    ((client,), _sales, _problems) = records_of(shared_data / "csv_exports/roundcube/gmail.csv")
    assert (client.title, client.given, client.middle) == ("Prefix", "Firstname", "Middle")
    assert (client.family, client.suffix, client.called) == ("Lastname", "Suffix", "nick")
    assert client.born == PartialDate(1975, 12, 12)
    assert client.tags == ("My Contacts", "Test")
    assert client.notes == ('note"note',)
    assert (client.organisation, client.work) == ("company", "jobtitle")
    assert [(c.label, c.value) for c in client.contacts if c.kind in ("phone", "email")] == [
        ("home", "home@aaa.pl"), ("work", "work@email.pl"), ("", "unknown@email.com"),
        ("other", "other@email.com"), ("pager", "pager"), ("main", "mainphone"),
        ("home", "homephone"), ("home fax", "homefax"), ("mobile", "mobile"),
        ("work", "workphone"), ("work fax", "workfax"),
    ]  # fmt: skip
    home, work = [contact for contact in client.contacts if contact.kind == "address"]
    assert (home.label, home.town, home.country) == ("home", "home_city", "home_country")
    assert (work.label, work.street, work.postcode) == ("work", "work_street", "work_zip")


def test_invoice_ninja_clients_are_found_below_their_title(shared_data: Path) -> None:
    clients, _sales, _problems = records_of(shared_data / "csv_exports/invoiceninja/clients.csv")
    assert len(clients) == 20
    assert clients[0].display_name == "Ludwig Krajcik DVM"
    assert clients[0].relations[0].name == "Terrill Ondricka"
    assert clients[0].contacts[-1].street == "371 O'Connell Summit\nSuite 612"


def test_wave_sales_are_counted_once(shared_data: Path) -> None:
    path = shared_data / "csv_exports/invoiceninja/wave_invoices.csv"
    _clients, sales, _problems = records_of(path)
    totals: dict[str, int] = {}
    for sale in sales:
        totals[sale.client_key] = totals.get(sale.client_key, 0) + sale.amount
    assert totals == {"Mark Walberg": 497_400, "Lucas Cage": 59_050, "Jessica Jones": 350_041}


def test_shopify_orders_keep_lines_refunds_and_guests(shared_data: Path) -> None:
    path = shared_data / "csv_exports/shopify-ltv/shopify_orders.csv"
    _clients, sales, (guest,) = records_of(path)
    first, second = sales[:2]
    assert (first.visit_key, first.day, first.at) == ("#1001", date(2025, 1, 5), time(10))
    assert (second.visit_key, second.client_key, second.amount) == ("#1001", first.client_key, 0)
    assert [(sale.amount, sale.what) for sale in sales if sale.refund] == [
        (-1000, "Green Doohickey")
    ]
    assert (guest.row, guest.rejected, guest.cells[0]) == (6, True, "#1004")


def test_what_a_file_is_is_told_by_its_content(written: Path) -> None:
    card = written.with_suffix(".csv")
    card.write_bytes(b"begin:vcard\nfn:Anna\nend:vcard\n")
    assert records_of(card)[0][0].display_name == "Anna"
    assert propose_mapping(card).format == "vcard"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Vorname;Nachname;Telefon;Straße;PLZ;Ort", "Anna;Berg;040 123;Weg 1;20095;Hamburg"),
        ("Prénom;Nom;Téléphone;Rue;Code postal;Ville", "Anna;Berg;040 123;Weg 1;20095;Hamburg"),
        ("Nombre;Apellidos;Teléfono;Calle;Código postal;Ciudad",
         "Anna;Berg;040 123;Weg 1;20095;Hamburg"),
        ("Nome;Cognome;Telefono;Indirizzo;CAP;Città", "Anna;Berg;040 123;Weg 1;20095;Hamburg"),
        ("Voornaam;Achternaam;Telefoon;Straat;Postcode;Plaats",
         "Anna;Berg;040 123;Weg 1;20095;Hamburg"),
        ("Imię;Nazwisko;Numer telefonu;Ulica;Kod pocztowy;Miasto",
         "Anna;Berg;040 123;Weg 1;20095;Hamburg"),
        ("Primeiro nome;Sobrenome;Telefone;Rua;Código postal;Cidade",
         "Anna;Berg;040 123;Weg 1;20095;Hamburg"),
    ],
)  # fmt: skip
def test_columns_are_known_in_many_languages(written: Path, header: str, row: str) -> None:
    (client,) = clients_in(written, f"{header}\n{row}\n".encode())
    phone, home = client.contacts
    assert (client.given, client.family, phone.value) == ("Anna", "Berg", "040 123")
    assert (home.street, home.postcode, home.town) == ("Weg 1", "20095", "Hamburg")


def test_a_column_nobody_knows_is_kept(written: Path) -> None:
    (client,) = clients_in(written, b"Name,Shoe size\nAnna,38\n")
    assert client.fields == (FieldRecord("Shoe size", "number", "38"),)


def test_shopify_apostrophes_and_mailchimp_tags_are_undone(written: Path) -> None:
    header = b'"Email Address","First Name",MEMBER_RATING,TAGS,Phone'
    data = header + b'\na@b.c,Anna,2,"""VIP"",""Blog""",\'+49123\n'
    (client,) = clients_in(written, data)
    assert client.tags == ("VIP", "Blog")
    assert client.contacts[1].value == "+49123"


def test_several_values_in_one_cell_are_several(written: Path) -> None:
    header = b"First Name,Last Name,Birthday,E-mail 1 - Label,E-mail 1 - Value"
    data = header + b"\nA,B,--05-20,Work,a@b.c ::: d@e.f\n"
    (client,) = clients_in(written, data)
    assert [contact.value for contact in client.contacts] == ["a@b.c", "d@e.f"]
    assert client.born == PartialDate(None, 5, 20)


def test_an_impossible_birthday_is_said_and_kept(written: Path) -> None:
    written.write_bytes(b"Name,Birthday\nAnna,1908-13-45\n")
    (client,), _sales, (problem,) = records_of(written)
    assert (client.born, client.extra) == (None, (("Birthday", "1908-13-45"),))
    assert (problem.row, problem.column, problem.rejected) == (2, "Birthday", False)


def test_a_row_of_nobody_is_said(written: Path) -> None:
    written.write_bytes(b"Name,Phone,Shoe size\nAnna,1,38\n,,39\n")
    _clients, _sales, (problem,) = records_of(written)
    assert (problem.row, problem.rejected) == (3, True)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("1,01.02.2024,tea,lots", "purchase.amount"),
        ("1,01.02.2024,tea,", "purchase.amount"),
        ("1,01.02.2024,tea,1e999", "purchase.amount"),
        ("1,01.02.2024,tea,NaN", "purchase.amount"),
        ("1,01.02.2024,tea," + "9" * 5000, "purchase.amount"),
        ("1,31.02.2024,tea,5", "visit.day"),
        ("1,99999,tea,5", "visit.day"),
        ("1,,tea,5", "visit.day"),
        ("1", "visit.day"),
        ("1,01.02.2024," + "x" * 5000 + ",5", ""),
    ],
)
def test_a_sale_that_cannot_be_read_names_its_row(written: Path, line: str, column: str) -> None:
    sales, (problem,) = sales_in(written, ["1,01.02.2024,tea,5.00", line, "2,02.02.2024,tea,6"])
    assert [sale.amount for sale in sales] == [500, 600]
    assert (problem.row, problem.column, problem.rejected) == (3, column, True)
    assert problem.why.endswith(".")


def test_a_price_and_a_quantity_make_the_amount(written: Path) -> None:
    written.write_text(
        "Customer;Date;Item;Quantity;Unit price\nAnna Berg;31.01.2024;tea;2,5;3,33\n",
        encoding="utf-8",
    )
    _clients, (sale,), _problems = records_of(written)
    assert (sale.quantity, sale.amount, sale.day) == (2500, 833, date(2024, 1, 31))
    assert sale.client is not None
    assert sale.client.family == "Berg"


def test_rows_of_one_client_share_one_record(written: Path) -> None:
    written.write_text(
        "Customer,Date,Item,Amount\nAnna Berg,2024-01-01,tea,1\nAnna Berg,2024-01-02,tea,2\n",
        encoding="utf-8",
    )
    _clients, (first, second), _problems = records_of(written)
    assert first.client is second.client
    assert first.client_key == second.client_key == "anna berg"


def test_fixed_columns_are_cut_where_the_mapping_says(written: Path) -> None:
    written.write_bytes(b"0001Anna Berg  20240131\r\n0002Ben        20240201\r\n")
    mapping = mapping_from_json(
        """{"format": "fixed", "header": false, "date_format": "%Y%m%d", "columns": [
        {"start": 1, "end": 4, "as": "client.key"}, {"start": 5, "end": 15, "as": "client.name"},
        {"start": 16, "end": 23, "as": "client.date", "label": "joined"}]}"""
    )
    anna, ben = records_of(written, mapping)[0]
    assert (anna.key, anna.family, ben.display_name) == ("0001", "Berg", "Ben")
    assert anna.dates[0].when == PartialDate(2024, 1, 31)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\0\0\0 \n", "empty"),
        (b"PK\x03\x04....", "save the table as CSV"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "save it as xlsx"),
        (b"once upon a time\nthere was a shop\n", "No column|padded"),
        (b" 00001 19970101 1 11.77\n 00002 19970112 1 12.00\n", "padded with spaces"),
    ],
)
def test_a_file_that_is_no_list_of_people_is_refused(written: Path, data: bytes, says: str) -> None:
    written.write_bytes(data)
    with pytest.raises(ImportRejected, match=says):
        records_of(written)


def test_a_missing_file_is_refused(written: Path) -> None:
    with pytest.raises(ImportRejected, match="cannot be read"):
        records_of(written)


def test_a_column_the_file_has_not_is_named(written: Path) -> None:
    written.write_text("Id,Day,Wat,Sum\n1,01.02.2024,tea,5\n", encoding="utf-8")
    with pytest.raises(ImportRejected, match="no column “What”; did you mean “Wat”"):
        records_of(written, SALES)


@pytest.mark.slow
def test_a_long_file_takes_little_memory(written: Path) -> None:
    with written.open("w", encoding="utf-8") as file:
        file.write("Id,Day,What,Sum\n")
        file.writelines(
            f"{row % 5000},{row % 28 + 1:02}.02.2024,tea {row},{row / 100:.2f}\n"
            for row in range(60_000)
        )
    tracemalloc.start()
    try:
        count = sum(1 for _record in read_records(written, SALES, TODAY))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 60_000
    assert peak < 25_000_000


@given(data=st.binary(max_size=300))
def test_any_bytes_give_records_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"Name,Birthday,Phone\n" + data)
    list(read_records(path, None, TODAY))
    path.write_bytes(b"Id,Day,What,Sum\n" + data)
    list(read_records(path, SALES, TODAY))
