"""Where things lie on this machine: the data file, its backups, the log."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import appdirs

from crm import APP_ID
from crm.errors import StorageCause, StorageError
from crm.i18n import _

DATA_VARIABLE = "REGULARS_DATA"
DATA_NAME = f"{APP_ID}.db"
DEMO_NAME = f"{APP_ID}-demo.db"


class Paths:
    """The places of one run.

    The data file is the one named by ``data_file``, else by the variable REGULARS_DATA, else
    ``regulars.db`` in the user's own data folder.
    """

    def __init__(
        self, data_file: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        named = (os.environ if environment is None else environment).get(DATA_VARIABLE)
        self._named = data_file or (Path(named) if named else None)

    def data_file(self) -> Path:
        """The absolute path of the data file, which need not be there yet.

        The user's data folder is made when missing. A folder that somebody named is not: it may
        be misspelt, or on a stick that is not plugged in. Raises StorageError.
        """
        if self._named is not None:
            return self._named.expanduser().absolute()
        return private_folder(_user_data_folder()) / DATA_NAME

    def demo_file(self) -> Path:
        """The data file of the demo shop, beside the shop's own; raises StorageError."""
        return self.data_file().with_name(DEMO_NAME)

    def backup_dir(self, data_file: Path) -> Path:
        """The folder beside the data file that holds its backups, made when missing.

        Raises StorageError.
        """
        return private_folder(data_file.with_name(f"{data_file.stem}-backups"))

    def log_dir(self) -> Path:
        """The folder of the log; made by whoever logs, because the program runs without it too."""
        return _absolute(Path(appdirs.user_log_dir(APP_ID, False)), Path(".cache", APP_ID, "log"))


def private_folder(folder: Path) -> Path:
    """Make a folder, and what is missing above it, for this user alone (0700).

    One that is there already keeps its permissions. Raises StorageError.
    """
    try:
        for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise _folder_error(folder, error) from error
    if not folder.is_dir():
        raise _folder_error(folder, NotADirectoryError())
    return folder


def private_umask() -> None:
    """Let whatever this process creates from now on be readable by this user alone."""
    os.umask(0o077)


def _user_data_folder() -> Path:
    return _absolute(Path(appdirs.user_data_dir(APP_ID, False)), Path(".local", "share", APP_ID))


def _absolute(folder: Path, fallback: Path) -> Path:
    """``folder``, or ``fallback`` below the home folder where it is not an absolute path.

    appdirs takes an empty or relative XDG variable at its word, and the data would lie in
    whatever folder the program happens to be started from.
    """
    return folder if folder.is_absolute() else Path.home() / fallback


def _folder_error(folder: Path, error: OSError) -> StorageError:
    if isinstance(error, PermissionError):
        return StorageError(
            StorageCause.READ_ONLY,
            _(
                "The folder {folder} cannot be made, because this user may not write there. "
                "Ask for the right to, or choose another place with --data."
            ).format(folder=folder),
        )
    return StorageError(
        StorageCause.IO,
        _("The folder {folder} cannot be made. Choose another place with --data.").format(
            folder=folder
        ),
    )
