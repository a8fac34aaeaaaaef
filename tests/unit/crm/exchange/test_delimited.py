"""How tables are cut into rows, found out from their beginning."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.exchange.delimited import sniff
from crm.exchange.delimited_rows import TableShape, read_rows, split_record
from crm.exchange.records import Problem


def rows_of(data: bytes, shape: TableShape | None = None) -> list[tuple[int, list[str]]]:
    found = read_rows(BytesIO(data), shape or sniff(data))
    return [item for item in found if not isinstance(item, Problem)]


def problems_of(data: bytes) -> list[Problem]:
    return [item for item in read_rows(BytesIO(data), sniff(data)) if isinstance(item, Problem)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_found(delimiter: str) -> None:
    lines = (("Name", "Phone", "Note"), ("Anna", "12345", "tea"), ("Ben", "67890", "x"))
    data = "\n".join(delimiter.join(line) for line in lines).encode()
    assert sniff(data).delimiter == delimiter
    assert rows_of(data) == [(2, ["Anna", "12345", "tea"]), (3, ["Ben", "67890", "x"])]


def test_decimal_commas_do_not_delimit() -> None:
    data = b"Datum;Betrag\n01.02.2024;12,50\n02.02.2024;3,20\n"
    assert sniff(data).delimiter == ";"


def test_delimiters_inside_quotes_do_not_delimit() -> None:
    data = b'"Datum","Bedrag","Naam"\n"2024-01-02","-1.234,56","A;B;C"\n'
    assert rows_of(data) == [(2, ["2024-01-02", "-1.234,56", "A;B;C"])]


def test_a_sep_line_is_believed_and_left_out() -> None:
    data = b"sep=;\r\nName;Phone\r\nAnna, Dr.;12345\r\n"
    shape = sniff(data)
    assert (shape.delimiter, shape.header, shape.columns) == (";", 2, ("Name", "Phone"))
    assert rows_of(data) == [(3, ["Anna, Dr.", "12345"])]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Name,Town\nJürgen Groß,Köln\n", "utf-8"),
        ("Name,Town\nJürgen Groß,Köln\n", "utf-8-sig"),
        ("Name,Town\nJürgen Groß,Köln\n", "utf-16"),
        ("Name,Town\nJürgen Groß,Köln\n", "utf-16-le"),
        ("Name,Town\nJürgen Groß,Köln\n", "utf-16-be"),
        ("Name,Town\nJürgen Groß,Köln\n", "cp1252"),
        ("Name,Town\nŁucja Żółć,Łódź\nZdzisław Wąs,Kraków\n", "cp1250"),
        ("Name,Town\nJürgen Groß,Köln\nRené Müller,Zürich\n", "mac_roman"),
        ("Name,Town\n山田たろう,東京都\n", "shift_jis"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(text: str, encoding: str) -> None:
    first = text.splitlines()[1].split(",")
    assert rows_of(text.encode(encoding))[0][1] == first


def test_a_stray_byte_of_another_encoding_is_read() -> None:
    lines = ["Name,Town", *(f"Jürgen {number},Köln" for number in range(50))]
    data = "\n".join(lines).encode() + b"\nRen\xe9,Ulm\n"
    assert rows_of(data)[-1] == (52, ["René", "Ulm"])


def test_title_rows_above_the_header_are_left_out() -> None:
    data = b'"My Shop, 2020",,\n"",,\nCLIENTS,,\nName,Phone,Email\nAnna,1,a@b.c\n'
    shape = sniff(data)
    assert (shape.header, shape.columns) == (4, ("Name", "Phone", "Email"))


def test_a_table_without_a_header_has_none() -> None:
    assert sniff(b"Anna,12345,a@b.c\nBen,67890,b@b.c\n").header is None


def test_an_unknown_header_is_told_by_the_values_below() -> None:
    assert sniff(b"Wer,Wieviel\nAnna,12.50\nBen,3.20\n").header == 1


def test_rows_count_the_lines_of_the_file() -> None:
    data = b'Name,Note\n\n\nAnna,"one\ntwo"\nBen,x\n'
    assert rows_of(data) == [(4, ["Anna", "one\ntwo"]), (6, ["Ben", "x"])]


def test_ragged_rows_come_as_they_are() -> None:
    assert [len(cells) for _row, cells in rows_of(b"Name,Phone,Note\nA,1\nB,1,2,3,4\nC,1,2\n")] == [
        2, 5, 3,
    ]  # fmt: skip


def test_a_quote_that_is_never_closed_costs_no_other_row() -> None:
    many = b"".join(b"Client %d,%d\n" % (number, number) for number in range(1000))
    data = b'Name,Phone\nAnna,1\n"Ben,2\n' + many
    assert [row for row, _cells in rows_of(data)] == list(range(2, 1004))
    assert [(problem.row, problem.rejected) for problem in problems_of(data)] == [(3, False)]


def test_a_quote_open_at_the_end_costs_no_row() -> None:
    data = b'Name,Phone\nAnna,1\nBen,"2\nCy,3\n'
    assert rows_of(data)[1:] == [(3, ["Ben", "2"]), (4, ["Cy", "3"])]


def test_quotes_inside_a_quoted_cell_are_read() -> None:
    data = b'Name,Phone\n"Acme "Best" Inc",1\nBen,2\n'
    assert [row for row, _cells in rows_of(data)] == [2, 3]


def test_inches_are_no_quotes() -> None:
    assert rows_of(b'Name,Note\nAnna,27" screen\nBen,x\n')[0] == (2, ["Anna", '27" screen'])


def test_a_cell_of_two_hundred_kilobytes_is_read_whole() -> None:
    for cell in ("x" * 200_000, '"' + "x\n" * 100 + "y" * 200_000 + '"'):
        data = f"Name,Note\nAnna,{cell}\nBen,1\n".encode()
        first, second = rows_of(data, TableShape(header=1))
        assert len(first[1][1]) == len(cell.strip('"'))
        assert second[1] == ["Ben", "1"]


def test_a_line_of_many_megabytes_is_said_and_left_out() -> None:
    data = b"Name,Note\nAnna,1\nBen," + b"x" * 5_000_000 + b"\nCy,3\n"
    assert [row for row, _cells in rows_of(data)] == [2, 4]
    assert [(problem.row, problem.rejected) for problem in problems_of(data)] == [(3, True)]


def test_nuls_are_said_and_left_out() -> None:
    data = b"Name,Phone\nAn\0na,1\nBen,2\n"
    assert rows_of(data)[0] == (2, ["Anna", "1"])
    assert problems_of(data)[0].row == 2


def test_line_ends_may_be_mixed() -> None:
    data = b"Name,Phone\r\nAnna,1\nBen,2\rCy,3\r\n"
    assert [cells[0] for _row, cells in rows_of(data)] == ["Anna", "Ben", "Cy"]


def test_lines_of_commas_and_of_tabs_are_one_table(shared_data: Path) -> None:
    data = (shared_data / "csv_exports/thunderbird/tab_comma_mixed.csv").read_bytes()
    assert [cells[4] for _row, cells in rows_of(data)] == [
        f"{number}@host.invalid" for number in range(1, 5)
    ]


def test_every_real_header_is_found(shared_data: Path) -> None:
    for path in sorted((shared_data / "csv_exports").rglob("*.csv")):
        shape = sniff(path.read_bytes())
        expected = {"clients.csv": 4, "tab_comma_mixed.csv": None}.get(path.name, 1)
        assert (path.name, shape.header) == (path.name, expected)


@given(st.binary(max_size=300))
def test_any_bytes_are_cut_without_an_exception(data: bytes) -> None:
    list(read_rows(BytesIO(data), sniff(data)))


@given(st.lists(st.text(max_size=12), min_size=2, max_size=4))
def test_a_record_written_by_the_rules_comes_back(cells: list[str]) -> None:
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    assert split_record(quoted, ",", '"') == cells
