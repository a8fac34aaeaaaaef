"""Which sections the profile shows for each kind of client, and in which order."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from crm.errors import StorageCause, ValidationError
from crm.i18n import _
from crm.shop.models import Setting
from crm.store.failures import storage_error
from crm.store.store import Store

ServedKind = Literal["person", "household", "organisation"]
SERVED_KINDS: Final[tuple[ServedKind, ...]] = ("person", "household", "organisation")

_SETTING: Final = "sections.{kind}"
_NAME: Final = re.compile(r"[a-z][a-z_]{0,39}")
_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The order of the sections, as far as one was chosen, and those that are not shown."""

    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    def arranged(self, names: Iterable[str]) -> tuple[str, ...]:
        """``names`` in the order chosen; those nobody placed stay behind them as they were."""
        places = {name: place for place, name in enumerate(self.order)}
        return tuple(sorted(names, key=lambda name: places.get(name, len(places))))

    def shown(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of ``names`` that are shown, in the order chosen."""
        return tuple(name for name in self.arranged(names) if name not in self.hidden)


def get_arrangement(store: Store, kind: ServedKind) -> Arrangement:
    """The sections for a kind of client; nothing chosen is all of them as they are declared."""
    text = store.scalar("SELECT value FROM setting WHERE name = ?", [_SETTING.format(kind=kind)])
    if text is None:
        return Arrangement()
    try:
        kept: dict[str, Any] = json.loads(text)
        return Arrangement(tuple(kept["order"]), frozenset(kept["hidden"]))
    except (KeyError, TypeError, ValueError) as error:
        raise storage_error(StorageCause.DAMAGED, store.path) from error


def arrange_sections(
    store: Store, kind: ServedKind, order: Sequence[str], hidden: Collection[str]
) -> None:
    """Show the sections of a kind of client in this ``order``, without those ``hidden``.

    Sections that neither names keep their place behind the others. Raises ValidationError.
    """
    if kind not in SERVED_KINDS:
        sentence = _("“{value}” is none of: {allowed}.")
        said = sentence.format(value=kind[:40], allowed=", ".join(SERVED_KINDS))
        raise ValidationError({"kind": said}, code="section.kind")
    _refuse_unnamed([*order, *hidden])
    kept = {"order": list(dict.fromkeys(order)), "hidden": sorted(set(hidden))}
    text = json.dumps(kept)
    name = _SETTING.format(kind=kind)
    row_id: int | None = store.scalar("SELECT id FROM setting WHERE name = ?", [name])
    with store.write("sections.arrange") as step:
        if row_id is None:
            step.insert(Setting, name=name, value=text)
        else:
            step.update(Setting, row_id, value=text)


def _refuse_unnamed(names: Sequence[str]) -> None:
    wrong = next((name for name in names if not _NAME.fullmatch(name)), None)
    if wrong is not None or len(names) > _MOST:
        said = _("This is not a section of the profile.")
        raise ValidationError({"sections": said}, code="section.unknown")
