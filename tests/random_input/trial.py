"""A trial: actions done one by one, until one of them brings a fault to light."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyqtgraph as pg
import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.exceptions import capture_exceptions
from pytestqt.logging import Record

from gdgui.ui.window import MainWindow
from tests.random_input.actions import Action
from tests.random_input.person import Person

SERIOUS = ("QtWarningMsg", "QtCriticalMsg", "QtFatalMsg")


class FaultError(AssertionError):
    """What an action brought to light."""


def perform(
    window: MainWindow,
    actions: Iterable[Action],
    files: Path,
    messages: Callable[[], Iterable[Record]],
    name: str,
) -> None:
    """Do these. Raises FaultError, with the actions so far, at an exception or a message of Qt."""
    person, done = Person(window, files), list[Action]()
    window.actions_.quit.setEnabled(False)
    with quiet_doors(files), _watched() as faults:
        try:
            for action in actions:
                done.append(action)
                person.do(action)
                _check(window, faults(), messages)
        except Exception as error:
            where = "".join(traceback.format_exception(error)) if not isinstance(error, FaultError) else error
            listed = ",\n    ".join(map(repr, done))
            raise FaultError(f"{name}, action {len(done)}:\n{where}\nactions = [\n    {listed},\n]") from None
        finally:
            person.stop()


def _check(window: MainWindow, faults: list[str], messages: Callable[[], Iterable[Record]]) -> None:
    told = [record.message for record in messages() if not record.ignored and record.type.name in SERIOUS]
    if window.player.state == "failed":
        faults.append(window.player.failure)
    if faults or told:
        raise FaultError("\n".join([*faults, *told]))


@contextmanager
def _watched() -> Iterator[Callable[[], list[str]]]:
    """What is raised where nobody hears it: in Qt's calls, and where pyqtgraph only prints it."""
    printed: list[str] = []

    def note(*_: object, **__: object) -> None:
        printed.append(traceback.format_exc())

    with pytest.MonkeyPatch.context() as patch, capture_exceptions() as raised:
        patch.setattr(pg.debug, "printExc", note)
        yield lambda: [*printed, *("".join(traceback.format_exception(*each)) for each in raised)]


@contextmanager
def quiet_doors(files: Path) -> Iterator[None]:
    """Dialogs for files answer at once: each time with the next of a few names, or with none."""
    answers = [str(files / "points.csv"), "", str(files / "saved"), str(files / "nowhere" / "saved.csv")]
    asked = 0

    def answer(*_: object, **__: object) -> tuple[str, str]:
        nonlocal asked
        asked += 1
        return answers[asked % len(answers)], ""

    with pytest.MonkeyPatch.context() as patch:
        for door in ("getOpenFileName", "getSaveFileName"):
            patch.setattr(QFileDialog, door, answer)
        patch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
        patch.setattr(QMessageBox, "exec", lambda *_: QMessageBox.StandardButton.Discard)
        yield
