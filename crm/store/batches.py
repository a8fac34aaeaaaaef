"""Rows by the batch: enough to be quick, few enough to fit into memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """``items`` in lists of ``size``, the last one shorter; they are read as they are needed."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
