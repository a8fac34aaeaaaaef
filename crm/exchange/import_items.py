"""What the shop sells, as an import meets it: each thing once, with when it was last sold."""

from __future__ import annotations

from typing import Final

from crm.exchange.import_step import ImportStep, next_id
from crm.exchange.records import PurchaseRecord
from crm.i18n import _
from crm.store.store import Store
from crm.story.models import Item
from crm.text import clean, fold

_COLUMNS: Final = (
    "name", "folded", "category", "last_price", "last_currency", "last_sold", "times_sold",
)  # fmt: skip
_STANDING: Final = (
    "SELECT id, name, folded, category, last_price, last_currency, last_sold, times_sold "
    "FROM item WHERE folded = ?"
)


class SoldItem:
    """One thing and its sales in the file; ``last_day`` is that of its latest price."""

    __slots__ = (
        "category", "folded", "id", "is_changed", "is_new", "last_amount", "last_currency",
        "last_day", "last_quantity", "name", "price", "times",
    )  # fmt: skip

    def __init__(self, id: int, name: str, folded: str) -> None:
        self.id = id
        self.name = name
        self.folded = folded
        self.category = ""
        self.is_new = True
        self.is_changed = False
        self.times = 0
        self.price: int | None = None
        self.last_day = ""
        self.last_currency = ""
        self.last_amount = 0
        self.last_quantity = 0

    @property
    def last_price(self) -> int | None:
        """Minor units for one when it was last sold, the half cent up."""
        if not self.last_quantity:
            return self.price
        return (2000 * self.last_amount + self.last_quantity) // (2 * self.last_quantity)

    def sold(self, times: int, last: tuple[str, int, int] | None, currency: str) -> None:
        """Count lines that are no refunds; ``last`` is the day, quantity and amount of one.

        It is that of the latest of them for which money was taken, None where there is none.
        """
        self.times += times
        self.is_changed = self.is_changed or times > 0
        if last is not None and last[0] >= self.last_day:
            self.last_day, self.last_quantity, self.last_amount = last
            self.last_currency = currency


class Items:
    """Every thing the file names; new ones are written in the order they were met."""

    def __init__(self, store: Store, step: ImportStep) -> None:
        self._store = store
        self._step = step
        self._by_words: dict[tuple[str, str], SoldItem] = {}
        self._by_folded: dict[str, SoldItem] = {}
        self._new: list[SoldItem] = []
        self._next = next_id(store, Item)

    def of(self, record: PurchaseRecord) -> SoldItem:
        """What a line sells."""
        words = (record.what, record.category)
        return self._by_words.get(words) or self._meet(words)

    def by_id(self) -> dict[int, SoldItem]:
        """Every thing met, by its row."""
        return {item.id: item for item in self._by_folded.values()}

    def write_new(self) -> None:
        """Write what was met for the first time, so that purchases can name it."""
        if self._new:
            rows = ((item.name, item.folded, "", None, "", None, 0) for item in self._new)
            self._step.insert_rows(Item, _COLUMNS, rows)

    def write_sales(self) -> None:
        """Remember how often each thing was sold now, and for how much the last time."""
        for item in self._by_folded.values():
            if item.is_changed:
                self._step.update(
                    Item,
                    item.id,
                    category=item.category,
                    times_sold=item.times,
                    last_price=item.last_price,
                    last_currency=item.last_currency,
                    last_sold=item.last_day or None,
                )

    def _meet(self, words: tuple[str, str]) -> SoldItem:
        what, category = (clean(text) for text in words)
        name = what or category or _("Purchase")
        folded = fold(name) or fold(_("Purchase"))
        item = self._by_folded.get(folded)
        if item is None:
            item = self._by_folded[folded] = self._standing(folded) or self._begin(name, folded)
        if category and category != item.category:
            item.category, item.is_changed = category, True
        self._by_words[words] = item
        return item

    def _begin(self, name: str, folded: str) -> SoldItem:
        item = SoldItem(self._next, name, folded)
        self._next += 1
        self._new.append(item)
        return item

    def _standing(self, folded: str) -> SoldItem | None:
        rows = self._store.rows(_STANDING, [folded])
        if not rows:
            return None
        item_id, name, _folded, category, price, currency, day, times = rows[0]
        item = SoldItem(item_id, name, folded)
        item.is_new = False
        item.category, item.price, item.times = category, price, times
        item.last_currency, item.last_day = currency, day or ""
        return item
