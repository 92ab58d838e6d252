"""The picture is the stage: nothing around it ever moves, and what lies over it goes again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.measures import LEAST, PLOTS, area
from tests.ui.user_actions import (
    as_fast_as_possible,
    clear_points,
    click,
    find,
    key,
    press,
    run_to_the_end,
    type_into,
)

STILL = (*PLOTS, "readout", "runButton", "stepButton", "resetButton", "timeline", "speed", "learningRate")


def places(window: MainWindow) -> dict[str, QRect]:
    """Of all that is to stand still."""
    return {name: area(window, name) for name in STILL} | {
        "status": QRect(window.status.mapTo(window, QPoint()), window.status.size())
    }


def assert_status_can_be_read(window: MainWindow) -> None:
    label = find(window, QLabel, "status")
    room = label.contentsRect()
    needed = QFontMetrics(label.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, label.text())
    assert needed.height() <= room.height(), label.text()
    assert needed.width() <= room.width(), label.text()


def test_nothing_moves_when_runs_sentences_remedies_and_numbers_come_and_go(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    before = places(window)

    def look() -> None:
        settle(qtbot, window)
        assert places(window) == before
        assert_status_can_be_read(window)

    look()
    for rate, epochs in ((0.05, 10), (0.9, 1000), (1e-7, 3), (10.0, 1000), (0.7, 26), (0.79, 30)):
        type_into(qtbot, window.controls.learning_rate, f"{rate}")
        type_into(qtbot, window.controls.epochs, f"{epochs}")
        look()
        run_to_the_end(qtbot, window)
        look()
    click(qtbot, window.workspace.data_plot, 0.3, 0.9)  # now there are two MSE
    look()
    window.player.seek(3)
    look()
    press(qtbot, window, "resetButton")
    look()
    window.experiment.settings = replace(window.experiment.settings, m=-123456.0, b=1e-9)
    look()
    window.actions_.against.trigger()
    look()
    press(qtbot, window, "remedyButton")
    look()
    press(qtbot, window, "clearRunsButton")
    look()
    clear_points(qtbot, window)
    look()


def test_a_drawer_takes_the_place_of_the_small_plots_where_there_is_none_beside_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = places(window)
    for page in (Qt.Key.Key_F9, Qt.Key.Key_R):
        modifier = Qt.KeyboardModifier.NoModifier
        modifier = Qt.KeyboardModifier.ControlModifier if page == Qt.Key.Key_R else modifier
        key(qtbot, window, page, modifier)
        settle(qtbot, window)
        drawer, data = area(window, "drawer"), area(window, "dataPlot")
        assert not any(find(window, QWidget, name).isVisible() for name in PLOTS[1:])
        assert not drawer.intersects(data)
        assert window.rect().contains(drawer)
        assert data.width() >= LEAST[0]
        assert data.height() >= LEAST[1]
    press(qtbot, window, "closeDrawerButton")
    settle(qtbot, window)
    assert places(window) == before


def test_where_there_is_room_the_drawer_stands_beside_all_plots(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1800, 900)
    key(qtbot, window, Qt.Key.Key_F9)
    settle(qtbot, window)
    parts = [area(window, name) for name in (*PLOTS, "drawer")]
    assert not any(a.intersects(b) for k, a in enumerate(parts) for b in parts[:k])
    assert parts[0].width() >= LEAST[0]
    key(qtbot, window, Qt.Key.Key_F9)
    assert not find(window, QWidget, "drawer").isVisible()


FIELDS = (
    *("learningRate", "learningRateSlider", "epochs", "batchSize", "startM", "startB", "seed", "standardise"),
    *("algorithmGD", "algorithmSGD", "speed", "resetButton", *PLOTS),
)


def focused(window: MainWindow, name: str) -> None:
    for fold in (window.controls.more, window.controls.compare):
        fold.set_open(True)
    part = find(window, QWidget, name)
    part.setFocus()
    assert part.hasFocus()


def test_the_page_keys_step_and_change_no_value_whatever_has_the_focus(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.experiment.settings = before = Settings("sgd", seed=5, epochs=50, batch_size=2)
    speed = window.transport.speed.value()
    for name in (*FIELDS, "timeline", "runButton"):
        window.actions_.reset.trigger()
        window.actions_.step.trigger()
        qtbot.waitUntil(lambda: window.player.cursor == window.player.done == 1)
        focused(window, name)
        for which, epoch in ((Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageDown, 3), (Qt.Key.Key_PageUp, 2)):
            key(qtbot, window, which)
            qtbot.waitUntil(lambda epoch=epoch: window.player.cursor == epoch)  # type: ignore[misc]
            assert window.experiment.settings == before, name
            assert window.transport.speed.value() == speed, name


def test_also_where_there_is_nothing_to_step_they_change_no_value(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.settings = Settings("sgd", seed=5, epochs=50)
    clear_points(qtbot, window)
    before, speed = window.experiment.settings, window.transport.speed.value()
    for name in FIELDS:
        focused(window, name)
        for which in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
            key(qtbot, window, which)
            assert window.experiment.settings == before, name
            assert window.transport.speed.value() == speed, name


def test_the_tools_stay_where_they_are_whatever_is_counted_beside_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Another number of points, or of those selected, is wider or has no room at all."""
    for size in ((1280, 720), (1100, 700), (1600, 900)):
        window.resize(*size)
        settle(qtbot, window)
        standing = set()
        for n in (0, 1, 20, 1200):
            window.experiment.replace_points(Dataset([0.5] * n, [0.4] * n), "others")
            for selected in ([], [0], range(n)):
                window.experiment.select(selected[:n])
                settle(qtbot, window)
                standing.add(area(window, "tools").getRect())
        assert len(standing) == 1, size
