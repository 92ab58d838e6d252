"""What of a window is cut, lies on something else or is too small: measured where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPicture
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QProgressBar,
    QScrollArea,
    QSlider,
    QTabBar,
    QWidget,
)

from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.panels.rate import RateSlider
from gdgui.ui.panels.rate_scale import RateScale
from gdgui.ui.views.card import PlotCard
from gdgui.ui.views.items import Label
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.readout import Readout
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import find

PLOTS = ("dataPlot", "lossPlot", "surfacePlot")
LEAST = (360, 300)  # pixels of the data plot
CONTROLS = (
    *(QAbstractButton, QLabel, QLineEdit, QAbstractSpinBox, QSlider, QTabBar, QMenuBar, QProgressBar),
    *(QAbstractScrollArea, Readout, RateScale),
)
KNOB_ON_STRIP = {RateSlider, RateScale}  # which are one control

Words = list[tuple[str, QRectF]]


# Shares


def area(window: QWidget, name: str) -> QRect:
    """Where a part is in the window."""
    part = find(window, QWidget, name)
    assert part.isVisible(), name
    return place_of(window, part)


def place_of(window: QWidget, part: QWidget) -> QRect:
    """The same of any widget."""
    return QRect(part.mapTo(window, QPoint()), part.size())


def share(window: MainWindow, *names: str) -> float:
    """Of the window, that those of these parts have that are in view."""
    parts = [find(window, QWidget, name) for name in names]
    pixels = sum(part.width() * part.height() for part in parts if part.isVisible())
    return pixels / (window.width() * window.height())


# What is cut


def cut(window: MainWindow) -> list[str]:
    """Parts that need more room than they have, or reach out of what they stand in; empty where none does."""
    found = [f"{name_of(part)} needs {lack}" for part in controls(window) if (lack := lacks(part))]
    return found + [f"{name_of(part)} reaches out" for part in controls(window) if _reaches_out(window, part)]


def small(window: MainWindow, least: float) -> list[str]:
    """What can be clicked and is hard to hit: fewer pixels wide or high than that."""
    kinds = QAbstractButton, QLineEdit, QAbstractSpinBox, QSlider
    parts = [part for part in controls(window) if isinstance(part, kinds) and part.isEnabled()]
    sizes = [(name_of(part), part.width(), part.height()) for part in parts]
    return [f"{name} has {wide}×{tall}" for name, wide, tall in sizes if min(wide, tall) < least - 0.5]


def controls(window: QWidget) -> list[QWidget]:
    """What can be read or touched and is in view, each as a whole."""
    parts = [part for part in window.findChildren(QWidget) if part.isVisible() and not part.isWindow()]
    parts = [part for part in parts if isinstance(part, CONTROLS) and not isinstance(part, QScrollArea)]
    known = set(parts)
    return [part for part in parts if not _is_inside(part, known) and _says_something(part)]


def name_of(part: QWidget) -> str:
    """To find it by."""
    words = part.text() if isinstance(part, QLabel | QAbstractButton) else ""
    return f"{type(part).__name__} {part.objectName() or words!r}"


def _is_inside(part: QWidget, parts: Collection[QWidget]) -> bool:
    """Whether it belongs to one of the others, as the field to a spin box."""
    whole = QAbstractSpinBox, QAbstractScrollArea, QTabBar
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, whole) and above in parts:
            return True
        above = above.parentWidget()
    return False


def _says_something(part: QWidget) -> bool:
    return not isinstance(part, QLabel) or bool(part.text())


def lacks(part: QWidget) -> str:
    """By how much its room is too small for its words; empty where it is not."""
    match part:
        case QLabel():
            needed, room = _of_label(part), part.contentsRect().size()
        case QTabBar():
            needed, room = QSize(part.minimumSizeHint().width(), part.sizeHint().height()), part.size()
        case QAbstractButton():
            high = QFontMetrics(part.font()).size(0, part.text() or "x").height()  # of all its lines
            needed, room = QSize(part.minimumSizeHint().width(), high), part.size()
        case QAbstractSpinBox():
            text = QFontMetrics(part.font()).horizontalAdvance(part.text())
            needed, room = QSize(text, 0), part.lineEdit().contentsRect().size()
        case QMenuBar():
            shown = [part.actionGeometry(action) for action in part.actions() if action.isVisible()]
            left = [place for place in shown if place.isEmpty()]
            return f"room for {len(left)} more menus" if left else ""
        case _:
            return ""
    is_cut = needed.width() > room.width() + 1 or needed.height() > room.height() + 1
    return f"{needed.width()}×{needed.height()}, has {room.width()}×{room.height()}" if is_cut else ""


def _of_label(label: QLabel) -> QSize:
    """What its words need, where they wrap at its width if they may."""
    words = re.sub(r"&(?=\w)", "", label.text()) if label.buddy() else label.text()
    metrics, room = QFontMetrics(label.font()), label.contentsRect()
    if not label.wordWrap():
        return metrics.size(0, words) if words else QSize()
    return metrics.boundingRect(QRect(0, 0, room.width(), 9999), Qt.TextFlag.TextWordWrap, words).size()


def _reaches_out(window: QWidget, part: QWidget) -> bool:
    """Whether some of it is not in view; up and down, a column may be scrolled to it."""
    own, within = place_of(window, part), part.parentWidget()
    while within is not None:
        room = place_of(window, within)
        if isinstance(within.parentWidget(), QScrollArea):
            own = QRect(own.left(), max(own.top(), room.top()), own.width(), min(own.height(), room.height()))
            own.setBottom(min(own.bottom(), room.bottom()))
            if own.height() <= 0:
                return False
        if not room.contains(own):
            return True
        within = within.parentWidget() if within is not window else None
    return False


def uneven(window: MainWindow) -> list[str]:
    """Title rows that begin side by side and are not equally high: their titles are not on one line."""
    rows = [card.title_row for card in window.workspace.cards.values() if card.isVisible()]
    places = [place_of(window, row) for row in rows]
    pairs = combinations(places, 2)
    apart = [
        (one, other) for one, other in pairs if one.top() == other.top() and one.bottom() != other.bottom()
    ]
    return [f"title rows of {one.height()} and {other.height()}" for one, other in apart]


# What lies on something else


def overlaps(window: MainWindow, on_plots: QWidget, on_all: QWidget) -> list[str]:
    """Parts that lie on others; empty where none does.

    `on_plots` may lie on plots, their titles and a drawer in their place alone, `on_all` on whatever it comes
    in over, but neither on the other.
    """
    found, parts = [], controls(window)
    tops = {part: next((top for top in (on_plots, on_all) if top.isAncestorOf(part)), None) for part in parts}
    places = {part: _seen(window, part) for part in parts}
    for one, other in combinations(parts, 2):
        if not places[one].intersects(places[other]):
            continue
        if one.isAncestorOf(other) or other.isAncestorOf(one) or {type(one), type(other)} == KNOB_ON_STRIP:
            continue
        top, below = tops[one] or tops[other], other if tops[one] else one
        may = (tops[one] is None) != (tops[other] is None) and (top is on_all or _is_in_card(below))
        if not may:
            found.append(f"{name_of(one)} and {name_of(other)}")
    return found


def _is_in_card(part: QWidget) -> bool:
    above: QWidget | None = part
    while above is not None and not isinstance(above, PlotCard | Drawer):
        above = above.parentWidget()
    return above is not None


def _seen(window: QWidget, part: QWidget) -> QRect:
    """What of a part is in view."""
    own, within = place_of(window, part), part.parentWidget()
    while within is not None:
        own &= place_of(window, within)
        within = within.parentWidget() if within is not window else None
    return own


# Words on plots


def overlapping_words(plot: Plot) -> list[str]:
    """Words on a plot that lie on each other or reach out of it; empty where none do."""
    boxes = painted(plot)
    axes = plot.view.sceneBoundingRect().adjusted(-0.6, -0.6, 0.6, 0.6)
    found = [
        f"{words!r} reaches out of {plot.objectName()}" for words, box in boxes if not axes.contains(box)
    ]
    pairs = combinations(boxes, 2)
    return found + [f"{a!r} on {b!r}" for (a, one), (b, other) in pairs if one.intersects(other)]


def misplaced_names(plot: Plot) -> list[str]:
    """Names of axes that are cut, reach out of the plot or lie on its numbers; empty where none do."""
    found = []
    for side in ("bottom", "left"):
        axis: Any = plot.getAxis(side)
        margin = axis.label.document().documentMargin()
        place = axis.label.sceneBoundingRect().adjusted(margin, margin, -margin, -margin)
        name = f"{axis.name!r} of {plot.objectName()}"
        written = axis.label.toPlainText().strip()
        if written not in filter(None, (axis.name, axis.symbol)):
            found.append(f"{name} is cut to {written!r}")
        if not plot.sceneRect().contains(place):
            found.append(f"{name} reaches out")
        if side == "bottom":
            numbers = [axis.mapRectToScene(each[0]) for each in _numbers(axis)]
            found += [f"{name} lies on a number" for each in numbers if each.intersects(place)]
    return found


def _numbers(axis: Any) -> list[tuple[QRectF, int, str]]:
    """Where the numbers of an axis are painted, and what they say."""
    painter = QPainter(picture := QPicture())
    painter.setFont(axis.style["tickFont"])
    specs = axis.generateDrawSpecs(painter)
    painter.end()
    del picture
    return list(specs[2]) if specs is not None else []


def painted(plot: Plot) -> Words:
    """All words within the axes and where they are painted, in pixels of the scene."""
    with bold_words() as texts:
        plot.grab()
    labels = [each for each in plot.scene().items() if isinstance(each, Label) and each.isVisible()]
    return texts + [(each.toPlainText(), each.mapRectToScene(each.boundingRect())) for each in labels]


@contextmanager
def bold_words() -> Iterator[Words]:
    """What is written in bold letters meanwhile: the numbers of runs."""
    found: Words = []
    right = QPainter.drawText

    def draw(painter: QPainter, *what: object) -> None:
        at, words = what[0], what[-1]
        if painter.font().bold() and isinstance(at, QPointF) and isinstance(words, str):
            letters = QFontMetricsF(painter.font()).tightBoundingRect(words)
            found.append((words, painter.transform().mapRect(letters.translated(at))))
        right(painter, *what)  # type: ignore[call-overload]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "drawText", draw)
        yield found
