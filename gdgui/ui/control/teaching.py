"""What teaches besides the picture: the step worked out, a line of one's own, predicting first, and what is
read beside it.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from gdgui.experiment.experiment import Changed, Experiment
from gdgui.experiment.frame import Frame
from gdgui.experiment.runs import Runs
from gdgui.experiment.view_options import ViewOptions
from gdgui.training.ensemble_runner import EnsembleRunner
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.course import Course
from gdgui.ui.control.explanation import Explanation
from gdgui.ui.control.guidance import Guidance
from gdgui.ui.control.my_line import MyLineControl
from gdgui.ui.control.point_editing import PointEditing
from gdgui.ui.control.prediction import PredictionControl
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.control.run_control import RunControl
from gdgui.ui.control.view_control import ViewControl
from gdgui.ui.gestures.line_handles import LineHandles
from gdgui.ui.panels.controls import ControlsPanel
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.panels.fold import Fold
from gdgui.ui.panels.my_line import MyLinePanel
from gdgui.ui.panels.status import StatusPanel
from gdgui.ui.panels.transport import TransportPanel
from gdgui.ui.theme import Style
from gdgui.ui.views.workspace import Workspace
from gdgui.words import prediction, window


class Window(Protocol):
    """The parts that it needs."""

    experiment: Experiment
    player: Player
    runs: Runs
    ensembles: EnsembleRunner
    presenter: Presenter
    workspace: Workspace
    drawer: Drawer
    controls: ControlsPanel
    status: StatusPanel
    actions_: Actions
    editing: PointEditing
    guidance: Guidance
    transport: TransportPanel
    run_control: RunControl
    view_control: ViewControl


class Teaching(QObject):
    """Builds its parts, passes on to them what happens in the window, and lets everything follow where the
    answer comes to be hidden or shown.
    """

    def __init__(self, window_: Window) -> None:
        super().__init__(window_.workspace)
        self._window = window_
        experiment, presenter, actions = window_.experiment, window_.presenter, window_.actions_
        self.course = Course(window_)
        self.explanation = Explanation(
            experiment, window_.player, presenter, window_.drawer, actions, self.course.code
        )
        self._panel = MyLinePanel(
            {
                "my_line": actions.my_line,
                "my_squares": actions.my_squares,
                "my_hints": actions.my_hints,
                "shows_best": actions.shows_best,
                "start_here": actions.start_here,
                "compare": actions.compare_mine,
                "predict": actions.predict,
            }
        )
        self._fold = Fold("myLineFold", *window.fold("line"), self._panel)
        window_.controls.add_fold("line", self._fold)
        actions.my_line.triggered.connect(self._show_panel)
        self._line = MyLineControl(experiment, presenter, self._panel, actions)
        self._prediction = PredictionControl(
            experiment, window_.player, presenter, window_.workspace, actions
        )
        pointer = window_.editing.pointer
        pointer.handles = LineHandles(window_.workspace.data_plot, self._line, pointer)
        self._line.start_wanted.connect(window_.run_control.take_start)
        window_.run_control.prediction_wanted.connect(self._prediction.ask)
        actions.predict.toggled.connect(self._switch)
        presenter.concealment.changed.connect(self._on_concealment)
        window_.player.changed.connect(self._prediction.on_player)
        experiment.changed.connect(self._on_document)
        for part in (self._line, self._prediction, self.explanation):
            part.said.connect(window_.status.say)

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Another frame is shown; and while the answer is hidden, what tells it cannot be asked for."""
        self.explanation.show_frame(frame, options)
        self.course.lessons.on_frame()
        self._window.guidance.keep_quiet(self.course.lessons.is_on)
        self._line.show_frame(frame, options)
        for action in (self._window.actions_.excess, self._window.actions_.steps):
            action.setEnabled(not frame.is_concealed)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.explanation.apply(style)
        self._panel.apply(style)
        self._prediction.apply(style)

    def escape(self) -> bool:
        """Esc: take back the question before a run, or leave the parts of a step or what a page shows; False
        where there is nothing of this.
        """
        is_left = self._prediction.escape() or self.explanation.leave_parts()
        return is_left or self.course.guide.bring_back()

    def stop(self) -> None:
        """The window closes."""
        self.course.stop()

    def _on_document(self, changed: Changed) -> None:
        self._prediction.on_document(changed)
        if changed & Changed.MY_LINE:
            self._window.presenter.present()

    def _show_panel(self, on: bool) -> None:
        """Who asks for a line of their own sees what there is to do with it."""
        if on:
            self._fold.set_open(True)

    def _switch(self, on: bool) -> None:
        self._window.presenter.concealment.set_on(on)
        self._window.status.say(prediction.switched(on))

    def _on_concealment(self) -> None:
        """What is hidden, or no longer is, is so everywhere at once; the surface's range tells nothing."""
        window_ = self._window
        with window_.presenter.one_frame():
            self._prediction.on_concealment()
            window_.guidance.refresh()
            if window_.experiment.options.fits_surface:
                window_.view_control.fit_surface()
            window_.presenter.present()
