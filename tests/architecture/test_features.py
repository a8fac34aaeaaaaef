"""What docs/FEATURES.md promises is shown by tests that are there."""

from __future__ import annotations

import re

from tests.architecture.sources import ROOT

NAMED = re.compile(r"`(test_\w+\.py)::(test_\w+)`")


def test_every_feature_names_a_test_that_is_there() -> None:
    text = (ROOT / "docs" / "FEATURES.md").read_text("utf-8")
    named = NAMED.findall(text)
    assert len(named) == len(re.findall(r"^\| (?!what it does|---)", text, flags=re.MULTILINE))
    flows = ROOT / "tests" / "flows"
    missing = [
        f"{file}::{test}"
        for file, test in named
        if f"def {test}(" not in (flows / file).read_text("utf-8")
    ]
    assert not missing
