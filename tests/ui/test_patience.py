"""While many points are written, the window is painted; few are written at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.points import Points
from gdgui.experiment.session import Session
from gdgui.files import points_csv, python_code, session_file
from gdgui.ui.patience import MANY, patiently
from gdgui.ui.window import MainWindow
from tests.conftest import PATIENCE_MS
from tests.ui.user_actions import status

WAYS = {
    "gdgui": (session_file, "write_session", "save_as"),
    "csv": (points_csv, "write_points", "save_points"),
    "py": (python_code, "write_code", "save_code"),
}


@pytest.fixture
def painted(window: MainWindow) -> threading.Event:
    """Set by the event loop of the window, once it gets to it."""
    x = np.linspace(0.0, 1.0, MANY)
    window.experiment.replace_points(Points(Dataset(x, x / 2)), "many points")
    return threading.Event()


@pytest.mark.parametrize("kind", WAYS)
def test_the_window_goes_on_while_many_points_are_written(
    window: MainWindow,
    painted: threading.Event,
    kind: str,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module, function, action = WAYS[kind]
    write, path = getattr(module, function), tmp_path / f"many.{kind}"

    def wait_for_the_window(*given: object, **options: object) -> None:
        assert painted.wait(PATIENCE_MS / 1000), "nobody painted the window meanwhile"
        write(*given, **options)

    monkeypatch.setattr(module, function, wait_for_the_window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    QTimer.singleShot(0, painted.set)
    getattr(window.actions_, action).trigger()
    assert path.stat().st_size
    assert f"many.{kind}" in status(window)


@pytest.mark.parametrize("points", [3, MANY])
def test_what_goes_wrong_is_raised_where_it_was_asked_for(qapp: object, points: int) -> None:
    def fail() -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        patiently(fail, points)


def test_few_points_are_written_without_another_thread(qapp: object) -> None:
    threads: list[int] = []
    note: Callable[[], None] = lambda: threads.append(threading.get_ident())  # noqa: E731
    patiently(note, 3)
    assert threads == [threading.get_ident()]


def test_what_changes_while_a_session_is_written_is_not_taken_for_saved(
    window: MainWindow, painted: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run may come to its end meanwhile, and no file has that."""
    path = tmp_path / "many.gdgui"

    def go_on() -> None:
        window.experiment.settings = Settings(epochs=77)

    _write_while(monkeypatch, path, go_on)
    assert window.sessions.save_as()
    assert window.sessions.is_changed
    assert session_file.read_session(path).settings.epochs != 77


def test_a_session_opened_while_another_is_written_has_its_own_file(
    window: MainWindow,
    painted: threading.Event,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One may be being read when Save is pressed: the next Save must not replace the one with the other."""
    many, other = tmp_path / "many.gdgui", tmp_path / "other.gdgui"
    session_file.write_session(other, Session(Points(Dataset([1, 2], [3, 4])), Settings()))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(many), ""))
    assert window.sessions.save_as()

    _write_while(monkeypatch, many, lambda: window.import_export.open_file(other))
    window.sessions.save()
    qtbot.waitUntil(lambda: len(window.experiment.dataset) == 2)
    assert window.sessions.path == other
    assert not window.sessions.is_changed
    window.experiment.settings = Settings(epochs=77)
    window.sessions.save()
    assert len(session_file.read_session(many).points.dataset) == MANY


def test_nothing_is_dropped_on_a_window_that_writes(
    window: MainWindow, painted: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, is_taken = QMimeData(), list[bool]()
    data.setText("1\t2\n")
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier

    def drop() -> None:
        place = window.rect().center()
        for event in (
            QDragEnterEvent(place, action, data, Qt.MouseButton.LeftButton, none),
            QDropEvent(place.toPointF(), action, data, Qt.MouseButton.LeftButton, none),
        ):
            QApplication.sendEvent(window, event)
            is_taken.append(event.isAccepted())

    _write_while(monkeypatch, tmp_path / "many.gdgui", drop)
    assert window.sessions.save_as()
    assert is_taken == [False, False]
    assert len(window.experiment.dataset) == MANY
    drop()
    assert is_taken[2:] == [True, True]
    assert len(window.experiment.dataset) == MANY + 1


def _write_while(monkeypatch: pytest.MonkeyPatch, path: Path, happens: Callable[[], None]) -> None:
    """Sessions are written to this path, and not before this has happened in the window."""
    write, has_happened = session_file.write_session, threading.Event()

    def wait(*given: Any) -> None:
        assert has_happened.wait(PATIENCE_MS / 1000)
        write(*given)

    def happen() -> None:
        happens()
        has_happened.set()

    monkeypatch.setattr(session_file, "write_session", wait)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    QTimer.singleShot(0, happen)
