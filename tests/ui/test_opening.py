"""Files, sheets, samples and the generator: seen before they are taken, and nothing lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.core.generator import Recipe, generate
from gdgui.experiment.points import Points
from gdgui.files.example_datasets import example_datasets
from gdgui.files.points_csv import load
from gdgui.ui.dialogs.axes import AxesDialog
from gdgui.ui.dialogs.generator import GeneratorDialog
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import (
    accept,
    as_fast_as_possible,
    can_accept,
    find,
    key,
    preview,
    run_to_the_end,
    status,
    type_into,
)

CTRL = Qt.KeyboardModifier.ControlModifier
CARS = "# made up\nname;weight;mpg;year\nA;1,5;30;1970\nB;2,5;20;1971\n\nC;3,5;10;1972\n"


def test_a_preview_says_what_was_understood_and_only_what_is_wanted_is_taken(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, sample: Dataset
) -> None:
    # what was previewed and not wanted changes nothing
    (tmp_path / "points.csv").write_text("1,2\n3,4\n")
    window.open_file(tmp_path / "points.csv")
    qtbot.keyClick(preview(window), Qt.Key.Key_Escape)
    assert window.import_export.dialog is None
    assert window.experiment.dataset == sample
    assert window.experiment.undo_stack.count() == 0

    # a preview says what was understood and lets columns be chosen
    (tmp_path / "cars.csv").write_text(CARS)
    window.open_file(tmp_path / "cars.csv")
    dialog = preview(window)
    words = find(dialog, QLabel, "understood").text()
    assert all(part in words for part in ("3 points", "“weight”", "1 blank line"))
    for field, found in (("delimiter", "semicolon"), ("decimal", "comma"), ("thousands", "none")):
        assert find(dialog, QComboBox, field).currentText() == found
    x, y = find(dialog, QComboBox, "xColumn"), find(dialog, QComboBox, "yColumn")
    assert [x.itemText(k) for k in range(x.count())] == ["weight", "mpg", "year"]
    assert (x.currentText(), y.currentText()) == ("weight", "mpg")
    y.setCurrentIndex(2)
    assert "1970" in find(dialog, QLabel, "firstRows").text()
    assert window.experiment.dataset == sample
    accept(qtbot, window)
    assert window.experiment.dataset == Dataset([1.5, 2.5, 3.5], [1970, 1971, 1972])
    assert window.experiment.points.names == ("weight", "year")
    assert window.workspace.data_plot.getAxis("bottom").labelText == "weight"
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset == sample
    assert window.workspace.data_plot.getAxis("bottom").labelText == "x"

    # rows that cannot be read are named and left out only when that is wanted
    (tmp_path / "gaps.csv").write_text("x,y\n1,2\n3,abc\n5,6\n7\n")
    window.open_file(tmp_path / "gaps.csv")
    assert "gaps.csv, row 3, column 2: “abc” is not a number" in status(window)
    complaint = find(preview(window), QLabel, "fieldHint").text()
    assert complaint == "Row 3, column 2: “abc” is not a number.\nRow 5: one field instead of two."
    assert not can_accept(window)
    box = find(preview(window), QCheckBox, "leaveOut")
    assert box.text() == "Leave out 2 rows that cannot be read"
    box.setChecked(True)
    assert window.experiment.dataset == sample
    accept(qtbot, window)
    assert window.experiment.dataset == Dataset([1, 5], [2, 6])

    # a column that is refused cannot be opened
    (tmp_path / "big.csv").write_text("a;b;c\n1;2;1e60\n3;4;2e60\nfoo;5;3e60\n7;8;4e60\n")
    window.open_file(tmp_path / "big.csv")
    find(preview(window), QComboBox, "yColumn").setCurrentIndex(2)
    assert not can_accept(window)
    find(preview(window), QCheckBox, "leaveOut").setChecked(True)
    assert not can_accept(window)
    assert "too large" in find(preview(window), QLabel, "fieldHint").text()
    find(preview(window), QComboBox, "yColumn").setCurrentIndex(1)
    find(preview(window), QCheckBox, "leaveOut").setChecked(True)
    accept(qtbot, window)
    assert window.experiment.dataset == Dataset([1, 3, 7], [2, 4, 8])
    assert status(window) == "Opened big.csv: 3 points. Left out: 1 row that cannot be read."

    # a file named at the start opens at once unless columns must be chosen
    (tmp_path / "two.csv").write_text("name,a,b\nx,1,2\ny,3,4\n")
    window.open_file(tmp_path / "two.csv", asks=False)
    assert window.experiment.dataset == Dataset([1, 3], [2, 4])
    (tmp_path / "three.csv").write_text("a,b,c\n1,2,3\n4,5,6\n")
    window.open_file(tmp_path / "three.csv", asks=False)
    assert len(window.experiment.dataset) == 2
    accept(qtbot, window)
    assert window.experiment.dataset == Dataset([1, 4], [2, 5])


def test_a_long_file_shows_its_progress_and_can_be_called_off(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: Dataset
) -> None:
    monkeypatch.setattr("gdgui.training.task.PATIENCE", 0)
    monkeypatch.setattr("gdgui.training.task.LONG", 0)
    monkeypatch.setattr("gdgui.training.task.BUDGET", 0)
    monkeypatch.setattr("gdgui.files.extract.PIECE", 1000)
    (tmp_path / "long.csv").write_text("1,2\n3,4\n" * 100_000)
    window.open_file(tmp_path / "long.csv", asks=False)
    bar = find(window, QProgressBar, "readingProgress")
    qtbot.waitUntil(lambda: bar.isVisible() and bar.value() > 100)
    qtbot.mouseClick(find(window, QPushButton, "cancelReading"), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert "called off" in status(window)
    assert not window.import_export.task.is_running
    settle(qtbot, window)
    assert window.experiment.dataset == sample


def test_a_window_closed_amid_reading_reads_no_more(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gdgui.training.task.BUDGET", 0)
    monkeypatch.setattr("gdgui.files.extract.PIECE", 1000)
    (tmp_path / "long.csv").write_text("1,2\n3,4\n" * 100_000)
    window.open_file(tmp_path / "long.csv")
    assert window.import_export.task.is_running
    window.close()
    assert not window.import_export.task.is_running


def test_points_are_saved_bit_for_bit_with_their_axes_or_a_sentence_says_why_not(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # points are saved and read back bit for bit with their axes
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    x = np.random.default_rng(0).normal(size=50)
    points = Points(Dataset(x, x**3), "1st exam, %", 'the "second"')
    window.experiment.replace_points(points, "open")
    key(qtbot, window, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert status(window) == "Saved mine.csv."
    back = load(tmp_path / "mine.csv").points
    assert back.names == points.names
    assert back.dataset.x.tobytes() == points.dataset.x.tobytes()
    assert back.dataset.y.tobytes() == points.dataset.y.tobytes()

    # where nothing can be saved the old file stays and a sentence says so
    old = tmp_path / "taken.csv"
    old.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(old), ""))
    key(qtbot, window, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert "taken.csv cannot be written" in status(window)
    window.experiment.clear()
    key(qtbot, window, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert status(window) == "There are no points to save."


def test_every_sample_opens_from_the_menu_says_what_it_teaches_and_can_be_undone(
    window: MainWindow, sample: Dataset
) -> None:
    entries = window.actions_.examples_menu.actions()
    assert [each.text() for each in entries] == [each.title for each in example_datasets()]
    for entry, expected in zip(entries, example_datasets(), strict=True):
        entry.trigger()
        assert window.experiment.points == expected.points()
        assert status(window).startswith(f"{expected.title}: {expected.teaches}")
        assert drawn.out_of_view(window.workspace.data_plot) == 0
        window.experiment.undo()
        assert window.experiment.dataset == sample


def test_the_generator_shows_its_points_before_they_are_taken(
    window: MainWindow, qtbot: QtBot, sample: Dataset
) -> None:
    window.actions_.generate.trigger()
    dialog = window.import_export.dialog
    assert isinstance(dialog, GeneratorDialog)
    find(dialog, QSpinBox, "nRecipe").setValue(200)
    type_into(qtbot, find(dialog, QLineEdit, "slopeRecipe"), "-2,5")
    type_into(qtbot, find(dialog, QLineEdit, "outliersRecipe"), "0.1")
    find(dialog, QComboBox, "distributionRecipe").setCurrentText("two groups")
    recipe = Recipe(n=200, slope=-2.5, outliers=0.1, distribution="two groups")
    assert dialog.recipe == recipe
    assert dialog.preview.dataset == generate(recipe)
    type_into(qtbot, find(dialog, QLineEdit, "noiseRecipe"), "-1")
    assert "Takes a number from 0" in find(dialog, QLabel, "fieldHint").text()
    type_into(qtbot, find(dialog, QLineEdit, "lowRecipe"), "20")
    assert "must end above" in find(dialog, QLabel, "fieldHint").text()
    assert dialog.recipe == recipe
    type_into(qtbot, find(dialog, QLineEdit, "highRecipe"), "30")
    assert find(dialog, QLabel, "fieldHint").text() == ""
    recipe = replace(recipe, low=20, high=30)
    assert dialog.recipe == recipe
    assert window.experiment.dataset == sample
    accept(qtbot, window)
    assert window.experiment.dataset == generate(recipe)
    assert window.actions_.undo.text() == "&Undo generate 200 points"
    window.experiment.undo()
    assert window.experiment.dataset == sample


def test_the_axes_are_named_and_ranged_by_hand(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.axes.trigger()
    dialog = window.findChild(AxesDialog)
    assert isinstance(dialog, AxesDialog)
    type_into(qtbot, find(dialog, QLineEdit, "xName"), "weight", end=None)
    type_into(qtbot, find(dialog, QLineEdit, "xFrom"), "2", end=None)
    type_into(qtbot, find(dialog, QLineEdit, "xTo"), "1", end=None)
    box = find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Ok)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert find(dialog, QLabel, "fieldHint").text() == "The range of x must end above its beginning."
    type_into(qtbot, find(dialog, QLineEdit, "xTo"), "4", end=None)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert window.workspace.data_plot.view_range()[0] == pytest.approx((2, 4))
    assert window.experiment.points.names == ("weight", "y")
    assert window.actions_.undo.text() == "&Undo ranges of the axes"
    window.actions_.undo.trigger()
    assert window.workspace.data_plot.view_range()[0] == pytest.approx((-0.03, 1.03))
    window.actions_.undo.trigger()
    assert window.experiment.points.names == ("x", "y")


def test_nothing_can_be_opened_while_other_columns_are_read(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "long.csv").write_text("a,b,c\n" + "1,2,3\n4,5,6\n" * 5000)
    window.open_file(tmp_path / "long.csv")
    monkeypatch.setattr("gdgui.training.task.BUDGET", 0)
    monkeypatch.setattr("gdgui.files.extract.PIECE", 1000)
    find(preview(window), QComboBox, "yColumn").setCurrentIndex(2)
    assert not can_accept(window)
    qtbot.waitUntil(lambda: can_accept(window))
    find(preview(window), QComboBox, "yColumn").setCurrentIndex(1)
    preview(window).reject()
    assert not window.import_export.task.is_running
    settle(qtbot, window)


def test_a_name_without_its_ending_never_replaces_a_file_unasked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.csv").write_text("precious")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    key(qtbot, window, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert (tmp_path / "mine.csv").read_text() == "precious"
    key(qtbot, window, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert (tmp_path / "mine.csv").read_text().startswith("x,y\n")


def test_other_points_end_the_run_that_has_ended_and_name_the_window(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, sample: Dataset
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    (tmp_path / "other.csv").write_text("1,2\n3,4\n")
    window.open_file(tmp_path / "other.csv", asks=False)
    assert window.player.state == "idle"
    assert status(window).startswith("Opened other.csv: 2 points. 1 run on other points is hidden")
    assert window.windowTitle() == "gdgui – other.csv[*]"
    assert len(window.runs.saved) == 1
    window.experiment.undo()
    assert window.experiment.dataset == sample
    assert window.windowTitle() == "gdgui – gradient descent made visible[*]"
