"""How addresses are written in a country, and by which names that country is known.

The order of the lines follows the addressing guides of the Universal Postal Union (POST*CODE).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from crm.text import fold

TownLine = Literal["code_town", "town_code", "town_region_code", "town_then_code"]


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its code (ISO 3166), how its last lines are written, and its names, folded."""

    code: str
    town_line: TownLine
    names: frozenset[str]


_COUNTRIES: Final = """
AT code_town       austria, osterreich, autriche
AU town_region_code australia
BE code_town       belgium, belgie, belgique, belgien
BR town_region_code brazil, brasil
CA town_region_code canada
CH code_town       switzerland, schweiz, suisse, svizzera
CZ code_town       czechia, czech republic, cesko
DE code_town       germany, deutschland, allemagne, alemania, germania, niemcy
DK code_town       denmark, danmark
ES code_town       spain, espana, spanien, espagne
FI code_town       finland, suomi
FR code_town       france, frankreich
GB town_then_code  united kingdom, uk, great britain, england, scotland, wales, northern ireland
IE town_then_code  ireland, eire, irland
IN town_code       india
IT code_town       italy, italia, italien, italie
LU code_town       luxembourg, luxemburg
NL code_town       netherlands, nederland, the netherlands, holland, niederlande, pays-bas
NO code_town       norway, norge
NZ town_code       new zealand
PL code_town       poland, polska, polen, pologne
PT code_town       portugal
SE code_town       sweden, sverige, schweden
US town_region_code usa, united states, united states of america, us, america
ZA town_then_code  south africa
"""


def _country(line: str) -> Country:
    code, town_line, names = line.split(maxsplit=2)
    folded = {fold(each.strip()) for each in names.split(",")} | {fold(code)}
    return Country(code, town_line, frozenset(folded))  # type: ignore[arg-type]


COUNTRIES: Final = tuple(_country(line) for line in _COUNTRIES.strip().splitlines())


def find_country(name: str) -> Country | None:
    """The country of this name or code, in any of the languages it is known in here."""
    folded = fold(name).strip(" .")
    return next((each for each in COUNTRIES if folded in each.names), None)


def town_lines(order: TownLine | None, town: str, region: str, postcode: str) -> list[str]:
    """The last lines of an address; without a known order the way most of the world writes."""
    if order == "town_then_code":
        return [each for each in (town, region, postcode) if each]
    if order == "town_region_code":
        place = ", ".join(each for each in (town, region) if each)
        return [line for line in (f"{place} {postcode}".strip(),) if line]
    if order == "town_code":
        return [each for each in (f"{town} {postcode}".strip(), region) if each]
    return [each for each in (f"{postcode} {town}".strip(), region) if each]
