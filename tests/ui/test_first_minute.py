"""Three hints on the first start, each until it was followed or called off; and what an empty canvas says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.ui.picture import Picture
from gdgui.ui.theme import Style
from gdgui.ui.window import MainWindow
from tests.ui.drawn import out_of_view
from tests.ui.fresh_drawing import places, settle
from tests.ui.user_actions import as_fast_as_possible, click, find, key, press, run_to_the_end


@pytest.fixture
def new(window: MainWindow) -> MainWindow:
    """On its first start."""
    window.first_minute.begin(frozenset())
    return window


def hint(window: MainWindow) -> str:
    """What the bubble says; empty where there is none."""
    label = find(window, QLabel, "hint")
    return label.text() if label.isVisible() else ""


def test_each_hint_goes_when_it_was_followed(new: MainWindow, qtbot: QtBot) -> None:
    assert "Click" in hint(new)
    click(qtbot, new.workspace.data_plot, 0.5, 0.9)
    assert "Run" in hint(new)
    as_fast_as_possible(new)
    run_to_the_end(qtbot, new)
    assert "red" in hint(new)
    new.experiment.settings = Settings(learning_rate=5.0)
    assert hint(new) == ""
    assert new.first_minute.seen == {"points", "run", "rate"}


def test_each_esc_takes_away_one_and_the_last_one_is_for_the_projector(new: MainWindow, qtbot: QtBot) -> None:
    said = []
    for _ in range(3):
        said.append(hint(new))
        key(qtbot, new, Qt.Key.Key_Escape)
    assert len(set(said)) == 3
    assert "" not in said
    assert hint(new) == ""


def test_esc_takes_a_hint_away_also_where_a_button_beside_the_menus_has_the_keyboard(
    new: MainWindow, qtbot: QtBot
) -> None:
    for name in ("examplesButton", "tableButton", "allPlotsButton"):
        before, button = hint(new), find(new, QWidget, name)
        button.setFocus()
        assert QApplication.focusWidget() is button
        qtbot.keyClick(button, Qt.Key.Key_Escape)
        assert before
        assert hint(new) != before
    assert hint(new) == ""


def test_a_hint_goes_by_itself_after_two_minutes_in_view(new: MainWindow, qtbot: QtBot) -> None:
    first, label = hint(new), find(new, QLabel, "hint")
    (timer,) = label.findChildren(QTimer)
    assert 110_000 < timer.remainingTime() < 130_000  # a coarse timer
    timer.setInterval(1)
    qtbot.waitUntil(lambda: hint(new) != first)
    second = hint(new)
    assert "Run" in second
    assert timer.remainingTime() > 110_000, "of its own"
    timer.start(90_000)
    press(qtbot, new, "runButton")
    qtbot.waitUntil(lambda: not label.isVisible())
    assert not timer.isActive(), "out of view, no time goes by"
    press(qtbot, new, "resetButton")
    assert hint(new) not in ("", second)
    assert timer.remainingTime() > 110_000


def test_beside_a_lesson_there_is_none_and_none_counts_as_seen(new: MainWindow, qtbot: QtBot) -> None:
    before = hint(new)
    key(qtbot, new, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert hint(new) == ""
    press(qtbot, new, "beginLesson")
    settle(qtbot, new)
    assert hint(new) == ""
    press(qtbot, new, "leaveStep")
    key(qtbot, new, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: hint(new) == before)


def test_what_was_done_before_its_turn_is_not_said_any_more(new: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(new)
    run_to_the_end(qtbot, new)
    assert "Click" in hint(new)
    click(qtbot, new.workspace.data_plot, 0.5, 0.9)
    assert "red" in hint(new)


def test_nobody_is_told_anything_who_was_here_before(window: MainWindow) -> None:
    assert hint(window) == ""
    window.first_minute.begin(frozenset({"points", "run", "rate"}))
    assert hint(window) == ""


def test_a_hint_covers_neither_line_nor_points_and_takes_no_click(new: MainWindow, qtbot: QtBot) -> None:
    plot, bubble = new.workspace.data_plot, find(new, QLabel, "hint")
    for _ in range(3):
        assert bubble.isVisible()
        area = bubble.geometry()
        assert plot.rect().contains(area)
        on_points = places(plot, plot.dataset.x, plot.dataset.y)
        (left, right), _y = plot.view_range()
        line = new.experiment.settings
        along = [(left + k / 200 * (right - left)) for k in range(201)]
        for x, y in zip(along, [line.m * each + line.b for each in along], strict=True):
            at = plot.viewport().mapFrom(plot, plot.mapFromScene(plot.scene_at(x, y)))
            assert not area.contains(at)
        assert not any(area.contains(QPoint(round(x), round(y))) for x, y in on_points)
        assert new.childAt(bubble.mapTo(new, bubble.rect().center())) is not bubble
        key(qtbot, new, Qt.Key.Key_Escape)


def test_while_the_line_moves_there_is_no_hint(new: MainWindow, qtbot: QtBot) -> None:
    new.actions_.run.trigger()
    qtbot.waitUntil(lambda: new.player.state == "playing")
    assert hint(new) == ""
    new.actions_.run.trigger()
    qtbot.waitUntil(lambda: hint(new) != "")


def test_an_empty_canvas_offers_the_examples_until_there_is_a_point(window: MainWindow, qtbot: QtBot) -> None:
    plot, button = window.workspace.data_plot, find(window, QPushButton, "emptyCanvasExamples")
    assert not button.isVisible()
    window.actions_.clear.trigger()
    assert "Click" in invitation(window)
    assert button.isVisible()
    assert plot.rect().contains(button.geometry())
    button.click()
    menu = QApplication.activePopupWidget()
    assert menu is window.actions_.examples_menu
    menu.close()
    click(qtbot, plot, 0.5, 0.5)
    assert not button.isVisible()
    assert invitation(window) == ""
    assert out_of_view(plot) == 0


def test_a_picture_of_an_empty_canvas_invites_nobody(window: MainWindow) -> None:
    window.actions_.clear.trigger()
    picture = Picture(window.presenter.frame, window.presenter.options, (900, 500), Style()).svg().decode()
    assert "Click" in invitation(window)
    assert "Click" not in picture
    assert "0 points" in picture


def invitation(window: MainWindow) -> str:
    words = window.workspace.data_plot.invitation._words
    return str(words.toPlainText()) if words.isVisible() else ""
