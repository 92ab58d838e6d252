"""The explanation beside runs: those that move, diverge, or were on other points."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.points import Points
from gdgui.ui.window import MainWindow
from tests.ui.drawn import sampled
from tests.ui.explaining import CTRL, by_hand, line, part, sentence, step, table
from tests.ui.user_actions import as_fast_as_possible, find, has_ended, key, run_to_the_end, status

__all__ = ["by_hand"]


def test_numbers_that_nobody_could_read_are_not_there(window: MainWindow, qtbot: QtBot) -> None:
    """So table, ring and arrow are always of one batch; when the run rests, all of it is there."""
    key(qtbot, window, Qt.Key.Key_F12)
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", learning_rate=0.3, epochs=300_000)
    key(qtbot, window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "moves on" in find(window, QLabel, "explainInstead").text())
    assert not table(window).isVisible()
    qtbot.waitUntil(lambda: has_ended(window))
    assert find(window, QLabel, "whichStep").text() == "from epoch 300,000 to 300,001"
    m = float(window.presenter.frame.line[0])
    assert float(line(window, "m").split(" ")[2]) == pytest.approx(m, abs=1e-4)
    assert sampled(window.workspace.data_plot) == [
        int(str(table(window).model().headerData(0, Qt.Orientation.Vertical))) - 1
    ]


def test_at_a_pace_to_be_read_every_epoch_is_shown(by_hand: MainWindow, qtbot: QtBot) -> None:
    by_hand.experiment.settings = Settings("sgd", m=1.0, b=0.0, learning_rate=0.1, epochs=4, seed=2)
    key(qtbot, by_hand, Qt.Key.Key_F12)
    find(by_hand, QAbstractButton, "lastStepChoice").click()
    by_hand.player.set_rate(5.0)
    seen = []

    def note() -> None:
        if by_hand.player.cursor:
            head = str(table(by_hand).model().headerData(0, Qt.Orientation.Vertical))
            seen.append((by_hand.player.cursor, [int(head) - 1] == sampled(by_hand.workspace.data_plot)))

    by_hand.player.changed.connect(note)
    key(qtbot, by_hand, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: has_ended(by_hand))
    assert [epoch for epoch, _ in dict(seen).items()] == [1, 2, 3, 4]
    assert all(is_same for _, is_same in seen)


def test_a_rise_that_is_rounding_is_not_blamed_on_the_rate(window: MainWindow, qtbot: QtBot) -> None:
    x = np.linspace(0, 1, 12)
    window.experiment.replace_points(Points(Dataset(x, 0.5 * x + 0.25)), "points")
    window.experiment.settings = Settings(learning_rate=0.9, epochs=200, standardise=True)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    part(qtbot, window, 6)
    for epoch in range(150, 200):
        window.player.seek(epoch)
        assert "too large" not in sentence(window)


def test_a_rate_that_is_too_large_is_named(by_hand: MainWindow, qtbot: QtBot) -> None:
    by_hand.experiment.settings = Settings(m=1.0, b=0.0, learning_rate=1.0, epochs=3)
    part(qtbot, by_hand, 6)
    assert "the rate is too large" in sentence(by_hand)


def test_where_a_run_has_diverged_no_other_one_begins(by_hand: MainWindow, qtbot: QtBot) -> None:
    by_hand.experiment.settings = Settings(m=1.0, b=0.0, learning_rate=3.0, epochs=100)
    as_fast_as_possible(by_hand)
    run_to_the_end(qtbot, by_hand)
    run_id, epoch = by_hand.player.run_id, by_hand.player.cursor
    part(qtbot, by_hand, 6)
    key(qtbot, by_hand, Qt.Key.Key_F10)
    assert (by_hand.player.run_id, by_hand.player.cursor) == (run_id, epoch)
    assert "no step follows" in status(by_hand)


def test_squares_follow_the_theme(window: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, window, Qt.Key.Key_B, CTRL)
    layer = window.workspace.data_plot.residuals.squares
    for name in ("dark", "light"):
        window.actions_.themes[name].trigger()
        assert layer._colour == window.workspace.data_plot.current_style.theme.residual


def test_a_step_on_other_points_is_not_drawn_on_these(by_hand: MainWindow, qtbot: QtBot) -> None:
    step(qtbot, by_hand)
    step(qtbot, by_hand)
    part(qtbot, by_hand, 2)
    find(by_hand, QAbstractButton, "lastStepChoice").click()
    by_hand.experiment.remove_points([0])
    assert not by_hand.workspace.data_plot.residuals.squares.isVisible()
    assert "points of that epoch" in find(by_hand, QLabel, "stepNotes").text()


def test_the_row_with_the_cursor_stays_that_of_its_point(by_hand: MainWindow, qtbot: QtBot) -> None:
    by_hand.experiment.settings = Settings("sgd", m=1.0, b=0.0, learning_rate=0.1, epochs=9, seed=2)
    key(qtbot, by_hand, Qt.Key.Key_F12)
    table(by_hand).selectRow(1)
    lit = by_hand.experiment.options.lit
    for _ in range(4):
        step(qtbot, by_hand)
        assert by_hand.experiment.options.lit == lit


def test_with_standardised_x_the_primed_numbers_are_said_to_be_primed(
    by_hand: MainWindow, qtbot: QtBot
) -> None:
    by_hand.experiment.settings = Settings(m=1.0, b=0.0, learning_rate=0.25, epochs=3, standardise=True)
    part(qtbot, by_hand, 4)
    assert "(∂m′, ∂b′)" in sentence(by_hand)
    assert "∂m′" in find(by_hand, QLabel, "stepNotes").text()
    part(qtbot, by_hand, 5)
    # x′ = (x − 1)/√(2/3): ∂m′ = −2·mean x′f = −√(2/3), ∂b′ = −8/3
    assert "m′ changes by 0.204, b′ by 0.667" in sentence(by_hand)
