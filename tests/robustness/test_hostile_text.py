"""Every service, found by its signature, keeps whatever is typed or refuses it in a sentence."""

from __future__ import annotations

import inspect
import os
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import crm
from crm.clients.drafts import ClientDraft
from crm.clients.find import find_clients
from crm.clients.queries import get_client
from crm.clients.services import add_client
from crm.clock import FixedClock
from crm.errors import CrmError, ValidationError
from crm.store.step import Step
from crm.store.store import Store
from crm.story.drafts import NoteDraft
from crm.story.queries import list_notes
from crm.story.remember import add_note
from crm.text import clean, clean_block
from crm.workspace import Workspace
from tests.robustness.hostile import TEXTS, arguments, texts
from tests.robustness.reading import read_everything
from tests.robustness.shop import make_shop
from tests.undoing import dump

Service = Callable[..., object]

EXAMPLES = int(os.environ.get("REGULARS_HOSTILE", "25"))  # for each service
_FLOORS = ("clients", "exchange", "letters", "lifetime", "shop", "story")
# What is not called with what was typed, and by whom it is tested instead.
_LEFT_OUT = {
    "crm.shop.services.begin_shop": "takes functions; its draft is checked as settings are",
    "crm.exchange.everything.writing.take_everything_out": "takes functions",
    "crm.exchange.examining.examine_files": "takes what was found out of files before",
    "crm.exchange.import_matching.find_same": "inside an import",
    "crm.exchange.import_matching.can_be": "inside an import",
    "crm.exchange.queries.find_import": "takes a fingerprint",
    "crm.exchange.known_mappings.find_mapping": "takes a fingerprint",
    "crm.exchange.import_step.next_id": "inside an import",
    "crm.clients.find_explain.explain": "inside a search",
    "crm.clients.merging.preview.list_fields": "inside a merge",
    "crm.exchange.spared_words.say_spared": "while an import is taken back",
    "crm.exchange.spared_words.say_kept_change": "while an import is taken back",
    "crm.story.attachments.save_copy": "writes where a path says; tests/unit/crm/story",
}

pytestmark = pytest.mark.slow


@cache
def services() -> dict[str, Service]:
    """Every public function of the subjects that takes the store first."""
    found: dict[str, Service] = {}
    for module in pkgutil.walk_packages(crm.__path__, "crm."):
        if module.name.split(".")[1] not in _FLOORS:
            continue
        for name, each in inspect.getmembers(import_module(module.name), inspect.isfunction):
            if each.__module__ == module.name and not name.startswith("_") and is_service(each):
                found[f"{module.name}.{name}"] = each
    return found


def is_service(function: Service) -> bool:
    """Whether the store comes first; what takes a step too is a part of another service."""
    kinds = [each.annotation for each in inspect.signature(function).parameters.values()]
    return kinds[:1] in ([Store], ["Store"]) and not {Step, "Step"} & set(kinds)


def typed_at() -> list[str]:
    return sorted(services().keys() - _LEFT_OUT.keys())


@pytest.fixture(scope="module")
def small_shop(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_shop(tmp_path_factory.mktemp("small"), people=3)


@pytest.fixture
def store(small_shop: bytes, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    (tmp_path / "shop.db").write_bytes(small_shop)
    workspace = Workspace.open(tmp_path / "shop.db", clock)
    yield workspace.store
    assert workspace.store.check() == []
    workspace.close()


def test_the_services_are_found() -> None:
    """The control: nobody is left out who is not there, and there are as many as we know of."""
    assert _LEFT_OUT.keys() - services().keys() == set()
    assert len(typed_at()) > 80
    for known in ("crm.story.services.log_visit", "crm.clients.find.find_clients"):
        assert known in typed_at()


@pytest.mark.parametrize("name", typed_at())
def test_a_service_keeps_what_is_typed_or_says_why_not(name: str, store: Store) -> None:
    service = services()[name]

    @settings(max_examples=EXAMPLES)
    @given(values=arguments(service))
    def attack(values: dict[str, Any]) -> None:
        before = dump(store)
        steps = count_steps(store)
        refusal = refused(lambda: service(store, **values))
        assert refusal is None or refusal.endswith("."), refusal
        assert refusal is None or dump(store) == before
        if count_steps(store) > steps:
            read_everything(store)
            store.undo()
            assert dump(store) == before

    attack()


def refused(act: Callable[[], object]) -> str | None:
    """The sentence that ``act`` is refused with; None where it is not."""
    try:
        act()
    except CrmError as error:
        return str(error)
    return None


def count_steps(store: Store) -> int:
    count: int = store.scalar("SELECT COUNT(*) FROM undo_step WHERE undone IS NULL")
    return count


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_what_is_typed_comes_back_as_it_was_kept_and_is_found(text: str, store: Store) -> None:
    try:
        client_id = add_client(store, ClientDraft(f"Grace {text}", kind="organisation"))
    except ValidationError:
        assert len(text) > 400  # nothing else of these is refused
        return
    kept = get_client(store, client_id).name
    assert kept == clean(f"Grace {text}")
    assert client_id in {hit.id for hit in find_clients(store, "grace").hits}
    assert client_id in {hit.id for hit in find_clients(store, kept[:200]).hits}
    note_id = add_note(store, NoteDraft(client_id, f"said {text}"))
    kept_notes = {note.id: note.text for note in list_notes(store, client_id)}
    assert kept_notes[note_id] == clean_block(f"said {text}").strip()


@settings(max_examples=10 * EXAMPLES)
@given(text=texts, limit=st.integers(1, 20))
def test_any_text_can_be_searched_for(text: str, limit: int, store: Store) -> None:
    assert len(find_clients(store, text, limit=limit).hits) <= limit
