"""While somebody is to predict first, nothing in the window tells where the run ends, in any digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, least_squares
from gdgui.core.theory import Adviser
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.offscreen import OffscreenWorkspace
from gdgui.ui.picture import Picture
from gdgui.ui.report import Report
from gdgui.ui.window import MainWindow
from tests.ui.everything_told import hovered, numbers, words
from tests.ui.report_text import ReportText
from tests.ui.user_actions import (
    as_fast_as_possible,
    has_ended,
    key,
    open_fold,
    press,
    run_to_the_end,
    save_picture,
    status,
)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
# Nothing in sight has digits like those of its line, which lies far from where the run begins.
X = np.array([0.13, 1.29, 2.41, 3.57, 4.73])
POINTS = Dataset(X, 1.7319 * X - 0.8467 + np.array([0.19, -0.31, 0.11, 0.23, -0.17]))
GD = Settings(m=0.12, b=0.21, learning_rate=0.05, epochs=60)
DRAWN = {"slope", "intercept", "minimum", "excess", "floor", "level of the floor"}  # the others are rates
SGD = replace(GD, algorithm="sgd", batch_size=2, learning_rate=0.03)


def secrets(settings: Settings) -> dict[str, float]:
    """The numbers that tell the answer."""
    best, adviser = least_squares(POINTS), Adviser()
    forecast = adviser.forecast(POINTS, settings)
    advice = adviser.suggest(forecast)
    found = {
        "slope": best.m,
        "intercept": best.b,
        "minimum": best.mse,
        "limit": forecast.stability_limit,
        "safe rate": forecast.safe_rate,
        "condition number": forecast.condition_number,
        "excess": POINTS.moments.excess(settings.m, settings.b),
    }
    if advice is not None and float(f"{advice.settings.learning_rate:.2g}") != advice.settings.learning_rate:
        # one that is as round as the numbers on an axis could stand anywhere
        found["best rate"] = advice.settings.learning_rate
    if settings.algorithm == "sgd":
        found["floor"] = forecast.noise_floor
        found["level of the floor"] = best.mse + forecast.noise_floor
    return found


def told_in_words(texts: Iterable[str], wanted: dict[str, float]) -> dict[str, str]:
    """Which of these numbers stand in a text, with three digits or more, however they are written."""
    found: dict[str, str] = {}
    for text in set(texts):
        plain = text.replace("−", "-").replace("\u2007", "").replace(",", "")
        for written in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", plain):
            digits = len(re.sub(r"e.*", "", written).lstrip("-0.").replace(".", ""))
            for name, value in wanted.items():
                rounded = float(f"{abs(value):.{max(1, digits)}g}")
                if digits >= 3 and abs(float(written)) == rounded:
                    found[name] = text
    return found


def told_in_drawing(drawn: Iterable[tuple[str, float]], wanted: dict[str, float]) -> dict[str, str]:
    """Which of these numbers, or their powers of ten, are among what is drawn."""
    found = {}
    pairs = list(drawn)
    values = np.array([value for _, value in pairs])
    for name, value in wanted.items():
        if name not in DRAWN:
            continue
        for form in (value, np.log10(abs(value))):
            near = np.flatnonzero(np.abs(values - form) <= 1e-6 * abs(form))
            if len(near):
                found[name] = pairs[int(near[0])][0]
    return found


def leaks(window: MainWindow, wanted: dict[str, float]) -> dict[str, str]:
    texts = [*words(window), *hovered(window)]
    return {**told_in_words(texts, wanted), **told_in_drawing(numbers(window), wanted)}


@pytest.fixture
def exported(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """All that the views of a saved picture would tell; the picture itself goes nowhere."""
    pictures: list[dict[str, Any]] = []

    show_frame = OffscreenWorkspace.show_frame

    def record(self: OffscreenWorkspace, frame: Frame, options: ViewOptions) -> None:
        show_frame(self, frame, options)
        workspace = self._workspace
        said = [*words(workspace), *workspace.legend.words, self.words, self._caption]
        pictures.append({"words": said, "numbers": list(numbers(workspace))})

    def draw(_: Path, picture: Picture, *__: object) -> Iterator[float]:
        picture.image()
        yield 1.0

    monkeypatch.setattr(OffscreenWorkspace, "show_frame", record)
    monkeypatch.setattr("gdgui.ui.dialogs.ask.picture_path", lambda *_: Path("nowhere.png"))
    monkeypatch.setattr("gdgui.ui.picture.save_gradually", draw)
    return pictures


def leaks_of(told: dict[str, Any], wanted: dict[str, float]) -> dict[str, str]:
    return {**told_in_words(told["words"], wanted), **told_in_drawing(told["numbers"], wanted)}


def reported(window: MainWindow) -> list[str]:
    """All that a report of what is shown would tell."""
    frame, options = window.presenter.frame, window.presenter.options
    return ReportText(Report(frame, options, date(2026, 11, 27)).html()).words


@pytest.fixture(params=[GD, SGD], ids=["gd", "sgd"])
def settings(request: pytest.FixtureRequest) -> Settings:
    found: Settings = request.param
    return found


@pytest.fixture
def told(window: MainWindow, qtbot: QtBot, settings: Settings) -> Callable[[], dict[str, str]]:
    """The window with all that it has in view, and what it tells of the answer."""
    window.resize(1700, 1000)
    window.experiment.replace_points(POINTS, "")
    window.view_control.fit_points()
    window.experiment.settings = settings
    for fold in ("compareFold", "moreFold", "myLineFold"):
        open_fold(qtbot, window, fold)
    for action in (window.actions_.excess, window.actions_.steps, window.actions_.residuals):
        action.setChecked(True)
    wanted = secrets(settings)
    return lambda: leaks(window, wanted)


def test_the_search_finds_what_is_told_while_nothing_is_hidden(
    told: Callable[[], dict[str, str]], settings: Settings
) -> None:
    """Else the other tests would prove nothing."""
    told_now = set(told())
    assert told_now >= {"slope", "intercept", "minimum", "limit", "condition number"}
    assert settings.algorithm == "gd" or "floor" in told_now


def test_nothing_is_told_before_a_run_and_until_it_has_ended(
    window: MainWindow,
    qtbot: QtBot,
    told: Callable[[], dict[str, str]],
    settings: Settings,
    exported: list[dict[str, Any]],
) -> None:
    wanted = secrets(settings)
    key(qtbot, window, Qt.Key.Key_F, CTRL | SHIFT)
    assert told() == {}
    press(qtbot, window, "tableButton")
    key(qtbot, window, Qt.Key.Key_L, CTRL | SHIFT)
    window.actions_.my_squares.setChecked(True)
    window.actions_.my_hints.setChecked(True)
    QApplication.processEvents()
    assert told() == {}
    window.actions_.explain.setChecked(True)
    for _ in range(4):
        window.actions_.part_next.trigger()
    assert told() == {}
    key(qtbot, window, Qt.Key.Key_F5)
    assert told() == {}
    key(qtbot, window, Qt.Key.Key_2)
    window.player.seek(0)
    for _ in range(3):
        window.actions_.step.trigger()
    qtbot.waitUntil(lambda: window.player.done >= 3)
    for _ in range(4):
        window.actions_.part_next.trigger()
    assert window.workspace.surface_plot.gradient.to_minimum.getData()[0] is None
    assert told() == {}
    press(qtbot, window, "runsButton")
    save_picture(qtbot, window)
    assert window.player.state == "paused"
    assert told() == {}
    assert leaks_of(exported[-1], wanted) == {}
    assert told_in_words(reported(window), wanted) == {}
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    save_picture(qtbot, window)
    assert set(told()) >= {"slope", "intercept", "minimum", "limit", "condition number"}
    assert set(leaks_of(exported[-1], wanted)) >= {"slope", "intercept", "minimum"}
    assert set(told_in_words(reported(window), wanted)) >= {"slope", "intercept", "minimum"}


def test_what_many_runs_showed_before_is_hidden_too(
    window: MainWindow, qtbot: QtBot, told: Callable[[], dict[str, str]]
) -> None:
    as_fast_as_possible(window)
    window.actions_.many.trigger()
    qtbot.waitUntil(lambda: not window.ensembles.is_running and has_ended(window))
    qtbot.waitUntil(lambda: len(window.workspace.loss_plot.band.edges[0]) > 0)
    key(qtbot, window, Qt.Key.Key_F, CTRL | SHIFT)
    window.run_control.take_start(0.12, 0.3)
    assert len(window.workspace.loss_plot.band.edges[0]) == 0
    assert window.workspace.surface_plot.ensemble._dots.getData()[0].size == 0
    assert status(window).startswith("Predict first") or "next run starts" in status(window)
    assert not set(told()) & {"minimum", "limit", "safe rate", "condition number"}


def test_where_one_fits_by_hand_the_best_line_is_told_nowhere(
    window: MainWindow, qtbot: QtBot, told: Callable[[], dict[str, str]]
) -> None:
    """What the rate does is no secret there."""
    key(qtbot, window, Qt.Key.Key_L, CTRL | SHIFT)
    assert not set(told()) & {"slope", "intercept", "minimum", "excess", "level of the floor"}
    window.actions_.shows_best.trigger()
    assert set(told()) >= {"slope", "intercept", "minimum"}
