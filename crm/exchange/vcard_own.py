"""What only this program says on a card: properties and details no standard has a word for."""

from __future__ import annotations

from typing import Final

PREFIX: Final = "X-REGULARS-"

# Properties with one text each, by the name of what they tell.
FACTS: Final[dict[str, str]] = {
    "X-REGULARS-FROM": "from_place",
    "X-REGULARS-LIVES": "lives",
    "X-REGULARS-HOW-MET": "how_met",
    "X-REGULARS-MET-ON": "met_on",
    "X-REGULARS-SENT-BY": "sent_by",
    "X-REGULARS-CALLED": "called",  # where a comma would make two nicknames of one
    "X-REGULARS-ARCHIVED": "archived_at",
    "X-REGULARS-STARRED": "starred",
    "X-REGULARS-DIED": "has_died",
}

# Properties that may come several times, with the parts of their value.
PREFERENCE: Final = "X-REGULARS-PREFERENCE"  # kind;category;text
WISH: Final = "X-REGULARS-WISH"  # what;when;remind_on;budget;currency;state;asked_on;closed_on
PROMISE: Final = "X-REGULARS-PROMISE"  # what;who;made_on;due;state;kept_on
CONSENT: Final = "X-REGULARS-CONSENT"  # channel;yes or no;day;source
FIELD: Final = "X-REGULARS-FIELD"  # name;type;value;choices
STANDING: Final = "X-REGULARS-STANDING"
CARD: Final = "X-REGULARS-CARD"
TAG: Final = "X-REGULARS-TAG"
HOUSEHOLD: Final = "X-REGULARS-HOUSEHOLD"

# Details of another property of the same group ("item1.TEL", "item1.X-REGULARS-PAST").
LABEL: Final = "X-REGULARS-LABEL"
WHOLE: Final = "X-REGULARS-WHOLE"  # the whole of an address, where its parts do not make it
PARTLESS: Final = "X-REGULARS-PARTLESS"  # an address whose parts nobody knows
PAST: Final = "X-REGULARS-PAST"
KEY: Final = "X-REGULARS-KEY"  # the UID of whom a relation is to
REMARK: Final = "X-REGULARS-REMARK"  # the note of a relation, the role in a household
BORN: Final = "X-REGULARS-BORN"
AT: Final = "X-REGULARS-AT"
AUTHOR: Final = "X-REGULARS-AUTHOR"
PINNED: Final = "X-REGULARS-PINNED"
ALERT: Final = "X-REGULARS-ALERT"
ASK: Final = "X-REGULARS-ASK"
ASKED: Final = "X-REGULARS-ASKED"

DETAILS: Final = frozenset({
    LABEL, WHOLE, PARTLESS, PAST, KEY, REMARK, BORN, AT, AUTHOR, PINNED, ALERT, ASK, ASKED,
})  # fmt: skip
