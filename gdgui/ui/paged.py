"""A text with drawings in it: as HTML that needs nothing else, and on the pages of a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPyTextObject,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtSvg import QSvgRenderer

from gdgui.ui.described import describe

DOTS = 96  # pixels to the inch
FINE = 1200  # dots to the inch of a PDF
MARGIN = 2 / 2.54  # inches around a page


class Drawing(NamedTuple):
    """What it shows in words, its size in pixels, and two ways to draw it: as SVG, and onto a page."""

    words: str
    size: tuple[float, float]
    svg: Callable[[], str]
    paint: Callable[[QPainter, QRectF], None]

    def inline(self) -> str:
        """For HTML, with its words for whoever does not see it."""
        root = ElementTree.fromstring(self.svg())
        for name, value in zip(("width", "height"), self.size, strict=True):
            root.set(name, f"{value:.6g}")
        root.set("role", "img")
        root.set("aria-label", self.words)
        return ElementTree.tostring(root, encoding="unicode")


def from_svg(svg: str, words: str, scale: float) -> Drawing:
    """An SVG, `scale` times as large as it is of itself."""
    root = ElementTree.fromstring(svg)
    size = scale * float(root.attrib["width"]), scale * float(root.attrib["height"])
    root.attrib |= {
        "stroke": "black",
        "stroke-opacity": "0",
    }  # or Qt would stroke in a PDF what has no stroke
    renderer = QSvgRenderer(QByteArray(ElementTree.tostring(root)))
    return Drawing(words, size, lambda: svg, renderer.render)


def placed(number: int, drawing: Drawing) -> str:
    """For the HTML of `pdf`: the place of the drawing of this number."""
    width, height = drawing.size
    return f'<img src="{number}" width="{width:.0f}" height="{height:.0f}">'


def pdf(html: str, drawings: Sequence[Drawing], title: str, words: str) -> bytes:
    """The text on as many pages (A4) as it takes, its drawings as shapes; `words` describe it."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page = QPdfWriter(buffer)
    page.setResolution(FINE)
    describe(page, title, words)
    page.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    page.setPageMargins(QMarginsF(0, 0, 0, 0))  # the text has its own
    text, drawer = QTextDocument(), _Drawer(drawings)
    text.setDefaultTextOption(_as_the_language_runs())
    text.documentLayout().registerHandler(QTextFormat.ObjectTypes.ImageObject.value, drawer)
    text.setHtml(html)
    _lay_out(text, page)
    _keep_headings_with_what_follows(text)
    _paint(text, page)
    buffer.close()
    return bytes(data.data())


def _lay_out(text: QTextDocument, page: QPdfWriter) -> None:
    text.documentLayout().setPaintDevice(page)
    frame = text.rootFrame().frameFormat()
    frame.setMargin(MARGIN * DOTS)  # Qt makes dots of the page of it
    text.rootFrame().setFrameFormat(frame)
    text.setPageSize(QSizeF(page.width(), page.height()))


def _keep_headings_with_what_follows(text: QTextDocument) -> None:
    """Begin a page with each heading that would end one."""
    layout, height = text.documentLayout(), text.pageSize().height()

    def number(block: QTextBlock) -> int:
        return int(layout.blockBoundingRect(block).bottom() // height)

    block = text.begin()
    while (after := block.next()).isValid():
        if block.blockFormat().headingLevel() and number(block) < number(after):
            begins = block.blockFormat()
            begins.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(block).setBlockFormat(begins)
        block = after


def _paint(text: QTextDocument, page: QPdfWriter) -> None:
    """All pages, each with its number in the corner."""
    whole, margin = QRectF(QPointF(), text.pageSize()), MARGIN * FINE
    corner = whole.adjusted(margin, whole.height() - margin, -margin, -margin / 2)
    painter = QPainter(page)
    for number in range(text.pageCount()):
        if number:
            page.newPage()
        painter.save()
        painter.translate(0, -number * whole.height())
        text.drawContents(painter, whole.translated(0, number * whole.height()))
        painter.restore()
        painter.setFont(text.defaultFont())
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, str(number + 1))
    painter.end()


def _as_the_language_runs() -> QTextOption:
    option = QTextOption()
    option.setTextDirection(QGuiApplication.layoutDirection())
    return option


class _Drawer(QPyTextObject):
    """Stands in for what draws the images of a text: their names are numbers of drawings."""

    def __init__(self, drawings: Sequence[Drawing]) -> None:
        super().__init__()
        self._drawings = drawings

    def intrinsicSize(self, doc: QTextDocument, _: int, format: QTextFormat) -> QSizeF:
        image, page = format.toImageFormat(), doc.documentLayout().paintDevice()
        dots = page.logicalDpiX() if page else DOTS  # none before it is laid out for the page
        return QSizeF(image.width(), image.height()) * dots / DOTS

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, _: int, format: QTextFormat
    ) -> None:
        self._drawings[int(format.toImageFormat().name())].paint(painter, QRectF(rect))
