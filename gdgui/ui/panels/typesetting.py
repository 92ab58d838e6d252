"""Formulas of a lesson from elsewhere, typeset in a thread of their own while the text is read."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from gdgui.files.formulas import typeset_now


class Typesetter(QObject):
    """`typeset` carries a formula that was asked for and its SVG, "" where it cannot be typeset."""

    typeset = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # of the one interpreter two would get no more
        self._known: dict[str, str] = {}
        self.typeset.connect(self._keep)

    def ask(self, latex: str) -> None:
        """Typeset this."""
        if latex in self._known:
            self.typeset.emit(latex, self._known[latex])
        else:
            self._pool.start(_Work(self, latex))

    def stop(self) -> None:
        """Begin no more, and wait for the one under way."""
        self._pool.clear()
        self._pool.waitForDone()

    def _keep(self, latex: str, svg: str) -> None:
        self._known[latex] = svg


class _Work(QRunnable):
    """One formula."""

    def __init__(self, typesetter: Typesetter, latex: str) -> None:
        super().__init__()
        self._typesetter, self._latex = typesetter, latex

    def run(self) -> None:
        self._typesetter.typeset.emit(self._latex, typeset_now(self._latex) or "")
