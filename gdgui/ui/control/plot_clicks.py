"""What a click on the MSE curve or the loss surface asks for, and how a double click takes that back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gdgui.experiment.experiment import Experiment
from gdgui.training.player import Player
from gdgui.ui.control.run_control import RunControl
from gdgui.ui.views.workspace import Workspace


class PlotClicks(QObject):
    """A click shows an epoch, or sets the start; as the first half of a double click it meant neither."""

    def __init__(
        self, experiment: Experiment, player: Player, workspace: Workspace, run_control: RunControl
    ) -> None:
        super().__init__(workspace)
        self._experiment, self._player, self._run_control = experiment, player, run_control
        self._before = 0, 0  # cursor and direction of the player
        self._settings = experiment.settings  # before the click on the surface
        curve, surface = workspace.loss_plot, workspace.surface_plot
        curve.epoch_wanted.connect(self._seek)
        curve.click_taken_back.connect(self._seek_back)
        surface.start_wanted.connect(self._take_start)
        surface.end_wanted.connect(self._keep_start)
        surface.start_taken.connect(experiment.seal)
        surface.click_taken_back.connect(self._take_start_back)

    def _seek(self, epoch: int) -> None:
        self._before = self._player.cursor, self._player.direction
        self._player.seek(epoch)

    def _seek_back(self) -> None:
        cursor, direction = self._before
        self._player.seek(cursor)
        if direction:
            self._player.play(direction)

    def _take_start(self, m: float, b: float) -> None:
        self._settings = self._experiment.settings
        self._run_control.take_start(m, b)

    def _keep_start(self, *_: float) -> None:
        """The click foretold where a run ends: there is no start to take back."""
        self._settings = self._experiment.settings

    def _take_start_back(self) -> None:
        if self._experiment.settings != self._settings:
            self._experiment.undo()
            self._run_control.say_state()
