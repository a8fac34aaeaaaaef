"""A believable bicycle shop, for first looks, pictures, tests and benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from crm.clients.models import Client, RelationType
from crm.clients.relation_words import builtin_relations
from crm.demo.baskets import Baskets
from crm.demo.book import Book
from crm.demo.bulk import Bulk
from crm.demo.cast import list_cast
from crm.demo.crowd import Crowd
from crm.demo.doubles import list_doubles
from crm.demo.hero import HERO, hero_visits
from crm.demo.naming import Naming
from crm.demo.people import TIE_WORDS, Days, Person
from crm.demo.places import Places, normal_of
from crm.demo.plans import Told, paced, planned_visits
from crm.demo.stock import count_sales, write_goods
from crm.demo.tables import STAFF
from crm.errors import ConflictError
from crm.i18n import _
from crm.progress import NoProgress, Progress
from crm.shop.services import begin_shop
from crm.shop.settings import ShopDraft
from crm.store.step import Step
from crm.store.store import Store
from crm.story.models import Visit
from crm.text import fold

TOLD: Final = 400  # people with a past of their own; those beyond are drawn in bulk

_SHOP: Final = ShopDraft(
    name="Maple Street Bicycles", currency="GBP", region="GB", staff=STAFF, is_demo=True
)


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """How much a demo shop holds."""

    clients: int
    visits: int
    purchases: int


def make_demo(
    store: Store,
    *,
    clients: int = TOLD,
    visits: int | None = None,
    seed: int = 20,
    progress: Progress | None = None,
) -> DemoCounts:
    """Write a bicycle shop of a small English town into a new data file, in one step.

    All days are counted from today. The same seed on the same day gives the same shop but for the
    uuids. The first 400 clients (at least the sixty who are told one by one) have pasts of their
    own and come less often where ``visits`` are few; those beyond share exactly what is left of
    ``visits``, or come as they naturally do. Raises ConflictError where the shop is not new,
    CancelledError when stopped.
    """
    _refuse_used(store)
    shop = _DemoShop(store, seed, progress or NoProgress())

    def write(step: Step) -> None:
        shop.write(step, clients, visits)

    begin_shop(store, _SHOP, [write])
    return DemoCounts(*(_count(store, model) for model in ("client", "visit", "purchase")))


class _DemoShop:
    """One writing of the shop."""

    def __init__(self, store: Store, seed: int, progress: Progress) -> None:
        self._store = store
        self._seed = seed
        self._progress = progress
        self._days = Days(store.clock.today())
        self._rng = Random(seed)

    def write(self, step: Step, clients: int, visits: int | None) -> None:
        """Write everything; derived rows are made anew once, at the end of the step."""
        baskets = Baskets(self._seed, write_goods(step))
        type_ids = _write_ties(self._store, step)
        book = Book(self._rng, self._days, type_ids)
        places = self._tell(book, baskets, clients, visits)
        told = book.count(Client)
        self._progress.step(told, clients, _("Making clients"))
        book.write(step)
        if clients > told:
            left = None if visits is None else max(0, visits - book.count(Visit))
            first = (told + 1, book.count(Visit) + 1)
            bulk = Bulk(self._rng, self._days, places, baskets, (book.tag_ids, type_ids))
            bulk.write(step, first, clients - told, left, self._progress)
        count_sales(self._store, step)
        step.touch_everything()

    def _tell(self, book: Book, baskets: Baskets, clients: int, visits: int | None) -> Places:
        """Put the people with a past into the book; returns where the others may live."""

        def told_of(person: Person) -> Sequence[Told]:
            if person.reference == HERO:
                return hero_visits(baskets)
            rng = Random(f"{self._seed} {person.reference}")
            plan = person.plan
            return [] if plan is None else planned_visits(plan, self._days, baskets, rng)

        cast = list_cast(self._days)
        taken = [each.value for person in cast for each in person.reached if each.kind == "phone"]
        mails = {fold(each.value) for person in cast for each in person.reached}
        places = Places(self._rng, frozenset(map(normal_of, taken)), mails)
        crowd = Crowd(self._rng, self._days, Naming(self._rng), places)
        others = crowd.draw(max(0, min(clients, TOLD) - len(cast)))
        doubles = list_doubles() if clients >= TOLD else ()
        others = others[: len(others) - len(doubles)]  # the pasts of all others stay as they are
        if visits is not None:
            others = paced(others, visits * len(others) // clients)
        book.add([*cast, *others, *doubles], told_of)
        return places


def _refuse_used(store: Store) -> None:
    for table in ("client", "item", "tag"):
        if store.scalar(f"SELECT 1 FROM {table} LIMIT 1") is not None:
            raise ConflictError(
                _("The demo shop needs a new data file; there is something in this one already."),
                code="demo.not_new",
            )


def _write_ties(store: Store, step: Step) -> dict[str, int]:
    """The kinds of tie by the English word the demo uses; those the shop has not are written."""
    kept = {fold(name): row_id for row_id, name in store.rows("SELECT id, name FROM relation_type")}
    for each in builtin_relations():
        if fold(each.name) not in kept:
            values = {"name": each.name, "reverse": each.reverse, "position": each.position}
            kept[fold(each.name)] = step.insert(RelationType, **values)
    return {word: kept[fold(_(word))] for word in TIE_WORDS}


def _count(store: Store, table: str) -> int:
    count: int = store.scalar(f"SELECT COUNT(*) FROM {table}")
    return count
