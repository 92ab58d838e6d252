"""What is drawn, held against a drawing of the same state that nobody has touched, and against the data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from gdgui.ui.panels.run_chips import RunChips
from gdgui.ui.views.focus_ring import WIDTH
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.workspace import Workspace
from gdgui.ui.window import MainWindow
from tests.waiting import is_at_rest

Pixels = NDArray[np.uint8]  # (height, width, 3): red, green, blue

CLOSE = 3  # of 255, by which a colour may differ: coordinates may differ in their last digits
STRAY = 4  # pixels of a plot that may differ by more, where a coordinate falls between two of them


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until no run goes on, nothing plays and whoever waits for something has got it."""
    player, ensembles = window.player, window.ensembles
    qtbot.waitUntil(lambda: player.state != "playing" and not ensembles.is_running)
    qtbot.waitUntil(lambda: is_at_rest(player))
    qtbot.waitUntil(lambda: not window.workspace.repaint_scheduler._waiting)
    for _ in range(5):  # layouts ask for layouts, and those for paintings
        QApplication.processEvents()


def on_screen(window: QWidget, part: QWidget) -> Pixels:
    """The pixels of a part as they stand on the screen: nothing is painted for this.

    Only what neither its parents nor, of a window that is larger than it, the screen cut off.
    """
    picture = window.screen().grabWindow(window.winId()).toImage()
    ratio = round(window.devicePixelRatioF())
    area = part_seen(window, part)
    seen = QRect(area.topLeft() * ratio, area.size() * ratio) & picture.rect()
    return np.empty((0, 0, 3), np.uint8) if seen.isEmpty() else _pixels(picture.copy(seen))


def part_seen(window: QWidget, part: QWidget) -> QRect:
    """What of a part is in the window, in its coordinates."""
    area, within = QRect(part.mapTo(window, QPoint()), part.size()), part.parentWidget()
    while within is not None:
        area &= QRect(within.mapTo(window, QPoint()), within.size())
        within = within.parentWidget() if within is not window else None
    return area


@contextmanager
def drawn_anew(window: MainWindow) -> Iterator[Workspace]:
    """A board on which the state of this window was drawn for the first time.

    Its parts stand in a window of their own at the same places, pixel for pixel; so do the chips of the runs
    beside the equation.
    """
    board, shown, sheet = Workspace(), window.workspace, QWidget()
    sheet.resize(window.size())
    sheet.setStyleSheet(window.styleSheet())
    board.setParent(sheet)
    board.apply(shown.data_plot.current_style)
    for part, like in zip(parts_of(board), parts_of(shown), strict=True):
        frame = QWidget(sheet)  # which cuts off what is cut off in the window
        seen = part_seen(window, like)
        frame.setGeometry(seen)
        part.setParent(frame)
        part.setGeometry(QRect(like.mapTo(window, QPoint()) - seen.topLeft(), like.size()))
    board.hide()
    chips = RunChips()
    chips.filled.connect(board.readout.give_room)
    chips.apply(shown.data_plot.current_style)
    now = window.presenter.frame
    chips.show_runs(window.runs.all, now.current, now.dataset, now.ensemble is not None)
    board.readout.set_short(window.stage.is_projecting)
    board.readout.place_between(None if window.stage.is_projecting else chips)
    try:
        board.show_frame(window.presenter.frame, window.experiment.options)
        sheet.show()
        chips.apply(shown.data_plot.current_style)  # which fits them in anew, now that they have their fonts
        QApplication.processEvents()
        yield board
    finally:
        sheet.close()
        sheet.deleteLater()
        chips.deleteLater()


def parts_of(board: Workspace) -> list[QWidget]:
    """All that a board shows."""
    return [*board.plots, board.readout]


def has_given_way(window: MainWindow, part: QWidget) -> bool:
    """Whether this is a small plot, and a drawer or the other one stands in its place."""
    board = window.workspace
    is_small = part in (board.loss_plot, board.surface_plot) and not part.isVisible()
    tabs = window.findChild(QTabBar, "plotTabs")
    return is_small and (window.drawer.isVisible() or (tabs is not None and tabs.isVisible()))


def is_squeezed(window: MainWindow) -> bool:
    """Whether the window is too small for what it holds, as a test's full screen may be: parts overlap."""
    areas = [part_seen(window, part) for part in parts_of(window.workspace) if part.isVisible()]
    return any(a.intersects(b) for a, b in combinations(areas, 2))


def unlike_a_fresh_drawing(window: MainWindow) -> dict[str, str]:
    """What on the screen is not what a fresh drawing shows, by name; empty where everything is."""
    found = {}
    if window.stage.is_projecting:
        window.status.hide()  # which lies over the picture, and goes by itself
    with drawn_anew(window) as board:
        for shown, anew in zip(parts_of(window.workspace), parts_of(board), strict=True):
            name = shown.objectName()
            if has_given_way(window, shown):
                continue
            if shown.isVisible() != anew.isVisible():
                found[name] = "is shown" if shown.isVisible() else "is not shown"
            elif shown.isVisible():
                edge = WIDTH if isinstance(shown, Plot) else 0  # where a ring may be
                words = _difference(on_screen(window, shown), on_screen(anew.window(), anew), edge)
                if words:
                    found[name] = words
    return found


def _difference(seen: Pixels, anew: Pixels, edge: int) -> str:
    height, width, _ = seen.shape
    apart = np.abs(seen.astype(int) - anew[:height, :width].astype(int)).max(axis=2)
    apart = apart[edge : height - edge, edge : width - edge]
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


def places(plot: Plot, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
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
