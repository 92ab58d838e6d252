"""What of the points is selected, and where they are."""

from __future__ import annotations

from gdgui.core import Dataset
from gdgui.ui.views.data.view import DataView
from gdgui.ui.window import MainWindow
from tests.ui import drawn


def selected(window: MainWindow) -> list[int]:
    shown = drawn.selected(window.workspace.data_plot)
    assert shown == window.experiment.selection.tolist()
    return [int(each) for each in shown]


def place(dataset: Dataset, at: int) -> tuple[float, float]:
    return float(dataset.x[at]), float(dataset.y[at])


def one_pixel(plot: DataView) -> tuple[float, float]:
    x, y = plot.view.viewPixelSize()
    return float(x), float(y)
