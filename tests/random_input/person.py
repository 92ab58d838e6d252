"""Somebody who does at a window what an action says, through the doors that a mouse and a keyboard use."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QSlider,
    QWidget,
)
from shiboken6 import isValid

from gdgui.ui.window import MainWindow
from tests.random_input.actions import Action

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)

PATIENCE = 0.3  # seconds until a menu that waits for an answer, or a drag, is called off
BUTTONS = {
    "left": Qt.MouseButton.LeftButton,
    "right": Qt.MouseButton.RightButton,
    "middle": Qt.MouseButton.MiddleButton,
    "back": Qt.MouseButton.BackButton,
    "forward": Qt.MouseButton.ForwardButton,
}
MODIFIERS = {
    "shift": Qt.KeyboardModifier.ShiftModifier,
    "ctrl": Qt.KeyboardModifier.ControlModifier,
    "alt": Qt.KeyboardModifier.AltModifier,
}
NONE = Qt.KeyboardModifier.NoModifier


class Person(QObject):
    """Sits at a window. `files` is a folder with a file of points, and to save to."""

    def __init__(self, window: MainWindow, files: Path) -> None:
        super().__init__()
        self._window, self._files = window, files
        self._since = time.monotonic()
        self._impatience = QTimer(self, interval=100)
        self._impatience.timeout.connect(self._call_off)
        self._impatience.start()
        self._held: set[str] = set()

    def stop(self) -> None:
        """Let go of everything."""
        for button in tuple(self._held):
            self._release(self._top(), QPoint(1, 1), button)
        self._impatience.stop()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.reject()
        QApplication.processEvents()

    def do(self, action: Action) -> None:
        """Do it, and let the window answer."""
        self._since = time.monotonic()
        ways: dict[str, Callable[[Action], None]] = {
            "click": self._click,
            "double click": self._double_click,
            "drag": self._drag,
            "press": self._press_somewhere,
            "release": self._release_somewhere,
            "move": self._move,
            "wheel": self._wheel,
            "key": self._key,
            "trigger": self._trigger,
            "menu": self._menu,
            "type": self._type,
            "paste": self._paste,
            "drop": self._drop,
            "resize": self._resize,
            "settle dialog": self._settle_dialog,
            "wait": self._wait,
            "race": self._race,
            "button": self._button,
        }
        ways[action.kind](action)
        QApplication.processEvents()

    # Mouse

    def _click(self, action: Action) -> None:
        top, place = self._place(action)
        self._press(top, place, action)
        self._release(top, place, action.button, action)

    def _double_click(self, action: Action) -> None:
        top, place = self._place(action)
        handle = _handle(top)
        if handle is not None and not self._held:
            QTest.mouseDClick(handle, BUTTONS[action.button], _modifiers(action), _inside(top, place))

    def _drag(self, action: Action) -> None:
        top, place = self._place(action)
        self._press(top, place, action)
        for k in range(action.count):
            place += QPoint(round(30 * action.x) - 15 + 3 * k, round(30 * action.y) - 15 - 2 * k)
            self._move_to(top, place)
            QApplication.processEvents()
        self._release(top, place, action.button, action)

    def _press_somewhere(self, action: Action) -> None:
        self._press(*self._place(action), action)

    def _release_somewhere(self, action: Action) -> None:
        self._release(*self._place(action), action.button, action)

    def _move(self, action: Action) -> None:
        self._move_to(*self._place(action))

    def _press(self, top: QWidget, place: QPoint, action: Action) -> None:
        handle = _handle(top)
        if handle is not None and action.button not in self._held:
            self._held.add(action.button)
            QTest.mousePress(handle, BUTTONS[action.button], _modifiers(action), _inside(top, place))

    def _release(self, top: QWidget, place: QPoint, button: str, action: Action | None = None) -> None:
        handle = _handle(top)
        if handle is not None and button in self._held:
            self._held.remove(button)
            QTest.mouseRelease(handle, BUTTONS[button], _modifiers(action), _inside(top, place))

    def _move_to(self, top: QWidget, place: QPoint) -> None:
        handle = _handle(top)
        if handle is not None:
            QTest.mouseMove(handle, _inside(top, place))

    def _wheel(self, action: Action) -> None:
        top, place = self._place(action)
        handle = _handle(top)
        notch = 120 if action.count > 0 else -120
        for k in range(abs(action.count)):
            if handle is None or _handle(top) is None:
                return
            event = QWheelEvent(
                QPointF(place), QPointF(top.mapToGlobal(place)), QPoint(), QPoint(0, notch),
                Qt.MouseButton.NoButton, _modifiers(action), Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(handle, event)
            if k % 10 == 0:
                QApplication.processEvents()

    def _place(self, action: Action) -> tuple[QWidget, QPoint]:
        """A window, and where in it."""
        top, plots = self._top(), self._window.workspace
        part: QWidget = top
        if top is self._window and action.where != "window":
            part = {
                "data": plots.data_plot.viewport(),
                "surface": plots.surface_plot.viewport(),
                "loss": plots.loss_plot.viewport(),
            }[action.where]
        here = QPoint(int(action.x * part.width()), int(action.y * part.height()))
        return top, here if part is top else part.mapTo(top, here)

    def _top(self) -> QWidget:
        """The window that takes mouse and keys now."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    # Keys

    def _key(self, action: Action) -> None:
        which, modifiers = getattr(Qt.Key, f"Key_{action.where}"), _modifiers(action)
        if modifiers & MODIFIERS["ctrl"] and which == Qt.Key.Key_Q:
            return
        for _ in range(action.count):
            QTest.keyClick(self._focus(), which, modifiers)

    def _focus(self) -> QWidget:
        top = self._top()
        return top.focusWidget() or top

    def _type(self, action: Action) -> None:
        """Into some field, or into the cell that is being edited."""
        field = _some(self._visible(QLineEdit), action.x)
        if field is None:
            return
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, action.where)
        if action.x < 0.8:
            QTest.keyClick(field, Qt.Key.Key_Return)

    # Actions, menus, buttons and dialogs

    def _trigger(self, action: Action) -> None:
        if self._top() is not self._window:
            return
        actions = [*self._window.actions(), *self._window.actions_.examples_menu.actions()]
        enabled = [each for each in actions if each.isEnabled()]
        chosen = _some(enabled, action.x)
        if chosen is not None:
            chosen.trigger()

    def _menu(self, action: Action) -> None:
        """Open a menu and choose something of it, by the mouse."""
        if self._top() is not self._window or not self._window.menuBar().isVisible():
            return
        bar = self._window.menuBar()
        title = _some(bar.actions(), action.x)
        assert title is not None
        _click_on(self._window, bar.mapTo(self._window, bar.actionGeometry(title).center()))
        QApplication.processEvents()
        popup = QApplication.activePopupWidget()
        if not isinstance(popup, QMenu):
            return
        chosen = _some(popup.actions(), action.y)
        assert chosen is not None
        _click_on(popup, popup.actionGeometry(chosen).center())

    def _button(self, action: Action) -> None:
        """Any button, box or slider."""
        kinds = (QAbstractButton, QComboBox, QSlider)
        chosen = _some([each for each in self._visible(QWidget) if isinstance(each, kinds)], action.x)
        if chosen is not None:
            _click_on(chosen.window(), chosen.mapTo(chosen.window(), chosen.rect().center()))

    def _settle_dialog(self, action: Action) -> None:
        """Accept or reject what is open."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            if action.x < 0.5:
                dialog.reject()
            else:
                QTest.keyClick(dialog, Qt.Key.Key_Return)

    def _race(self, action: Action) -> None:
        """A run at full speed, at this learning rate."""
        if self._top() is not self._window:
            return
        window = self._window
        window.transport.speed.setValue(window.transport.speed.maximum())
        field = window.controls.learning_rate
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, action.where)
        QTest.keyClick(field, Qt.Key.Key_Return)
        for which in (Qt.Key.Key_F7, Qt.Key.Key_F5) if action.x < 0.5 else (Qt.Key.Key_F5,):
            QTest.keyClick(field, which)
        QTest.qWait(60)

    # Clipboard, drops, the window itself, time

    def _paste(self, action: Action) -> None:
        QGuiApplication.clipboard().setText(action.where)
        if action.x < 0.4 and self._top() is self._window:
            self._window.workspace.data_plot.setFocus()
        if action.x < 0.8:
            QTest.keyClick(self._focus(), Qt.Key.Key_V, MODIFIERS["ctrl"])

    def _drop(self, action: Action) -> None:
        if QApplication.activeModalWidget() is not None:
            return
        data = self._dropped(action.where)
        actions = Qt.DropAction.CopyAction
        event = QDropEvent(QPointF(200, 200), actions, data, Qt.MouseButton.LeftButton, NONE)
        QApplication.sendEvent(self._window, event)

    def _dropped(self, what: str) -> QMimeData:
        data, points = QMimeData(), self._files / "points.csv"
        match what:
            case "file:points":
                data.setUrls([QUrl.fromLocalFile(str(points))])
            case "file:nothing":
                data.setUrls([QUrl.fromLocalFile(str(points.with_name("nothing.csv")))])
            case "two files":
                data.setUrls([QUrl.fromLocalFile(str(points))] * 2)
            case "address":
                data.setUrls([QUrl("https://example.org/points.csv")])
            case "picture":
                data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
            case "nothing":
                pass
            case text:
                data.setText(text)
        return data

    def _resize(self, action: Action) -> None:
        self._window.resize(round(action.x), round(action.y))

    def _wait(self, action: Action) -> None:
        QTest.qWait(action.count)

    def _visible(self, kind: type[W]) -> list[W]:
        """All of this kind that can be used now, always in the same order."""
        return [
            each
            for each in self._top().findChildren(kind)
            if each.isVisible() and each.isEnabled() and each.window().isVisible()
        ]

    def _call_off(self) -> None:
        """A menu or a drag may wait for an answer that nobody gives."""
        popup = QApplication.activePopupWidget()
        if time.monotonic() - self._since > PATIENCE and popup is not None:
            popup.close()
        elif time.monotonic() - self._since > 3 * PATIENCE:
            QTest.keyClick(self._top(), Qt.Key.Key_Escape)


def _handle(top: QWidget) -> QWindow | None:
    """None where the window is closed, or gone: a menu goes with what was chosen."""
    return top.windowHandle() if isValid(top) and top.isVisible() else None


def _click_on(top: QWidget, place: QPoint) -> None:
    handle = _handle(top)
    if handle is not None:
        QTest.mouseClick(handle, BUTTONS["left"], NONE, _inside(top, place))


def _inside(top: QWidget, place: QPoint) -> QPoint:
    """QTest complains of a mouse that leaves the window."""
    handle = top.windowHandle()
    area = top.rect() if handle is None else top.rect() & QRect(QPoint(), handle.size())
    return QPoint(
        min(max(place.x(), area.left()), area.right()), min(max(place.y(), area.top()), area.bottom())
    )


def _modifiers(action: Action | None) -> Qt.KeyboardModifier:
    modifiers = NONE
    for name in action.modifiers.split("+") if action and action.modifiers else ():
        modifiers |= MODIFIERS[name]
    return modifiers


def _some(of: list[T], share: float) -> T | None:
    return of[min(int(share * len(of)), len(of) - 1)] if of else None
