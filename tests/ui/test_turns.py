"""Who paints when: all at once, or in a fast run one plot after the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.ui.gestures.tools import TOOLS
from gdgui.ui.start import prepare
from gdgui.ui.theme import Style
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle, unlike_a_fresh_drawing
from tests.ui.user_actions import (
    as_fast_as_possible,
    click,
    find,
    long_run,
    move,
    press,
    run_to_the_end,
    scroll,
)


class Paints(QObject):
    """Notes whose viewport is painted, and how many rounds of the event loop lie before it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.noted: list[tuple[int, str]] = []
        self.round = 0
        self._names = {plot.viewport(): plot.objectName() for plot in window.workspace.plots}
        for viewport in self._names:
            viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.noted.append((self.round, self._names[watched]))
        return False


@contextmanager
def count_drawings(window: MainWindow) -> Iterator[list[str]]:
    """The names of the plots that were drawn meanwhile."""
    drawn: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for plot in window.workspace.plots:

            def draw(*of: Any, name: str = plot.objectName(), inner: Callable[..., None] = plot.draw) -> None:
                drawn.append(name)
                inner(*of)

            patch.setattr(plot, "draw", draw)
        yield drawn


@contextmanager
def counting_rounds(paints: Paints) -> Iterator[None]:
    """While this lasts, the rounds of the event loop are counted."""
    dispatcher = QApplication.eventDispatcher()

    def count() -> None:
        paints.round += 1

    dispatcher.awake.connect(count)
    yield
    dispatcher.awake.disconnect(count)


def test_a_plot_is_painted_anew_also_where_a_part_of_it_is_before(window: MainWindow, qtbot: QtBot) -> None:
    """As where something over it goes: the rest must not show what it showed, least of all what is hidden."""
    settle(qtbot, window)
    plot = window.workspace.surface_plot
    painted: list[QRect] = []

    class Painted(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.region().boundingRect())
            return False

    noting = Painted(window)
    plot.viewport().installEventFilter(noting)
    window.actions_.predict.trigger()
    assert plot.contours.shown == []
    plot.viewport().repaint(QRect(0, 0, 10, 10))
    settle(qtbot, window)
    assert plot.viewport().rect() in painted


def test_a_window_opens_as_it_then_stays(qtbot: QtBot, qapp: QApplication, sample: Dataset) -> None:
    """Where the layout does not know at first how wide its parts are, all is painted twice, and jumps."""
    prepare(qapp, Style())
    window = MainWindow(Experiment(sample, Settings()))
    qtbot.addWidget(window)
    paints = Paints(window)
    window.show()
    opened = [plot.geometry() for plot in window.workspace.plots]
    settle(qtbot, window)
    assert [plot.geometry() for plot in window.workspace.plots] == opened
    in_view = [plot.objectName() for plot in window.workspace.plots if plot.isVisible()]
    assert sorted(name for _, name in paints.noted) == sorted(in_view)
    window.close()


def test_in_a_fast_run_every_plot_is_painted_but_no_two_in_one_round(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    long_run(window)
    settle(qtbot, window)
    paints = Paints(window)

    def all_are_painted() -> bool:
        return {name for _, name in paints.noted} == {"dataPlot", "surfacePlot", "lossPlot"}

    with counting_rounds(paints):
        press(qtbot, window, "runButton")
        qtbot.waitUntil(lambda: len(paints.noted) >= 12)
        paints.noted.clear()  # the start was painted at once, amid the first turns
        qtbot.waitUntil(lambda: len(paints.noted) >= 12 and all_are_painted())
    rounds = [number for number, _ in paints.noted]
    assert len(rounds) == len(set(rounds))


def test_after_a_fast_run_the_last_epoch_is_in_the_picture(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=100_000)
    run_to_the_end(qtbot, window)
    settle(qtbot, window)
    seen = [plot.viewport().grab().toImage() for plot in window.workspace.plots]
    for plot in window.workspace.plots:
        plot.scene().update()
    settle(qtbot, window)
    assert [plot.viewport().grab().toImage() for plot in window.workspace.plots] == seen
    paints = Paints(window)
    click(qtbot, window.workspace.data_plot, 0.5, 0.9)  # painted at once again
    qtbot.waitUntil(lambda: "dataPlot" in {name for _, name in paints.noted})


def test_after_a_press_no_two_plots_are_painted_in_one_round(window: MainWindow, qtbot: QtBot) -> None:
    """Alone, and with Run at once: then nothing of the start is drawn. Nor when the same is played again."""
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=10_000)
    reset, run = window.actions_.reset, window.actions_.run
    for presses in ((reset,), (reset, run), (run,)):
        if window.player.state == "idle":
            run_to_the_end(qtbot, window)
        settle(qtbot, window)
        paints = Paints(window)
        with counting_rounds(paints), count_drawings(window) as drawn:
            for action in presses:
                action.trigger()
            assert drawn == []
            settle(qtbot, window)
            qtbot.waitUntil(lambda: len({name for _, name in paints.noted}) == 3)  # noqa: B023
        rounds = [number for number, _ in paints.noted]
        assert len(rounds) == len(set(rounds))
        assert unlike_a_fresh_drawing(window) == {}


def test_what_changes_while_a_plot_waits_for_its_turn_is_in_the_picture(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    window.actions_.reset.trigger()
    window.experiment.move_points([0], [0.5], [0.9])
    settle(qtbot, window)
    assert not any(plot.is_behind for plot in window.workspace.plots)
    assert unlike_a_fresh_drawing(window) == {}


def test_a_hand_that_moves_the_view_before_a_plot_has_its_turn_goes_on_from_the_newest(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Where the machine is busy, many moves of a mouse come between two turns, and what is pressed before."""
    as_fast_as_possible(window)
    plot, viewport = window.workspace.data_plot, window.workspace.data_plot.viewport()
    window.actions_.tools[list(TOOLS).index("hand")].trigger()
    long_run(window)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 0)
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
        window.actions_.fit.trigger()
        (low, high), y_range = plot.view_range()
        here = viewport.rect().center()
        paints = Paints(window)
        qtbot.mousePress(viewport, button, pos=here)
        for k in range(1, 5):
            move(viewport, here + QPoint(20 * k, 0), button)
        qtbot.mouseRelease(viewport, button, pos=here + QPoint(80, 0))
        assert paints.noted == [], "no plot has its turn meanwhile"
        moved = 80 * (high - low) / plot.view.width()
        across, down = window.experiment.options.data_range
        assert across == pytest.approx((low - moved, high - moved)), button
        assert down == pytest.approx(y_range), button
    window.actions_.fit.trigger()
    fitted = window.experiment.options.data_range
    for _ in range(2):
        scroll(viewport, 120)
    smaller = 1.02 ** (2 * 120 * plot.view.state["wheelScaleFactor"])
    for now, whole in zip(window.experiment.options.data_range, fitted, strict=True):
        assert whole[0] < now[0] < now[1] < whole[1], "the wheel goes on from what was fitted"
        assert now[1] - now[0] == pytest.approx(smaller * (whole[1] - whole[0]))
    press(qtbot, window, "resetButton")


def test_keys_on_the_points_before_their_plot_has_its_turn_leave_the_view_that_holds_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    plot = window.workspace.data_plot
    window.actions_.reset.trigger()
    window.experiment.replace_points(Dataset([100.0, 200.0, 300.0], [5.0, 6.0, 7.0]), "far")
    window.actions_.fit.trigger()
    fitted = window.experiment.options
    for which in (Qt.Key.Key_Home, Qt.Key.Key_N):
        qtbot.keyClick(plot, which)
    assert window.experiment.options == fitted
    assert plot.hand.crosshair.position == (200.0, 6.0)
    plot.hand.crosshair.hide()
    settle(qtbot, window)
    assert unlike_a_fresh_drawing(window) == {}


def test_at_a_speed_that_shows_every_epoch_reset_is_drawn_at_once(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    window.transport.speed.setValue(window.transport.speed.minimum())
    window.actions_.reset.trigger()
    assert not any(plot.is_behind for plot in window.workspace.plots)


def test_a_point_added_in_a_fast_run_is_painted(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    long_run(window)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 0)
    plot = window.workspace.data_plot
    paints = Paints(window)
    click(qtbot, plot, 0.93, 0.07)
    qtbot.waitUntil(lambda: "dataPlot" in {name for _, name in paints.noted})
    press(qtbot, window, "resetButton")
    assert find(window, QPushButton, "runButton").text() == "Run"
    assert len(window.experiment.dataset) == 21


def test_a_window_shown_again_amid_a_fast_run_draws_by_turns_as_before(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Each show event would let go of all plots: then the mouse waits for all of them."""
    as_fast_as_possible(window)
    long_run(window)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 0)
    window.hide()
    window.show()
    assert window.workspace.repaint_scheduler.staggers
    drawn = [plot for plot in window.workspace.plots if not plot._draws_on_request]
    press(qtbot, window, "resetButton")
    assert drawn == []


def test_a_plot_that_cannot_be_drawn_keeps_no_other_from_its_turn(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    settle(qtbot, window)
    broken = window.workspace.plots[0]

    def fail(*_: object) -> None:
        raise ValueError("it cannot be drawn")

    with qtbot.captureExceptions() as errors:
        monkeypatch.setattr(broken, "draw", fail)
        window.workspace.repaint_scheduler.stagger(True)
        window.experiment.settings = Settings(m=-1.0)
        window.workspace.repaint_scheduler.stagger(False)
        qtbot.waitUntil(lambda: not window.workspace.repaint_scheduler._waiting)
        monkeypatch.undo()
    assert errors
    modes = [plot.viewportUpdateMode() for plot in window.workspace.plots]
    assert modes == [modes[0].FullViewportUpdate] * 3
