"""Opening and saving from the window: a sentence for everything that goes wrong, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QFileDialog, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.files.log_csv import LogColumns, write_log_gradually
from gdgui.ui.dialogs.help import HelpDialog
from gdgui.ui.picture_choices import PictureChoices
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import is_colour
from tests.ui.user_actions import (
    accept,
    as_fast_as_possible,
    export_log,
    find,
    run_to_the_end,
    save_picture,
    status,
)


def choose(monkeypatch: pytest.MonkeyPatch, method: str, path: Path | None) -> None:
    """Let the file dialog answer this."""
    monkeypatch.setattr(QFileDialog, method, lambda *_: (str(path) if path else "", ""))


def test_open_replaces_the_points_in_one_undo_step(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: Dataset
) -> None:
    (tmp_path / "points.csv").write_text("x;y\n1,5;2\n300;4\n")
    choose(monkeypatch, "getOpenFileName", tmp_path / "points.csv")
    window.actions_.open.trigger()
    assert window.experiment.dataset == sample, "nothing is replaced before it was looked at"
    accept(qtbot, window)
    assert window.experiment.dataset == Dataset([1.5, 300], [2, 4])
    assert drawn.out_of_view(window.workspace.data_plot) == 0
    assert status(window) == "Opened points.csv: 2 points."
    window.experiment.undo_stack.undo()
    assert window.experiment.dataset == sample
    assert drawn.out_of_view(window.workspace.data_plot) == 0


def test_a_bad_file_is_explained_and_the_points_stay(
    window: MainWindow, tmp_path: Path, sample: Dataset
) -> None:
    for k, content in enumerate((b"", b"1,2\n3,abc\n", b"\xff\xfe1,2", b"1\n2\n", b"1,2\n3,nan\n")):
        (tmp_path / f"bad{k}.csv").write_bytes(content)
        window.open_file(tmp_path / f"bad{k}.csv")
        assert f"bad{k}.csv" in status(window)
        assert window.experiment.dataset == sample, content
        assert window.experiment.undo_stack.count() == 0, content


def test_choosing_no_file_changes_nothing(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, sample: Dataset
) -> None:
    before = status(window)
    for method in ("getOpenFileName", "getSaveFileName"):
        choose(monkeypatch, method, None)
    window.actions_.open.trigger()
    save_picture(qtbot, window)
    assert (window.experiment.dataset, status(window)) == (sample, before)


def test_the_log_of_a_run_is_exported_with_the_columns_chosen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions, path = window.actions_, tmp_path / "run.csv"
    assert not actions.export_log.isEnabled()
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    choose(monkeypatch, "getSaveFileName", path)
    dialog = export_log(window)
    assert [each.isEnabled() for each in dialog.findChildren(QCheckBox)] == [False, False], "nothing to tell"
    table, trace = np.loadtxt(path, delimiter=",", skiprows=1), window.player.trace
    assert trace is not None
    assert np.array_equal(table.T, [np.arange(11), trace.m, trace.b, trace.mse])
    assert status(window) == "Saved run.csv. Not there yet: the MSE is 232 % above the smallest possible."
    assert not dialog.isVisible()

    window.experiment.settings = Settings("sgd", epochs=4, seed=3)
    run_to_the_end(qtbot, window)
    export_log(window, "samplesColumn")
    rng = np.random.default_rng(3)
    rows = [line.split(",") for line in path.read_text().splitlines() if not line.startswith("#")]
    assert rows[0] == ["epoch", "m", "b", "mse", "samples"]
    assert [row[4] for row in rows[1:]] == ["", *(str(rng.integers(0, 20, 1)[0]) for _ in range(4))]
    assert "\n# points: 20; x is x; y is y\n" in path.read_text()
    assert window.exports.log.columns == LogColumns(samples=True)
    actions.export_log.trigger()
    (box,) = [each for each in window.findChildren(QCheckBox, "samplesColumn") if each.isVisible()]
    assert box.isChecked(), "as it was last"
    box.window().close()


def without_end(*how: Any) -> Iterator[float]:
    """The log, begun, and under way until somebody calls it off."""
    with closing(write_log_gradually(*how)) as steps:
        share = next(steps)
        while True:
            yield share


def test_a_log_may_be_called_off_and_what_cannot_be_written_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.experiment.settings = Settings("sgd", epochs=300_000, learning_rate=0.01)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    choose(monkeypatch, "getSaveFileName", tmp_path / "nowhere" / "run.csv")
    assert not export_log(window).isVisible()
    assert "nowhere" in status(window)
    assert "cannot be written" in status(window)
    monkeypatch.setattr("gdgui.training.task.BUDGET", 0.0)
    monkeypatch.setattr("gdgui.ui.control.log_export.write_log_gradually", without_end)
    choose(monkeypatch, "getSaveFileName", tmp_path / "run")
    dialog = export_log(window, "samplesColumn")
    assert dialog.isVisible(), "the window is alive meanwhile"
    qtbot.waitUntil(find(dialog, QProgressBar, "logProgress").isVisible)
    find(dialog, QPushButton, "cancelLog").click()
    assert not dialog.isVisible()
    assert status(window).startswith("Nothing was written.")
    assert list(tmp_path.iterdir()) == []


def test_the_plots_are_saved_as_they_are_seen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "getSaveFileName", tmp_path / "run")
    window.exports.pictures.choices = PictureChoices(scale=1)
    save_picture(qtbot, window)
    picture = QImage(str(tmp_path / "run.png"))
    assert picture.width() == window.workspace.width()
    board = window.workspace
    image = picture.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    blue = is_colour(rows[board.readout.height() :, :, 2::-1], board.data_plot.current_style.theme.line)
    across = np.flatnonzero(blue.any(axis=0))
    assert len(across) > board.data_plot.width() / 2, "the start line, from end to end"


def test_what_cannot_be_saved_is_explained(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "getSaveFileName", tmp_path / "no" / "such" / "folder.png")
    save_picture(qtbot, window)
    assert "folder.png" in status(window)


def test_help_names_the_shortcuts(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.about.trigger()
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    for words in ("F5", "F6", "F7", "F11", "Ctrl+Z", "Right-click", "F9", "Ctrl+O"):
        assert words in dialog.words.toPlainText()
    dialog.close()
