"""Where the data, its backups and the log are kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from crm.errors import StorageCause, StorageError
from crm.paths import Paths, private_folder, private_umask

needs_posix = pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")


def test_a_named_file_goes_before_the_variable(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "named.db", {"REGULARS_DATA": str(tmp_path / "variable.db")})

    assert paths.data_file() == tmp_path / "named.db"


def test_the_variable_goes_before_the_users_folder(tmp_path: Path) -> None:
    paths = Paths(environment={"REGULARS_DATA": str(tmp_path / "variable.db")})

    assert paths.data_file() == tmp_path / "variable.db"


def test_the_process_environment_is_read_when_no_other_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGULARS_DATA", str(tmp_path / "variable.db"))

    assert Paths().data_file() == tmp_path / "variable.db"


@pytest.mark.parametrize("environment", [{}, {"REGULARS_DATA": ""}])
def test_the_data_lies_in_the_users_folder_otherwise(environment: dict[str, str]) -> None:
    data_file = Paths(environment=environment).data_file()

    assert data_file.is_relative_to(Path.home())
    assert data_file.parent.is_dir()
    assert not data_file.exists()


def test_a_relative_name_is_meant_from_where_the_program_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert Paths(Path("shop.db")).data_file() == tmp_path / "shop.db"


def test_a_tilde_is_the_home_folder() -> None:
    assert Paths(Path("~/shop.db")).data_file() == Path.home() / "shop.db"


def test_the_folder_of_a_named_file_is_not_made(tmp_path: Path) -> None:
    Paths(tmp_path / "misspelt" / "shop.db").data_file()

    assert not (tmp_path / "misspelt").exists()


@needs_posix
@pytest.mark.parametrize("value", ["", "share"])
def test_the_data_never_lies_below_the_current_folder_by_accident(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", value)
    monkeypatch.setenv("XDG_CACHE_HOME", value)

    assert Paths(environment={}).data_file().is_relative_to(Path.home())
    assert Paths(environment={}).log_dir().is_relative_to(Path.home())


def test_two_data_files_in_one_folder_have_their_own_backups(tmp_path: Path) -> None:
    first = Paths().backup_dir(tmp_path / "first.db")
    second = Paths().backup_dir(tmp_path / "second.db")

    assert first != second
    assert first.parent == second.parent == tmp_path
    assert first.is_dir()
    assert second.is_dir()


def test_asking_for_the_log_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HOME", "LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert not Paths().log_dir().exists()


@needs_posix
def test_every_folder_made_on_the_way_is_private(tmp_path: Path) -> None:
    umask_before = os.umask(0)
    try:
        folder = private_folder(tmp_path / "one" / "two")
    finally:
        os.umask(umask_before)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700


@needs_posix
def test_a_folder_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    private_folder(tmp_path)

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_file_in_the_place_of_a_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(StorageError, match="cannot be made") as failure:
        private_folder(tmp_path / "taken" / "below")

    assert failure.value.cause is StorageCause.IO
    with pytest.raises(StorageError):
        private_folder(tmp_path / "taken")


@needs_posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
def test_a_forbidden_place_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(StorageError, match="may not write") as failure:
        private_folder(tmp_path / "below")

    assert failure.value.cause is StorageCause.READ_ONLY


@needs_posix
def test_new_files_are_for_this_user_alone(tmp_path: Path) -> None:
    umask_before = os.umask(0)
    try:
        private_umask()
        (tmp_path / "file").write_text("")
    finally:
        os.umask(umask_before)

    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
