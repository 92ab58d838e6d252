"""SGD many times: the cloud, the band, the mean, and how it ends."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QSlider, QToolButton
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.core.ensemble import RUNS, Ensemble
from gdgui.ui.panels.ensemble_key import KeyEntry
from gdgui.ui.window import MainWindow
from tests.training.cancelled import is_cancelled
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import as_fast_as_possible, click, find, has_ended, key, press, status

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_sgd_many_times_shows_cloud_band_and_mean(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=300, seed=5)
    key(qtbot, window, Qt.Key.Key_M, CTRL | SHIFT)
    qtbot.waitUntil(lambda: not window.ensembles.is_running and has_ended(window))
    settle(qtbot, window)
    chosen = Settings("sgd", epochs=300, seed=5)
    assert window.experiment.settings == chosen
    expected = Ensemble(window.experiment.dataset, chosen)
    while not expected.is_done:
        expected.advance()
    assert "Finished 300 epochs" in status(window)
    assert f"{expected.low[-1]:.4g} to {expected.high[-1]:.4g}" in status(window)
    cloud = window.workspace.surface_plot.ensemble
    np.testing.assert_array_equal(cloud._dots.getData()[0], expected.m[300])
    assert len(cloud._dots.getData()[0]) == RUNS
    assert cloud._mean.getData()[0][-1] == pytest.approx(expected.m[300].mean())
    low, high = window.workspace.loss_plot.band.edges
    np.testing.assert_allclose((low[-1], high[-1]), (expected.low[-1], expected.high[-1]))
    trace = window.player.trace
    assert trace is not None
    assert trace.m[300] == pytest.approx(expected.m[300, 0], rel=1e-9)  # its own seed is the first
    find(window, QSlider, "timeline").setValue(20)
    np.testing.assert_array_equal(cloud._dots.getData()[1], expected.b[20])
    assert f"{RUNS} runs of SGD, 10 % to 90 %" in window.workspace.legend.words
    press(qtbot, window, "resetButton")
    settle(qtbot, window)
    assert len(cloud._dots.getData()[0]) == 0
    assert not any(words.startswith(str(RUNS)) for words in window.workspace.legend.words)


def test_what_is_drawn_of_many_runs_is_named_on_the_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 720)
    as_fast_as_possible(window)
    assert key_in_view(window) == []
    window.actions_.many.trigger()
    qtbot.waitUntil(lambda: not window.ensembles.is_running and has_ended(window))
    settle(qtbot, window)
    assert key_in_view(window) == [f"{RUNS} seeds", "80 % of MSE", "their mean", "GD"]
    entries = window.findChildren(KeyEntry)
    assert all("runs of SGD" in each.toolTip() or "gradient descent" in each.toolTip() for each in entries)
    assert entries[0].toolTip().count("\n") == 3, "where there is no room, the first one says all"
    places = [(each.x(), each.x() + each.width()) for each in entries]
    assert all(end <= begin for (_, end), (begin, _) in pairwise(places))
    assert places[-1][1] <= window.comparison.chips.width()
    inks = {_colours(each) for each in entries}
    assert len(inks) == len(entries), "each as it is drawn"
    assert not find(window, QToolButton, "moreRunsButton").isVisible()
    press(qtbot, window, "resetButton")
    settle(qtbot, window)
    assert key_in_view(window) == []


def key_in_view(window: MainWindow) -> list[str]:
    entries = [each for each in window.findChildren(KeyEntry) if each.isVisible()]
    return [label.text() for each in entries for label in each.findChildren(QLabel) if label.text()]


def _colours(entry: KeyEntry) -> bytes:
    """The piece that is drawn, as bytes."""
    (piece,) = (label for label in entry.findChildren(QLabel) if not label.text())
    image = piece.pixmap().toImage()
    assert not image.isNull()
    return bytes(image.constBits())


def test_long_ensembles_show_their_progress_and_can_be_cancelled(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", epochs=1_000_000)
    window.actions_.many.trigger()
    bar = find(window, QProgressBar, "progress")
    qtbot.waitUntil(lambda: bar.isVisible() and bar.value() > bar.minimum())
    press(qtbot, window, "cancelButton")
    assert not bar.isVisible()
    said = re.search(r"after ([\d,]+) epochs", status(window))
    assert said is not None, status(window)
    assert 0 < int(said[1].replace(",", "")) < 1_000_000
    assert is_cancelled(qtbot, window.trainer)


def test_other_points_end_the_ensemble(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.actions_.many.trigger()
    qtbot.waitUntil(lambda: not window.ensembles.is_running)
    click(qtbot, window.workspace.data_plot, 0.3, 0.9)
    assert window.ensembles.ensemble is None
    assert len(window.workspace.loss_plot.band.edges[0]) == 0
