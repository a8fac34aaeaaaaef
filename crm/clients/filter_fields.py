"""What clients can be filtered by, declared once: another field is one more entry here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from crm.clients.drafts import CLIENT_KINDS, STANDINGS
from crm.clients.filter_operators import OPERATORS, Kind, Operator
from crm.i18n import mark
from crm.store.store import Store

Group = Literal["who", "reach", "story", "own"]

OWN_PREFIX: Final = "own:"  # before the id of a field of the shop's own
_YES_NO: Final = ("yes", "no")
_CHANNELS: Final = (
    ("email", mark("Agreed to e-mail")),
    ("phone", mark("Agreed to calls")),
    ("sms", mark("Agreed to texts")),
    ("post", mark("Agreed to letters")),
)
_AGREED: Final = ("agreed", "declined", "not_asked")


@dataclass(frozen=True, slots=True)
class FilterField:
    """One thing to ask of a client.

    ``operand`` is what is looked at, in SQL over ``c`` (the client) and ``y`` (their summary), with
    ``{today}`` for the local day.
    Where a client has several of it, ``within`` says who has one for which ``{}`` holds.
    ``choices`` are the values of a field that has few; ``text`` is the shop's own word where
    ``is_own``, otherwise a marked one.
    """

    name: str
    text: str
    kind: Kind
    group: Group
    operand: str
    within: str = "{}"
    choices: tuple[str, ...] = ()
    is_own: bool = False

    @property
    def operators(self) -> dict[str, Operator]:
        """The ways to ask it, by their names."""
        return {each.name: each for each in OPERATORS[self.kind]}


def _reached_by(kind: str) -> str:
    """Whether there is a way to reach them, their own or that of their household."""
    # By the rows as they lie: nearly everybody has some, and the index leads to each one singly.
    point = f"+p.kind = '{kind}' AND NOT p.is_past AND {{}}"
    own = f"c.id IN (SELECT p.client_id FROM contact_point p WHERE {point})"
    shared = (
        "c.id IN (SELECT m.client_id FROM household_member m "
        f"CROSS JOIN contact_point p ON p.client_id = m.household_id WHERE {point})"
    )
    return f"({own} OR {shared})"


_LIVES: Final = (
    "c.id IN (SELECT p.client_id FROM contact_point p "
    "WHERE +p.kind = 'address' AND NOT p.is_past AND {})"
)
_BORN: Final = "ltrim(c.born, '~')"
_BORN_YEAR: Final = f"CAST(substr({_BORN}, 1, 4) AS INTEGER)"
# MM-DD or MM of a birthday, empty where the month is unknown.
BIRTHDAY: Final = (
    f"(CASE WHEN c.born LIKE '--%' THEN substr(c.born, 3) ELSE substr({_BORN}, 6) END)"
)
_CELEBRATED: Final = f"(CASE WHEN c.has_died THEN '' ELSE {BIRTHDAY} END)"
_AGE: Final = (
    f"(CASE WHEN {_BORN} GLOB '[0-9]*' AND NOT c.has_died THEN "
    f"CAST(substr({{today}}, 1, 4) AS INTEGER) - {_BORN_YEAR} "
    f"- ({BIRTHDAY} > substr({{today}}, 6, length({BIRTHDAY}))) END)"
)
_DAYS_AWAY: Final = "(julianday({today}) - julianday(y.last_visit))"
# The same rule as crm.lifetime.absence, which stands a floor above; a test holds them together.
DRIFTING: Final = f"({_DAYS_AWAY} > 7 AND 2 * {_DAYS_AWAY} > 3 * y.rhythm_days AND NOT c.has_died)"
# The earliest that is known of them: the day we met, the first visit, the day they were entered.
CLIENT_SINCE: Final = (
    "MIN(CASE WHEN c.met_on GLOB '[0-9]*' THEN c.met_on ELSE '9999' END, "
    "COALESCE(y.first_visit, '9999'), substr(c.created_at, 1, 10))"
)
_BROUGHT: Final = (
    "COALESCE((SELECT w.total FROM client_spend w WHERE w.client_id = c.id AND w.currency = ?), 0)"
)
_BOUGHT: Final = (
    "c.id IN (SELECT v.client_id FROM item i CROSS JOIN purchase p ON p.item_id = i.id "
    "CROSS JOIN visit v ON v.id = p.visit_id WHERE p.quantity > 0 AND {})"
)
_TAGGED: Final = (
    "c.id IN (SELECT x.client_id FROM tag t CROSS JOIN client_tag x ON x.tag_id = t.id WHERE {})"
)
_NOTED: Final = "c.id IN (SELECT n.client_id FROM note n WHERE {})"
_BROUGHT_IN: Final = (
    'c.id IN (SELECT f.id FROM "import" m CROSS JOIN undo_row r ON r.step_id = m.step_id '
    "CROSS JOIN client f ON f.id BETWEEN r.first_id AND r.last_id "
    "WHERE r.target = 'client' AND r.operation = 'insert' AND {})"
)
_CONSENT: Final = (
    "COALESCE((SELECT CASE o.given WHEN 1 THEN 'agreed' ELSE 'declined' END FROM consent o "
    "WHERE o.client_id = c.id AND o.channel = '{channel}'), 'not_asked')"
)

_FIELDS: Final = (
    FilterField("name", mark("Name"), "text", "who", "c.name || ' ' || c.called"),
    FilterField("tag", mark("Tag"), "tag", "who", "t.folded", _TAGGED),
    FilterField("standing", mark("Standing"), "choice", "who", "c.standing", choices=STANDINGS),
    FilterField("kind", mark("Kind"), "choice", "who", "c.kind", choices=CLIENT_KINDS),
    FilterField("starred", mark("Starred"), "flag", "who", "c.starred"),
    FilterField("birthday", mark("Birthday"), "birthday", "who", _CELEBRATED),
    FilterField("age", mark("Age"), "count", "who", _AGE),
    FilterField("sent_by", mark("Sent by"), "client", "who", "c.sent_by_id"),
    FilterField("has_died", mark("Has died"), "flag", "who", "c.has_died"),
    FilterField("town", mark("Town"), "text", "reach", "p.town", _LIVES),
    FilterField("postcode", mark("Postcode"), "text", "reach", "p.postcode", _LIVES),
    FilterField("country", mark("Country"), "text", "reach", "p.country", _LIVES),
    FilterField("phone", mark("Phone"), "presence", "reach", "p.value", _reached_by("phone")),
    FilterField("email", mark("E-mail"), "presence", "reach", "p.value", _reached_by("email")),
    FilterField("address", mark("Address"), "presence", "reach", "p.value", _reached_by("address")),
    *(
        FilterField(
            f"consent_{channel}", text, "choice", "reach", _CONSENT.format(channel=channel),
            choices=_AGREED,
        )
        for channel, text in _CHANNELS
    ),
    FilterField("last_visit", mark("Last visit"), "day", "story", "y.last_visit"),
    FilterField("first_visit", mark("First visit"), "day", "story", "y.first_visit"),
    FilterField("client_since", mark("{Client} since"), "day", "story", CLIENT_SINCE),
    FilterField("visits", mark("Visits"), "count", "story", "COALESCE(y.visits, 0)"),
    FilterField("brought", mark("Brought so far"), "money", "story", _BROUGHT),
    FilterField("rhythm", mark("Days between visits"), "count", "story", "y.rhythm_days"),
    FilterField("drifting", mark("Drifting"), "flag", "story", DRIFTING),
    FilterField("bought", mark("Bought"), "bought", "story", "i.folded", _BOUGHT),
    FilterField("category", mark("Bought from"), "bought", "story", "folded(i.category)", _BOUGHT),
    FilterField("note", mark("In a note"), "bought", "story", "folded(n.text)", _NOTED),
    FilterField("import", mark("Brought in with"), "import", "story", "m.id", _BROUGHT_IN),
)  # fmt: skip


def list_filter_fields(store: Store) -> Mapping[str, FilterField]:
    """Everything clients of this shop can be filtered by, its own fields last, by name."""
    own = (
        _own_field(*row)
        for row in store.rows(
            "SELECT id, name, type, choices FROM custom_field ORDER BY position, id"
        )
    )
    return {each.name: each for each in (*_FIELDS, *own)}


def own_field_id(name: str) -> int | None:
    """The id of the shop's own field that ``name`` means; None for one of the program's."""
    number = name.removeprefix(OWN_PREFIX)
    is_own = name.startswith(OWN_PREFIX) and number.isascii() and number.isdigit()
    return int(number) if is_own and len(number) < 16 else None


_OWN_KINDS: Final[dict[str, tuple[Kind, str]]] = {
    "text": ("text", "v.value"),
    "number": ("number", "CAST(v.value AS NUMERIC)"),
    "day": ("own_day", "v.value"),
    "yes_no": ("own_choice", "v.value"),
    "choice": ("own_choice", "v.value"),
}


def _own_field(field_id: int, name: str, type: str, choices: str) -> FilterField:
    kind, operand = _OWN_KINDS[type]
    within = (
        "c.id IN (SELECT v.client_id FROM custom_value v "
        f"WHERE v.field_id = {int(field_id)} AND {{}})"
    )
    named = _YES_NO if type == "yes_no" else tuple(choices.splitlines())
    return FilterField(
        f"{OWN_PREFIX}{field_id}", name, kind, "own", operand, within, named, is_own=True
    )
