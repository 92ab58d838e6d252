"""The picture of a run at one epoch: the readout above the plots. The same on screen and on paper."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gdgui.core import Dataset, Segment, Settings, Trace
from gdgui.core.draws import Draws
from gdgui.core.engine import step_on
from gdgui.core.ensemble import RUNS, Ensemble
from gdgui.core.samples import SamplesUsed
from gdgui.core.theory import Forecast
from gdgui.ui.panels.readout import Readout
from gdgui.ui.plots.data_plot import DataPlot
from gdgui.ui.plots.kept import KeptRun
from gdgui.ui.plots.legend import Entry, Legend
from gdgui.ui.plots.loss_marks import Level
from gdgui.ui.plots.loss_plot import LossPlot
from gdgui.ui.plots.surface_items import Place
from gdgui.ui.plots.surface_plot import SurfacePlot
from gdgui.ui.plots.turns import Turns
from gdgui.ui.theme import Look
from gdgui.words.report import what_changed

MOST_SAMPLES_SHOWN = 2000
MINIMUM = "minimum MSE"
SOON = 5  # epochs within which the same change is one
NONE = np.empty(0, dtype=np.int64)


class Board(QWidget):
    """Shows an experiment at its start, or a trace at a cursor."""

    line_shown = Signal(float, float)  # m and b of the line at the epoch shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data_plot = DataPlot()
        self.loss_plot = LossPlot()
        self.surface_plot = SurfacePlot()
        self.plots = self.data_plot, self.surface_plot, self.loss_plot
        self.turns = Turns(self.plots, self)
        self.readout = Readout(Look())
        self.legend = Legend()
        self.shows_steps = False  # on the loss surface, where the next epoch leads
        self._kept: tuple[KeptRun, ...] = ()
        self._look = Look()
        self._ensemble: Ensemble | None = None
        self._current = ""  # what the current run is called
        self._noted: tuple[tuple[Segment, ...], int] = (), 0  # whose changes are marked, and how far apart
        self._levels: tuple[Level, ...] = ()
        self._are_of_now = False  # whether the run shown has seen other points
        self._others: tuple[object, Dataset, bool] | None = None  # segments, points, and whether they differ
        self._plots = QSplitter(Qt.Orientation.Horizontal)
        self._beside = QSplitter(Qt.Orientation.Vertical)
        for splitter, part, stretch in (
            (self._beside, self.surface_plot, 1),
            (self._beside, self.loss_plot, 1),
            (self._plots, self.data_plot, 3),
            (self._plots, self._beside, 2),
        ):
            splitter.addWidget(part)
            splitter.setStretchFactor(splitter.indexOf(part), stretch)
            splitter.setChildrenCollapsible(False)
            part.setMinimumSize(180, 120)
        self._over = QVBoxLayout()
        self._over.addWidget(self.legend)
        self._over.addWidget(self._plots, 1)
        self._row = QHBoxLayout()
        self._row.addLayout(self._over, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.readout)
        self._column.addLayout(self._row, 1)

    def apply(self, look: Look) -> None:
        """Take another scale or theme."""
        self._look = look
        self._name_lines()
        for layout in (self._row, self._column, self._over):
            layout.setSpacing(round(look.scale.gap))
        for part in (self.readout, self.legend, *self.plots):
            part.apply(look)

    def surround(self, beside: QWidget, above: QWidget) -> None:
        """Put something left of the plots, and something above them."""
        self._row.insertWidget(0, beside)
        self._over.insertWidget(0, above)

    def picture(self) -> QPixmap:
        """Readout, legend and plots as they are seen, without what stands beside them."""
        plots = self._plots.grab()
        figures = self.readout.picture(self._plots.width())
        parts = [figures, plots]
        if self.legend.entries:
            parts.insert(1, self.legend.picture(plots.width()))
        picture = QPixmap(plots.width(), sum(part.height() for part in parts))
        painter, top = QPainter(picture), 0
        for part in parts:
            painter.drawPixmap(0, top, part)
            top += part.height()
        painter.end()
        return picture

    def set_dataset(self, dataset: Dataset) -> None:
        """The points, and the bowl that they make of the MSE."""
        self.data_plot.set_dataset(dataset)
        self.surface_plot.set_moments(dataset.moments if len(dataset) else None)

    def name_axes(self, x_name: str, y_name: str) -> None:
        """What the points measure."""
        self.data_plot.name_axes(x_name, y_name)

    def show_start(self, dataset: Dataset, settings: Settings) -> None:
        """The state before a run: the start line and an empty MSE plot."""
        self.data_plot.show_samples(NONE)
        self.data_plot.leave_line()
        m, b = np.array([settings.m]), np.array([settings.b])
        self.data_plot.show_lines(m, b)
        self.surface_plot.show_path(m, b)
        self._show_steps(dataset, settings, self._next_step(dataset, settings, None))
        self.loss_plot.begin()
        self._noted = (), 0
        self._name_levels(False)
        if len(dataset):
            excess = np.array([dataset.moments.excess(settings.m, settings.b)])
            mse, used = dataset.moments.minimum + excess, SamplesUsed.by(settings, len(dataset))
            self.loss_plot.show_mse(mse, settings.epochs, lambda _: excess, used=used)
        self._show_kept(None)
        self._read_out(dataset, 0, settings.epochs, settings.m, settings.b)

    def show_epoch(self, dataset: Dataset, settings: Settings, trace: Trace, cursor: int) -> None:
        """The run at this epoch: line, trail and path up to it, samples drawn, the MSE, figures."""
        self.show_line(dataset, settings, trace, cursor)
        self.show_loss(settings, trace, cursor)
        self._show_kept(cursor)

    def show_line(self, dataset: Dataset, settings: Settings, trace: Trace, cursor: int) -> None:
        """The part of `show_epoch` left of the MSE plot, and the figures."""
        m, b = trace.m[: cursor + 1], trace.b[: cursor + 1]
        self.data_plot.show_lines(m, b)
        self.surface_plot.show_path(m, b)
        if cursor < trace.epochs:
            segment = trace.segment_of(cursor + 1)
            after = float(trace.m[cursor + 1]), float(trace.b[cursor + 1])
            self._show_steps(segment.dataset, segment.settings, after)
        else:
            self._show_steps(dataset, settings, self._next_step(dataset, settings, trace))
        if trace.outcome is not None and cursor == trace.epochs:
            self.surface_plot.fit_unless_chosen()
        self.data_plot.show_samples(_samples(dataset, trace, cursor))
        if _has_diverged(trace) and cursor == trace.epochs:
            self.data_plot.bring_line_into_view()
        has_seen_others = self._has_seen_others(trace, dataset)
        self._name_levels(has_seen_others)
        then = float(trace.mse[cursor]) if has_seen_others else None
        self._read_out(dataset, cursor, max(settings.epochs, trace.epochs), float(m[-1]), float(b[-1]), then)

    def show_loss(self, settings: Settings, trace: Trace, cursor: int) -> None:
        """The part of `show_epoch` in the MSE plot."""
        # after a divergence, axes for the epochs there were, not for those asked for
        end = max(1 if _has_diverged(trace) else settings.epochs, trace.epochs)
        self.loss_plot.show_mse(trace.mse, end, trace.excess, cursor, SamplesUsed.of(trace))
        noted = trace.segments, _soon(trace)
        if noted[0] is not self._noted[0] or noted[1] != self._noted[1]:
            self._noted = noted
            self.loss_plot.show_notes(_notes(trace))

    def set_kept(self, kept: tuple[KeptRun, ...], current: str, cursor: int | None) -> None:
        """Show these runs beside the current one, which is called so; `cursor` None: there is none."""
        self._kept, self._current = kept, current
        self._show_kept(cursor)
        self._name_lines()

    def set_many(self, ensemble: Ensemble | None, cursor: int) -> None:
        """Show where these runs of SGD go; None for none."""
        self._ensemble = ensemble
        self.surface_plot.cloud.show(ensemble, cursor)
        self.loss_plot.show_band(ensemble)
        self._name_lines()

    def _name_lines(self) -> None:
        theme = self._look.theme
        if not self._kept and self._ensemble is None:  # one line needs no legend
            self.legend.show_entries(())
            return
        entries = [Entry(self._current, theme.line, 3)] if self._current else []
        entries += [Entry(run.legend, run.style.colour, dash=run.style.dash) for run in self._kept]
        if self._ensemble is not None:
            entries.append(Entry(f"{RUNS} runs of SGD, 10 % to 90 %", theme.sample, 6))
            entries.append(Entry("their mean", theme.residual))
            entries.append(Entry("path of GD", theme.border, 4))
        self.legend.show_entries(entries)

    def _show_kept(self, cursor: int | None) -> None:
        if self._ensemble is not None:
            self.surface_plot.cloud.show(self._ensemble, cursor or 0)
        self.data_plot.kept.show(self._kept, cursor)
        self.surface_plot.kept.show(self._kept, cursor)
        self.loss_plot.show_kept(self._kept, cursor)

    def _show_steps(self, dataset: Dataset, settings: Settings, after: Place | None) -> None:
        """Where one epoch on all points leads; for SGD also where that on its batch does."""
        full = None
        if self.shows_steps and len(dataset):
            full = step_on(dataset, settings, *self.surface_plot.position)
        batch = after if full and settings.algorithm == "sgd" else None
        self.surface_plot.show_steps(full, batch)

    def _next_step(self, dataset: Dataset, settings: Settings, trace: Trace | None) -> Place | None:
        """Where the batch that SGD will draw next leads; None where nobody asks or knows yet."""
        if not (self.shows_steps and len(dataset) and settings.algorithm == "sgd"):
            return None
        if trace is None:
            drawn = Draws(np.random.default_rng(settings.seed), len(dataset), settings.batch_size).of_epoch(0)
        elif trace.segments[-1].dataset is dataset and trace.segments[-1].settings == settings:
            drawn = trace.next_samples()
        else:
            return None
        return step_on(dataset, settings, *self.surface_plot.position, drawn)

    def show_levels(self, forecast: Forecast | None) -> None:
        """The smallest MSE, and where SGD will settle, as lines in the MSE plot; None without points."""
        self._levels = () if forecast is None else _levels(forecast)
        self._name_levels(self._are_of_now)

    def _name_levels(self, are_of_now: bool) -> None:
        """Beside a curve of other points, say that the smallest MSE is that of the points as they are now."""
        self._are_of_now = are_of_now
        named = {MINIMUM: f"{MINIMUM} now"} if are_of_now else {}
        levels = (replace(level, words=named.get(level.words, level.words)) for level in self._levels)
        self.loss_plot.show_levels(tuple(levels))

    def _has_seen_others(self, trace: Trace, dataset: Dataset) -> bool:
        """Whether this run was ever given other points than these."""
        known, segments = self._others, trace.segments
        if known is None or known[0] is not segments or known[1] is not dataset:
            others = any(segment.dataset != dataset for segment in segments)
            known = self._others = segments, dataset, others
        return known[2]

    def _read_out(
        self, dataset: Dataset, epoch: int, of: int, m: float, b: float, then: float | None = None
    ) -> None:
        """The figures of this line on the points that are in view now; `then`: on those of that time."""
        errors = None
        if len(dataset):
            moments = dataset.moments
            errors = moments.mse(m, b), 0.0 if moments.is_a_line else moments.minimum
        self.readout.show_epoch(epoch, of, (m, b), errors, then if errors else None)
        self.line_shown.emit(m, b)


def _levels(forecast: Forecast) -> tuple[Level, ...]:
    minimum = forecast.problem.moments.minimum
    levels = [Level(MINIMUM, minimum, 0.0)]
    if forecast.settings.algorithm == "sgd" and 0 < forecast.noise_floor < math.inf:
        floor = forecast.noise_floor
        levels.append(Level("SGD settles here", minimum + floor, floor))
    return tuple(levels)


def _has_diverged(trace: Trace) -> bool:
    return trace.outcome is not None and trace.outcome.reason == "diverged"


def _samples(dataset: Dataset, trace: Trace, cursor: int) -> NDArray[np.int64]:
    """The points drawn for this epoch, if they are still there and few enough to be told apart."""
    if cursor == 0:
        return NONE
    segment = trace.segment_of(cursor)
    if segment.settings.batch_size > MOST_SAMPLES_SHOWN or segment.dataset != dataset:
        return NONE
    return trace.samples(cursor)


def _soon(trace: Trace) -> int:
    """Epochs within which the same change is one: of a long run, so many that their marks would touch."""
    return max(SOON, trace.epochs // 50)


def _notes(trace: Trace) -> tuple[tuple[int, str], ...]:
    """What was changed after which epochs; of a drag, which changes the points on and on, its beginning."""
    notes: list[tuple[int, str]] = []
    last, apart = (-math.inf, ""), _soon(trace)
    for old, new in pairwise(trace.segments):
        note = new.epoch, what_changed(old, new)
        if note[1] and not (note[1] == last[1] and note[0] - last[0] <= apart):
            notes.append(note)
        last = note if note[1] else last
    return tuple(notes)
