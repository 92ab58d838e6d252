"""gdgui started as `main.py` starts it, but ended when its window has been painted."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    from gdgui.app import main  # isort: skip  # before PySide6, as in the program: the costs of imports depend on it

    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.first_paint import run_until_painted

    QApplication.exec = staticmethod(run_until_painted)  # type: ignore[method-assign]
    sys.exit(main([]))
