"""What the ways to reach two people say: numbers, e-mails, addresses, cards."""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio, token_set_ratio

from crm.clients.same.frequencies import Frequencies
from crm.clients.same.records import Mail, Place
from crm.clients.same.spelling import have_same_letters, letters_apart
from crm.clients.same.weights import FIXED, Evidence, Seen, by_relative, worth

_STREETS_ALIKE: Final = 82  # of 100
_MAILS_NEAR: Final = 85
_MAILS_ALIKE: Final = 65
_SHORTEST_BEFORE: Final = 6  # letters before the @ that are somebody's own
_DIGITS: Final = 9  # of a number, before one wrong digit in it is a typing error


def see_phones(ones: frozenset[str], others: frozenset[str], frequencies: Frequencies) -> Evidence:
    """What their numbers say; one that both have outweighs all others."""
    shared = ones & others
    if shared:
        return frequencies.evidence("phone.same", "phone", min(shared))
    near = any(_one_digit_apart(one, other) for one in ones for other in others)
    return FIXED["phone.digit" if near else "phone.other"]


def _one_digit_apart(one: str, other: str) -> bool:
    """A digit wrong or two swapped; the last digits alone tell people of one office apart."""
    if min(len(one), len(other)) < _DIGITS or one[:-2] == other[:-2]:
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1


def see_mails(
    ones: tuple[Mail, ...], others: tuple[Mail, ...], frequencies: Frequencies
) -> Evidence:
    """What the two most alike of their e-mails say."""
    if len(ones) == len(others) == 1:
        return _mail_pair(ones[0], others[0], frequencies)
    pairs = (_mail_pair(one, other, frequencies) for one in ones for other in others)
    return max(pairs, key=by_relative)


def _mail_pair(one: Mail, other: Mail, frequencies: Frequencies) -> Evidence:
    if one.whole == other.whole:
        if one.is_shared:
            return FIXED["mail.shared"]
        return frequencies.evidence("mail.same", "mail", one.whole)
    if one.is_shared or other.is_shared:
        return FIXED["mail.other"]
    if one.is_named and other.is_named:
        return FIXED["mail.named"]
    if one.before == other.before and len(one.before) >= _SHORTEST_BEFORE:
        return FIXED["mail.before"]
    alike = ratio(one.whole, other.whole, score_cutoff=_MAILS_ALIKE)
    if alike >= _MAILS_NEAR and ratio(one.before, other.before) >= _MAILS_ALIKE:
        return FIXED["mail.near"]
    if alike and one.domain != other.domain and have_same_letters(one.whole, other.whole):
        return FIXED["mail.letters"]
    return FIXED["mail.other"]


def see_addresses(
    ones: tuple[Place, ...], others: tuple[Place, ...], frequencies: Frequencies
) -> Seen:
    """What the two most alike of their addresses say, street, house number and place."""
    if len(ones) == len(others) == 1:
        return _address(ones[0], others[0], frequencies)
    pairs = (_address(one, other, frequencies) for one in ones for other in others)
    return max(pairs, key=worth)


def _address(one: Place, other: Place, frequencies: Frequencies) -> Seen:
    street = _street(one, other, frequencies) if one.street and other.street else None
    if street is None or street.code == "street.other":
        place = _place(one, other, frequencies)
        return tuple(each for each in (street, place) if each)
    found = [street]
    if one.numbers and other.numbers:
        same = not one.numbers.isdisjoint(other.numbers)
        found.append(FIXED["number.same" if same else "number.other"])
    place = _place(one, other, frequencies)
    if place is not None:
        found.append(place if place.code == "place.other" else FIXED["place.with_street"])
    return tuple(found)


def _street(one: Place, other: Place, frequencies: Frequencies) -> Evidence:
    if one.street == other.street:
        return frequencies.evidence("street.same", "street", one.street)
    alike = ratio(one.street, other.street) >= _STREETS_ALIKE
    if alike or token_set_ratio(one.words, other.words) >= _STREETS_ALIKE:
        return frequencies.evidence_of_two("street.near", "street", one.street, other.street)
    return FIXED["street.other"]


def _place(one: Place, other: Place, frequencies: Frequencies) -> Evidence | None:
    """Postcode or town; where there are towns, they say whether it is nearly the same place."""
    if one.postcode and one.postcode == other.postcode:
        return frequencies.evidence("place.same", "place", one.postcode)
    if one.town and one.town == other.town:
        return frequencies.evidence("place.same", "place", one.town)
    first, second = one.town, other.town
    if not (first and second):
        first, second = one.postcode, other.postcode
    if not (first and second):
        return None
    if letters_apart(first, second) < 3 or have_same_letters(first, second):
        return frequencies.evidence_of_two("place.near", "place", first, second)
    return FIXED["place.other"]


def see_papers(ones: frozenset[str], others: frozenset[str]) -> Seen:
    """Cards and numbers: another one may be a second card, so a difference says nothing."""
    if ones & others:
        return (FIXED["paper.same"],)
    near = any(_one_digit_apart(one, other) for one in ones for other in others)
    return (FIXED["paper.digit"],) if near else ()
