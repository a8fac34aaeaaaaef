"""One line of plain typing at the till becomes purchases, and purchases become that line.

Lines stand between commas, semicolons or line ends; a comma between digits is part of a number.
A line is ``[refund] [quantity] item [price]``:

- ``2x pads 10.50``, ``2 pads 10.50`` and ``pads 2x10.50`` are two at 10.50 each;
  ``2x pads = 20`` is two for 20 together. ``3.20 latte`` and ``£3.20 latte`` have the price first.
- A bare number in front is a quantity unless it has four digits, measures the next word
  (``7 speed chain``, ``250 g beans``) or the whole text is known as something sold before.
- What stands in ``"double quotes"`` is the item, letter by letter (a quote in it is doubled).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from crm.errors import ValidationError
from crm.i18n import _
from crm.money import currency_signs, exponent, format_quantity, parse_minor, parse_quantity
from crm.text import clean, fold

_LONGEST_TEXT: Final = 10_000
_LONGEST_LINE: Final = 500
_LONGEST_ITEM: Final = 200
_LARGEST_QUANTITY: Final = 100_000_000
_LARGEST_AMOUNT: Final = 2**53
_ONE: Final = 1000
_MASK: Final = "\0"

_QUOTED: Final = re.compile(r'(?<![^\s,;])"(?:[^"\r\n]|"")+"(?![^\s,;])')
_SEPARATOR: Final = re.compile(r"[;,\r\n]")
_DECIMALS: Final = re.compile(r"\d{1,3}(?!\d)")
_NEW_TIMES: Final = re.compile(r"\s?[x×*](?=\s)", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\u00a0]*")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_REFUND: Final = re.compile(r"(\w+)\s+(?=\S)")
_CURRENCY_CHARACTERS: Final = "$¢-¥֏؋৲৳৻૱௹฿៛\u20a0-\u20c0﷼＄￠￡￥￦"
_QUANTITY: Final = r"(?:\d+(?:[.,]\d+)?|[.,]\d+)"
_NUMBER: Final = r"(?:\d+(?:[.,'’]\d+)*\.?|[.,]\d+)"
_TIMES: Final = re.compile(
    rf"(?P<quantity>-?{_QUANTITY})\s?(?:[x×*](?=[\s{_CURRENCY_CHARACTERS}])|[×*](?=[^\W\d]))\s*(?=\S)",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"(?P<quantity>\d{1,3})\s+(?=\S)")
_FRACTION: Final = re.compile(r"(?P<quantity>\d*[.,]\d+)\s+(?=\S)")
_NEXT_WORD: Final = re.compile(r"[^\W\d_]+")

# Units things are sold by, priced for one of them: half a kilo at 12 is 6.
_SOLD_BY_WORDS: Final = (
    "kg kilo kilos l litre litres liter liters m metre metres meter meters lb lbs h hrs hours"
)
_MEASURE_WORDS: Final = (
    "g mg gr gram grams ml cl dl cm mm oz inch in ft min mins minute minutes hour day week month"
    " year speed way ply watt w volt v piece pc pack gang"
)
_SOLD_BY: Final = frozenset(_SOLD_BY_WORDS.split())
_MEASURES: Final = frozenset(_MEASURE_WORDS.split())


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One purchase of a visit.

    ``quantity`` in thousandths; ``amount`` of the whole line in minor units, negative for a
    refund, None while the price is unknown.
    """

    what: str
    quantity: int = _ONE
    amount: int | None = None
    category: str = ""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What became of ``text[start:end]``: a draft, or the sentence that says what is wrong."""

    draft: LineDraft | None
    text: str
    start: int
    end: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a price looks like in one currency."""

    total: re.Pattern[str]
    times: re.Pattern[str]
    last: re.Pattern[str]
    first: re.Pattern[str]
    inner: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Where the item of a line stands, and the quantity and price as typed around it."""

    start: int
    end: int
    quantity: str = ""
    price: str = ""
    together: bool = False
    refund: bool = False


class _LineError(ValueError):
    """A sentence that says why a line cannot become a purchase."""


def _no_price(_what: str) -> int | None:
    return None


def parse_lines(
    text: str, currency: str, *, last_prices: Callable[[str], int | None] = _no_price
) -> tuple[TypedLine, ...]:
    """The purchases typed, in order; empty parts are left out. Never raises for any text.

    ``last_prices`` gives what one of an item cost last, in minor units, or None.
    """
    if len(text) > _LONGEST_TEXT:
        sentence = _("This is too long for one visit: at most {limit} characters.")
        problem = sentence.format(limit=_LONGEST_TEXT)
        return (TypedLine(None, text[:_LONGEST_LINE], 0, len(text), problem),)
    masked = _mask(text)
    spans = _spans(masked)
    return tuple(_typed_line(text, masked, span, currency, last_prices) for span in spans)


def render_lines(drafts: Sequence[LineDraft], currency: str) -> str:
    """The line that ``parse_lines`` reads as ``drafts`` again (their categories aside)."""
    return ", ".join(_render(draft, currency) for draft in drafts)


def current_item(text: str, cursor: int) -> tuple[str, int, int]:
    """The item being typed at ``cursor``, without quantity and price, and where it stands.

    The text is empty, at the cursor, where no item is being typed (inside a price, say).
    """
    nothing = ("", cursor, cursor)
    if len(text) > _LONGEST_TEXT:
        return nothing
    masked = _mask(text)
    for start, end in _spans(masked):
        if start <= cursor <= _blanks_after(masked, end) and end - start <= _LONGEST_LINE:
            reading = _read(masked[start:end], _shape(""), lambda _start, _end: False)
            first, last = start + reading.start, start + reading.end
            typing = first <= cursor and (cursor <= last or last == end)
            return (text[first:last], first, last) if typing else nothing
    return nothing


def complete(text: str, cursor: int, names: Sequence[str], *, limit: int = 8) -> tuple[str, ...]:
    """The ``names`` that the item at ``cursor`` may become, those that begin with it first."""
    typed = fold(current_item(text, cursor)[0].strip('"'))
    if not typed:
        return ()
    folded = [(fold(name), name) for name in names]
    begun = [name for key, name in folded if key.startswith(typed) and key != typed]
    inside = [name for key, name in folded if f" {typed}" in key and name not in begun]
    return tuple(begun + inside)[:limit]


def replace_item(text: str, cursor: int, name: str, currency: str) -> tuple[str, int]:
    """``text`` with the item at ``cursor`` become ``name``, and where the cursor stands then."""
    _typed, start, end = current_item(text, cursor)
    shown = name if _reads_as_item(name, currency) else _quote(name)
    return text[:start] + shown + text[end:], start + len(shown)


# Cutting the text into lines


def _mask(text: str) -> str:
    """``text`` with every quoted item blotted out, in the same length."""
    return _QUOTED.sub(lambda quoted: _MASK * len(quoted[0]), text)


def _spans(masked: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, without the blanks around it."""
    start = 0
    ends = [found.start() for found in _SEPARATOR.finditer(masked)]
    for end in [*ends, len(masked)]:
        if end < len(masked) and not _separates(masked, start, end):
            continue
        line = masked[start:end]
        if stripped := line.strip():
            first = start + len(line) - len(line.lstrip())
            yield first, first + len(stripped)
        start = end + 1


def _blanks_after(masked: str, end: int) -> int:
    """Where the line that ends at ``end`` is followed by something else than blanks."""
    blanks = _BLANKS.match(masked, end)
    return blanks.end() if blanks else end


def _separates(masked: str, start: int, place: int) -> bool:
    """Whether the separator at ``place`` ends a line rather than standing in a number."""
    if masked[place] != "," or place == start or not masked[place - 1].isdecimal():
        return True
    decimals = _DECIMALS.match(masked, place + 1)
    if decimals is None:
        return True
    begins_line = masked[start:place].strip().isdecimal()
    return bool(_NEW_TIMES.match(masked, decimals.end())) and not begins_line


# Reading one line


def _typed_line(
    text: str,
    masked: str,
    span: tuple[int, int],
    currency: str,
    last_prices: Callable[[str], int | None],
) -> TypedLine:
    start, end = span
    line = text[start:end]
    try:
        draft = _draft(line, masked[start:end], currency, last_prices)
    except (_LineError, ValidationError) as error:
        return TypedLine(None, line, start, end, str(error))
    return TypedLine(draft, line, start, end)


def _draft(
    line: str, masked: str, currency: str, last_prices: Callable[[str], int | None]
) -> LineDraft:
    if len(line) > _LONGEST_LINE:
        raise _LineError(_("This is too long for one purchase."))
    if _CONTROL.search(line):
        raise _LineError(_("There is a character in it that cannot be kept."))
    shape = _shape(currency)

    def known(start: int, end: int) -> bool:
        item = _item(line, start, end, limit=_LONGEST_LINE)
        return bool(item) and last_prices(item) is not None

    reading = _read(masked, shape, known)
    what = _item(line, reading.start, reading.end)
    if not what:
        raise _LineError(_("Say what was bought."))
    if shape.inner.search(masked, reading.start, reading.end):
        raise _LineError(_("There are two prices here: put a comma between two purchases."))
    quantity = _quantity(reading.quantity)
    return LineDraft(what, quantity, _amount(reading, what, quantity, currency, last_prices))


def _read(masked: str, shape: _Shape, known: Callable[[int, int], bool]) -> _Reading:
    """Find item, quantity and price of one line; ``known`` tells what was sold before."""
    if known(0, len(masked)):
        return _Reading(0, len(masked))
    start = _after_refund(masked)
    refund = start > 0
    total = shape.total.search(masked, start)
    found = total or shape.times.search(masked, start) or shape.last.search(masked, start)
    end = found.start() if found else len(masked)
    typed = found.groupdict() if found else {}
    quantity, price = typed.get("quantity", ""), typed.get("price", "")
    if not quantity and not known(start, end):
        start, quantity, price = _read_front(masked, start, end, price, shape)
    end = start + len(masked[start:end].rstrip())
    return _Reading(start, end, quantity, price, total is not None, refund)


def _read_front(
    masked: str, start: int, end: int, price: str, shape: _Shape
) -> tuple[int, str, str]:
    """Where the item begins, and the quantity and price that stand before it."""
    quantity = ""
    if times := _TIMES.match(masked, start, end):
        start, quantity = times.end(), times["quantity"]
    count = _COUNT.match(masked, start, end) or _FRACTION.match(masked, start, end)
    measured = _next_word(masked, count.end(), end) if count else ""
    first = shape.first.match(masked, start, end)
    if first and not price and measured not in _MEASURES | _SOLD_BY:
        return first.end(), quantity, first["price"]
    if count and not quantity and measured not in _MEASURES:
        return count.end(), count["quantity"], price
    return start, quantity, price


def _after_refund(masked: str) -> int:
    """Where the line goes on after the word for a refund; 0 where it does not begin with it."""
    word = _REFUND.match(masked)
    return word.end() if word and fold(word[1]) in {"refund", fold(_("refund"))} else 0


def _next_word(masked: str, start: int, end: int) -> str:
    word = _NEXT_WORD.match(masked, start, end)
    return fold(word[0]) if word else ""


def _item(line: str, start: int, end: int, *, limit: int = _LONGEST_ITEM) -> str:
    """The name of the item, its quotes taken off."""
    return clean(_QUOTED.sub(_unquote, line[start:end]), limit=limit)


def _unquote(quoted: re.Match[str]) -> str:
    return quoted[0][1:-1].replace('""', '"')


def _quantity(typed: str) -> int:
    quantity = parse_quantity(typed) if typed else _ONE
    if quantity <= 0:
        raise _LineError(_("The quantity must be more than nothing."))
    if quantity > _LARGEST_QUANTITY:
        raise _LineError(_("This is more than one purchase can hold."))
    return quantity


def _amount(
    reading: _Reading,
    what: str,
    quantity: int,
    currency: str,
    last_prices: Callable[[str], int | None],
) -> int | None:
    """Of the whole line, in minor units; a price for one rounds half to even."""
    price = parse_minor(reading.price, currency) if reading.price else last_prices(what)
    if price is None:
        if reading.refund:
            raise _LineError(_("Say how much was given back."))
        return None
    amount = price if reading.together else _times(price, quantity)
    if abs(amount) > _LARGEST_AMOUNT:
        raise _LineError(_("This is more than one purchase can hold."))
    return -abs(amount) if reading.refund else amount


def _times(price: int, quantity: int) -> int:
    whole, rest = divmod(price * quantity, _ONE)
    return whole + (2 * rest + whole % 2 > _ONE)


@lru_cache(maxsize=32)
def _shape(currency: str) -> _Shape:
    """The patterns of a price; the sign of another currency is seen, so that it can be refused."""
    own = [re.escape(sign) for sign in currency_signs(currency)]
    sign = "|".join([*own, f"[{_CURRENCY_CHARACTERS}]"])
    minus = "[-+\u2212]"
    price = (
        rf"(?P<price>{minus}?(?:(?:{sign})\s?)?{minus}?{_NUMBER}[-\u2212]?(?:\s?(?:{sign}))?(?!\S))"
    )
    marked = (
        rf"(?P<price>(?:{minus}(?:(?:{sign})\s?)?|(?:{sign})\s?{minus}?){_NUMBER}(?:\s?(?:{sign}))?"
        rf"|{_NUMBER}\s?(?:{sign})|\d*[.,]\d+(?:[.,]\d+)*)\s+(?=\S)"
    )
    places = exponent(currency)
    cents = rf"(?:[.,]\d{{{places}}})?" if places else ""
    # Without blanks, 700x28 and 29x2.1 are sizes: a price has all its cents or none.
    between = rf"(?:\s[x×*]\s?|[x×*]\s|(?<!\d{{3}})[x×*](?=\D|\d+{cents}$))"
    return _Shape(
        total=re.compile(rf"\s*=\s*{price}$", re.IGNORECASE),
        times=re.compile(rf"(?<!\S)(?P<quantity>{_QUANTITY}){between}{price}$", re.IGNORECASE),
        last=re.compile(rf"(?<!\S){price}$", re.IGNORECASE),
        first=re.compile(marked, re.IGNORECASE),
        inner=_inner(places),
    )


def _inner(places: int) -> re.Pattern[str]:
    """A number inside an item that cannot be anything but the price of another one."""
    if not places:
        return re.compile(r"(?!)")
    measured = "|".join(sorted(_MEASURES | _SOLD_BY))
    return re.compile(rf"(?<=\s)\d+[.,]\d{{{places}}}(?=\s)(?!\s+(?:{measured})\b)", re.IGNORECASE)


# Writing


def _render(draft: LineDraft, currency: str) -> str:
    plain = _plain(draft, draft.what, currency)
    read = parse_lines(plain, currency)
    wanted = LineDraft(draft.what, draft.quantity, draft.amount)
    if '"' not in plain and len(read) == 1 and read[0].draft == wanted:
        return plain
    return _plain(draft, _quote(draft.what), currency)


def _plain(draft: LineDraft, what: str, currency: str) -> str:
    times = "" if draft.quantity == _ONE else f"{format_quantity(draft.quantity)}x "
    if draft.amount is None:
        return times + what
    each, rest = divmod(draft.amount * _ONE, draft.quantity)
    places = exponent(currency)
    if rest or abs(each) > _LARGEST_AMOUNT:
        return f"{times}{what} = {_decimal(draft.amount, places)}"
    return f"{times}{what} {_decimal(each, places)}"


def _decimal(value: int, places: int) -> str:
    whole, rest = divmod(abs(value), 10**places)
    return f"{'-' if value < 0 else ''}{whole}" + (f".{rest:0{places}}" if places else "")


def _quote(what: str) -> str:
    doubled = what.replace('"', '""')
    return f'"{doubled}"'


def _reads_as_item(name: str, currency: str) -> bool:
    """Whether ``name`` is read as an item without being quoted, alone and among numbers."""
    read = parse_lines(f"{name}\n2x {name} 1", currency)
    wanted = [LineDraft(name), LineDraft(name, 2 * _ONE, 2 * 10 ** exponent(currency))]
    return '"' not in name and [line.draft for line in read] == wanted
