"""Predict first: the question before a run, and the gap after it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdgui.core import Trace
from gdgui.core.theory import forecast, last_segment
from gdgui.core.theory.course import Course
from gdgui.experiment.experiment import Changed, Experiment
from gdgui.experiment.prediction import Prediction, gap
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.gestures.sketch import Place, Sketch
from gdgui.ui.panels.prediction import PredictionPanel
from gdgui.ui.theme import Style
from gdgui.ui.views.workspace import Workspace
from gdgui.words import prediction as words

STEP = 0.05  # of the start's MSE, by an arrow key
FACTOR = 1.25  # where the axis is in powers of ten, and above the start
UNDER_WAY = ("playing", "paused")


class PredictionControl(QObject):
    """Asks before a run begins, holds what was said for the frame, and judges it when the run has ended."""

    said = Signal(str)

    def __init__(
        self,
        experiment: Experiment,
        player: Player,
        presenter: Presenter,
        workspace: Workspace,
        actions: Actions,
    ) -> None:
        super().__init__(workspace)
        self._experiment, self._player, self._presenter = experiment, player, presenter
        self._workspace = workspace
        self._then: QAction = actions.run  # what was asked for
        self._is_judged = False
        self._before: QWidget | None = None  # what had the keyboard
        self.panel = PredictionPanel(workspace)
        self.panel.watch(workspace.loss_plot, workspace.surface_plot)
        self.panel.chosen.connect(self._choose)
        self.panel.my_line_chosen.connect(self._choose_my_line)
        self.panel.plot_wanted.connect(self._go_to)
        self.panel.begun.connect(self.begin)
        self.panel.called_off.connect(self.escape)
        sketch = Sketch(workspace.loss_plot, self._is_asking)
        sketch.stroked.connect(self._draw)
        sketch.knot_wanted.connect(self._take_knot)
        sketch.lifted.connect(self._lift)
        workspace.surface_plot.end_wanted.connect(self._point)

    # The question

    def ask(self, action: QAction) -> None:
        """Somebody wants this to begin: it does where enough was said, else there is a question."""
        self._then = action
        if self._is_asking():
            self.begin()
            return
        self._before = self._workspace.window().focusWidget()
        self._set(Prediction())
        self.said.emit(words.asked())

    def begin(self) -> None:
        """What was drawn or pointed at is what was said: the run begins."""
        said = self._presenter.prediction
        if said is None or not said.says_something:
            self.said.emit(words.nothing_said())
            return
        self._is_judged = False
        with self._presenter.one_frame():
            self._set(said.closed())
            self._then.trigger()

    def escape(self) -> bool:
        """Nothing is said, and nothing runs; False where there is no question."""
        if not self._is_asking():
            return False
        self._set(None)
        self.said.emit(words.called_off())
        return True

    def on_concealment(self) -> None:
        """Where nothing is hidden any more there is no question; where it is again, no old answer."""
        said = self._presenter.prediction
        is_over = said is not None and not said.is_open and self._player.state not in UNDER_WAY
        if is_over if self._presenter.concealment.hides_run else self._is_asking():
            self._set(None)

    def on_document(self, changed: Changed) -> None:
        """A run from elsewhere, or on other points: what was drawn begins at the wrong height."""
        if self._is_asking() and changed & (Changed.POINTS | Changed.SETTINGS):
            self._set(Prediction() if len(self._experiment.dataset) else None)

    def on_player(self) -> None:
        """A run that has ended is judged; one that was reset leaves nothing to compare with."""
        state, said, trace = self._player.state, self._presenter.prediction, self._player.trace
        if said is None or said.is_open:
            return
        if state == "idle":
            self._set(None)
        elif state == "ended" and not self._is_judged and trace is not None:
            self._is_judged = True
            self.said.emit(_result(said, trace))

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.panel.apply(style)
        if self.panel.isVisible():
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The plots lie elsewhere, and the question with them."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return False

    # The answers

    def _choose(self, course: Course) -> None:
        self._answer(Prediction(course=course))

    def _choose_my_line(self) -> None:
        line = self._experiment.my_line
        if line is not None and self._experiment.options.my_line:
            self._answer(Prediction(end=line))
        else:
            self.said.emit(words.needs_line())

    def _answer(self, said: Prediction) -> None:
        if self._is_asking():
            self._presenter.prediction = said
            self.begin()

    def _go_to(self, name: str) -> None:
        """To draw or to point there by keys."""
        self._workspace.bring(name)
        self._workspace.cards[name].plot.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _point(self, m: float, b: float) -> None:
        self._set(Prediction(end=(m, b)))

    def _draw(self, begin: Place, to: Place) -> None:
        said = self._presenter.prediction or Prediction()
        self._set(said.drawn(self._start, self._on_paper(begin), self._on_paper(to)))

    def _on_paper(self, place: Place) -> Place:
        """A whole epoch of the run, and no MSE below 0."""
        epochs = self._experiment.settings.epochs
        return float(min(max(0, round(place[0])), epochs)), max(0.0, place[1])

    def _take_knot(self, steps: int) -> None:
        said = self._presenter.prediction or Prediction()
        self._set(self._knotted() if said.knot is None else said.with_knot(steps))

    def _lift(self, steps: float) -> None:
        said = self._knotted()
        start, logarithmic = self._start, self._presenter.options.logarithmic

        def lifted(height: float) -> float:
            """By a share of the start below it, by a factor above."""
            if logarithmic or (height >= start and steps > 0) or height > start:
                return float(height * FACTOR**steps)
            return max(0.0, height + steps * STEP * start)

        self._set(said.lifted(lifted))

    def _knotted(self) -> Prediction:
        said = self._presenter.prediction or Prediction()
        return said if said.knot is not None else said.knotted(self._start, self._experiment.settings.epochs)

    @property
    def _start(self) -> float:
        """MSE of the line that the run will begin with."""
        experiment = self._experiment
        return experiment.dataset.moments.mse(experiment.settings.m, experiment.settings.b)

    # What is shown

    def _is_asking(self) -> bool:
        said = self._presenter.prediction
        return said is not None and said.is_open

    def _set(self, said: Prediction | None) -> None:
        self._presenter.prediction = said
        if said is not None and said.is_open:
            self._workspace.installEventFilter(self)
            self.panel.ask(self._experiment.options.my_line, said.says_something)
            self._place()
        elif not self.panel.isHidden():
            self._close()
        self._presenter.present()

    def _close(self) -> None:
        """The keyboard goes back to what had it."""
        had_keyboard = self.panel.isAncestorOf(self.panel.window().focusWidget() or self.panel.window())
        self.panel.hide()
        self._workspace.removeEventFilter(self)
        if had_keyboard and self._before is not None and self._before.isVisible():
            self._before.setFocus()

    def _place(self) -> None:
        """Over the points, which nobody draws on now; else in the corner that a curve leaves first."""
        plot, panel = self._workspace.data_plot, self.panel
        if plot.isVisible():
            panel.fit(plot.size())
            free = plot.size() - panel.size()
            corner = plot.mapTo(self._workspace, QPoint(free.width() // 2, max(0, free.height()) // 3))
            panel.move(max(0, min(corner.x(), self._workspace.width() - panel.width())), corner.y())
        else:
            panel.fit(self._workspace.size())
            top = self._workspace.readout.height() + panel.height() // 4
            panel.move(self._workspace.width() - panel.width(), top)


def _result(said: Prediction, trace: Trace) -> str:
    """How far off it was, and why the run came as it came."""
    last = last_segment(trace)
    settings = replace(last.settings, m=float(trace.m[0]), b=float(trace.b[0]), epochs=max(1, trace.epochs))
    return words.result(said.course, gap(said, trace), forecast(last.dataset, settings))
