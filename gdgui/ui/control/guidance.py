"""What is said of the next run and of the last one, and the one button to a run that arrives."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from gdgui.core import Settings, Trace
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.theory import (
    Advice,
    Adviser,
    Forecast,
    advise_after,
    explodes,
    has_arrived,
    last_segment,
    will_arrive,
)
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.training.player import Player
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.panels.controls import ControlsPanel
from gdgui.ui.panels.projector_bar import ProjectorBar
from gdgui.ui.panels.status import Mood, StatusPanel
from gdgui.words.advice import advice_button
from gdgui.words.forecast import forecast_sentence
from gdgui.words.prediction import no_forecast_yet
from gdgui.words.verdict import jumps_far, verdict

SOON = 40  # milliseconds: a gesture does not wait for the theory of SGD
MANY = 100_000  # points of which even a click does not


class Guidance(QObject):
    """Keeps forecast, verdict, advice and the strip of learning rates at what points, settings and run are.

    `wanted` carries the settings that a click on it asks for.
    """

    wanted = Signal(object)
    computed = Signal(object)  # the Forecast of points and settings as they are, or None

    def __init__(
        self,
        experiment: Experiment,
        player: Player,
        presenter: Presenter,
        rates: tuple[ControlsPanel, ProjectorBar],
        status: StatusPanel,
    ) -> None:
        super().__init__(status)
        self._experiment, self._player = experiment, player
        self._concealment = presenter.concealment
        self._rates, self._controls, self._status = rates, rates[0], status
        self._adviser = Adviser()
        self._theory: Forecast | None = None
        self._advice: Advice | None = None  # for who is about to start this run
        self._offered: Settings | None = None
        self._told: object = None
        self._is_quiet = False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._compute)
        status.clicked.connect(self._take)
        for part in rates:
            part.rate.sealed.connect(self.finish)

    def refresh(self) -> None:
        """Points or settings are others."""
        is_stochastic = ALGORITHMS[self._experiment.settings.algorithm].is_stochastic
        if not (is_stochastic and self._takes_time):
            self._compute()
        elif not self._soon.isActive():
            self._soon.start()

    @property
    def _takes_time(self) -> bool:
        """Whether somebody would feel the theory of SGD: amid a gesture, and with very many points."""
        slides = any(part.rate.slider.isSliderDown() for part in self._rates)
        return slides or self._experiment.is_previewing or len(self._experiment.dataset) > MANY

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Say what fits the state of the run; again only where that is another, as the cursor moves often."""
        player, state = self._player, self._player.state
        told = state, player.run_id, (player.done, player.is_looking_back) if state == "ended" else 0
        if (told, self._theory) == self._told:
            return
        self._told = told, self._theory
        is_at_end = state == "ended" and not player.is_looking_back  # of which it is said
        trace = self._judged() if is_at_end else None
        theory, settings = self._theory, frame.settings
        is_hidden = self._concealment.hides_run
        self._controls.say_forecast(no_forecast_yet() if is_hidden else forecast_sentence(theory))
        if theory is None or trace is None:
            self._offer(None if theory is None else self._advice)
            self._status.judge("", Mood.PLAIN)
        else:
            self._offer(self._after(trace, theory))
            last = replace(last_segment(trace).settings, m=settings.m, b=settings.b)
            own = self._adviser.forecast(theory.dataset, last)
            mood, words = _mood(trace, own), ""
            if trace.outcome is None or trace.outcome.reason != "diverged":  # which is said in full already
                words = verdict(trace, own)
            self._status.judge(words, mood)

    def keep_quiet(self, is_quiet: bool) -> None:
        """Whether nothing is suggested: in a lesson, the answer is the learner's to find."""
        if is_quiet != self._is_quiet:
            self._is_quiet, self._told = is_quiet, None

    def stop(self) -> None:
        """The window closes."""
        self._soon.stop()

    def finish(self) -> None:
        """A gesture has ended: what waited for that is computed now."""
        if self._soon.isActive() and len(self._experiment.dataset) <= MANY:
            self._compute()

    def _compute(self) -> None:
        self._soon.stop()
        dataset, settings = self._experiment.dataset, self._experiment.settings
        is_known = len(dataset) > 0 and not self._concealment.hides_run
        self._theory = self._adviser.forecast(dataset, settings) if is_known else None
        self._advice, best = None, None
        if self._theory is not None:
            suggested = self._adviser.suggest(self._theory)
            self._advice = None if will_arrive(self._theory) else suggested
            best = _rate_of(suggested, settings)
        for part in self._rates:
            part.show_forecast(self._theory, best)
        self._told = None
        self.computed.emit(self._theory)

    def _judged(self) -> Trace | None:
        """The run that has ended, where it was with the points and settings as they are now; else None."""
        trace, settings = self._player.trace, self._experiment.settings
        if trace is None or trace.outcome is None:
            return None
        last, start = last_segment(trace), (float(trace.m[0]), float(trace.b[0]))
        own = replace(last.settings, epochs=settings.epochs, m=start[0], b=start[1])
        is_over = trace.epochs >= settings.epochs or trace.outcome.reason == "diverged"
        return trace if is_over and own == settings and last.dataset == self._experiment.dataset else None

    def _after(self, trace: Trace, theory: Forecast) -> Advice | None:
        return None if has_arrived(trace) else self._advice or advise_after(trace, theory)

    def _offer(self, advice: Advice | None) -> None:
        advice = None if self._is_quiet else advice
        self._offered = advice.settings if advice else None
        self._status.offer(advice_button(advice, self._experiment.settings) if advice else "")

    def _take(self) -> None:
        if self._offered is not None:
            self.wanted.emit(self._offered)


def _mood(trace: Trace, forecast: Forecast) -> Mood:
    if explodes(trace) and not jumps_far(trace, forecast):
        return Mood.BAD
    return Mood.GOOD if has_arrived(trace) else Mood.PLAIN


def _rate_of(advice: Advice | None, settings: Settings) -> float | None:
    """The rate suggested, where it is one for training the way it is set."""
    if advice is None:
        return None
    rate, epochs = advice.settings.learning_rate, advice.settings.epochs
    return rate if replace(settings, learning_rate=rate, epochs=epochs) == advice.settings else None
