"""Pictures of frames, and PNG files of pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.atomic import write_atomically
from gdgui.ui.theme import Style
from gdgui.ui.theme.stylesheet import stylesheet
from gdgui.ui.views.workspace import Workspace

LOWEST = 250  # pixels of the points on a picture: where a legend takes room, their card is not cut off


class OffscreenWorkspace:
    """The views without a window. They draw frame after frame, each so many pixels wide and high."""

    def __init__(self, size: tuple[int, int], style: Style) -> None:
        self._height = size[1]
        self._workspace = Workspace()
        self._workspace.resize(*size)
        self._workspace.data_plot.setMinimumHeight(LOWEST)
        self._workspace.setStyleSheet(stylesheet(style))  # as in the window: it has a say in where plots lie
        for part in (self._workspace, *self._workspace.findChildren(QWidget)):
            part.setPalette(style.theme.palette())  # not that of the window, which may have another theme
        self._workspace.apply(style)

    def draw(self, frame: Frame, options: ViewOptions) -> QPixmap:
        """What the window would show of this frame; higher where so much does not fit into this height."""
        workspace = self._workspace
        workspace.show_frame(frame, options)
        picture = workspace.picture()
        beyond = round(picture.deviceIndependentSize().height()) - self._height
        if beyond:  # the legend takes room from the plots, and what lies between parts gives them some
            workspace.resize(workspace.width(), workspace.height() - beyond)
            picture = workspace.picture()
        return picture

    def close(self) -> None:
        """Nothing more is drawn."""
        self._workspace.close()
        self._workspace.deleteLater()


def render(frame: Frame, options: ViewOptions, size: tuple[int, int], style: Style) -> QPixmap:
    """What the window would show of this frame, so many pixels wide and high, without a window."""
    workspace = OffscreenWorkspace(size, style)
    picture = workspace.draw(frame, options)
    workspace.close()
    return picture


def save_png(path: Path, picture: QPixmap) -> None:
    """Write a picture. Raises OSError."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    write_atomically(path, [bytes(data.data())])
