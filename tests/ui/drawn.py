"""What is drawn, held against a drawing of the same state that nobody has touched, and against the data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core.theory import forecast
from gdgui.ui.board import Board
from gdgui.ui.main_window import MainWindow
from gdgui.ui.plots.canvas import Canvas

Pixels = NDArray[np.uint8]  # (height, width, 3): red, green, blue

CLOSE = 3  # of 255, by which a colour may differ: coordinates may differ in their last digits
STRAY = 4  # pixels of a plot that may differ by more, where a coordinate falls between two of them


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until no run goes on, nothing plays and whoever waits for something has got it."""
    many = window.comparison.many
    qtbot.waitUntil(
        lambda: window.trainer.state != "running" and not (many.is_running or window.playback.direction),
        timeout=20_000,
    )
    qtbot.waitUntil(lambda: not window.trainer.awaits_news, timeout=20_000)
    qtbot.waitUntil(lambda: not window.board.turns.is_anybody_waiting)
    for _ in range(5):  # layouts ask for layouts, and those for paintings
        QApplication.processEvents()


def on_screen(window: QWidget, part: QWidget) -> Pixels:
    """The pixels of a part as they stand on the screen: nothing is painted for this."""
    picture = window.screen().grabWindow(window.winId()).toImage()
    ratio = picture.width() / window.width()
    area = QRect(part.mapTo(window, QPoint()) * ratio, part.size() * ratio)
    return _pixels(picture.copy(area))


@contextmanager
def drawn_anew(window: MainWindow) -> Iterator[Board]:
    """A board on which the state of this window was drawn for the first time, plots at the same sizes."""
    board, shown = Board(), window.board
    board.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    board.apply(shown.data_plot.look)
    for plot, like in zip(board.plots, shown.plots, strict=True):
        plot.setFixedSize(like.size())
    for part, other in ((board.readout, shown.readout), (board.legend, shown.legend)):
        part.setFixedWidth(other.width())
    try:
        _show_state(board, window)
        board.show()
        QApplication.processEvents()
        _take_ranges(board, shown)
        QApplication.processEvents()
        yield board
    finally:
        board.close()
        board.deleteLater()


def _show_state(board: Board, window: MainWindow) -> None:
    actions, experiment, trainer = window.actions_, window.experiment, window.trainer
    dataset, settings, trace = experiment.dataset, experiment.settings, trainer.trace
    board.data_plot.show_residuals(actions.residuals.isChecked())
    board.data_plot.show_grid(actions.grid.isChecked())
    board.data_plot.set_equal_units(actions.equal_units.isChecked())
    board.surface_plot.set_equal_axes(actions.equal_axes.isChecked())
    board.loss_plot.set_logarithmic(actions.logarithmic.isChecked())
    board.loss_plot.set_excess(actions.excess.isChecked())
    board.loss_plot.set_by_samples(actions.samples.isChecked())
    board.shows_steps = actions.steps.isChecked()
    board.set_dataset(dataset)
    board.name_axes(*experiment.points.names)
    board.data_plot.select(experiment.selection)
    board.surface_plot.set_next_start(settings.m, settings.b)
    board.show_levels(forecast(dataset, settings) if len(dataset) else None)
    if trace is None or trainer.state in ("idle", "failed"):
        board.show_start(dataset, settings)
    else:
        board.show_epoch(dataset, settings, trace, trainer.cursor)
    comparison, runs = window.comparison, window.comparison.runs
    kept = tuple(comparison._for_plots(run) for run in runs.kept if run.shown)
    board.set_kept(kept, comparison.current_words, trainer.cursor if runs.current else None)
    if comparison.many.ensemble is not None:
        board.set_many(comparison.many.ensemble, trainer.cursor)


def _take_ranges(board: Board, shown: Board) -> None:
    for plot, like in zip(board.plots, shown.plots, strict=True):
        x_range, y_range = like.view_range()
        plot.view.setRange(xRange=x_range, yRange=y_range, padding=0)


def unlike_a_fresh_drawing(window: MainWindow) -> dict[str, str]:
    """What on the screen is not what a fresh drawing shows, by name; empty where everything is."""
    found = {}
    with drawn_anew(window) as board:
        pairs: list[tuple[str, QWidget, QWidget]] = [
            (plot.objectName(), shown, plot)
            for shown, plot in zip(window.board.plots, board.plots, strict=True)
        ]
        pairs += [
            ("readout", window.board.readout, board.readout),
            ("legend", window.board.legend, board.legend),
        ]
        for name, shown, anew in pairs:
            if shown.isVisible() != anew.isVisible():
                found[name] = "shown" if shown.isVisible() else "not shown"
            elif shown.isVisible():
                words = _difference(on_screen(window, shown), _pixels(anew.grab().toImage()))
                if words:
                    found[name] = words
    return found


def _difference(seen: Pixels, anew: Pixels) -> str:
    if seen.shape != anew.shape:
        return f"is {seen.shape}, not {anew.shape}"
    apart = np.abs(seen.astype(int) - anew.astype(int)).max(axis=2)
    rows, columns = np.nonzero(apart > CLOSE)
    if len(rows) <= STRAY:
        return ""
    box = f"x {columns.min()} to {columns.max()}, y {rows.min()} to {rows.max()}"
    return f"{len(rows)} pixels differ, by up to {apart.max()}, {box}"


# Colours where the data say they are


def is_colour(picture: Pixels, colour: str, canvas: str = "#ffffff") -> NDArray[np.bool_]:
    """Which pixels have this colour, #rrggbb, or more of it than of the canvas: the edge of a smooth line."""
    ink, paper = (np.array(list(bytes.fromhex(each[1:])), dtype=float) for each in (colour, canvas))
    way, apart = ink - paper, picture - paper
    share = apart @ way / (way @ way)
    rest = np.abs(apart - share[:, :, None] * way).max(axis=2)
    mask: NDArray[np.bool_] = (share >= 0.4) & (share <= 1.1) & (rest <= 25)
    return mask


def places(plot: Canvas, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where data are on the plot, in pixels from its top left: shape (n, 2)."""
    (x_low, x_high), (y_low, y_high) = plot.view_range()
    area = plot.mapFromScene(plot.view.sceneBoundingRect()).boundingRect()
    across = area.left() + (x - x_low) / (x_high - x_low) * area.width()
    down = area.bottom() + 1 - (y - y_low) / (y_high - y_low) * area.height()
    return np.stack((across, down), axis=1)


def along(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places about a pixel apart along the line through these corners: shape (k, 2)."""
    steps = np.hypot(*np.diff(corners, axis=0).T)
    reach = np.concatenate(([0.0], np.cumsum(steps)))
    at = np.linspace(0, reach[-1], max(2, int(reach[-1])))
    return np.stack([np.interp(at, reach, corners[:, axis]) for axis in (0, 1)], axis=1)


def share_seen(mask: NDArray[np.bool_], path: NDArray[np.float64], stretch: int = 40) -> float:
    """The share of stretches along this path in which a pixel of the mask is at most two pixels away.

    A dash and the gap after it are shorter than a stretch.
    """
    wide = _widened(mask, 2)
    height, width = mask.shape
    inside = (path[:, 0] >= 0) & (path[:, 0] < width) & (path[:, 1] >= 0) & (path[:, 1] < height)
    column, row = path[inside].astype(int).T
    seen = wide[row, column]
    parts = np.array_split(seen, max(1, len(seen) // stretch))
    return float(np.mean([part.any() for part in parts]))


def strays(
    mask: NDArray[np.bool_], path: NDArray[np.float64], mark: NDArray[np.float64], reach: int = 26
) -> int:
    """How many pixels of the mask are neither on the path nor, as those of its mark and number, near that."""
    height, width = mask.shape
    allowed = np.zeros_like(mask)
    column, row = np.clip(path, 0, [width - 1, height - 1]).astype(int).T
    allowed[row, column] = True
    allowed = _widened(allowed, 4)
    rows, columns = np.indices(mask.shape)
    allowed |= np.hypot(columns - mark[0], rows - mark[1]) <= reach
    return int(np.count_nonzero(mask & ~allowed))


def _widened(mask: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    padded = np.pad(mask, by)
    views = [
        padded[i : i + mask.shape[0], j : j + mask.shape[1]]
        for i in range(2 * by + 1)
        for j in range(2 * by + 1)
    ]
    wide: NDArray[np.bool_] = np.logical_or.reduce(views)
    return wide


def _pixels(image: QImage) -> Pixels:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), 2::-1].copy()
