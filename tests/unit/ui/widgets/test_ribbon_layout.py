"""The ribbon placed: nothing counted is lost, nothing readable overlaps or is cut."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.ribbon_bars import Heights, gather_columns
from ui.widgets.ribbon_data import (
    RibbonData,
    RibbonExpected,
    RibbonGroup,
    RibbonMark,
    RibbonMoment,
    Tone,
)
from ui.widgets.ribbon_labels import Place, Wish, place_labels
from ui.widgets.ribbon_layout import lay_out
from ui.widgets.ribbon_parts import Measure, RibbonLayout
from ui.widgets.ribbon_scale import AxisWords, fit_days
from ui.widgets.ribbon_stops import Reach, Stop, next_stop, stop_at

TODAY = date(2026, 11, 21)
LINE = 14.0
CHARACTER = 6.0

WORDS = AxisWords(
    first=lambda day, _unit: f"{day:%b %Y}",
    tick=lambda day, _unit: f"{day:%d %b}",
    width=lambda text: CHARACTER * len(text),
)
REACH = Reach(label_bottom=17, band_top=60, dot_radius=5, slack=8)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def placed(data: RibbonData, width: float = 992, ratio: float = 1, **how: bool) -> RibbonLayout:
    return lay_out(data, Measure(width, ratio, LINE, WORDS), **how)


def moment(
    days: int, text: str = "First visit", tone: Tone = "accent", **more: int
) -> RibbonMoment:
    return RibbonMoment(ago(days), text, tone, f"{text}-{days}", **more)


def groups(layout: RibbonLayout) -> list[RibbonGroup]:
    return [stop.item for stop in layout.stops if isinstance(stop.item, RibbonGroup)]


days_ago = st.integers(-60, 41 * 365)
marks = st.builds(
    RibbonMark,
    day=days_ago.map(ago),
    height=st.integers(-(10**12), 10**12) | st.just(0) | st.integers(),
    times=st.integers(1, 5),
)
moments = st.builds(
    RibbonMoment,
    day=days_ago.map(ago),
    text=st.text("abc ", min_size=1, max_size=40),
    tone=st.sampled_from(["accent", "plum", "rose", "blue", "amber"]),
    key=st.text("xyz", min_size=1, max_size=4),
    weight=st.integers(-2, 2),
)
ribbons = st.builds(
    RibbonData,
    start=st.integers(-3, 41 * 365).map(ago),
    today=st.just(TODAY),
    expected=st.none() | st.integers(-900, 900).map(ago),
    expected_text=st.sampled_from(["", "next around 17 Dec"]),
    marks=st.lists(marks, max_size=60).map(tuple),
    moments=st.lists(moments, max_size=12).map(tuple),
    empty_text=st.sampled_from(["", "No visits yet"]),
)
widths = st.sampled_from([300.0, 640.0, 992.0, 3000.0])
ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0])


@given(data=ribbons, width=widths, ratio=ratios)
def test_bars_keep_every_visit_and_every_penny(
    data: RibbonData, width: float, ratio: float
) -> None:
    told = groups(placed(data, width, ratio))
    assert sum(group.count for group in told) == sum(mark.times for mark in data.marks)
    assert sum(group.amount or 0 for group in told) == sum(mark.height for mark in data.marks)


@given(data=ribbons, width=widths, ratio=ratios)
def test_bars_stand_apart_on_whole_pixels(data: RibbonData, width: float, ratio: float) -> None:
    bars = placed(data, width, ratio).bars
    for bar in bars:
        assert bar.left * ratio == pytest.approx(round(bar.left * ratio))
        assert bar.width * ratio == pytest.approx(round(bar.width * ratio))
    for bar, after in pairwise([bar for bar in bars if not bar.ahead]):
        assert bar.left + bar.width < after.left


@given(data=ribbons, width=widths, ratio=ratios)
def test_everything_stays_within_the_ribbon(data: RibbonData, width: float, ratio: float) -> None:
    layout = placed(data, width, ratio)
    texts = [layout.expected, layout.empty]
    places = [dot.label for dot in layout.dots if dot.label] + [n.place for n in texts if n]
    places += [place for place in (layout.band, layout.ahead, layout.overdue) if place]
    assert all(0 <= place.left <= place.right <= width + 0.51 for place in places)
    assert all(bar.left >= 0 and bar.left + bar.width <= width for bar in layout.bars)
    assert all(
        0 <= bar.up <= layout.rows.bar_bottom - layout.rows.bar_top + 1 for bar in layout.bars
    )


@given(data=ribbons, width=widths)
def test_no_text_ever_overlaps_another_or_a_bar(data: RibbonData, width: float) -> None:
    layout = placed(data, width)
    row = [dot.label for dot in layout.dots if dot.label is not None]
    if layout.expected is not None and layout.expected.top == layout.rows.label_top:
        row.append(layout.expected.place)
    elif layout.expected is not None:
        left = layout.expected.place.left
        assert all(bar.left + bar.width < left for bar in layout.bars)
        assert all(dot.x < left for dot in layout.dots)
    assert all(one.right <= after.left for one, after in pairwise(sorted(row)))
    if layout.empty is not None and layout.expected is not None:
        same_line = layout.empty.top == layout.expected.top
        assert not (same_line and layout.empty.place.meets(layout.expected.place))


@given(data=ribbons, width=widths)
def test_every_moment_can_be_walked_to_even_without_a_label(data: RibbonData, width: float) -> None:
    walked = [stop.item for stop in placed(data, width).stops]
    assert all(moment in walked for moment in data.moments)


@given(amounts=st.lists(st.integers(1, 10**30), min_size=1, max_size=20))
def test_more_money_is_never_a_lower_bar(amounts: list[int]) -> None:
    scale = fit_days(ago(4000), TODAY, TODAY, left=0, right=4000, reserve=0)
    visits = [RibbonMark(ago(100 * i), amount) for i, amount in enumerate(amounts)]
    heights = Heights.of(gather_columns(visits, scale, pixel_ratio=1, pitch=3))
    shares = [heights.share(amount) for amount in sorted(amounts)]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1 + 1e-9


def test_one_large_sale_does_not_flatten_the_usual_ones() -> None:
    visits = tuple(RibbonMark(ago(30 * i), 2_000) for i in range(1, 20))
    bars = placed(RibbonData(ago(700), TODAY, marks=(*visits, RibbonMark(TODAY, 180_000)))).bars
    assert bars[-1].up > 2 * bars[0].up
    assert bars[0].up > 8


def test_a_visit_without_purchase_is_a_stub_and_a_refund_hangs_below() -> None:
    visits = (RibbonMark(ago(300), 0), RibbonMark(ago(200), -900), RibbonMark(ago(100), 900))
    chat, refund, sale = placed(RibbonData(ago(400), TODAY, marks=visits)).bars
    assert 0 < chat.up < sale.up / 2
    assert (refund.up, chat.down, sale.down) == (0, 0, 0)
    assert refund.down > 0


def test_a_refund_on_the_day_of_a_sale_shows_both() -> None:
    visits = (RibbonMark(ago(100), 900), RibbonMark(ago(100), -400))
    layout = placed(RibbonData(ago(400), TODAY, marks=visits))
    assert layout.bars[0].up > 0
    assert layout.bars[0].down > 0
    assert groups(layout)[0].amount == 500


def test_hidden_amounts_leave_equal_bars_and_tell_no_amount() -> None:
    visits = tuple(RibbonMark(ago(90 * i), 7**i - 9) for i in range(6))
    layout = placed(RibbonData(ago(900), TODAY, marks=visits), amounts_hidden=True)
    assert {(bar.up, bar.down) for bar in layout.bars} == {(layout.bars[0].up, 0.0)}
    assert {group.amount for group in groups(layout)} == {None}


def test_forty_years_of_daily_visits_become_as_many_bars_as_can_stand() -> None:
    visits = tuple(RibbonMark(ago(i), 350) for i in range(12_000))
    layout = placed(RibbonData(ago(14_600), TODAY, marks=visits))
    assert len(layout.bars) <= 992 / 3
    assert {bar.weight for bar in layout.bars[1:-1]} == {3}


def test_the_dashes_to_a_visit_expected_tomorrow_are_as_wide_as_their_text() -> None:
    data = RibbonData(ago(6000), TODAY, ago(-1), "next tomorrow", (RibbonMark(TODAY, 5),))
    layout = placed(data)
    assert layout.ahead is not None
    assert layout.expected is not None
    assert layout.ahead.width >= CHARACTER * len("next tomorrow")
    assert layout.expected.top > layout.rows.bar_top


def test_an_overdue_visit_marks_the_band_since_it_was_expected() -> None:
    layout = placed(RibbonData(ago(700), TODAY, ago(100), "expected in August"))
    assert layout.overdue is not None
    assert layout.band.left < layout.overdue.left < layout.overdue.right == layout.band.right
    expected = layout.stops[-1].item
    assert isinstance(expected, RibbonExpected)
    assert expected.overdue


def test_a_day_overdue_can_be_seen_after_forty_years() -> None:
    layout = placed(RibbonData(ago(14_600), TODAY, ago(1), "expected yesterday"))
    assert layout.overdue is not None
    assert layout.overdue.width >= 8


def test_a_first_contact_today_shows_a_beginning_and_says_that_it_is_empty() -> None:
    layout = placed(RibbonData(TODAY, TODAY, moments=(moment(0),), empty_text="No visits yet"))
    assert layout.band.width >= 8
    assert layout.ahead is not None
    assert layout.empty is not None
    assert layout.empty.place.width == CHARACTER * len("No visits yet")
    assert layout.dots[0].x < layout.empty.place.left


def test_a_prospect_with_a_day_to_come_reads_both_texts() -> None:
    layout = placed(
        RibbonData(ago(90), TODAY, ago(-9), "next around 30 Nov", empty_text="None yet")
    )
    assert layout.empty is not None
    assert layout.expected is not None
    assert layout.empty.top == layout.expected.top
    assert layout.empty.place.right < layout.expected.place.left


def test_what_lies_ahead_is_told_from_what_has_been() -> None:
    visits = (RibbonMark(TODAY, 100), RibbonMark(ago(-1), 100), RibbonMark(ago(-90), 100))
    layout = placed(RibbonData(ago(9000), TODAY, marks=visits))
    assert [bar.ahead for bar in layout.bars] == [False, True, True][: len(layout.bars)]
    assert groups(layout)[0].last == TODAY


def test_a_visit_before_the_first_day_still_finds_room() -> None:
    layout = placed(RibbonData(TODAY, TODAY, marks=(RibbonMark(ago(500), 100),)))
    assert layout.bars[0].left >= 0
    assert layout.ticks[0].day == ago(500)


def test_a_stem_rests_on_the_bar_in_its_way() -> None:
    data = RibbonData(
        ago(700), TODAY, marks=(RibbonMark(ago(300), 500),), moments=(moment(300), moment(500))
    )
    free, blocked = placed(data).dots
    assert blocked.stem_bottom < free.stem_bottom


def test_a_heavier_moment_keeps_its_label_where_room_is_short() -> None:
    near = (moment(300, "Sent us Dara"), moment(299, "Complaint put right", "rose", weight=1))
    dara, complaint = placed(RibbonData(ago(6000), TODAY, moments=near)).dots
    assert dara.label is None
    assert complaint.label is not None


def test_a_label_is_narrowed_before_it_is_left_out() -> None:
    wishes = [Wish(50, 100, 60, (0,)), Wish(150, 120, 60, (1,)), Wish(290, 180, 60, (0,))]
    first, narrowed, last = place_labels(wishes, left=0, right=400, gap=10)
    assert (first, last) == (Place(0, 100), Place(200, 380))
    assert narrowed == Place(110, 190)


@given(wishes=st.lists(st.builds(
    Wish, st.floats(0, 900), st.floats(1, 300), st.floats(1, 80), st.tuples(st.integers(0, 3)),
), max_size=25))  # fmt: skip
def test_labels_keep_their_gap_and_reach_their_day(wishes: list[Wish]) -> None:
    places = place_labels(wishes, left=0, right=900, gap=12)
    for wish, place in zip(wishes, places, strict=True):
        assert place is None or place.left - 1e-6 <= wish.x <= place.right + 1e-6
    row = sorted(place for place in places if place is not None)
    assert all(one.right + 12 <= after.left + 1e-6 for one, after in pairwise(row))


def a_stop(x: float, item: RibbonGroup | RibbonMoment, label: Place | None = None) -> Stop:
    return Stop(Place(x - 1, x + 1), 40, TODAY, item, label)


GROUP = RibbonGroup(TODAY, TODAY, 1, 100)


def test_pointing_finds_the_nearest_bar_and_nothing_far_off() -> None:
    stops = [a_stop(100, GROUP), a_stop(110, GROUP)]
    assert stop_at(stops, 104, 40, REACH) == 0
    assert stop_at(stops, 106, 40, REACH) == 1
    assert stop_at(stops, 200, 40, REACH) is None
    assert stop_at([], 0, 0, REACH) is None


def test_pointing_at_a_dot_or_label_finds_its_moment_first() -> None:
    stops = [a_stop(100, GROUP), a_stop(103, moment(0), Place(80, 140))]
    assert stop_at(stops, 100, 40, REACH) == 0
    assert stop_at(stops, 100, 62, REACH) == 1
    assert stop_at(stops, 82, 10, REACH) == 1


def test_walking_stays_at_the_ends_and_can_skip_to_moments() -> None:
    stops = [a_stop(1, moment(9)), a_stop(5, GROUP), a_stop(9, moment(1)), a_stop(12, GROUP)]
    assert next_stop(stops, None, 1) == 3
    assert next_stop(stops, 0, -1) == 0
    assert next_stop(stops, 0, 1) == 1
    assert next_stop(stops, 0, 1, moments_only=True) == 2
    assert next_stop(stops, 2, 1, moments_only=True) == 2
    assert next_stop([], None, 1) is None
