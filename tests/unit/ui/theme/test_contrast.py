"""Text can be read on every ground it stands on, in both themes."""

from __future__ import annotations

import pytest

from ui.theme.tokens import DARK, LIGHT, TONES, Tokens, TonePair

LEAST = 4.5
INKS = ("ink", "ink2", "ink3")
GROUNDS = ("canvas", "surface", "sunken", "hover", "accent_soft")
TONE_GROUNDS = ("canvas", "surface", "sunken")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it, 0 for black to 1 for white."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.1 defines it, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_reads_on_every_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= LEAST


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", TONES.values(), ids=TONES.keys())
def test_every_tone_reads_on_paper_and_on_its_own_ground(tokens: Tokens, pair: TonePair) -> None:
    text = getattr(tokens, pair.text)
    for ground in (*TONE_GROUNDS, pair.ground):
        assert contrast(text, getattr(tokens, ground)) >= LEAST, ground


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_words_of_a_primary_button_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= LEAST
    assert contrast(tokens.on_accent, tokens.accent_hover) >= LEAST
    assert contrast(tokens.ink, tokens.amber_soft) >= LEAST
