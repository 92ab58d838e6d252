"""On a screen with twice as many pixels, everything is as thick as on any other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[QImage, int]]:
    """One state drawn on two screens, each by a process of its own; and how many pixels a pixel has."""
    folder, drawn = tmp_path_factory.mktemp("screens"), []
    for ratio in (1, 2):
        path = folder / f"{ratio}.png"
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": f"{ratio}"}
        command = [sys.executable, "-m", "tests.ui.draw_a_run", str(path)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=120)
        drawn.append((QImage(str(path)), ratio))
    return drawn


def shares(image: QImage, colour: str) -> float:
    """Share of the picture that has this colour, in pixels that are partly covered too."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    buffer = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    pixels = buffer[:, : image.width(), 2::-1].astype(int)
    wanted = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)])
    return float((np.abs(pixels - wanted).max(axis=2) <= 40).mean())


def test_the_picture_has_twice_as_many_pixels(pictures: list[tuple[QImage, int]]) -> None:
    (once, _), (twice, _) = pictures
    assert twice.size() == once.size() * 2


@pytest.mark.parametrize("part", ["line", "residual", "point", "sample", "contour_line", "run", "border"])
def test_what_is_drawn_covers_the_same_share_of_it(pictures: list[tuple[QImage, int]], part: str) -> None:
    from gdgui.ui.theme import LIGHT

    colour = LIGHT.runs[0].colour if part == "run" else getattr(LIGHT, part)
    once, twice = (shares(image, colour) for image, _ in pictures)
    assert once > 0.0004
    assert twice == pytest.approx(
        once, rel=0.3
    )  # of a thin line much is a smooth edge, which has other colours
