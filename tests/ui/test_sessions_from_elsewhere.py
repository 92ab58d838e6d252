"""Sessions that no window has written: damaged ones, and one made without a window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, train
from gdgui.experiment.points import Points
from gdgui.experiment.session import Session
from gdgui.files.session_file import write_session
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import settle
from tests.ui.test_demonstration import state
from tests.ui.test_sessions import open_file, work
from tests.ui.user_actions import status


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is nothing in it"),
        (b'{"format": "gdgui-session", "version": 999}', "newer gdgui"),
        (b'{"format": "gdgui-session", "version": 1, "points"', "breaks off or is damaged"),
        (None, "mine.gdgui does not exist"),
    ],
)
def test_a_bad_file_is_a_sentence_and_the_session_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, content: bytes | None, said: str
) -> None:
    work(window, qtbot)
    before = state(window)
    if content is not None:
        (tmp_path / "mine.gdgui").write_bytes(content)
    assert open_file(window, qtbot, tmp_path / "mine.gdgui") == "", "nothing is lost"
    assert said in status(window)
    assert state(window) == before
    assert window.windowTitle() == "gdgui – gradient descent made visible[*]"


def test_a_session_made_without_a_window_has_its_points_in_view(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    points = Points(Dataset([100, 200, 300], [-7, 8, 90]))
    session = Session(points).with_run(train(points.dataset, Settings(learning_rate=1e-5, epochs=9)))
    write_session(tmp_path / "made.gdgui", session)
    open_file(window, qtbot, tmp_path / "made.gdgui")
    settle(qtbot, window)
    assert drawn.out_of_view(window.workspace.data_plot) == 0
    m, b = drawn.position(window.workspace.surface_plot)
    across, down = window.workspace.surface_plot.view.viewRange()
    assert across[0] < m < across[1]
    assert down[0] < b < down[1]
