"""Pictures of the views that a person has looked at, and whether another one shows the same.

Each view by itself, as `gdgui/ui/picture.py` draws it but for the layout around it, and without words: fonts
differ between machines, and words are tested as words. Pictures are compared small and a little blurred, and
a colour may be a pixel beside its place, so that another way to smooth edges is no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from gdgui.ui.theme import Scale, Style
from gdgui.ui.views.data.view import DataView
from gdgui.ui.views.loss.view import LossView
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.surface.view import SurfaceView
from tests.ui.scenes import Scene

FOLDER = Path(__file__).parents[1] / "approved"
VIEWS: dict[str, Callable[[], Plot]] = {"data": DataView, "loss": LossView, "surface": SurfaceView}
STYLE = Style(Scale(24.0))  # large marks: a picture can be small
SIZE = QSize(520, 400)  # of a plot with its axes, in pixels
SMALL = QSize(184, 144)  # of what is within the axes, in the picture
DIFFERENT = 20  # of 255, by which a colour differs that is another
MOST = 20  # pixels of a view that may be another

Spoil = Callable[[Plot], object]
Colours = NDArray[np.float64]


def picture(scene: Scene, view: str, spoil: Spoil | None = None, shift: int = 0) -> QImage:
    """What is within the axes, scaled down. `spoil` draws something wrong; `shift` moves all, in pixels."""
    plot = VIEWS[view]()
    plot.resize(SIZE)
    plot.apply(STYLE)
    plot.show_frame(*scene)
    with _no_words():
        plot.grab()  # which lays it out
        for item in plot.scene().items():
            if isinstance(item, pg.TextItem):
                item.setOpacity(0.0)
        if spoil is not None:
            spoil(plot)
        whole = plot.grab().toImage()
    inside = plot.mapFromScene(plot.view.sceneBoundingRect()).boundingRect().adjusted(10, 10, -10, -10)
    plot.close()
    plot.deleteLater()
    cut: QImage = whole.copy(inside.translated(shift, shift))
    return cut.scaled(SMALL, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def place(scene: str, view: str) -> Path:
    """The file of a picture that was looked at."""
    return FOLDER / f"{scene}-{view}.png"


def approve(scene: str, view: str, shown: QImage) -> None:
    """From now on it is to look like this. Colours are rounded to 5 bits: a small file."""
    rows = _rows(shown).astype(np.uint8)
    rounded = np.ascontiguousarray((rows & 0xF8) | (rows >> 5))
    height, width, _ = rounded.shape
    image = QImage(rounded.data, width, height, 3 * width, QImage.Format.Format_BGR888)
    image.save(str(place(scene, view)), quality=0)


def pixels_apart(one: QImage, other: QImage) -> int:
    """How many pixels have a colour that is not to be found within a pixel around that place in the other."""
    blurred, others = (_nine(_rows(each)).mean(axis=0) for each in (one, other))
    return int(np.count_nonzero(_strange(blurred, others) | _strange(others, blurred)))


def _strange(rows: Colours, others: Colours) -> NDArray[np.bool_]:
    """Which pixels are outside what the nine of the other picture span: shape (height, width)."""
    around = _nine(others)
    beyond = np.maximum(around.min(axis=0) - rows, rows - around.max(axis=0))
    strange: NDArray[np.bool_] = beyond.max(axis=2) > DIFFERENT
    return strange


def _nine(rows: Colours) -> Colours:
    """The pixel and the eight around it: shape (9, height, width, 3)."""
    height, width, _ = rows.shape
    padded = np.pad(rows, ((1, 1), (1, 1), (0, 0)), mode="edge")
    return np.stack([padded[i : i + height, j : j + width] for i in range(3) for j in range(3)])


def _rows(image: QImage) -> Colours:
    """Blue, green and red of each pixel: shape (height, width, 3)."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[:, :, :3].astype(float)


@contextmanager
def _no_words() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "drawText", lambda *_: None)
        patch.setattr(QPainterPath, "addText", lambda *_: None)  # nor their rims
        yield
