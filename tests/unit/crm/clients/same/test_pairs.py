"""What makes two records one person, and what does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crm.clients.names import NameParts, join_name
from crm.clients.same.engine import find_same
from crm.clients.same.pairs import LIKELY, Pair, compare
from crm.clients.same.people import Address, Person
from crm.dates import PartialDate

HOME = Address("12 Mill Lane", "LS29 9XX", "Ilkley")
PHONE, OTHER_PHONE = "+447700900417", "+441943600123"
MAIL = "rides.a.tandem@post.example"
BORN = PartialDate(1968, 11, 24)


def person(given: str, family: str = "Brennan", *, id: int = 1, **more: Any) -> Person:
    parts = NameParts(given=given, family=family)
    made = Person(id, join_name(parts) or "?", parts=parts)
    return replace(made, **more)


def pair(one: Person, other: Person) -> Pair:
    return compare(replace(one, id=1), replace(other, id=2))


def is_same(one: Person, other: Person) -> bool:
    return pair(one, other).score >= LIKELY


def said(found: Pair) -> set[str]:
    return {reason.text for reason in found.reasons}


def against(found: Pair) -> set[str]:
    return {reason.text for reason in found.against}


FULL = person("Siobhan", phones=(PHONE,), emails=(MAIL,), addresses=(HOME,), born=BORN)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (person("Siobahn"), "given name one letter apart"),
        (person("Siobhan", "Brenan"), "family name one letter apart"),
        (person("Siobhan", "Brenanm"), "family name two letters apart"),
        (person("Siobhán", "BRENNAN"), "same name"),
        (person("S"), "same initial"),
        (person("Siobhan Mary"), "shares a given name"),
        (person("Siobhan", "Brennan-Walsh"), "shares a part of the family name"),
        (person("Brennan", "Siobhan"), "same name"),
    ],
)
def test_names_written_another_way_are_one_person_with_a_phone_and_a_birthday(
    change: Person, reason: str
) -> None:
    other = replace(change, phones=(PHONE,), born=BORN)
    found = pair(FULL, other)
    assert found.score >= LIKELY
    assert reason in said(found)


@pytest.mark.parametrize(
    ("born", "reason"),
    [
        (PartialDate(1968, 11, 24), "same birthday"),
        (PartialDate(1968, 11, 25), "birthday one digit different"),
        (PartialDate(1986, 11, 24), "birthday one digit different"),
        (PartialDate(None, 11, 24), "same birthday, year unknown"),
        (PartialDate(1968, None, None), "same year of birth"),
        (PartialDate(1968, 11, 2), "born in the same month"),
    ],
)
def test_birthdays_nearly_the_same_speak_for_one_person(born: PartialDate, reason: str) -> None:
    found = pair(FULL, person("Siobhan", phones=(PHONE,), born=born))
    assert found.score >= LIKELY
    assert reason in said(found)


def test_day_and_month_may_be_swapped() -> None:
    one = replace(FULL, born=PartialDate(1968, 3, 7))
    assert "day and month of the birthday swapped" in said(
        pair(one, replace(FULL, born=PartialDate(1968, 7, 3)))
    )


def test_a_guessed_birthday_says_nothing() -> None:
    guessed = PartialDate(1950, None, None, about=True)
    assert not any(each.field == "born" for each in pair(FULL, replace(FULL, born=guessed)).against)


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("Robert", "Bob"), ("Elizabeth", "Liz"), ("Johannes", "Hans"), ("Giuseppe", "Beppe"),
        ("Francisco", "Paco"), ("Katarzyna", "Kasia"), ("Philippe", "Phil"), ("Cornelis", "Kees"),
    ],
)  # fmt: skip
def test_a_short_form_is_the_same_name(given: str, called: str) -> None:
    one = person(given, addresses=(HOME,), phones=(PHONE,))
    found = pair(one, person(called, addresses=(HOME,), phones=(PHONE,)))
    assert found.score >= LIKELY
    assert "short form of the same given name" in said(found)


def test_what_somebody_is_called_counts_as_a_given_name() -> None:
    one = person("Margaret", called="Peg", phones=(PHONE,))
    assert is_same(one, person("Peg", phones=(PHONE,)))


def test_letters_of_other_scripts_and_umlauts_are_read() -> None:
    one = person("Дмитрий", "Иванов", phones=(PHONE,))
    assert is_same(one, person("Dmitrii", "Ivanov", phones=(PHONE,)))
    muller = person("Jörg", "Müller", phones=(PHONE,))
    assert is_same(muller, person("Joerg", "Mueller", phones=(PHONE,)))


def test_a_name_changed_by_marriage_is_known_by_mail_or_as_a_former_name() -> None:
    one = person("Siobhan", "Brennan", emails=(MAIL,))
    other = person("Siobhan", "Walsh", emails=(MAIL,))
    assert is_same(one, other)
    assert "different family name" in against(pair(one, other))
    born = person("Siobhan", "Walsh", former_names=("Siobhan Brennan",), born=BORN)
    found = pair(replace(one, born=BORN), born)
    assert found.score >= LIKELY
    assert "former family name" in said(found)


def test_a_family_on_one_phone_and_one_mailbox_is_not_one_person() -> None:
    shared: dict[str, Any] = {"phones": (PHONE,), "emails": (MAIL,), "addresses": (HOME,)}
    found = pair(person("Siobhan", **shared), person("Declan", **shared))
    assert found.score < LIKELY
    assert "different given name" in against(found)


def test_a_family_name_and_a_phone_alone_are_not_one_person() -> None:
    assert not is_same(person("Siobhan", phones=(PHONE,)), person("", phones=(PHONE,)))


def test_father_and_son_with_one_name_are_not_one_person() -> None:
    shared: dict[str, Any] = {"phones": (PHONE,), "emails": (MAIL,), "addresses": (HOME,)}
    father = person("Patrick", born=PartialDate(1950, 3, 17), **shared)
    son = person("Patrick", born=PartialDate(1979, 6, 2), **shared)
    found = pair(father, son)
    assert found.score < LIKELY
    assert "born a generation apart" in against(found)


def test_junior_and_senior_are_not_one_person() -> None:
    shared: dict[str, Any] = {"phones": (PHONE,), "addresses": (HOME,)}
    one, other = person("Patrick", **shared), person("Patrick", **shared)
    senior = replace(one, parts=replace(one.parts, suffix="Sr."))
    junior = replace(other, parts=replace(other.parts, suffix="Jr"))
    assert is_same(senior, senior)
    assert not is_same(senior, junior)
    assert "Jr and Sr" in against(pair(senior, junior))


def test_twins_are_not_one_person() -> None:
    shared: dict[str, Any] = {
        "phones": (PHONE,),
        "emails": (MAIL,),
        "addresses": (HOME,),
        "born": BORN,
    }
    assert not is_same(person("Fenella", **shared), person("Dunstan", **shared))


def test_mr_and_mrs_are_not_one_person() -> None:
    shared: dict[str, Any] = {"phones": (PHONE,), "addresses": (HOME,)}
    one, other = person("A", **shared), person("A", **shared)
    mr, mrs = (replace(each, parts=replace(each.parts, title=title))
               for each, title in ((one, "Mr"), (other, "Mrs")))  # fmt: skip
    assert not is_same(mr, mrs)


def test_two_people_of_one_firm_are_not_one_person() -> None:
    desk: dict[str, Any] = {
        "emails": ("info@acme.example",),
        "phones": (PHONE,),
        "addresses": (HOME,),
    }
    assert not is_same(person("Jane", "Smith", **desk), person("Tariq", "Malik", **desk))
    assert not is_same(person("Jane", "Smith", **desk), person("Jane", "Malik", **desk))


def test_a_household_or_a_firm_is_no_person() -> None:
    house = Person(2, "Siobhan Brennan", kind="household", addresses=(HOME,), phones=(PHONE,))
    firm = replace(house, kind="organisation")
    for other in (house, firm):
        assert compare(FULL, other).score == 0.0
    assert compare(house, replace(firm, id=3)).score == 0.0


def test_one_firm_written_twice_is_one_firm_and_its_neighbour_is_not() -> None:
    firm = Person(1, "Acme Widgets Ltd", kind="organisation", addresses=(HOME,), phones=(PHONE,))
    assert is_same(firm, replace(firm, name="ACME Widgets", phones=()))
    assert not is_same(firm, replace(firm, name="Brown & Sons"))


@pytest.mark.slow
def test_a_common_name_alone_is_not_enough_and_a_rare_one_is() -> None:
    common = [person("John", "Smith", id=id) for id in range(1, 30)]
    others = [person(f"Given{id}", f"Family{id}", id=id) for id in range(30, 2_000)]
    rare = [person("Aloysius", "Thistlewick", id=id) for id in (2_001, 2_002)]
    found = find_same([*common, *others, *rare])
    assert [(pair.first, pair.second) for pair in found] == [(2_001, 2_002)]


def test_a_card_is_one_persons() -> None:
    one = person("Siobhan", numbers=("card:40071234",), born=BORN)
    assert is_same(one, person("Shivaun", numbers=("card:40071234",), born=BORN))


def test_reasons_stand_in_the_order_of_their_weight() -> None:
    found = pair(FULL, replace(FULL, addresses=(Address("1 High Street", "BD1 1AA", "Bradford"),)))
    bits = [reason.bits for reason in found.reasons]
    assert bits == sorted(bits, reverse=True)
    assert against(found) >= {"different street", "different town"}
