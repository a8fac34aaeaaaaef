"""Whatever a shop holds, in any script: taken out and brought in it is the same shop."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.clients.cards import add_card
from crm.clients.consent import set_consent
from crm.clients.contacts import add_contact
from crm.clients.custom_fields import CustomFieldDraft, add_custom_field, set_custom_value
from crm.clients.drafts import ClientDraft, ContactDraft, RelationDraft
from crm.clients.households import create_household
from crm.clients.photos import set_photo
from crm.clients.relations import add_relation
from crm.clients.services import add_client
from crm.clients.tags import tag_client
from crm.clock import FixedClock
from crm.errors import CrmError
from crm.exchange.everything.reading import bring_everything_in
from crm.exchange.everything.writing import take_everything_out
from crm.exchange.importing import import_file
from crm.exchange.taking_out.lists import ListToTakeOut, take_list_out
from crm.exchange.taking_out.people import list_everybody
from crm.exchange.taking_out.readable import readable_parts
from crm.store.store import Store
from crm.store.whole import list_tables, scan_table
from crm.story.attachments import AttachmentDraft, add_attachment
from crm.story.drafts import NoteDraft, PreferenceDraft, VisitDraft, WishDraft
from crm.story.lines import LineDraft
from crm.story.remember import add_note, add_preference, add_wish
from crm.story.services import log_visit
from crm.workspace import Workspace
from tests.unit.crm.exchange.taking_out.full_shop import told_of_everybody

SCRIPTS = st.sampled_from(
    ("🚲👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿❤️", "שלום עולם", "مرحبا بالعالم", "\u202eabc\u2066", "=cmd|'/c calc'!A1", "+1-@",
     "'90s", "\x00\x01\x1b[31m\x7f", "a\tb\r\nc\u2028d", "ﷺ", "Ω≈ç√", "\ufeffBOM", "\\N{}", "';--",
     "a,b;c:d", "日本語テキスト", "e\u0301\u0302\u0303", '"quoted"', "BEGIN:VCARD", "{{client}}")
)  # fmt: skip
TEXTS = st.lists(st.one_of(SCRIPTS, st.text(max_size=12)), min_size=1, max_size=3).map(" ".join)
DAYS = st.dates(date(1900, 1, 1), date(2026, 11, 1))
AMOUNTS = st.integers(-(10**9), 10**9)


@dataclass(frozen=True)
class Plan:
    """Words, days and amounts that a shop is made of, and which of its things it has."""

    words: list[str]
    days: list[date]
    amounts: list[int]
    things: list[int]


PLANS = st.builds(
    Plan,
    words=st.lists(TEXTS, min_size=6, max_size=12),
    days=st.lists(DAYS, min_size=2, max_size=4),
    amounts=st.lists(AMOUNTS, min_size=2, max_size=4),
    things=st.lists(st.integers(0, 15), max_size=14),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with no shop in it yet, to begin many with."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    Workspace.open(path, FixedClock(datetime(2026, 11, 21, tzinfo=UTC))).close()
    return path


def make_shop(store: Store, plan: Plan) -> None:
    """Whatever of ``plan`` a person could have entered; what is refused is left out."""
    word, day, amount = _Turn(plan.words), _Turn(plan.days), _Turn(plan.amounts)
    ids = [add_client(store, ClientDraft(f"Ann {word()}")) for _time in range(2)]
    for number in plan.things:
        with suppress(CrmError):
            _THINGS[number](store, ids, word, day, amount)


class _Turn:
    """Gives one after another, and begins again."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._next = 0

    def __call__(self) -> Any:
        self._next += 1
        return self._values[self._next % len(self._values)]


Thing = Callable[[Store, list[int], _Turn, _Turn, _Turn], object]


def _own_value(store: Store, ids: list[int], word: _Turn, *_more: _Turn) -> None:
    set_custom_value(store, ids[-1], add_custom_field(store, CustomFieldDraft(word())), word())


def _visit(store: Store, ids: list[int], word: _Turn, day: _Turn, amount: _Turn) -> None:
    lines = (LineDraft(word(), 1000, amount(), word()), LineDraft(word(), -500, amount()))
    log_visit(store, VisitDraft(ids[0], lines, word(), currency="EUR", day=day()))


def _photo(store: Store, ids: list[int], word: _Turn, *_more: _Turn) -> None:
    picture = b"\xff\xd8\xff" + word().encode("utf-8", "replace")
    set_photo(store, ids[-1], picture, picture)


def _file(store: Store, ids: list[int], word: _Turn, *_more: _Turn) -> None:
    content = word().encode("utf-8", "replace")
    add_attachment(store, AttachmentDraft(ids[0], f"{word()}.txt", content))


_THINGS: tuple[Thing, ...] = (
    lambda s, ids, w, d, a: ids.append(
        add_client(s, ClientDraft(w(), called=w(), how_met=w(), tags=(w(), w())))
    ),
    lambda s, ids, w, d, a: add_note(s, NoteDraft(ids[-1], f"{w()}\n{w()}", w(), w())),
    lambda s, ids, w, d, a: add_contact(s, ids[-1], ContactDraft("phone", w(), w())),
    lambda s, ids, w, d, a: add_contact(
        s, ids[0], ContactDraft("address", street=w(), town=w(), label=w())
    ),
    lambda s, ids, w, d, a: add_relation(s, RelationDraft(ids[0], w(), other_name=w(), note=w())),
    lambda s, ids, w, d, a: add_relation(s, RelationDraft(ids[-1], "friend", ids[0])),
    lambda s, ids, w, d, a: ids.append(create_household(s, w(), ids[:2])),
    lambda s, ids, w, d, a: tag_client(s, ids[-1], w()),
    lambda s, ids, w, d, a: set_consent(s, ids[0], "email", True, d(), w()),
    lambda s, ids, w, d, a: add_card(s, ids[0], w()),
    lambda s, ids, w, d, a: add_wish(s, WishDraft(ids[0], w(), w(), d(), abs(a()), "EUR")),
    lambda s, ids, w, d, a: add_preference(s, PreferenceDraft(ids[-1], w(), "allergy", w())),
    _own_value,
    _visit,
    _photo,
    _file,
)


def rows_of(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    return {table.name: list(scan_table(store, table)) for table in list_tables(store)}


def check_shop(empty: Path, plan: Plan) -> None:
    clock = FixedClock(datetime(2026, 11, 21, 12, tzinfo=UTC))
    with TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("one", "two", "three"):
            shutil.copy(empty, folder / f"{name}.db")
        one = Workspace.open(folder / "one.db", clock)
        make_shop(one.store, plan)
        expected, told = rows_of(one.store), told_of_everybody(one.store)
        take_everything_out(one.store, folder / "all.zip", readable_parts())
        wanted = ListToTakeOut(list_everybody(one.store), "vcard4")
        take_list_out(one.store, folder / "all.vcf", wanted)
        one.close()
        two = Workspace.open(folder / "two.db", clock)
        bring_everything_in(two.store, folder / "all.zip")
        found, problems = rows_of(two.store), two.store.check()
        two.close()
        assert found == expected
        assert problems == []
        three = Workspace.open(folder / "three.db", clock)
        report = import_file(three.store, folder / "all.vcf", today=clock.today())
        again, problems = told_of_everybody(three.store), three.store.check()
        three.close()
        assert problems == []
        assert report.rejected == ()
        assert again.keys() == told.keys()


@pytest.mark.slow
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=PLANS)
def test_any_shop_comes_back_the_same(empty: Path, plan: Plan) -> None:
    check_shop(empty, plan)


@pytest.mark.slow
@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=PLANS)
def test_five_hundred_shops_come_back_the_same(empty: Path, plan: Plan) -> None:
    check_shop(empty, plan)
