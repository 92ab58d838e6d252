"""Whatever cannot be written: a sentence says so, the old file is whole, and nothing half written is left."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from gdgui.ui.window import MainWindow
from tests.ui.user_actions import as_fast_as_possible, export_log, key, run_to_the_end, status

CTRL = Qt.KeyboardModifier.ControlModifier
Way = Callable[[MainWindow], object]


def _save_picture(window: MainWindow) -> None:
    window.actions_.export_picture.trigger()
    dialog = window.exports.pictures.dialog
    assert dialog is not None
    dialog.save_wanted.emit()
    while window.exports.pictures.task.is_running:
        QGuiApplication.processEvents()
    dialog.reject()


WAYS: dict[str, Way] = {
    "gdgui": lambda window: window.actions_.save_as.trigger(),
    "csv": lambda window: window.actions_.save_points.trigger(),
    "log.csv": lambda window: export_log(window),
    "png": lambda window: _save_picture(window),
    "py": lambda window: window.actions_.save_code.trigger(),
    "html": lambda window: window.actions_.save_report.trigger(),
    "pdf": lambda window: window.actions_.save_report.trigger(),
}
HOSTILE = ("a\nb\t <b>\"'&amp;", "\u202egnp שלום 👩‍👧 -rf *; [*] %1 {name}")


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow: like a full disk, and it binds even root.

    Nor does a module imported meanwhile leave bytecode: Python would keep what fits of it, and fail on it.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    keeps_none, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = keeps_none


@pytest.fixture
def write(monkeypatch: pytest.MonkeyPatch) -> Callable[[MainWindow, str, Path], str]:
    """Write in this way to this path; what is said then."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)

    def write(window: MainWindow, way: str, path: Path) -> str:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        WAYS[way](window)
        return status(window)

    return write


@pytest.fixture
def ready(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """There is something to write of every kind."""
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    return window


def test_what_cannot_be_written_is_said_and_the_old_file_is_whole(
    ready: MainWindow, tmp_path: Path, write: Callable[[MainWindow, str, Path], str]
) -> None:
    for way in WAYS:
        old = tmp_path / f"old.{way}"
        old.write_bytes(b"precious")
        pipe = tmp_path / f"pipe.{way}"
        os.mkfifo(pipe)
        (tmp_path / f"folder.{way}").mkdir()
        with full_disk():
            assert "old." in write(ready, way, old)
        assert "cannot be written: File too large" in status(ready), way
        for path, why in (
            (tmp_path / "gone" / f"new.{way}", "No such file or directory"),
            (tmp_path / f"folder.{way}", "Filename refers to a directory"),
            (tmp_path / f"{'x' * 300}.{way}", "File name too long"),
            (tmp_path / ("x" * 300), "File name too long"),  # it is to be given a suffix first
            (old / f"new.{way}", "Not a directory"),
            (pipe, "it is not an ordinary file"),
        ):
            assert why in write(ready, way, path), (way, path)
            assert "cannot be written" in status(ready)
        assert old.read_bytes() == b"precious"
        old.unlink()
        pipe.unlink()
        (tmp_path / f"folder.{way}").rmdir()
    assert list(tmp_path.iterdir()) == [], "nothing half written is left"
    assert ready.isWindowModified()


def test_any_name_that_a_file_can_have_is_written_and_said_on_one_line(
    ready: MainWindow, tmp_path: Path, write: Callable[[MainWindow, str, Path], str]
) -> None:
    deep = tmp_path.joinpath(*["d" * 50] * 6)
    deep.mkdir(parents=True)
    assert len(str(deep)) > 300
    for way in WAYS:
        for name in HOSTILE:
            path = deep / f"{name}.{way}"
            said = write(ready, way, path)
            assert said.startswith("Saved "), (way, name, said)
            assert said.isprintable()
            assert path.exists()
    sessions = ready.windowTitle()
    assert sessions.removesuffix("[*]").isprintable()
    for entry in ready.actions_.recent_menu.actions():
        assert entry.text().isprintable()


def test_a_clipboard_that_refuses_is_said_and_nothing_is_cut(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().setText("of another program")
    monkeypatch.setattr(QClipboard, "setMimeData", lambda *_: None)
    window.experiment.select([1, 2])
    window.workspace.data_plot.setFocus()
    for which in (Qt.Key.Key_C, Qt.Key.Key_X):
        key(qtbot, window, which, CTRL)
        assert status(window).startswith("Nothing was copied: the clipboard takes nothing")
        assert len(window.experiment.dataset) == 20
    window.actions_.copy_code.trigger()
    assert status(window).startswith("Nothing was copied: the clipboard takes nothing")
    monkeypatch.setattr(QClipboard, "mimeData", lambda *_: QMimeData())
    key(qtbot, window, Qt.Key.Key_V, CTRL)
    assert status(window).startswith("Nothing was pasted: there is no text")
