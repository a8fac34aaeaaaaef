"""One typed line becomes the purchases a person meant, or says why it does not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm.story.lines import (
    LineDraft,
    complete,
    current_item,
    parse_lines,
    render_lines,
    replace_item,
)
from crm.text import clean

Line = tuple[str, int, int | None]
LAST_PRICES = {"latte": 320, "7 day pass": 9000, "WD 40": 599, "kg beans": 1200}

ODD_WORDS = st.sampled_from(
    (
        *('"', "2x", "x", "=", "-", "10.50", "3,20", "£", "refund", "700x28c", ",", ";", "kg"),
        *("10%", "29x2.1", "×", "GBP", "-40", "7", "speed", "latte,", '12"', "2024", ".5", "1.250"),
    )
)
ITEMS = st.lists(ODD_WORDS | st.text(max_size=8), min_size=1, max_size=5).map(
    lambda parts: clean(" ".join(parts))[:60].strip()
)
DRAFTS = st.builds(
    LineDraft,
    what=ITEMS.filter(lambda item: bool(item) and clean(item) == item),
    quantity=st.just(1000)
    | st.integers(min_value=1, max_value=20).map(lambda count: count * 1000)
    | st.integers(min_value=1, max_value=100_000_000),
    amount=st.none()
    | st.integers(min_value=-100_000, max_value=100_000)
    | st.integers(min_value=-(2**53), max_value=2**53),
)
TYPING = st.lists(
    ODD_WORDS | st.sampled_from([" ", "\n", "\0", ", "]) | st.text(st.characters(), max_size=6)
).map("".join)


def read(text: str, currency: str = "GBP") -> list[Line]:
    lines = parse_lines(text, currency, last_prices=LAST_PRICES.get)
    drafts = [line.draft for line in lines]
    assert all(drafts), [line.problem for line in lines]
    return [(draft.what, draft.quantity, draft.amount) for draft in drafts if draft]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        (
            "winter service 65, brake pads 2x10.50",
            [("winter service", 1000, 6500), ("brake pads", 2000, 2100)],
        ),
        ("2x brake pads 10.50", [("brake pads", 2000, 2100)]),
        ("2 brake pads 10.50", [("brake pads", 2000, 2100)]),
        ("2 x brake pads 10.50", [("brake pads", 2000, 2100)]),
        ("2× brake pads 10.50", [("brake pads", 2000, 2100)]),
        ("2 x 10.50 brake pads", [("brake pads", 2000, 2100)]),
        ("brake pads 2 x 10.50", [("brake pads", 2000, 2100)]),
        ("brake pads 2x£10", [("brake pads", 2000, 2000)]),
        ("2x £10 brake pads", [("brake pads", 2000, 2000)]),
        ("2x brake pads = 20", [("brake pads", 2000, 2000)]),
        ("3x brake pads =£20", [("brake pads", 3000, 2000)]),
        ("latte 3,20, muffin 2,80", [("latte", 1000, 320), ("muffin", 1000, 280)]),
        ("latte 3, muffin 2", [("latte", 1000, 300), ("muffin", 1000, 200)]),
        ("latte 3,muffin 2", [("latte", 1000, 300), ("muffin", 1000, 200)]),
        ("latte 3,2x muffin 2", [("latte", 1000, 300), ("muffin", 2000, 400)]),
        (
            "latte 3;muffin 2\nscone 1",
            [("latte", 1000, 300), ("muffin", 1000, 200), ("scone", 1000, 100)],
        ),
        ("1,5x beans 4", [("beans", 1500, 600)]),
        ("frame 1,234.50", [("frame", 1000, 123450)]),
        ("refund helmet -40", [("helmet", 1000, -4000)]),
        ("refund helmet 40", [("helmet", 1000, -4000)]),
        ("Refund 2x helmet 40", [("helmet", 2000, -8000)]),
        ("refund latte", [("latte", 1000, -320)]),
        ("helmet -40", [("helmet", 1000, -4000)]),
        ("helmet −£40", [("helmet", 1000, -4000)]),
        ("-40 helmet", [("helmet", 1000, -4000)]),
        ("latte", [("latte", 1000, 320)]),
        ("2 latte", [("latte", 2000, 640)]),
        ("2x latte", [("latte", 2000, 640)]),
        ("espresso", [("espresso", 1000, None)]),
        ("£3.20 latte", [("latte", 1000, 320)]),
        ("3.20 latte", [("latte", 1000, 320)]),
        ("3.20 £ latte", [("latte", 1000, 320)]),
        ("latte 3.20 £", [("latte", 1000, 320)]),
        ("latte GBP 3.20", [("latte", 1000, 320)]),
        ("0.5 kg beans 12", [("kg beans", 500, 600)]),
        ("0.5 kg beans", [("kg beans", 500, 600)]),
        ("0,25 beans 9.99", [("beans", 250, 250)]),
        ("250 g beans 12", [("250 g beans", 1000, 1200)]),
        ("7 speed chain 25", [("7 speed chain", 1000, 2500)]),
        ("7 day pass", [("7 day pass", 1000, 9000)]),
        ("7 day pass 80", [("7 day pass", 1000, 8000)]),
        ("30 min massage 45", [("30 min massage", 1000, 4500)]),
        ("2024 calendar 12", [("2024 calendar", 1000, 1200)]),
        ("WD 40", [("WD 40", 1000, 599)]),
        ("WD40 5.99", [("WD40", 1000, 599)]),
        ("Brooks B17 saddle 95", [("Brooks B17 saddle", 1000, 9500)]),
        ("700x28c tyre 30", [("700x28c tyre", 1000, 3000)]),
        ("2x 700x28c tyre 30", [("700x28c tyre", 2000, 6000)]),
        ("tyre 700x28", [("tyre 700x28", 1000, None)]),
        ("tube 29x2.1", [("tube 29x2.1", 1000, None)]),
        ("2xl shirt 20", [("2xl shirt", 1000, 2000)]),
        ("1.25 inch tube 6", [("1.25 inch tube", 1000, 600)]),
        ("10% off", [("10% off", 1000, None)]),
        ("10% off -5", [("10% off", 1000, -500)]),
        ("sticker 0", [("sticker", 1000, 0)]),
        ('"latte, large 3" 4', [("latte, large 3", 1000, 400)]),
        ('2 "12"" wheel" 40', [('12" wheel', 2000, 8000)]),
        ('12" wheel 40', [('12" wheel', 1000, 4000)]),
        ("ラテ ３.２０", [("ラテ", 1000, 320)]),
    ],
)
def test_typing_becomes_purchases(typed: str, lines: list[Line]) -> None:
    assert read(typed) == lines


def test_each_currency_has_its_own_signs_and_decimals() -> None:
    assert read("ラテ 500円", "JPY") == [("ラテ", 1000, 500)]
    assert read("kawa 12 zł", "PLN") == [("kawa", 1000, 1200)]
    assert read("tea 1.250", "KWD") == [("tea", 1000, 1250)]
    assert read("pho 30,000", "VND") == [("pho", 1000, 30000)]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("0x latte 3", "The quantity must be more than nothing."),
        ("0 muffin 3", "The quantity must be more than nothing."),
        ("-2x latte 3", "The quantity must be more than nothing."),
        ("9999999x latte 3", "This is more than one purchase can hold."),
        ("99999x frame 90000000000", "This is more than one purchase can hold."),
        ("frame 99999999999999999999", "“99999999999999999999” is more money than can be kept."),
        ("latte 3.205", None),
        ("latte 0.205", "“0.205” has more decimals than GBP has."),
        ("latte $3", "“$3” is not an amount of money."),
        ("65", "Say what was bought."),
        ("£65", "Say what was bought."),
        ("2x10.50", "Say what was bought."),
        ("refund helmet", "Say how much was given back."),
        ("latte 3,20 muffin 2,80", "There are two prices here: put a comma between two purchases."),
        ("lat\0te 3", "There is a character in it that cannot be kept."),
        ("a" * 300 + " 3", "This is too long: at most 200 characters can be kept."),
        ("a" * 900, "This is too long for one purchase."),
    ],
)
def test_what_cannot_be_meant_says_so(typed: str, problem: str | None) -> None:
    (line,) = parse_lines(typed, "GBP", last_prices=LAST_PRICES.get)
    assert (line.problem or None) == problem
    assert (line.draft is None) == (problem is not None)


def test_a_megabyte_is_one_sentence() -> None:
    (line,) = parse_lines("latte 3, " * 120_000, "GBP")
    assert line.problem == "This is too long for one visit: at most 10000 characters."
    assert line.draft is None
    assert len(line.text) < 1000


def test_nothing_typed_is_no_line() -> None:
    for blank in ("", "  ", " , ;\n,"):
        assert parse_lines(blank, "GBP") == ()


def test_a_problem_spoils_only_its_own_line() -> None:
    first, second = parse_lines(" latte 3 , 0x muffin 2 ", "GBP")
    assert (first.text, first.start, first.end, first.problem) == ("latte 3", 1, 8, "")
    assert (second.text, second.start, second.end) == ("0x muffin 2", 11, 22)
    assert second.draft is None


@given(TYPING | st.text(st.characters()), st.sampled_from(["GBP", "JPY", "KWD", "CHF", "ZAR", ""]))
def test_any_text_becomes_lines_or_sentences(text: str, currency: str) -> None:
    for line in parse_lines(text, currency, last_prices=LAST_PRICES.get):
        assert (line.draft is None) == bool(line.problem)
        assert line.text == text[line.start : line.end] != ""
        assert line.draft is None or 0 < line.draft.quantity <= 100_000_000


@given(st.lists(DRAFTS, max_size=5), st.sampled_from(["GBP", "EUR", "JPY", "KWD"]))
@example([LineDraft("refund", 1000, -4000), LineDraft('"', 2000, None)], "GBP")
@example([LineDraft("a", 1, 2**53)], "GBP")
def test_rendered_lines_are_read_back(drafts: list[LineDraft], currency: str) -> None:
    lines = parse_lines(render_lines(drafts, currency), currency)
    assert [line.draft for line in lines] == drafts


def test_rendered_lines_look_as_people_type_them() -> None:
    drafts = [
        LineDraft("winter service", 1000, 6500),
        LineDraft("brake pads", 2000, 2100),
        LineDraft("grips", 3000, 2000),
        LineDraft("helmet", 1000, -4000),
        LineDraft("beans", 500, 600),
        LineDraft("espresso"),
        LineDraft("WD 40", 1000, 599),
        LineDraft("soap, small", 1000, 300),
    ]
    assert render_lines(drafts, "GBP") == (
        "winter service 65.00, 2x brake pads 10.50, 3x grips = 20.00, helmet -40.00,"
        ' 0.5x beans 12.00, espresso, WD 40 5.99, "soap, small" 3.00'
    )


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("|", ""),
        ("lat|", "lat"),
        ("la|tte", "latte"),
        ("winter |", "winter "),
        ("winter serv|", "winter serv"),
        ("2x bra|", "bra"),
        ("2 bra|", "bra"),
        ("refund hel|", "hel"),
        ("latte 3,20, muf|", "muf"),
        ("latte 3,20; muf| 2", "muf"),
        ("latte 3|", ""),
        ("latte 3,20|, muffin", ""),
        ("la|, muffin", "la"),
        ("latte, |", ""),
        ('"latte, la|', "la"),
        ('"latte, la|"', '"latte, la"'),
        ("latte\n|", ""),
    ],
)
def test_the_item_at_the_cursor_leaves_out_quantity_and_price(typed: str, item: str) -> None:
    cursor = typed.index("|")
    text = typed.replace("|", "")
    found, start, end = current_item(text, cursor)
    assert found.strip() == item.strip()
    assert text[start:end] == found
    assert start <= cursor


@given(TYPING, st.data())
def test_any_cursor_has_an_item_or_none(text: str, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(min_value=0, max_value=len(text)))
    item, start, end = current_item(text, cursor)
    assert text[start:end] == item
    replaced, place = replace_item(text, cursor, "winter service", "GBP")
    assert replaced[:place].endswith("winter service")


def test_completion_offers_what_was_sold_before() -> None:
    names = ["Brake pads", "Disc brake service", "Bräcket", "Latte", "brake"]
    assert complete("2x bra", 6, names) == ("Brake pads", "Bräcket", "brake", "Disc brake service")
    assert complete("2x brake", 8, names) == ("Brake pads", "Disc brake service")
    assert complete("latte 3", 7, names) == ()
    assert complete("", 0, names) == ()


def test_a_completed_item_is_quoted_where_it_would_be_misread() -> None:
    assert replace_item("2x bra 10.50, latte", 6, "brake pads", "GBP") == (
        "2x brake pads 10.50, latte",
        13,
    )
    assert replace_item("wd", 2, "WD 40", "GBP") == ('"WD 40"', 7)
    assert replace_item("soap", 4, "soap, small", "GBP") == ('"soap, small"', 13)


@given(ITEMS.filter(bool))
def test_a_completed_item_is_read_as_itself(name: str) -> None:
    text, _cursor = replace_item("", 0, name, "GBP")
    (line,) = parse_lines(f"2x {text} 10.50", "GBP")
    assert line.draft == LineDraft(clean(name), 2000, 2100)
