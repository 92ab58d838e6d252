"""Pixels are kept only while all that they depend on is the same; dashes are cut where Qt cuts them."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from pytestqt.qtbot import QtBot

from gdgui.ui.views.dashes import MARGIN, strokes
from gdgui.ui.views.pixels import Pixels

AREA = QRectF(0, 0, 10, 10)


class Item:
    """Paints a square in a colour, and counts how often."""

    def __init__(self) -> None:
        self.colour, self.times = "#ff0000", 0

    def paint(self, painter: QPainter) -> None:
        self.times += 1
        painter.fillRect(QRectF(2, 2, 3, 3), QColor(self.colour))


def painted(
    pixels: Pixels, item: Item, scale: float = 2.0, ratio: float = 1.0, smooth: bool = True
) -> QImage:
    image = QImage(round(60 * ratio), round(60 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    painter.scale(scale, scale)
    pixels.draw(painter, AREA, (item.colour,), item.paint)
    painter.end()
    return image


def test_the_same_is_painted_once_and_looks_as_if_painted_anew(qtbot: QtBot) -> None:
    pixels, item = Pixels(), Item()
    first, second = painted(pixels, item), painted(pixels, item)
    assert item.times == 1
    assert first == second == painted(Pixels(), item)
    assert first.pixelColor(6, 6).name() == "#ff0000"


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("scale", [1.3, 2.0, 5.5])
def test_what_is_kept_without_its_empty_edges_stays_where_it_was(
    qtbot: QtBot, scale: float, ratio: float
) -> None:
    pixels, item = Pixels(), Item()
    pictures = [painted(pixels, item, scale, ratio) for _ in range(3)]
    assert item.times == 1
    assert all(each == painted(Pixels(), item, scale, ratio) for each in pictures)


@pytest.mark.parametrize("other", [{"scale": 3.0}, {"ratio": 2.0}, {"smooth": False}])
def test_another_scale_screen_or_hint_is_painted_anew(qtbot: QtBot, other: dict[str, float]) -> None:
    pixels, item = Pixels(), Item()
    painted(pixels, item)
    assert painted(pixels, item, **other) == painted(Pixels(), item, **other)  # type: ignore[arg-type]
    assert item.times == 3


def test_another_key_is_painted_anew(qtbot: QtBot) -> None:
    pixels, item = Pixels(), Item()
    painted(pixels, item)
    item.colour = "#0000ff"
    assert painted(pixels, item).pixelColor(6, 6).name() == "#0000ff"


def test_where_pixels_would_not_meet_pixels_nothing_is_kept(qtbot: QtBot) -> None:
    pixels, item = Pixels(), Item()
    painted(pixels, item, ratio=1.5)
    painted(pixels, item, ratio=1.5)
    assert item.times == 2


def test_dashes_and_gaps_are_as_long_as_asked_for() -> None:
    found = strokes(np.array([[0.0, 5.0], [100.0, 5.0]]), (100, 10), (12, 8))
    assert found.tolist() == [[x, 5, x + 12, 5] for x in (0, 20, 40, 60, 80)]


def test_a_dash_goes_round_a_corner() -> None:
    found = strokes(np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]]), (20, 20), (15, 3))
    assert found.tolist() == [[0, 0, 10, 0], [10, 0, 10, 5], [10, 8, 10, 10]]


def test_a_gap_in_the_data_is_a_gap_in_the_line() -> None:
    found = strokes(np.array([[0.0, 5.0], [math.nan, 5.0], [30.0, 5.0], [40.0, 5.0]]), (50, 10), (100, 1))
    assert found.tolist() == [[30, 5, 40, 5]]


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.floats(-1e12, 1e12) | st.floats(-50, 150)] * 2), min_size=2, max_size=12))
def test_only_what_is_in_view_is_drawn_however_far_a_line_goes(corners: list[tuple[float, float]]) -> None:
    """The parts in view of an undashed line lie on it, and none is missing: held against points along it."""
    line = np.array(corners)
    found = strokes(line, (100, 100), (1e18, 1.0))
    assert len(found) <= len(corners)
    assert np.all(found >= -MARGIN - 1e-3)
    assert np.all(found <= 100 + MARGIN + 1e-3)
    for (x0, y0), (x1, y1) in pairwise(line):
        reach = math.hypot(x1 - x0, y1 - y0)
        at = np.linspace(0, 1, 50)[:, None]
        along = np.array([[x0, y0]]) + at * np.array([[x1 - x0, y1 - y0]])
        for place in along[((along > 0) & (along < 100)).all(axis=1)]:
            if reach > 1e-6:
                assert min(_distance(place, stroke) for stroke in found) < 1e-2


def test_dashes_look_like_those_of_qt(qtbot: QtBot) -> None:
    t = np.linspace(0, 3, 200)
    corners = np.stack((10 + 60 * t, 100 + 70 * np.sin(3 * t)), axis=1)
    ours, theirs = (QImage(200, 200, QImage.Format.Format_RGB32) for _ in range(2))
    pen = QPen(QColor("#000000"), 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    for image, paint in ((ours, _paint_strokes), (theirs, _paint_path)):
        image.fill(QColor("#ffffff"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, pen, corners)
        painter.end()
    a, b = (
        np.frombuffer(image.constBits(), np.uint8).reshape(200, 200, 4)[:, :, 0] for image in (ours, theirs)
    )
    assert (b < 128).sum() > 500
    assert ((a < 128) != (b < 128)).sum() < 0.06 * (b < 128).sum()


def _paint_strokes(
    painter: QPainter, pen: QPen, corners: np.ndarray[tuple[int, int], np.dtype[np.float64]]
) -> None:
    painter.setPen(pen)
    for x0, y0, x1, y1 in strokes(corners, (200, 200), (12, 6)).tolist():
        painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))


def _paint_path(
    painter: QPainter, pen: QPen, corners: np.ndarray[tuple[int, int], np.dtype[np.float64]]
) -> None:
    dashed = QPen(pen)
    dashed.setDashPattern((6, 3))
    path = QPainterPath(QPointF(*corners[0]))
    for corner in corners[1:]:
        path.lineTo(QPointF(*corner))
    painter.setPen(dashed)
    painter.drawPath(path)


def _distance(
    place: np.ndarray[tuple[int], np.dtype[np.float64]], stroke: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> float:
    begin, step = stroke[:2], stroke[2:] - stroke[:2]
    share = float(np.clip((place - begin) @ step / max(float(step @ step), 1e-300), 0, 1))
    return float(np.hypot(*(place - begin - share * step)))
