"""Pictures of frames: images, SVG and PDF of them, and files."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter, QPicture, QPixmap

from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.atomic import write_atomically
from gdgui.ui.captions import title
from gdgui.ui.described import describe
from gdgui.ui.offscreen import OffscreenWorkspace, Size
from gdgui.ui.outlines import with_outlines
from gdgui.ui.theme import Style

__all__ = ["OffscreenWorkspace", "Picture", "render", "save"]

DOTS = 96  # logical pixels to the inch
FINE = 1200  # dots to the inch of a PDF
MOMENT = 0.005  # seconds


@dataclass(frozen=True)
class Picture:
    """A frame and how it is drawn; `size` in logical pixels, 96 to the inch.

    Whoever does not see it is told of it: files hold a title and a description.
    """

    frame: Frame
    options: ViewOptions
    size: Size
    style: Style
    has_caption: bool = False

    @property
    def title(self) -> str:
        """In a few words."""
        return title(self.frame)

    def image(self, ratio: float = 1.0) -> QImage:
        """In pixels, `ratio` of them for each logical one, across."""
        with self._workspace(ratio) as workspace:
            image, words = workspace.image(), workspace.words
        image.setDotsPerMeterX(round(ratio * DOTS / 0.0254))
        image.setDotsPerMeterY(round(ratio * DOTS / 0.0254))
        for key, text in (("Title", self.title), ("Description", words)):
            image.setText(key, text)
        return image

    def svg(self) -> bytes:
        """In shapes alone, letters as well: they look the same where other fonts are installed."""
        from PySide6.QtSvg import QSvgGenerator  # takes its time to load

        def draw(buffer: QBuffer) -> None:
            generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
            generator.setOutputDevice(buffer)
            generator.setResolution(DOTS)
            generator.setViewBox(QRectF(0, 0, *workspace.layout))
            painter = QPainter(generator)
            workspace.paint(painter)
            painter.end()

        with self._workspace(ratio=0) as workspace:
            return with_outlines(_written(draw), self.size, self.title, workspace.words)

    def pdf(self) -> bytes:
        """A page as large as the picture, in shapes and letters of fonts that it holds."""
        recorded = self._recorded()

        def draw(buffer: QBuffer) -> None:
            writer = QPdfWriter(buffer)
            writer.setResolution(FINE)
            describe(writer, self.title, recorded.words)
            points, exact = QSizeF(*self.size) * 72 / DOTS, QPageSize.SizeMatchPolicy.ExactMatch
            writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", exact))
            writer.setPageMargins(QMarginsF(0, 0, 0, 0))
            painter = QPainter(writer)
            recorded.play(painter, QRectF(0, 0, writer.width(), writer.height()))
            painter.end()

        return _written(draw)

    def play(self, painter: QPainter, place: QRectF) -> None:
        """Draw it into this place of a page, as large as it goes, in its middle."""
        self._recorded().play(painter, place)

    @property
    def words(self) -> str:
        """What can be seen, in sentences."""
        return self._recorded().words

    def _recorded(self) -> _Recorded:
        strokes = QPicture()
        with self._workspace(ratio=0) as workspace:
            painter = QPainter(strokes)
            workspace.paint(painter)
            painter.end()
            return _Recorded(strokes, workspace.layout, workspace.words)

    @contextmanager
    def _workspace(self, ratio: float) -> Iterator[OffscreenWorkspace]:
        workspace = OffscreenWorkspace(self.size, self.style, ratio, self.has_caption)
        workspace.show_frame(self.frame, self.options)
        try:
            yield workspace
        finally:
            workspace.close()


@dataclass(frozen=True)
class _Recorded:
    """All strokes of a picture, to be drawn elsewhere, and what they show in words."""

    strokes: QPicture
    layout: tuple[int, int]  # width and height
    words: str

    def play(self, painter: QPainter, place: QRectF) -> None:
        """Draw it there, as large as it goes, in its middle."""
        wide, high = self.layout
        factor = min(place.width() / wide, place.height() / high)
        painter.save()
        painter.translate(place.center())
        painter.scale(factor, factor)
        painter.translate(-wide / 2, -high / 2)
        own = self.strokes.logicalDpiX() / painter.device().logicalDpiX()  # by which Qt would make it fit
        painter.scale(own, own)
        self.strokes.play(painter)
        painter.restore()


def render(frame: Frame, options: ViewOptions, size: tuple[int, int], style: Style) -> QPixmap:
    """What the window would show of this frame, so many pixels wide and high, without a window."""
    workspace = OffscreenWorkspace(size, style)
    picture = workspace.draw(frame, options)
    workspace.close()
    return picture


def save(path: Path, picture: Picture, ratio: float = 1.0) -> None:
    """Write a picture in the format that the name ends in; PNG where it ends in none. Raises WriteError."""
    write_atomically(path, [_drawn(path, picture, ratio)()])


def save_gradually(path: Path, picture: Picture, ratio: float = 1.0) -> Generator[float, None, None]:
    """The same, drawn at once; an image is encoded in a thread, as a large one takes seconds.

    Also where it is closed before its end, all is written.
    """
    encode = _drawn(path, picture, ratio)
    pool = ThreadPoolExecutor(1)
    try:
        written = pool.submit(lambda: write_atomically(path, [encode()]))
        while not written.done():
            wait([written], timeout=MOMENT)
            yield 0.0
        written.result()
    finally:
        pool.shutdown()


def _drawn(path: Path, picture: Picture, ratio: float) -> Callable[[], bytes]:
    """What makes the content of the file, in any thread, of a picture that is drawn by then."""
    kind = path.suffix.lower().removeprefix(".")
    if kind in ("svg", "pdf"):
        content = picture.svg() if kind == "svg" else picture.pdf()
        return lambda: content
    return partial(_png, picture.image(ratio))


def _png(image: QImage) -> bytes:
    return _written(lambda buffer: QImageWriter(buffer, QByteArray(b"png")).write(image))


def _written(write: Callable[[QBuffer], object]) -> bytes:
    """What is written into a buffer."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(buffer)
    buffer.close()
    return bytes(data.data())
