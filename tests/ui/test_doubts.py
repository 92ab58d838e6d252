"""What the window asks where a text can be read in several ways, and what can be said about any text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSpinBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.experiment.points import Points
from gdgui.ui.dialogs.doubt import DoubtDialog
from gdgui.ui.views.preview import Preview
from gdgui.ui.window import MainWindow
from tests.files.workbooks import Rows, xlsx
from tests.ui.user_actions import accept, can_accept, find, key, preview, status

CTRL = Qt.KeyboardModifier.ControlModifier
KM = "km;Preis\n12.500;18.900\n85.000;9.950\n950;24.990"
THOUSANDS = Dataset([12500, 85000, 950], [18900, 9950, 24990])


def shown(window: MainWindow) -> Dataset:
    plot = preview(window).findChild(Preview)
    assert isinstance(plot, Preview)
    return plot.dataset


def choose(window: MainWindow, field: str, entry: str) -> None:
    box = find(preview(window), QComboBox, field)
    assert box.findText(entry) >= 0, [box.itemText(k) for k in range(box.count())]
    box.setCurrentText(entry)


def clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def enter(door: str, window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """Bring what is in a file through a door of the window."""
    data = QMimeData()
    if door == "open":
        window.open_file(path)
    elif door == "command line":
        window.import_export.open_file(path, asks=False)
    elif door == "drop":
        data.setUrls([QUrl.fromLocalFile(str(path))])
        window.import_export.drop(data)
    elif door == "drop text":
        data.setText(path.read_text())
        window.import_export.drop(data)
    else:
        window.workspace.data_plot.setFocus()
        clipboard(path.read_text())
        key(qtbot, window, Qt.Key.Key_V, CTRL)


def test_at_every_door_a_doubt_is_asked_about_and_only_an_answer_takes_the_points(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, sample: Dataset
) -> None:
    path = tmp_path / "km.csv"
    path.write_text(KM)
    for door in ("open", "command line", "drop", "drop text", "paste"):
        assert_asked_and_taken(door, window, qtbot, path, sample)
        window.experiment.replace_points(sample, "the sample again")


def assert_asked_and_taken(door: str, window: MainWindow, qtbot: QtBot, path: Path, sample: Dataset) -> None:
    enter(door, window, qtbot, path)
    question = find(preview(window), QLabel, "doubtQuestion")
    assert question.isVisible()
    assert question.text() == "Row 2, column 1: “12.500” may be 12.5 or 12500. Which is meant?"
    assert not can_accept(window)
    qtbot.keyClick(preview(window), Qt.Key.Key_Return)
    assert not can_accept(window)
    qtbot.keyClick(preview(window), Qt.Key.Key_Escape)  # a real no
    assert window.import_export.dialog is None
    assert window.experiment.dataset == sample
    assert "the points are as they were" in status(window)

    enter(door, window, qtbot, path)
    qtbot.mouseClick(find(preview(window), QPushButton, "doubtChoice1"), Qt.MouseButton.LeftButton)
    assert shown(window) == THOUSANDS
    assert not find(preview(window), QLabel, "doubtQuestion").isVisible()
    assert find(preview(window), QComboBox, "thousands").currentText() == "point"
    assert find(preview(window), QComboBox, "decimal").currentText() == "comma"
    assert "→ 12500, 18900" in find(preview(window), QLabel, "firstRows").text().replace("&nbsp;", " ")
    assert window.experiment.dataset == sample
    accept(qtbot, window)
    assert window.experiment.dataset.x[-3:].tolist() == [12500, 85000, 950]
    assert window.experiment.dataset.y[-3:].tolist() == [18900, 9950, 24990]


@pytest.fixture
def table(window: MainWindow) -> QTableView:
    window.actions_.table.trigger()
    view = find(window, QTableView, "pointsTable")
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 1))
    return view


def question(window: MainWindow) -> DoubtDialog:
    found = [each for each in window.findChildren(DoubtDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_doubt_about_pasted_cells_is_asked_about_and_else_they_are_read_as_files_are(
    window: MainWindow, qtbot: QtBot, sample: Dataset, table: QTableView
) -> None:
    # a doubt about pasted cells is asked about
    clipboard("12.500\n950\n")
    key(qtbot, window, Qt.Key.Key_V, CTRL)
    assert find(question(window), QLabel, "doubtQuestion").text().startswith("Row 1, column 1: “12.500”")
    qtbot.keyClick(question(window), Qt.Key.Key_Escape)
    assert (window.experiment.dataset, status(window)) == (sample, "Nothing was pasted.")
    for choice, value in enumerate((12.5, 12500)):
        table.setFocus()
        table.setCurrentIndex(table.model().index(0, 1))
        key(qtbot, window, Qt.Key.Key_V, CTRL)
        qtbot.mouseClick(
            find(question(window), QPushButton, f"doubtChoice{choice}"), Qt.MouseButton.LeftButton
        )
        assert window.experiment.dataset.y[:2].tolist() == [value, 950]
        assert window.experiment.dataset.x[:2].tolist() == sample.x[:2].tolist()

    # one column or two is asked about
    table.setCurrentIndex(table.model().index(0, 0))
    clipboard("1,5\n2,25\n")
    key(qtbot, window, Qt.Key.Key_V, CTRL)
    qtbot.mouseClick(find(question(window), QPushButton, "doubtChoice1"), Qt.MouseButton.LeftButton)
    assert window.experiment.dataset.x[:2].tolist() == [1, 2]
    assert window.experiment.dataset.y[:2].tolist() == [5, 25]

    # cells are read as files are
    table.setCurrentIndex(table.model().index(0, 0))
    clipboard("x;y\n1,5;1.234,5\n2,5;2\u202f345\n−3,5;3.456,7".replace("2\u202f345", "2.345"))
    key(qtbot, window, Qt.Key.Key_V, CTRL)
    assert window.experiment.dataset.x[:3].tolist() == [1.5, 2.5, -3.5]
    assert window.experiment.dataset.y[:3].tolist() == [1234.5, 2345, 3456.7]


def test_what_gdgui_copied_is_never_in_doubt(window: MainWindow, qtbot: QtBot, table: QTableView) -> None:
    for to_table in (True, False):
        window.experiment.replace_points(Points(Dataset([1.234, 5.678], [2.345, 6.789])), "open")
        window.experiment.select(np.arange(2))
        window.workspace.data_plot.setFocus()
        key(qtbot, window, Qt.Key.Key_C, CTRL)
        window.experiment.replace_points(Points(Dataset([0, 0], [0, 0])), "open")
        if to_table:
            table.setFocus()
            table.setCurrentIndex(table.model().index(0, 0))
        key(qtbot, window, Qt.Key.Key_V, CTRL)
        at = 0 if to_table else 2
        assert window.experiment.dataset.x[at : at + 2].tolist() == [1.234, 5.678]
        assert window.experiment.dataset.y[at : at + 2].tolist() == [2.345, 6.789]


def test_every_part_of_a_reading_can_be_changed_and_its_result_is_seen_at_once(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, sample: Dataset
) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes("Größe;y;z\n1,5;2;3\n4,5;6;7\n".encode("windows-1252"))
    window.open_file(path)
    fields = {
        name: find(preview(window), QComboBox, name).currentText()
        for name in ("encoding", "delimiter", "decimal", "thousands", "xColumn", "yColumn")
    }
    assert list(fields.values()) == ["windows-1252", "semicolon", "comma", "none", "Größe", "y"]
    skip = find(preview(window), QSpinBox, "skipRows")
    assert skip.value() == 1
    choose(window, "yColumn", "z")
    assert shown(window) == Dataset([1.5, 4.5], [3, 7])
    skip.setValue(2)
    assert shown(window) == Dataset([4.5], [7])
    skip.setValue(1)
    choose(window, "encoding", "mac-roman")
    assert "Größe" not in find(preview(window), QLabel, "understood").text()
    choose(window, "encoding", "windows-1252")
    assert "Größe" in find(preview(window), QLabel, "understood").text()
    choose(window, "delimiter", "comma")
    assert not can_accept(window)
    assert find(preview(window), QLabel, "fieldHint").isVisible()
    choose(window, "delimiter", "semicolon")
    assert not find(preview(window), QLabel, "fieldHint").isVisible()
    assert shown(window) == Dataset([1.5, 4.5], [2, 6])
    choose(window, "decimal", "point")
    assert find(preview(window), QComboBox, "xColumn").currentText() == "y"  # “1,5” is no number then
    assert shown(window) == Dataset([2, 6], [3, 7])
    choose(window, "decimal", "comma")
    assert window.experiment.dataset == sample
    accept(qtbot, window)
    assert window.experiment.dataset == Dataset([1.5, 4.5], [2, 6])
    assert window.experiment.points.names == ("Größe", "y")


def test_what_is_missing_is_said_and_the_next_file_shows_nothing_of_the_last_ones_complaint(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    # what is missing is left out and said
    (tmp_path / "gaps.csv").write_text("Station 7\nx,y\n1,2\n3,NA\n***,4\n5,6\n")
    window.open_file(tmp_path / "gaps.csv")
    words = find(preview(window), QLabel, "understood").text()
    assert "Left out: row 1 above the numbers, 2 rows with a number missing." in words
    accept(qtbot, window)
    assert window.experiment.dataset == Dataset([1, 5], [2, 6])
    assert status(window) == (
        "Opened gaps.csv: 2 points. Left out: row 1 above the numbers, 2 rows with a number missing."
    )

    # the next file shows nothing of the last ones complaint
    (tmp_path / "bad.csv").write_text("x,y\n1,2\n3,abc\n")
    (tmp_path / "good.csv").write_text("x,y\n1,2\n3,4\n")
    window.open_file(tmp_path / "bad.csv")
    assert status(window) == "bad.csv, row 3, column 2: “abc” is not a number. Nothing has been changed yet."
    window.open_file(tmp_path / "good.csv")
    assert "abc" not in status(window)
    assert status(window) == "This is what was understood of good.csv. Nothing has been changed yet."
    assert not [each for each in preview(window).findChildren(QLabel) if "abc" in each.text()]
    accept(qtbot, window)
    assert status(window) == "Opened good.csv: 2 points."


def test_the_preview_fits_where_gdgui_runs(window: MainWindow, tmp_path: Path) -> None:
    text = "".join(f"{k % 900 + 1}.500;{k % 800 + 1}.250\n" for k in range(40)) + "1;abc\nx;2\n3;y\nz;z\n"
    (tmp_path / "km.csv").write_text("a quite long name of a column;another long name of a column\n" + text)
    for size in ((1024, 768), (1280, 720)):
        window.resize(*size)
        window.open_file(tmp_path / "km.csv")
        dialog: QWidget = preview(window)
        assert dialog.sizeHint().height() < size[1] - 40, size
        assert dialog.height() <= size[1] - 40, size
        assert dialog.width() <= size[0], size
        preview(window).reject()


def test_a_sheet_is_chosen_in_the_preview_and_can_be_changed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "book"
    sheets: tuple[Rows, ...] = (
        (["x", "y"], [1, 2], [3, 4]),
        [["words"], ["only"]],
        [["a", "b"], [5, 6], ["7?", 8]],
    )
    path.write_bytes(xlsx(*sheets, names=["One", "Words", "<b>&"]))
    window.open_file(path)
    box = find(preview(window), QComboBox, "sheet")
    assert [box.itemText(k) for k in range(box.count())] == ["One", "Words", "<b>&"]
    assert "as 2 sheets" in find(preview(window), QLabel, "doubtQuestion").text()
    assert not can_accept(window)
    assert not find(preview(window), QComboBox, "delimiter").isVisible()
    choose(window, "sheet", "<b>&")
    complaint = find(preview(window), QLabel, "fieldHint")
    qtbot.waitUntil(lambda: "“<b>&”, A3: “7?” is not a number" in complaint.text())
    choose(window, "sheet", "Words")
    qtbot.waitUntil(lambda: "“Words”" in complaint.text())
    assert not can_accept(window)
    choose(window, "sheet", "One")
    qtbot.waitUntil(lambda: can_accept(window))
    accept(qtbot, window)
    assert window.experiment.dataset == Dataset([1, 3], [2, 4])
    assert window.experiment.points.title == "book"
