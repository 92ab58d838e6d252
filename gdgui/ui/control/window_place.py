"""Where the window stands on the desk: at first, and again as it stood, wholly on a screen that is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QStyle

STATE = Qt.WindowState
AWAY = STATE.WindowMaximized | STATE.WindowMinimized | STATE.WindowFullScreen
NUMBERS = ("x", "y", "width", "height", "across", "down")  # the last two: by how much its frame is larger


def open_at_a_good_size(window: QMainWindow) -> None:
    """Large, and with its title bar on the screen."""
    screen = window.screen().availableSize()
    width, height = screen.width(), screen.height() - _title_bar(window)
    window.resize(min(width, max(1280, width * 4 // 5)), min(height, max(720, height * 4 // 5)))


def place_of(window: QMainWindow) -> dict[str, int]:
    """Where its frame is, and how large it is within; empty where it is not as it stands by itself."""
    if not window.isVisible() or window.windowState() & AWAY:
        return {}
    frame, size = window.frameGeometry(), window.size()
    around = frame.width() - size.width(), frame.height() - size.height()
    numbers = frame.x(), frame.y(), size.width(), size.height(), *around
    return dict(zip(NUMBERS, numbers, strict=True))


def put_back(window: QMainWindow, place: Mapping[str, int]) -> None:
    """Where it stood, frame and all on the screen that holds most of it."""
    x, y, width, height, across, down = (place[name] for name in NUMBERS)
    down = down or _title_bar(window)  # where the frame was not known yet
    size = QSize(width, height).expandedTo(window.minimumSizeHint())
    screens = [each.availableGeometry() for each in QApplication.screens()]
    outer = on_a_screen(QRect(QPoint(x, y), size + QSize(across, down)), screens)
    window.resize(outer.size() - QSize(across, down))
    window.move(outer.topLeft())


def on_a_screen(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """The rectangle, moved and made smaller until all of it is on the screen that holds most of it."""
    screen = max(screens, key=lambda each: _area(each & wanted))
    size = wanted.size().boundedTo(screen.size())
    last = screen.bottomRight() - QPoint(size.width() - 1, size.height() - 1)
    left = min(max(wanted.left(), screen.left()), last.x())
    top = min(max(wanted.top(), screen.top()), last.y())
    return QRect(QPoint(left, top), size)


def _area(part: QRect) -> int:
    return 0 if part.isEmpty() else part.width() * part.height()


def _title_bar(window: QMainWindow) -> int:
    return window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)


def keep_on_screen(window: QMainWindow) -> None:
    """What large letters made wider than the screen is as wide as it once they are smaller again."""
    layout = window.layout()
    if not window.isVisible() or window.windowState() & AWAY or layout is None:
        return
    layout.activate()
    frame = window.frameGeometry().size() - window.size()
    window.resize(window.size().boundedTo(window.screen().availableSize() - frame))
