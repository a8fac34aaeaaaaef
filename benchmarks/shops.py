"""The shops that are measured: made by the demo's generator, of any size, and kept when wished."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

from crm.demo import make_demo
from crm.store.store import Store
from crm.story.models import Purchase, Visit
from crm.workspace import Workspace

VISITS_A_CLIENT: Final = 20
VISITS_OF_THE_KEENEST: Final = 2_000

_SEED: Final = 20261121
_CURRENCY: Final = "GBP"
_PRICE: Final = 320


def shop_of(folder: Path, clients: int) -> Path:
    """A data file in ``folder`` with so many clients; one that is there already is used again.

    One of its clients comes nearly every day and has 2,000 visits.
    """
    path = folder / f"shop-{clients}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        _make(part, clients)
        part.replace(path)
    return path


def keenest_client(store: Store) -> int:
    """Who came most often."""
    sql = "SELECT client_id FROM client_summary ORDER BY visits DESC, client_id LIMIT 1"
    client_id: int = store.scalar(sql)
    return client_id


def _make(path: Path, clients: int) -> None:
    workspace = Workspace.open(path)
    try:
        make_demo(workspace.store, clients=clients, visits=VISITS_A_CLIENT * clients, seed=_SEED)
        _make_one_keen(workspace.store)
    finally:
        workspace.close()


def _make_one_keen(store: Store) -> None:
    client_id = keenest_client(store)
    item_id = store.scalar("SELECT id FROM item ORDER BY times_sold DESC, id LIMIT 1")
    had = store.scalar("SELECT visits FROM client_summary WHERE client_id = ?", [client_id])
    today = store.clock.today()
    days = range(3, 3 * max(0, VISITS_OF_THE_KEENEST - had) + 3, 3)
    visits = [
        (client_id, (today - timedelta(days=ago)).isoformat(), _CURRENCY, _PRICE) for ago in days
    ]
    with store.write("benchmark") as step:
        ids = step.insert_rows(Visit, ("client_id", "day", "currency", "total"), visits)
        lines = [(visit_id, item_id, 1_000, _PRICE) for visit_id in ids]
        step.insert_rows(Purchase, ("visit_id", "item_id", "quantity", "amount"), lines)
        step.touch(client_id)
