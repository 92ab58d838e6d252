"""The marks and the strip at the learning rate: what they mean, and what a click on them does."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.ui.panels.rate_scale import RateScale
from gdgui.ui.window import MainWindow
from gdgui.words.numbers import number
from tests.ui.forecast_shown import limit, line, remedy
from tests.ui.user_actions import clear_points, click, press, type_into


def zone_of(scale: RateScale, rate: float) -> str:
    """Name of the zone shown where this learning rate is."""
    return next(zone.name for zone in reversed(scale.zones) if rate >= zone.low)


def test_the_forecast_and_the_marks_follow_the_points(window: MainWindow, qtbot: QtBot) -> None:
    scale = window.controls.rate_scale
    before, words = scale.marks, line(window)
    click(qtbot, window.workspace.data_plot, 0.99, 0.05)
    assert scale.marks != before
    assert line(window) != words
    assert scale.marks[-1].rate == pytest.approx(limit(window.experiment.dataset), rel=1e-12)
    clear_points(qtbot, window)
    assert scale.marks == ()
    assert line(window) == "No forecast: there are no points yet."


def test_a_click_on_a_mark_sets_its_rate(window: MainWindow, qtbot: QtBot) -> None:
    for which in ("best", "limit"):
        scale = window.controls.rate_scale
        mark = next(each for each in scale.marks if each.name == which)
        beside = -2 if which == "best" else 2  # the two may stand a few pixels apart
        if which == "best":
            assert mark.setting == 0.7, "the same rate as the button beside Run"
        place = QPoint(round(scale.position(mark.rate)) + beside, 4)
        assert f"click to set {mark.setting:g}" in scale.words_at(place)
        qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=place)
        assert window.experiment.settings.learning_rate == mark.setting
        assert float(window.controls.learning_rate.text()) == mark.setting
        assert mark.setting < limit(window.experiment.dataset)


def test_the_marks_stand_where_the_slider_puts_their_rates(window: MainWindow, qtbot: QtBot) -> None:
    scale, slider = window.controls.rate_scale, window.controls.rate_slider
    slider.setValue(slider.minimum())
    assert scale.position(1e-4) == pytest.approx(scale.position(window.experiment.settings.learning_rate))
    assert scale.position(10.0) > 0.95 * scale.width() - 10
    middle = (scale.position(1e-4) + scale.position(10.0)) / 2
    assert scale.position(10**-1.5) == pytest.approx(middle, abs=1)


@pytest.mark.parametrize("algorithm", ["algorithmGD", "algorithmSGD"])
@pytest.mark.parametrize("standardise", [False, True])
def test_the_strip_means_what_the_sentence_says(
    window: MainWindow, qtbot: QtBot, algorithm: str, standardise: bool
) -> None:
    press(qtbot, window, algorithm)
    window.controls.standardise.setChecked(standardise)
    type_into(qtbot, window.controls.epochs, "1000000")
    scale = window.controls.rate_scale
    assert len({zone.pattern for zone in scale.zones}) >= len(scale.zones) - 1
    names = set()
    borders = [1e-4, *(zone.low for zone in scale.zones[1:]), 2.0]
    within = [math.sqrt(low * high) for low, high in pairwise(borders)]
    for rate in (*np.geomspace(1e-4, 2, 40).tolist(), *within):
        window.experiment.settings = replace(window.experiment.settings, learning_rate=rate)
        zone, words = zone_of(scale, rate), line(window)
        names.add(zone)
        assert words.startswith("Slow: ") == (zone == "slow" and algorithm == "algorithmGD")
        assert words.startswith("Overshoots") == (zone == "overshoots")
        assert words.startswith(("Will diverge", "Unstable")) == (zone == "diverges")
        assert ("rare, large jumps" in words) == (zone == "jumpy")
        if zone == "good":
            assert "will be within 1 %" in words.lower()
        if zone == "noisy":
            assert "its noise" in words
    assert names == {zone.name for zone in scale.zones}
    best = [mark for mark in scale.marks if mark.name == "best"]
    assert all(zone_of(scale, mark.rate) == "good" for mark in best)


def test_best_is_that_of_sgd_with_this_batch_and_leads_to_no_worse_an_end(
    window: MainWindow, qtbot: QtBot
) -> None:
    rng = np.random.default_rng(0)
    x = rng.uniform(0, 100, 100)
    window.experiment.replace_points(Dataset(x, 3 * x + rng.normal(0, 5, 100)), "open")
    scale, best = window.controls.rate_scale, {}
    for algorithm, batch in (("gd", 1), ("sgd", 1), ("sgd", 16)):
        window.experiment.settings = Settings("gd" if algorithm == "gd" else "sgd", batch_size=batch)
        (mark,) = (each for each in scale.marks if each.name == "best")
        assert f"Set rate {number(mark.setting, 6)}, " in remedy(window).text()
        best[algorithm, batch] = mark.setting
        place = QPoint(round(scale.position(mark.rate)), 4)
        qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=place)
        assert window.experiment.settings.learning_rate == mark.setting
        assert zone_of(scale, mark.setting) == "good"
        assert "worse" not in line(window)
        if remedy(window).isVisible():  # for the epochs alone
            assert remedy(window).text().startswith("Set ")
            assert remedy(window).text().endswith((" epochs", " epoch"))
    assert best["sgd", 1] < best["sgd", 16] < best["gd", 1]
