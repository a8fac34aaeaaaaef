"""MAP.json is read strictly, and every mistake in it has its sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crm.errors import ImportRejected
from crm.exchange.mapping import Column, Mapping, load_mapping, mapping_from_json, mapping_to_json

EXAMPLES = Path(__file__).resolve().parents[4] / "docs" / "examples"
PHONE = {"header": "Phone", "as": "client.phone"}


def told(**keys: Any) -> str:
    return json.dumps({"columns": [PHONE], **keys})


@pytest.mark.parametrize("name", ["cdnow-master.json", "cdnow-sample.json"])
def test_the_examples_are_read_and_written_back_the_same(name: str) -> None:
    mapping = load_mapping(EXAMPLES / name)
    assert mapping_from_json(mapping_to_json(mapping)) == mapping
    assert (mapping.currency, mapping.constants) == ("USD", (("purchase.what", "CDs"),))


def test_a_whole_mapping_comes_back_the_same() -> None:
    mapping = Mapping(
        encoding="cp1252", delimiter=";", quote="'", header=4, decimal_mark=",", currency="EUR",
        date_format="dmy", constants=(("purchase.what", "Haircut"),),
        only=(("Type", ("Sale", "Refund")),),
        columns=(
            Column("visit.day", header="Datum"),
            Column("client.phone", header="Tel", label="home", label_from="Art", group="1"),
            Column("purchase.amount", position=3),
        ),
    )  # fmt: skip
    assert mapping_from_json(mapping_to_json(mapping)) == mapping


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "not JSON"),
        ("[]", "braces"),
        ("[" * 100_000, "not JSON"),
        (told(formt="fixed"), "did you mean “format”"),
        (told(format="xlsx"), "“format” is one of"),
        (told(columns=[{"header": "A", "as": "client.fone"}]), "did you mean “client.phone”"),
        (told(columns=[{"heading": "A", "as": "client.phone"}]), "did you mean “header”"),
        (told(columns=[{"as": "client.phone"}]), "needs a header, or a position"),
        (told(columns=[{**PHONE, "position": 2}]), "only one"),
        (told(columns=[{"position": 0, "as": "client.phone"}]), "counts from 1"),
        (told(columns=[{"position": True, "as": "client.phone"}]), "counts from 1"),
        (told(columns=[{"start": 1, "end": 5, "as": "client.key"}]), "“fixed”"),
        (told(columns=[]), "names no columns"),
        (told(columns={"A": "client.phone"}), "is a list"),
        (told(currency="EURO"), "no currency “EURO”"),
        (told(decimal_mark="'"), "“decimal_mark” is one of"),
        (told(encoding="utf-88"), "no encoding"),
        (told(delimiter=";;"), "one character"),
        (told(date_format="DD.MM.YY"), "dmy, mdy or ymd"),
        (told(header=0), "“header” is true"),
        (told(header=False), "named by position"),
        (told(constants={"purchase.wat": "x"}), "did you mean “purchase.what”"),
        (told(constants={"purchase.what": 1}), "a text"),
        (told(only={"Type": "Sale"}), "a list of texts"),
        (told(columns=[{"header": "A", "as": "purchase.amount"}]), "“visit.day”"),
        (told(format="fixed"), "named by position"),
        (told(format="vcard"), "no columns"),
    ],
)
def test_a_mistake_has_its_sentence(text: str, says: str) -> None:
    with pytest.raises(ImportRejected) as caught:
        mapping_from_json(text)
    assert says in str(caught.value)


def test_a_mapping_that_is_not_there_has_its_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportRejected, match="cannot be read"):
        load_mapping(tmp_path / "none.json")
    (tmp_path / "bad.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(ImportRejected, match="UTF-8"):
        load_mapping(tmp_path / "bad.json")
