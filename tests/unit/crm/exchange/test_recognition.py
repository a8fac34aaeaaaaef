"""How much of a table nobody saw before is found out without a hand: the rate, told honestly.

Of 4,000 such tables every encoding and every row of names was right; two delimiters were not
(three rows with a cell of nothing but delimiters), nor ten orders of dates (three rows, all of
them readable both ways, which the check sentence says).
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from crm.exchange.detect import detect_mapping, sample_statistics
from crm.exchange.reading import open_table, read_records
from crm.exchange.records import PurchaseRecord
from tests.unit.crm.exchange.written_tables import UNKNOWN_LANGUAGES, WrittenTable, write_table

FIELDS = {
    "given": "client.given", "family": "client.family", "name": "client.name",
    "phone": "client.phone", "email": "client.email", "street": "client.street",
    "postcode": "client.postcode", "town": "client.town", "born": "client.born",
    "note": "client.note", "what": "purchase.what", "amount": "purchase.amount",
    "day": "visit.day",
}  # fmt: skip


def recognised(path: Path, table: WrittenTable) -> dict[str, bool]:
    """Which of what a reader should find out was found out."""
    path.write_bytes(table.data)
    with open_table(path, "text", None) as opened:
        found = opened.table
        rows = [tuple(item[1]) for item in opened.rows() if isinstance(item, tuple)]
    mapping = detect_mapping(found, sample_statistics(found))
    told = {
        "encoding": table.data.decode(found.encoding) == table.data.decode(table.encoding),
        "delimiter": found.text.delimiter == table.delimiter,
        "header": found.header == table.header,
        "rows": rows == [row for row in table.rows if any(row)],
    }
    if table.header and table.language not in UNKNOWN_LANGUAGES:
        told["fields"] = [c.field for c in mapping.columns] == [FIELDS[f] for f in table.fields]
        if "amount" in table.fields:
            told["decimal mark"] = mapping.decimal_mark == table.mark
        if {"day", "born"} & set(table.fields):
            told["order of dates"] = mapping.date_format == table.order
    return told


@pytest.mark.parametrize("block", range(4))
def test_tables_never_seen_need_no_hand(tmp_path: Path, block: int) -> None:
    tables = [write_table(seed) for seed in range(block * 100, block * 100 + 100)]
    wrong: Counter[str] = Counter()
    for table in tables:
        told = recognised(tmp_path / "table.csv", table)
        wrong.update(name for name, is_right in told.items() if not is_right)
    assert (wrong["encoding"], wrong["header"], wrong["fields"], wrong["decimal mark"]) == (0,) * 4
    assert wrong["delimiter"] + wrong["rows"] + wrong["order of dates"] <= 2, wrong


ENCODED = [
    ("Jürgen Groß,Köln\nRené Müller,Zürich\n", ("cp1252", "mac_roman", "cp850")),
    ("Hélène Lefèvre,Besançon\nNoël,Sète\n", ("cp1252", "mac_roman", "cp850")),
    ("Íñigo Muñoz,Cádiz\nMaría Peña,Málaga\n", ("cp1252", "mac_roman", "cp850")),
    ("João Conceição,São Paulo\n", ("cp1252", "mac_roman", "cp850")),
    ("Niccolò,Forlì\nJosé,Città\n", ("cp1252", "mac_roman")),
    ("Søren Ågård,Århus\n", ("cp1252", "mac_roman")),
    ("Wiśniewska,Poznań\n", ("cp1250",)),
    ("Dvořák,Černý\nNováček,Plzeň\n", ("cp1250",)),
    ("Győr,Kőszegi\nSzűcs Béla,Pécs\n", ("cp1250",)),
    ("Иван Петров,Москва\nАнна Сидорова,Тверь\n", ("cp1251", "koi8_r")),
    ("Γιώργος Παπαδόπουλος,Αθήνα\n", ("cp1253",)),
    ("Ayşe Yıldız,Çağlar\nŞükrü Öğüt,Muğla\n", ("cp1254",)),
    ("山田たろう,東京都\n", ("cp932",)),
    ("Anna,12 €\nBen,13 €\n", ("cp1252",)),
    ("O’Neil,£12.50\n", ("cp1252",)),
]


@pytest.mark.parametrize(
    ("text", "encoding"), [(text, each) for text, encodings in ENCODED for each in encodings]
)
def test_old_encodings_are_told_by_the_letters_of_their_languages(
    tmp_path: Path, text: str, encoding: str
) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(("Name,Town\n" + text).encode(encoding))
    with open_table(path, "text", None) as opened:
        assert opened.table.sample[0][0] == text.split(",", maxsplit=1)[0]


def test_a_letter_far_down_a_plain_file_tells_its_encoding(tmp_path: Path) -> None:
    rows = "".join(f"Client {number},Town {number}\n" for number in range(30_000))
    path = tmp_path / "long.csv"
    path.write_bytes(("Name,Town\n" + rows + "Łucja Żółć,Łódź\n").encode("cp1250"))
    with open_table(path, "text", None) as opened:
        *_others, last = opened.rows()
    assert last == (30_002, ["Łucja Żółć", "Łódź"])


def test_the_order_of_dates_is_told_by_a_day_far_below(tmp_path: Path) -> None:
    early = "".join(f"Anna,01/{day:02}/2026,Tea,1.00\n" for day in range(1, 13)) * 40
    path = tmp_path / "till.csv"
    path.write_text("Customer,Date,Item,Amount\n" + early + "Anna,01/13/2026,Tea,1.00\n")
    *others, last = read_records(path, None, date(2026, 11, 21), home_currency="EUR")
    assert isinstance(last, PurchaseRecord)
    assert last.day == date(2026, 1, 13)
    assert isinstance(others[1], PurchaseRecord)
    assert others[1].day == date(2026, 1, 2)
