"""gdgui started as `main.py` starts it, but ended when its window has been painted."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from gdgui.app import main
from tests.benchmarks.first_paint import run_until_painted

if __name__ == "__main__":
    QApplication.exec = staticmethod(run_until_painted)  # type: ignore[method-assign]
    sys.exit(main([]))
