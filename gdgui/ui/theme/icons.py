"""Our own icons, in the colours of a theme, as sharp as the screen allows."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache

from gdgui.files.resources import resource
from gdgui.ui.theme.themes import Theme


def icon(name: str, theme: Theme, colour: str = "") -> QIcon:
    """The icon `name` of the resources, such as "step-back"; nothing is read before it is painted.

    `colour` is for a ground of its own, such as `theme.on_accent`; without it, it is that of text, and that
    of what is chosen where the icon is on. Raises FileNotFoundError when it is painted.
    """
    return held_by_qt(_Engine(name, colour or theme.text, colour or theme.on_tint, theme.disabled))


def held_by_qt(engine: QIconEngine) -> QIcon:
    """The icon that this draws, as long as Qt holds on to it.

    A copy: for Python the first icon is the parent of its engine, and where both are garbage together, the
    engine may be gone before the icon asks it to go.
    """
    return QIcon(QIcon(engine))


def picture(name: str, colour: str, size: QSize, ratio: float = 1.0) -> QPixmap:
    """The icon in this colour, `size` logical pixels wide and high."""
    key = f"gdgui/{name}/{colour}/{size.width()}x{size.height()}/{ratio}"
    kept = QPixmap()
    if not QPixmapCache.find(key, kept):
        kept = _drawn(name, colour, size, ratio)
        QPixmapCache.insert(key, kept)
    return kept


def _drawn(name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # takes its time to load, and the window is there without it

    words = resource(f"icons/{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    drawn = QPixmap(size * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer = QSvgRenderer(QByteArray(words))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


class _Engine(QIconEngine):
    """Draws an icon when and as large as it is asked for."""

    def __init__(self, name: str, off: str, on: str, disabled: str) -> None:
        super().__init__()
        self._name, self._off, self._on, self._disabled = name, off, on, disabled

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._off, self._on, self._disabled)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, picture(self._name, self._colour(mode, state), rect.size(), ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return picture(self._name, self._colour(mode, state), size)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return picture(self._name, self._colour(mode, state), size, scale)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return self._disabled
        return self._on if state == QIcon.State.On else self._off
