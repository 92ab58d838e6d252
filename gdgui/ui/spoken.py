"""What assistive tools are told of widgets that Qt knows too little of, worked out when one asks."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Protocol, cast, runtime_checkable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QMainWindow, QWidget

Role = QAccessible.Role
LEAVES = (Role.Chart, Role.Graphic, Role.Slider)  # they are said as a whole


@runtime_checkable
class Speaking(Protocol):
    """A widget that says what it is, and in words what it shows right now."""

    @property
    def spoken_role(self) -> Role: ...

    def spoken(self) -> str: ...


class Measured(Protocol):
    """A slider whose positions stand for something else: numbers in its own unit."""

    def quantities(self) -> tuple[float, float, float]:
        """The number shown, the least and the largest one."""

    def take_quantity(self, number: float) -> None:
        """Go to where this number stands."""


class SpeakingFactory(QObject):
    """Makes the interfaces of all widgets of an application that speak for themselves."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        # Qt deletes an interface with its widget; Python's half of it must live as long.
        self._made: weakref.WeakKeyDictionary[QObject, QAccessibleInterface] = weakref.WeakKeyDictionary()
        self._make: Callable[[str, QObject], QAccessibleInterface | None] = self._interface_of
        QAccessible.installFactory(self._make)

    def _interface_of(self, _: str, widget: QObject) -> QAccessibleInterface | None:
        made = _made_for(widget)
        if made is not None:
            self._made[widget] = made
        return made


def let_widgets_speak(application: QApplication) -> None:
    """Answer assistive tools for the widgets that speak for themselves, once for an application."""
    if application.findChild(SpeakingFactory) is None:
        SpeakingFactory(application)


def tell_opened(button: QWidget) -> None:
    """Let assistive tools know that what lies beneath it has opened or closed."""
    if QAccessible.isActive():
        which = QAccessible.State()
        which.expanded = True
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(button, which))


def announce(widget: QWidget, words: str, is_urgent: bool = False) -> None:
    """Let this be said by itself, wherever the keyboard is."""
    if QAccessible.isActive():
        politeness = QAccessible.AnnouncementPoliteness
        event = QAccessibleAnnouncementEvent(widget, words)
        event.setPoliteness(politeness.Assertive if is_urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)


def _made_for(widget: object) -> QAccessibleInterface | None:
    if isinstance(widget, QMainWindow):
        return _Window(widget)
    if not isinstance(widget, Speaking):
        return None
    kinds = {Role.Slider: _Slider, Role.ToolBar: _Corner, Role.Button: _Opener}
    other = _Leaf if widget.spoken_role in LEAVES else _Words
    return kinds.get(widget.spoken_role, other)(widget)


class _Words(QAccessibleWidget):
    """What is shown is the value and, as not every tool reads that, in the description too."""

    def __init__(self, widget: Any) -> None:
        super().__init__(widget, widget.spoken_role)

    def role(self) -> Role:
        return self._speaker.spoken_role  # which may change

    def text(self, which: QAccessible.Text) -> str:
        given = super().text(which)
        match which:
            case QAccessible.Text.Name:
                return given or self._speaker.spoken()
            case QAccessible.Text.Value:
                return self._speaker.spoken()
            case QAccessible.Text.Description:
                return "; ".join(dict.fromkeys(filter(None, (self._speaker.spoken(), given))))
        return given

    @property
    def _speaker(self) -> Speaking:
        return cast(Speaking, self.object())


class _Leaf(_Words):
    def childCount(self) -> int:
        return 0


class _Slider(_Leaf):
    def __init__(self, widget: Any) -> None:
        super().__init__(widget)
        self._quantity = _Quantity(widget)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind is QAccessible.InterfaceType.ValueInterface:
            return self._quantity
        return super().interface_cast(kind)


class _Opener(_Words):
    """A button that opens and closes what lies beneath it. To Qt it is a check box."""

    def state(self) -> QAccessible.State:
        state, is_open = super().state(), self._button.isChecked()
        state.expandable, state.expanded, state.collapsed = True, is_open, not is_open
        return state

    def actionNames(self) -> list[str]:
        return [self.pressAction(), self.setFocusAction()]

    def doAction(self, name: str) -> None:
        if name == self.pressAction():
            self._button.click()
        else:
            super().doAction(name)

    @property
    def _button(self) -> QAbstractButton:
        return cast(QAbstractButton, self.object())


class _Quantity(QAccessibleValueInterface):
    """The number of a slider in its own unit, not that of its position. It goes with the slider."""

    def __init__(self, slider: Measured) -> None:
        super().__init__()
        self._slider = weakref.proxy(slider)

    def currentValue(self) -> float:
        return float(self._slider.quantities()[0])

    def minimumValue(self) -> float:
        return float(self._slider.quantities()[1])

    def maximumValue(self) -> float:
        return float(self._slider.quantities()[2])

    def minimumStepSize(self) -> float:
        return 0.0  # it differs from place to place

    def setCurrentValue(self, value: Any) -> None:
        self._slider.take_quantity(float(value))


class _Window(QAccessibleWidget):
    """To Qt a menu bar holds menus and nothing else: what stands in its corner is the window's last child."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window, Role.Window)

    def childCount(self) -> int:
        return super().childCount() + (self._corner is not None)

    def child(self, index: int) -> QAccessibleInterface:
        corner = self._corner
        if corner is not None and index == super().childCount():
            return QAccessible.queryAccessibleInterface(corner)
        return super().child(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return super().childCount() if child.object() is self._corner else super().indexOfChild(child)

    @property
    def _corner(self) -> QWidget | None:
        window = cast(QMainWindow, self.object())
        return window.menuBar().cornerWidget(Qt.Corner.TopRightCorner)


class _Corner(_Words):
    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(cast(QWidget, self.object()).window())
