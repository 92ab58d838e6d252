"""In a language of accents, everything that a person reads is accented: nothing goes past the translation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QTranslator, QUrl
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import set_settings_at_once
from gdgui.files.encoding import ENCODINGS
from gdgui.files.example_datasets import example_datasets
from gdgui.languages import PSEUDO, PSEUDO_RTL, install
from gdgui.ui.window import MainWindow
from tests.ui.texts import texts
from tests.ui.user_actions import (
    as_fast_as_possible,
    export_log,
    find,
    has_ended,
    run_to_the_end,
    save_picture,
    status,
)

KEYS = {
    "Ctrl",
    "Shift",
    "Alt",
    "Del",
    "Delete",
    "Home",
    "End",
    "Return",
    "PgUp",
    "PgDown",
}  # Qt's to translate
SYMBOLS = {"GD", "SGD", "gdgui", *KEYS}  # the same in every language, as are single letters
DATA = [words for each in example_datasets() for words in (each.title, each.teaches, each.source)]
MARKUP = re.compile(r"<style.*?</style>|<[^>]*>|&\w+;", re.DOTALL)
PLAIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(autouse=True)
def pseudo(qapp: QApplication) -> Iterator[None]:
    """Switched on before the window is built."""
    assert install(PSEUDO)
    yield
    for translator in qapp.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def from_right_to_left(qapp: QApplication) -> Iterator[None]:
    assert install(PSEUDO_RTL)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def untranslated(said: str, *data: str) -> list[str]:
    """Words in plain letters that are neither symbols nor data."""
    for each in sorted((*data, *DATA, *ENCODINGS), key=len, reverse=True):
        said = said.replace(each, " ")
    return [word for word in PLAIN.findall(MARKUP.sub(" ", said)) if word not in SYMBOLS]


def assert_all_translated(window: MainWindow, *data: str) -> None:
    found = [(where, said) for where, said in texts(window) if untranslated(said, *data)]
    assert found == []


def close_dialogs(window: MainWindow) -> None:
    for each in window.findChildren(QDialog):
        each.reject()


def test_a_text_that_bypasses_translation_is_found(window: MainWindow) -> None:
    label = QLabel("⟦ļöŕéɱ finished⟧", window)
    label.setObjectName("planted")
    planted = [(where, said) for where, said in texts(window) if untranslated(said)]
    assert planted == [("QLabel planted text", label.text())]


def test_the_window_before_during_and_after_a_run(window: MainWindow, qtbot: QtBot) -> None:
    assert len({said for _, said in texts(window) if "⟦" in said}) > 150
    assert_all_translated(window)
    actions = window.actions_
    for switch in (actions.table, actions.runs, actions.excess, actions.samples, actions.steps):
        switch.trigger()
    assert_all_translated(window)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    assert status(window).startswith("⟦Ƒîñîšĥéð")
    assert_all_translated(window)


@pytest.mark.usefixtures("from_right_to_left")
def test_from_right_to_left_the_window_is_mirrored(request: pytest.FixtureRequest) -> None:
    window: MainWindow = request.getfixturevalue("window")
    descent, sgd = (find(window, QPushButton, name) for name in ("algorithmGD", "algorithmSGD"))
    assert descent.mapTo(window, QPoint()).x() > sgd.mapTo(window, QPoint()).x()
    plot = window.workspace.data_plot
    assert window.controls.mapTo(window, QPoint()).x() > plot.mapTo(window, QPoint()).x()
    name, view = plot.getAxis("left").label.sceneBoundingRect(), plot.view.sceneBoundingRect()
    assert name.right() < view.left(), "a plot is no text"
    slider, scale = window.controls.rate_slider, window.controls.rate_scale
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    kind, handle = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    at = slider.style().subControlRect(kind, option, handle, slider).center().x()
    assert abs(at - scale.position(window.experiment.settings.learning_rate)) < 3
    assert_all_translated(window)


def test_a_divergence_comparisons_and_changes(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=5.0, epochs=2000)
    run_to_the_end(qtbot, window)
    assert status(window).startswith("⟦⟦Ðîṽéŕĝéð åţ éþöçĥ")
    assert_all_translated(window)
    window.actions_.runs.trigger()
    window.experiment.settings = Settings(learning_rate=0.05, algorithm="sgd", batch_size=2)
    window.actions_.against.trigger()
    qtbot.waitUntil(lambda: has_ended(window))
    assert_all_translated(window)
    window.actions_.many.trigger()
    qtbot.waitUntil(lambda: has_ended(window) and not window.ensembles.is_running)
    assert_all_translated(window)
    window.player.seek(3)
    window.experiment.settings = replace(window.experiment.settings, learning_rate=0.1, seed=4)
    window.experiment.add_point(0.5, 0.5)
    window.player.play()
    qtbot.waitUntil(lambda: has_ended(window))
    window.experiment.clear()
    assert_all_translated(window)


def test_what_is_wrong_with_a_number_is_translated(window: MainWindow) -> None:
    field = window.controls.learning_rate
    field.setText("abc")
    field.textEdited.emit("abc")
    hint = find(window, QLabel, "fieldHint").text()
    assert hint
    assert not untranslated(hint, "“abc”")
    epochs = find(window, QSpinBox, "epochs")
    epochs.fixup("many")
    hint = find(window, QLabel, "fieldHint").text()
    assert hint
    assert not untranslated(hint, "“many”")


def test_tools_and_gestures_are_translated(window: MainWindow) -> None:
    plot = window.workspace.data_plot
    for tool in window.actions_.tools:
        tool.trigger()
        assert_all_translated(window)
    plot.hand.say_place((0.3, 0.4))
    window.workspace.surface_plot._on_hover(QPointF(window.workspace.surface_plot.rect().center()))
    assert window.workspace.surface_plot.pointer_words
    scale = window.controls.rate_scale
    for x in range(0, scale.width(), 7):
        assert not untranslated(scale.words_at(QPoint(x, 2)))
    assert_all_translated(window)


def test_undo_names_every_step(window: MainWindow, sample: Dataset) -> None:
    experiment = window.experiment
    experiment.add_point(0.1, 0.2)
    experiment.select([0, 1])
    for action in ("duplicate", "copy", "paste", "cut", "remove"):
        getattr(window.actions_, action).trigger()
        assert_all_translated(window)
    experiment.move_points([0], [0.4], [0.4])
    experiment.name_axes("height", "weight")
    set_settings_at_once(experiment, Settings(seed=3))
    experiment.clear()
    stack = experiment.undo_stack
    assert stack.count() > 6
    assert [stack.text(k) for k in range(stack.count()) if untranslated(stack.text(k))] == []


TABLE = "# made up\nname;weight;size;year\nA;1,5;30;1970\nB;2,5;20;1971\n\nC;3,5;10;1972\nD;oops;1;2\n"


@pytest.mark.parametrize("dialog", ["preview", "doubt", "generate", "axes", "about"])
def test_dialogs_are_translated(window: MainWindow, qtbot: QtBot, tmp_path: Path, dialog: str) -> None:
    data = ["cars.csv", "name", "weight", "size", "year", "oops", "km", "Preis", str(tmp_path)]
    match dialog:
        case "preview" | "doubt":
            text = TABLE if dialog == "preview" else "km;Preis\n12.500;18.900\n85.000;9.950\n950;24.990"
            (tmp_path / "cars.csv").write_text(text)
            window.open_file(tmp_path / "cars.csv")
        case _:
            getattr(window.actions_, dialog).trigger()
    assert [each for each in window.findChildren(QDialog) if each.isVisible()]
    assert_all_translated(window, *data)
    close_dialogs(window)
    assert_all_translated(window, *data)


BAD = {
    "empty": b"",
    "header": b"length,weight\n",
    "one column": b"1\n2\n",
    "words": b"1,2\n3,abc\n",
    "unit": b"1,2\n3,4 kg\n",
    "currency": b"1,2\n3,$4\n",
    "fields": b"1,2\n3,4,5\n",
    "not text": b"\x00\x01\x02\x03\x80\x81" * 9,
    "large": b"1,2\n3,1e60\n",
    "text": b"one two three\nfour five\n",
}


def test_what_is_wrong_with_a_file_is_translated(window: MainWindow, tmp_path: Path) -> None:
    quoted = ["abc", "4 kg", "one two three", "length,weight", "1.csv", str(tmp_path)]
    for kind, content in BAD.items():
        (tmp_path / "1.csv").write_bytes(content)
        window.status.say("")
        window.open_file(tmp_path / "1.csv")
        assert status(window), kind
        assert_all_translated(window, *quoted)
        close_dialogs(window)


def test_files_asked_for_and_written_are_translated(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(name: str) -> Callable[..., tuple[str, str]]:
        def chosen(_: object, title: str, _name: str, kinds: str) -> tuple[str, str]:
            asked.extend((title, kinds))
            return name, ""

        return chosen

    def question(_: object, title: str, words: str, *_buttons: object) -> QMessageBox.StandardButton:
        asked.extend((title, words))
        return QMessageBox.StandardButton.No

    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    monkeypatch.setattr(QMessageBox, "question", question)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer(""))
    window.actions_.open.trigger()
    window.actions_.export_log.trigger()
    assert_all_translated(window)
    close_dialogs(window)
    (tmp_path / "1.csv").write_text("")
    picture = partial(save_picture, qtbot, window)
    for name in ("1", "2", str(Path("absent") / "3")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer(str(tmp_path / name)))
        for act in (window.actions_.save_points.trigger, partial(export_log, window), picture):
            act()
            close_dialogs(window)
            assert not untranslated(status(window), str(tmp_path), ".csv", ".png", "absent"), status(window)
    assert len(asked) >= 2 + 9 * 2
    patterns = re.compile(r"\(\*[^)]*\)")
    assert [each for each in asked if untranslated(patterns.sub("", each), str(tmp_path), ".csv")] == []


def test_what_is_dropped_is_answered_in_translation(window: MainWindow) -> None:
    for dropped in ("two files", "address", "nothing", "text"):
        data = QMimeData()
        match dropped:
            case "two files":
                data.setUrls([QUrl.fromLocalFile("/1"), QUrl.fromLocalFile("/2")])
            case "address":
                data.setUrls([QUrl("https://example.org/1.csv")])
            case "text":
                data.setText("1 2\n3 4\n")
        window.status.say("")
        window.import_export.drop(data)
        assert status(window).startswith("⟦"), dropped
        assert_all_translated(window)


def test_samples_are_data_and_what_is_said_about_them_is_not(window: MainWindow) -> None:
    for action in window.actions_.examples_menu.actions():
        action.trigger()
        short = find(window, QToolButton, "examplesButton").text()
        assert_all_translated(window, *window.experiment.points.names, short)
