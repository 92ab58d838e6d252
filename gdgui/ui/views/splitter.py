"""Parts side by side with a handle between them, which lie the same whatever was in view before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class SharedSplitter(QSplitter):
    """In the same length the same parts have the same places: the ideal ones, until somebody drags a handle.

    Qt's own lets the sizes depend on all that was shown and hidden before.
    """

    resized = Signal()

    def __init__(
        self,
        orientation: Qt.Orientation,
        ideal: Callable[[int], Sequence[int]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`ideal` shares out so many pixels between the parts, of which hidden ones get none; else all get as
        much."""
        super().__init__(orientation, parent)
        self.kind = ""  # of what is in view, where that matters besides
        self._ideal = ideal
        self._dragged: dict[tuple[object, ...], list[float]] = {}  # shares of the length
        self.setChildrenCollapsible(False)
        if self.isRightToLeft() and orientation == Qt.Orientation.Horizontal:
            # Qt puts its parts a pixel too far to the right, where it cuts them.
            self.setContentsMargins(0, 0, 1, 0)
        self.splitterMoved.connect(self._on_moved)

    def share_out(self) -> None:
        """Give every part its place."""
        shown = self._shown
        place = self.contentsRect()
        whole = place.width() if self.orientation() == Qt.Orientation.Horizontal else place.height()
        length = max(0, whole - self.handleWidth() * max(0, sum(shown) - 1))  # that those share
        shares = self._dragged.get((self.kind, *shown))
        if shares is not None:
            self.setSizes([round(share * length) for share in shares])
        elif self._ideal is not None:
            self.setSizes(list(self._ideal(length)))
        else:
            self.setSizes([max(1, length)] * self.count())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_out()
        self.resized.emit()

    def event(self, event: QEvent) -> bool:
        """Parts came or went, or have another least size."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.share_out()
        return done

    @property
    def _shown(self) -> list[bool]:
        """Which of the parts are in view."""
        at = range(self.count())
        return [(part := self.widget(each)) is not None and not part.isHidden() for each in at]

    def _on_moved(self) -> None:
        sizes = self.sizes()
        self._dragged[self.kind, *self._shown] = [size / max(1, sum(sizes)) for size in sizes]
