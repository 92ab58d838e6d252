"""What a script or a notebook calls, as such a script does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import gdgui
from gdgui.core import Dataset, Settings
from gdgui.experiment.points import Points
from gdgui.experiment.session import Session
from gdgui.files.kept_work import new_work, orphan, usual_folder
from gdgui.files.unsaved import read_unsaved, write_unsaved
from gdgui.ui.window import MainWindow
from tests.core.lesson import assert_same, lesson
from tests.ui.user_actions import find

Act = Callable[[MainWindow], object]
X, Y = [0.0, 1.0, 2.0], [1.0, 3.0, 4.0]


class Column:
    """What numpy and gdgui know of a Series."""

    def __init__(self, values: list[float], name: object) -> None:
        self._values, self.name = values, name

    def __array__(self, dtype: object = None, copy: object = None) -> NDArray[np.float64]:
        return np.array(self._values)


def in_the_window(*acts: Act, until: Callable[[MainWindow], object] = QWidget.isVisible) -> None:
    """Do this one after the other as soon as a window is open; each but the first when it is so."""
    timer, waiting = QTimer(QApplication.instance(), interval=20), list(acts)

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible() and waiting:
                if len(waiting) == len(acts) or until(window):
                    waiting.pop(0)(window)
                if not waiting:
                    timer.deleteLater()

    timer.timeout.connect(look)
    timer.start()


def run_fast(window: MainWindow) -> None:
    window.player.set_rate(float("inf"))
    window.actions_.run.trigger()


# In a process of its own

SCRIPT = """
import json, sys
import gdgui

assert {each.split(".")[0] for each in sys.modules}.isdisjoint({"numpy", "PySide6", "pyqtgraph"})
trace = gdgui.train(range(4), [1, 3, 5, 7], learning_rate=0.1, epochs=200)
assert not any(each.startswith("PySide6") for each in sys.modules)

import threading, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def close_windows():
    for each in QApplication.topLevelWidgets():
        if type(each).__name__ == "MainWindow" and each.isVisible():
            each.close()

def close_whatever_opens():
    while True:
        time.sleep(0.02)
        if QApplication.instance():
            QTimer.singleShot(0, QApplication.instance(), close_windows)

threading.Thread(target=close_whatever_opens, daemon=True).start()
shown = []
for points in ([1, 2], [3, 5]), (range(3), (0.5, 1.5, 2.5)):
    session = gdgui.show(*points, learning_rate=0.1)
    shown.append([*session.points.dataset.x.tolist(), session.settings.learning_rate, len(session.runs)])
print(json.dumps([float(trace.m[-1]), shown]))
"""

NO_DISPLAY = """
import gdgui
session = gdgui.show([0, 1, 2], [1, 3, 4], learning_rate=0.1, epochs=20)
print(session.runs[0].trace().mse[-1])
print(len(gdgui.show([], []).runs))
"""


def script(text: str, **display: str) -> tuple[str, str]:
    """What a script prints, and says on standard error."""
    bare = {
        name: each for name, each in os.environ.items() if not name.startswith(("DISPLAY", "WAYL", "QT_"))
    }
    ended = subprocess.run(
        [sys.executable, "-c", text],
        cwd=Path(__file__).parents[1],
        env=bare | display,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout, ended.stderr


def test_the_import_costs_nothing_training_needs_no_qt_and_a_window_opens_twice() -> None:
    m, shown = json.loads(script(SCRIPT, QT_QPA_PLATFORM="offscreen")[0])
    assert m == pytest.approx(2, abs=0.01)
    assert shown == [[1, 2, 0.1, 0], [0, 1, 2, 0.1, 0]]


def test_without_a_display_it_trains_and_says_why_no_window_came() -> None:
    out, err = script(NO_DISPLAY)
    log = lesson(Dataset(X, Y), Settings(learning_rate=0.1, epochs=20))
    mse, runs = out.split()
    assert float(mse) == pytest.approx(log[2, -1], rel=1e-9)
    assert runs == "0", "nor is there anything to train"
    assert err.count("RuntimeWarning: no window: there is no display; training without one.") == 2
    assert "<string>:3: RuntimeWarning" in err, "which names the line of the script"


# With an application of Qt that is there already


def test_what_was_done_in_the_window_is_the_value(qtbot: QtBot, qapp: QApplication) -> None:
    mine = QPushButton("mine")
    qtbot.addWidget(mine)
    mine.show()
    qapp.setApplicationName("notebook")
    before = qapp.style().name(), qapp.palette(), sys.excepthook, sys.getswitchinterval()
    seconds: list[float] = []
    in_the_window(
        lambda window: window.experiment.add_point(3.0, 5.0),
        run_fast,
        lambda _: seconds.append(sys.getswitchinterval()),
        lambda window: window.close(),
        until=lambda window: window.player.state in ("idle", "ended") and len(window.experiment.dataset) == 4,
    )
    session: gdgui.Session = gdgui.show(
        Column(X, "hours\nslept"), np.array(Y), y_name="score", title="a class", learning_rate=0.1, epochs=30
    )
    assert (session.points.names, session.points.title) == (("hours slept", "score"), "a class")
    assert session.points.dataset == Dataset([*X, 3], [*Y, 5])
    trace: gdgui.Trace = session.runs[0].trace()
    settings = Settings(learning_rate=0.1, epochs=30)
    assert session.settings == session.runs[0].settings == settings
    assert_same(trace, lesson(session.points.dataset, settings))
    assert (qapp.style().name(), qapp.palette(), sys.excepthook, sys.getswitchinterval()) == before
    assert seconds[0] < before[-1], "for which a press on Run would wait"
    assert qapp.applicationName() == "notebook"
    assert mine.isVisible(), "and the application was not ended"
    assert not list(usual_folder().glob("*")), "what is handed over is kept nowhere else"


def test_ctrl_c_closes_the_window_and_leaves_the_work_to_the_next(
    qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it may be ignored
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    in_the_window(
        lambda window: window.experiment.add_point(3.0, 5.0),
        lambda _: os.kill(os.getpid(), 2),
    )
    with pytest.raises(KeyboardInterrupt):
        gdgui.show(X, Y)
    left = orphan(usual_folder())
    assert left is not None, "to be offered, as after a crash"
    assert read_unsaved(left.path).points.dataset == Dataset([*X, 3], [*Y, 5])
    left.remove()


def test_work_of_a_crash_that_is_brought_back_in_a_window_of_a_script_is_still_on_offer(qtbot: QtBot) -> None:
    """The script may drop the value, and nobody is asked before the window closes."""
    kept = new_work(usual_folder())
    assert kept is not None
    write_unsaved(kept.path, Session(Points(Dataset([1, 2, 3, 4], [0, 0, 1, 1]))))
    kept.let_go()
    in_the_window(
        lambda window: find(window, QPushButton, "remedyButton").click(),
        lambda window: window.close(),
        until=lambda window: len(window.experiment.dataset) == 4,
    )
    assert len(gdgui.show(X, Y).points.dataset) == 4
    left = orphan(usual_folder())
    assert left is not None
    assert len(read_unsaved(left.path).points.dataset) == 4
    left.remove()


def test_session_run_and_trace_say_in_a_line_what_they_are() -> None:
    trace = gdgui.train(X, Y, learning_rate=0.1, epochs=200)
    session = Session(Points(Dataset(X, Y), title="cars.csv"), Settings()).with_run(trace)
    assert repr(trace) == "<Trace, epochs=200: m=1.5, b=1.16667, mse=0.0555556, finished>"
    assert repr(session) == "<Session 'cars.csv': points=3, runs=1, gd, learning_rate=0.05, epochs=10>"
    assert repr(session.runs) == "(<Run 1: gd, learning_rate=0.1, epochs=200, shown=200, finished>,)"


# What does not do

BAD_POINTS: list[tuple[object, str]] = [
    ([1.0, np.nan, 2.0], r"x\[1\] is not a number"),
    ([1.0, 2.0, None], r"x\[2\] is not a number"),
    ([1.0, 2.0, np.inf], r"x\[2\] is inf, but points have numbers between ±1e\+50"),
    (Column([1.0, 1e60, 2.0], "x"), r"x\[1\] is 1e\+60"),
    ([1.0, 2.0], "2 values of x but 3 of y"),
    (["1", "2", "3"], "x must be one column of numbers, not of text"),
    (np.array(["2026-01-01"] * 3, "datetime64[D]"), "not of dates"),
    ([[1.0], [2.0], [3.0]], r"not an array of shape \(3, 1\)"),
    ([[1.0], [2.0, 3.0]], "not rows of different lengths"),
    (5.0, r"not an array of shape \(\)"),
    ((k for k in range(3)), "not of objects of other kinds"),
]


@pytest.mark.parametrize(("x", "words"), BAD_POINTS, ids=[words for _, words in BAD_POINTS])
def test_points_that_no_run_can_use_are_named(x: ArrayLike, words: str) -> None:
    for function in (gdgui.train, gdgui.show):
        with pytest.raises(ValueError, match=words):
            function(x, Y)


BAD_SETTINGS: list[tuple[dict[str, object], type[Exception], str]] = [
    ({"learning_rate": -1}, ValueError, "The learning rate takes a number above 0"),
    ({"epochs": 2_000_000}, ValueError, "from 1 to 1,000,000"),
    ({"algorithm": "adam"}, ValueError, "“gd” or “sgd”, not “adam”"),
    ({"algorithm": "sgd", "batch_size": 4}, ValueError, "batch_size is 4, more than the 3 points there are"),
    ({"start": 3}, TypeError, r"start takes slope and intercept, such as \(0.33, 0.48\), not 3"),
    ({"start": ("1", 2)}, ValueError, "The start slope m takes a number"),
    ({"standardise": 1}, ValueError, "Standardise is either on or off"),
]


@pytest.mark.parametrize(
    ("settings", "kind", "words"), BAD_SETTINGS, ids=[words for *_, words in BAD_SETTINGS]
)
def test_settings_that_no_run_can_use_are_named(
    settings: dict[str, object], kind: type[Exception], words: str
) -> None:
    for function in (gdgui.train, gdgui.show):
        with pytest.raises(kind, match=words):
            function(X, Y, **settings)  # type: ignore[arg-type]


def test_nothing_to_train_names_that_are_none_and_names_that_gdgui_has_not() -> None:
    with pytest.raises(ValueError, match="There are no points"):
        gdgui.train([], [])
    for name in ("title", "x_name", "y_name"):
        with pytest.raises(TypeError, match=f"{name} takes a text, not 3"):
            gdgui.show(X, Y, **{name: 3})  # type: ignore[arg-type]
    with pytest.raises(AttributeError, match="has no attribute 'fit'"):
        _ = gdgui.fit  # type: ignore[attr-defined]
    assert {"show", "train"} <= set(dir(gdgui))


def test_where_qt_has_no_windows_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    said = []

    def elsewhere() -> None:
        with pytest.raises(RuntimeError, match="in the main thread alone") as error:
            gdgui.show(X, Y)
        said.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert said
    monkeypatch.setitem(sys.modules, "PyQt6.QtCore", sys)
    with pytest.raises(RuntimeError, match="PyQt6 is loaded, and a process has room for one Qt"):
        gdgui.show(X, Y)


def test_samples_and_a_divergence_are_those_of_the_lesson() -> None:
    settings = Settings("sgd", learning_rate=0.1, epochs=40, batch_size=2, m=1.0, b=-1.0, seed=5)
    trace = gdgui.train(
        X, Y, algorithm="sgd", learning_rate=0.1, epochs=40, batch_size=2, seed=5, start=(1, -1)
    )
    assert_same(trace, lesson(Dataset(X, Y), settings))
    outcome = gdgui.train(X, Y, learning_rate=9, epochs=1000).outcome
    assert outcome is not None
    assert outcome.reason == "diverged"
