"""When nothing may tell where a run ends: the one place that decides it, for every view and panel."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.training.player import Player


class Answered(NamedTuple):
    """The end of a run that was seen last, and of which points and settings it is the answer."""

    ended: tuple[int, int]
    known: tuple[Dataset, Settings] | None


class Concealment(QObject):
    """The answer is hidden while somebody is to predict first, until the run has ended, and while one fits
    by hand. `changed` tells that it has come to be hidden, or no longer is.

    What was answered is where a run leads with these points and settings: with others it is hidden again.
    """

    changed = Signal()

    def __init__(self, experiment: Experiment, player: Player) -> None:
        super().__init__(player)
        self._experiment, self._player = experiment, player
        self.hides_run = False  # a prediction comes first: forecast, advice and all that is known beforehand
        self.hides_minimum = False  # nothing is shown of the best line and of its MSE
        self._is_on = False
        self._ended = 0, 0  # the end that was seen last: run, and its newest epoch
        self._answered: tuple[Dataset, Settings] | None = None
        player.changed.connect(self._on_player)
        experiment.changed.connect(self._tell)

    def set_on(self, on: bool) -> None:
        """Whether somebody is to predict first. A run that has ended before has given its answer."""
        self._is_on = on
        self._tell()

    @property
    def answered(self) -> Answered:
        """Which answers were given, for `take_back`."""
        return Answered(self._ended, self._answered)

    def take_back(self, answered: Answered) -> None:
        """These answers were given, and no others."""
        self._ended, self._answered = answered
        self._tell()

    @property
    def _comes_first(self) -> bool:
        """Whether somebody is to predict a run with these points and settings."""
        if not len(self._experiment.dataset):
            return False
        known, settings = self._answered, self._experiment.settings
        return known is None or known[0] is not self._experiment.dataset or known[1] != settings

    @property
    def _fits_by_hand(self) -> bool:
        """Whether somebody looks for the best line, without a run and without having asked for it."""
        options = self._experiment.options
        return options.my_line and not options.shows_best and self._player.state in ("idle", "failed")

    def _on_player(self) -> None:
        """A run that has come to its end answers; that one plays it again does not answer anything else."""
        player, end = self._player, (self._player.run_id, self._player.done)
        if player.state == "idle":
            self._answered = None
        elif player.state == "ended" and end != self._ended:
            self._ended = end
            self._answered = self._experiment.dataset, self._experiment.settings
        self._tell()

    def _tell(self, *_: object) -> None:
        """Decide it, and say so where it is another."""
        was = self.hides_run, self.hides_minimum
        self.hides_run = self._is_on and self._comes_first
        self.hides_minimum = self.hides_run or self._fits_by_hand
        if (self.hides_run, self.hides_minimum) != was:
            self.changed.emit()
