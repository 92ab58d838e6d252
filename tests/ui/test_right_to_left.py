"""In a language that is written from right to left: figures and scales are as ever, and nothing moves."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QSlider, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gdgui.languages import PSEUDO_RTL, install
from gdgui.ui.panels.explain.table import StepRow, StepTable, StepTableView
from gdgui.ui.panels.fields import WholeField
from gdgui.ui.theme import Style
from gdgui.ui.views.readout import Readout
from gdgui.ui.window import MainWindow
from tests.ui.drawn import picture_of
from tests.ui.fresh_drawing import settle
from tests.ui.measures import place_of
from tests.ui.user_actions import as_fast_as_possible, find, open_fold, run_to_the_end


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """The direction alone: the words are those of English."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def long_words(qapp: QApplication) -> Iterator[None]:
    """Switched on before the window is built."""
    assert install(PSEUDO_RTL)
    yield
    for translator in qapp.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def equation() -> QImage:
    readout = Readout(Style())
    readout.show_epoch(34, 200, (-0.309, -0.249), (0.014, 0.0063))
    return picture_of(readout, 900)


def epochs_field(qtbot: QtBot) -> QImage:
    field = WholeField(1, 1_000_000)
    field.setValue(123_456)
    qtbot.addWidget(field)
    field.resize(120, 28)
    return field.grab().toImage()


def test_the_equation_is_one_in_every_language(qapp: QApplication) -> None:
    as_ever = equation()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = equation()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored == as_ever


def test_a_number_in_a_field_is_to_be_seen(qapp: QApplication, qtbot: QtBot) -> None:
    as_ever = epochs_field(qtbot)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = epochs_field(qtbot)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored == as_ever


def step_worked_out(qtbot: QtBot) -> QImage:
    view, both = StepTableView(), QWidget()
    column = QVBoxLayout(both)
    column.addWidget(view)
    column.addWidget(view.means)
    qtbot.addWidget(both)
    view.apply(Style())
    rows = (StepRow(0, 1, ("0.5", "−0.25", "−0.5")),)
    view.show_table(
        StepTable(("x", "y−ŷ", "−2(y−ŷ)"), rows, "mean", ("", "−0.25", "−0.5"), frozenset(), frozenset())
    )
    both.resize(320, 200)
    return both.grab().toImage()


def test_a_step_is_worked_out_from_left_to_right_in_every_language(qapp: QApplication, qtbot: QtBot) -> None:
    as_ever = step_worked_out(qtbot)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = step_worked_out(qtbot)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored == as_ever


def test_numbers_of_points_are_read_from_left_to_right(
    mirrored: None, qapp: QApplication, window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_.table.trigger()
    settle(qtbot, window)
    table = find(window, QTableView, "pointsTable")
    assert table.columnViewportPosition(0) < table.columnViewportPosition(1)
    mirrored_header = table.horizontalHeader().grab().toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # which painters begin with
    assert mirrored_header == table.horizontalHeader().grab().toImage()


@pytest.mark.usefixtures("mirrored")
def test_scales_rise_to_the_right(request: pytest.FixtureRequest, qtbot: QtBot) -> None:
    window: MainWindow = request.getfixturevalue("window")
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    for slider in window.findChildren(QSlider):
        if slider.isVisible():
            middle = slider.rect().center()
            qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(4, middle.y()))
            least = slider.value()
            qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 4, middle.y()))
            assert slider.value() > least, slider.objectName()
    for plot in window.workspace.plots:
        (low, high), _ = plot.view_range()
        left, right = (plot.view.mapViewToScene(QPointF(x, 0)).x() for x in (low, high))
        assert left < right
    strip = window.controls.rate_scale
    assert np.all(np.diff([strip.position(rate) for rate in (1e-3, 1e-2, 0.1, 1.0)]) > 0)


@pytest.mark.usefixtures("long_words")
def test_opening_a_part_of_the_column_moves_no_plot(request: pytest.FixtureRequest, qtbot: QtBot) -> None:
    window: MainWindow = request.getfixturevalue("window")
    plot = window.workspace.data_plot
    settle(qtbot, window)
    before = plot.mapTo(window, QPoint(0, 0)), plot.size()
    open_fold(qtbot, window, "moreFold")
    QApplication.processEvents()
    assert (plot.mapTo(window, QPoint(0, 0)), plot.size()) == before


@pytest.mark.parametrize("drawer", ["", "runs"])
def test_cards_are_whole(mirrored: None, window: MainWindow, qtbot: QtBot, drawer: str) -> None:
    window.resize(1280, 720)
    if drawer:
        getattr(window.actions_, drawer).trigger()
    settle(qtbot, window)
    parts = [*window.workspace.cards.values(), window.drawer]
    for part in (each for each in parts if each.isVisible()):
        within = part.parentWidget()
        while within is not None and within is not window.stage:
            assert place_of(window, within).contains(place_of(window, part)), part.objectName()
            within = within.parentWidget()
    picture, border = window.grab().toImage(), window.appearance.style.theme.card_border
    for card in (each for each in window.workspace.cards.values() if each.isVisible()):
        place = place_of(window, card)
        for x in (place.left(), place.right()):  # nor does a handle lie on them
            assert picture.pixelColor(x, place.center().y()).name() == border, card.name


def test_sides_of_a_choice_are_round_at_its_ends(mirrored: None, window: MainWindow, qtbot: QtBot) -> None:
    settle(qtbot, window)
    theme = window.appearance.style.theme
    for name, is_round in (("algorithmGD", (False, True)), ("algorithmSGD", (True, False))):
        picture = find(window, QPushButton, name).grab().toImage()
        corners = picture.pixelColor(0, 0), picture.pixelColor(picture.width() - 1, 0)
        assert tuple(each.name() != theme.border for each in corners) == is_round, name
