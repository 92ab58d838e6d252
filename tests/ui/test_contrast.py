"""Every word, mark, border, groove and ring can be told from what it lies on, in every theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gdgui.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Style, Theme
from gdgui.ui.theme.stylesheet import stylesheet
from gdgui.ui.theme.themes import THEMES
from gdgui.ui.views.layers.ensemble import OPACITY
from gdgui.ui.views.surface.contours_layer import GROUND
from tests.ui.colours import contrast, mixed

MARK = 3.0
COLOUR = "#[0-9a-f]{6}"

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def word(theme: Theme) -> float:
    """The contrast that a word needs."""
    return 7.0 if theme is HIGH_CONTRAST else 4.5


def rules(theme: Theme) -> list[tuple[str, str]]:
    """Selectors and declarations of the style sheet."""
    sheet = stylesheet(Style(theme=theme))
    found = re.findall(r"([^{}]+){([^{}]*)}", sheet)
    assert len(found) > 60
    return [(" ".join(selector.split()), " ".join(body.split())) for selector, body in found]


def value(body: str, name: str) -> str:
    """The colour that a property is given; "" where there is none."""
    found = re.search(rf"(?:^|[; ]){name}: ({COLOUR});", body)
    return found[1] if found else ""


def deepest(theme: Theme) -> str:
    """The darkest shade of the loss surface, or the lightest of a dark one."""
    return mixed(theme.contour, theme.canvas, theme.depth)


@every_theme
def test_the_words_of_every_rule_stand_out_from_its_ground(theme: Theme) -> None:
    checked = 0
    for selector, body in rules(theme):
        colour, ground = value(body, "color"), value(body, "background")
        chosen, on = value(body, "selection-color"), value(body, "selection-background-color")
        for over, under in ((colour, ground), (chosen, on)):
            if over and under:
                checked += 1
                assert contrast(over, under) >= word(theme), (selector, over, under)
    assert checked >= 14


@every_theme
def test_words_on_window_cards_and_fields_can_be_read(theme: Theme) -> None:
    for colour in (theme.text, theme.faint_text, theme.disabled, theme.error, theme.success):
        for ground in (theme.window, theme.card, theme.field, theme.canvas):
            assert contrast(colour, ground) >= word(theme), (colour, ground)


@every_theme
def test_words_on_the_plots_can_be_read(theme: Theme) -> None:
    for colour in (theme.line, theme.mine, theme.change, theme.diverged, *(run.colour for run in theme.runs)):
        assert contrast(colour, theme.canvas) >= word(theme), colour
    for behind in (deepest(theme), theme.contour_line):  # which runs through the middle of a value
        assert contrast(theme.faint_text, mixed(theme.canvas, behind, GROUND)) >= word(theme)
    assert contrast(theme.text, deepest(theme)) >= word(theme)


@every_theme
def test_every_border_and_ring_of_the_style_sheet_is_seen_on_window_and_card(theme: Theme) -> None:
    checked = 0
    for selector, body in rules(theme):
        own = value(body, "background")
        borders = re.findall(rf"border(?:-[a-z]+)?: (?:\d+px solid )?({COLOUR});", body)
        for border in set(borders) - {own, theme.grid}:
            checked += 1
            for ground in (theme.window, theme.card):
                assert contrast(border, ground) >= MARK, (selector, border, ground)
    assert checked >= 20


@every_theme
def test_the_ring_is_seen_on_whatever_a_control_is_filled_with(theme: Theme) -> None:
    for ground in (theme.window, theme.card, theme.field, theme.accent, theme.tint, theme.hover):
        assert contrast(theme.focus, ground) >= MARK, ground


@every_theme
def test_grooves_and_knobs_are_seen(theme: Theme) -> None:
    for ground in (theme.window, theme.card):
        for colour in (theme.groove, theme.groove_done):
            assert contrast(colour, ground) >= MARK, (colour, ground)
        for zone in (theme.slow, theme.good, theme.overshoots, theme.diverging):
            assert contrast(zone, ground) >= MARK, zone
    assert contrast(theme.knob, theme.groove_done) >= MARK


@every_theme
def test_every_mark_is_seen_on_the_canvas(theme: Theme) -> None:
    marks = (theme.point, theme.line, theme.diverged, theme.residual, theme.selection, theme.change)
    for colour in (*marks, theme.ensemble, theme.border, theme.disabled, theme.contour_line):
        assert contrast(colour, theme.canvas) >= MARK, colour
    assert contrast(theme.rim, theme.canvas) >= MARK
    assert contrast(theme.rim, theme.sample) >= MARK or contrast(theme.sample, theme.canvas) >= MARK
    assert contrast(mixed(theme.ensemble, theme.canvas, OPACITY), theme.canvas) >= MARK


@every_theme
def test_every_mark_on_the_loss_surface_is_seen_on_its_deepest_shade(theme: Theme) -> None:
    runs = [run.colour for run in theme.runs]
    for colour in (theme.line, theme.mine, theme.residual, theme.text, theme.contour_line, *runs):
        assert contrast(colour, deepest(theme)) >= MARK, colour


@every_theme
def test_the_small_pictures_of_the_style_sheet_are_seen_on_their_ground(theme: Theme) -> None:
    found = [(selector, body, re.search(r'image: url\("([^"]+)"\)', body)) for selector, body in rules(theme)]
    pictures = [(selector, body, match[1]) for selector, body, match in found if match]
    assert len(pictures) >= 6
    for selector, body, path in pictures:
        ink = re.search(f'stroke="({COLOUR})"', Path(path).read_text(encoding="utf-8"))
        assert ink is not None
        grounds = [value(body, "background")] if value(body, "background") else [theme.field, theme.card]
        assert all(contrast(ink[1], ground) >= MARK for ground in grounds), selector


def test_a_dark_theme_is_dark_and_a_light_one_is_light() -> None:
    assert contrast(LIGHT.window, "#ffffff") < 1.3
    for dark in (DARK, HIGH_CONTRAST):
        assert contrast(dark.window, "#000000") < 1.3
