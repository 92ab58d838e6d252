"""What every test has in common: a screen that does not exist, and nothing left behind."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.files.points_csv import load
from gdgui.files.resources import resource
from gdgui.ui.start import Application, prepare
from gdgui.ui.theme import Style
from gdgui.ui.window import MainWindow

PATIENCE_MS = 30_000  # longer than anything takes on a busy machine; who waits for a state goes on at once
DEFAULT_MARKERS = "not benchmark and not soak"


def pytest_configure(config: pytest.Config) -> None:
    """Before the tests are gathered, which takes long enough.

    The garbage collector would look through all that is imported, again and again. And where Python is told
    to keep no bytecode, every run, worker and program that a test starts would compile all anew.
    """
    gc.disable()
    if sys.dont_write_bytecode:
        folder = str(config.rootpath / ".pytest_cache" / "bytecode")
        sys.dont_write_bytecode, sys.pycache_prefix = False, folder
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = folder


class PatientBot(QtBot):
    """Waits for a state as long as a busy machine may need."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        """Let the events come in until this is true; TimeoutError where it never is.

        The plugin looks again after 10 ms. Most of what is waited for comes sooner, thousands of times.
        """
        for pause in (1, 1, 1, 2, 2, 3, 5):
            if holds(callback):
                return
            self.wait(pause)
        super().waitUntil(callback, timeout=timeout)


def holds(callback: Callable[[], bool | None]) -> bool:
    """Whether it is true, or asserts what is."""
    with suppress(AssertionError):
        return callback() in (None, True)
    return False


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The program's own."""
    return Application


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """The plugin's own, with patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True, scope="session")
def collect_no_garbage_unasked() -> Iterator[None]:
    """A dead window is garbage that must not be collected amid a painting, or in another thread."""
    gc.disable()
    gc.collect()
    gc.freeze()  # what all modules hold stays; no test has to look through it again
    yield
    gc.enable()


@pytest.fixture(autouse=True, scope="module")
def what_stays_is_not_looked_through_again() -> Iterator[None]:
    """Whatever a module was the first to load, such as the tables of a font, stays as well."""
    yield
    delete_what_is_to_be_deleted()
    gc.collect()
    gc.collect()  # what was freed may free more
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def nothing_is_remembered_for_whoever_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The program keeps its settings in a folder of the tests, in which all hints were seen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setenv("XDG_CONFIG_HOME", str(with_hints_seen(tmp_path_factory.mktemp("settings"))))
        yield


def with_hints_seen(folder: Path) -> Path:
    """The folder, with settings as after the first minute."""
    (folder / "gdgui").mkdir()
    seen = "[file]\nversion=1\n\n[hints]\nseen=points-run-rate\n"
    (folder / "gdgui" / "gdgui.ini").write_text(seen, encoding="ascii")
    return folder


@pytest.fixture(autouse=True)
def no_window_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Set up first and torn down last: by then every window must be gone."""
    yield
    if "qtbot" in request.fixturenames:
        assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []
        delete_what_is_to_be_deleted()
        gc.collect()


def delete_what_is_to_be_deleted() -> None:
    """Else windows that were closed live on in the next test, and Qt dresses them with each new one."""
    if QApplication.instance() is not None:
        if (focus := QApplication.focusWidget()) is not None:
            focus.clearFocus()  # else it goes from part to part of a window that is half gone
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def sample() -> Dataset:
    """The built-in points."""
    return load(resource("examples/noisy-line.csv")).points.dataset


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, sample: Dataset, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The program's window on the sample, at full size; closing it must end its thread and timers.

    What is read is read at once, also where the machine is too busy to do it within the usual budget.
    """
    monkeypatch.setattr("gdgui.training.task.BUDGET", PATIENCE_MS / 1000)
    prepare(qapp, Style())
    window = MainWindow(Experiment(sample, Settings()))
    window.resize(1280, 720)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window, timeout=PATIENCE_MS):
        window.show()
    yield window
    window.close()
    assert not window.trainer.is_alive
    assert [timer for timer in window.findChildren(QTimer) if timer.isActive()] == []


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """A benchmark has the machine to itself, and a long random run prints what it does."""
    return None if config.option.markexpr == DEFAULT_MARKERS else 0
