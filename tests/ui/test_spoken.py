"""What somebody hears who does not see the window: names, roles, values and what is announced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import as_fast_as_possible, click, find, key, open_fold, press, run_to_the_end

CTRL = Qt.KeyboardModifier.ControlModifier
Role: TypeAlias = QAccessible.Role
Text = QAccessible.Text
Announced = list[tuple[str, QAccessible.AnnouncementPoliteness]]


def heard(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def value(window: MainWindow, name: str) -> str:
    return heard(find(window, QWidget, name)).text(Text.Value)


class Heard(NamedTuple):
    """A widget, or an entry of a menu, as a tool finds it; no interface is kept, as Qt may delete it."""

    owner: QObject
    role: Role
    name: str
    is_focusable: bool


def within(interface: QAccessibleInterface) -> Iterator[Heard]:
    """This and all that is in it, as a tool walks it; not the cells of tables."""
    state, name = interface.state(), interface.text(Text.Name)
    yield Heard(interface.object(), interface.role(), name, bool(state.focusable))
    for at in range(interface.childCount()):
        child = interface.child(at)
        if child is not None and child.object() is not None:
            yield from within(child)


@pytest.fixture
def lesson(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Amid a lesson: two runs have ended, everything that opens is open."""
    window.resize(1600, 1000)
    as_fast_as_possible(window)
    for algorithm in ("gd", "sgd"):
        window.experiment.settings = Settings(algorithm=algorithm, epochs=30)
        run_to_the_end(qtbot, window)
    for fold in ("compareFold", "moreFold"):
        open_fold(qtbot, window, fold)
    press(qtbot, window, "tableButton")
    return window


def test_whatever_takes_the_keyboard_has_a_name_and_its_place_in_the_tree(lesson: MainWindow) -> None:
    # nothing that takes the keyboard is without a name
    everything = list(within(heard(lesson)))
    assert len(everything) > 150
    focusable = [each for each in everything if each.is_focusable]
    assert len(focusable) > 50
    assert [(each.role.name, each.owner.objectName()) for each in focusable if not each.name] == []

    # every widget that tab leads to is reached by walking the tree
    walked = {each.owner for each in within(heard(lesson))}
    stops = [
        each
        for each in lesson.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.isVisible()
        and each.objectName() != "qt_spinbox_lineedit"
    ]
    assert len(stops) > 40
    assert [each.objectName() for each in stops if each not in walked] == []

    # whoever walks up from a widget comes the way that leads down to it
    for widget in lesson.findChildren(QWidget):
        interface = heard(widget)
        for at in range(interface.childCount()):
            child = interface.child(at)
            if (
                child is not None
                and isinstance(child.object(), QWidget)
                and child.role() is not Role.PopupMenu
            ):
                assert child.parent().object() is interface.object(), child.object()
                assert interface.indexOfChild(child) == at, child.object()


def test_the_readout_and_the_strip_say_their_figures_and_a_fold_whether_it_is_open(
    window: MainWindow, qtbot: QtBot
) -> None:
    # the readout and the strip say their figures
    assert "slope m 0.33000" in value(window, "readout")
    assert value(window, "rateScale").startswith("slow from 0; good from ")

    # a fold is a button that says whether it is open and a tool can press it
    for name, title, inside in (
        ("compareFold", "Compare", "manyButton"),
        ("moreFold", "More", "seed"),
    ):
        head, content = heard(find(window, QWidget, name)), find(window, QWidget, inside)
        assert (head.role(), head.text(Text.Name)) == (Role.Button, title)
        for is_open in (False, True, False):
            state = head.state()
            assert content.isVisible() == is_open
            assert (state.expandable, state.expanded, state.collapsed) == (True, is_open, not is_open)
            assert not state.checkable
            head.actionInterface().doAction("Press")


CHOICES = {
    "Algorithm": {"algorithmGD": "GD", "algorithmSGD": "SGD"},
    "Tool": {"addTool": "Add", "handTool": "Hand"},
    "Plots in view": {"allPlotsButton": "All", "lossPlotsButton": "MSE"},
}


def test_a_choice_is_a_group_of_radio_buttons(window: MainWindow, qtbot: QtBot) -> None:
    for choice, options in CHOICES.items():
        for chosen, name in options.items():
            press(qtbot, window, chosen)
            buttons = {each: heard(find(window, QWidget, each)) for each in options}
            assert {each.role() for each in buttons.values()} == {Role.RadioButton}
            assert [each for each, button in buttons.items() if button.state().checked] == [chosen]
            group = buttons[chosen].parent()
            said = group.role(), group.text(Text.Name), group.text(Text.Value)
            assert said == (Role.Grouping, choice, name)


def test_sliders_say_what_they_stand_for(window: MainWindow, qtbot: QtBot) -> None:
    assert value(window, "learningRateSlider") == "0.05"
    assert value(window, "timeline") == "epoch 0 of 10"
    window.transport.speed.setValue(4)
    assert value(window, "speed") == "20 epochs a second"
    window.experiment.settings = Settings(learning_rate=3e-9, epochs=50)
    assert value(window, "learningRateSlider") == "3·10⁻⁹", "also beyond its end"
    as_fast_as_possible(window)
    assert value(window, "speed") == "as fast as possible"
    run_to_the_end(qtbot, window)
    window.player.seek(34)
    assert value(window, "timeline") == "epoch 34 of 50"
    for name in ("learningRateSlider", "speed", "timeline"):
        assert value(window, name) in heard(find(window, QWidget, name)).text(Text.Description)


def test_an_assistive_tool_moves_a_slider_in_its_own_unit(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=200)
    run_to_the_end(qtbot, window)
    sliders = {
        name: heard(find(window, QWidget, name)).valueInterface()
        for name in ("learningRateSlider", "speed", "timeline")
    }
    assert sliders["learningRateSlider"].currentValue() == 0.05
    assert sliders["timeline"].maximumValue() == 200
    for name, wanted in (("learningRateSlider", 0.2), ("speed", 20), ("timeline", 34)):
        sliders[name].setCurrentValue(wanted)
        assert sliders[name].currentValue() == wanted
    assert window.experiment.settings.learning_rate == 0.2
    assert value(window, "speed") == "20 epochs a second"
    assert value(window, "dataPlot").endswith("epoch 34 of 200")
    sliders["speed"].setCurrentValue(sliders["speed"].maximumValue())
    assert value(window, "speed") == "as fast as possible"
    assert sliders["speed"].currentValue() == sliders["speed"].maximumValue() < float("inf")


def test_each_plot_says_what_it_shows(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.settings = Settings(epochs=200)
    names = ("dataPlot", "lossPlot", "surfacePlot")
    before = [value(window, name) for name in names]
    assert before[0] == "20 points, line ŷ = 0.33·x + 0.48, MSE 0.0775, epoch 0 of 200"
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    window.player.seek(34)
    assert [value(window, name) for name in names] == [
        "20 points, line ŷ = 0.309·x + 0.249, MSE 0.014, epoch 34 of 200",
        "MSE 0.014 at epoch 34 of 200, 0.0775 at the start; the smallest possible is 0.00632",
        "m 0.309, b 0.249 at epoch 34 of 200; start at m 0.33, b 0.48; "
        "the smallest MSE, 0.00632, is at m 0.599, b 0.0927",
    ]
    for name in names:
        plot = heard(find(window, QWidget, name))
        assert plot.role() is Role.Chart
        assert plot.text(Text.Name)
        assert plot.text(Text.Description) == value(window, name)
        assert plot.childCount() == 0


def test_plots_say_what_is_selected_missing_or_wrong(window: MainWindow, qtbot: QtBot) -> None:
    window.experiment.select([2])
    x, y = window.experiment.dataset.x[2], window.experiment.dataset.y[2]
    assert value(window, "dataPlot").endswith(f"; point 3 of 20: x {x:.4g}, y {y:.4g}")
    window.experiment.select([2, 3])
    assert value(window, "dataPlot").endswith("; 2 of 20 selected")
    window.experiment.replace_points(Dataset([1.0, 1.0], [0.0, 2.0]), "open")
    assert value(window, "surfacePlot").endswith("the smallest MSE, 1, is reached all along a line")
    window.experiment.clear()
    assert value(window, "dataPlot") == "0 points, line ŷ = 0.33·x + 0.48, epoch 0 of 10"
    assert value(window, "lossPlot") == "no MSE, as there are no points"


def test_the_status_is_an_alert_where_it_is_urgent(window: MainWindow, qtbot: QtBot) -> None:
    label = find(window, QLabel, "status")
    assert heard(label).role() is Role.StatusBar
    window.experiment.settings = Settings(learning_rate=5.0)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    assert heard(label).role() is Role.AlertMessage
    assert heard(label).text(Text.Name) == label.text()
    assert "Diverged" in label.text()


# What is said by itself


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Iterator[Announced]:
    """All that is announced while an assistive tool listens."""
    said: Announced = []

    def note(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    QAccessible.setActive(True)
    yield said
    QAccessible.setActive(False)


def test_start_end_and_divergence_are_announced_once(
    window: MainWindow, qtbot: QtBot, announced: Announced
) -> None:
    polite, assertive = (
        QAccessible.AnnouncementPoliteness.Polite,
        QAccessible.AnnouncementPoliteness.Assertive,
    )
    window.experiment.settings = Settings(epochs=4)
    QApplication.processEvents()
    announced.clear()
    window.transport.speed.setValue(4)
    run_to_the_end(qtbot, window)
    QApplication.processEvents()
    assert [words.split(":")[0].split(" 4 ")[0] for words, _ in announced] == [
        "Gradient descent is running",
        "Finished",
    ]
    assert announced[1] == (find(window, QLabel, "status").text(), polite)
    announced.clear()
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=5.0, epochs=2000)
    run_to_the_end(qtbot, window)
    QApplication.processEvents()
    assert [how for words, how in announced if words.startswith("Diverged at epoch")] == [assertive]


def test_the_point_selected_is_announced_once(
    window: MainWindow, qtbot: QtBot, announced: Announced, sample: Dataset
) -> None:
    plot = window.workspace.data_plot
    plot.setFocus()
    qtbot.keyClick(plot, Qt.Key.Key_N)
    QApplication.processEvents()
    first = int(sample.x.argmin())
    words = f"point {first + 1} of 20: x {sample.x[first]:.4g}, y {sample.y[first]:.4g}"
    assert [said for said, _ in announced if "point" in said.split()[0]] == [words]
    announced.clear()
    click(qtbot, plot, sample.x[first], sample.y[first])
    QApplication.processEvents()
    assert announced == []
    key(qtbot, window, Qt.Key.Key_A, CTRL)
    QApplication.processEvents()
    assert [said for said, _ in announced] == ["20 of 20 selected"]


def test_where_nobody_listens_no_sentence_is_made(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(*_: object) -> str:
        raise AssertionError("a sentence for nobody")

    assert not QAccessible.isActive()
    for name in ("points_and_line", "curve", "path", "point", "epoch", "selected"):
        monkeypatch.setattr(f"gdgui.words.spoken.{name}", made)
    monkeypatch.setattr("gdgui.ui.control.announcements.selected", made)
    window.experiment.select([1])
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    QApplication.processEvents()
