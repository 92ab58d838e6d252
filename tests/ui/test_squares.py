"""Squares of residuals: as wide on the screen as they are high, and beside the line."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.theme import Style
from gdgui.ui.views.data.squares import SquaresLayer, squares
from gdgui.ui.views.preview import Preview
from tests.ui.user_actions import pixel


def test_the_corners_are_those_of_a_hand_drawn_sheet() -> None:
    """On paper with equal units: the point (1, 1) is 2 below y = 2x + 1, the point (2, 6) is 1 above."""
    found = squares(Dataset([1, 2], [1, 6]), (2.0, 1.0), 1.0)
    assert found.tolist() == [[1, 1, 3, 3], [1, 5, 2, 6]]


@pytest.mark.parametrize("line", [(2.0, 1.0), (-1.5, 4.0), (0.0, 2.5)])
def test_no_square_crosses_the_line_and_the_mean_area_is_the_mse(line: tuple[float, float]) -> None:
    dataset = Dataset([0, 1, 2, 3], [3, 1, 4, 1])
    found = squares(dataset, line, 1.0)
    left, low, right, high = found.T
    middle = line[0] * (left + right) / 2 + line[1]
    assert np.all((middle >= high - 1e-12) | (middle <= low + 1e-12))
    assert float(((right - left) * (high - low)).mean()) == pytest.approx(dataset.moments.mse(*line))


def test_on_the_screen_each_is_as_wide_as_high(qtbot: QtBot) -> None:
    plot = Preview(Style())
    qtbot.addWidget(plot)
    plot.resize(500, 300)
    with qtbot.waitExposed(plot):
        plot.show()
    dataset = Dataset([0, 4], [0, 9])
    plot.show_points(dataset)
    layer = SquaresLayer(plot, 5)
    layer.draw(dataset, (0.5, 2.0), "#c02080")
    assert layer.isVisible()
    for left, low, right, high in layer.squares.tolist():
        one, other = pixel(plot, left, low), pixel(plot, right, high)
        assert abs((other.x() - one.x()) - (one.y() - other.y())) <= 1
        inside = plot.grab().toImage().pixelColor(plot.viewport().mapTo(plot, (one + other) / 2))
        assert inside.green() < inside.red(), "the shade"
    layer.draw(dataset, None, "#c02080")
    assert not layer.isVisible()
