"""Somebody's own line: what its handles, fields and buttons ask for, and what is said of it."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gdgui.core.theory.nudge import nudge
from gdgui.experiment.experiment import Changed, Experiment
from gdgui.experiment.frame import Frame, Line
from gdgui.experiment.seen import Seen
from gdgui.experiment.view_options import View, ViewOptions
from gdgui.ui.actions import Actions
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.panels.my_line import MyLinePanel
from gdgui.words import my_line as words
from gdgui.words.errors import sentence

STEPS = 100  # of a key, across the view


class MyLineControl(QObject):
    """Moves the line in the document, and shows what there is to know of it."""

    start_wanted = Signal(float, float)
    said = Signal(str)

    def __init__(
        self, experiment: Experiment, presenter: Presenter, panel: MyLinePanel, actions: Actions
    ) -> None:
        super().__init__(panel)
        self._experiment, self._presenter, self._panel, self._actions = experiment, presenter, panel, actions
        self._seen, self._hint_seen = Seen(), Seen()
        panel.wanted.connect(self.move_line)
        panel.sealed.connect(experiment.seal)
        panel.hinted.connect(self.said)
        actions.start_here.triggered.connect(self._start_here)
        actions.compare_mine.triggered.connect(self._compare)
        experiment.changed.connect(self._on_document)

    # What handles and fields ask for

    @property
    def line(self) -> Line:
        """m and b of the line, or of the one that will be there."""
        return self._experiment.my_line or _level(self._experiment.options.data_range)

    def move_line(self, m: float, b: float) -> None:
        """Put it there; what follows is one step with it, until `end_move`."""
        try:
            self._experiment.move_my_line(m, b)
        except ValueError as error:
            self.said.emit(sentence(error))

    def end_move(self) -> None:
        """The next move is another step."""
        self._experiment.seal()

    # What is shown

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """The numbers of the line, and what may be said of how good it is."""
        hides_run = self._presenter.concealment.hides_run
        beside = frame.my_line and frame.points
        looked_at = options.data_range, options.my_hints, options.saved_line
        if not self._seen.is_new(frame.my_line, beside, frame.is_concealed, hides_run, *looked_at):
            return
        line, panel, has_points = frame.my_line, self._panel, len(frame.dataset) > 0
        if line is None:
            panel.show_no_line()
        else:
            (left, right), (low, high) = options.data_range
            panel.show_line(line, (_fine((high - low) / (right - left)), _fine(high - low)))
        mse = frame.dataset.moments.mse(*line) if line and has_points else None
        panel.show_error(mse, frame.errors.minimum if frame.errors else None, line is not None)
        hints = options.my_hints and line is not None and not hides_run
        hint = words.hint(nudge(frame.dataset, *line)) if hints and line and has_points else ""
        panel.say_hint(hint)
        is_news = self._hint_seen.is_new(frame.my_line, beside, bool(hint))  # and not another view of it
        if hint and is_news and not panel.isVisible():  # folded up, or on a projector
            self.said.emit(hint)
        for action in (self._actions.my_squares, self._actions.start_here):
            action.setEnabled(line is not None)
        self._actions.my_hints.setEnabled(line is not None and not hides_run)
        self._actions.shows_best.setEnabled(line is not None and not hides_run)
        self._actions.compare_mine.setEnabled(line is not None or options.saved_line is not None)

    def _on_document(self, changed: Changed) -> None:
        """Shown for the first time it lies level, in the middle of the view; and it is a news of its own."""
        experiment = self._experiment
        if changed & Changed.OPTIONS and experiment.options.my_line and experiment.my_line is None:
            experiment.take_my_line(_level(experiment.options.data_range))
        elif changed & Changed.MY_LINE and not experiment.options.my_line:
            experiment.options = replace(experiment.options, my_line=True)  # undone or moved out of sight

    # Buttons

    def _start_here(self) -> None:
        m, b = self.line
        self._experiment.seal()
        self.start_wanted.emit(m, b)
        self._experiment.seal()
        self.said.emit(words.starts_here(m, b))

    def _compare(self) -> None:
        """Keep the line as it is now beside the run, or no longer."""
        options = self._experiment.options
        saved = None if options.saved_line is not None else self._experiment.my_line
        self._experiment.options = replace(options, saved_line=saved)
        self.said.emit(words.saved_line(*saved) if saved is not None else words.no_longer_saved())


def _level(view: View) -> Line:
    """A level line in the middle of the view."""
    _, (low, high) = view
    digits = -math.floor(math.log10((high - low) / STEPS))
    return 0.0, round((low + high) / 2, digits)


def _fine(span: float) -> float:
    """A power of ten, or two or five of them, of which about a hundred make this span."""
    if not 0 < span / STEPS < math.inf:  # in a view as large or as small as numbers go
        return 1 / STEPS
    size = 10.0 ** math.floor(math.log10(span / STEPS))
    factor = max((each for each in (2, 5) if each * size <= span / STEPS), default=1)  # 1 but for rounding
    return float(f"{factor * size:.3g}")
