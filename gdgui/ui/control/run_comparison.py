"""Runs side by side: the list of them, GD against SGD, SGD from many seeds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from gdgui.core import train
from gdgui.core.algorithms import GRADIENT_DESCENT
from gdgui.core.ensemble import RUNS, Ensemble
from gdgui.experiment.experiment import Experiment, set_settings_at_once
from gdgui.experiment.frame import Frame
from gdgui.experiment.runs import Runs
from gdgui.experiment.seen import Seen
from gdgui.experiment.view_options import ViewOptions
from gdgui.training.ensemble_runner import EnsembleRunner
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.panels.progress import ProgressPanel
from gdgui.ui.panels.run_chips import RunChips
from gdgui.ui.theme import Style
from gdgui.words import comparison as words
from gdgui.words import panels
from gdgui.words.status import joined

if TYPE_CHECKING:  # loaded when the page is built
    from gdgui.ui.panels.runs import RunsPanel

PATIENCE = 0.3  # seconds before anybody is told to wait


class RunComparison(QObject):
    """Follows the player, saves its runs, and owns the dock that lists them."""

    reset_wanted = Signal()
    said = Signal(str)
    remarked = Signal(str)  # what became of runs that are out of sight; empty where there is nothing to say

    def __init__(
        self,
        window: QMainWindow,
        experiment: Experiment,
        player: Player,
        runs: Runs,
        ensembles: EnsembleRunner,
        drawer: Drawer,
        actions: Actions,
    ) -> None:
        super().__init__(window)
        self._experiment, self._player = experiment, player
        self.runs, self.ensembles, self._actions = runs, ensembles, actions
        self._gone: list[str] = []  # older runs that made room
        self._remark = ""
        self._in_view: set[int] = set()  # numbers of runs
        self._seen = Seen()
        self._hidden: set[int] = set()  # of those that hid themselves since the newest run began
        self.progress = ProgressPanel("progress", "cancelButton")
        self.chips = RunChips()
        self._frame: Frame | None = None
        self._page = drawer.add_page(actions.runs, panels.runs(), self._build_page)
        drawer.changed.connect(self._on_drawer)
        self._wire()

    @property
    def result(self) -> str:
        """What many runs of SGD came to; empty where there are none, or not all yet."""
        ensemble = self.ensembles.ensemble
        done = ensemble is not None and not self.ensembles.is_running
        return words.ensemble_result(ensemble) if ensemble is not None and done else ""

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """The list, where anybody sees it, and what can be done with it."""
        self._frame = frame
        self._show_progress(frame.ensemble)
        runs = self.runs.all
        beside = runs and frame.points
        if not self._seen.is_new(runs, frame.current, beside, frame.ensemble, frame.is_concealed):
            return
        self._look_for_hidden()
        self.chips.show_runs(runs, frame.current, frame.dataset, frame.ensemble is not None)
        self._fill_list()
        self._actions.hide_others.setEnabled(len(runs) > (frame.current is not None))

    def follow(self) -> None:
        """Take in what the player's run has come to."""
        self.runs.follow(self._player.run_id, self._player.trace)

    def before_a_run(self) -> None:
        """The next one begins: what was said about older runs is said."""
        self.follow()
        self._gone.clear()
        self._hidden.clear()
        self.ensembles.clear()

    def on_other_runs(self) -> None:
        """All runs are those of another session: none of them has hidden itself here."""
        self._in_view.clear()
        self._hidden.clear()
        self._look_for_hidden()

    def add_opponent(self) -> None:
        """Gradient descent with the settings at hand, to run in step with the run started next.

        Neither stands in the list twice where it was there before.
        """
        dataset, settings = self._experiment.dataset, self._experiment.settings
        gd = replace(settings, algorithm=GRADIENT_DESCENT.key)
        self.runs.let_go_twin(dataset, settings)
        self.runs.let_go_twin(dataset, gd, words.opponent())
        self.runs.add(train(dataset, gd), words.opponent())

    def start_ensemble(self) -> None:
        """SGD from many seeds, with the settings at hand."""
        self.ensembles.start(self._experiment.dataset, self._experiment.settings)

    def on_document(self) -> None:
        """Where other settings would lead says nothing about these; the number of epochs does not matter."""
        asked, experiment = self.ensembles.asked, self._experiment
        if asked is not None:
            dataset, settings = asked
            same = replace(experiment.settings, epochs=settings.epochs) == settings
            if not same or dataset != experiment.dataset:
                self.ensembles.clear()

    def delete(self, number: int) -> None:
        """Take a run off the list; the current one is ended first."""
        run = self.runs.find(number)
        if run is None:
            return
        if run is self.runs.current:
            self.reset_wanted.emit()
        self.runs.delete(number)
        self.said.emit(words.deleted(run.name))

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.chips.apply(style)
        self.progress.apply(style)

    def _wire(self) -> None:
        actions, runs = self._actions, self.runs
        self.chips.shown_wanted.connect(runs.show)
        self.chips.deletion_wanted.connect(self.delete)
        self.chips.clear_wanted.connect(self._clear)
        self.chips.list_wanted.connect(actions.runs.trigger)
        runs.dropped.connect(self._gone.append)
        actions.again.triggered.connect(self._use_again)
        actions.delete_run.triggered.connect(self._delete_selected)
        actions.hide_others.triggered.connect(self._hide_others)
        self.progress.cancelled.connect(self.ensembles.cancel)
        self._on_selected()

    def _build_page(self) -> RunsPanel:
        from gdgui.ui.panels.runs import RunsPanel

        actions, runs = self._actions, self.runs
        panel = RunsPanel(
            {
                "useSettingsButton": actions.again,
                "deleteRunButton": actions.delete_run,
                "hideOthersButton": actions.hide_others,
            }
        )
        panel.shown_wanted.connect(runs.show)
        panel.pinned_wanted.connect(self._pin)
        panel.name_wanted.connect(runs.rename)
        panel.deletion_wanted.connect(self.delete)
        panel.table.selectionModel().selectionChanged.connect(self._on_selected)
        panel.model.modelReset.connect(self._on_selected)
        return panel

    def _show_progress(self, ensemble: Ensemble | None) -> None:
        """Of an ensemble that somebody has to wait for."""
        if ensemble is not None and self.ensembles.is_running and self.ensembles.seconds > PATIENCE:
            share = ensemble.done / ensemble.settings.epochs
            self.progress.show_share(panels.many_runs(RUNS), share)
        elif not self.progress.isHidden():
            self.progress.show_share("", None)

    def _pin(self, number: int, pinned: bool) -> None:
        if not self.runs.pin(number, pinned):
            self.said.emit(words.too_many_pinned())

    def _use_again(self) -> None:
        run = self.runs.find(self._selected)
        if run is not None:
            if self._player.state in ("playing", "paused"):
                self.reset_wanted.emit()  # the run under way is not to go on with them
            settings = replace(run.last.settings, m=run.settings.m, b=run.settings.b)
            set_settings_at_once(self._experiment, settings)
            self.said.emit(words.settings_taken(run.name))

    def _delete_selected(self) -> None:
        self.delete(self._selected)

    def _on_selected(self, *_: object) -> None:
        for action in (self._actions.again, self._actions.delete_run):
            action.setEnabled(self._selected > 0)

    @property
    def _selected(self) -> int:
        """Number of the run selected in the list that somebody sees, 0 for none."""
        return self._page.panel.selected if self._page.is_open else 0

    def _fill_list(self) -> None:
        frame = self._frame
        if frame is not None and self._page.is_open:
            self._page.panel.show_runs(self.runs.all, frame.current, frame.dataset, frame.is_concealed)

    def _on_drawer(self) -> None:
        self._fill_list()
        self._on_selected()

    def _hide_others(self) -> None:
        self.runs.show_only_current(self._experiment.dataset)

    def _clear(self) -> None:
        """Delete all saved runs, as one step to take back."""
        self.runs.delete_saved()
        self.said.emit(words.cleared())

    def _look_for_hidden(self) -> None:
        """Runs on other points hide themselves: that is said, until the next run begins or they are back."""
        if not self.runs.all and not self._remark:
            return
        dataset, saved = self._experiment.dataset, self.runs.saved
        shown = {run.number for run in saved if run.is_shown(dataset)}
        gone = (self._hidden | self._in_view) - shown
        self._hidden = {run.number for run in saved if run.number in gone and run.is_elsewhere(dataset)}
        self._in_view = shown | ({self.runs.current.number} if self.runs.current else set())
        made_room = words.made_room(self._gone) if self._gone else ""
        remark = joined(made_room, words.hidden(len(self._hidden)) if self._hidden else "")
        if remark != self._remark:
            self._remark = remark
            self.remarked.emit(remark)
