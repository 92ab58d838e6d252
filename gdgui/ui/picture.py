"""Pictures as PNG files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPixmap

from gdgui.files.atomic import write_atomically


def save_png(path: Path, picture: QPixmap) -> None:
    """Write a picture. Raises OSError."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    write_atomically(path, [bytes(data.data())])
