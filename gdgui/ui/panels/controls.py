"""The settings of a run: one labelled control for each field of Settings."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRandomGenerator, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdgui.core import Settings, SettingsError
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.limits import LARGEST_SEED, MOST_EPOCHS
from gdgui.core.theory import Forecast
from gdgui.experiment.seen import Seen
from gdgui.ui.panels.algorithm import AlgorithmToggle
from gdgui.ui.panels.buttons import ActionButton
from gdgui.ui.panels.fields import NumberField, WholeField
from gdgui.ui.panels.fold import Fold
from gdgui.ui.panels.rate import RateControl
from gdgui.ui.theme import Style
from gdgui.words import panels, window
from gdgui.words.forecast import what_arrived_means
from gdgui.words.numbers import number

LONG = 8  # letters of width: a label that is longer takes two lines beside its field


class ControlsPanel(QWidget):
    """Edits a Settings value; `settings_edited` carries the new one, always valid."""

    settings_edited = Signal(object)
    sealed = Signal()  # what was typed or slid is complete

    def __init__(self, comparing: dict[str, QAction], parent: QWidget | None = None) -> None:
        """`comparing`: the actions that start runs to compare, by the names of their buttons."""
        super().__init__(parent)
        self._settings, self._seen, self._problem_seen = Settings(), Seen(), Seen()
        self._build_fields()
        self._build_folds(comparing)
        self._lay_out()
        self._connect()
        self.show_settings(self._settings)

    def show_settings(self, settings: Settings, points: int = 1) -> None:
        """Show these settings without telling anyone; a batch holds at most so many points."""
        with QSignalBlocker(self.batch_size):
            self.batch_size.setMaximum(max(1, points, settings.batch_size))
        if self._hint.text() and not any(field.isModified() for field in self._numbers):
            self._show_hint("")  # of what was typed before something else was done
        if not self._seen.is_new(settings):
            return
        blockers = [QSignalBlocker(each) for each in self._fields]
        self._settings = settings
        self.algorithm.show_algorithm(settings.algorithm)
        self.learning_rate.set_value(settings.learning_rate)
        self.rate.show_rate(settings.learning_rate)
        self.epochs.setValue(settings.epochs)
        self.batch_size.setValue(settings.batch_size)
        self.start_m.set_value(settings.m)
        self.start_b.set_value(settings.b)
        self.seed.setValue(settings.seed)
        self.standardise.setChecked(settings.standardise)
        del blockers
        for field in (self.epochs, self.batch_size):
            field.fit()
        self._enable_what_is_used(ALGORITHMS[settings.algorithm].settings)

    def show_forecast(self, forecast: Forecast | None, best: float | None) -> None:
        """Zones and marks of the learning rate, and the condition number; None without points.

        `best` is the rate suggested, if any.
        """
        self.rate.show_forecast(forecast, best)
        if not self._problem_seen.is_new(forecast and forecast.problem):
            return  # another rate changes nothing of it
        if forecast is None:
            self._condition.setText("")
        elif self._settings.standardise:
            before, after = forecast.problem.original_condition_number, forecast.condition_number
            self._condition.setText(panels.condition(_rounded(after), _rounded(before)))
        else:
            self._condition.setText(panels.condition(_rounded(forecast.condition_number)))

    def commit(self) -> None:
        """Take what is still being typed."""
        for field in (*self._numbers, *self._wholes):
            if field.hasFocus():
                field.commit()

    def add_fold(self, name: str, fold: Fold) -> None:
        """Another one, below the others."""
        self.folds[name] = fold
        self._column.insertWidget(self._column.count() - 1, fold)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.seed.setMinimumWidth(round(2 * style.scale.target + 2.2 * style.scale.controls))
        self.rate.apply(style)
        gap = round(style.scale.gap)
        for layout in self._layouts:
            layout.setSpacing(gap)
        for label in self._labels:
            label.setWordWrap(label.sizeHint().width() > LONG * style.scale.controls)
        for fold in self.folds.values():
            fold.apply(style)
        usual = round(8 * style.scale.controls)
        self.learning_rate.setMaximumWidth(usual)
        for field in (self.epochs, self.batch_size):
            field.take_width(usual, arrows=2 * round(style.scale.target))
        self.forecast.setMinimumHeight(round(6.6 * style.scale.controls))

    def _build_fields(self) -> None:
        self.algorithm = AlgorithmToggle("algorithm")
        self.learning_rate = _number_field("learningRate", lambda value: Settings(learning_rate=value))
        self.rate = RateControl("learningRate")
        self.rate_slider, self.rate_scale = self.rate.slider, self.rate.scale
        self.epochs = _whole_field("epochs", 1, MOST_EPOCHS)
        self.batch_size = _whole_field("batchSize", 1, 1)
        self.seed = _whole_field("seed", 0, LARGEST_SEED)
        self.new_seed = QPushButton(panels.setting("new_seed").text)
        self.new_seed.setObjectName("newSeedButton")
        self.new_seed.setToolTip(panels.setting("new_seed").tip)
        self.start_m = _number_field("startM", lambda value: Settings(m=value))
        self.start_b = _number_field("startB", lambda value: Settings(b=value))
        self.standardise = QCheckBox(panels.setting("standardise").text)
        self.standardise.setObjectName("standardise")
        self.standardise.setToolTip(panels.setting("standardise").tip)
        self._condition = QLabel()
        self._condition.setObjectName("conditionNumber")
        self._condition.setToolTip(panels.condition_means())
        self.forecast = QLabel()
        self.forecast.setObjectName("forecast")
        self.forecast.setWordWrap(True)
        self.forecast.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.forecast.setToolTip(what_arrived_means())
        self._hint = QLabel()
        self._hint.setObjectName("fieldHint")
        self._hint.setWordWrap(True)
        self._hint.hide()
        self._numbers = (self.learning_rate, self.start_m, self.start_b)
        self._wholes = (self.epochs, self.batch_size, self.seed)
        self._fields = (*self._numbers, *self._wholes, self.standardise)

    def _lay_out(self) -> None:
        rate = _row(self.learning_rate, "learning_rate")
        epochs = _row(self.epochs, "epochs")
        self._batch = QWidget()
        batch = _row(self.batch_size, "batch_size")
        batch.setContentsMargins(0, 0, 0, 0)
        self._batch.setLayout(batch)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.algorithm)
        for part in (rate, epochs):
            self._column.addLayout(part)
            if part is rate:
                self._column.addWidget(self.rate)
        for widget in (self._batch, self._hint, self.forecast, self.compare, self.more):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.folds = {"compare": self.compare, "more": self.more}
        self._layouts = (rate, epochs, batch, self._column)
        named = self.learning_rate, self.epochs, self.batch_size
        self._labels = [each for each in self.findChildren(QLabel) if each.buddy() in named]

    def _build_folds(self, actions: dict[str, QAction]) -> None:
        comparing, starting = QWidget(), QWidget()
        column = QVBoxLayout(comparing)
        column.setContentsMargins(0, 0, 0, 0)
        for name, action in actions.items():
            column.addWidget(ActionButton(action, name))
        self.compare = Fold("compareFold", *window.fold("compare"), comparing)
        form = QFormLayout(starting)
        form.setContentsMargins(0, 0, 0, 0)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(_labelled(self.start_m, "m"), self.start_m)
        form.addRow(_labelled(self.start_b, "b"), self.start_b)
        seed = QHBoxLayout()
        seed.setSpacing(2)
        seed.addWidget(self.seed, 1)
        seed.addWidget(self.new_seed)
        form.addRow(_labelled(self.seed, "seed"), seed)
        form.addRow(self.standardise)
        form.addRow(self._condition)
        self.more = Fold("moreFold", *window.fold("more"), starting)

    def _connect(self) -> None:
        for field in (*self._numbers, *self._wholes):
            field.hinted.connect(self._show_hint)
            field.editingFinished.connect(self.sealed)
        self.rate.sealed.connect(self.sealed)
        self.rate.wanted.connect(self._on_rate_wanted)
        self.algorithm.wanted.connect(self._on_algorithm)
        self.learning_rate.entered.connect(self._on_rate)
        self.standardise.toggled.connect(self._on_standardise)
        self.epochs.valueChanged.connect(self._on_epochs)
        self.batch_size.valueChanged.connect(self._on_batch_size)
        self.seed.valueChanged.connect(self._on_seed)
        self.new_seed.clicked.connect(self._on_new_seed)
        self.start_m.entered.connect(self._on_start_m)
        self.start_b.entered.connect(self._on_start_b)

    def _show_hint(self, sentence: str) -> None:
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def take(self, changes: dict[str, object]) -> None:
        """What the projector's bar was asked for."""
        self.edit(**changes)

    def edit(self, **changes: object) -> None:
        """Ask for settings with these changes."""
        try:
            settings = replace(self._settings, **changes)  # type: ignore[arg-type]
        except SettingsError:  # each control has checked its own value
            return
        if settings != self._settings:
            self._settings = settings
            self.settings_edited.emit(settings)

    def _on_algorithm(self, algorithm: str) -> None:
        self.edit(algorithm=algorithm)

    def _on_rate(self, value: float) -> None:
        self.edit(learning_rate=value)

    def _on_rate_wanted(self, rate: float) -> None:
        self.learning_rate.set_value(rate)
        self.edit(learning_rate=rate)

    def _on_standardise(self, on: bool) -> None:
        self.edit(standardise=on)

    def _on_epochs(self, value: int) -> None:
        self.epochs.fit()
        self.edit(epochs=value)

    def _on_batch_size(self, value: int) -> None:
        self.batch_size.fit()
        self.edit(batch_size=value)

    def _on_seed(self, value: int) -> None:
        self.edit(seed=value)

    def _on_new_seed(self) -> None:
        self.sealed.emit()
        self.seed.setValue(QRandomGenerator.global_().bounded(10_000))
        self.sealed.emit()

    def _on_start_m(self, value: float) -> None:
        self.edit(m=value)

    def _on_start_b(self, value: float) -> None:
        self.edit(b=value)

    def say_forecast(self, sentence: str) -> None:
        """What the next run will come to."""
        if sentence != self.forecast.text():
            self.forecast.setText(sentence)

    def _enable_what_is_used(self, used: frozenset[str]) -> None:
        self._batch.setVisible("batch_size" in used)
        for field in (self.seed, self.new_seed):
            field.setEnabled("seed" in used)


def _number_field(object_name: str, check: Callable[[float], object]) -> NumberField:
    field = NumberField(check)
    field.setObjectName(object_name)
    field.setMinimumWidth(60)
    return field


def _whole_field(object_name: str, least: int, most: int) -> WholeField:
    field = WholeField(least, most)
    field.setObjectName(object_name)
    field.setMinimumWidth(60)  # whoever types the largest seed sees a part of it, and the column is not cut
    return field


def _row(field: QWidget, setting: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(_labelled(field, setting), 1)
    row.addWidget(field)
    return row


def _labelled(field: QWidget, setting: str) -> QLabel:
    words = panels.setting(setting)
    label = QLabel(words.text)
    label.setBuddy(field)
    for each in (label, field):
        each.setToolTip(words.tip)
    field.setAccessibleName(words.name)
    field.setAccessibleDescription(words.tip)
    return label


def _rounded(condition_number: float) -> str:
    return panels.infinite() if math.isinf(condition_number) else number(condition_number, 3)
