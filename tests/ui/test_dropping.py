"""What is dropped on the window: files are opened, text is pasted, all else is refused in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import accept, status


def drop(window: MainWindow, data: QMimeData) -> None:
    place, action = window.workspace.rect().center(), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    event = QDropEvent(
        QPointF(place), action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window, event)


def urls(*paths: Path | str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) if isinstance(each, Path) else QUrl(each) for each in paths])
    return data


def test_a_file_dropped_is_opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("1,2\n3,4\n")
    drop(window, urls(tmp_path / "points.csv"))
    accept(qtbot, window)
    assert window.experiment.dataset == Dataset([1, 3], [2, 4])


def test_text_dropped_is_pasted(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("1\t2\n3\t4\n")
    drop(window, data)
    assert window.experiment.dataset.x[20:].tolist() == [1, 3]


def test_whatever_else_is_dropped_is_refused_in_words(
    window: MainWindow, tmp_path: Path, sample: Dataset
) -> None:
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(tmp_path / "picture.png"))
    (tmp_path / "a.csv").write_text("1,2\n")
    for data, words in (
        (urls(tmp_path), "is a folder, not a file"),
        (urls(tmp_path / "a.csv", tmp_path / "a.csv"), "2 files were dropped"),
        (urls("https://example.org/points.csv"), "an address, not a file"),
        (urls(tmp_path / "picture.png"), "is not text"),
        (urls(tmp_path / "missing.csv"), "does not exist"),
        (picture, "a picture"),
        (QMimeData(), "no file"),
    ):
        drop(window, data)
        assert words in status(window)
    assert window.experiment.dataset == sample
    assert window.import_export.dialog is None
