"""The quiet row at the end of a column: what could be written down here too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from crm.clients.rows import ClientDetails
from crm.i18n import _
from ui.context import Context
from ui.pages.profile.lines import Row, Stack
from ui.pages.profile.requests import Requests
from ui.pages.profile.section import Section
from ui.widgets.text import PlainLabel

FIELD_LINK = "field:"

_GAP = 10


@dataclass(frozen=True, slots=True)
class Addable:
    """Links that open a form (``form:note``) or a field that is empty (``field:lives``).

    ``hint`` says what the place is for, while nothing stands there.
    """

    links: tuple[tuple[str, str], ...]
    hint: str = ""


class AddLinks(Section[Addable]):
    """A quiet link for each thing that can be written down."""

    below = 0

    def __init__(self, context: Context, requests: Requests, column: str) -> None:
        super().__init__(context, requests, f"add.{column}")
        self._lines = self._content(Stack(gap=_GAP))

    def fill(self, data: Addable) -> bool:
        """The hint, then a link each."""
        with self._lines.anew():
            if data.hint:
                hint = self._lines.add("hint", lambda: PlainLabel(tone="ink2", wrap=True))
                hint.set_text(data.hint)
            row = self._lines.add("links", lambda: Row(self._theme, gap=_GAP))
            with row.anew():
                for target, text in data.links:
                    self._add(row, target, text)
        return True

    def _add(self, row: Row, target: str, text: str) -> None:
        kind, _colon, name = target.partition(":")
        asks = self._requests.form_requested if kind == "form" else self._requests.field_requested
        row.add_link().show_link(
            _("+ {what}").format(what=text),
            f"profile.add.{name}",
            partial(asks.emit, name),
            token="ink3",
            spoken=_("Add: {what}").format(what=text),
        )


def add_to_remember(client: ClientDetails, *, nothing: bool) -> Addable:
    """Forms by their kind, and the fields that stand nowhere yet."""
    fields = (
        ("from_place", _("From"), client.from_place),
        ("lives", _("Lives"), client.lives),
        ("work", _("Work"), client.work),
        ("born", _("Birthday"), client.born),
        ("how_met", _("How we met"), client.how_met),
    )
    forms = (
        ("form:relation", _("Relation")),
        ("form:household", _("Household")),
        ("form:contact", _("Contact")),
        ("form:occasion", _("Date")),
        ("form:note", _("Note")),
        ("form:tag", _("Tag")),
        ("form:attachment", _("File")),
        ("form:consent", _("Agreed to")),
        ("form:own_values", _("More")),
    )
    empty = tuple((f"field:{key}", text) for key, text, value in fields if not value)
    hint = _("Family, the dog, where they are from: what makes the next greeting a warm one.")
    return Addable((*forms, *empty), hint if nothing else "")


def add_to_likes(_client: ClientDetails, *, nothing: bool) -> Addable:
    """Forms by their kind."""
    links = (
        ("form:preference", _("Like")), ("form:wish", _("Wish")), ("form:promise", _("Promise")),
    )  # fmt: skip
    hint = _("Sizes, favourites, what never to offer, what they dream of, what we promised.")
    return Addable(links, hint if nothing else "")
