"""An address book that was taken out holds all of everybody, and gives it back."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from crm.exchange.importing import import_file
from crm.exchange.records import ClientRecord
from crm.exchange.taking_out.lists import ListFormat, ListToTakeOut, take_list_out
from crm.exchange.taking_out.people import list_everybody
from crm.exchange.vcard import read_vcards
from crm.store.store import Store
from tests.unit.crm.exchange.taking_out.full_shop import told_of_everybody

CARDS: tuple[ListFormat, ...] = ("vcard3", "vcard4")
Open = Callable[[str], Store]


def taken_out(store: Store, path: Path, format: ListFormat, *names: str) -> bytes:
    """The file with everybody, or with those named."""
    ids = list_everybody(store)
    if names:
        found = dict(store.rows("SELECT name, id FROM client"))
        ids = [found[name] for name in names]
    take_list_out(store, path, ListToTakeOut(ids, format))
    return path.read_bytes()


@pytest.mark.parametrize("format", CARDS)
def test_everybody_comes_back_with_everything(
    full: Store, open_shop: Open, tmp_path: Path, format: ListFormat
) -> None:
    path = tmp_path / "everybody.vcf"
    taken_out(full, path, format)
    again = open_shop("again")
    report = import_file(again, path, today=again.clock.today())
    assert report.rejected == ()
    assert report.remarks == ()
    before, after = told_of_everybody(full), told_of_everybody(again)
    assert after.keys() == before.keys()
    for name, person in before.items():
        for field in person.__dataclass_fields__:
            assert getattr(after[name], field) == getattr(person, field), (name, field)
    assert again.check() == []


@pytest.mark.parametrize("format", CARDS)
def test_brought_into_its_own_shop_it_adds_nothing(
    full: Store, open_shop: Open, tmp_path: Path, format: ListFormat
) -> None:
    path = tmp_path / "everybody.vcf"
    again = open_shop("again")
    first = taken_out(full, path, format)
    import_file(again, path, today=again.clock.today())
    path.write_bytes(first.replace(b"PRODID:", b"PRODID;X=1:"))  # or it came before
    before = told_of_everybody(again)
    report = import_file(again, path, today=again.clock.today())
    assert report.clients_new == 0
    assert told_of_everybody(again) == before


@pytest.mark.parametrize("format", CARDS)
def test_lines_are_short_and_end_as_they_have_to(
    full: Store, tmp_path: Path, format: ListFormat
) -> None:
    content = taken_out(full, tmp_path / "all.vcf", format)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode("utf-8")  # no letter is cut


@pytest.mark.parametrize("format", CARDS)
def test_of_one_alone_others_are_named(full: Store, tmp_path: Path, format: ListFormat) -> None:
    content = taken_out(full, tmp_path / "ben.vcf", format, "Ben Lee")
    records = [each for each in read_vcards(BytesIO(content)) if isinstance(each, ClientRecord)]
    assert len(records) == 1
    named = {tie.name for tie in records[0].relations} | {records[0].organisation}
    assert named >= {"=cmd()", "Quay & Sons, Ltd."}
    assert any("Lee" in name for name in named - {"Ben Lee"})
    assert records[0].household == "The Lees"
    assert not any(tie.key for tie in records[0].relations)
