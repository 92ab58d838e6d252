"""What is read beside the plots: the derivation, the lessons, and the run in Python."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from gdgui.experiment.experiment import Experiment
from gdgui.experiment.runs import Runs
from gdgui.training.ensemble_runner import EnsembleRunner
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.code import Code
from gdgui.ui.control.demonstration import Demonstration
from gdgui.ui.control.guide import Guide
from gdgui.ui.control.learner import Learner
from gdgui.ui.control.lessons import Lessons
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.panels.status import StatusPanel
from gdgui.ui.panels.transport import TransportPanel
from gdgui.ui.panels.typesetting import Typesetter
from gdgui.ui.views.workspace import Workspace


class Window(Protocol):
    """The parts that it needs."""

    experiment: Experiment
    player: Player
    runs: Runs
    ensembles: EnsembleRunner
    presenter: Presenter
    workspace: Workspace
    drawer: Drawer
    status: StatusPanel
    transport: TransportPanel
    actions_: Actions


class Course(QObject):
    """Builds its parts, and passes on to them what happens in the window.

    Made before the explanation: who leaves a page for that one has everything back when it opens.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window.workspace)
        experiment, player, actions = window.experiment, window.player, window.actions_
        speed = window.transport.speed
        parts = (experiment, player, window.runs, window.ensembles, window.presenter, actions.predict, speed)
        self._typesetter = Typesetter(self)
        self.demonstrations = Demonstration(*parts), Demonstration(*parts)
        of_guide, of_lesson = self.demonstrations
        self.guide = Guide(window.drawer, of_guide, self._typesetter, actions)
        self.lessons = Lessons(
            window.workspace,
            window.drawer,
            player,
            Learner(experiment, player, window.runs, window.presenter),
            of_lesson,
            self._typesetter,
            actions,
        )
        self.code = Code(window.workspace, experiment, player, actions)
        for part in (self.guide, self.lessons, self.code):
            part.said.connect(window.status.say)

    @property
    def is_demonstrating(self) -> bool:
        """Whether the window shows something else than a person's own work."""
        return self.guide.is_shown or self.lessons.is_on

    @property
    def is_read(self) -> bool:
        """Whether somebody is at a lesson, the list of them, or a page of the derivation."""
        return self.is_demonstrating or self.guide.page.is_open or self.lessons.page.is_open

    def leave(self) -> None:
        """Show a person's own work again; what a page shows is within a lesson, if there is one."""
        self.guide.bring_back()
        self.lessons.leave()

    def stop(self) -> None:
        """The window closes."""
        self.lessons.stop()
        self._typesetter.stop()
