"""Mouse and keys on the points: events of the canvas become gestures of the tool in hand."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from gdgui.ui.gestures.keyboard import Keyboard
from gdgui.ui.gestures.line_handles import LineHandles
from gdgui.ui.gestures.protocol import Editor
from gdgui.ui.gestures.tools import TOOLS, Tool
from gdgui.words import panels

LEFT = Qt.MouseButton.LeftButton


class Pointer(QObject):
    """Watches the events of one canvas, which knows nothing of it. What means nothing is left to it."""

    tool_taken = Signal()

    def __init__(self, canvas: Any, editor: Editor) -> None:
        """`canvas` is a QGraphicsView that fulfils the protocol Canvas."""
        super().__init__(canvas)
        self._canvas = canvas
        self._tools = {name: kind(canvas, editor, self) for name, kind in TOOLS.items()}
        self.tool: Tool = self._tools["add"]
        self.handles: LineHandles | None = None  # of a line, that have the press first
        self._held: Tool | LineHandles = self.tool  # what the button was pressed on
        self._is_over_handle = False
        self.keyboard = Keyboard(canvas, editor, lambda: self.tool)
        self.is_pressed = False  # whether the left button is held on it
        self._viewport = canvas.viewport()
        for watched in (canvas, self._viewport):
            watched.installEventFilter(self)

    @property
    def hint(self) -> str:
        """What the tool does."""
        return panels.tool_hint(next(name for name, tool in self._tools.items() if tool is self.tool))

    @property
    def is_busy(self) -> bool:
        """Whether a gesture is under way that Esc calls off."""
        return self.is_pressed or self.keyboard.is_pressed

    def take_tool(self, name: str) -> None:
        """What the left button does from now on: one of `TOOLS`."""
        self.cancel()
        self.tool = self._tools[name]
        self.show_reach()
        self.tool_taken.emit()

    def show_reach(self) -> None:
        """Let the pointer look like the tool."""
        self._canvas.hand.show_reach(self.tool.radius, self.tool.moves_view)

    def cancel(self) -> None:
        """Call off what mouse or keys have begun."""
        self.let_go()
        self.keyboard.end_nudge()

    def let_go(self) -> None:
        """The button, or the key that stands for it, counts as up; what it had begun is called off."""
        if self.is_pressed:
            self.is_pressed = False
            self._held.cancel()
        self.keyboard.let_go()

    def stop(self) -> None:
        """Call off what is under way, and watch no more: the canvas is about to go."""
        self.cancel()
        for watched in (self._canvas, self._viewport):
            watched.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        if watched is self._viewport:
            match event.type():
                case kinds.MouseButtonPress | kinds.MouseButtonDblClick:
                    return self._press(cast(QMouseEvent, event))
                case kinds.MouseMove:
                    return self._move(cast(QMouseEvent, event))
                case kinds.MouseButtonRelease:
                    return self._release(cast(QMouseEvent, event))
            return False
        match event.type():
            case kinds.KeyPress:
                return self._key(cast(QKeyEvent, event))
            case kinds.KeyRelease:
                return self.keyboard.release(cast(QKeyEvent, event))
            case kinds.FocusOut:
                self.let_go()  # a dialog may have come between
                self.keyboard.leave()
            case kinds.Hide:
                self.cancel()
        return False

    def _press(self, event: QMouseEvent) -> bool:
        at = self._place_of(event)
        if self.is_pressed:  # another button amid a gesture means nothing
            return True
        if event.button() != LEFT or not self._canvas.is_inside(at):
            return False
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self.keyboard.leave()
        self.is_pressed = True
        self._held = self.handles if self.handles is not None and self.handles.is_at(at) else self.tool
        self._held.press(at, event.modifiers())
        return True

    def _move(self, event: QMouseEvent) -> bool:
        at = self._place_of(event)
        if self.is_pressed:
            self._held.move(at)
        elif self.handles is not None and self.handles.is_at(at) != self._is_over_handle:
            self._is_over_handle = not self._is_over_handle
            self._show_handle()
        return self.is_pressed

    def _show_handle(self) -> None:
        """Let the pointer say that there is something to take, or no longer."""
        if self._is_over_handle:
            self._viewport.setCursor(Qt.CursorShape.SizeVerCursor)
        else:
            self.show_reach()

    def _release(self, event: QMouseEvent) -> bool:
        if not self.is_pressed:
            return False
        if event.button() == LEFT:
            self.is_pressed = False
            self._held.release(self._place_of(event))
        return True

    def _key(self, event: QKeyEvent) -> bool:
        which = event.key()
        if self.is_pressed:  # by the mouse
            if which == Qt.Key.Key_Escape:
                self.let_go()
            return True
        return self.keyboard.press(event)

    def _place_of(self, event: QMouseEvent) -> QPointF:
        place: QPointF = self._canvas.mapToScene(event.position().toPoint())
        return place
