"""What is said of each column before anything is written, and what a person changes of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import CancelledError, ImportRejected
from crm.exchange.fields import CHOICES, FIELDS, NAMES
from crm.exchange.importing import import_file
from crm.exchange.mapping import mapping_from_json, mapping_to_json
from crm.exchange.preview import (
    ColumnPreview,
    FilePreview,
    change_column,
    examine_file,
    preview_file,
    save_rejected,
    with_reading,
)
from crm.progress import NoProgress
from crm.store.store import Store
from tests.unit.crm.exchange.bringing import StopAfter, column

TODAY = date(2026, 11, 21)
TILL = """\
Kunde;Geb.;Tel;Umsatz;Datum;Bemerkung;Filiale
"Brennan, Siobhan";24.11.1968;07700 900 417;1.204,50;12.11.2026;mag keine E-Mails;1
"Krause, Jürgen";03.02.1971;07700 900 418;36,99 £;02.01.2001;;1
"Day, Cy";;geheim;-2,00;03.01.2010;;1
"""


def written(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "till.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def columns_of(preview: FilePreview) -> dict[str, ColumnPreview]:
    return {each.name: each for each in preview.columns}


def test_every_field_has_its_words_and_its_place_in_the_list_to_choose_from() -> None:
    listed = [field for _title, fields in CHOICES for field in fields]
    assert FIELDS.keys() == NAMES.keys() == set(listed)
    assert len(listed) == len(set(listed))


def test_each_column_has_a_sentence_to_check_it_by(tmp_path: Path) -> None:
    preview = preview_file(written(tmp_path, TILL, encoding="cp1252"))
    told = {name: (each.field, each.check) for name, each in columns_of(preview).items()}
    assert preview.kind == "Windows-1252 · semicolons"
    assert told == {
        "Kunde": ("client.name", "“Last, First” recognised"),
        "Geb.": ("client.born", "day first, 1968 to 1971"),
        "Tel": ("client.phone", "2 of 3 look right"),
        "Umsatz": ("purchase.amount", "comma decimals, £, 1 below zero"),
        "Datum": ("visit.day", "day first, 2001 to 2026"),
        "Bemerkung": ("client.note", ""),
        "Filiale": ("ignore", "always 1"),
    }


def test_a_column_that_cannot_be_told_wants_a_look(tmp_path: Path) -> None:
    text = "Name,Born,Phone\nAnna,03/04/1980,1234567\nBen,05/06/1981,none\nCy,07/08/1982,none\n"
    told = columns_of(preview_file(written(tmp_path, text)))
    assert (told["Born"].is_fine, told["Phone"].is_fine) == (False, False)
    assert told["Born"].check == "day first, though it could be the other way, 1980 to 1982"


def test_two_orders_of_dates_in_one_file_are_told_column_by_column(tmp_path: Path) -> None:
    text = "Record ID,First Name,Email,Birthday,Create Date\n"
    text += (
        "1,Anna,a@b.test,11/24/1968,2024-03-04 10:11\n2,Ben,b@b.test,02/03/1970,2024-03-05 9:00\n"
    )
    preview = preview_file(written(tmp_path, text))
    assert preview.shape == "HubSpot contacts"
    assert columns_of(preview)["Birthday"].check == "month first, 1968 to 1970"
    assert columns_of(preview)["Create Date"].check == "a field of your own: days"


def test_a_changed_column_is_checked_anew_without_reading(tmp_path: Path) -> None:
    path = written(tmp_path, TILL)
    preview = preview_file(path)
    path.unlink()
    changed = change_column(preview, 2, "client.date", label="anniversary")
    assert changed.columns[1].meaning == "Day that matters, anniversary"
    assert changed.columns[1].guessed == "client.born"
    back = change_column(changed, 2, "client.born")
    assert back.columns == preview.columns
    kept = change_column(preview, 7, "extra")
    assert (kept.columns[6].type, kept.columns[6].check) == (
        "number", "a field of your own: numbers",
    )  # fmt: skip


def test_another_order_of_dates_shows_in_the_check(tmp_path: Path) -> None:
    preview = change_column(
        preview_file(written(tmp_path, TILL)), 5, "visit.day", date_format="mdy"
    )
    assert preview.columns[4].check.startswith("month first")


def test_without_somebody_to_name_the_preview_says_what_it_needs(tmp_path: Path) -> None:
    preview = preview_file(written(tmp_path, "Wer,Wo\nAnna Berg,Haus 12\nBen Day,Hof 14\n"))
    assert "tells who somebody is" in preview.needs
    assert change_column(preview, 1, "client.name").needs == ""
    named = change_column(change_column(preview, 1, "client.name"), 1, "ignore")
    assert named.needs != ""


def test_what_needs_a_person_is_examined_without_a_report(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "Wer,Wo\nAnna Berg,Haus 12\nBen Day,Hof 14\n")
    found = examine_file(store, path, TODAY, NoProgress())
    assert found.report.clients_new == 0
    told = change_column(found.preview, 1, "client.name")
    again = examine_file(store, path, TODAY, NoProgress(), told.mapping)
    assert again.report.clients_new == 2


def test_a_file_can_be_read_in_another_way(tmp_path: Path) -> None:
    path = written(tmp_path, "Export of the shop\nName;Town\nJürgen;Köln\n", encoding="cp1252")
    preview = preview_file(path)
    assert (preview.header, preview.rows) == (("Name", "Town"), 1)
    other = preview_file(path, with_reading(preview.mapping, encoding="cp1250"))
    assert other.columns[0].samples == ("Jürgen",)
    bare = preview_file(path, with_reading(preview.mapping, header=False))
    assert (bare.header, bare.rows) == ((), 3)
    cut = preview_file(path, with_reading(preview.mapping, delimiter=","))
    assert len(cut.columns) == 1


def test_what_a_person_said_is_known_for_the_next_file_of_that_shape(
    store: Store, tmp_path: Path
) -> None:
    first = written(tmp_path, "Wer,Wo\nAnna Berg,Haus 12\nBen Day,Hof 14\n")
    told = change_column(preview_file(first), 1, "client.name")
    import_file(store, first, told.mapping, today=TODAY)
    second = written(tmp_path, "Kunden 2026\nWer,Wo\nCy Fox,Hof 15\nDi Gee,Hof 16\n", name="b.csv")
    found = examine_file(store, second, TODAY, NoProgress())
    assert found.preview.columns[0].field == "client.name"
    assert found.report.clients_new == 2
    assert column(store, "SELECT name FROM known_mapping") == ["till.csv"]


def test_the_same_file_is_known_whether_its_columns_were_looked_at_or_not(
    store: Store, tmp_path: Path
) -> None:
    path = written(tmp_path, TILL)
    import_file(store, path, preview_file(path).mapping, today=TODAY)
    assert import_file(store, path, today=TODAY).already_known
    assert examine_file(store, path, TODAY, NoProgress()).report.already_known


def test_a_mapping_that_names_columns_is_shown_by_where_they_stand(tmp_path: Path) -> None:
    path = written(tmp_path, "Wer;Wo\nAnna Berg;Haus 12\n")
    mapping = mapping_from_json("""{"columns": [{"header": "Wo", "as": "client.street"},
        {"header": "Wer", "as": "client.name"}]}""")
    preview = preview_file(path, mapping)
    assert [(each.position, each.field) for each in preview.columns] == [
        (1, "client.name"), (2, "client.street"),
    ]  # fmt: skip


def test_columns_cut_by_characters_are_shown_and_changed_one_by_one(tmp_path: Path) -> None:
    path = written(tmp_path, "0001Anna Berg  Ulm\n0002Ben Day    Bonn\n")
    mapping = mapping_from_json("""{"format": "fixed", "header": false, "columns": [
        {"start": 1, "end": 4, "as": "client.key"}, {"start": 5, "end": 15, "as": "client.name"},
        {"start": 16, "end": 23, "as": "client.town"}]}""")
    preview = change_column(preview_file(path, mapping), 3, "client.note")
    assert [each.samples[0] for each in preview.columns] == ["0001", "Anna Berg", "Ulm"]
    again = mapping_from_json(mapping_to_json(preview.mapping))
    assert [column.field for column in again.columns][2] == "client.note"


@pytest.mark.slow
def test_looking_at_a_large_file_can_be_stopped(tmp_path: Path) -> None:
    rows = "".join(f"Client {number},{number}\n" for number in range(10_000))
    path = written(tmp_path, "Name,Number of cats\n" + rows)
    progress = StopAfter(2)
    with pytest.raises(CancelledError):
        preview_file(path, None, progress)
    assert len(progress.texts) == 2


def test_rows_left_out_are_saved_with_their_columns_and_come_in_again(
    store: Store, tmp_path: Path
) -> None:
    path = written(tmp_path, "Name,Date,Amount\nAnna,2026-11-01,4\nBen,soon,5\n")
    found = examine_file(store, path, TODAY, NoProgress())
    saved = tmp_path / "left out.csv"
    save_rejected(saved, found.report.rejected, found.preview.header)
    lines = saved.read_text("utf-8-sig").splitlines()
    assert lines[0] == "Name,Date,Amount,Row,Why"
    assert lines[1].startswith("Ben,soon,5,3,")
    saved.write_text(saved.read_text("utf-8-sig").replace("soon", "2026-11-02"))
    assert import_file(store, saved, today=TODAY).visits == 1


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ImportRejected, match="cannot be written"):
        save_rejected(tmp_path / "nowhere" / "a.csv", ())


def test_an_address_book_says_which_program_wrote_it(tmp_path: Path) -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//iOS 17//EN\nFN:Anna\nEND:VCARD\n"
    preview = preview_file(written(tmp_path, text, name="a.vcf"))
    assert (preview.kind, preview.shape) == ("address book (vCard)", "Apple Contacts")


def test_every_real_export_is_checked_whole(shared_data: Path) -> None:
    for path in sorted((shared_data / "csv_exports").rglob("*.csv")):
        preview = preview_file(path)
        assert preview.columns, path.name
        assert all(each.field in FIELDS for each in preview.columns)
        kept = {each.position for each in preview.columns}
        assert kept == set(range(1, len(preview.columns) + 1)), path.name


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("header-only/google_contacts_2024_header.csv", "Google contacts"),
        ("roundcube/gmail.csv", "Google contacts (old)"),
        ("header-only/outlook_com_contacts_header.csv", "Outlook.com contacts"),
        ("header-only/shopify_customers_export_header_new.csv", "Shopify customers"),
        ("header-only/shopify_customers_export_header_old.csv", "Shopify customers"),
        ("header-only/shopify_orders_export_header.csv", "Shopify orders"),
        ("header-only/hubspot_contacts_export_header.csv", "HubSpot contacts"),
        ("header-only/mailchimp_audience_export_header.csv", "Mailchimp audience"),
        ("invoiceninja/zoho_contacts.csv", "Zoho contacts"),
        ("invoiceninja/wave_clients.csv", "Wave customers"),
        ("invoiceninja/wave_invoices.csv", "Wave transactions"),
        ("invoiceninja/freshbooks_clients.csv", "FreshBooks clients"),
        ("thunderbird/basic_addressbook.csv", "Thunderbird"),
    ],
)
def test_the_program_a_file_is_from_is_known_by_name(
    shared_data: Path, name: str, shape: str
) -> None:
    assert preview_file(shared_data / "csv_exports" / name).shape == shape


@given(data=st.binary(max_size=300))
def test_any_bytes_give_a_preview_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    for start in (b"Name,Birthday,Phone\n", b"Client;Date;Amount\n", b""):
        path.write_bytes(start + data)
        with suppress(ImportRejected):
            preview = preview_file(path)
            for each in preview.columns:
                change_column(preview, each.position, "visit.day")
