"""What the shop has chosen, as read from the file."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from crm.shop.settings import ShopSettings
from crm.store.store import Store


def get_settings(store: Store) -> ShopSettings:
    """Every setting, as chosen or as it is by default."""
    names = {field.name for field in fields(ShopSettings)}
    chosen = {
        name: _value(text)
        for name, text in store.rows("SELECT name, value FROM setting ORDER BY id")
        if name in names
    }
    return ShopSettings(**chosen)


def _value(text: str) -> Any:
    value = json.loads(text)
    return tuple(value) if isinstance(value, list) else value
