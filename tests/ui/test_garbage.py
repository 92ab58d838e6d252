"""What nobody holds any more goes without a crash, in whatever order the garbage collector comes to it."""

from __future__ import annotations

import gc

from PySide6.QtGui import QIcon, QPen
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.ui.theme import Style
from gdgui.ui.theme.icons import icon
from gdgui.ui.theme.swatch import swatch
from gdgui.ui.window import MainWindow
from tests.conftest import delete_what_is_to_be_deleted


def test_icons_that_are_garbage_with_whatever_held_them_go(qtbot: QtBot) -> None:
    """An icon is older than the list: the collector comes to it first, and to its engine."""
    for k in range(50):
        made = icon("run", Style().theme) if k % 2 else swatch(QPen())
        holder: list[object] = [made]
        holder.append(holder)
        del made, holder
        gc.collect()
    assert not QIcon(icon("run", Style().theme)).pixmap(16, 16).isNull()


def test_an_experiment_goes_with_its_window(qtbot: QtBot) -> None:
    experiment = Experiment(Dataset([0.0, 1.0], [0.0, 1.0]), Settings())
    window = MainWindow(experiment)
    experiment.replace_points(Dataset([0.0, 2.0], [0.0, 1.0]), "test")
    gone: list[str] = []
    experiment.destroyed.connect(lambda: gone.append("experiment"))
    window.close()
    window.deleteLater()
    delete_what_is_to_be_deleted()
    assert gone == ["experiment"]
