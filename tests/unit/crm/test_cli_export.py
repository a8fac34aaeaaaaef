"""What is in a shop leaves it by one command, and comes into another by one."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from crm.cli import main
from crm.clients.drafts import ClientDraft, ContactDraft
from crm.clients.filters import ClientFilter, Condition
from crm.clients.services import add_client
from crm.clients.smart_lists import SmartListDraft, add_smart_list
from crm.workspace import Workspace


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A shop with two clients, and a list of one of them."""
    workspace = Workspace.open(tmp_path / "shop.db")
    phone = ContactDraft("phone", "+44 20 7946 0018")
    add_client(workspace.store, ClientDraft("Ada Byron", tags=("racing",), contacts=(phone,)))
    add_client(workspace.store, ClientDraft("Max Weber"))
    racing = ClientFilter((Condition("tag", "has", "racing"),))
    add_smart_list(workspace.store, SmartListDraft("Racing people", racing, ("name", "phone")))
    workspace.close()
    return workspace.path


def run(capsys: pytest.CaptureFixture[str], data: Path, *arguments: str) -> Any:
    assert main(["--data", str(data), *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refusal(capsys: pytest.CaptureFixture[str], data: Path, *arguments: str) -> str:
    assert main(["--data", str(data), *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.strip()


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_name_of_the_file_says_what_it_is_to_be(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, begins in (
        ("people.csv", b"\xef\xbb\xbfRegulars ID,"),
        ("people.xlsx", b"PK\x03\x04"),
        ("people.vcf", b"BEGIN:VCARD\r\nVERSION:3.0"),
    ):
        taken = run(capsys, data, "export", str(tmp_path / name))
        assert taken == {"file_name": name, "clients": 2, "continued": 0}
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_format_is_said_where_the_name_says_another(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, data, "export", str(tmp_path / "people.txt"), "--format", "vcard4")
    assert b"VERSION:4.0" in (tmp_path / "people.txt").read_bytes()
    assert "End it in .csv" in refusal(capsys, data, "export", str(tmp_path / "people.doc"))
    assert not (tmp_path / "people.doc").exists()


def test_of_a_kept_list_its_own_columns_are_taken(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "racing.csv"
    run(capsys, data, "export", str(path), "--list", "racing people")
    assert rows_of(path) == [["Name", "Phone"], ["Ada Byron", "'+44 20 7946 0018"]]


def test_a_list_that_is_not_there_is_said_with_those_that_are(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(capsys, data, "export", str(tmp_path / "a.csv"), "--list", "nobody knows")
    assert "Racing people" in said
    assert "Everybody" in said


def test_everything_leaves_and_comes_into_an_empty_shop(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "all.zip"
    assert run(capsys, data, "export", str(path))["clients"] == 2
    with zipfile.ZipFile(path) as packed:
        assert {"clients.csv", "purchases.csv", "clients.vcf"} <= set(packed.namelist())
    other = tmp_path / "other.db"
    assert run(capsys, other, "import", str(path), "--dry-run")["clients"] == 2
    assert not other.exists()
    assert run(capsys, other, "import", str(path))["clients"] == 2
    assert run(capsys, other, "summary") == run(capsys, data, "summary")
    assert "people in this shop already" in refusal(capsys, other, "import", str(path))


def test_everything_is_no_list(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "all.zip"
    assert "not as everything" in refusal(
        capsys, data, "export", str(path), "--list", "Racing people"
    )
    assert not path.exists()
