"""The stage without a window: what pictures and films are drawn by."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPixmap

from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import PLOTS, ViewOptions
from gdgui.ui.captions import caption
from gdgui.ui.theme import Style
from gdgui.ui.theme.stylesheet import stylesheet
from gdgui.ui.views.arrangement import NARROW
from gdgui.ui.views.workspace import Workspace
from gdgui.words.pictures import joined, seen

LEAST_ALONE, LEAST_HEIGHT = 420, 420  # pixels that one plot needs across, and any of them with all around it
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

Size = tuple[float, float]


class OffscreenWorkspace:
    """Draws one frame after another, each of this size; a caption stands beneath the plots.

    `size` is in logical pixels, 96 to the inch, each `ratio` pixels of an image; 0 for one that is painted as
    shapes. Where the size is too little for the plots, all of it is laid out larger and drawn smaller.
    """

    def __init__(self, size: Size, style: Style, ratio: float = 1.0, has_caption: bool = False) -> None:
        self._size, self._style, self._ratio = size, style, ratio
        self._has_caption, self._caption = has_caption, ""
        self._workspace = Workspace()
        self._workspace.setStyleSheet(stylesheet(style))  # as in the window: it has a say in where plots lie
        for card in self._workspace.cards.values():
            card.title_row.show_buttons(False)
        self._layout = 0, 0  # width and height, as it is laid out

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Draw this from now on."""
        workspace, style = self._workspace, self._style
        self._caption = caption(frame) if self._has_caption else ""
        ratio = self._ratio * self._lay_out(options) or 1.0
        if workspace.data_plot.pixel_ratio != ratio:
            for plot in workspace.plots:
                plot.pixel_ratio = ratio
            workspace.apply(style)
        workspace.show_frame(frame, options)
        width, height = self._layout
        around = workspace.legend.height_for(width) + self._caption_height
        if workspace.height() != height - around or workspace.width() != width:
            workspace.resize(width, height - around)
        workspace.grab(QRect(0, 0, 1, 1))  # which lays it out

    def draw(self, frame: Frame, options: ViewOptions) -> QPixmap:
        """A picture of this frame."""
        self.show_frame(frame, options)
        return QPixmap.fromImage(self.image())

    def _lay_out(self, options: ViewOptions) -> float:
        """Choose how large it is laid out. Returns how much of that it is when it is drawn, at most 1."""
        width, height = self._size
        narrow = max(NARROW[1], NARROW[0] * self._style.scale.text) + 1
        least = narrow if options.plots == PLOTS else LEAST_ALONE
        larger = max(1.0, least / width, LEAST_HEIGHT / height)
        self._layout = round(larger * width), round(larger * height)
        return 1 / larger

    @property
    def layout(self) -> tuple[int, int]:
        """Width and height of what `draw` draws."""
        return self._layout

    def image(self) -> QImage:
        """What is shown, in pixels."""
        (width, height), (wide, _) = self._size, self._layout
        across, down = (max(1, round(each * self._ratio)) for each in (width, height))
        image = QImage(across, down, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(image.width() / wide)
        painter = QPainter(image)
        self.paint(painter)
        painter.end()
        image.setDevicePixelRatio(self._ratio)
        return image

    def paint(self, painter: QPainter) -> None:
        """What is shown, `layout` wide and high."""
        style, (width, height) = self._style, self._layout
        painter.fillRect(QRectF(0, 0, width, height), QColor(style.theme.window))
        self._workspace.draw(painter, style)
        if self._caption:
            gap = style.scale.gap
            painter.setFont(style.scale.font())
            painter.setPen(QColor(style.theme.text))
            top = height - self._caption_height + gap
            painter.drawText(QRectF(gap, top, width - 2 * gap, height - top), WRAPPED, self._caption)

    @property
    def words(self) -> str:
        """What can be seen, in sentences."""
        shown = [card for card in self._workspace.cards.values() if card.isVisibleTo(self._workspace)]
        return joined(*[seen(card.title_row.title, card.plot.spoken()) for card in shown])

    def close(self) -> None:
        """It is no longer needed."""
        self._workspace.close()
        self._workspace.deleteLater()

    @property
    def _caption_height(self) -> int:
        if not self._caption:
            return 0
        scale = self._style.scale
        inside = QRectF(0, 0, self._layout[0] - 2 * scale.gap, 1e6)
        words = QFontMetricsF(scale.font()).boundingRect(inside, WRAPPED, self._caption)
        return round(words.height() + 2 * scale.gap)
