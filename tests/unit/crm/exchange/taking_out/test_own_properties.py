"""What only this program says on a card is taken as far as it can be, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.exchange import vcard_own as own
from crm.exchange.import_report import ImportReport
from crm.exchange.importing import import_file
from crm.store.store import Store
from tests.unit.crm.exchange.bringing import card, column

REPEATED = (own.PREFERENCE, own.WISH, own.PROMISE, own.CONSENT, own.FIELD)
ALONE = (*own.FACTS, own.STANDING, own.CARD, own.TAG, own.HOUSEHOLD)


def bring(store: Store, text: str) -> ImportReport:
    path = store.path.with_name("own.vcf")
    path.write_text(text, encoding="utf-8")
    return import_file(store, path, today=store.clock.today())


def test_nonsense_is_left_out_and_the_rest_is_kept(store: Store) -> None:
    bring(
        store,
        card(
            "FN:Ann Lee",
            f"{own.WISH}:A bell;;never;-5;XXX;stolen;yesterday;2026-13-40",
            f"{own.PREFERENCE}:hate;;Rain",
            f"{own.PREFERENCE}:like;;",
            f"{own.PROMISE}:Call;;;;broken;",
            f"{own.CONSENT}:telepathy;yes;;",
            f"{own.CONSENT}:email;maybe;;",
            f"{own.FIELD}:Gears;number;many;",
            f"{own.STANDING}:enemy",
            "X-REGULARS-STARRED:very",
            "X-REGULARS-MET-ON:once",
            "X-REGULARS-ARCHIVED:2026-99-99T00:00:00Z",
            "item1.NOTE:Hello",
            f"item1.{own.AT}:noon",
        ),
    )
    wish = "SELECT what, remind_on, budget, currency, state, closed_on FROM wish"
    assert store.rows(wish) == [("A bell", None, None, "", "open", None)]
    assert store.rows("SELECT kind, text FROM preference") == [("like", "Rain")]
    assert store.rows("SELECT what, state FROM promise") == [("Call", "open")]
    assert column(store, "SELECT channel FROM consent") == []
    client = "SELECT standing, starred, met_on, archived_at FROM client"
    assert store.rows(client) == [("client", 0, "", None)]
    assert "Hello" in column(store, "SELECT text FROM note")


def test_a_card_given_to_somebody_known_is_found(store: Store) -> None:
    bring(store, card("FN:Ann Lee", "EMAIL:ann@lee.example"))
    bring(store, card("FN:Ann Lee", "EMAIL:ann@lee.example", f"{own.CARD}:4006381333931"))
    assert column(store, "SELECT COUNT(*) FROM client") == [1]
    assert store.check() == []


def test_nobody_was_sent_in_a_circle(store: Store) -> None:
    ids = [f"00000000-0000-0000-0000-00000000000{number}" for number in range(3)]
    cards = [
        card(f"FN:Ann {number}", f"UID:urn:uuid:{key}", f"X-REGULARS-SENT-BY:urn:uuid:{other}")
        for number, (key, other) in enumerate(zip(ids, [*ids[1:], ids[0]], strict=True))
    ]
    bring(store, "".join(cards))
    sent = dict(store.rows("SELECT id, sent_by_id FROM client"))
    assert sorted(sent.values(), key=str) == [2, 3, None]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from((*REPEATED, *ALONE, *sorted(own.DETAILS), "NOTE", "TEL", "ADR")),
            st.text(
                alphabet=st.sampled_from([*"yesnolikope0129-;:\\,~TZ +é🚲\u200f"]), max_size=30
            ),
        ),
        max_size=12,
    )
)
def test_no_text_in_them_breaks_an_import(
    store: Store, tmp_path: Path, lines: list[tuple[str, str]]
) -> None:
    del tmp_path
    told = (f"item{number % 3}.{name}:{text}" for number, (name, text) in enumerate(lines))
    bring(store, card("FN:Ann Lee", "EMAIL:ann@lee.example", *told))
    assert store.check() == []
