"""Where the people of the demo shop live and how they are reached; no number or house is real."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count
from random import Random
from typing import Final

from crm.demo.people import Place
from crm.text import words

TOWNS: Final[tuple[tuple[str, str], ...]] = (
    ("Ilkley", "LS29"), ("Ilkley", "LS29"), ("Ilkley", "LS29"), ("Burley in Wharfedale", "LS29"),
    ("Menston", "LS29"), ("Addingham", "LS29"), ("Otley", "LS21"), ("Pool in Wharfedale", "LS21"),
    ("Guiseley", "LS20"), ("Skipton", "BD23"), ("Keighley", "BD20"), ("Silsden", "BD20"),
    ("Bingley", "BD16"), ("Shipley", "BD18"), ("Saltaire", "BD18"), ("Harrogate", "HG1"),
    ("Leeds", "LS6"), ("Ben Rhydding", "LS29"),
)  # fmt: skip
_STREETS: Final = (
    "Maple Street", "Bridge Lane", "Station Road", "Church Street", "Mill Lane", "Wells Walk",
    "The Grove", "Beck Side", "Moor View", "Chapel Hill", "Riverside", "Crescent Parade",
    "Sunny Bank", "Cowpasture Rise", "Orchard Close", "Weaver's Row", "Cobbler's Yard",
    "Tanner Row",
    "Larch Avenue", "Rowan Drive", "Hawthorn Way", "Elm Terrace", "Birch Grove", "Willow Court",
    "Alexandra Crescent", "Victoria Avenue", "Albany Walk", "Wharfe View", "Valley Drive",
    "Middleton Rise", "Denton Row", "Nesfield Gardens", "Curly Hill", "Ridgeway", "Old Quarry Lane",
    "Priory Mews", "Abbey Close", "Kirkgate", "Westgate", "Boroughgate", "Bondgate", "Swan Passage",
    "Ropewalk", "Lantern Court", "Harvest Way", "Dyer's Croft", "Shepherd's Fold", "Miller's Reach",
    "Saddler's Lane", "Wheelwright Close",
)  # fmt: skip
# Letters that never end a British postcode, so that none of these exists.
_NEVER: Final = "CIKMOV"

# The numbers that Ofcom keeps free for stories: the beginning of each, three digits follow.
_KEPT_FREE: Final = (
    "07700 900", "01632 960", "0113 496 0", "0114 496 0", "0115 496 0", "0116 496 0", "0117 496 0",
    "0121 496 0", "0131 496 0", "0141 496 0", "0151 496 0", "0161 496 0", "020 7946 0",
    "0191 498 0", "029 2018 0", "03069 990",
)  # fmt: skip
_UNUSED: Final = 700_000  # numbers of area code 01632 that begin with 2 to 8
_MAIL_HOSTS: Final = (
    "mail.example", "post.example", "inbox.example", "letters.example", "home.example",
    "example.com", "example.org", "example.net",
)  # fmt: skip


class Places:
    """Draws addresses, phone numbers and e-mail addresses."""

    def __init__(
        self, rng: Random, taken: frozenset[str] = frozenset(), mails: Iterable[str] = ()
    ) -> None:
        """``taken`` are E.164 numbers that are somebody's already, and ``mails`` addresses."""
        self._rng = rng
        self._mails = set(mails)
        self._phones = _numbers(rng, taken)

    def address(self) -> Place:
        """A house in or around the town."""
        rng = self._rng
        town, outward = rng.choice(TOWNS)
        inward = f"{rng.randrange(1, 10)}{rng.choice(_NEVER)}{rng.choice(_NEVER)}"
        return Place(f"{rng.randrange(1, 140)} {rng.choice(_STREETS)}", f"{outward} {inward}", town)

    def phone(self) -> str:
        """A number nobody was given yet: those kept free for stories first.

        Then numbers of area code 01632, which belongs to no place.
        """
        return next(self._phones)

    def mail(self, given: str, family: str) -> str:
        """An e-mail address nobody has yet, at a name that cannot be bought."""
        wanted = self._wanted_mail(given, family)
        local, _at, host = wanted.partition("@")
        others = (f"{local}{number}@{host}" for number in count(2))
        mail = next(each for each in chain([wanted], others) if each not in self._mails)
        self._mails.add(mail)
        return mail

    def _wanted_mail(self, given: str, family: str) -> str:
        rng = self._rng
        first, last = "".join(words(given)), "".join(words(family))
        if not (first + last).isascii():
            first, last = "client", str(rng.randrange(1000, 10_000))
        shape = rng.randrange(4)
        if shape == 0 and last:
            return f"{first}@{last}.example"
        local = (f"{first}.{last}", f"{first[:1]}{last}", f"{first}{rng.randrange(100)}")[shape - 1]
        return f"{local.strip('.')}@{rng.choice(_MAIL_HOSTS)}"


def normal_of(phone: str) -> str:
    """A British number of the demo shop as E.164."""
    digits = "".join(filter(str.isdecimal, phone))
    return "+" + digits if phone.startswith("+") else "+44" + digits[1:]


def _numbers(rng: Random, taken: frozenset[str]) -> chain[str]:
    free = [
        number
        for begin in _KEPT_FREE
        for last in range(1000)
        if normal_of(number := f"{begin}{last:03}") not in taken
    ]
    rng.shuffle(free)
    first = rng.randrange(_UNUSED)
    # A step that shares no divisor with their count meets each of them once.
    beyond = (200_000 + (first + each * 274_177) % _UNUSED for each in range(_UNUSED))
    return chain(free, (f"01632 {number}" for number in beyond))
