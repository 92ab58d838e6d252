"""Moving the cursor over a long run, against moving it over a short one."""

from __future__ import annotations

from functools import partial
from itertools import cycle

import numpy as np
import pytest

from gdgui.core import Settings, Trace, train
from gdgui.core.limits import MOST_EPOCHS
from gdgui.ui.window import MainWindow
from tests.benchmarks.measure import PaintClock, in_turn, noisy_line, report, show_epoch

SHORT = 1_000


@pytest.mark.benchmark
@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_scrubbing_over_a_long_run_costs_as_much_as_over_a_short_one(
    window: MainWindow, algorithm: str
) -> None:
    dataset = noisy_line(100)
    window.experiment.replace_points(dataset, "benchmark")
    parts = [plot.viewport() for plot in window.workspace.plots] + [window.workspace.readout]
    clock = PaintClock(*parts)
    shares = cycle(np.random.default_rng(0).uniform(0.05, 1, 97))

    def draw(settings: Settings, trace: Trace, cursor: int) -> None:
        show_epoch(window, settings, trace, cursor)
        for part in parts:
            part.update()

    def frames(settings: Settings, trace: Trace) -> float:
        """The mean of a few frames, after one that changes from the other run to this one."""
        cursors = [int(next(shares) * trace.epochs) for _ in range(6)]
        seconds = [clock.seconds(partial(draw, settings, trace, cursor)) for cursor in cursors]
        return float(np.mean(seconds[1:]))

    runs = [Settings(algorithm, epochs=epochs) for epochs in (MOST_EPOCHS, SHORT)]
    long, short = (partial(frames, settings, train(dataset, settings)) for settings in runs)
    what = f"scrubbing over 1,000,000 epochs, {algorithm.upper()} / over {SHORT:,}"
    assert report(what, *in_turn(long, short, rounds=20), target=1.5) <= 1.5
