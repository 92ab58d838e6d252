"""gdgui started as `main.py` starts it, but ended when its window has been painted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder

from gdgui.__main__ import main


class _OnceQtIsLoaded(MetaPathFinder):
    """Puts the end in place when the window's module is imported: all before that is as in the program."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> None:
        if name != "gdgui.ui.window":
            return
        sys.meta_path.remove(self)
        from PySide6.QtWidgets import QApplication

        from tests.benchmarks.first_paint import run_until_painted

        QApplication.exec = staticmethod(run_until_painted)  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.argv[1:] = []
    sys.meta_path.insert(0, _OnceQtIsLoaded())
    sys.exit(main())
