"""What is typed to compare with is read as it is meant, or refused."""

from __future__ import annotations

import pytest

from crm.clients.filter_fields import list_filter_fields
from crm.errors import ValidationError
from ui.context import Context
from ui.pages.clients.value_editors import build_editor, read_editor


def typed(context: Context, text: str) -> object:
    """What ``text`` is read as where a number of visits is asked for."""
    field = list_filter_fields(context.workspace.store)["visits"]
    editor = build_editor(context, field, "count")
    assert editor is not None
    editor.set_value(text)
    return read_editor(context, "count", editor)


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" 60 days ", 60), ("1,000", 1000), ("1.000", 1000)]
)
def test_whole_numbers_are_read_as_people_write_them(
    context: Context, text: str, number: int
) -> None:
    assert typed(context, text) == number


@pytest.mark.parametrize("text", ["1.5", "-5", "2 to 3", "many", "123456789"])
def test_what_is_no_whole_number_is_refused_instead_of_read_as_another(
    context: Context, text: str
) -> None:
    with pytest.raises(ValidationError):
        typed(context, text)
