"""The page of a picture, seen before it is printed. Loaded when asked for: it needs more of the system."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from gdgui.ui.picture import DOTS, Picture
from gdgui.words import pictures as words


class PrintPreview(QPrintPreviewDialog):
    """Shows the page, which can be turned, and printed to paper or to a file."""

    def __init__(self, parent: QWidget, picture: Picture) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)  # which Qt does not keep
        self._printer.setDocName(picture.title)
        self._printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        super().__init__(self._printer, parent)
        self.setObjectName("printPreview")
        self.setWindowTitle(words.print_preview())
        self.resize(parent.size() * 0.9)
        self.paintRequested.connect(lambda printer: paint(printer, picture))
        self.finished.connect(self.deleteLater)


def paint(printer: QPrinter, picture: Picture) -> None:
    """Lay the picture out for the page, as large as it goes, and paint it there."""
    page = printer.pageRect(QPrinter.Unit.Inch)
    place = QRectF(0, 0, page.width() * printer.logicalDpiX(), page.height() * printer.logicalDpiY())
    painter = QPainter(printer)
    replace(picture, size=(page.width() * DOTS, page.height() * DOTS)).play(painter, place)
    painter.end()
