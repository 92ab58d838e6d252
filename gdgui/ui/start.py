"""What Qt and pyqtgraph must be told once, before the first widget."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from gdgui import __version__
from gdgui.files.resources import resource
from gdgui.ui.theme import Look


def prepare(application: QApplication, look: Look) -> None:
    """Name the application and give it its style, palette and icon."""
    application.setApplicationName("gdgui")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")  # the same everywhere, and it scales with the font
    application.setPalette(look.theme.palette())
    application.setWindowIcon(QIcon(str(resource("icons/gdgui.svg"))))
    pg.setConfigOptions(antialias=True)
