"""The full-text door: places, words, typing errors, and leaving nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.clock import FixedClock
from crm.store.search import (
    Entry,
    check_index,
    count_owners,
    find_near_beginnings,
    find_near_words,
    find_owners,
    move_entry,
    put_entries,
    quoted,
    refill,
    remove_entries,
    scrub,
)
from crm.store.store import Store


class _Wish:
    """A Derived that does with the index whatever a test wants."""

    def __init__(self) -> None:
        self.work: Callable[[Store], None] = lambda _store: None

    def refresh(self, store: Store, touched: Collection[int], retold: Collection[int]) -> None:
        """Nothing is touched here."""

    def rebuild(self, store: Store) -> None:
        self.work(store)

    def check(self, store: Store) -> list[str]:
        return check_index(store)

    def scrub(self, store: Store) -> None:
        scrub(store)


class _Shop:
    def __init__(self, store: Store, wish: _Wish) -> None:
        self.store = store
        self._wish = wish

    def do(self, work: Callable[[Store], None]) -> None:
        self._wish.work = work
        self.store.rebuild()

    def put(self, *entries: Entry) -> None:
        self.do(lambda store: put_entries(store, entries))

    def find(self, word: str, limit: int = 10) -> list[int]:
        return find_owners(self.store, quoted(word, begun=True), limit)


@pytest.fixture
def shop(shop_file: Path, clock: FixedClock) -> Iterator[_Shop]:
    wish = _Wish()
    store = Store.open(shop_file, clock, (wish,))
    yield _Shop(store, wish)
    store.close()


def test_the_smaller_order_is_found_first(shop: _Shop) -> None:
    shop.put(Entry(1, 30, "anna"), Entry(2, 10, "anne"), Entry(3, 20, "andrew"))
    assert shop.find("an") == [2, 3, 1]
    assert shop.find("an", limit=1) == [2]


def test_owners_of_one_order_stand_by_their_number(shop: _Shop) -> None:
    shop.put(Entry(9, 5, "anna"), Entry(4, 5, "anna"))
    assert shop.find("anna") == [4, 9]


def test_a_moved_owner_keeps_every_word(shop: _Shop) -> None:
    shop.put(Entry(1, 30, "anna", other="leeds"), Entry(2, 10, "anne"))
    shop.do(lambda store: move_entry(store, 1, 5))
    assert shop.find("an") == [1, 2]
    assert shop.find("leeds") == [1]
    assert shop.store.check() == []


def test_a_new_entry_takes_the_place_of_the_old_one(shop: _Shop) -> None:
    shop.put(Entry(1, 3, "anna", other="leeds"))
    shop.put(Entry(1, 7, "anna", other="york"))
    assert shop.find("leeds") == []
    assert shop.find("york") == [1]
    assert shop.store.check() == []


def test_a_removed_owner_is_not_found(shop: _Shop) -> None:
    shop.put(Entry(1, 3, "anna"), Entry(2, 3, "annabel"))
    shop.do(lambda store: remove_entries(store, [1, 77]))
    assert shop.find("anna") == [2]
    assert find_near_words(shop.store, "ana", 5) == []
    assert shop.store.check() == []


def test_counting_ends_where_it_was_told_to(shop: _Shop) -> None:
    shop.put(*(Entry(each, 1, "anna") for each in range(1, 31)))
    assert count_owners(shop.store, quoted("anna"), 20) == 20
    assert count_owners(shop.store, quoted("anna"), 100) == 30


def test_words_of_every_script_stay_whole(shop: _Shop) -> None:
    shop.put(Entry(1, 1, "мария 山田 हिन्दी"))
    assert shop.find("мар") == [1]
    assert shop.find("山") == [1]
    assert shop.find("हिन्दी") == [1]


@pytest.mark.parametrize("typed", ["brenan", "brennnan", "brennen", "brenann", "rennan", "brenna"])
def test_one_typing_error_leads_to_the_word(shop: _Shop, typed: str) -> None:
    shop.put(Entry(1, 1, "brennan"), Entry(2, 1, "sioli"))
    assert find_near_words(shop.store, typed, 5) == ["brennan"]


@pytest.mark.parametrize("typed", ["siobz", "sioh", "soib", "siobbh", "sobha"])
def test_a_beginning_with_an_error_leads_to_the_word(shop: _Shop, typed: str) -> None:
    shop.put(Entry(1, 1, "siobhan"), Entry(2, 1, "brennan"))
    assert "siobhan" in find_near_beginnings(shop.store, typed, 5)
    assert "brennan" not in find_near_beginnings(shop.store, typed, 5)


def test_two_errors_are_not_forgiven(shop: _Shop) -> None:
    shop.put(Entry(1, 1, "brennan"))
    assert find_near_words(shop.store, "brxnnxn", 5) == []


def test_codes_have_no_typing_errors(shop: _Shop) -> None:
    shop.put(Entry(1, 1, "anna", code="abcdefg", part="·nnaxyz"))
    assert find_near_words(shop.store, "abcdef", 5) == []
    assert find_near_words(shop.store, "12345", 5) == []


def test_a_word_that_somebody_still_has_stays_near(shop: _Shop) -> None:
    shop.put(Entry(1, 1, "brennan"), Entry(2, 1, "brennan"))
    shop.do(lambda store: remove_entries(store, [1]))
    assert find_near_words(shop.store, "brenan", 5) == ["brennan"]


def test_refilling_forgets_what_was_there(shop: _Shop) -> None:
    shop.put(Entry(1, 1, "anna"))
    shop.do(lambda store: refill(store, [Entry(2, 1, "brennan")]))
    assert shop.find("anna") == []
    assert shop.find("brennan") == [2]
    assert find_near_words(shop.store, "ana", 5) == []
    assert shop.store.check() == []


def test_scrubbing_leaves_no_trace_of_removed_words(shop: _Shop) -> None:
    shop.put(Entry(1, 1, "anna", other="zzsecretzz"), Entry(2, 1, "brennan"))
    shop.do(lambda store: remove_entries(store, [1]))
    shop.do(scrub)
    shop.store.close()
    left = b"".join(each.read_bytes() for each in shop.store.path.parent.glob("shop.db*"))
    assert b"brennan" in left
    assert b"zzsecretzz" not in left


def test_an_entry_changed_behind_the_index_is_noticed(shop: _Shop) -> None:
    shop.put(Entry(1, 1, "anna"))
    shop.do(lambda store: store.write_derived("UPDATE search_entry SET name = 'emma'"))
    assert shop.store.check() == ["The search index does not fit its entries."]


_WORD = st.text("abcdefgh", min_size=5, max_size=9)


@given(word=_WORD, place=st.integers(0, 8), letter=st.sampled_from("abcxyz"), how=st.integers(0, 3))
def test_any_edit_of_any_word_is_near_it(
    shop: _Shop, word: str, place: int, letter: str, how: int
) -> None:
    place %= len(word) - 1
    edited = (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    )[how]
    shop.do(lambda store: refill(store, [Entry(1, 1, word)]))
    assert edited == word or find_near_words(shop.store, edited, 5) == [word]
