"""The command line prints one document, fails in one sentence, and never needs Qt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crm.cli import main
from crm.clients.consent import set_consent
from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, set_custom_value
from crm.workspace import Workspace
from ui.__main__ import main as program

ROOT = Path(__file__).resolve().parents[3]
SALES = (
    "Customer ID,Customer,Date,Item,Amount,Currency\n"
    "7,Ada Byron,2026-03-01,Bell,12.50,GBP\n"
    "7,Ada Byron,2026-03-09,Lamp,30.00,GBP\n"
    "8,Max Weber,2026-03-32,Pump,8.00,GBP\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    path = tmp_path / "till.csv"
    path.write_text(SALES)
    return path


@pytest.fixture
def filled(data: Path, sales: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A shop that the sales were brought into."""
    assert main(["--data", str(data), "import", str(sales)]) == 0
    capsys.readouterr()
    return data


def answer(capsys: pytest.CaptureFixture[str], data: Path, *arguments: str) -> Any:
    """What a command prints with --json; it has to succeed and to print nothing else."""
    assert main(["--data", str(data), *arguments, "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence a command fails with."""
    assert main(list(arguments)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err.strip()


def test_import_prints_its_report(
    data: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = answer(capsys, data, "import", str(sales))

    assert report["import_id"] == 1
    assert (report["clients_new"], report["clients_matched"]) == (1, 0)
    assert (report["visits"], report["purchases"]) == (2, 2)
    assert report["totals"] == {"GBP": 4250}
    assert report["rows_rejected"] == 1
    assert report["rejected"][0]["row"] == 4
    assert answer(capsys, data, "import", str(sales))["already_known"] is True


def test_a_dry_run_leaves_no_data_file_behind(
    data: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = answer(capsys, data, "import", str(sales), "--dry-run")

    assert report["import_id"] is None
    assert report["purchases"] == 2
    assert sorted(each.name for each in data.parent.iterdir()) == ["till.csv"]


def test_summary_counts_what_is_there(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, filled, "summary") == {
        "clients": 1,
        "visits": 2,
        "purchases": 2,
        "totals": {"GBP": 4250},
        "first_visit": "2026-03-01",
        "last_visit": "2026-03-09",
    }


def test_find_says_who_and_what_matched(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, filled, "find", "byr")

    assert [(hit["name"], hit["matched"]) for hit in found] == [("Ada Byron", "name")]
    assert answer(capsys, filled, "find", "nobody at all") == []


def test_show_tells_everything(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    client = answer(capsys, filled, "show", "1")

    assert client["name"] == "Ada Byron"
    assert client["summary"]["visits"] == 2
    visit = client["story"]["visits"][-1]
    assert (visit["day"], visit["money"]) == ("2026-03-01", {"minor": 1250, "currency": "GBP"})
    assert visit["lines"][0]["what"] == "Bell"


def test_show_tells_what_stands_in_own_fields_and_what_was_agreed_to(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace.open(filled)
    field = add_custom_field(workspace.store, CustomFieldDraft("Saddle height", "number"))
    set_custom_value(workspace.store, 1, field, "71.50")
    set_consent(workspace.store, 1, "email", given=False)
    workspace.close()

    client = answer(capsys, filled, "show", "1")

    (own,) = client["own_fields"]
    assert (own["name"], own["type"], own["value"]) == ("Saddle height", "number", "71.5")
    (consent,) = client["consents"]
    assert (consent["channel"], consent["given"]) == ("email", False)


def test_undo_and_redo_work_on_the_file(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, filled, "undo")["action"] == "import.run"
    assert answer(capsys, filled, "summary")["clients"] == 0
    assert answer(capsys, filled, "redo")["about"] == "till.csv"
    assert answer(capsys, filled, "summary")["clients"] == 1


def test_an_import_is_listed_and_taken_back(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = answer(capsys, filled, "imports")
    assert [(row["id"], row["file_name"], row["taken_back_at"]) for row in told] == [
        (1, "till.csv", None)
    ]
    taken = answer(capsys, filled, "take-back", "1")
    assert (taken["clients"], taken["visits"], taken["spared"]) == (1, 2, [])
    assert answer(capsys, filled, "imports")[0]["taken_back_at"] is not None
    again = refusal(capsys, "--data", str(filled), "take-back", "1")
    assert again == "This was taken back already."


def test_check_finds_a_whole_file_whole(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, filled, "check") == {"ok": True, "problems": []}


def test_check_fails_in_a_sentence_where_a_summary_is_wrong(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace.open(filled)
    workspace.store.write_derived("UPDATE client_summary SET visits = 9")
    workspace.close()

    assert main(["--data", str(filled), "check"]) == 2

    assert capsys.readouterr().err == "The data file has 1 problem.\n"


def test_a_backup_is_a_whole_copy(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.db"

    answer(capsys, filled, "backup", str(copy))

    assert answer(capsys, copy, "summary")["purchases"] == 2


@pytest.mark.slow
def test_demo_makes_a_shop_of_the_size_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "demo.db"

    assert main(["demo", str(path), "--clients", "70", "--visits", "300", "--seed", "3"]) == 0

    capsys.readouterr()
    assert answer(capsys, path, "summary")["clients"] >= 70


def test_people_read_lines_instead(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(filled), "find", "ada"]) == 0
    assert "Ada Byron" in capsys.readouterr().out
    assert main(["--data", str(filled), "show", "1"]) == 0
    assert capsys.readouterr().out.startswith("Ada Byron\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["find"],
        ["show", "x"],
        ["show", "-1"],
        ["show", "9" * 5000],
        ["find", "a", "--limit", "0"],
        ["import", "a", "--frob"],
        ["--data"],
    ],
)
def test_bad_arguments_are_one_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert refusal(capsys, *arguments).endswith("--help.")


def test_a_missing_file_or_client_is_one_sentence(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(filled)]

    assert refusal(capsys, *data, "show", "99").startswith("This is not there")
    assert "gone.csv" in refusal(capsys, *data, "import", str(tmp_path / "gone.csv"))
    mapping = ["--mapping", str(tmp_path / "gone.json")]
    assert "gone.json" in refusal(capsys, *data, "import", "x.csv", *mapping)
    nowhere = str(tmp_path / "nowhere" / "shop.db")
    assert nowhere in refusal(capsys, "--data", nowhere, "summary")


def test_a_refused_import_begins_no_data_file(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refusal(capsys, "--data", str(data), "import", str(tmp_path / "gone.csv"))

    assert not list(tmp_path.iterdir())


def test_a_running_window_is_read_beside_but_not_written_beside(
    filled: Path, sales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = Workspace.open(filled)

    assert answer(capsys, filled, "summary")["clients"] == 1
    refused = refusal(capsys, "--data", str(filled), "import", str(sales))
    assert refused == "Regulars is already open on this data file."
    window.close()


def test_the_program_runs_commands_without_qt(filled: Path) -> None:
    code = (
        "import sys; from ui.__main__ import main; "
        f"status = main(['--data', {str(filled)!r}, 'summary', '--json']); "
        "sys.exit(status or any(name.startswith('PySide6') for name in sys.modules))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["clients"] == 1


def test_the_program_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        program(["--version"])

    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("regulars ")
