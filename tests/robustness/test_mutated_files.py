"""Whatever a file holds, it is brought in or refused in a sentence, and never half."""

from __future__ import annotations

import io
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import xlsxwriter

from crm.clients.drafts import ClientDraft
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.errors import CrmError
from crm.exchange.examining import examine_files
from crm.exchange.import_same import find_same_in_files
from crm.exchange.importing import FileToImport, import_files
from crm.exchange.same_plan import make_plan
from crm.progress import NoProgress
from crm.workspace import Workspace

FILES = int(os.environ.get("REGULARS_MUTATED", "60"))  # ten thousand for a night
MOST_SECONDS = 10
MOST_MEGABYTES = 500

_TABLES = ("client", "contact_point", "visit", "purchase", "note", "item", "custom_value", "import")
_TOKENS = (
    b'"', b"'", b"\x00", b"\r", b"\n", b"\t", b";", b",", b"\xff\xfe", b"\xef\xbb\xbf", b"=", b"-",
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"9" * 400, b"31.02.0000", b"1e999", b"\xed\xa0\x80",
    "\u202e\u0000\U0001f468\u200d\U0001f469".encode(), b"PHOTO;ENCODING=b:", b"=3D=0A" * 50,
    b'"' * 1001, b"a" * 300_000, b"\n" * 20_000, b",\n" * 5_000,
)  # fmt: skip
_NAMES = ("Siobhan Brennan", "Ada Kern", "Bo Lind", "Øystein Æbleø", "李小龙", "O'Neil, Jr")


def _sales(rng: random.Random) -> str:
    lines = ["Kunde;Geb.;Tel;Artikel;Umsatz;Datum;Bemerkung"]
    for _each in range(rng.randrange(1, 60)):
        name, day = rng.choice(_NAMES), f"{rng.randrange(1, 32)}.{rng.randrange(1, 13)}.2025"
        lines.append(f"{name};24.11.1968;07700 900{rng.randrange(1000)};Soap;1.204,50;{day};x")
    return "\n".join(lines)


def _cards(rng: random.Random) -> str:
    kind = rng.choice(("2.1", "3.0", "4.0"))
    cards = []
    for name in rng.sample(_NAMES, 4):
        cards += [
            "BEGIN:VCARD", f"VERSION:{kind}", f"FN:{name}", "N:Kern;Ada;;;", "TEL;TYPE=home:+44 1",
            "EMAIL:a@example.org", "BDAY:1971-02-03", "ADR:;;1 Elm Road;Leeds;;LS1;UK",
            "NOTE;ENCODING=QUOTED-PRINTABLE:a=0Ab=", " c", "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=",
            "item1.X-ABDATE:2001-01-01", "item1.X-ABLabel:_$!<Anniversary>!$_", "END:VCARD",
        ]  # fmt: skip
    return "\r\n".join(cards)


def _workbook(rng: random.Random) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Clients")
        for row, line in enumerate(_sales(rng).splitlines()):
            sheet.write_row(row, 0, line.split(";"))
    return data.getvalue()


def _fixed(rng: random.Random) -> str:
    rows = (
        f" {rng.randrange(99):05} 199{rng.randrange(10)}0{rng.randrange(1, 10)}01  1   {each}.77"
        for each in range(60)
    )
    return "\n".join(rows)


def _made(rng: random.Random) -> tuple[str, bytes]:
    """A file as a program writes it, with its suffix."""
    kind = rng.randrange(6)
    if kind == 0:
        return ".xlsx", _workbook(rng)
    if kind == 1:
        return ".vcf", _cards(rng).encode(rng.choice(("utf-8", "utf-16")))
    if kind == 2:
        return ".txt", _fixed(rng).encode()
    encoding = rng.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le"))
    mark = rng.choice((";", ",", "\t", "|"))
    text = _sales(rng).replace(",", ".") if mark == "," else _sales(rng)
    return ".csv", text.replace(";", mark).encode(encoding)


def _mutated(rng: random.Random, data: bytes) -> bytes:
    for _each in range(rng.choice((1, 1, 2, 3, 8, 40))):
        place, other = sorted(rng.randrange(len(data) + 1) for _end in range(2))
        data = rng.choice((
            lambda d, a, b: d[:a] + bytes([rng.randrange(256)]) + d[a + 1 :],
            lambda d, a, b: d[:a] + rng.randbytes(rng.randrange(1, 40)) + d[a:],
            lambda d, a, b: d[:a] + rng.choice(_TOKENS) + d[a:],
            lambda d, a, b: d[:a] + rng.choice(_TOKENS) + d[b:],
            lambda d, a, b: d[:a] + d[b:],
            lambda d, a, b: d[:b] + d[a:][:100_000],
            lambda d, a, b: d[:a],
            lambda d, a, b: d[b:] + d[:a],
        ))(data, place, other)  # fmt: skip
        data = data[:3_000_000] or b"\x00"
    return data


@contextmanager
def _watched(seconds: int) -> Iterator[None]:
    """End what hangs, with the place where it hung."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _peak_megabytes() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20) if sys.platform == "darwin" else peak / 1024


def _counts(workspace: Workspace) -> list[int]:
    return [workspace.store.scalar(f"SELECT COUNT(*) FROM {table}") for table in _TABLES]


def _bring_in(workspace: Workspace, path: Path) -> None:
    """The way of the wizard, with every pair taken for the same; then all of it is undone."""
    store, today, progress = workspace.store, workspace.clock.today(), NoProgress()
    found = examine_files(store, (FileToImport(path),), (None,), today, progress)
    if found.problem:
        return
    same = find_same_in_files(store, found.files, today, progress)
    plan = make_plan((pair, True) for pair in same.pairs)
    report = import_files(store, found.files, today=today, plan=plan)
    assert report.clients_new + report.clients_matched > 0
    assert report.step_id is not None
    workspace.undo(report.step_id)


def _sources(shared: Path | None) -> list[tuple[str, bytes]]:
    if shared is None:
        return []
    kinds = {".csv", ".vcf", ".txt", ".tsv"}
    files = [path for path in sorted(shared.rglob("*")) if path.suffix in kinds]
    return [(path.suffix, path.read_bytes()) for path in files if path.stat().st_size < 200_000]


def test_a_mutated_file_is_brought_in_or_refused_and_leaves_nothing_half(
    tmp_path: Path, clock: FixedClock, chance: random.Random
) -> None:
    shared = Path(__file__).parents[3] / "shared" / "data"
    sources = _sources(shared if shared.is_dir() else None)
    workspace = Workspace.open(tmp_path / "shop.db", clock)
    add_client(workspace.store, ClientDraft(name="Siobhan Brennan"))
    before, memory = _counts(workspace), _peak_megabytes()
    for number in range(FILES):
        seed = chance.randrange(1 << 32)
        own = random.Random(seed)
        made = own.choice(sources) if sources and own.random() < 0.5 else _made(own)
        path = tmp_path / f"file{number}{made[0]}"
        path.write_bytes(_mutated(own, made[1]))
        started = time.monotonic()
        sys.stdout.write(f"{path} is made of seed {seed}\n")  # shown with a failure only
        with _watched(3 * MOST_SECONDS), suppress(CrmError):
            _bring_in(workspace, path)
        assert time.monotonic() - started < MOST_SECONDS, f"{path} took too long"
        assert _counts(workspace) == before, f"{path} left something behind"
        assert _peak_megabytes() - memory < MOST_MEGABYTES, f"{path} took too much memory"
        path.unlink()
    assert workspace.store.check() == []
    workspace.close()
