"""Keys with Alt: none means two things at once, in the window, in its menus and on the projector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.ui.window import MainWindow
from tests.ui.lesson_page import open_page
from tests.ui.test_matrix import project
from tests.ui.user_actions import as_fast_as_possible, find, open_fold, press, run_to_the_end


def key_of(text: str) -> str:
    """Such as “Alt+L”; empty where the text names none."""
    return QKeySequence.mnemonic(text).toString()


def twice(keys: Iterable[str]) -> list[str]:
    return [key for key, n in Counter(keys).items() if key and n > 1]


def in_the_window(window: MainWindow) -> list[str]:
    """All that a key with Alt does now: titles of menus, labels with a field, buttons, actions."""
    bar = window.menuBar()
    keys = [key_of(each.text()) for each in bar.actions() if bar.isVisible()]
    labels = (each for each in window.findChildren(QLabel) if each.isVisible() and each.buddy() is not None)
    keys += [key_of(label.text()) for label in labels]
    keys += [key_of(each.text()) for each in window.findChildren(QAbstractButton) if each.isVisible()]
    keys += [key.toString() for action in window.actions() for key in action.shortcuts()]
    return [key for key in keys if key]


def begin_lesson(window: MainWindow, qtbot: QtBot) -> None:
    """The first one, without a question before each run."""
    open_page(window, qtbot)
    press(qtbot, window, "beginLesson")
    window.actions_.predict.setChecked(False)


def test_the_keys_of_a_lesson_lead_on_and_back_whatever_has_the_focus(
    window: MainWindow, qtbot: QtBot
) -> None:
    begin_lesson(window, qtbot)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    qtbot.waitUntil(find(window, QPushButton, "nextStep").isEnabled)
    window.controls.learning_rate.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: find(window, QLabel, "lessonStep").text().startswith("step 2"))
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: find(window, QLabel, "lessonStep").text().startswith("step 1"))


def menus(window: QWidget) -> list[QMenu]:
    return [each for each in window.findChildren(QMenu) if each.actions()]


def entries(actions: Iterable[QAction]) -> list[str]:
    return [key_of(action.text()) for action in actions]


def test_esc_leaves_a_menu_and_the_menu_bar_at_once(window: MainWindow, qtbot: QtBot) -> None:
    bar, field = window.menuBar(), window.controls.learning_rate
    field.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert bar.activeAction() is menu.menuAction()
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
    assert bar.activeAction() is None
    assert QApplication.focusWidget() is field


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
@pytest.mark.parametrize("page", ["tableButton", "runsButton", "a lesson"])
def test_no_key_means_two_things_with_everything_open(
    window: MainWindow, qtbot: QtBot, algorithm: str, page: str
) -> None:
    window.resize(1700, 1000)
    as_fast_as_possible(window)
    for rate in (0.05, 5.0):
        window.experiment.settings = Settings(algorithm=algorithm, learning_rate=rate, epochs=30)
        run_to_the_end(qtbot, window)
    for fold in ("compareFold", "moreFold", "myLineFold"):
        open_fold(qtbot, window, fold)
    if page == "a lesson":
        begin_lesson(window, qtbot)
        window.experiment.settings = replace(window.experiment.settings, algorithm=algorithm)
    else:
        press(qtbot, window, page)
    keys = in_the_window(window)
    assert {"Alt+L", "Alt+S", "Alt+F", "Alt+T", "F5"} <= set(keys)
    assert twice(keys) == []


def test_no_key_means_two_things_on_the_projector(window: MainWindow) -> None:
    window.actions_.full_screen.trigger()
    QApplication.processEvents()
    window.actions_.column.trigger()
    assert {"B", "Alt+L"} <= set(in_the_window(window))
    assert twice(in_the_window(window)) == []


def test_on_the_projector_a_letter_leads_to_a_field_whose_label_is_out_of_view(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(qtbot, window, (1280, 720), monkeypatch)
    alt, column = Qt.KeyboardModifier.AltModifier, window.stage.column_part
    for letter, name, is_in_column in (
        (Qt.Key.Key_S, "speed", False),
        (Qt.Key.Key_L, "learningRate", True),
        (Qt.Key.Key_O, "epochs", True),
        (Qt.Key.Key_M, "moreFold", True),
    ):
        for _ in range(2):  # the second time with what came into view
            qtbot.keyClick(window.transport.run_button, letter, alt)
            assert window.focusWidget().objectName() == name
            assert column.isVisible() == is_in_column
        window.actions_.column.setChecked(False)
    qtbot.keyClick(window.transport.run_button, Qt.Key.Key_B, alt)  # that of SGD alone
    assert column.isHidden()


def test_within_each_menu_a_letter_means_one_entry(window: MainWindow) -> None:
    for run in ("Alt+R", "Alt+A"):  # before a run, and amid it
        assert key_of(window.actions_.run.text()) == run
        assert len(menus(window)) > 8
        clashes = {
            menu.title() or menu.objectName(): twice(entries(menu.actions())) for menu in menus(window)
        }
        assert [each for each in clashes.items() if each[1]] == [], run
        window.actions_.run.trigger()


DIALOGS = ("export_picture", "export_film", "export_log", "go_to")


def test_within_each_dialog_a_letter_means_one_thing(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    for action in DIALOGS:
        getattr(window.actions_, action).trigger()
        (dialog,) = (each for each in window.findChildren(QDialog) if each.isVisible())
        shown = [each for each in dialog.findChildren(QWidget) if each.isVisible()]
        labels = [each.text() for each in shown if isinstance(each, QLabel) and each.buddy() is not None]
        buttons = [each.text() for each in shown if isinstance(each, QAbstractButton)]
        keys = [*map(key_of, labels), *map(key_of, buttons)]
        assert any(keys), action
        assert twice(keys) == [], action
        if action.startswith("export"):
            assert any(key_of(text) for text in buttons), f"{action}: whatever writes it"
        dialog.reject()


def test_every_entry_of_a_menu_has_a_letter_but_those_of_data_and_screens(window: MainWindow) -> None:
    lists = (window.actions_.examples_menu, window.actions_.screens_menu)
    for menu in menus(window):
        if menu not in lists:
            without = [
                each.text() for each in menu.actions() if not each.isSeparator() and not key_of(each.text())
            ]
            assert without == [], menu.title()


def test_the_letter_of_a_label_leads_to_its_field(window: MainWindow, qtbot: QtBot) -> None:
    open_fold(qtbot, window, "moreFold")
    window.experiment.settings = Settings(algorithm="sgd")
    for name in ("learningRate", "epochs", "batchSize", "startM", "startB", "seed", "speed"):
        field = find(window, QWidget, name)
        label = next(each for each in window.findChildren(QLabel) if each.buddy() is field)
        assert key_of(label.text()), name
