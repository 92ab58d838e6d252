"""Five runs on three plots while they play, and ten thousand points, against the bare redraw."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtWidgets import QWidget

from gdgui.core import Dataset, Settings, Trace, train
from gdgui.experiment.trail import path_epochs, trail_epochs
from gdgui.ui.views.geometry import thinned
from gdgui.ui.window import MainWindow
from tests.benchmarks.bare_plots import bare_plot, bare_points
from tests.benchmarks.elsewhere import Frame, floor_elsewhere, shown
from tests.benchmarks.measure import PaintClock, in_turn, noisy_line, report, show_epoch

EPOCHS = 10_000
SIZE = 1920, 1080


@pytest.mark.benchmark
@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_five_runs_playing_cost_little_more_than_their_bare_redraw(
    window: MainWindow, algorithm: str
) -> None:
    _five_runs(window, algorithm)
    window.player.seek(0)
    ours = PaintClock(*[plot.viewport() for plot in window.workspace.plots])
    cursors = cycle(range(EPOCHS // 60, EPOCHS, EPOCHS // 60 + 1))  # everything in one second
    with floor_elsewhere(__name__, algorithm) as bare_frame:

        def frame() -> tuple[float, float]:
            cursor = next(cursors)
            return ours.seconds(partial(window.player.seek, cursor)), bare_frame(cursor)

        pairs = np.array([frame() for _ in range(70)][10:])
    what = f"five runs of 10,000 epochs playing, {algorithm.upper()} / bare redraw"
    for name, (seconds, floor_seconds) in (
        (what, np.median(pairs, axis=0)),
        (f"{what}: mean", pairs.mean(axis=0)),
    ):
        assert report(name, seconds, floor_seconds, target=1.5) <= 1.5


@pytest.mark.benchmark
def test_ten_thousand_points_cost_at_most_twice_a_hundred(window: MainWindow) -> None:
    parts = [plot.viewport() for plot in window.workspace.plots] + [window.workspace.readout]
    window.resize(*SIZE)
    clock = PaintClock(*parts)
    settings = Settings("sgd", epochs=EPOCHS)
    few, many = noisy_line(100), noisy_line(10_000)
    traces = {len(dataset): train(dataset, settings) for dataset in (few, many)}
    cursors = cycle(range(100, EPOCHS, 97))

    def draw(dataset: Dataset, cursor: int) -> None:
        show_epoch(window, settings, traces[len(dataset)], cursor)

    def frames(dataset: Dataset) -> float:
        window.experiment.replace_points(dataset, "benchmark")
        seconds = [clock.seconds(partial(draw, dataset, next(cursors))) for _ in range(8)]
        return float(np.mean(seconds[2:]))

    medians = in_turn(partial(frames, many), partial(frames, few), rounds=12)
    assert report("a frame of a run, 10,000 points / 100", *medians, target=2.0) <= 2.0


def start_with(window: MainWindow, dataset: Dataset, runs: list[Settings]) -> list[Trace]:
    """Points and complete runs, the last of them the trainer's own, all shown, at the size of a screen."""
    window.resize(*SIZE)
    window.experiment.replace_points(dataset, "benchmark")
    window.transport.speed.setValue(window.transport.speed.maximum())
    traces = []
    for settings in runs:
        window.experiment.settings = settings
        window.actions_.run.trigger()
        while window.player.state == "playing":
            pg.QtWidgets.QApplication.processEvents()
        assert window.player.trace is not None
        traces.append(window.player.trace)
    return traces


@contextmanager
def floor(window: MainWindow, algorithm: str) -> Iterator[Frame]:
    """The bare redraw."""
    bare = BareThree(window, noisy_line(100), _five_runs(window, algorithm))
    shown(bare)
    clock = PaintClock(*[plot.viewport() for plot in bare.plots])
    yield lambda cursor: clock.seconds(partial(bare.show_epoch, cursor))
    bare.close()


def _five_runs(window: MainWindow, algorithm: str) -> list[Trace]:
    return start_with(window, noisy_line(100), [_settings(algorithm, k) for k in range(5)])


def _settings(algorithm: str, k: int) -> Settings:
    rate = (0.02, 0.05, 0.1, 0.2, 0.3)[k]
    return Settings(algorithm, rate, EPOCHS, seed=k)


class BareThree(QWidget):
    """Three plain plots as large as gdgui's, over the same ranges, with the same curves and nothing else.

    Careful ones: no smooth edges, lines in segments, and as few points as gdgui draws.
    """

    def __init__(self, window: MainWindow, dataset: Dataset, traces: list[Trace]) -> None:
        super().__init__()
        self.resize(*SIZE)
        self._traces = traces
        self.plots = [bare_plot(self, plot) for plot in window.workspace.plots]
        data, surface, loss = self.plots
        bare_points(data, dataset.x, dataset.y)
        self._trail = self._curve(data, connect="pairs")
        self._lines = [self._curve(data) for _ in traces]
        self._paths = [self._curve(surface) for _ in traces]
        self._curves = [self._curve(loss) for _ in traces]
        for path, curve, trace in zip(self._paths, self._curves, traces, strict=True):
            epochs = path_epochs(EPOCHS)
            path.setData(trace.m[epochs], trace.b[epochs])
            curve.setData(*thinned(trace.mse, 2 * loss.width()))

    def show_epoch(self, cursor: int) -> None:
        x = np.array([0.0, 1.0])
        for line, trace in zip(self._lines, self._traces, strict=True):
            line.setData(x, trace.m[cursor] * x + trace.b[cursor])
        newest, trail = self._traces[-1], trail_epochs(cursor)
        self._trail.setData(
            np.tile(x, len(trail)), np.ravel(np.outer(newest.m[trail], x) + newest.b[trail, None])
        )
        epochs = path_epochs(cursor)
        self._paths[-1].setData(newest.m[epochs], newest.b[epochs])
        for plot in self.plots:
            plot.viewport().update()

    def _curve(self, plot: pg.PlotWidget, connect: str = "all") -> pg.PlotCurveItem:
        curve = pg.PlotCurveItem(pen=pg.mkPen("#0072b2", width=2), antialias=False, connect=connect)
        curve.setSegmentedLineMode("on")  # many times quicker for wide, noisy lines
        plot.addItem(curve)
        return curve
