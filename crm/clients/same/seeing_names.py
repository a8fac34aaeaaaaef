"""What two names say, whatever their order, spelling and short forms."""

from __future__ import annotations

from typing import Final

from crm.clients.same.frequencies import Frequencies
from crm.clients.same.nicknames import KNOWN_NAMES, is_short_for
from crm.clients.same.records import Name, Record
from crm.clients.same.spelling import have_same_letters, letters_apart, one_umlaut
from crm.clients.same.weights import FIXED, Evidence, Seen, by_relative, worth

_PLAIN: Final = 6.0  # bits of names in their order, from which another order is not tried


def see_names(one: Record, other: Record, frequencies: Frequencies) -> Seen:
    """What the names say, in the order they are in or, where that says more, swapped."""
    if one.kind != "person":
        return _whole_names(one, other, frequencies)
    straight = _in_order(one, other, frequencies)
    if worth(straight) >= _PLAIN:
        return straight
    turned = _swapped(one, other, frequencies)
    return turned if turned and worth(turned) > worth(straight) else straight


def _in_order(one: Record, other: Record, frequencies: Frequencies) -> Seen:
    found: Seen = ()
    if one.given and other.given:
        found = _givens(one, other, frequencies)
    if one.family and other.family:
        family = _family(one.family, other.family, frequencies)
        if family.code == "family.other" and (one.former or other.former):
            family = _formerly(one, other, frequencies) or family
        found = (*found, family)
    return found


def _swapped(one: Record, other: Record, frequencies: Frequencies) -> Seen:
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


def _givens(one: Record, other: Record, frequencies: Frequencies) -> Seen:
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
    return max(pairs, key=by_relative)


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
        return frequencies.evidence_of_two(code, "given", one, other)
    if have_same_letters(one, other) and not _are_names(one, other, frequencies):
        return FIXED["given.letters"]
    return FIXED["given.other"]


def _are_names(one: str, other: str, frequencies: Frequencies) -> bool:
    """Whether both spellings are names of their own, so that neither is a typing error."""
    return all(each in KNOWN_NAMES or frequencies.is_name(each) for each in (one, other))


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
        return frequencies.evidence_of_two(code, "family", one, other)
    return FIXED["family.letters" if have_same_letters(one, other) else "family.other"]


def _formerly(one: Record, other: Record, frequencies: Frequencies) -> Evidence | None:
    """Whether one had the family name before that the other has, or both had the same."""
    ones = {name.letters for name in (*one.family, *one.former)}
    others = {name.letters for name in (*other.family, *other.former)}
    shared = ones & others
    return frequencies.evidence("family.former", "family", min(shared)) if shared else None


def _whole_names(one: Record, other: Record, frequencies: Frequencies) -> Seen:
    """The names of two households or two firms: what is not nearly the same is another one."""
    if not one.family or not other.family:
        return ()
    first, second = one.family[0], other.family[0]
    if first.letters == second.letters:
        return (frequencies.evidence("whole.same", "whole", first.letters),)
    if letters_apart(first.letters, second.letters) < 3:
        return (frequencies.evidence_of_two("whole.near", "whole", first.letters, second.letters),)
    ones, others = set(first.words), set(second.words)
    if len(ones & others) > 1 and (ones <= others or others <= ones):
        return (frequencies.evidence("whole.part", "whole", min(first.letters, second.letters)),)
    return (FIXED["whole.other"],)


def see_suffixes(one: Record, other: Record) -> Seen:
    """What a senior, a junior or a third says."""
    if one.generation and other.generation:
        return () if one.generation == other.generation else (FIXED["suffix.other"],)
    return (FIXED["suffix.one"],)
