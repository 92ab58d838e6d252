"""In every size, state and language: the room that the plots have, and that nothing is cut or overlaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.languages import PSEUDO, PSEUDO_RTL, install
from gdgui.ui.theme import Scale, Style
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.measures import (
    LEAST,
    PLOTS,
    area,
    cut,
    misplaced_names,
    overlapping_words,
    overlaps,
    place_of,
    share,
    small,
    uneven,
)
from tests.ui.user_actions import (
    as_fast_as_possible,
    clear_points,
    key,
    open_fold,
    press,
    run_to_the_end,
    status,
)

Size = tuple[int, int]

PLAIN = ""
DESKS: tuple[tuple[str, float, tuple[Size, ...]], ...] = (
    (PLAIN, 1.0, ((1024, 768), (1366, 768), (1280, 720), (1920, 1080))),
    *((PLAIN, factor, ((1280, 720),)) for factor in (1.5, 2.0, 3.0)),
    (PSEUDO, 1.0, ((1024, 768), (1280, 720))),
    (PSEUDO_RTL, 1.0, ((1366, 768),)),
)
PROJECTORS = (
    *((PLAIN, size) for size in ((1920, 1080), (1280, 720), (1024, 768))),
    *((PSEUDO, (1024, 768)), (PSEUDO_RTL, (1280, 720))),
)
PLOTS_SHARE = {1024: 0.58, 1366: 0.62, 1280: 0.62, 1920: 0.7}  # of the window, at the desk
DATA_SHARE = 0.3
PROJECTED_SHARE = 0.75
WITH_ALL_PARTS = 2.0  # the largest scale at which the points are as large as everywhere


@pytest.fixture
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Switched on before the window is built."""
    if request.param != PLAIN:
        assert install(request.param)
    yield request.param
    for translator in qapp.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize(("language", "factor", "sizes"), DESKS, indirect=["language"])
def test_at_the_desk(
    language: str, factor: float, sizes: tuple[Size, ...], request: pytest.FixtureRequest, qtbot: QtBot
) -> None:
    window: MainWindow = request.getfixturevalue("window")
    window.appearance.restore("light", factor)
    is_usual = language == PLAIN and factor == 1.0
    window.resize(*sizes[0])
    found: dict[str, list[str]] = {}
    for state in states(qtbot, window, is_usual):
        for size in sizes:
            window.resize(*size)
            lay_out()
            wrong = faults(window, size)
            if is_usual and not window.drawer.isVisible():
                wrong += too_small(window, PLOTS_SHARE[size[0]])
                wrong += too_small(window, DATA_SHARE, "dataPlot")
            if factor <= WITH_ALL_PARTS:
                wrong += too_low(window)
            found[f"{state} at {size}"] = wrong
    assert {state: each for state, each in found.items() if each} == {}


@pytest.mark.parametrize(("language", "size"), PROJECTORS, indirect=["language"])
def test_on_a_projector(
    language: str,
    size: Size,
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window: MainWindow = request.getfixturevalue("window")
    project(qtbot, window, size, monkeypatch)
    found: dict[str, list[str]] = {}
    for state in states(qtbot, window, language == PLAIN):
        found[state] = faults(window, size, 44 * size[1] / 1080)
        if state == "diverged":
            assert_no_number_is_covered(window)
        if not window.drawer.isVisible():
            found[state] += too_small(window, PROJECTED_SHARE)
    window.experiment.settings = replace(window.experiment.settings, algorithm="sgd")
    window.actions_.column.trigger()
    settle(qtbot, window)
    found["with the column"] = faults(window, size, 44 * size[1] / 1080)
    assert {state: each for state, each in found.items() if each} == {}


def test_a_drawer_opens_within_the_screen_also_where_the_message_has_gone(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(qtbot, window, (1280, 720), monkeypatch)
    as_fast_as_possible(window)
    window.experiment.settings = replace(window.experiment.settings, learning_rate=0.9)
    run_to_the_end(qtbot, window)
    settle(qtbot, window)
    window.actions_.message.trigger()
    assert window.status.isHidden()
    assert window.status.has_remedy
    heights: list[int] = []
    monkeypatch.setattr(window.status, "setFixedHeight", heights.append)
    window.actions_.table.trigger()
    settle(qtbot, window)
    assert window.status.isVisible()
    assert max(heights) < window.height() / 4


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1920, 1080)])
def test_on_a_projector_a_long_message_covers_no_number_of_an_axis_and_is_read_page_by_page(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: Size
) -> None:
    project(qtbot, window, size, monkeypatch)
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=1.2, algorithm="sgd", epochs=200)
    run_to_the_end(qtbot, window)
    window.status.say(f"{status(window)} {' '.join(f'And {k} words more.' for k in range(30))}")
    settle(qtbot, window)
    label, goes, read = window.status.label, window.stage._status_goes, list[str]()
    for with_column in (False, True):
        window.actions_.column.setChecked(with_column)
        settle(qtbot, window)
        first = label.text()
        read = [first]
        assert_no_number_is_covered(window)
        while not window.stage._is_read:
            goes.timeout.emit()
            read.append(label.text())
            assert_no_number_is_covered(window)
        assert read[-1] == first, "what is urgent stays"
        assert " ".join(read[:-1]).replace("… …", " ").split() == label.words.split()
        assert len(read) > 2
        window.actions_.message.trigger()
        assert not window.stage._is_read, "it can be read once more"


def assert_no_number_is_covered(window: MainWindow) -> None:
    for plot in (each for each in window.workspace.plots if each.isVisible()):
        axis = plot.mapFromScene(plot.view.sceneBoundingRect().bottomLeft()).y()
        numbers = place_of(window, plot).top() + axis + 1.1 * plot.current_style.scale.text
        lowest = place_of(window, plot).bottom() > place_of(window, window.status).top()
        assert not lowest or place_of(window, window.status).top() >= numbers


def test_on_a_projector_beside_a_drawer_no_message_lies_on_the_plots(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(qtbot, window, (1024, 768), monkeypatch)
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=1.2, algorithm="sgd", epochs=200)
    run_to_the_end(qtbot, window)
    for action in (window.actions_.table, window.actions_.runs, window.actions_.explain):
        action.setChecked(True)
        settle(qtbot, window)
        assert window.status.has_remedy
        words = place_of(window, window.status)
        plots = [place_of(window, each) for each in window.workspace.plots if each.isVisible()]
        assert not [each for each in plots if each.intersects(words)]
        assert not place_of(window, window.drawer).intersects(words)
        window.stage._on_status()
        read = []
        while not window.stage._is_read:
            read.append(window.status.label.text())
            window.stage._status_goes.timeout.emit()
        assert " ".join(read).replace("… …", " ").split() == window.status.label.words.split()


def project(qtbot: QtBot, window: MainWindow, size: Size, monkeypatch: pytest.MonkeyPatch) -> None:
    """Show the window as on a screen of this size: the tests' own is another one."""

    class Screen:
        def size(self) -> QSize:
            return QSize(*size)

    monkeypatch.setattr(window.bar, "screen", Screen)
    key(qtbot, window, Qt.Key.Key_F11)
    window.apply(Style(Scale.projector(size[1])))
    settle(qtbot, window)
    window.windowHandle().setWindowState(Qt.WindowState.WindowNoState)
    window.windowHandle().resize(*size)
    settle(qtbot, window)


def states(qtbot: QtBot, window: MainWindow, all_of_them: bool) -> Iterator[str]:
    """The window in turn in each of these; some are left out where not all of them are asked for."""
    start = window.experiment.settings
    if all_of_them:
        settle(qtbot, window)
        yield "idle"
        window.experiment.settings = replace(start, epochs=5000)
        window.transport.speed.setValue(4)
        press(qtbot, window, "runButton")
        qtbot.waitUntil(lambda: window.player.cursor >= 2)
        yield "in mid-run"
        press(qtbot, window, "runButton")
    as_fast_as_possible(window)
    for algorithm, rate in (("gd", 0.3), ("gd", 0.05), ("sgd", 0.1)):
        window.experiment.settings = replace(start, algorithm=algorithm, learning_rate=rate)
        run_to_the_end(qtbot, window)
    settle(qtbot, window)
    yield "comparing"
    if all_of_them:
        window.actions_.table.trigger()
        settle(qtbot, window)
        yield "with the table"
    window.actions_.runs.trigger()
    settle(qtbot, window)
    yield "with the list of runs"
    window.actions_.lessons.trigger()
    settle(qtbot, window)
    yield "with the lessons"
    window.actions_.lessons.trigger()
    yield from explained(qtbot, window)
    if not window.stage.has_floating_column:
        for fold in ("compareFold", "moreFold"):
            open_fold(qtbot, window, fold)
        settle(qtbot, window)
        yield "with all of the column"
    window.experiment.settings = replace(start, learning_rate=3.0)
    run_to_the_end(qtbot, window)
    settle(qtbot, window)
    yield "diverged"
    clear_points(qtbot, window)
    settle(qtbot, window)
    yield "empty"


def explained(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    """With a step worked out: as a whole, and the widest of its parts."""
    window.player.seek(window.player.cursor // 2)
    window.actions_.explain.trigger()
    for part in (0, 4):
        window.experiment.options = replace(window.experiment.options, part=part)
        settle(qtbot, window)
        yield f"with part {part} of a step"
    window.experiment.options = replace(window.experiment.options, part=0)
    window.actions_.explain.trigger()


def lay_out() -> None:
    """Layouts ask for layouts; a run may go on."""
    for _ in range(5):
        QApplication.processEvents()


def faults(window: MainWindow, size: Size, least: float = 24) -> list[str]:
    """All that is wrong with it as it stands."""
    plots = [plot for plot in window.workspace.plots if plot.isVisible()]
    words = [each for plot in plots for each in (*overlapping_words(plot), *misplaced_names(plot))]
    is_that_large = (window.width(), window.height()) == size
    lying = overlaps(window, window.status, window.stage.column_part)
    wrong = [] if is_that_large else [f"the window has {window.width()}×{window.height()}"]
    return [*wrong, *cut(window), *small(window, least), *uneven(window), *lying, *words]


def too_low(window: MainWindow) -> list[str]:
    """The points, where they have fewer pixels than they must have; behind a tab they have none."""
    if "data" in window.workspace._arrangement.tabs and window.workspace.cards["data"].isHidden():
        return []
    data = area(window, "dataPlot")
    is_large = data.width() >= LEAST[0] and data.height() >= LEAST[1]
    return [] if is_large else [f"the points have {data.width()}×{data.height()}"]


def too_small(window: MainWindow, least: float, *plots: str) -> list[str]:
    """Plots with a smaller share of the window."""
    has = share(window, *(plots or PLOTS))
    return [] if has >= least else [f"{plots or 'the plots'}: {has:.3f} of the window"]
