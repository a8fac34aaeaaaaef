"""People the shop has twice: misspelt at the old till, and brought in with its export."""

from __future__ import annotations

from typing import Final

from crm.demo.people import Person, Reach, Said

TILL_FILE: Final = "till-export.csv"


def list_doubles() -> tuple[Person, ...]:
    """Each is somebody told elsewhere, under another spelling and with a number or mail of theirs.

    None begins as the names do that are typed for the pictures of the counter.
    """
    told = (
        ("Shiv Brenan", Reach("phone", "07700 900417", "mobile")),
        ("Shiobhan Brennan", Reach("email", "shiv@brennan.example")),
        ("Gwenn Aldous", Reach("phone", "07700 900129")),
        ("Mir, Ruksana", Reach("phone", "+44 7700 900356")),
        ("Dara Quin", Reach("phone", "07700900612")),
    )
    return tuple(
        Person(name, reached=(reach,), notes=(Said(f"From {TILL_FILE}", 30),))
        for name, reach in told
    )
