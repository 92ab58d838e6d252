"""A floor in a process of its own, in which Qt paints as it does when nobody tells it anything.

gdgui tells it to paint in one thread, and Qt hears that once in a process. The module that is
measured has a function `floor(window, algorithm)`, which yields what draws an epoch: seconds, of a cursor.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from gdgui.core import Settings
from gdgui.experiment.experiment import Experiment
from gdgui.ui.start import prepare
from gdgui.ui.theme import Style
from gdgui.ui.window import MainWindow
from tests.benchmarks.measure import noisy_line

Frame = Callable[[int], float]


@contextmanager
def floor_elsewhere(module: str, algorithm: str) -> Iterator[Frame]:
    """The floor of this module, in another process, which waits while nobody asks."""
    command = [sys.executable, "-m", __name__, module, algorithm]
    pipe, root = subprocess.PIPE, Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, text=True, stdin=pipe, stdout=pipe) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        to_child, from_child = child.stdin, child.stdout

        def seconds(cursor: int) -> float:
            print(cursor, file=to_child, flush=True)
            return float(from_child.readline())

        yield seconds
        to_child.close()
    assert child.returncode == 0


def shown(widget: QWidget) -> QWidget:
    """The widget, once it is on the screen."""
    widget.show()
    while not (handle := widget.windowHandle()) or not handle.isExposed():
        QApplication.processEvents()
    return widget


def main(module: str, algorithm: str) -> None:
    """Answer each cursor that comes by standard input with the seconds that its frame took."""
    application = QApplication(["floor"])
    prepare(application, Style())
    gc.disable()  # as where gdgui is measured
    window = MainWindow(Experiment(noisy_line(100), Settings()))
    window.resize(1280, 720)
    shown(window)
    floor: Callable[[MainWindow, str], AbstractContextManager[Frame]] = import_module(module).floor
    with floor(window, algorithm) as seconds:
        for line in sys.stdin:
            print(seconds(int(line)), flush=True)
    window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
