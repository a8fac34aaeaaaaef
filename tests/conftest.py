"""What every test starts from: no screen, no user's files, one fixed moment, nothing left over."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
if os.name == "posix":
    os.environ["LC_ALL"] = "C.UTF-8"

import gc
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from crm.clock import FixedClock
from crm.store.migrating import create_file

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parent.parent
HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
}

# A busy machine is no failure, so no deadline; `pytest --hypothesis-profile deep` for a night,
# and `fast` for `dev.py test --fast`.
_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
settings.register_profile(
    "default", deadline=None, max_examples=25, suppress_health_check=_SLOW_IS_FINE
)
settings.register_profile(
    "ci", settings.get_profile("default"), max_examples=100, derandomize=True, print_blob=True
)
settings.register_profile("fast", settings.get_profile("default"), max_examples=5)
settings.register_profile("deep", settings.get_profile("default"), max_examples=5000)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every folder of the user is an empty one of this run."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name, below in HOME_VARIABLES.items():
            patch.setenv(name, str(home / below))
        patch.delenv("REGULARS_DATA", raising=False)
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files of other programs, where they lie beside the project; never copied into it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real files are not beside the project")
    return folder


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file as the migrations make it, made once for all tests; to be copied, not opened."""
    path = tmp_path_factory.mktemp("made") / "empty.db"
    create_file(path)
    return path


@pytest.fixture
def shop_file(empty_file: Path, tmp_path: Path) -> Path:
    """The test's own empty data file."""
    return Path(shutil.copy(empty_file, tmp_path / "shop.db"))


@pytest.fixture
def clock() -> FixedClock:
    """A Saturday shortly before noon."""
    return FixedClock(datetime(2026, 11, 21, 11, 52, tzinfo=UTC))


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A test ends the threads it started."""
    before = set(threading.enumerate())
    yield
    # Threads that Qt started appear as dummies, which Python forgets only at its own end.
    started = [each for each in threading.enumerate() if each not in before]
    left = [each.name for each in started if not isinstance(each, threading._DummyThread)]
    assert not left, f"threads left behind: {left}"


@pytest.fixture(autouse=True)
def _nothing_of_qt_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with widgets closes its windows and stops its timers; one without pays nothing."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    from PySide6.QtWidgets import QApplication

    before = set(QApplication.topLevelWidgets())
    gc.freeze()  # what is there already is not gone through again for what this test leaves
    try:
        yield
        _delete_what_waits_for_it()
        if _open_windows(before) or _running_in_qt():
            gc.collect()  # what only a circle of references kept alive is no leak
            assert not (left := _open_windows(before)), f"windows left behind: {left}"
            assert not (running := _running_in_qt()), f"timers or threads left behind: {running}"
    finally:
        gc.unfreeze()


def _delete_what_waits_for_it() -> None:
    """Outside an event loop Qt puts deleteLater() off until told."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _open_windows(before: set[QWidget]) -> list[QWidget]:
    from PySide6.QtWidgets import QApplication

    return [each for each in QApplication.topLevelWidgets() if each not in before]


def _running_in_qt() -> list[QObject]:
    from PySide6.QtCore import QCoreApplication, QThread, QTimer
    from shiboken6 import isValid

    application = QCoreApplication.instance()
    main_thread = application.thread() if application else None
    found = [each for each in gc.get_objects() if issubclass(type(each), (QTimer, QThread))]
    alive = [each for each in found if isValid(each) and each is not main_thread]
    timers = [each for each in alive if isinstance(each, QTimer) and each.isActive()]
    threads = [each for each in alive if isinstance(each, QThread) and each.isRunning()]
    return [*timers, *threads]
