"""Saved runs can be told apart: by colour or by dashes, also by those who see fewer colours."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from gdgui.ui.theme import Theme
from gdgui.ui.theme.themes import THEMES
from gdgui.ui.views.data.my_line import DASH, FORETOLD, SAVED
from tests.ui.colours import DEFICIENCIES, distance, distance_of_lab, linear, seen_with

Lab = tuple[float, float, float]
APART = 12.0  # ΔE2000; where two fields of colour touch, 2 can be told

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_distances_are_those_of_the_paper(one: Lab, other: Lab, apart: float) -> None:
    """Sharma, Wu and Dalal (2005), table 1."""
    assert distance_of_lab(np.array(one), np.array(other)) == pytest.approx(apart, abs=1e-4)


@every_theme
@pytest.mark.parametrize("deficiency", ["", *DEFICIENCIES])
def test_two_runs_differ_in_dashes_or_in_a_colour_that_is_seen(theme: Theme, deficiency: str) -> None:
    assert len(theme.runs) == 12
    for one, other in combinations(theme.runs, 2):
        colours = (seen_with(deficiency, each.colour) for each in (one, other))
        assert one.dash != other.dash or distance(*colours) >= APART, (one, other)


@every_theme
def test_runs_in_turn_differ_in_both(theme: Theme) -> None:
    for one, after in zip(theme.runs, theme.runs[1:], strict=False):
        assert one.dash != after.dash
        assert distance(linear(one.colour), linear(after.colour)) >= APART


@every_theme
def test_no_run_looks_like_the_current_one(theme: Theme) -> None:
    assert all(run.dash for run in theme.runs)  # the current one is solid
    assert all(distance(linear(run.colour), linear(theme.line)) >= APART for run in theme.runs)


@every_theme
def test_what_somebody_drew_looks_like_no_run(theme: Theme) -> None:
    others = (theme.line, theme.diverged, *[run.colour for run in theme.runs])
    assert all(distance(linear(theme.mine), linear(colour)) >= APART for colour in others)
    assert {DASH, SAVED, FORETOLD}.isdisjoint(run.dash for run in theme.runs)
