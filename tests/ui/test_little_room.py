"""Where there is little room, what gives way is still there: in a menu, behind a button, over the picture."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.ui.theme import Scale, Style
from gdgui.ui.views.axis import TidyAxis, Words
from gdgui.ui.views.loss.view import LossView
from gdgui.ui.views.surface.view import SurfaceView
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.measures import PLOTS, area, place_of
from tests.ui.user_actions import as_fast_as_possible, find, key, press, run_to_the_end

SHARED = 6  # pixels of height that the empty margins of a name and of a number may share


def in_menu(window: MainWindow, name: str) -> list[QAction]:
    """What is in the menu of a title row; empty where there is none."""
    more = find(window, QToolButton, name)
    return more.menu().actions() if more.isVisible() else []


def test_buttons_without_room_over_a_plot_are_in_its_menu(window: MainWindow, qtbot: QtBot) -> None:
    actions, residuals = window.actions_, find(window, QPushButton, "residuals")
    title = find(window, QLabel, "dataTitle")
    long_title = title.text()
    assert residuals.isVisible()
    assert in_menu(window, "dataMore") == []
    window.appearance.restore("light", 2.0)
    window.resize(1200, 720)
    settle(qtbot, window)
    assert not residuals.isVisible()
    assert title.text() != long_title
    assert long_title in title.toolTip()
    assert actions.residuals in in_menu(window, "dataMore")
    in_menu(window, "dataMore")[0].trigger()
    assert actions.residuals.isChecked() or actions.tools[0].isChecked()
    window.appearance.restore("light", 1.0)
    window.resize(1280, 720)
    settle(qtbot, window)
    assert residuals.isVisible()
    assert title.text() == long_title
    assert in_menu(window, "dataMore") == []


def test_while_a_plot_is_made_lower_and_higher_no_number_lies_on_the_name_of_its_axis(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a low one the name is among the numbers. Each size is painted before Qt comes to laying it out."""
    written: list[QRectF] = []
    axes: list[bool] = []

    def note(axis: TidyAxis, painter: QPainter, line: object, lines: object, words: Words) -> None:
        if axis.orientation == "bottom":
            axes.append(axis.is_low)
            name = axis.label.mapRectToParent(axis.label.boundingRect())
            written.extend(name & place for place, _, word in words if word)

    monkeypatch.setattr(TidyAxis, "drawPicture", note)
    for plot in (LossView(), SurfaceView()):
        qtbot.addWidget(plot)
        plot.apply(Style())
        plot.show_frame(window.presenter.frame, window.experiment.options)
        with qtbot.waitExposed(plot):
            plot.show()
        for height in (*range(170, 140, -3), *range(140, 170, 3)):
            plot.resize(430, height)
            plot.viewport().repaint()
    assert set(axes) == {True, False}
    assert written
    assert [each for each in written if each.width() > 0 and each.height() > SHARED] == []


def test_a_column_without_room_comes_by_a_button_and_goes_by_esc(window: MainWindow, qtbot: QtBot) -> None:
    rate, button = window.controls.learning_rate, find(window, QPushButton, "columnButton")
    assert rate.isVisible()
    assert not button.isVisible()
    window.appearance.restore("light", 2.0)
    window.resize(1280, 720)
    settle(qtbot, window)
    assert not rate.isVisible()
    before = area(window, "dataPlot")
    press(qtbot, window, "columnButton")
    settle(qtbot, window)
    assert rate.isVisible()
    assert area(window, "dataPlot") == before
    for name in ("readout", "runButton", "status"):
        assert not area(window, name).intersects(place_of(window, window.stage.column_part)), name
    window.workspace.data_plot.setFocus()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not rate.isVisible()
    window.appearance.restore("light", 1.0)
    settle(qtbot, window)
    assert rate.isVisible()
    assert not button.isVisible()


@pytest.mark.parametrize("is_projecting", [False, True])
def test_what_is_under_way_moves_no_plot(window: MainWindow, qtbot: QtBot, is_projecting: bool) -> None:
    if is_projecting:
        key(qtbot, window, Qt.Key.Key_F11)
    settle(qtbot, window)
    seen = [name for name in PLOTS if find(window, QWidget, name).isVisible()]
    before = {name: area(window, name) for name in seen}
    window.comparison.progress.show_share("A long word", 0.3)
    QApplication.processEvents()
    assert {name: area(window, name) for name in seen} == before
    progress = area(window, "progress")
    assert window.rect().contains(progress)
    assert not progress.intersects(area(window, "runButton"))
    window.comparison.progress.show_share("", None)
    assert not find(window, QWidget, "progress").isVisible()


def test_on_a_projector_words_hide_nothing_drawn_and_come_back(window: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, window, Qt.Key.Key_F11)
    window.apply(Style(Scale.projector(720)))
    window.windowHandle().setWindowState(Qt.WindowState.WindowNoState)
    window.windowHandle().resize(1280, 720)
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=3.0, epochs=100)
    run_to_the_end(qtbot, window)
    settle(qtbot, window)

    def words() -> QRect:
        assert window.status.isVisible()
        return place_of(window, window.status)

    for plot in window.workspace.plots:
        axes = plot.mapFromScene(plot.view.sceneBoundingRect()).boundingRect()
        assert not words().intersects(axes.translated(plot.mapTo(window, QPoint()))), plot.objectName()
    assert not words().intersects(area(window, "readout"))
    assert not words().intersects(area(window, "projectorBar"))
    qtbot.mouseClick(window.status, Qt.MouseButton.LeftButton)
    assert not window.status.isVisible()
    key(qtbot, window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    window.actions_.column.trigger()
    settle(qtbot, window)
    assert not words().intersects(place_of(window, window.stage.column_part))


@pytest.mark.parametrize("letters", [1.0, 1.5])
def test_in_the_smallest_window_no_plot_is_cut(window: MainWindow, qtbot: QtBot, letters: float) -> None:
    """Beside the settings, over them and by tabs."""
    window.appearance.restore("light", letters)
    for width in (1280, 800, 1):
        window.resize(width, 1)
        settle(qtbot, window)
        for plot in window.workspace.plots:
            card = plot.parentWidget()
            if plot.isVisible():
                place = place_of(window, plot)
                assert place_of(window, card).contains(place), (window.size(), plot.objectName())
                assert place.bottom() < area(window, "runButton").top(), (window.size(), plot.objectName())
