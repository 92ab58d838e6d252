"""The views look as they did when somebody looked at them: a handful of pictures, in tests/approved.

`APPROVE=1 uv run pytest -n 0 tests/ui/test_approved_pictures.py` takes those of now; look at them before you
commit them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFont, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication

from gdgui.core import train
from gdgui.ui.start import prepare
from gdgui.ui.theme import Style
from tests.ui.approved import FOLDER, MOST, Spoil, approve, picture, pixels_apart, place
from tests.ui.scenes import Scene, scenes

PICTURES = [
    *(
        (scene, view)
        for scene in ("gd", "sgd", "compared", "diverged")
        for view in ("data", "loss", "surface")
    ),
    ("many", "loss"),
    ("many", "surface"),
    ("density", "data"),
]
SMALL_ENOUGH = 150_000  # bytes, all of them


@pytest.fixture(scope="module")
def shown(qapp: QApplication) -> dict[str, Scene]:
    prepare(qapp, Style())
    return scenes()


def unlike_the_approved(shown: dict[str, Scene], scene: str, view: str, **how: Any) -> int:
    """How many pixels of a picture drawn so are others than in the approved one."""
    return pixels_apart(picture(shown[scene], view, **how), QImage(str(place(scene, view))))


@pytest.mark.parametrize(("scene", "view"), PICTURES)
def test_a_view_looks_as_approved(shown: dict[str, Scene], tmp_path: Path, scene: str, view: str) -> None:
    now = picture(shown[scene], view)
    if os.environ.get("APPROVE"):
        approve(scene, view, now)
    apart = pixels_apart(now, QImage(str(place(scene, view))))
    if apart > MOST:
        now.save(str(tmp_path / "now.png"))
    assert apart <= MOST, f"compare {tmp_path / 'now.png'} with {place(scene, view)}"


def test_the_approved_pictures_are_these_and_small() -> None:
    assert set(FOLDER.iterdir()) == {place(*each) for each in PICTURES}
    assert sum(each.stat().st_size for each in FOLDER.iterdir()) < SMALL_ENOUGH


# What may differ


@pytest.mark.parametrize(("scene", "view"), PICTURES)
def test_other_edges_show_the_same(shown: dict[str, Scene], scene: str, view: str) -> None:
    """Everything falls elsewhere between two pixels."""
    assert unlike_the_approved(shown, scene, view, shift=1) <= MOST


@pytest.mark.parametrize(("scene", "view"), PICTURES)
def test_edges_that_are_not_smooth_show_the_same(shown: dict[str, Scene], scene: str, view: str) -> None:
    smooth = QPainter.setRenderHint

    def never(painter: QPainter, hint: QPainter.RenderHint, _: bool = True) -> None:
        smooth(painter, hint, False)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "setRenderHint", never)
        assert unlike_the_approved(shown, scene, view) <= MOST


@pytest.mark.parametrize(("scene", "view"), [("compared", "loss"), ("compared", "surface"), ("gd", "data")])
def test_another_font_shows_the_same(
    shown: dict[str, Scene], qapp: QApplication, scene: str, view: str
) -> None:
    before = qapp.font()
    qapp.setFont(QFont("monospace", 15))
    try:
        assert unlike_the_approved(shown, scene, view) <= MOST
    finally:
        qapp.setFont(before)


# What may not: each drawn right, and then one thing spoilt


def swapped(item: Any) -> None:
    x, y = item.getData()
    item.setData(y, x)


def with_marks(change: Callable[[Any, Any], Any]) -> Spoil:
    """The marks of saved runs elsewhere."""

    def spoil(view: Any) -> None:
        layer = view.saved
        layer._shown = [
            each._replace(mark=change(partial(layer.place_of, curve=each.curve), each.saved))
            for each in layer._shown
        ]
        layer.update()

    return spoil


def one_epoch_early(view: Any) -> None:
    frame = view.frame
    view._cursor.setData([frame.cursor - 1], view.axes.y(frame.mse[frame.cursor - 1 : frame.cursor]))


def three_epochs_late(view: Any) -> None:
    for line in view.notes._lines:
        line.setValue(line.value() + 3)


def doubled(view: Any) -> None:
    x, y = view.residuals.lines.getData()
    ends = y.copy()
    ends[1::2] += y[1::2] - y[::2]
    view.residuals.lines.setData(x, ends)


def reversed_shades(view: Any) -> None:
    pens = [curve.opts["pen"] for curve in view._trail]
    for curve, pen in zip(view._trail, reversed(pens), strict=True):
        curve.setPen(pen)


def transposed(view: Any) -> None:
    density = view.points.density
    density._image = density._drawn().transformed(QTransform(0, 1, 1, 0, 0, 0))


def gd_path_of_sgd(view: Any) -> None:
    trace = train(view.frame.dataset, replace(view.frame.settings, seed=9))
    view.ensemble._gd.setData(trace.m, trace.b)


WRONG: dict[str, tuple[str, str, Spoil]] = {
    "path with m and b swapped": ("sgd", "surface", lambda view: swapped(view._path)),
    "saved mark with m and b swapped": (
        "compared",
        "surface",
        with_marks(lambda right, saved: right(saved)[::-1]),
    ),
    "saved mark one epoch early, on the surface": (
        "compared",
        "surface",
        with_marks(lambda right, saved: right(saved._replace(epoch=saved.epoch - 1))),
    ),
    "saved mark one epoch early, on the curve": (
        "compared",
        "loss",
        with_marks(lambda right, saved: right(saved._replace(epoch=saved.epoch - 1))),
    ),
    "MSE mark one epoch early": ("gd", "loss", one_epoch_early),
    "note of a change three epochs late": ("gd", "loss", three_epochs_late),
    "samples with x and y swapped": ("sgd", "data", lambda view: swapped(view._samples)),
    "residuals twice as long": ("gd", "data", doubled),
    "trail with its shades reversed": ("sgd", "data", reversed_shades),
    "density transposed": ("density", "data", transposed),
    "path of GD beneath many runs from SGD": ("many", "surface", gd_path_of_sgd),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_what_is_drawn_wrong_does_not_look_as_approved(shown: dict[str, Scene], mistake: str) -> None:
    scene, view, spoil = WRONG[mistake]
    assert unlike_the_approved(shown, scene, view, spoil=spoil) > 2 * MOST
