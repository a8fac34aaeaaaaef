"""Address books that no standard foresees: nothing crashes, and no card costs another."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.dates import PartialDate
from crm.exchange.records import ClientRecord, Problem
from crm.exchange.vcard import read_vcards

TODAY = date(2026, 11, 21)
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4


def card(*lines: str, version: str = "3.0", encoding: str = "utf-8") -> bytes:
    whole = ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", "")
    return "\r\n".join(whole).encode(encoding)


def read(data: bytes) -> tuple[list[ClientRecord], list[Problem]]:
    found = list(read_vcards(BytesIO(data), TODAY))
    clients = [item for item in found if isinstance(item, ClientRecord)]
    return clients, [item for item in found if isinstance(item, Problem)]


def only(data: bytes) -> ClientRecord:
    (client,), _problems = read(data)
    return client


def test_a_card_that_is_never_closed_costs_no_other() -> None:
    data = b"BEGIN:VCARD\nFN:Open\nTEL:1\n" + card("FN:Two") + card("FN:Three")
    clients, problems = read(data)
    assert {client.display_name for client in clients} == {"Open", "Two", "Three"}
    assert [(problem.row, problem.rejected) for problem in problems] == [(1, False)]


def test_a_thousand_unclosed_cards_are_a_thousand_clients() -> None:
    data = b"".join(b"BEGIN:VCARD\nFN:Person %d\n" % number for number in range(1000))
    clients, _problems = read(data)
    assert len({client.display_name for client in clients}) == 1000


def test_ten_thousand_cards_inside_cards_are_read() -> None:
    data = b"BEGIN:VCARD\n" * 10_000 + b"FN:Deep\n" + b"END:VCARD\n" * 10_000
    clients, problems = read(data)
    assert [client.display_name for client in clients] == ["Deep"]
    assert len(problems) >= 9_999


def test_half_a_file_keeps_what_it_has() -> None:
    client = only(card("FN:Anna Berg", "TEL:12345", "NOTE:likes tea")[:60])
    assert client.display_name == "Anna Berg"


def test_begin_and_version_may_be_missing() -> None:
    clients, _problems = read(b"FN:Anna\nTEL:12345\nEND:VCARD\n")
    assert clients[0].display_name == "Anna"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-16-le"])
def test_unicode_is_read_in_any_width(encoding: str) -> None:
    assert only(card("FN:Łucja Żak", encoding=encoding)).display_name == "Łucja Żak"


@pytest.mark.parametrize(
    ("name", "encoding"), [("Jürgen Groß", "cp1252"), ("山田たろう", "shift_jis")]
)
def test_an_unstated_encoding_is_told_from_the_bytes(name: str, encoding: str) -> None:
    assert only(card(f"FN:{name}", encoding=encoding)).display_name == name


def test_a_stated_charset_is_believed() -> None:
    raw = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-1:J\xfcrgen\nEND:VCARD\n"
    assert only(raw).display_name == "Jürgen"


def test_a_fold_inside_a_character_is_undone() -> None:
    raw = card("FN:Jürgen").replace("ü".encode(), "ü".encode()[:1] + b"\r\n " + "ü".encode()[1:])
    assert only(raw).display_name == "Jürgen"


def test_quoted_printable_goes_on_after_a_soft_break() -> None:
    note = "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gr=C3=BC=\r\n=C3=9Fe =\r\naus Wien"
    client = only(card("FN:A", note, "TEL:1", version="2.1"))
    assert client.notes == ("Grüße aus Wien",)
    assert [contact.value for contact in client.contacts] == ["1"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_every_kind_of_line_end_is_read(end: bytes) -> None:
    data = card("FN:Anna", "NOTE:one", " two", "TEL:5").replace(b"\r\n", end)
    client = only(data)
    assert (client.display_name, client.notes) == ("Anna", ("onetwo",))


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("BDAY:19800321", PartialDate(1980, 3, 21)),
        ("BDAY:--0520", PartialDate(None, 5, 20)),
        ("BDAY:--05-20", PartialDate(None, 5, 20)),
        ("BDAY:1980-03", PartialDate(1980, 3, None)),
        ("BDAY:1980", PartialDate(1980, None, None)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-20", PartialDate(None, 5, 20)),
        ("BDAY:1980-03-21T00:00:00Z", PartialDate(1980, 3, 21)),
        ("BDAY;VALUE=text:24 Nov 1968", PartialDate(1968, 11, 24)),
    ],
)
def test_a_birthday_is_read_as_far_as_it_is_known(written: str, born: PartialDate) -> None:
    assert only(card("FN:A", written)).born == born


@pytest.mark.parametrize("written", ["99999", "1980-02-31", "sometime in spring", "0000-00-00"])
def test_an_impossible_birthday_is_kept_as_text(written: str) -> None:
    (client,), (problem,) = read(card("FN:A", f"BDAY:{written}"))
    assert client.born is None
    assert ("Birthday", written) in client.extra
    assert (problem.row, problem.column, problem.rejected) == (4, "BDAY", False)


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO;ENCODING=b;TYPE=JPEG:" + base64.b64encode(JPEG).decode(),
        "PHOTO;ENCODING=b;TYPE=JPEG:" + base64.b64encode(JPEG).decode().rstrip("="),
        "PHOTO:data:image/jpeg;base64," + base64.b64encode(JPEG).decode(),
        "PHOTO;BASE64:\r\n  " + "\r\n  ".join(base64.encodebytes(JPEG).decode().split()) + "\r\n",
        "PHOTO;ENCODING=BASE64:\r\n" + "\r\n".join(base64.encodebytes(JPEG).decode().split()),
    ],
)
def test_a_photo_is_read_however_it_is_packed(line: str) -> None:
    assert only(card("FN:A", line, "TEL:1")).photo == JPEG


def test_what_is_no_picture_is_no_photo() -> None:
    (client,), (problem,) = read(card("FN:A", "PHOTO;ENCODING=b:" + "AAAA" * 50))
    assert client.photo is None
    assert problem.column == "PHOTO"


@pytest.mark.slow
def test_a_photo_of_a_hundred_megabytes_is_left_out() -> None:
    def source() -> Iterator[bytes]:
        yield b"BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:"
        yield b"QUJD" * 6_000_000
        yield b"\nTEL:7\nEND:VCARD\n"

    (client,), (problem,) = read(b"".join(source()))
    assert (client.photo, client.contacts[0].value) == (None, "7")
    assert (problem.row, problem.column) == (3, "PHOTO")


def test_a_line_of_a_megabyte_is_left_out_and_the_card_kept() -> None:
    (client,), (problem,) = read(card("FN:Anna", "NOTE:" + "x" * 1_100_000, "TEL:7"))
    assert (client.display_name, client.notes) == ("Anna", ())
    assert (problem.row, problem.column, problem.rejected) == (4, "NOTE", False)


def test_a_name_of_half_a_megabyte_is_said() -> None:
    clients, problems = read(card("FN:" + "x" * 500_000) + card("FN:Anna"))
    assert [client.display_name for client in clients] == ["Anna"]
    assert [problem.row for problem in problems] == [3, 1]


def test_a_card_of_many_megabytes_is_cut() -> None:
    notes = [f"NOTE:{number}" + "x" * 150_000 for number in range(50)]
    (client,), (problem,) = read(card("FN:Anna", *notes))
    assert 20 < len(client.notes) < 40
    assert "larger than 5 MB" in problem.why


@pytest.mark.slow
@pytest.mark.parametrize("line", ["TEL:{}", "X-A:{}", "NOTE:{}", "LABEL:a{}", "FN:{}"])
def test_a_card_of_endless_lines_is_cut(line: str) -> None:
    (client,), (problem,) = read(card("FN:Anna", *(line.format(n) for n in range(50_000))))
    assert (client.display_name, problem.rejected) == ("Anna", False)


def test_an_endless_address_label_takes_no_time() -> None:
    (client,), _problems = read(card("FN:Anna", "ADR;LABEL=" + ":" * 900_000))
    assert client.display_name == "Anna"


def test_an_agent_is_a_client_of_its_own() -> None:
    inside = r"AGENT:BEGIN:VCARD\nFN:Susan\nTEL:99\nEND:VCARD\n"
    clients, _problems = read(card("FN:Boss", inside))
    assert [client.display_name for client in clients] == ["Susan", "Boss"]
    assert [(tie.label, tie.name) for tie in clients[1].relations] == [("agent", "Susan")]


def test_agents_inside_agents_end_somewhere() -> None:
    inner = "BEGIN:VCARD\nFN:x\nEND:VCARD"
    for _level in range(8):
        escaped = inner.replace("\\", "\\\\").replace("\n", "\\n")
        inner = f"BEGIN:VCARD\nFN:x\nAGENT:{escaped}\nEND:VCARD"
    clients, problems = read(inner.encode())
    assert len(clients) == 4
    assert problems


def test_a_company_card_is_an_organisation() -> None:
    assert only(card("FN:Acme", "ORG:Acme;Sales")).kind == "organisation"
    assert only(card("FN:Acme", "KIND:org", version="4.0")).kind == "organisation"
    assert only(card("FN:The Bergs", "KIND:group", version="4.0")).kind == "household"


def test_a_card_of_nobody_is_said() -> None:
    clients, (problem,) = read(card("X-NOTHING:at all"))
    assert not clients
    assert (problem.row, problem.rejected) == (1, True)


def test_nuls_and_hostile_names_are_texts() -> None:
    name = "<img src=//evil/x> Robert'); DROP TABLE client;--"
    assert only(card(f"FN:{name}\0")).display_name == name


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_an_exception(data: bytes) -> None:
    list(read_vcards(BytesIO(data), TODAY))


@given(st.text(max_size=60), st.sampled_from(["2.1", "3.0", "4.0"]))
def test_any_name_written_by_the_rules_comes_back(name: str, version: str) -> None:
    name = "".join(letter for letter in name if letter.isprintable()).strip()
    escaped = name.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    if name:
        assert only(card(f"FN:{escaped}", version=version)).display_name == name


def test_mutated_files_are_read_without_an_exception(shared_data: Path) -> None:
    chance = random.Random(20261121)
    for path in sorted((shared_data / "vcards").rglob("*.vcf")):
        whole = path.read_bytes()[:20_000]
        for _time in range(12):
            list(read_vcards(BytesIO(mutated(whole, chance)), TODAY))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with some bytes changed, a piece cut out, doubled or moved."""
    changed = bytearray(data)
    for _byte in range(chance.randrange(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    start, end = sorted(chance.randrange(len(changed)) for _edge in range(2))
    piece = bytes(changed[start:end])
    match chance.randrange(4):
        case 0:
            del changed[start:end]
        case 1:
            changed[end:end] = piece
        case 2:
            changed[start:end] = bytes(reversed(piece))
    return bytes(changed)
