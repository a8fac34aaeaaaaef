"""Every colour, distance and size of letters, by what it means."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Tone = Literal["accent", "amber", "rose", "blue", "plum", "neutral"]
Role = Literal[
    "body", "strong", "small", "tiny", "label", "name", "heading", "figure", "title", "brand",
    "search", "button", "button_small", "chip",
]  # fmt: skip


class Tokens(NamedTuple):
    """The colours of one theme as ``#rrggbb`` (``scrim`` as ``#aarrggbb``).

    ``ink`` is text, ``ink2`` secondary text, ``ink3`` captions and hints. Each tone has a colour
    for text and marks, and a ``_soft`` ground on which that text stands.
    """

    dark: bool
    canvas: str
    surface: str
    sunken: str
    hover: str
    line: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_line: str
    on_accent: str
    amber: str
    amber_soft: str
    rose: str
    rose_soft: str
    blue: str
    blue_soft: str
    plum: str
    plum_soft: str
    scrim: str


# ink3 is a shade stronger than drawn (#717982 and #8F979F), so that captions reach 4.5:1
# on the sunken ground of the navigation and on a selected row as well.
LIGHT: Final = Tokens(
    dark=False,
    canvas="#F6F4EF",
    surface="#FFFFFF",
    sunken="#EFECE5",
    hover="#F6F4EF",
    line="#E2DDD3",
    ink="#20252B",
    ink2="#565E68",
    ink3="#626A73",
    accent="#1E6B5A",
    accent_hover="#185A4B",
    accent_soft="#DCEDE7",
    accent_line="#9CCABB",
    on_accent="#FFFFFF",
    amber="#94600F",
    amber_soft="#FBF0D9",
    rose="#A83A34",
    rose_soft="#F9E4E1",
    blue="#2C5A94",
    blue_soft="#E2EBF7",
    plum="#74478A",
    plum_soft="#F0E6F5",
    scrim="#22000000",
)

DARK: Final = Tokens(
    dark=True,
    canvas="#15181B",
    surface="#1D2125",
    sunken="#262B30",
    hover="#262B30",
    line="#323940",
    ink="#ECE9E3",
    ink2="#B3BAC1",
    ink3="#979FA7",
    accent="#63C1A4",
    accent_hover="#7ACFB5",
    accent_soft="#1F3B34",
    accent_line="#2F6656",
    on_accent="#10201B",
    amber="#E0B25E",
    amber_soft="#3A2F1A",
    rose="#EE8E86",
    rose_soft="#40231F",
    blue="#8DB5EA",
    blue_soft="#1F2F45",
    plum="#CDA2E0",
    plum_soft="#352540",
    scrim="#88000000",
)


class TonePair(NamedTuple):
    """The names of the two tokens a tone is drawn with."""

    text: str
    ground: str


TONES: Final[dict[Tone, TonePair]] = {
    "accent": TonePair("accent", "accent_soft"),
    "amber": TonePair("amber", "amber_soft"),
    "rose": TonePair("rose", "rose_soft"),
    "blue": TonePair("blue", "blue_soft"),
    "plum": TonePair("plum", "plum_soft"),
    "neutral": TonePair("ink2", "sunken"),
}


class TypeStyle(NamedTuple):
    """One step of the type scale: pixels of the letters and of the line, weight, tracking."""

    size: int
    line: int
    weight: int = 400
    tracking: float = 0.0
    tabular: bool = False


TYPE_SCALE: Final[dict[Role, TypeStyle]] = {
    "body": TypeStyle(13, 18),
    "strong": TypeStyle(13, 18, 600),
    "small": TypeStyle(12, 16),
    "tiny": TypeStyle(11, 16, 500),
    "label": TypeStyle(12, 16, 600),
    "name": TypeStyle(15, 20, 600),
    "heading": TypeStyle(15, 22, 600),
    "figure": TypeStyle(19, 24, 600, tabular=True),
    "title": TypeStyle(24, 30, 600, -0.3),
    "brand": TypeStyle(16, 24, 600, -0.2),
    "search": TypeStyle(16, 20),
    "button": TypeStyle(13, 18, 500),
    "button_small": TypeStyle(12, 16, 500),
    "chip": TypeStyle(12, 16, 500),
}

FONT_FAMILY: Final = "Inter"

GAP_SMALL: Final = 8
GAP: Final = 12
GAP_CARD: Final = 14
PAGE_MARGIN: Final = 24

RADIUS_KEY: Final = 4
RADIUS_CONTROL: Final = 8
RADIUS_PANEL: Final = 10
RADIUS_CARD: Final = 12

TARGET: Final = 36
TARGET_SMALL: Final = 28
TARGET_SEARCH: Final = 40
