"""Whatever is compared: no words on a plot lie on others, on the current line or path, or beyond the axes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Descent, Settings
from gdgui.core.theory import forecast
from gdgui.experiment import ranges
from gdgui.experiment.frame import Frame, saved_runs
from gdgui.experiment.points import Points
from gdgui.experiment.run import Run
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.theme.scales import Scale
from gdgui.ui.views.data.view import DataView
from gdgui.ui.views.geometry import Floats
from gdgui.ui.views.items import Curve
from gdgui.ui.views.loss.view import LossView
from gdgui.ui.views.placing import Room, in_corners
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.surface.view import SurfaceView
from tests.ui import drawn
from tests.ui.drawn import layer, saved_numbers
from tests.ui.measures import overlapping_words, painted
from tests.ui.scenes import Scene

KINDS: dict[str, tuple[type[Plot], str]] = {
    "data": (DataView, "_line"),
    "loss": (LossView, "_curve"),
    "surface": (SurfaceView, "_path"),
}


Coordinates = tuple[Floats | None, Floats | None]


def compared(seed: int) -> Scene:
    """Up to five saved runs beside a current one, the settings of which were changed on its way."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0, 1, 12)
    points = Dataset(x, rng.uniform(-1, 1) * x + rng.normal(0, 0.2, 12))
    epochs, at = int(rng.integers(1, 80)), int(rng.integers(0, 60))
    begin = Settings(learning_rate=0.3, epochs=epochs, m=float(rng.uniform(-1, 1)), batch_size=2)
    each = [
        replace(begin, learning_rate=float(rng.choice([0.05, 0.3, 0.6, 1.3])), algorithm=algorithm)
        for algorithm in rng.choice(["gd", "sgd"], 6).tolist()
    ]
    descents = [Descent(points, settings) for settings in each]
    for descent in descents:
        descent.advance(epochs // 2)
    descents[0].change(points, replace(each[0], learning_rate=0.2))
    for descent in descents:
        descent.advance(epochs)
    traces = [descent.trace for descent in descents]
    runs = [Run(k, trace, f"Run {k}", k - 1) for k, trace in enumerate(traces[1 : 1 + seed % 6], 1)]
    frame = Frame(
        Points(points),
        each[0],
        trace=traces[0],
        cursor=min(at, traces[0].epochs),
        target=epochs,
        forecast=forecast(points, each[0]),
        saved=saved_runs(runs, points, at),
    )
    options = ViewOptions(next_step=seed % 2 == 0, logarithmic=seed % 3 == 0)
    surface = ranges.of_surface(frame)
    return frame, replace(options, data_range=ranges.of_points(points), surface_range=surface)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(12))
def test_words_lie_on_nothing_and_within_the_axes(qtbot: QtBot, kind: str, seed: int) -> None:
    plot, line = shown(qtbot, kind, seed)
    boxes = painted(plot)
    assert overlapping_words(plot) == []
    for words, box in boxes:
        assert not any(box.contains(place) for place in along(plot, line.getData())), words
    assert {words for words, _ in boxes} >= {str(number) for number in marked(plot)}


@pytest.mark.parametrize("seed", range(24))
def test_no_value_of_a_contour_lies_on_the_path_of_another_run(qtbot: QtBot, seed: int) -> None:
    plot, _ = shown(qtbot, "surface", seed)
    assert isinstance(plot, SurfaceView)
    paths = [plot.saved.curve(number) for number in saved_numbers(plot)]
    all_words = painted(plot)
    values = plot.contours.labels
    boxes = [(words, box) for words, box in all_words if words in values]
    assert len(boxes) == len(values)
    for path in filter(None, paths):
        places = along(plot, path)
        assert not [words for words, box in boxes if any(map(box.contains, places))]


@pytest.mark.parametrize("height", [768, 1080])
@pytest.mark.parametrize("seed", range(8))
def test_on_a_projector_no_words_lie_on_the_ring_of_the_start_nor_on_another_mark(
    qtbot: QtBot, height: int, seed: int
) -> None:
    scale = Scale.projector(height)
    plot, _ = shown(qtbot, "surface", seed, scale)
    assert isinstance(plot, SurfaceView)
    boxes, rings = painted(plot), []
    marks = plot._start, plot._cursor, plot._next_start, plot._minimum
    for each in marks:
        around = (each.opts["size"] + each.opts["pen"].widthF()) / 2 * QPointF(1, 1)
        middles = [plot.view.mapViewToScene(QPointF(*place)) for place in drawn.places_of(each)]
        seen = [middle for middle in middles if plot.view.sceneBoundingRect().contains(middle)]
        rings += [QRectF(middle - around, middle + around) for middle in seen]
    assert rings
    assert [words for words, box in boxes for ring in rings if box.intersects(ring)] == []


def test_the_number_of_a_run_is_seen_on_the_curve_of_another(qtbot: QtBot) -> None:
    """It may have to stand there: it has a rim in the colour of the ground."""
    plot, _ = shown(qtbot, "loss", 5)
    saved, theme = layer(plot), Style().theme
    picture = QImage(plot.view.size().toSize(), QImage.Format.Format_RGB32)
    picture.fill("#ff00ff")
    painter = QPainter(picture)
    saved._paint_numbers(painter)
    painter.end()
    assert saved.numbers
    for number, (left, top, right, bottom) in saved.numbers.items():
        beside = {
            picture.pixelColor(x, y).name()
            for x in range(round(left) - 1, round(right) + 1)
            for y in range(round(top) - 1, round(bottom) + 1)
        }
        assert theme.canvas in beside, number


def marked(plot: Plot) -> list[int]:
    """Numbers of the saved runs whose marks are in view, not at its very edge."""
    found, (across, down) = [], plot.view_range()
    for number in saved_numbers(plot):
        place = layer(plot).place(number)
        assert place is not None
        inside = [
            low + 0.02 * (high - low) < values[0] < high - 0.02 * (high - low)
            for values, (low, high) in zip(place, (across, down), strict=True)
            if len(values)
        ]
        found += [number] if len(inside) == 2 and all(inside) else []
    return found


def shown(qtbot: QtBot, kind: str, seed: int, scale: Scale | None = None) -> tuple[Plot, Curve]:
    """A plot of some size and scale, with a random comparison on it, and its current line."""
    rng = np.random.default_rng(1000 + seed)
    view, name = KINDS[kind]
    plot = view()  # type: ignore[call-arg]
    qtbot.addWidget(plot)
    plot.resize(int(rng.integers(360, 900)), int(rng.integers(300, 700)))
    plot.apply(Style(scale or Scale.desk(float(rng.choice([1.0, 1.25, 1.5])))))
    plot.show_frame(*compared(seed))
    return plot, getattr(plot, name)


def along(plot: Plot, xy: Coordinates) -> list[QPointF]:
    """Places along a curve, a few pixels apart at most, on the scene."""
    x, y = xy
    if x is None or y is None or len(x) < 2:
        return []
    corners = np.linspace(0, len(x) - 1, 40 * len(x))
    every = range(len(x))
    places = zip(np.interp(corners, every, x), np.interp(corners, every, y), strict=True)
    return [plot.view.mapViewToScene(QPointF(*each)) for each in places]


def test_words_find_the_free_corner_and_give_way_where_there_is_none() -> None:
    room = Room(((0.0, 100.0), (0.0, 50.0)), (100.0, 50.0))
    corners = in_corners((40, 20), room.size, ((0, 0), (1, 0), (0, 1), (1, 1)))
    room.avoid_curve(np.array([0.0, 100.0]), np.array([50.0, 0.0]))  # from the top left down
    first, second, third = (room.take(corners) for _ in range(3))
    assert first is not None
    assert second is not None
    assert first.tolist() == [60, 0, 100, 20]
    assert second.tolist() == [0, 30, 40, 50]
    assert third is None


def test_words_lie_on_what_is_only_avoided_softly_rather_than_nowhere() -> None:
    room = Room(((0.0, 100.0), (0.0, 50.0)), (100.0, 50.0))
    boxes = np.array([[0.0, 0.0, 40.0, 20.0], [0.0, 30.0, 40.0, 50.0]])
    room.avoid_curve(np.array([0.0, 100.0]), np.array([45.0, 45.0]), softly=True)
    first, second = room.take(boxes), room.take(boxes)
    assert first is not None
    assert second is not None
    assert [first.tolist(), second.tolist()] == boxes[::-1].tolist()


def test_a_number_lies_on_a_faint_curve_rather_than_far_from_its_mark() -> None:
    room = Room(((0.0, 100.0), (0.0, 100.0)), (100.0, 100.0))
    for height in np.linspace(25.0, 75.0, 11):  # all that is near
        room.avoid_curve(np.array([0.0, 100.0]), np.array([height, height]), softly=True)
    box = room.take_near((50, 50), (10, 12), 4, left_first=True)
    assert box is not None
    assert abs(box[1] + 6 - 50) <= 4 + 2 * 12


def test_numbers_of_two_runs_at_one_place_stand_beside_each_other() -> None:
    room = Room(((0.0, 100.0), (0.0, 100.0)), (100.0, 100.0))
    one, two = (room.take_near((50, 50), (10, 12), 4, left_first) for left_first in (True, True))
    assert one is not None
    assert two is not None
    assert one[2] <= two[0]
