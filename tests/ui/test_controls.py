"""Every setting has a control, and no control takes what it should not."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.core.limits import MOST_EPOCHS
from gdgui.ui.panels.fields import NumberField
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.measures import lacks
from tests.ui.user_actions import clear_points, click, find, open_fold, press, scroll, type_into

NAMES = [
    "algorithmGD",
    "algorithmSGD",
    "learningRate",
    "epochs",
    "batchSize",
    "startM",
    "startB",
    "seed",
    "speed",
    "runButton",
    "stepButton",
    "stepBackButton",
    "goOnButton",
    "resetButton",
    "timeline",
    "readout",
    "status",
    "remedyButton",
    "drawer",
    "projectorBar",
    "dataPlot",
    "lossPlot",
    "surfacePlot",
]


def test_what_is_in_a_fresh_window_has_names_labels_and_room(window: MainWindow, qtbot: QtBot) -> None:
    # what can be touched or read has its object name
    assert [name for name in NAMES if window.findChild(QWidget, name) is None] == []

    # every control has a label or words and a tooltip
    for name in ("learningRate", "epochs", "batchSize", "startM", "startB", "seed", "speed"):
        control = find(window, QWidget, name)
        assert control.toolTip(), name
        assert control.accessibleName(), name
        assert any(label.buddy() is control for label in window.findChildren(QLabel)), name

    # targets are large enough to hit
    for name in ("runButton", "stepButton", "resetButton", "learningRate", "epochs", "algorithmGD", "speed"):
        assert find(window, QWidget, name).height() >= 24, name

    # scrolling past a field without focus does not change it
    window.workspace.data_plot.setFocus()
    for field in (window.controls.epochs, window.controls.rate_slider, window.transport.speed):
        before = field.value()
        scroll(field, 120)
        assert field.value() == before

    # whole numbers have sensible limits
    epochs, batch = find(window, QSpinBox, "epochs"), find(window, QSpinBox, "batchSize")
    assert (epochs.minimum(), epochs.maximum()) == (1, 1_000_000)
    assert (batch.minimum(), batch.maximum()) == (1, 20)
    type_into(qtbot, epochs, "1000000")
    assert window.experiment.settings.epochs == 1_000_000

    # epochs count when typed to the end not digit by digit
    seen: list[int] = []
    window.experiment.changed.connect(lambda _: seen.append(window.experiment.settings.epochs))
    type_into(qtbot, window.controls.epochs, "2500")
    assert seen == [2500]


def test_the_learning_rate_is_written_in_all_ways_slid_and_kept_exactly_beyond_the_slider(
    window: MainWindow, qtbot: QtBot
) -> None:
    # the learning rate field takes all ways to write a number
    for text, value in (("0.05", 0.05), ("5e-2", 0.05), ("0,05", 0.05), ("2.5e-7", 2.5e-7)):
        type_into(qtbot, window.controls.learning_rate, "0.3")
        type_into(qtbot, window.controls.learning_rate, text)
        assert window.experiment.settings.learning_rate == value, text

    # the slider is logarithmic and agrees with the field
    slider = find(window, QSlider, "learningRateSlider")
    type_into(qtbot, window.controls.learning_rate, "0.3")
    slider.setValue(slider.minimum())
    assert window.experiment.settings.learning_rate == 1e-4
    slider.setValue(slider.maximum())
    assert window.experiment.settings.learning_rate == 10
    slider.setValue((slider.minimum() + slider.maximum()) // 2)
    assert window.experiment.settings.learning_rate == pytest.approx(10**-1.5, rel=0.01)
    assert float(window.controls.learning_rate.text()) == window.experiment.settings.learning_rate
    type_into(qtbot, window.controls.learning_rate, "0.1")
    assert slider.value() == -100
    assert slider.toolTip().startswith("Learning rate from 0.0001 to 10, on a logarithmic scale")

    # a rate beyond the slider is kept exactly
    type_into(qtbot, window.controls.learning_rate, "3e-9")
    assert window.experiment.settings.learning_rate == 3e-9
    assert window.controls.learning_rate.text() == "3e-09"


def test_a_bad_learning_rate_is_explained_and_the_last_good_one_stays(
    window: MainWindow, qtbot: QtBot
) -> None:
    field = window.controls.learning_rate
    for text in ("0", "-1", "nan", "inf", "abc", "", "1e400", "0.1.2"):
        type_into(qtbot, field, "0.3")
        if text:
            type_into(qtbot, field, text, end=None)
        else:
            type_into(qtbot, field, "1", end=Qt.Key.Key_Backspace)
        assert field.property("wrong") is True, text
        hint = next(each for each in window.findChildren(QLabel, "fieldHint") if each.isVisible())
        assert "takes a number above 0" in hint.text(), text
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert window.experiment.settings.learning_rate == 0.3, text
        assert field.text() == "0.3", text
        assert "nan" not in hint.text().replace("“nan”", "")
        type_into(qtbot, field, "0.4")
        assert not hint.isVisible(), text

    # what was said of it goes when something else is done: a point, another algorithm, an example
    changes: list[Callable[[], object]] = [
        partial(click, qtbot, window.workspace.data_plot, 0.3, 0.9),
        partial(press, qtbot, window, "algorithmSGD"),
        window.actions_.undo.trigger,
    ]
    for change in changes:
        type_into(qtbot, field, "abc")
        assert hint.isVisible()
        assert hint.text().endswith("Back to 0.4.")
        change()
        assert not hint.isVisible()
        assert hint.text() == ""


def test_algorithm_is_a_two_way_toggle_and_sgd_alone_has_batch_and_seed(
    window: MainWindow, qtbot: QtBot
) -> None:
    gd, sgd = find(window, QPushButton, "algorithmGD"), find(window, QPushButton, "algorithmSGD")
    assert (gd.isChecked(), sgd.isChecked()) == (True, False)
    open_fold(qtbot, window, "moreFold")
    assert not window.controls.batch_size.isVisible()
    assert not window.controls.seed.isEnabled()
    press(qtbot, window, "algorithmSGD")
    assert (gd.isChecked(), sgd.isChecked()) == (False, True)
    assert window.experiment.settings == Settings("sgd")
    assert window.controls.batch_size.isVisible()
    assert window.controls.seed.isEnabled()
    press(qtbot, window, "algorithmGD")
    assert window.experiment.settings == Settings("gd")
    assert not window.controls.batch_size.isVisible()


def test_a_large_number_of_epochs_is_whole_in_its_field_and_a_small_one_moves_nothing(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1280, 720)
    settle(qtbot, window)
    usual = window.controls.epochs.geometry()
    for epochs in (100, 99_999, 100_000, MOST_EPOCHS):
        type_into(qtbot, window.controls.epochs, f"{epochs}")
        settle(qtbot, window)
        assert window.experiment.settings.epochs == epochs
        assert lacks(window.controls.epochs) == ""
    window.experiment.settings = replace(window.experiment.settings, epochs=200)
    settle(qtbot, window)
    assert window.controls.epochs.geometry() == usual


def test_a_batch_size_cut_short_by_removed_points_comes_back_with_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, window, "algorithmSGD")
    type_into(qtbot, window.controls.batch_size, "20")
    clear_points(qtbot, window)
    click(qtbot, window.workspace.data_plot, 0.5, 0.5)
    assert window.experiment.settings.batch_size == 1
    window.experiment.undo_stack.undo()
    window.experiment.undo_stack.undo()
    assert window.experiment.settings.batch_size == 20


def test_start_fields_move_the_start_line_and_new_seed_draws_another_seed(
    window: MainWindow, qtbot: QtBot
) -> None:
    # start fields move the start line
    open_fold(qtbot, window, "moreFold")
    type_into(qtbot, window.controls.start_m, "-0,5")
    type_into(qtbot, window.controls.start_b, "1")
    assert (window.experiment.settings.m, window.experiment.settings.b) == (-0.5, 1.0)
    assert "slope m −0.50000" in window.workspace.readout.text()

    # new seed draws another seed
    press(qtbot, window, "algorithmSGD")
    open_fold(qtbot, window, "moreFold")
    seeds = set()
    for _ in range(5):
        press(qtbot, window, "newSeedButton")
        seeds.add(window.experiment.settings.seed)
    assert len(seeds) > 1

    # controls show the settings they are given
    settings = Settings("sgd", 0.25, 77, 5, -1.5, 2.25, 42)
    window.experiment.settings = settings
    controls = window.controls
    assert find(window, QPushButton, "algorithmSGD").isChecked()
    assert [find(window, NumberField, name).text() for name in ("learningRate", "startM", "startB")] == [
        "0.25",
        "-1.5",
        "2.25",
    ]
    assert [controls.epochs.value(), controls.batch_size.value(), controls.seed.value()] == [77, 5, 42]


def test_typed_text_counts_when_run_is_pressed_by_its_key(window: MainWindow, qtbot: QtBot) -> None:
    # typed text counts when run is pressed by its key
    type_into(qtbot, window.controls.learning_rate, "0.2", end=None)
    qtbot.keyClick(window.controls.learning_rate, Qt.Key.Key_F5)
    assert window.experiment.settings.learning_rate == 0.2
    assert window.player.state == "playing"


def test_the_wheel_changes_no_value_wherever_the_focus_is(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.step.trigger()
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    before = window.experiment.settings, window.transport.epochs_per_second
    for name in ("learningRateSlider", "epochs", "speed", "timeline"):
        widget = find(window, QWidget, name)
        for focus in (widget, window.workspace.data_plot):
            focus.setFocus()
            for angle in (120, -120):
                scroll(widget, angle)
        assert (window.experiment.settings, window.transport.epochs_per_second) == before, name
        assert window.player.cursor == 1, name
