"""What a widget shows, as a PNG file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtWidgets import QWidget

from gdgui.files.atomic import write_atomically


def save_png(path: Path, widget: QWidget) -> None:
    """Write what the widget shows, in its size on screen. Raises OSError."""
    picture = widget.grab()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    write_atomically(path, [bytes(data.data())])
