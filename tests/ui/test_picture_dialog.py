"""Pictures as somebody exports, copies and prints them: what is chosen, seen, written and remembered."""

from __future__ import annotations

from pathlib import Path
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.experiment.experiment import Experiment
from gdgui.files.example_datasets import example_datasets
from gdgui.files.remembered import Remembered
from gdgui.ui.dialogs.printing import paint
from gdgui.ui.picture_choices import PictureChoices
from gdgui.ui.remember import remember
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import as_fast_as_possible, find, press, run_to_the_end, status


def choose(window: MainWindow, name: str, value: str) -> None:
    box = find(window, QComboBox, name)
    box.setCurrentIndex(box.findData(value))


def type_in(qtbot: QtBot, window: MainWindow, name: str, text: str) -> None:
    field = find(window, QLineEdit, name)
    field.selectAll()
    qtbot.keyClicks(field, text)
    field.editingFinished.emit()


def preview(window: MainWindow) -> QLabel:
    return find(window, QLabel, "picturePreview")


def test_a_picture_is_chosen_seen_saved_and_copied(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    window.actions_.export_picture.trigger()
    dialog = find(window, QDialog, "pictureDialog")
    hint, outcome = find(dialog, QLabel, "fieldHint"), find(dialog, QLabel, "pictureOutcome")
    qtbot.waitUntil(lambda: not preview(window).pixmap().isNull())
    assert "epoch 10 of 10" in preview(window).accessibleDescription()
    window.player.seek(0)  # what goes on behind it is not in it
    for box in dialog.findChildren(QComboBox):
        box.showPopup()
        shown, last = box.view(), box.model().index(box.count() - 1, 0)
        assert shown.viewport().rect().contains(shown.visualRect(last)), box.objectName()
        box.hidePopup()

    choose(window, "pictureUnit", "cm")
    type_in(qtbot, window, "pictureWidth", "25.4")
    type_in(qtbot, window, "pictureHeight", "12.7")
    choose(window, "picturePart", "loss")
    choose(window, "pictureLook", "print")
    find(window, QCheckBox, "pictureCaption").setChecked(False)
    assert find(window, QLabel, "pictureMeasures").text() == "25.4 × 12.7 cm, 1,920 × 960 pixels"
    type_in(qtbot, window, "pictureWidth", "1")
    assert "Takes a number from 2.646 to 264.6." in hint.text()
    for suffix in ("png", "svg", "pdf"):
        choose(window, "pictureFormat", suffix)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "run"), ""))
        press(qtbot, window, "pictureSave")
        qtbot.waitUntil(lambda: "run." in outcome.text())
        assert (tmp_path / f"run.{suffix}").stat().st_size > 5_000, suffix
        assert f"run.{suffix}" in outcome.text()
        assert f"run.{suffix}" in status(window)
    image = QImage(str(tmp_path / "run.png"))
    assert (image.width(), image.height()) == (1920, 960)
    assert image.pixelColor(3, 950).name() == "#ffffff"
    assert "epoch 10 of 10" in image.text("Description")
    assert "Points and line" not in image.text("Description")

    press(qtbot, window, "pictureCopy")
    taken = QApplication.clipboard().mimeData()
    assert taken.hasImage()
    assert bytes(taken.data("image/svg+xml").data()).startswith(b"<?xml")
    assert "learning rate" in taken.text()
    assert "Copied" in outcome.text()

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "run.pdf"), ""))
    press(qtbot, window, "pictureSave")
    qtbot.waitUntil(lambda: "run.pdf" in outcome.text())
    assert dialog.isVisible()
    choose(window, "pictureFormat", "png")
    choose(window, "pictureScale", "4")
    choose(window, "pictureUnit", "px")
    type_in(qtbot, window, "pictureWidth", "9000")
    type_in(qtbot, window, "pictureHeight", "9000")
    assert "at most 100 million" in hint.text()
    assert not find(window, QAbstractButton, "pictureSave").isEnabled()
    choose(window, "pictureFormat", "svg")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "large.png"), ""))
    for button in ("pictureCopy", "pictureSave"):
        press(qtbot, window, button)
        assert "at most 100 million" in outcome.text(), button
    assert not (tmp_path / "large.png").exists()
    choose(window, "pictureFormat", "png")
    press(qtbot, window, "pictureAsInWindow")
    assert window.exports.pictures.choices == PictureChoices("loss", "png", 4, "px", "print", False, None)
    dialog.reject()


def test_a_large_image_is_encoded_beside_the_window_and_written_to_its_end_also_where_that_closes(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []

    def encode(image: QImage) -> bytes:
        threads.append(get_ident())
        may_go_on.wait()
        return bytes([image.width() % 256])

    may_go_on, pictures = Event(), window.exports.pictures
    monkeypatch.setattr("gdgui.training.task.BUDGET", 0.005)  # other tests write at one go
    monkeypatch.setattr("gdgui.ui.picture._png", encode)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "run.png"), ""))
    window.actions_.export_picture.trigger()
    try:
        press(qtbot, window, "pictureSave")
        qtbot.waitUntil(lambda: len(threads) == 1)
        press(qtbot, window, "pictureSave")
        assert "still being written" in find(window, QLabel, "pictureOutcome").text()
    finally:
        find(window, QDialog, "pictureDialog").reject()
        may_go_on.set()
    window.close()
    assert not pictures.task.is_running
    assert (tmp_path / "run.png").stat().st_size == 1
    assert get_ident() not in threads


def test_what_was_chosen_is_remembered_and_read_as_untrusted(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    chosen = PictureChoices("surface", "svg", 1, "cm", "dark", False, (400.5, 300.0))
    assert PictureChoices.from_word(chosen.to_word()) == chosen
    good = chosen.to_word()
    for word in ("", "all", f"{good}-x", good.replace("400.5", "1e9"), good.replace("-1-", "-3-"), "å" * 99):
        with pytest.raises(ValueError):  # noqa: PT011  # the memory takes any
            PictureChoices.from_word(word)
    remember(window, Remembered(tmp_path / "gdgui.ini"))
    window.actions_.export_picture.trigger()
    choose(window, "pictureLook", "contrast")
    find(window, QDialog, "pictureDialog").reject()
    window.close()
    again = MainWindow(Experiment(example_datasets()[0].points().dataset, Settings()))
    qtbot.addWidget(again)
    remember(again, Remembered(tmp_path / "gdgui.ini"))
    assert again.exports.pictures.choices == PictureChoices(look="contrast")


def test_a_page_is_seen_before_it_is_printed(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Also of an empty canvas, and where there is no printer; on paper are shapes, black on white."""
    window.actions_.clear.trigger()
    window.actions_.print_picture.trigger()
    dialog = find(window, QPrintPreviewDialog, "printPreview")
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    paint(printer, window.exports.pictures.picture(PictureChoices(look="print")))
    content = (tmp_path / "page.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/Subtype /Image" not in content
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    page = window.exports.pictures.picture(PictureChoices(look="print"), (600, 400))
    page.play(painter, QRectF(0, 0, 600, 400))
    painter.end()
    assert image.pixelColor(300, 399).name() == "#ffffff"
