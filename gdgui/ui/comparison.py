"""Runs side by side: the list of them, what the plots show, GD against SGD, SGD many times."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from gdgui.core import train
from gdgui.core.ensemble import RUNS, Ensemble
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.runs import Run, Runs
from gdgui.training.many import Many
from gdgui.training.trainer import Trainer
from gdgui.ui.actions import Actions
from gdgui.ui.board import Board
from gdgui.ui.housekeeping import Housekeeping
from gdgui.ui.panels.progress import ProgressPanel
from gdgui.ui.panels.runs import RunsPanel
from gdgui.ui.plots.kept import KeptRun
from gdgui.ui.theme import RUN_STYLES, Look
from gdgui.words.numbers import number
from gdgui.words.report import in_short

Say = Callable[[str], None]
PATIENCE = 0.3  # seconds before anybody is told to wait


class Comparison(QObject):
    """Follows the trainer, keeps its runs, and owns the dock that lists them."""

    def __init__(
        self,
        window: QMainWindow,
        experiment: Experiment,
        trainer: Trainer,
        board: Board,
        actions: Actions,
        say: Say,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._was_open = False
        self._shown: tuple[str, list[int]] = "", []
        self._gone: list[str] = []  # older runs that made room
        self.runs = Runs(experiment.undo_stack, self)
        self.panel = RunsPanel(
            {
                "useSettingsButton": actions.again,
                "deleteRunButton": actions.delete_run,
                "hideOthersButton": actions.hide_others,
                "againstButton": actions.against,
                "manyButton": actions.many,
            }
        )
        self.many = Many(self)
        self.progress = ProgressPanel("progress", "cancelButton")
        self.many.changed.connect(self._on_many)
        self.progress.cancelled.connect(self.many.cancel)
        self._experiment, self._trainer, self._board, self._say = experiment, trainer, board, say
        self._dock = QDockWidget("Runs", window)
        self._dock.setObjectName("runsDock")
        self._dock.setWidget(self.panel)
        self._dock.hide()
        actions.runs.toggled.connect(self._dock.setVisible)
        self._dock.visibilityChanged.connect(self._on_visibility)
        self._actions = actions
        self.runs.changed.connect(self.refresh)
        self.runs.dropped.connect(self._on_dropped)
        self.panel.shown_wanted.connect(self.runs.show)
        self.panel.pinned_wanted.connect(self._pin)
        self.panel.name_wanted.connect(self.runs.rename)
        self.panel.deletion_wanted.connect(self.delete)
        self.panel.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.panel.model.modelReset.connect(self._on_selected)
        actions.again.triggered.connect(self._use_again)
        actions.delete_run.triggered.connect(self._delete_selected)
        actions.hide_others.triggered.connect(self.runs.show_only_current)
        actions.samples.toggled.connect(board.loss_plot.set_by_samples)
        self._on_selected()
        freed_after = self.runs.changed, trainer.state_changed, experiment.points_changed, self.many.changed
        Housekeeping(window, freed_after, lambda: trainer.state == "running")

    @property
    def dock(self) -> QDockWidget:
        """Where the list stands; the window decides at which side."""
        return self._dock

    def follow(self) -> bool:
        """Whether the trainer has another run, or none, since the last time."""
        trace = self._trainer.trace
        if trace is None and self._trainer.state == "running":
            return False  # its first news is on the way: nothing is drawn twice
        if trace is (self.runs.current.trace if self.runs.current else None):
            if self._said() != self._shown:
                self.refresh()
            return False
        self.runs.follow(trace)
        return True

    def before_a_run(self) -> None:
        """Take in what the run under way has come to; what was said about older runs is said."""
        self.follow()
        self._gone.clear()
        self.many.clear()

    def refresh(self) -> None:
        """Lists and plots show the runs as they are now."""
        dataset, current = self._experiment.dataset, self.runs.current
        self.panel.show_runs(self.runs.all, current, dataset)
        kept = tuple(self._for_plots(run) for run in self.runs.kept if run.shown)
        self._shown = self._said()
        self._board.set_kept(kept, self.current_words, self._trainer.cursor if current else None)
        self._actions.hide_others.setEnabled(bool(self.runs.kept))

    def _said(self) -> tuple[str, list[int]]:
        """What may have changed with nobody telling: a run goes on with other settings, or a last bit more
        of one comes after it was kept."""
        return self.current_words, [run.trace.epochs for run in self.runs.kept]

    @property
    def current_words(self) -> str:
        """What the legend calls the current run; empty where there is none."""
        current = self.runs.current
        return f"{current.number} {_words(current)}, current" if current else ""

    @property
    def notice(self) -> str:
        """What became of older runs when the current one began, or when another one came back."""
        if not self._gone:
            return ""
        names, which = " and ".join(f"“{name}”" for name in self._gone), "the oldest not pinned,"
        return f"{names}, {which} made room: a dozen runs are kept."

    @property
    def result(self) -> str:
        """What many runs of SGD came to; empty where there are none, or not all yet."""
        ensemble = self.many.ensemble
        return _result(ensemble) if ensemble is not None and not self.many.is_running else ""

    def refresh_list(self) -> None:
        """The figures of the current run have changed."""
        if self._dock.isVisible():
            self.panel.show_runs(self.runs.all, self.runs.current, self._experiment.dataset)

    def add_opponent(self) -> None:
        """Gradient descent with the settings at hand, to run in step with the run started next."""
        settings = replace(self._experiment.settings, algorithm="gd")
        self.runs.add(train(self._experiment.dataset, settings), "GD against SGD")

    def start_many(self) -> None:
        """SGD from many seeds, with the settings at hand."""
        self.many.start(self._experiment.dataset, self._experiment.settings)

    def delete(self, number: int) -> None:
        """Take a run off the list; the current one is ended first."""
        run = self.runs.find(number)
        if run is None:
            return
        if run is self.runs.current:
            self._actions.reset.trigger()
        self.runs.delete(number)
        self._say(f"“{run.name}” is off the list. Ctrl+Z brings it back.")

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        self.panel.apply(look)
        self.progress.apply(look)

    def on_settings(self) -> None:
        """Where other settings would lead says nothing about these; the number of epochs does not matter."""
        ensemble, settings = self.many.ensemble, self._experiment.settings
        if ensemble and replace(settings, epochs=ensemble.settings.epochs) != ensemble.settings:
            self.many.clear()

    def _on_many(self) -> None:
        ensemble = self.many.ensemble
        self._board.set_many(ensemble, self._trainer.cursor)
        share = None
        if ensemble is not None and self.many.is_running and time.monotonic() - self.many.begun > PATIENCE:
            share = ensemble.done / ensemble.settings.epochs
        self.progress.show_share(f"{RUNS} runs of SGD", share)

    def _for_plots(self, run: Run) -> KeptRun:
        other = run.last.dataset != self._experiment.dataset
        words = f"{run.number} {_words(run)}"
        return KeptRun(run.number, words, run.trace, RUN_STYLES[run.style], other, run.in_step)

    def _pin(self, number: int, pinned: bool) -> None:
        if not self.runs.pin(number, pinned):
            self._say("Ten runs are pinned: unpin one first, so that there is a place for the next ones.")

    def _use_again(self) -> None:
        run = self.runs.find(self.panel.selected)
        if run is not None:
            if self._trainer.state in ("running", "paused"):
                self._actions.reset.trigger()  # the run under way is not to go on with them
            self._experiment.settings = replace(run.last.settings, m=run.settings.m, b=run.settings.b)
            self._say(f"The settings are those of “{run.name}” now. Press Run.")

    def _delete_selected(self) -> None:
        self.delete(self.panel.selected)

    def _on_selected(self, *_: object) -> None:
        chosen = self.panel.selected > 0 and self._dock.isVisible()
        self._actions.again.setEnabled(chosen)
        self._actions.delete_run.setEnabled(chosen)

    def _on_visibility(self, visible: bool) -> None:
        self._actions.runs.setChecked(visible)
        if visible and not self._was_open:
            self._was_open = True  # from now on as high as somebody makes it
            self._window.resizeDocks([self._dock], [self.panel.minimumHeight()], Qt.Orientation.Vertical)
        self.refresh_list()
        self._on_selected()

    def _on_dropped(self, name: str) -> None:
        self._gone.append(name)
        self._say(self.notice)


def _result(ensemble: Ensemble) -> str:
    """Where the runs are, in words."""
    runs = f"{RUNS} runs of SGD, seeds {ensemble.settings.seed} to {ensemble.settings.seed + RUNS - 1}"
    low, high = float(ensemble.low[-1]), float(ensemble.high[-1])
    words = (
        f"{runs}: after {ensemble.epochs[-1]:,} epochs 80 % have an MSE from {number(low)} to {number(high)}."
    )
    if ensemble.diverged:
        words += f" {ensemble.diverged} have diverged and stay where they were."
    if ensemble.stride > 1:
        words += f" The cloud shows one epoch in {ensemble.stride:,}."
    return words


def _words(run: Run) -> str:
    """Its name where somebody gave it one, and its settings."""
    in_words, in_the_end = in_short(run.settings), in_short(run.last.settings)
    if in_the_end != in_words:
        in_words += f" → {in_the_end}"
    return in_words if run.name == f"Run {run.number}" else f"{run.name}: {in_words}"
