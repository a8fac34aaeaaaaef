"""The log tells where, never whom."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import ConflictError
from crm.logs import LOG_NAME, PrivateFormatter, describe_failure, start_logging

NEEDLE = "Zebra Needle"

logger = logging.getLogger("crm.test")


class Shade(Enum):
    RED = NEEDLE


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Logging into a file; called, it gives what the file holds."""
    stop = start_logging(tmp_path / "log")
    yield lambda: (tmp_path / "log" / LOG_NAME).read_text("utf-8")
    stop()


def formatted(message: object, *args: object) -> str:
    record = logging.LogRecord("crm", logging.INFO, "file.py", 1, message, args, None)
    return PrivateFormatter().format(record)


def fail_over(name: str) -> None:
    raise ValueError(f"no such client: {name}")


def fail_twice(name: str) -> None:
    try:
        fail_over(name)
    except ValueError as error:
        raise KeyError(name) from error


def caught(fail: Callable[[str], None]) -> Exception:
    try:
        fail(NEEDLE)
    except Exception as error:  # noqa: BLE001 - the test is about any of them
        return error
    raise AssertionError


def test_a_line_says_when_how_bad_who_and_what(written: Callable[[], str]) -> None:
    logger.warning("brought in %d of %s rows", 3, 4)

    assert written().rstrip().endswith("+00:00 WARNING crm.test: brought in 3 of 4 rows")


def test_a_bug_is_logged_by_type_and_position(written: Callable[[], str]) -> None:
    try:
        fail_twice(NEEDLE)
    except KeyError:
        logger.exception("saving failed")

    lines = written().splitlines()
    assert lines[0].endswith("ERROR crm.test: saving failed")
    assert lines[1] == "builtins.KeyError"
    assert lines[3].endswith(" fail_twice")
    assert "builtins.ValueError" in lines
    assert lines[-1].endswith(" fail_over")
    assert NEEDLE not in written()


def test_an_expected_error_is_logged_by_its_code() -> None:
    described = describe_failure(ConflictError(f"{NEEDLE} was changed meanwhile."))

    assert described == "crm.errors.ConflictError conflict"


def test_an_error_of_the_system_keeps_its_number() -> None:
    assert describe_failure(OSError(28, NEEDLE, NEEDLE)) == "builtins.OSError errno 28"


def test_a_suppressed_context_stays_out() -> None:
    error = KeyError()
    error.__context__ = ValueError()
    assert "ValueError" in describe_failure(error)

    error.__suppress_context__ = True
    assert "ValueError" not in describe_failure(error)


def test_a_circle_of_errors_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first

    assert describe_failure(first) == "builtins.ValueError\nbuiltins.KeyError"


def test_every_error_of_a_group_is_described() -> None:
    group = ExceptionGroup(NEEDLE, [ValueError(NEEDLE), caught(fail_twice)])

    described = describe_failure(group)

    assert {"builtins.ExceptionGroup", "builtins.ValueError", "builtins.KeyError"} <= set(
        described.splitlines()
    )
    assert NEEDLE not in described


def test_positions_name_no_folder() -> None:
    assert str(Path(__file__).parent) not in describe_failure(caught(fail_over))


@pytest.mark.parametrize(
    ("message", "args", "shown"),
    [
        ("opened %s", (NEEDLE,), "opened <str>"),
        ("opened %r", (Path(NEEDLE),), f"opened '<{type(Path()).__name__}>'"),
        ("%s of %s", (Shade.RED, None), "Shade.RED of None"),
        ("took %.1f s", (0.25,), "took 0.2 s"),
        ("%(count)d for %(name)s", ({"count": 2, "name": NEEDLE},), "2 for <str>"),
        ("%d rows", (NEEDLE,), "%d rows"),
        ("%s and %s", (1,), "%s and %s"),
        ((NEEDLE, [NEEDLE]), (), "<tuple>"),
        ("100 %", (), "100 %"),
    ],
)
def test_only_numbers_are_filled_in(message: object, args: tuple[object, ...], shown: str) -> None:
    assert formatted(message, *args).split(": ", 1)[1] == shown


@given(st.text(min_size=4).map(lambda text: f"§{text}§"), st.sampled_from(["%s", "%r", "%a", "%d"]))
def test_no_text_gets_through_an_argument(text: str, placeholder: str) -> None:
    assert text not in formatted(f"saw {placeholder}", text)
    assert text not in formatted(f"saw {placeholder}", [text])


def test_the_log_keeps_five_files_of_a_megabyte(tmp_path: Path, written: Callable[[], str]) -> None:
    for _ in range(70):
        logger.info("x" * 100_000)

    files = list((tmp_path / "log").iterdir())
    assert len(files) == 5
    assert max(file.stat().st_size for file in files) <= 1_000_000
    assert written()


def test_what_is_below_the_level_is_not_written(written: Callable[[], str]) -> None:
    logger.debug("details")

    assert written() == ""


def test_stopping_ends_the_logging(tmp_path: Path) -> None:
    level_before = logging.getLogger().level
    handlers_before = list(logging.getLogger().handlers)
    stop = start_logging(tmp_path)

    stop()
    logger.error("unheard")

    assert (tmp_path / LOG_NAME).read_text() == ""
    assert logging.getLogger().level == level_before
    assert logging.getLogger().handlers == handlers_before


def test_the_program_goes_on_where_no_log_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    stop = start_logging(tmp_path / "taken" / "log")
    logger.error("unheard")
    stop()

    assert [each.name for each in tmp_path.iterdir()] == ["taken"]
