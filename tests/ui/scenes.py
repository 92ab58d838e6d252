"""Moments that a person sees, each as a frame and the way to look at it: what the approved pictures show."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gdgui.core import Dataset, Descent, Settings, Trace, train
from gdgui.core.ensemble import Ensemble
from gdgui.core.theory import forecast
from gdgui.experiment.frame import Frame, saved_runs
from gdgui.experiment.points import Points
from gdgui.experiment.run import Run
from gdgui.experiment.view_options import ViewOptions

Scene = tuple[Frame, ViewOptions]

POINTS = Dataset([0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95], [0.9, 0.5, 0.75, 0.6, 0.3, 0.35, 0.1])
MOVED = Dataset([0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95], [0.75, 0.5, 0.75, 0.6, 0.3, 0.35, 0.1])
START = Settings(m=1.0, b=0.0, learning_rate=0.3, epochs=24)
OPTIONS = ViewOptions(
    data_range=((-0.05, 1.05), (-0.2, 1.1)),
    fits_points=False,
    surface_range=((-1.5, 1.3), (-0.3, 1.5)),
    fits_surface=False,
)


def scenes() -> dict[str, Scene]:
    """All of them, by name."""
    return {
        "gd": _gd(),
        "sgd": _sgd(),
        "compared": _compared(),
        "many": _many(),
        "diverged": _diverged(),
        "density": _density(),
    }


def _shown(points: Dataset, trace: Trace, cursor: int) -> Frame:
    settings = trace.segments[-1].settings
    return Frame(
        Points(points),
        settings,
        trace=trace,
        cursor=cursor,
        target=settings.epochs,
        forecast=forecast(points, settings),
    )


def _gd() -> Scene:
    """In the middle of a run, a point of which was moved after epoch 8."""
    descent = Descent(POINTS, START)
    descent.advance(8)
    descent.change(MOVED, START)
    descent.advance(12)
    return _shown(MOVED, descent.trace, 2), replace(OPTIONS, residuals=True, next_step=True)


def _sgd() -> Scene:
    """In the middle of a run: the samples drawn, and where the next batch leads."""
    settings = replace(START, algorithm="sgd", batch_size=2, seed=5)
    return _shown(POINTS, train(POINTS, settings).head(20), 7), replace(OPTIONS, next_step=True)


def _compared() -> Scene:
    """Two saved runs beside the current one, at the third epoch, on a logarithmic axis."""
    others = [replace(START, learning_rate=0.7), replace(START, m=-1.2, b=1.4, learning_rate=0.1)]
    runs = [Run(k + 1, train(POINTS, each), f"Run {k + 1}", k) for k, each in enumerate(others)]
    frame = _shown(POINTS, train(POINTS, START), 3)
    return replace(frame, saved=saved_runs(runs, POINTS, 3)), replace(OPTIONS, logarithmic=True)


def _many() -> Scene:
    """SGD from many seeds around its end."""
    settings = replace(START, algorithm="sgd", batch_size=1, learning_rate=0.15)
    ensemble = Ensemble(POINTS, settings, runs=60)
    while not ensemble.is_done:
        ensemble.advance()
    frame = _shown(POINTS, train(POINTS, settings), settings.epochs)
    return replace(frame, ensemble=ensemble.head()), OPTIONS


def _diverged() -> Scene:
    """A rate far too high."""
    trace = train(POINTS, replace(START, learning_rate=1.2, epochs=60))
    wide = replace(OPTIONS, surface_range=((-5.0, 6.0), (-8.0, 12.0)), logarithmic=True)
    return _shown(POINTS, trace, 4), wide


def _density() -> Scene:
    """More points than can be told apart, in a corner."""
    rng = np.random.default_rng(1)
    points = Dataset(rng.uniform(0, 0.6, 25_000), 0.55 + 0.4 * rng.beta(2, 5, 25_000))
    return Frame(Points(points), START), OPTIONS
