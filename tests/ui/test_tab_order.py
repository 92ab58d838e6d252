"""Where Tab leads: through everything in view, as one reads the window, and each choice is one stop."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import as_fast_as_possible, find, key, open_fold, press, run_to_the_end

TAB, BACKTAB = Qt.Key.Key_Tab, Qt.Key.Key_Backtab
CHOICES = ({"algorithmGD", "algorithmSGD"}, {"addTool", "selectTool", "sprayTool", "eraseTool", "handTool"})


def walked(qtbot: QtBot, window: MainWindow, which: Qt.Key = TAB) -> list[QWidget]:
    """What has the focus, from the Run button once around."""
    run = find(window, QWidget, "runButton")
    run.setFocus()
    stops = [run]
    while len(stops) < 200:
        key(qtbot, window, which)
        now = window.focusWidget()
        assert now is not None
        if now is run:
            return stops
        stops.append(now)
    raise AssertionError("Tab never comes back")


def names(stops: list[QWidget]) -> list[str]:
    return [each.objectName() for each in stops]


def everything_is_open(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1700, 1000)
    as_fast_as_possible(window)
    for algorithm in ("gd", "sgd"):
        window.experiment.settings = Settings(algorithm=algorithm, epochs=30)
        run_to_the_end(qtbot, window)
    for fold in ("compareFold", "moreFold", "myLineFold"):
        open_fold(qtbot, window, fold)
    press(qtbot, window, "tableButton")
    window.player.seek(3)
    QApplication.processEvents()


def test_tab_goes_through_the_window_as_one_reads_it(window: MainWindow, qtbot: QtBot) -> None:
    everything_is_open(window, qtbot)
    stops = names(walked(qtbot, window))
    begin = stops.index("examplesButton")
    landmarks = [
        *("examplesButton", "allPlotsButton", "tableButton", "projectorButton", "run2Chip", "run1Chip"),
        *("algorithmSGD", "learningRate", "learningRateSlider", "epochs", "batchSize", "againstButton"),
        *("startM", "startB", "seed", "standardise", "dataMeaning", "addTool", "residuals", "dataPlot"),
        *("lossMeaning", "logarithmic", "lossPlot", "steps", "surfacePlot", "closeDrawerButton", "pointX"),
        *(
            "pointsTable",
            "firstButton",
            "stepBackButton",
            "runButton",
            "stepButton",
            "timeline",
            "goOnButton",
        ),
        *("resetButton", "speed"),
    ]
    around = stops[begin:] + stops[:begin]
    assert [each for each in around if each in landmarks] == landmarks


def test_in_the_fold_of_ones_own_line_it_goes_as_one_reads_it(window: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    window.resize(1280, 900)
    stops = names(walked(qtbot, window))
    begin = stops.index("myLineFold") + 1
    buttons = ["my_line", "my_squares", "my_hints", "shows_best", "start_here", "compare", "predict"]
    inside = [f"{name}Button" for name in buttons]
    inside[2:2] = ["myM", "myB"]
    assert stops[begin : begin + len(inside)] == inside


def test_shift_tab_goes_the_same_way_back(window: MainWindow, qtbot: QtBot) -> None:
    everything_is_open(window, qtbot)
    there, back = names(walked(qtbot, window)), names(walked(qtbot, window, BACKTAB))
    assert there[1:] == back[:0:-1]


def test_all_that_can_be_touched_is_a_stop_and_a_choice_is_one(window: MainWindow, qtbot: QtBot) -> None:
    everything_is_open(window, qtbot)
    stops = names(walked(qtbot, window))
    assert len(stops) == len(set(stops))
    for choice in CHOICES:
        assert len(choice & set(stops)) == 1
    assert "algorithmSGD" in stops, "the one that is on"
    key_takers = {
        each.objectName()
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.objectName() != "qt_spinbox_lineedit"
    }
    assert key_takers == set(stops)


def test_a_stop_can_be_seen(window: MainWindow, qtbot: QtBot) -> None:
    """Also in a low window, where the column scrolls to it."""
    everything_is_open(window, qtbot)
    window.resize(1024, 600)
    stops = walked(qtbot, window)
    for stop in (*stops, *reversed(stops)):
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        place = stop.mapTo(window, QPoint(0, 0))
        assert window.rect().contains(stop.rect().translated(place)), stop.objectName()
        there = window.childAt(stop.mapTo(window, stop.rect().center()))
        assert there is not None
        assert there is stop or stop.isAncestorOf(there), stop.objectName()


def test_arrow_keys_choose_within_a_choice(window: MainWindow, qtbot: QtBot) -> None:
    for first, second in (
        ("algorithmGD", "algorithmSGD"),
        ("addTool", "selectTool"),
        ("allPlotsButton", "dataPlotsButton"),
    ):
        find(window, QWidget, first).setFocus()
        key(qtbot, window, Qt.Key.Key_Right)
        assert window.focusWidget() is find(window, QWidget, second)
        assert find(window, QAbstractButton, second).isChecked()
    assert window.experiment.settings.algorithm == "sgd"
    assert window.actions_.tools[1].isChecked()
    assert not window.workspace.loss_plot.isVisible()


def test_tab_leaves_the_points_whatever_is_selected(window: MainWindow, qtbot: QtBot) -> None:
    plot = window.workspace.data_plot
    plot.setFocus()
    key(qtbot, window, Qt.Key.Key_N)
    key(qtbot, window, TAB)
    assert window.focusWidget() is find(window, QWidget, "lossMeaning")
    key(qtbot, window, BACKTAB)
    assert window.focusWidget() is plot
    assert len(window.experiment.selection) == 1, "it is still selected, and N goes on from it"
