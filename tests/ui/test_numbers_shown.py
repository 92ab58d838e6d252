"""Numbers as they are drawn, on axes, in the readout and beside the pointer, and typed as they are shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPicture
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.ui.theme import Style
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.readout import Readout
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import as_fast_as_possible, find, open_fold, press, run_to_the_end, type_into


def drawn(plot: Plot, side: str) -> list[tuple[QRectF, str]]:
    """The numbers along an axis as they are painted, and where."""
    axis: Any = plot.getAxis(side)
    picture = QPicture()
    painter = QPainter(picture)
    painter.setFont(axis.style["tickFont"])
    _, _, words = axis.generateDrawSpecs(painter)
    painter.end()
    return [(axis.mapRectToScene(place), word) for place, _, word in words if word]


def words(plot: Plot, side: str) -> list[str]:
    return [word for _, word in drawn(plot, side)]


def test_an_axis_of_epochs_has_whole_numbers_alone(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    for end in (1, 2, 3, 7):
        press(qtbot, window, "resetButton")
        window.runs.show_only_current(window.experiment.dataset)
        window.experiment.settings = Settings(epochs=end)
        run_to_the_end(qtbot, window)
        shown = words(window.workspace.loss_plot, "bottom")
        assert len(shown) >= 2, end
        assert all(each.isdigit() for each in shown), (end, shown)


def test_numbers_along_the_axes_do_not_touch_are_in_one_style_and_leave_their_names_alone(
    window: MainWindow,
) -> None:
    # numbers side by side do not touch
    axis: Any = window.workspace.loss_plot.getAxis("bottom")
    metrics = QFontMetrics(axis.style["tickFont"])
    for end, width in product((850_000, 1_000_000, 1_150_000, 123_456_789), (300, 420, 700)):
        levels = axis.tickSpacing(0.0, float(end), float(width))
        values = np.arange(0, end + 1, levels[0][0])
        wide = max(
            metrics.horizontalAdvance(each) for each in axis.tickStrings(values.tolist(), 1.0, levels[0][0])
        )
        assert levels[0][0] / end * width > wide, (end, width)

    # the numbers of an axis are in one style
    plot = window.workspace.data_plot
    plot.view.setRange(xRange=(-0.5, 0.5), yRange=(-2e7, 2e7), padding=0)
    assert "0.0" in words(plot, "bottom"), "not −0.0, and no more decimals than the rest"
    assert {"−10⁷", "0", "10⁷"} <= set(words(plot, "left"))
    plot.view.setRange(xRange=(0, 3e-6), yRange=(-2000, 2000), padding=0)
    assert {"10⁻⁶", "2·10⁻⁶"} <= set(words(plot, "bottom"))
    assert {"−2000", "2000"} <= set(words(plot, "left")), "they might be years"

    # coordinates at the pointer have the decimals that the view can tell
    surface = window.workspace.surface_plot
    surface.view.setRange(xRange=(-1, 1), yRange=(9_999, 10_001), padding=0)
    surface._on_hover(surface.view.mapViewToScene(QPointF(-0.123456, 10_000.123456)))
    m, b = surface.pointer_words.split("  ")[:2]
    assert m.startswith("m −0.12")
    assert b.startswith("b 10,000.12")
    assert len(b) == len("b 10,000.123")

    # long numbers do not run into the name of their axis
    plot = window.workspace.data_plot
    plot.view.setRange(yRange=(10_000.02, 10_000.12), padding=0)
    axis = plot.getAxis("left")
    fonts = []
    picture = QPicture()
    painter = QPainter(picture)
    painter.setFont(axis.style["tickFont"])
    specs = axis.generateDrawSpecs(painter)
    axis.drawPicture(painter, *specs)
    fonts.append(painter.font())
    painter.end()
    room = axis.width() - axis.label.boundingRect().height()
    longest = max((text for *_, text in specs[2]), key=len)
    assert longest == "10,000.02"
    assert QFontMetrics(fonts[0]).horizontalAdvance(longest) <= room < axis.width()
    assert axis.style["tickFont"].pixelSize() > fonts[0].pixelSize(), "for these numbers alone"


def test_no_number_is_cut_at_the_edge(window: MainWindow) -> None:
    for low, plot in product((0.0, -10_000.0), window.workspace.plots):
        plot.view.setRange(xRange=(low, 10_000), yRange=(low, 10_000), padding=0)
        edge = QRectF(plot.sceneRect())
        for side in ("bottom", "left"):
            shown = drawn(plot, side)
            assert shown
            assert all(edge.contains(place) for place, _ in shown), (low, plot.objectName(), side)
            assert not any(one.intersects(two) for (one, _), (two, _) in combinations(shown, 2))
    assert "10,000" in words(window.workspace.data_plot, "bottom")


def said(readout: Readout) -> dict[str, str]:
    """The figures by their captions."""
    return dict(each.rsplit(" ", 1) for each in readout.text().split(", ") if not each.startswith("epoch"))


@pytest.fixture
def readout(qtbot: QtBot) -> Readout:
    readout = Readout(Style())
    qtbot.addWidget(readout)
    return readout


def test_mse_and_minimum_look_different_where_they_are(readout: Readout) -> None:
    readout.show_epoch(1, 10, (0.5, 0.1), (0.00123456, 0.0012341))
    assert said(readout)["MSE"] == "0.0012346"
    assert said(readout)["minimum MSE"] == "0.0012341"
    readout.show_epoch(2, 10, (0.5, 0.1), (0.0063200012, 0.00632))
    assert said(readout)["MSE"] != said(readout)["minimum MSE"]


def test_where_no_figure_could_show_it_the_caption_says_how_far_apart_they_are(readout: Readout) -> None:
    readout.show_epoch(1, 10, (0.5, 0.1), (0.00632 * (1 + 1e-13), 0.00632))
    assert "minimum MSE, 6.3·10⁻¹⁶ less 0.0063200" in readout.text()
    readout.show_epoch(1, 10, (0.5, 0.1), (0.00632, 0.00632))
    assert readout.text().endswith("minimum MSE 0.0063200")


def test_no_figure_moves_its_neighbours(readout: Readout) -> None:
    widths = set()
    for value in (0.0, -0.0, 0.33, -1234.5, 5.9e9, -4.5e250, 1e-300, 0.00123456):
        readout.show_epoch(3, 10, (value, -value), (abs(value), abs(value) / 2))
        widths.add(tuple(map(len, readout.figures)))
    assert len(widths) == 1
    readout.show_epoch(3, 10, (-0.0, 0.0), (0.0, 0.0))
    assert "−" not in readout.text()


def paste_into(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    """As a person does with what no key types."""
    field.setFocus()
    field.selectAll()
    field.insert(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_field_takes_a_number_as_it_is_shown_and_asks_about_a_comma_that_may_mean_either(
    window: MainWindow, qtbot: QtBot
) -> None:
    # a field takes a number as it is shown and shows it as programs do
    field, first = window.controls.learning_rate, window.experiment.settings
    for text in ("1.25·10⁻⁷", "1.25×10^-7", "1.25e-07", "0.000000125"):
        window.experiment.settings = first
        paste_into(qtbot, field, text)
        assert window.experiment.settings.learning_rate == 1.25e-7, text
        assert field.text() == "1.25e-07", text

    # a field asks about a comma that may mean either
    open_fold(qtbot, window, "moreFold")
    type_into(qtbot, window.controls.start_m, "12,345")
    assert window.experiment.settings.m == Settings().m
    assert "may mean 12345 or 12.345" in find(window, QLabel, "fieldHint").text()
    paste_into(qtbot, window.controls.start_m, "−12,345.5")
    assert window.experiment.settings.m == -12345.5
    type_into(qtbot, window.controls.start_m, "0,125")
    assert window.experiment.settings.m == 0.125


def test_runs_and_messages_show_rates_in_the_same_style(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.settings = replace(Settings(), learning_rate=1.5e-7, epochs=3)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    window.experiment.settings = replace(Settings(), epochs=4)
    run_to_the_end(qtbot, window)  # and the first run is kept
    assert any("GD 1.5·10⁻⁷" in each for each in window.workspace.legend.words)


def test_tiny_data_is_shown_to_its_digits(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.replace_points(Dataset([0, 0.5, 1], np.array([1.2, 1.9, 3.1]) * 1e-14), "open")
    window.experiment.settings = Settings(epochs=3000, learning_rate=0.5)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    best = window.experiment.dataset.moments.slope
    assert said(window.workspace.readout)["slope m"] == f"{best * 1e14:.3f}·10⁻¹⁴"
