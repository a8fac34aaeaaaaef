"""Workbooks: the right sheet, cells as people see them, and files that are none."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from crm.dates import PartialDate
from crm.errors import ImportRejected
from crm.exchange.importing import import_file
from crm.exchange.mapping import Mapping
from crm.exchange.preview import preview_file, with_reading
from crm.exchange.reading import kind_of_file, read_records
from crm.exchange.records import ClientRecord, FieldRecord, PurchaseRecord
from crm.exchange.workbook import open_workbook
from crm.store.store import Store

TODAY = date(2026, 11, 21)
PEOPLE = (
    ("Name", "Customer ID", "Birthday", "Balance", "VIP", "Phone"),
    ("Anna Berg", 2_520_018, date(1968, 11, 24), 12.5, True, "07700 900417"),
    ("Ben Day", 42, date(1971, 2, 3), 1204, False, "07700 900418"),
)


def write(path: Path, sheets: dict[str, Any], *, above: int = 0, before: int = 0) -> Path:
    """A workbook with these sheets; ``above`` rows and ``before`` columns stay empty."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        clock = book.add_format({"num_format": "hh:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows, start=above):
                for place, cell in enumerate(cells, start=before):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(number, place, cell, moment)
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, day)
                    elif isinstance(cell, time):
                        sheet.write_datetime(number, place, cell, clock)
                    else:
                        sheet.write(number, place, cell)
    return path


def rows_of(path: Path, sheet: str) -> list[tuple[int, list[str]]]:
    with open_workbook(path) as book:
        return list(book.read_rows(sheet))


def test_cells_are_read_as_people_see_them(tmp_path: Path) -> None:
    cells = (
        date(2024, 1, 31), datetime.fromisoformat("2024-01-31 10:30"), time(9, 5), 3, 12.5,
        0.1 + 0.2, -4.0, 1e21, True, False, "07700",
    )  # fmt: skip
    path = write(tmp_path / "a.xlsx", {"A": [cells]})
    assert rows_of(path, "A") == [
        (1, ["2024-01-31", "2024-01-31 10:30:00", "09:05:00", "3", "12.5", "0.3", "-4",
             "1000000000000000000000", "TRUE", "FALSE", "07700"]),
    ]  # fmt: skip


def test_rows_count_as_the_sheet_shows_them(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"A": [("Name",), ("",), ("Anna",)]}, above=4, before=2)
    assert rows_of(path, "A") == [(5, ["Name"]), (7, ["Anna"])]


def test_a_client_of_a_workbook_has_everything(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"People": PEOPLE})
    anna, ben = read_records(path, None, TODAY)
    assert isinstance(anna, ClientRecord)
    assert (anna.key, anna.born, anna.display_name) == (
        "2520018", PartialDate(1968, 11, 24), "Anna Berg",
    )  # fmt: skip
    assert anna.fields == (
        FieldRecord("Balance", "number", "12.5"),
        FieldRecord("VIP", "yes_no", "yes"),
    )
    assert isinstance(ben, ClientRecord)
    assert ben.fields[0].value == "1204"


def test_sales_in_a_workbook_are_counted_to_the_cent(tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = [
        ("Customer", "Date", "Item", "Amount"),
        ("Anna", datetime.fromisoformat("2026-11-02 09:30"), "Tea", 3.3),
        ("Ben", date(2026, 1, 2), "Cut", 20),
    ]
    path = write(tmp_path / "a.xlsx", {"Sales": rows})
    first, second = read_records(path, None, TODAY, home_currency="EUR")
    assert isinstance(first, PurchaseRecord)
    assert (first.amount, first.at) == (330, time(9, 30))
    assert isinstance(second, PurchaseRecord)
    assert (second.amount, second.day, second.at) == (2000, date(2026, 1, 2), None)


def test_the_first_sheet_with_a_table_is_read_and_another_can_be_chosen(tmp_path: Path) -> None:
    other = [("Name", "Email"), ("Cy", "cy@fox.test")]
    sheets = {"Cover": [("Our shop",)], "People": PEOPLE, "More": other, "Empty": []}
    path = write(tmp_path / "a.xlsx", sheets, above=2)
    preview = preview_file(path)
    assert (preview.sheet, preview.sheets) == ("People", ("Cover", "People", "More", "Empty"))
    assert (preview.kind, preview.rows, preview.mapping.header) == ("sheet “People”", 2, 3)
    more = preview_file(path, with_reading(preview.mapping, sheet="More"))
    assert (more.sheet, more.rows, more.header) == ("More", 1, ("Name", "Email"))


def test_a_workbook_comes_in_once(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"People": PEOPLE})
    assert import_file(store, path, preview_file(path).mapping, today=TODAY).clients_new == 2
    assert import_file(store, path, today=TODAY).already_known


def test_a_sheet_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"People": PEOPLE})
    with pytest.raises(ImportRejected, match="no sheet “Leute”"):
        list(read_records(path, Mapping(format="workbook", sheet="Leute"), TODAY))


def test_an_empty_workbook_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"A": []})
    with pytest.raises(ImportRejected, match="empty"):
        list(read_records(path, None, TODAY))


def test_a_workbook_is_told_by_what_is_packed_in_it(tmp_path: Path) -> None:
    path = write(tmp_path / "people.csv", {"A": PEOPLE})
    assert kind_of_file(path) == "workbook"
    letter = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(letter, "w") as packed:
        packed.writestr("word/document.xml", "<w:document/>")
    with pytest.raises(ImportRejected, match="ZIP"):
        kind_of_file(letter)


def test_an_ods_sheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>{}</table:table-row>"
    rows = "".join(
        row.format("".join(cell.format(text) for text in cells))
        for cells in (("Name", "Email"), ("Zoë", "zoe@shop.test"))
    )
    content = (
        '<?xml version="1.0"?><office:document-content office:version="1.2" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    (zoe,) = read_records(path, None, TODAY)
    assert isinstance(zoe, ClientRecord)
    assert (zoe.display_name, zoe.contacts[0].value) == ("Zoë", "zoe@shop.test")


@pytest.mark.slow
def test_a_small_file_that_unpacks_to_a_huge_one_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "trap.xlsx"
    block = b"\0" * 16_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _times in range(100):
                part.write(block)
    with pytest.raises(ImportRejected, match="far larger inside"):
        list(read_records(path, None, TODAY))


@given(place=st.integers(0, 1), cut=st.integers(1, 6_000), noise=st.binary(max_size=40))
def test_a_damaged_workbook_gives_records_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, place: int, cut: int, noise: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    whole = folder / "whole.xlsx"
    if not whole.exists():
        write(whole, {"People": PEOPLE})
    data = whole.read_bytes()
    damaged = data[:cut] + noise + (data[cut + len(noise) :] if place else b"")
    path = folder / "damaged.xlsx"
    path.write_bytes(damaged)
    with suppress(ImportRejected):
        list(read_records(path, None, TODAY))
