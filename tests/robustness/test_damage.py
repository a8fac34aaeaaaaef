"""A damaged file never brings the program down: it says so, or shows what can be read.

``REGULARS_DAMAGES`` is how many files each kind of damage ruins; a night has time for thousands.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from crm.clock import FixedClock
from crm.errors import NotFoundError, StorageError
from crm.schema import MODELS
from crm.store.rows import plan_of
from crm.workspace import Workspace
from tests.robustness.reading import read_everything
from tests.robustness.shop import make_shop

FILES = int(os.environ.get("REGULARS_DAMAGES", "60"))
MOST_BUGS = 0.03  # of all ruined files may end in the dialog for bugs; the program stays up
PAGE = 4096
_TREE_PAGES = (2, 5, 10, 13)  # sqlite.org/fileformat2.html, b-tree pages

Ruin = Callable[[bytearray, random.Random], None]

pytestmark = pytest.mark.slow


def flip_a_byte(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= chance.randrange(1, 256)


def flip_a_bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def lose_a_sector(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) // 512) * 512
    data[start : start + 512] = bytes(512)


def lose_a_page(data: bytearray, chance: random.Random) -> None:
    start = chance.choice(trees(data))
    data[start : start + PAGE] = bytes(PAGE)


def fill_a_page(data: bytearray, chance: random.Random) -> None:
    start = chance.choice(trees(data))
    data[start : start + PAGE] = chance.randbytes(PAGE)


def trees(data: bytearray) -> list[int]:
    """Where the pages of tables and indexes begin; inside a picture nobody notices a page."""
    return [start for start in range(PAGE, len(data), PAGE) if data[start] in _TREE_PAGES]


def cut_off(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


KINDS: tuple[Ruin, ...] = (
    flip_a_byte, flip_a_bit, lose_a_sector, lose_a_page, fill_a_page, cut_off,
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_shop(tmp_path_factory.mktemp("whole"))


def look(path: Path, clock: FixedClock) -> str:
    """What a person is told of the file: a sentence, or what could be read and what check says."""
    before = path.read_bytes()
    try:
        workspace = Workspace.open(path, clock)
    except StorageError as error:
        touched = "" if path.read_bytes() == before else " and written to"
        return f"refused as {error.cause.value}{touched}"
    try:
        return f"{told(lambda: read_everything(workspace.store))}, {check(workspace)}"
    finally:
        workspace.close()


def told(act: Callable[[], object]) -> str:
    try:
        act()
    except StorageError as error:
        return f"said {error.cause.value}"
    except NotFoundError:
        return "somebody missing"
    except (*BUGS, driver.OperationalError) as error:
        is_name = isinstance(error, BUGS) or "no such" in str(error)
        return "bug" if is_name else repr(error)
    return "read"


def check(workspace: Workspace) -> str:
    found: list[str] = []
    heard = told(lambda: found.extend(workspace.store.check()))
    if heard == "read":
        return "noticed" if found else "not noticed"
    return "noticed" if heard in ("bug", "said damaged") else heard


REFUSED = {f"refused as {cause}" for cause in ("damaged", "not_ours", "newer")}
BUGS = (KeyError, TypeError, ValueError)  # a value of another kind, a table of another name
HEARD = ("read", "said damaged", "somebody missing", "bug")
ALLOWED = REFUSED | {f"{heard}, {found}" for heard in HEARD for found in ("noticed", "not noticed")}


@pytest.mark.parametrize("ruin", KINDS, ids=lambda ruin: ruin.__name__)
def test_a_damaged_file_is_read_or_refused_and_never_brings_the_program_down(
    ruin: Ruin, whole: bytes, tmp_path: Path, clock: FixedClock, chance: random.Random
) -> None:
    seen: Counter[str] = Counter()
    for number in range(FILES):
        path = tmp_path / str(number) / "shop.db"
        path.parent.mkdir()
        data = bytearray(whole)
        ruin(data, chance)
        path.write_bytes(data)
        seen[look(path, clock)] += 1
        shutil.rmtree(path.parent)
    sys.stdout.write(f"{dict(seen)}\n")
    assert seen.keys() <= ALLOWED
    bugs = sum(count for heard, count in seen.items() if heard.startswith("bug"))
    assert bugs <= max(2, FILES * MOST_BUGS), seen
    if ruin in (lose_a_page, fill_a_page, cut_off):
        assert seen["read, not noticed"] == 0, seen


def test_the_file_that_is_ruined_is_whole(whole: bytes, tmp_path: Path, clock: FixedClock) -> None:
    """The control: without damage everything is read and nothing is noticed."""
    (tmp_path / "shop.db").write_bytes(whole)
    assert look(tmp_path / "shop.db", clock) == "read, not noticed"


def test_there_is_something_to_ruin_in_every_table(
    whole: bytes, tmp_path: Path, clock: FixedClock
) -> None:
    (tmp_path / "shop.db").write_bytes(whole)
    workspace = Workspace.open(tmp_path / "shop.db", clock)
    tables = [plan_of(model).name for model in MODELS]
    empty = [name for name in tables if not workspace.store.rows(f'SELECT 1 FROM "{name}" LIMIT 1')]
    workspace.close()
    assert empty == []
