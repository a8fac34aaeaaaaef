"""What the user hears of failures: expected ones in a sentence, bugs as a report to copy."""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QWidget

from crm import APP_NAME, __version__
from crm.errors import CrmError, ImportRejected, StorageError, ValidationError
from crm.i18n import _
from crm.logs import describe_failure
from ui.problem import Problem
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.dialogs.problem import ProblemDialog

_log = logging.getLogger(__name__)

# Qt puts the method that complains first; what follows may hold a path or a text of the user's.
_QT_ORIGIN = re.compile(r"\w+(?:::~?\w+)+")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class FieldErrors(Protocol):
    """A form that can say what is wrong beside the field it is wrong in."""

    def show_field_errors(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        """Show each sentence at its field; gives back those that have no field here."""
        ...


class ErrorPresenter(QObject):
    """Takes every exception nobody else took, and never lets the program go down.

    Until ``show_in`` names a window, everything is said in a dialog of its own.
    """

    _bug_found = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._window: QWidget | None = None
        self._say: Callable[[str], object] | None = None
        self._dialog: ProblemDialog | None = None
        self._bugs: deque[BaseException] = deque()
        self._last_bug = ""
        self._hooks: _Hooks | None = None
        self._bug_found.connect(self._on_bug_found, Qt.ConnectionType.QueuedConnection)

    @property
    def dialog(self) -> ProblemDialog | None:
        """The dialog that is open now."""
        return self._dialog

    def show_in(self, window: QWidget | None, say: Callable[[str], object] | None) -> None:
        """Stand dialogs before ``window`` and give passing sentences to ``say`` (a toast)."""
        self._window = window
        self._say = say

    def install(self) -> None:
        """Take what reaches Python's and Qt's last resort, until ``uninstall``."""
        self._hooks = self._hooks or _Hooks(self.report_bug)

    def uninstall(self) -> None:
        """Give the last resort back; safe to call twice."""
        if self._hooks is not None:
            self._hooks.restore()
        self._hooks = None

    def present(self, error: Exception, form: FieldErrors | None = None) -> None:
        """Tell the user of ``error``, at the fields of ``form`` where they are to blame."""
        if isinstance(error, ValidationError):
            self._present_validation(error, form)
        elif isinstance(error, StorageError):
            self._stand(_storage_problem(error))
        elif isinstance(error, ImportRejected) and error.lines:
            self._stand(_import_problem(error))
        elif isinstance(error, CrmError):
            self._pass_on(str(error))
        else:
            self.report_bug(error)

    def report_bug(self, error: BaseException) -> None:
        """Log a bug and show its report, from whatever thread; once, if it comes twice in a row."""
        _log.error("A bug.", exc_info=error)
        self._bugs.append(error)
        self._bug_found.emit()

    @Slot()
    def _on_bug_found(self) -> None:
        kind = describe_failure(error := self._bugs.popleft())
        if kind != self._last_bug:
            self._last_bug = kind
            self._stand(_bug_problem(error))

    def _present_validation(self, error: ValidationError, form: FieldErrors | None) -> None:
        rest = error.fields if form is None else form.show_field_errors(error.fields)
        if rest:
            self._pass_on(" ".join(rest.values()))

    def _pass_on(self, sentence: str) -> None:
        if self._say is not None:
            self._say(sentence)
        else:
            self._stand(Problem(_("This did not work"), sentence))

    def _stand(self, problem: Problem) -> None:
        """Show a dialog, unless one is open: a second would only bury what the first says."""
        if self._dialog is not None:
            return
        from ui.dialogs.problem import ProblemDialog  # seldom shown, so no start waits for it

        dialog = ProblemDialog(self._theme, problem, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialog = None


class _Hooks:
    """Python's three last resorts and Qt's messages, as they were and as they are with us."""

    def __init__(self, report: Callable[[BaseException], None]) -> None:
        self._report = report
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        self._qt_before = qInstallMessageHandler(_log_qt_message)

    def restore(self) -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._qt_before)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            self._report(error)
        else:
            sys.__excepthook__(kind, error, trace)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self._report(args.exc_value)

    # sys.UnraisableHookArgs exists for type checkers only.
    def _on_unraisable(self, args: Any) -> None:
        if isinstance(args.exc_value, Exception):
            self._report(args.exc_value)


def describe_bug(error: BaseException) -> str:
    """The report: versions, types and code positions; no message, no value, no path."""
    import platform  # costs every start, and nearly none has anything to report

    program = f"{APP_NAME} {__version__}"
    ground = f"Python {platform.python_version()}, Qt {qVersion()}"
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return "\n".join((program, ground, system, "", describe_failure(error)))


def _bug_problem(error: BaseException) -> Problem:
    sentence = _(
        "This is a fault in the program, not something you did. What was saved is safe, and you"
        " can go on. The details say where in the program it happened; no name, number or note"
        " is in them."
    )
    return Problem(_("Something went wrong"), sentence, describe_bug(error))


def _storage_problem(error: StorageError) -> Problem:
    title = _("The data file cannot be read or written")
    return Problem(title, str(error), f"{error.code}\n{describe_failure(error)}")


def _import_problem(error: ImportRejected) -> Problem:
    row = _("Row {row}: {why}")
    lines = "\n".join(row.format(row=each.row, why=each.why) for each in error.lines)
    return Problem(_("Nothing was brought in"), str(error), lines, unfolded=True)


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    origin = _QT_ORIGIN.match(message)
    line = f"Qt {context.category or 'default'}: {origin.group() if origin else 'a message'}"
    logging.getLogger("qt").log(_QT_LEVELS[kind], line)
