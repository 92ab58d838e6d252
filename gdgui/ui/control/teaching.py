"""What teaches besides the picture: the step worked out."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from gdgui.experiment.experiment import Experiment
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.explanation import Explanation
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.theme import Style
from gdgui.ui.views.workspace import Workspace


class Window(Protocol):
    """The parts that it needs."""

    experiment: Experiment
    player: Player
    presenter: Presenter
    workspace: Workspace
    drawer: Drawer
    actions_: Actions


class Teaching(QObject):
    """Builds its parts, and passes on to them what happens in the window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.workspace)
        self.explanation = Explanation(
            window.experiment, window.player, window.presenter, window.drawer, window.actions_
        )

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Another frame is shown."""
        self.explanation.show_frame(frame, options)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.explanation.apply(style)

    def escape(self) -> bool:
        """Esc: leave the parts of a step; False where there is nothing to leave."""
        return self.explanation.leave_parts()

    def stop(self) -> None:
        """The window closes."""
        self.explanation.stop()
