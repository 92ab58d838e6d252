"""A setting shown in the window for a while, and everything brought back as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QUndoStack

from gdgui.core import Dataset, Settings
from gdgui.experiment import aside, ranges
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.explained import PARTS
from gdgui.experiment.prediction import Prediction
from gdgui.experiment.runs import Runs, Shelf
from gdgui.experiment.view_options import ViewOptions
from gdgui.training.ensemble_runner import EnsembleRunner
from gdgui.training.player import Player, Watched
from gdgui.ui.control.concealment import Answered
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.panels.transport import SpeedSlider

if TYPE_CHECKING:  # loaded when there is one to be shown
    from gdgui.lessons.setting import Setting


class _Before(NamedTuple):
    """What was in the window."""

    document: aside.Document
    run: Watched
    runs: Shelf
    ensemble: tuple[Dataset, Settings] | None
    predicts: bool
    said: Prediction | None
    answered: Answered
    speed: int | None  # position of its slider, where what is shown has a speed of its own


class Demonstration(QObject):
    """Puts up a setting with `show`, and leaves with `leave`.

    Points, settings, options, undo stack, the runs, the one under way with its trace and cursor: all are set
    aside as they are, and none is computed again. One demonstration may be within another, and is left first.
    """

    about_to_show = Signal()  # what a person works on is still there
    changed = Signal()  # it begins, or is left

    def __init__(
        self,
        experiment: Experiment,
        player: Player,
        runs: Runs,
        ensembles: EnsembleRunner,
        presenter: Presenter,
        predict: QAction,
        speed: SpeedSlider,
    ) -> None:
        super().__init__(player)
        self._experiment, self._player, self._runs = experiment, player, runs
        self._ensembles, self._presenter, self._predict = ensembles, presenter, predict
        self._speed = speed
        self._before: _Before | None = None
        self._stack: QUndoStack | None = None  # of what is shown

    @property
    def is_seen(self) -> bool:
        """Whether it is what the window shows, with none within it."""
        return self.is_on and self._experiment.undo_stack is self._stack

    @property
    def is_on(self) -> bool:
        """Whether something else than a person's own work is shown."""
        return self._before is not None

    def show(self, setting: Setting) -> None:
        """Put this up, in place of another setting or of what somebody was working on."""
        self.about_to_show.emit()
        with self._presenter.one_frame():
            self._bring_back()
            self._before = self._set_aside(setting)
            self._stack = self._experiment.undo_stack
            if setting.cursor is not None and len(setting.points.dataset):
                self._player.start(
                    setting.points.dataset, self._experiment.settings, playing=False, at=setting.cursor
                )
            if setting.options.fits_surface:
                surface = ranges.of_surface(self._presenter.newest())
                self._experiment.options = replace(self._experiment.options, surface_range=surface)
            self._presenter.present()
        self.changed.emit()

    def leave(self) -> None:
        """Everything is as it was before."""
        if self._before is not None:
            with self._presenter.one_frame():
                self._bring_back()
                self._presenter.present()
            self.changed.emit()

    def _set_aside(self, setting: Setting) -> _Before:
        """The run before the points: it would go on with others. A question before a run is called off."""
        said, predicts = self._presenter.prediction, self._predict.isChecked()
        said = said if said is not None and not said.is_open else None
        answered, options = self._presenter.concealment.answered, self._experiment.options
        self._predict.setChecked(False)
        ensemble = self._ensembles.set_aside()
        runs = self._runs.set_aside()
        run = self._player.set_aside()
        document = aside.set_aside(self._experiment, setting.points, setting.settings, _options(setting))
        document = document._replace(options=options)  # who heard of all this may have fitted some
        self._presenter.prediction = None
        self._predict.setChecked(setting.predict_first)
        speed = None if setting.speed is None else self._speed.value()
        if setting.speed is not None:
            self._speed.take_quantity(setting.speed)
        return _Before(document, run, runs, ensemble, predicts, said, answered, speed)

    def _bring_back(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            self._predict.setChecked(False)
            self._player.reset()
            self._ensembles.clear()
            aside.take_back(self._experiment, before.document)
            self._runs.take_back(before.runs)
            self._player.take_back(before.run)
            self._ensembles.take_back(before.ensemble)
            self._predict.setChecked(before.predicts)
            self._presenter.concealment.take_back(before.answered)
            self._presenter.prediction = before.said  # after it was taken for an old answer
            self._presenter.restore(before.document.options)
            if before.speed is not None:
                self._speed.setValue(before.speed)


def _options(setting: Setting) -> ViewOptions:
    """Those of the setting; a view that nobody chose holds all points."""
    options = setting.options
    if options.fits_points:
        options = replace(options, data_range=ranges.of_points(setting.points.dataset))
    if setting.part is not None:
        options = replace(options, explains="last", part=PARTS.index(setting.part) + 1)
    return options
