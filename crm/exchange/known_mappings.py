"""What a person said the columns of a file are, kept for the next file of that shape."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crm.errors import ImportRejected
from crm.exchange.mapping import Mapping, mapping_from_json, mapping_to_json
from crm.exchange.models import KnownMapping
from crm.store.step import Step
from crm.store.store import Store


def find_mapping(store: Store, source: str) -> Mapping | None:
    """The mapping kept for files of ``source``; None where there is none that can be read."""
    text = store.scalar("SELECT mapping FROM known_mapping WHERE source = ?", [source])
    if text is None:
        return None
    try:
        return mapping_from_json(text)
    except ImportRejected:  # of a version with other fields
        return None


def keep_mapping(store: Store, step: Step, source: str, name: str, mapping: Mapping) -> None:
    """Keep ``mapping`` for files of ``source``; ``name`` is that of the file it was made for.

    Where the names of the columns stand, and in which encoding, is found out anew each time.
    """
    general = replace(mapping, encoding="", delimiter="", quote="", header=None, sheet="")
    values: dict[str, Any] = {
        "name": name,
        "mapping": mapping_to_json(general),
        "at": store.clock.now(),
    }
    known = store.scalar("SELECT id FROM known_mapping WHERE source = ?", [source])
    if known is None:
        step.insert(KnownMapping, source=source, **values)
    else:
        step.update(KnownMapping, known, **values)


def applied(kept: Mapping, found: Mapping) -> Mapping:
    """What was kept, for a file that is written as ``found`` says."""
    return replace(
        kept,
        format=found.format,
        encoding=found.encoding,
        delimiter=found.delimiter,
        quote=found.quote,
        header=found.header,
        sheet=found.sheet,
    )
