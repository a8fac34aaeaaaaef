"""Who may know whom, and what only one place may do."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import (
    ROOT,
    calls_in,
    imports_in,
    list_modules,
    modules_of,
    names_in,
    texts_in,
)

THREADING_MODULES = {"asyncio", "concurrent", "multiprocessing"}
THREADING_NAMES = {"QThread", "QThreadPool", "QRunnable", "QtConcurrent"}
# What fails on a thread has to be heard by the one who presents errors.
HEARD_OF_THREADS = {"threading.excepthook", "threading.ExceptHookArgs"}

HEX_COLOUR = re.compile(r"(?<![\w&])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")
COLOURS_OF_QT = {
    "black", "white", "red", "green", "blue", "cyan", "magenta", "yellow", "gray",
    "darkRed", "darkGreen", "darkBlue", "darkCyan", "darkMagenta", "darkYellow", "darkGray",
    "lightGray",
}  # fmt: skip

WRITES_OF_PEEWEE = {
    "atomic", "bulk_create", "bulk_update", "create", "create_table", "create_tables",
    "delete_by_id", "delete_instance", "execute", "execute_sql", "executemany", "get_or_create",
    "insert_from", "insert_many", "replace_many", "save", "set_by_id",
}  # fmt: skip
WRITES_OF_A_MODEL = {"delete", "insert", "replace", "update"}

NOW = {
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "datetime.datetime.now",
    "datetime.date.today", "time.time", "time.time_ns", "QDate.currentDate", "QTime.currentTime",
    "QDateTime.currentDateTime", "QDateTime.currentDateTimeUtc",
}  # fmt: skip


def test_no_package_imports_across_its_border() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    answer = subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_only_the_task_runner_names_a_thread() -> None:
    modules = list(modules_of("ui", beside=("ui/tasks.py",)))
    imported = [
        module.at(node)
        for module in modules
        for node, name in imports_in(module)
        if name.split(".")[0] in THREADING_MODULES
        or (name == "threading" and isinstance(node, ast.ImportFrom))
    ]
    named = [
        module.at(node)
        for module in modules
        for node, name in names_in(module.tree)
        if name.split(".")[-1] in THREADING_NAMES
        or (name.startswith("threading.") and name not in HEARD_OF_THREADS)
    ]

    assert not imported + named


def test_only_the_theme_names_a_colour() -> None:
    modules = list(modules_of("ui", beside=("ui/theme",)))
    written = [
        module.at(node)
        for module in modules
        for node, text in texts_in(module)
        if HEX_COLOUR.search(text)
    ]
    made = [
        module.at(call)
        for module in modules
        for call, name in calls_in(module)
        if name.split(".")[-1] == "QColor" and any(isinstance(a, ast.Constant) for a in call.args)
    ]
    named = [
        module.at(node)
        for module in modules
        for node, name in names_in(module.tree)
        if name.split(".")[-1] in COLOURS_OF_QT and name.startswith(("Qt.", "QtCore.Qt."))
    ]

    assert not written + made + named


def test_only_the_theme_sets_a_stylesheet() -> None:
    assert not [
        module.at(call)
        for module in modules_of("ui", beside=("ui/theme",))
        for call, name in calls_in(module)
        if name.split(".")[-1] == "setStyleSheet"
    ]


def test_every_write_goes_through_the_store() -> None:
    assert not [
        f"{module.at(call)} {name}"
        for module in modules_of("crm", beside=("crm/store",))
        for call, name in calls_in(module)
        if "." in name and _writes(*name.rsplit(".", 1))
    ]


def _writes(receiver: str, method: str) -> bool:
    """Whether a call goes past the store: by a method of Peewee's, or on a model itself.

    Models are named in CamelCase; what is all capitals is a constant, and a text has a replace too.
    """
    if method in WRITES_OF_PEEWEE:
        return True
    owner = receiver.split(".")[-1]
    return method in WRITES_OF_A_MODEL and owner[:1].isupper() and not owner.isupper()


def test_time_comes_from_the_clock() -> None:
    assert not [
        f"{module.at(call)} {name}"
        for module in modules_of("crm", "ui", beside=("crm/clock.py",))
        for call, name in calls_in(module)
        if name in NOW
    ]


def test_there_is_one_driver() -> None:
    assert not [
        module.at(node)
        for module in modules_of("crm", "ui")
        for node, name in imports_in(module)
        if name.split(".")[0] in {"sqlite3", "apsw", "pysqlite3"}
    ]


def test_nothing_prints() -> None:
    assert not [
        module.at(call)
        for module in modules_of("crm", "ui")
        for call, name in calls_in(module)
        if name in {"print", "pprint", "breakpoint"}
    ]


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    without = []
    for module in list_modules():
        first_line = (ast.get_docstring(module.tree) or "").partition("\n")[0]
        if not first_line.endswith("."):
            without.append(module.path)

    assert not without


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = re.compile(r"(?:^|_)(?:utils?|helpers?|managers?|handlers?|misc|common)(?:_|\.py$)")

    assert not [module.path for module in list_modules() if vague.search(Path(module.path).name)]
