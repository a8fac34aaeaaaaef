"""What is seen when two records are held side by side, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio, token_set_ratio

from crm.clients.same.frequencies import Frequencies
from crm.clients.same.nicknames import KNOWN_NAMES, is_short_for
from crm.clients.same.records import Day, Mail, Name, Place, Record
from crm.clients.same.spelling import have_same_letters, letters_apart, one_umlaut
from crm.clients.same.weights import FIXED, Evidence

_PLAIN: Final = 6.0  # bits of names in their order, from which another order is not tried
_GENERATION: Final = 15  # years
_NEAR_DAYS: Final = 366
_STREETS_ALIKE: Final = 82  # of 100
_MAILS_NEAR: Final = 85
_MAILS_ALIKE: Final = 65
_SHORTEST_BEFORE: Final = 6  # letters before the @ that are somebody's own
_DIGITS: Final = 9  # of a number, before one wrong digit in it is a typing error

_Seen = tuple[Evidence, ...]


def see(one: Record, other: Record, frequencies: Frequencies) -> Iterator[Evidence]:
    """All evidence about two records of one kind; what either does not say, says nothing."""
    yield from see_names(one, other, frequencies)
    if one.generation or other.generation:
        yield from _suffixes(one, other)
    if one.addressed and other.addressed and one.addressed != other.addressed:
        yield FIXED["title.other"]
    if one.born and other.born:
        yield from _birthdays(one.born, other.born, frequencies)
    if one.phones and other.phones:
        yield _phones(one.phones, other.phones, frequencies)
    if one.mails and other.mails:
        yield _mails(one.mails, other.mails, frequencies)
    if one.places and other.places:
        yield from _addresses(one.places, other.places, frequencies)
    if one.numbers and other.numbers:
        yield from _papers(one.numbers, other.numbers)


# Names


def see_names(one: Record, other: Record, frequencies: Frequencies) -> _Seen:
    """What the names say, in the order they are in or, where that says more, swapped."""
    if one.kind != "person":
        return _whole_names(one, other, frequencies)
    straight = _in_order(one, other, frequencies)
    if _worth(straight) >= _PLAIN:
        return straight
    turned = _swapped(one, other, frequencies)
    return turned if turned and _worth(turned) > _worth(straight) else straight


def _in_order(one: Record, other: Record, frequencies: Frequencies) -> _Seen:
    found: _Seen = ()
    if one.given and other.given:
        found = _givens(one, other, frequencies)
    if one.family and other.family:
        family = _family(one.family, other.family, frequencies)
        if family.code == "family.other" and (one.former or other.former):
            family = _formerly(one, other, frequencies) or family
        found = (*found, family)
    return found


def _swapped(one: Record, other: Record, frequencies: Frequencies) -> _Seen:
    """The same with given and family name of one record exchanged; nothing where neither fits.

    Where only one fits, or the other is missing, it is taken for the family name in both: that is
    the one that two people share.
    """
    one, other = sorted((one, other), key=_by_names)  # the same whoever is asked about first
    turned = []
    if one.given and other.family:
        turned.append(_family(one.given, other.family, frequencies))
    if one.family and other.given:
        turned.append(_family(one.family, other.given, frequencies))
    fitting = [each for each in turned if each.code != "family.other"]
    if not fitting:
        return ()
    if len(fitting) == 2:
        given = _given(one.given, other.family, frequencies)
        return (given, fitting[1], FIXED["names.swapped"])
    different = (FIXED["given.other"],) if len(turned) == 2 else ()
    return (*fitting, *different, FIXED["names.swapped"])


def _by_names(record: Record) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    return record.given, record.family


def _worth(seen: _Seen) -> float:
    return sum(each.stranger + each.relative for each in seen)


def _givens(one: Record, other: Record, frequencies: Frequencies) -> _Seen:
    """Given and middle names; somebody may be called by the second one."""
    given = _given(one.given, other.given, frequencies)
    if given.code == "given.other" and (one.middle or other.middle):
        ones = {word for name in one.given for word in name.words}
        others = {word for name in other.given for word in name.words}
        shared = (ones & set(other.middle)) | (others & set(one.middle))
        if shared:
            return (frequencies.evidence("given.part", "given", min(shared)),)
    if one.middle and other.middle:
        return (given, _middle("".join(one.middle), "".join(other.middle)))
    return (given,)


def _given(ones: tuple[Name, ...], others: tuple[Name, ...], frequencies: Frequencies) -> Evidence:
    if len(ones) == len(others) == 1:
        return _given_pair(ones[0], others[0], frequencies)
    pairs = (_given_pair(one, other, frequencies) for one in ones for other in others)
    return max(pairs, key=_by_relative)


def _by_relative(seen: Evidence) -> tuple[float, float]:
    return seen.relative, seen.stranger


def _given_pair(first: Name, second: Name, frequencies: Frequencies) -> Evidence:
    one, other = first.letters, second.letters
    if one == other:
        if len(one) == 1:
            return FIXED["given.initial"]
        return frequencies.evidence("given.same", "given", one)
    if len(one) == 1 or len(other) == 1:
        return FIXED["given.initial" if one[0] == other[0] else "given.other"]
    if is_short_for(one, other):
        return frequencies.evidence("given.short", "given", min(one, other))
    if len(first.words) > 1 or len(second.words) > 1:
        shared = set(first.words) & set(second.words)
        if shared:
            return frequencies.evidence("given.part", "given", min(shared))
    return _near_given(one, other, frequencies)


def _near_given(one: str, other: str, frequencies: Frequencies) -> Evidence:
    apart = letters_apart(one, other)
    if apart == 1 and one_umlaut(one, other):
        return frequencies.evidence("given.same", "given", one)
    if apart < 3 and _are_names(one, other, frequencies):
        return FIXED["given.known"]
    if apart < 3:
        code = "given.one_letter" if apart == 1 else "given.two_letters"
        return _rarer(code, "given", one, other, frequencies)
    if have_same_letters(one, other) and not _are_names(one, other, frequencies):
        return FIXED["given.letters"]
    return FIXED["given.other"]


def _are_names(one: str, other: str, frequencies: Frequencies) -> bool:
    """Whether both spellings are names of their own, so that neither is a typing error."""
    return all(each in KNOWN_NAMES or frequencies.is_name(each) for each in (one, other))


def _rarer(code: str, kind: str, one: str, other: str, frequencies: Frequencies) -> Evidence:
    """The level for two spellings of one value, as common as the commoner of them."""
    value = min((one, other), key=lambda each: frequencies.bits(kind, each))
    return frequencies.evidence(code, kind, value)


def _middle(one: str, other: str) -> Evidence:
    if one == other and len(one) > 1:
        return FIXED["middle.same"]
    if one[0] != other[0]:
        return FIXED["middle.other"]
    if 1 in (len(one), len(other)) or letters_apart(one, other) < 3:
        return FIXED["middle.initial"]
    return FIXED["middle.other"]


def _family(
    ones: tuple[Name, ...],
    others: tuple[Name, ...],
    frequencies: Frequencies,
    kind: str = "family",
) -> Evidence:
    if len(ones) == len(others) == 1:
        return _family_pair(ones[0], others[0], frequencies)
    pairs = (_family_pair(one, other, frequencies) for one in ones for other in others)
    return max(pairs, key=_by_stranger)


def _by_stranger(seen: Evidence) -> tuple[float, float]:
    return seen.stranger, seen.relative


def _family_pair(first: Name, second: Name, frequencies: Frequencies) -> Evidence:
    one, other = first.letters, second.letters
    if one == other:
        return frequencies.evidence("family.same", "family", one)
    if len(first.words) > 1 or len(second.words) > 1:
        shared = {word for word in set(first.words) & set(second.words) if len(word) > 3}
        if shared:
            return frequencies.evidence("family.part", "family", min(shared))
    apart = letters_apart(one, other)
    if apart == 1 and one_umlaut(one, other):
        return frequencies.evidence("family.same", "family", one)
    if apart < 3:
        code = "family.one_letter" if apart == 1 else "family.two_letters"
        return _rarer(code, "family", one, other, frequencies)
    return FIXED["family.letters" if have_same_letters(one, other) else "family.other"]


def _formerly(one: Record, other: Record, frequencies: Frequencies) -> Evidence | None:
    """Whether one had the family name before that the other has, or both had the same."""
    ones = {name.letters for name in (*one.family, *one.former)}
    others = {name.letters for name in (*other.family, *other.former)}
    shared = ones & others
    return frequencies.evidence("family.former", "family", min(shared)) if shared else None


def _whole_names(one: Record, other: Record, frequencies: Frequencies) -> _Seen:
    """The names of two households or two firms: what is not nearly the same is another one."""
    if not one.family or not other.family:
        return ()
    first, second = one.family[0], other.family[0]
    if first.letters == second.letters:
        return (frequencies.evidence("whole.same", "whole", first.letters),)
    if letters_apart(first.letters, second.letters) < 3:
        return (_rarer("whole.near", "whole", first.letters, second.letters, frequencies),)
    ones, others = set(first.words), set(second.words)
    if len(ones & others) > 1 and (ones <= others or others <= ones):
        return (frequencies.evidence("whole.part", "whole", min(first.letters, second.letters)),)
    return (FIXED["whole.other"],)


def _suffixes(one: Record, other: Record) -> _Seen:
    if one.generation and other.generation:
        return () if one.generation == other.generation else (FIXED["suffix.other"],)
    return (FIXED["suffix.one"],)


# Birthdays


def _birthdays(one: Day, other: Day, frequencies: Frequencies) -> _Seen:
    if 0 in one or 0 in other:
        return _partial(one, other)
    if one == other:
        return (frequencies.evidence("born.same", "born", one),)
    return (FIXED[_nearly_born(one, other)],)


def _nearly_born(one: Day, other: Day) -> str:
    """The level of two whole birthdays that differ, the closest that fits."""
    if one.year == other.year:
        if (one.month, one.day) == (other.day, other.month):
            return "born.swapped"
        if _is_digit(one, other):
            return "born.digit"
        return "born.month" if one.month == other.month else "born.year"
    if (one.month, one.day) == (other.month, other.day):
        return "born.digit" if _is_digit(one, other) else "born.day_month"
    years = abs(one.year - other.year)
    if years >= _GENERATION:
        return "born.generation"
    if years <= 1 and abs((date(*one) - date(*other)).days) <= _NEAR_DAYS:
        return "born.near"
    return "born.other"


def _is_digit(one: Day, other: Day) -> bool:
    """One digit wrong, or two neighbours swapped."""
    return OSA.distance(_digits(one), _digits(other), score_cutoff=1) == 1


def _digits(day: Day) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _partial(one: Day, other: Day) -> _Seen:
    """What two dates say of which at least one is not whole."""
    both = [a == b for a, b in zip(one, other, strict=True) if a and b]
    if not both:
        return ()
    if not all(both):
        return (FIXED["born.part_other"],)
    if one.year and other.year:
        return (FIXED["born.part_month" if len(both) > 1 else "born.part_year"],)
    return (FIXED["born.part_day"],) if len(both) > 1 else ()


# Ways to reach them


def _phones(ones: frozenset[str], others: frozenset[str], frequencies: Frequencies) -> Evidence:
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


def _mails(ones: tuple[Mail, ...], others: tuple[Mail, ...], frequencies: Frequencies) -> Evidence:
    if len(ones) == len(others) == 1:
        return _mail_pair(ones[0], others[0], frequencies)
    pairs = (_mail_pair(one, other, frequencies) for one in ones for other in others)
    return max(pairs, key=_by_relative)


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


def _addresses(
    ones: tuple[Place, ...], others: tuple[Place, ...], frequencies: Frequencies
) -> _Seen:
    if len(ones) == len(others) == 1:
        return _address(ones[0], others[0], frequencies)
    pairs = (_address(one, other, frequencies) for one in ones for other in others)
    return max(pairs, key=_worth)


def _address(one: Place, other: Place, frequencies: Frequencies) -> _Seen:
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
        return _rarer("street.near", "street", one.street, other.street, frequencies)
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
        return _rarer("place.near", "place", first, second, frequencies)
    return FIXED["place.other"]


def _papers(ones: frozenset[str], others: frozenset[str]) -> _Seen:
    """Cards and numbers: another one may be a second card, so a difference says nothing."""
    if ones & others:
        return (FIXED["paper.same"],)
    near = any(_one_digit_apart(one, other) for one in ones for other in others)
    return (FIXED["paper.digit"],) if near else ()
