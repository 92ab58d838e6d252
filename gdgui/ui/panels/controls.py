"""The settings of a run: one labelled control for each field of Settings."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdgui.core import Settings, SettingsError
from gdgui.core.algorithms import ALGORITHMS, Algorithm
from gdgui.core.limits import LARGEST_SEED, MOST_EPOCHS
from gdgui.core.theory import Forecast
from gdgui.ui.panels.fields import NumberField, QuietSlider, WholeField
from gdgui.ui.panels.rate_scale import RateScale
from gdgui.ui.theme import Style
from gdgui.words import algorithms, panels
from gdgui.words.numbers import number

BELOW, ABOVE = 4, 1  # the slider: powers of ten below and above the stability limit
PER_DECADE = 100  # positions of the slider


class ControlsPanel(QWidget):
    """Edits a Settings value; `settings_edited` carries the new one, always valid."""

    settings_edited = Signal(object)
    sealed = Signal()  # what was typed or slid is complete

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = Settings()
        self._build_fields()
        self._lay_out()
        self._set_slider_range(0)
        self._connect()
        self.show_settings(self._settings)

    def show_settings(self, settings: Settings, points: int = 1) -> None:
        """Show these settings without telling anyone; a batch holds at most so many points."""
        self._settings = settings
        blockers = [QSignalBlocker(each) for each in self._fields]
        self._algorithms[settings.algorithm].setChecked(True)
        self.learning_rate.set_value(settings.learning_rate)
        self._show_rate_on_slider()
        self.epochs.setValue(settings.epochs)
        self.batch_size.setMaximum(max(1, points, settings.batch_size))
        self.batch_size.setValue(settings.batch_size)
        self.start_m.set_value(settings.m)
        self.start_b.set_value(settings.b)
        self.seed.setValue(settings.seed)
        self.standardise.setChecked(settings.standardise)
        del blockers
        self._enable_what_is_used(ALGORITHMS[settings.algorithm].settings)

    def show_forecast(self, forecast: Forecast | None, best: float | None) -> None:
        """Zones and marks of the learning rate, and the condition number; None without points.

        `best` is the rate suggested, if any. The slider covers what makes a difference on these points.
        """
        self._set_slider_range(round(math.log10(_limit(forecast))) if forecast else 0)
        self.rate_scale.show_forecast(forecast, best)
        if forecast is None:
            self._condition.setText("")
        elif self._settings.standardise:
            before, after = forecast.problem.original_condition_number, forecast.condition_number
            self._condition.setText(panels.condition(_rounded(after), _rounded(before)))
        else:
            self._condition.setText(panels.condition(_rounded(forecast.condition_number)))

    def _set_slider_range(self, power: int) -> None:
        """About this power of ten; the rate stays what it is, also where the slider cannot show it."""
        low, high = (power - BELOW) * PER_DECADE, (power + ABOVE) * PER_DECADE
        if (low, high) != (self.rate_slider.minimum(), self.rate_slider.maximum()):
            blocker = QSignalBlocker(self.rate_slider)
            self.rate_slider.setRange(low, high)
            self._show_rate_on_slider()
            del blocker
            self.rate_slider.setToolTip(panels.rate_span(10.0 ** (power - BELOW), 10.0 ** (power + ABOVE)))

    def _show_rate_on_slider(self) -> None:
        low, high = self.rate_slider.minimum(), self.rate_slider.maximum()
        position = math.log10(self._settings.learning_rate) * PER_DECADE
        self.rate_slider.setValue(round(max(low, min(high, position))))

    def commit(self) -> None:
        """Take what is still being typed."""
        for field in (*self._numbers, *self._wholes):
            if field.hasFocus():
                field.commit()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.rate_scale.apply(style)
        for layout in self._layouts:
            layout.setSpacing(round(style.scale.gap))

    def _build_fields(self) -> None:
        self._algorithm = QButtonGroup(self)
        self._algorithms = {key: _toggle(each) for key, each in ALGORITHMS.items()}
        for button in self._algorithms.values():
            self._algorithm.addButton(button)
        self.learning_rate = _number_field("learningRate", lambda value: Settings(learning_rate=value))
        self.rate_slider = QuietSlider(0, 0)
        self.rate_slider.setObjectName("learningRateSlider")
        self.rate_slider.setPageStep(PER_DECADE // 10)
        self.rate_scale = RateScale(self.rate_slider, PER_DECADE)
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
        self._hint = QLabel()
        self._hint.setObjectName("fieldHint")
        self._hint.setWordWrap(True)
        self._hint.hide()
        self._numbers = (self.learning_rate, self.start_m, self.start_b)
        self._wholes = (self.epochs, self.batch_size, self.seed)
        self._fields = (*self._numbers, *self._wholes, self.rate_slider, self._algorithm, self.standardise)

    def _lay_out(self) -> None:
        toggle = QHBoxLayout()
        for button in self._algorithms.values():
            toggle.addWidget(button)
        seed = QHBoxLayout()
        seed.addWidget(self.seed, 1)
        seed.addWidget(self.new_seed)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        _add_row(form, "learning_rate", self.learning_rate)
        form.addRow(_stacked(self.rate_slider, self.rate_scale))
        self.rate_slider.setAccessibleName(panels.setting("rate_slider").text)
        _add_row(form, "epochs", self.epochs)
        _add_row(form, "batch_size", self.batch_size)
        _add_row(form, "seed", self.seed, seed)
        start = QHBoxLayout()
        start.addWidget(self.start_m, 1)
        start.addWidget(_labelled(self.start_b, "b"))
        start.addWidget(self.start_b, 1)
        _add_row(form, "m", self.start_m, start)
        scaling = QHBoxLayout()
        scaling.addWidget(self.standardise)
        scaling.addWidget(self._condition, 1)
        form.addRow(scaling)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(toggle)
        column.addLayout(form)
        column.addWidget(self._hint)
        self._layouts = (toggle, seed, start, scaling, form, column)

    def _connect(self) -> None:
        for field in (*self._numbers, *self._wholes):
            field.hinted.connect(self._show_hint)
            field.editingFinished.connect(self.sealed)
        self.rate_slider.sliderReleased.connect(self.sealed)
        self._algorithm.buttonToggled.connect(self._on_algorithm)
        self.learning_rate.entered.connect(self._on_rate)
        self.rate_slider.valueChanged.connect(self._on_slider)
        self.rate_scale.rate_wanted.connect(self._on_rate_wanted)
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

    def _edit(self, **changes: object) -> None:
        try:
            settings = replace(self._settings, **changes)  # type: ignore[arg-type]
        except SettingsError:  # each control has checked its own value
            return
        if settings != self._settings:
            self._settings = settings
            self.settings_edited.emit(settings)

    def _on_algorithm(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self._edit(algorithm=next(key for key, each in self._algorithms.items() if each is button))

    def _on_rate(self, value: float) -> None:
        self._edit(learning_rate=value)

    def _on_slider(self, position: int) -> None:
        rate = float(f"{10 ** (position / PER_DECADE):.3g}")
        self.learning_rate.set_value(rate)
        self._edit(learning_rate=rate)

    def _on_rate_wanted(self, rate: float) -> None:
        self.sealed.emit()
        self.learning_rate.set_value(rate)
        self._edit(learning_rate=rate)
        self.sealed.emit()

    def _on_standardise(self, on: bool) -> None:
        self._edit(standardise=on)

    def _on_epochs(self, value: int) -> None:
        self._edit(epochs=value)

    def _on_batch_size(self, value: int) -> None:
        self._edit(batch_size=value)

    def _on_seed(self, value: int) -> None:
        self._edit(seed=value)

    def _on_new_seed(self) -> None:
        self.sealed.emit()
        self.seed.setValue(secrets.randbelow(10_000))
        self.sealed.emit()

    def _on_start_m(self, value: float) -> None:
        self._edit(m=value)

    def _on_start_b(self, value: float) -> None:
        self._edit(b=value)

    def _enable_what_is_used(self, used: frozenset[str]) -> None:
        self.batch_size.setEnabled("batch_size" in used)
        for field in (self.seed, self.new_seed):
            field.setEnabled("seed" in used)


def _toggle(algorithm: Algorithm) -> QPushButton:
    button = QPushButton(algorithms.label(algorithm))
    button.setObjectName(f"algorithm{algorithm.short}")
    button.setCheckable(True)
    button.setToolTip(algorithms.tip(algorithm))
    return button


def _limit(forecast: Forecast) -> float:
    """Where the rates that matter are: the stability limit or, where none is known, that of plain descent."""
    return forecast.stability_limit if forecast.is_known else forecast.full_batch_limit


def _number_field(object_name: str, check: Callable[[float], object]) -> NumberField:
    field = NumberField(check)
    field.setObjectName(object_name)
    field.setMinimumWidth(60)
    return field


def _whole_field(object_name: str, least: int, most: int) -> WholeField:
    field = WholeField(least, most)
    field.setObjectName(object_name)
    return field


def _add_row(form: QFormLayout, setting: str, field: QWidget, layout: QHBoxLayout | None = None) -> None:
    form.addRow(_labelled(field, setting), layout or field)


def _labelled(field: QWidget, setting: str) -> QLabel:
    words = panels.setting(setting)
    label = QLabel(words.text)
    label.setBuddy(field)
    for each in (label, field):
        each.setToolTip(words.tip)
    field.setAccessibleName(words.name)
    field.setAccessibleDescription(words.tip)
    return label


def _stacked(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return column


def _rounded(condition_number: float) -> str:
    return panels.infinite() if math.isinf(condition_number) else number(condition_number, 3)
