"""Taking an import back days later, sparing what people did with it since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from crm.clients.contacts import settle_contacts
from crm.clients.drafts import CONTACT_KINDS
from crm.errors import ConflictError, NotFoundError
from crm.exchange.models import Import
from crm.exchange.queries import get_import
from crm.exchange.spared_words import SparedClient, say_kept_change, say_spared
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.store.sparing import Sparing
from crm.store.step import Step
from crm.store.store import Store
from crm.store.taking_back import KeptChange, TakingBack
from crm.story.items import count_sales, recount
from crm.story.models import Visit

MOST_SPARED: Final = 10_000
"""Spared clients that are told one by one; the others are only counted."""

_SPARING: Final = Sparing(
    kept=frozenset({"import", "known_mapping"}),
    whole=(
        ("client_key", "client"),
        ("former_name", "client"),
        ("photo", "client"),
        ("contact_point", "client"),
        ("client_tag", "client"),
        ("relation", "client"),
        ("household_member", "client"),
        ("custom_value", "client"),
        ("consent", "client"),
        ("occasion", "client"),
        ("preference", "client"),
        ("purchase", "visit"),
    ),
    loose=frozenset({"pair_answer"}),
    unnoticed={
        "client": frozenset({"changed_at"}),
        "visit": frozenset({"total"}),
        "item": frozenset({"times_sold", "last_price", "last_currency", "last_sold"}),
    },
)
_STORY: Final = ("note", "promise", "wish")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of an import that was taken back.

    ``clients``, ``visits``, ``purchases`` and ``notes`` were removed; ``reverted`` are rows of
    older clients that are as they were before. ``spared`` says who stays and why, at most
    ``MOST_SPARED`` of the ``spared_count``. ``step_id`` is what Undo takes back.
    """

    import_id: int
    file_name: str
    step_id: int
    clients: int
    visits: int
    purchases: int
    notes: int
    reverted: int
    spared_count: int
    spared: tuple[SparedClient, ...]

    def sentence(self) -> str:
        """What went, and how many stay."""
        parts = [
            ngettext("{count} client", "{count} clients", self.clients),
            ngettext("{count} visit", "{count} visits", self.visits),
            ngettext("{count} purchase", "{count} purchases", self.purchases),
        ]
        counts = (self.clients, self.visits, self.purchases)
        told = ", ".join(
            part.format(count=f"{count:,}") for part, count in zip(parts, counts, strict=True)
        )
        sentence = _("{what} of {file} are gone.").format(what=told, file=self.file_name)
        return f"{sentence} {self._spared_sentence()}".rstrip()

    def _spared_sentence(self) -> str:
        if not self.spared_count:
            return ""
        text = ngettext(
            "{count} was changed since and stays.",
            "{count} were changed since and stay.",
            self.spared_count,
        )
        return text.format(count=f"{self.spared_count:,}")


def take_import_back(store: Store, import_id: int, progress: Progress | None = None) -> TakenBack:
    """Take everything an import wrote out again, as one undo step.

    Whoever was worked with since stays as who they are, without the visits, purchases and notes
    of the file; rows that were changed stay. Older clients get back what they had. The same file
    can be brought in again. Raises NotFoundError, ConflictError where that was done before,
    CancelledError when ``progress`` was stopped; nothing is changed then.
    """
    file_name, step_id = _find(store, import_id)
    with store.write("import.take_back", about=file_name) as step:
        with TakingBack(step, step_id, _SPARING, progress) as taking:
            spared = [
                SparedClient(row.id, *say_spared(store, row)) for row in taking.spared("client")
            ]
            visits = _visits_losing_lines(store, taking)
            owners = _owners_losing_contacts(store, taking)
            items = [*(row.id for row in taking.spared("item")), *taking.list_changed("item")]
            taken = taking.carry_out()
        spared += _say_kept(store, taken.kept_changes)
        _settle(store, step, items, visits, owners)
        step.update(Import, import_id, taken_back_at=store.clock.now())
    removed = taken.removed
    return TakenBack(
        import_id, file_name, step.id,
        clients=removed.get("client", 0),
        visits=removed.get("visit", 0),
        purchases=removed.get("purchase", 0),
        notes=sum(removed.get(table, 0) for table in _STORY),
        reverted=taken.reverted,
        spared_count=len(spared),
        spared=tuple(spared[:MOST_SPARED]),
    )  # fmt: skip


def _find(store: Store, import_id: int) -> tuple[str, int]:
    found = get_import(store, import_id)
    if found.taken_back_at is not None:
        raise ConflictError(_("This was taken back already."), code="import.taken_back")
    if not found.can_be_taken_back:
        raise NotFoundError(_("This can no longer be undone."))
    step_id = store.scalar("SELECT step_id FROM import WHERE id = ?", [import_id])
    return found.file_name, int(step_id)


def _visits_losing_lines(store: Store, taking: TakingBack) -> list[int]:
    """Visits that stay while purchases of the file go: lines that came later to an older visit."""
    return _ids(
        store,
        "SELECT DISTINCT p.visit_id FROM purchase p "
        f"WHERE {taking.goes_sql('purchase', 'p.id')} "
        f"AND NOT {taking.goes_sql('visit', 'p.visit_id')}",
    )


def _owners_losing_contacts(store: Store, taking: TakingBack) -> list[int]:
    return _ids(
        store,
        "SELECT DISTINCT c.client_id FROM contact_point c "
        f"WHERE {taking.goes_sql('contact_point', 'c.id')} "
        f"AND NOT {taking.goes_sql('client', 'c.client_id')}",
    )


def _ids(store: Store, sql: str) -> list[int]:
    return [row[0] for row in store.rows(sql)]


def _settle(
    store: Store,
    step: Step,
    item_ids: list[int],
    visit_ids: Iterable[int],
    client_ids: Iterable[int],
) -> None:
    """Make true again what follows from the rows that went."""
    count_sales(store, step, item_ids)
    recount(store, step, item_ids)
    total = "SELECT COALESCE(SUM(amount), 0) FROM purchase WHERE visit_id = ?"
    for visit_id in visit_ids:
        step.update(Visit, visit_id, total=store.scalar(total, [visit_id]))
    for client_id in client_ids:
        for kind in CONTACT_KINDS:
            settle_contacts(store, step, client_id, kind)


def _say_kept(store: Store, changes: Iterable[KeptChange]) -> Iterator[SparedClient]:
    """Older clients of whom the file told more, which somebody changed since."""
    for change in changes:
        hidden = _SPARING.unnoticed.get(change.table, frozenset[Any]())
        columns = [name for name in change.columns if name not in hidden]
        if change.table == "client" and columns:
            yield SparedClient(change.id, *say_kept_change(store, change.id, columns))
