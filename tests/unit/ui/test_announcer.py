"""Every write has its own sentence, and every sentence a write."""

from __future__ import annotations

import re

from crm.changes import Change
from crm.story.drafts import WISH_STATES
from tests.architecture.sources import modules_of, texts_in
from ui.announcer import SENTENCES, say_change

SUBJECTS = (
    "crm/clients", "crm/exchange/everything", "crm/exchange/importing.py",
    "crm/exchange/taking_back.py", "crm/letters", "crm/shop", "crm/story",
)  # fmt: skip
NOUNS = (
    "attachment|card|client|consent|contact|custom_field|custom_value|former_name|household"
    "|import|letter|note|occasion|pair|photo|preference|promise|sheet|tag"
)
ACTION = re.compile(
    rf"(?:{NOUNS}|relation|relation_type|sections|settings|smart_list|visit|wish)\.[a-z_]+"
)
CODES_OF_ERRORS = {
    "attachment.refused",
    "card.taken",
    "household.nested",
    "import.taken_back",
    "letter.field",
    "import.no_file",
    "import.nobody",
    "import.nothing",
    "relation.twice",
}


def written_actions() -> set[str]:
    """What the services call their writes."""
    texts = {text for module in modules_of(*SUBJECTS) for _node, text in texts_in(module)}
    named = {text for text in texts if ACTION.fullmatch(text)} - CODES_OF_ERRORS
    return named | {f"wish.{state}" for state in WISH_STATES}


def test_every_write_is_told_in_its_own_words() -> None:
    assert not written_actions() - SENTENCES.keys()


def test_every_sentence_is_of_a_write() -> None:
    assert not SENTENCES.keys() - written_actions()


def test_a_sentence_names_who_it_is_about() -> None:
    change = Change(1, "client.tag", "Siobhan Brennan")
    assert say_change(change) == "Tag of Siobhan Brennan saved."
