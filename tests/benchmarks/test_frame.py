"""A frame of a run that has got far: everything in view brought up to date and painted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from statistics import mean, median

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, Trace
from gdgui.core.engine import train
from gdgui.experiment.trail import trail_epochs
from gdgui.ui.window import MainWindow
from tests.benchmarks.bare_plots import BarePlots
from tests.benchmarks.measure import PaintClock, in_turn, noisy_line, report, show_epoch

EPOCHS = 100_000
CURSORS = range(5_000, EPOCHS + 1, 5_000)
ROUNDS = 5

Frame = Callable[[int], float]


@pytest.mark.benchmark
@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_a_frame_costs_little_more_than_bare_plots(qtbot: QtBot, window: MainWindow, algorithm: str) -> None:
    dataset, settings = noisy_line(100), Settings(algorithm, epochs=EPOCHS)
    window.experiment.replace_points(dataset, "benchmark")
    trace = train(dataset, settings)
    ours = _frames_of_gdgui(window, dataset, settings, trace)
    floor = _bare_frames(qtbot, window, dataset, trace)
    pairs = [_in_turn_up_to(cursor, ours, floor) for cursor in CURSORS]
    medians, floors = zip(*pairs, strict=True)
    what, target = f"frame of 100,000 epochs, {algorithm.upper()}", 1.3
    report(f"{what}: mean / bare plots", mean(medians), mean(floors))
    assert report(f"{what}: median / bare plots", median(medians), median(floors), target) <= target


def _in_turn_up_to(cursor: int, ours: Frame, floor: Frame) -> tuple[float, float]:
    """No two frames are of the same epoch: gdgui draws nothing anew that is as it was."""
    ours_at, floor_at = count(cursor - ROUNDS), count(cursor - ROUNDS)
    return in_turn(lambda: ours(next(ours_at)), lambda: floor(next(floor_at)), ROUNDS)


def _frames_of_gdgui(window: MainWindow, dataset: Dataset, settings: Settings, trace: Trace) -> Frame:
    board = window.workspace
    parts = board.data_plot.viewport(), board.loss_plot.viewport(), board.readout
    clock = PaintClock(*parts)

    def draw(cursor: int) -> None:
        show_epoch(window, settings, trace, cursor)

    return lambda cursor: clock.seconds(partial(draw, cursor))


def _bare_frames(qtbot: QtBot, window: MainWindow, dataset: Dataset, trace: Trace) -> Frame:
    show_epoch(window, Settings(epochs=EPOCHS), trace, EPOCHS)  # the axes to take over
    bare = BarePlots(window, dataset)
    qtbot.addWidget(bare)
    with qtbot.waitExposed(bare):
        bare.show()
    parts = bare.data_plot.viewport(), bare.loss_plot.viewport(), bare.label
    clock = PaintClock(*parts)
    trails = {at: trail_epochs(at) for cursor in CURSORS for at in range(cursor - ROUNDS, cursor + 1)}

    def draw(cursor: int) -> None:
        bare.show_epoch(trace, cursor, trails[cursor])
        _update_all(parts)

    return lambda cursor: clock.seconds(partial(draw, cursor))


def _update_all(parts: tuple[QWidget, ...]) -> None:
    for part in parts:
        part.update()
