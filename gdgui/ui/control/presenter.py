"""Whatever changes, one frame is computed from it and every view is given that frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from gdgui.core import Trace
from gdgui.core.theory import Forecast
from gdgui.experiment import ranges
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.frame import Frame, saved_runs
from gdgui.experiment.prediction import Prediction
from gdgui.experiment.runs import Runs
from gdgui.experiment.seen import Seen
from gdgui.experiment.view_options import ViewOptions
from gdgui.training.ensemble_runner import EnsembleRunner
from gdgui.training.player import Player
from gdgui.ui.control.concealment import Concealment


class View(Protocol):
    """What can show a frame."""

    def show_frame(self, frame: Frame, options: ViewOptions) -> None: ...


class Peak:
    """The largest MSE of the run shown, kept while it grows: no frame looks through all epochs again."""

    def __init__(self) -> None:
        self.value: float | None = None
        self._run_id = self._epochs = -1

    def follow(self, run_id: int, trace: Trace | None) -> None:
        """The run has come so far now."""
        if trace is None:
            self.value, self._run_id = None, -1
            return
        goes_on = run_id == self._run_id and trace.epochs >= self._epochs and self.value is not None
        first = self._epochs + 1 if goes_on else 0
        newest = trace.mse[first : trace.epochs + 1]
        before = self.value if goes_on and self.value is not None else 0.0
        self.value = max(before, float(newest.max())) if len(newest) else before
        self._run_id, self._epochs = run_id, trace.epochs


class Presenter:
    """Document, player, runs and ensemble in; frames out. What is to be hidden is in none of them."""

    def __init__(self, experiment: Experiment, player: Player, runs: Runs, ensembles: EnsembleRunner) -> None:
        self._experiment, self._player, self._runs, self._ensembles = experiment, player, runs, ensembles
        self.concealment = Concealment(experiment, player)
        self.forecast: Forecast | None = None  # of points and settings as they are
        self.prediction: Prediction | None = None  # of the run that comes, is under way or has ended
        self._views: Sequence[View] = ()
        self._depth = 0
        self._is_due = False
        self._fits_surface_anew = False
        self._peak, self._followed = Peak(), Seen()
        self.frame = self._compute()

    def present_to(self, *views: View) -> None:
        """From now on, show every frame to these."""
        self._views = views

    def take_forecast(self, forecast: Forecast | None) -> None:
        """What is expected of the next run; None where that is not known."""
        self.forecast = forecast
        self.present()

    def present(self) -> None:
        """Something is another. Amid `one_frame`, what is shown waits until all of it has happened."""
        if self._depth:
            self._is_due = True
            return
        self.frame = self._compute()
        self._follow()
        options = self._shown(self.frame.is_concealed)
        for view in self._views:
            view.show_frame(self.frame, options)

    @property
    def asks_first(self) -> bool:
        """Whether somebody is to say what the run will do before it begins."""
        is_said = self.prediction is not None and not self.prediction.is_open
        is_under_way = self._player.state in ("playing", "paused")
        return self.concealment.hides_run and not is_under_way and not is_said

    @property
    def options(self) -> ViewOptions:
        """How the frame is looked at."""
        return self._shown(self.concealment.hides_minimum)

    def _shown(self, is_concealed: bool) -> ViewOptions:
        options = self._experiment.options
        return options.without_the_answer() if is_concealed else options

    def fit_surface(self) -> None:
        """Show the next frame with the path and the minimum in view, as closely as they go."""
        self._fits_surface_anew = True
        self.present()

    def restore(self, options: ViewOptions) -> None:
        """Look at it this way again, whatever was to be fitted meanwhile."""
        self._fits_surface_anew = False
        self._experiment.options = options

    def _follow(self) -> None:
        """Let the range of the loss surface go with the run; that it does is no news."""
        frame, before = self.frame, self._experiment.options
        options = before
        if self._fits_surface_anew:
            self._fits_surface_anew = False
            options = replace(options, surface_range=ranges.of_surface(frame), fits_surface=True)
        start = frame.points, frame.settings.m, frame.settings.b, frame.is_concealed
        if self._followed.is_new(options, *start, frame.trace, frame.my_line, frame.prediction):
            options = ranges.followed(options, frame)
        if options is not before:
            self._depth += 1
            self._experiment.options = options
            self._depth -= 1
            self._is_due = False

    def newest(self) -> Frame:
        """What would be shown now, also where that waits for the end of `one_frame`."""
        return self._compute() if self._is_due else self.frame

    @contextmanager
    def one_frame(self) -> Iterator[None]:
        """What happens in here is shown once, at its end."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth and self._is_due:
                self._is_due = False
                self.present()

    def _compute(self) -> Frame:
        experiment, player, runs = self._experiment, self._player, self._runs
        hidden = self.concealment.hides_minimum
        trace = player.trace
        self._peak.follow(player.run_id, trace)
        points = experiment.points
        return Frame(
            points,
            experiment.settings,
            experiment.selection,
            trace,
            player.cursor if trace else 0,
            player.target,
            runs.current,
            saved_runs(runs.saved, points.dataset, player.cursor if runs.current else None),
            None if hidden else self._ensembles.ensemble,
            None if hidden else self.forecast,
            self._peak.value,
            experiment.my_line if experiment.options.my_line else None,
            self.prediction,
            hidden,
        )
