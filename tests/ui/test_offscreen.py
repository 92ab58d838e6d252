"""Pictures without a window are as large as was asked for, and each is as if it were the only one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from gdgui.core import Dataset, Settings
from gdgui.experiment.frame import Frame
from gdgui.experiment.points import Points
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.picture import OffscreenWorkspace, render
from gdgui.ui.theme import Style

STYLE = Style()


def pixels(picture: QPixmap) -> bytes:
    return bytes(picture.toImage().constBits())


@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (701, 533)])
def test_every_picture_has_the_size_that_was_asked_for(qapp: QApplication, size: tuple[int, int]) -> None:
    """Also where a legend comes and goes, which takes room from the plots."""
    frame = Frame(Points(Dataset(np.array([0.1, 0.9]), np.array([0.2, 0.7]))), Settings())
    plain, named = ViewOptions(), replace(ViewOptions(), saved_line=(0.5, 0.5))
    workspace = OffscreenWorkspace(size, STYLE)
    for options in (plain, named, plain):
        picture = workspace.draw(frame, options)
        assert picture.size().toTuple() == size
        assert pixels(picture) == pixels(render(frame, options, size, STYLE))
    workspace.close()
