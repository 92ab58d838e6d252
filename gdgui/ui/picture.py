"""Pictures of frames, and PNG files of pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPixmap

from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.atomic import write_atomically
from gdgui.ui.theme import Style
from gdgui.ui.theme.stylesheet import stylesheet
from gdgui.ui.views.workspace import Workspace


def render(frame: Frame, options: ViewOptions, size: tuple[int, int], style: Style) -> QPixmap:
    """What the window would show of this frame, so many pixels wide and high, without a window."""
    workspace = Workspace()
    workspace.resize(*size)
    workspace.setStyleSheet(stylesheet(style))  # as in the window: it has a say in where plots lie
    workspace.apply(style)
    workspace.show_frame(frame, options)
    picture = workspace.picture()
    workspace.close()
    workspace.deleteLater()
    return picture


def save_png(path: Path, picture: QPixmap) -> None:
    """Write a picture. Raises OSError."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    write_atomically(path, [bytes(data.data())])
