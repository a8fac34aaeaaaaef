"""What an import writes through: the real step, or one that only counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from peewee import Model

from crm.store.rows import plan_of
from crm.store.step import next_id_sql
from crm.store.store import Store


class ImportStep(Protocol):
    """The part of :class:`crm.store.step.Step` that imports use."""

    def insert(self, model: type[Model], **values: Any) -> int: ...

    def insert_rows(
        self, model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
    ) -> range: ...

    def insert_select(
        self,
        model: type[Model],
        count: int,
        values: Mapping[str, str],
        source: str,
        parameters: Sequence[Any] = (),
    ) -> range: ...

    def update(
        self, model: type[Model], row_id: int, *, rev: int | None = None, **values: Any
    ) -> None: ...


class DryStep:
    """Gives ids and writes nothing, so that a trial run takes no lock and leaves no trace."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._next: dict[type[Model], int] = {}

    def insert(self, model: type[Model], **values: Any) -> int:
        del values
        return self._take(model, 1).start

    def insert_rows(
        self, model: type[Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
    ) -> range:
        del columns
        return self._take(model, sum(1 for _row in rows))

    def insert_select(
        self,
        model: type[Model],
        count: int,
        values: Mapping[str, str],
        source: str,
        parameters: Sequence[Any] = (),
    ) -> range:
        del values, source, parameters
        return self._take(model, count)

    def update(
        self, model: type[Model], row_id: int, *, rev: int | None = None, **values: Any
    ) -> None:
        """Nothing changes."""

    def _take(self, model: type[Model], count: int) -> range:
        first = self._next.get(model) or next_id(self._store, model)
        self._next[model] = first + count
        return range(first, first + count)


def next_id(store: Store, model: type[Model]) -> int:
    """The id that the next row of a table gets."""
    table = plan_of(model).name
    return int(store.scalar(next_id_sql(table), [table]))
