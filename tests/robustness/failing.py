"""What a person does, on a disk that fails at every call in turn; run below ``disk.c``.

``python failing.py FOLDER STRIDE SEED`` prints what happened as JSON, and ends with an error where
anything but a sentence of the right cause came out, or anything of the work was left by halves.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import json
import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.photos import set_photo
from crm.clients.services import add_client, change_client
from crm.clock import SystemClock
from crm.errors import StorageCause, StorageError
from crm.exchange.importing import import_file
from crm.store.store import Store
from crm.story.drafts import NoteDraft, VisitDraft
from crm.story.lines import LineDraft
from crm.story.remember import add_note, remove_note
from crm.story.services import log_visit
from crm.workspace import Workspace
from tests.undoing import dump

KINDS: Final = {"write": 1, "sync": 2, "open": 4, "name": 8, "cut": 16}
ERRORS: Final = {
    errno.ENOSPC: {StorageCause.DISK_FULL},
    errno.EIO: {StorageCause.IO},
}
# SQLite has one code for every open that fails, and every failed sync is an error of the disk.
ALSO: Final[dict[str, set[StorageCause]]] = {
    "write": set(),
    "open": {StorageCause.MISSING, StorageCause.IO, StorageCause.READ_ONLY},
    "sync": {StorageCause.IO},
    "cut": {StorageCause.IO},
    "name": {StorageCause.IO},
}
PICTURE: Final = b"\xff\xd8\xff" + bytes(60_000)

Act = Callable[[Workspace], object]

_disk: Final = ctypes.CDLL(None)


@dataclass(frozen=True, slots=True)
class Fault:
    """The call of one kind that fails, once or from then on."""

    kind: str
    at: int
    error: int
    forever: bool


def fault(each: Fault) -> None:
    _disk.disk_arm(KINDS[each.kind], ctypes.c_long(each.at), each.error, int(each.forever))


def mend() -> bool:
    """Let the disk work again; whether any call had failed."""
    return bool(_disk.disk_disarm())


def visit(workspace: Workspace) -> object:
    lines = (LineDraft("latte", 1000, 320), LineDraft("cake", 1000, 410))
    return log_visit(workspace.store, VisitDraft(1, lines, note="again", currency="GBP"))


def newcomer(workspace: Workspace) -> object:
    contacts = (ContactDraft("phone", "0151 234567"),)
    draft = ClientDraft("Grace Hopper", contacts=contacts, tags=("navy",))
    return add_client(workspace.store, draft)


def photo(workspace: Workspace) -> None:
    set_photo(workspace.store, 1, PICTURE, PICTURE[:2_000])


def forget(workspace: Workspace) -> None:
    newest = workspace.store.scalar("SELECT MAX(id) FROM note")
    remove_note(workspace.store, newest)


def bring_in(workspace: Workspace) -> object:
    source = workspace.path.parents[2] / "people.csv"
    return import_file(workspace.store, source, today=SystemClock().today())


WRITES: Final[dict[str, Act]] = {
    "log a visit": visit,
    "add a client": newcomer,
    "change a client": lambda shop: change_client(shop.store, 1, None, {"name": "Ada King"}),
    "write a note": lambda shop: add_note(shop.store, NoteDraft(1, "likes the window")),
    "remove a note": forget,
    "set a photo": photo,
    "undo": lambda shop: shop.undo(),
    "bring a file in": bring_in,
}


def prepare(path: Path) -> None:
    workspace = Workspace.open(path)
    add_client(workspace.store, ClientDraft("Ada Lovelace"))
    for number in range(3):
        add_note(workspace.store, NoteDraft(1, f"note {number}"))
        visit(workspace)
    workspace.close()


def expected(each: Fault, error: StorageError, *, opening: bool = False) -> None:
    """The disk failed, and that is what was said; from here on it works."""
    assert mend(), f"{each}: {error} without a fault"
    allowed = ERRORS[each.error] | ALSO[each.kind]
    if opening:  # where SQLite cannot make the index of its log it does not say why
        allowed = allowed | {StorageCause.IO}
    assert error.cause in allowed, f"{each}: {error.cause}"
    assert str(error).endswith("."), f"{each}: {error}"


def unchanged(store: Store, before: Any, each: Fault) -> None:
    assert dump(store) == before, f"{each}: half of it is there"
    assert (problems := store.check()) == [], f"{each}: {problems}"


def try_write(workspace: Workspace, act: Act, each: Fault) -> str | None:
    """Do it on the failing disk, then on the mended one; None where no call failed any more."""
    store = workspace.store
    before = dump(store)
    heard: list[object] = []
    stop = workspace.changes.subscribe(heard.append)
    fault(each)
    try:
        act(workspace)
        outcome = "saved all the same"
    except StorageError as error:
        outcome = str(error.cause)
        expected(each, error)
        unchanged(store, before, each)
        assert not heard, f"{each}: said to be saved"
        act(workspace)
    finally:
        failed = mend()
        stop()
    assert dump(store) != before, f"{each}: nothing was written"
    assert (problems := store.check()) == [], f"{each}: {problems}"
    return outcome if failed or outcome != "saved all the same" else None


def faults(kind: str, stride: int, chance: random.Random) -> Any:
    """Every ``stride``-th call of a kind, both errors, once and for good."""
    for at in count(1 + chance.randrange(stride), stride):
        yield [Fault(kind, at, error, forever) for error in ERRORS for forever in (False, True)]


def fail_writes(folder: Path, stride: int, chance: random.Random) -> Counter[str]:
    seen: Counter[str] = Counter()
    prepare(folder / "base.db")
    for name, act in WRITES.items():
        for kind in KINDS:
            for group in faults(kind, stride, chance):
                outcomes = [once(folder, act, each) for each in group]
                seen.update(f"{name}: {outcome}" for outcome in outcomes if outcome)
                if None in outcomes:
                    break
    return seen


def once(folder: Path, act: Act, each: Fault) -> str | None:
    path = fresh(folder)
    shutil.copy(folder / "base.db", path)
    workspace = Workspace.open(path)
    try:
        return try_write(workspace, act, each)
    finally:
        mend()
        workspace.close()


def fresh(folder: Path) -> Path:
    """The name of a data file of which nothing is left."""
    shutil.rmtree(folder / "one", ignore_errors=True)
    (folder / "one").mkdir()
    return folder / "one" / "shop.db"


def try_create(folder: Path, each: Fault) -> str | None:
    path = fresh(folder)
    fault(each)
    outcome = "made all the same"
    try:
        Workspace.open(path).close()
    except StorageError as error:
        outcome = str(error.cause)
        expected(each, error, opening=True)
    failed = mend()
    gc.collect()
    workspace = Workspace.open(path)
    assert (problems := workspace.store.check()) == [], f"{each}: {problems}"
    workspace.close()
    return outcome if failed else None


def try_copy(folder: Path, each: Fault) -> str | None:
    path = fresh(folder)
    shutil.copy(folder / "base.db", path)
    workspace = Workspace.open(path)
    target = path.with_name("copy.db")
    workspace.store.snapshot(target)
    old = target.read_bytes()
    visit(workspace)
    fault(each)
    outcome = "copied all the same"
    try:
        workspace.store.snapshot(target)
    except StorageError as error:
        outcome = str(error.cause)
        expected(each, error, opening=True)
    failed = mend()
    old_or_new(each, target, old)
    workspace.store.snapshot(target)
    assert visits_of(target) == 4, f"{each}"
    workspace.close()
    return outcome if failed else None


def old_or_new(each: Fault, target: Path, old: bytes) -> None:
    names = {name.name for name in target.parent.iterdir()}
    parts = {name for name in names if name.startswith("copy.db.")}
    # Where no name can be removed, a half copy cannot be either.
    assert not parts or (each.kind == "name" and each.forever), f"{each}: {parts}"
    assert target.read_bytes() == old or visits_of(target) == 4, f"{each}: neither old nor new"


def visits_of(path: Path) -> int:
    store = Workspace.open(path, alone=False).store
    visits: int = store.scalar("SELECT COUNT(*) FROM visit")
    assert (problems := store.check()) == [], problems
    store.close()
    return visits


def fail_files(folder: Path, stride: int, chance: random.Random) -> Counter[str]:
    seen: Counter[str] = Counter()
    for name, attempt in (("make a file", try_create), ("keep a copy", try_copy)):
        for kind in KINDS:
            for group in faults(kind, stride, chance):
                outcomes = [attempt(folder, each) for each in group]
                seen.update(f"{name}: {outcome}" for outcome in outcomes if outcome)
                if None in outcomes:
                    break
    return seen


def main() -> None:
    folder, stride, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    seen = fail_writes(folder, stride, chance) + fail_files(folder, stride, chance)
    with suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(seen, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
