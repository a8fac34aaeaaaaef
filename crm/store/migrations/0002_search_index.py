"""The tables of the search index."""

from __future__ import annotations

from typing import Any

_STATEMENTS = (
    # What each owner is found by, as folded words; "place" orders the owners, see crm.store.search.
    """
    CREATE TABLE search_entry (
        place INTEGER PRIMARY KEY,
        owner INTEGER NOT NULL UNIQUE,
        name TEXT NOT NULL,
        alias TEXT NOT NULL,
        other TEXT NOT NULL,
        code TEXT NOT NULL,
        part TEXT NOT NULL,
        lent TEXT NOT NULL
    )
    """,
    # The words are folded and cut before they come here. The "ascii" tokenizer keeps whatever is
    # not ASCII as it is, so every word stays one token in every script.
    """
    CREATE VIRTUAL TABLE search_word USING fts5 (
        name, alias, other, code, part,
        content = 'search_entry', content_rowid = 'place',
        tokenize = 'ascii', detail = column, columnsize = 0, prefix = '1 2 3'
    )
    """,
    # Words that a mistyped one may mean, by their beginnings with one letter left out.
    """
    CREATE TABLE search_near (
        stem TEXT NOT NULL,
        word TEXT NOT NULL,
        PRIMARY KEY (stem, word)
    ) WITHOUT ROWID
    """,
)


def up(migrator: Any, db: Any) -> None:
    for statement in _STATEMENTS:
        db.execute_sql(statement)
