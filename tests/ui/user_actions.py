"""What a person at the window does, in the words of a test."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialogButtonBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gdgui.ui.dialogs.log import LogDialog
from gdgui.ui.dialogs.preview import PreviewDialog
from gdgui.ui.views.plot import Plot
from gdgui.ui.window import MainWindow

W = TypeVar("W", bound=QWidget)


def find(window: QWidget, kind: type[W], name: str) -> W:
    """The one widget of this name."""
    found = window.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Click on a button that can be seen."""
    button = find(window, QAbstractButton, name)
    assert button.isVisible(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def save_picture(qtbot: QtBot, window: MainWindow) -> None:
    """Export the plots as they are, and close the dialog."""
    window.actions_.export_picture.trigger()
    dialog = window.exports.pictures.dialog
    assert dialog is not None
    qtbot.mouseClick(find(dialog, QAbstractButton, "pictureSave"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.exports.pictures.task.is_running)
    dialog.reject()


def open_fold(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Show what is in a fold of the column."""
    head = find(window, QAbstractButton, name)
    if not head.isChecked():
        press(qtbot, window, name)


def clear_points(qtbot: QtBot, window: MainWindow) -> None:
    """Remove all points by their key, which the menu names."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    key(qtbot, window, Qt.Key.Key_Delete, both)


def key(
    qtbot: QtBot,
    window: MainWindow,
    which: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key where the focus is, or on the window."""
    qtbot.keyClick(window.focusWidget() or window, which, modifier)


def accept(qtbot: QtBot, window: MainWindow) -> None:
    """Click on the main button of the dialog that is open."""
    dialog = window.import_export.dialog
    assert dialog is not None
    button = find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Ok)
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def export_log(window: MainWindow, *columns: str) -> LogDialog:
    """Ask for the log with these columns, its file being chosen; the dialog, which may be there still."""
    window.actions_.export_log.trigger()
    dialog = next(each for each in window.findChildren(LogDialog) if each.isVisible())
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(box.objectName() in columns)
    find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Save).click()
    return dialog


def preview(window: MainWindow) -> PreviewDialog:
    """The dialog that shows what was understood of a text."""
    dialog = window.import_export.dialog
    assert isinstance(dialog, PreviewDialog)
    return dialog


def can_accept(window: MainWindow) -> bool:
    """Whether that dialog lets its points be taken."""
    box = find(preview(window), QDialogButtonBox, "buttons")
    return box.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def pixel(plot: Plot, x: float, y: float) -> QPoint:
    """Where a place of the plot is on its viewport."""
    place: QPoint = plot.mapFromScene(plot.view.mapViewToScene(QPointF(x, y)))
    return place


def click(
    qtbot: QtBot, plot: Plot, x: float, y: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    """Click at a place given in the plot's own units."""
    qtbot.mouseClick(plot.viewport(), button, pos=pixel(plot, x, y))


def scroll(widget: QWidget, angle: int) -> None:
    """Turn the wheel over the middle of a widget; 120 is one notch, away from the person."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def move(widget: QWidget, to: QPoint, held: Qt.MouseButton) -> None:
    """Move the mouse over a widget with a button held."""
    place = QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        widget.mapToGlobal(place),
        Qt.MouseButton.NoButton,
        held,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def drag(
    qtbot: QtBot,
    plot: Plot,
    begin: tuple[float, float],
    end: tuple[float, float],
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    release: bool = True,
) -> None:
    """Drag with the left button from one place of the plot to another, or leave it held there."""
    here, there = pixel(plot, *begin), pixel(plot, *end)
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, modifier, here)
    for k in range(1, 6):
        move(plot.viewport(), here + (there - here) * (k / 5), Qt.MouseButton.LeftButton)
    if release:
        qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, modifier, there)


def type_into(qtbot: QtBot, field: QWidget, text: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
    """Select all, type, and press Enter (or another key, or none), in a field that can be seen."""
    assert field.isVisible(), field.objectName()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)
    if end is not None:
        qtbot.keyClick(field, end)


def status(window: MainWindow) -> str:
    """The sentence at the bottom."""
    return find(window, QLabel, "status").text()


def has_ended(window: MainWindow) -> bool:
    """Whether the run has ended, and each plot has had its turn to draw that."""
    return window.player.state == "ended" and not window.workspace.repaint_scheduler._waiting


def run_to_the_end(qtbot: QtBot, window: MainWindow) -> None:
    """Press Run and wait until the run has ended and is drawn."""
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: has_ended(window))


def long_run(window: MainWindow) -> None:
    """Settings of a run that is still under way however late this thread looks: minutes at full speed.

    A million epochs of one sample each are over within 50 ms, which may pass between two looks.
    """
    settings = replace(window.experiment.settings, algorithm="sgd", batch_size=2000)
    window.experiment.settings = replace(settings, learning_rate=1e-6, epochs=1_000_000)


def as_fast_as_possible(window: MainWindow) -> None:
    """Set the speed to its end."""
    window.transport.speed.setValue(window.transport.speed.maximum())
