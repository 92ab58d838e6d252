"""A frame of a run that has got far: everything in view brought up to date and painted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from statistics import mean, median

import pytest
from PySide6.QtWidgets import QWidget

from gdgui.core import Settings, Trace
from gdgui.core.engine import train
from gdgui.experiment.trail import trail_epochs
from gdgui.ui.window import MainWindow
from tests.benchmarks.bare_plots import BarePlots
from tests.benchmarks.elsewhere import Frame, floor_elsewhere, shown
from tests.benchmarks.measure import PaintClock, in_turn, noisy_line, report, show_epoch

EPOCHS = 100_000
CURSORS = range(5_000, EPOCHS + 1, 5_000)
ROUNDS = 5


@pytest.mark.benchmark
@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_a_frame_costs_little_more_than_bare_plots(window: MainWindow, algorithm: str) -> None:
    ours = _frames_of_gdgui(window, *_a_run(window, algorithm))
    with floor_elsewhere(__name__, algorithm) as floor_frames:
        pairs = [_in_turn_up_to(cursor, ours, floor_frames) for cursor in CURSORS]
    medians, floors = zip(*pairs, strict=True)
    what, target = f"frame of 100,000 epochs, {algorithm.upper()}", 1.3
    report(f"{what}: mean / bare plots", mean(medians), mean(floors))
    assert report(f"{what}: median / bare plots", median(medians), median(floors), target) <= target


def _in_turn_up_to(cursor: int, ours: Frame, floor: Frame) -> tuple[float, float]:
    """No two frames are of the same epoch: gdgui draws nothing anew that is as it was."""
    ours_at, floor_at = count(cursor - ROUNDS), count(cursor - ROUNDS)
    return in_turn(lambda: ours(next(ours_at)), lambda: floor(next(floor_at)), ROUNDS)


def _a_run(window: MainWindow, algorithm: str) -> tuple[Settings, Trace]:
    dataset, settings = noisy_line(100), Settings(algorithm, epochs=EPOCHS)
    window.experiment.replace_points(dataset, "benchmark")
    return settings, train(dataset, settings)


def _frames_of_gdgui(window: MainWindow, settings: Settings, trace: Trace) -> Frame:
    board = window.workspace
    parts = board.data_plot.viewport(), board.loss_plot.viewport(), board.readout
    clock = PaintClock(*parts)

    def draw(cursor: int) -> None:
        show_epoch(window, settings, trace, cursor)

    return lambda cursor: clock.seconds(partial(draw, cursor))


@contextmanager
def floor(window: MainWindow, algorithm: str) -> Iterator[Frame]:
    """Frames of bare plots."""
    _, trace = _a_run(window, algorithm)
    show_epoch(window, Settings(epochs=EPOCHS), trace, EPOCHS)  # the axes to take over
    bare = BarePlots(window, trace.segments[0].dataset)
    shown(bare)
    parts = bare.data_plot.viewport(), bare.loss_plot.viewport(), bare.label
    clock = PaintClock(*parts)
    trails = {at: trail_epochs(at) for cursor in CURSORS for at in range(cursor - ROUNDS, cursor + 1)}

    def draw(cursor: int) -> None:
        bare.show_epoch(trace, cursor, trails[cursor])
        _update_all(parts)

    yield lambda cursor: clock.seconds(partial(draw, cursor))
    bare.close()


def _update_all(parts: tuple[QWidget, ...]) -> None:
    for part in parts:
        part.update()
