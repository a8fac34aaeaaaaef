"""Text is folded for search, cut into words and cleaned for the file."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import ValidationError
from crm.text import clean, clean_block, digits, elide, fold, words

ANY_TEXT = st.text(st.characters())  # lone surrogates included


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Łukasz Øster-Groß", "lukasz oster-gross"),
        ("Siobhán  NÍ\tBhriain", "siobhan ni bhriain"),
        ("Ægir Þórðarson", "aegir thordarson"),
        ("İpek Işık", "ipek isik"),
        ("Đặng Văn Œuvre", "dang van oeuvre"),
        ("O’Neil – Smith", "o'neil - smith"),
        ("ﬁne １２ ٣", "fine 12 3"),
        ("ΟΔΥΣΣΕΎΣ", "οδυσσευσ"),
        ("a\u00adb\u202ec\ufe0f", "abc"),
        ("a\0b", "a b"),
    ],
)
def test_fold_forgets_case_accents_and_spacing(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_fold_does_not_care_how_a_letter_is_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(st.characters(max_codepoint=127)))
def test_the_fast_path_for_ascii_folds_like_the_long_one(text: str) -> None:
    assert fold(text + " é") == f"{fold(text)} e".strip()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Finn's mum", ("finn", "mum")),
        ("O'Neil O’Neil’s", ("oneil", "oneil")),
        ("James' bike", ("james", "bike")),
        ("Anne-Marie_Smith", ("anne", "marie", "smith")),
        ("700x28c, B17!", ("700x28c", "b17")),
        ("山田 太郎", ("山田", "太郎")),
        ("हिन्दी भाषा", ("हिनदी", "भाषा")),
        ("«Сергей»", ("сергеи",)),
        ("rock 'n' roll's", ("rock", "n", "roll")),
        ("🚲 --- ''", ()),
    ],
)
def test_words_are_letters_and_digits_of_any_script(typed: str, found: tuple[str, ...]) -> None:
    assert words(typed) == found


@given(ANY_TEXT)
def test_words_of_words_are_the_same_words(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found
    assert all(found)


def test_clean_keeps_what_is_seen_and_drops_what_is_not() -> None:
    assert clean("  Zoe\u0308 \0\x07\u202eSmith\ufeff\r\n ") == "Zoë Smith"
    assert clean("\ud800x") == "\ufffdx"
    assert clean("<img src=x onerror=alert(1)>") == "<img src=x onerror=alert(1)>"
    assert clean("👩\u200d👧 می\u200cخواهم") == "👩\u200d👧 می\u200cخواهم"
    assert clean(" \u200d\u200b\u2066 ") == ""


def test_clean_refuses_what_is_too_long() -> None:
    assert clean("a" * 10_000) == "a" * 10_000
    with pytest.raises(ValidationError) as refused:
        clean("a" * 1_000_000)
    assert refused.value.fields == {
        "text": "This is too long: at most 10000 characters can be kept."
    }
    with pytest.raises(ValidationError, match="at most 5 "):
        clean("é" * 100, limit=5)


def test_marks_piled_up_a_million_high_are_cut_to_a_few() -> None:
    piled = "a" + "\u0301\u0323" * 500_000
    assert len(clean(piled)) <= 31
    assert clean_block(piled) == clean(piled)
    assert fold(piled) == "a"


def test_a_block_keeps_its_lines_and_tabs() -> None:
    assert clean_block("\r\none\ttwo  \r\n\r\nthree\x00\rfour\n\n") == "one\ttwo\n\nthree\nfour"
    assert clean_block("  indented\x1cline\u2028next") == "  indented line\nnext"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    for once in (clean(text), clean_block(text)):
        once.encode()
        assert "\0" not in once
    assert clean(clean(text)) == clean(text)
    assert clean_block(clean_block(text)) == clean_block(text)


def test_digits_of_every_script_are_read() -> None:
    assert digits("+44 (0)٧٧۰۰ x½²") == "4407700"


@given(ANY_TEXT, st.integers(min_value=0, max_value=20))
def test_elided_text_fits(text: str, limit: int) -> None:
    short = elide(text, limit)
    assert len(short) <= limit
    assert short == text or limit == 0 or short.endswith("…")


def test_an_ellipsis_never_parts_a_letter_from_its_mark() -> None:
    assert elide("winter service", 8) == "winter…"
    assert elide("abce\u0301f", 5) == "abc…"
