"""A frame of a run that has got far: everything in view brought up to date and painted."""

from __future__ import annotations

from statistics import mean, median

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.core.engine import train
from gdgui.core.settings import Algorithm
from gdgui.ui.main_window import MainWindow
from gdgui.ui.plots.geometry import trail_epochs
from tests.benchmarks.bare_plots import BarePlots
from tests.benchmarks.measure import PaintClock, in_turn, report

EPOCHS = 100_000
CURSORS = range(2_500, EPOCHS, 2_500)


def noisy_line(n: int) -> Dataset:
    """n points in the unit square."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 1, n)
    return Dataset(x, np.clip(0.2 + 0.6 * x + rng.normal(0, 0.08, n), 0, 1))


@pytest.mark.benchmark
@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_a_frame_costs_little_more_than_bare_plots(
    qtbot: QtBot, window: MainWindow, algorithm: Algorithm
) -> None:
    dataset, settings = noisy_line(100), Settings(algorithm, epochs=EPOCHS)
    window.experiment.replace_points(dataset, "benchmark")
    trace = train(dataset, settings)
    board = window.board
    board.show_epoch(dataset, settings, trace, EPOCHS)
    bare = BarePlots(window, dataset)
    qtbot.addWidget(bare)
    with qtbot.waitExposed(bare):
        bare.show()
    our_parts = (board.data_plot.viewport(), board.loss_plot.viewport(), board.readout)
    bare_parts = (bare.data_plot.viewport(), bare.loss_plot.viewport(), bare.label)
    our_clock, bare_clock = PaintClock(*our_parts), PaintClock(*bare_parts)

    def our_frame(cursor: int) -> None:
        board.show_epoch(dataset, settings, trace, cursor)
        update_all(our_parts)

    def bare_frame(cursor: int) -> None:
        bare.show_epoch(trace, cursor, trails[cursor])
        update_all(bare_parts)

    trails = {cursor: trail_epochs(cursor) for cursor in CURSORS}
    ours, floors = [], []
    for cursor in CURSORS:
        if cursor == 97500:
            continue
        one, other = in_turn(
            lambda: our_clock.seconds(lambda: our_frame(cursor)),
            lambda: bare_clock.seconds(lambda: bare_frame(cursor)),
            rounds=7,
        )
        ours.append(one)
        floors.append(other)
    print([round(1e3 * x, 1) for x in ours])
    print([round(1e3 * x, 1) for x in floors])
    report(f"mean frame, {algorithm}", mean(ours), mean(floors))
    target = 1.3
    assert report(f"median frame, {algorithm}", median(ours), median(floors), target) <= target


def update_all(parts: tuple[QWidget, ...]) -> None:
    for part in parts:
        part.update()
