"""A program of its own: so many random actions in one window, and the memory before and after them.

Prints both, in MB, as JSON: when the window stands, and when everything done in it was taken away again.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gdgui.core import Settings
from gdgui.experiment.experiment import Experiment
from gdgui.files.example_datasets import example_datasets
from gdgui.ui.start import collect_by_event_loop, prepare
from gdgui.ui.theme import Style
from gdgui.ui.window import MainWindow
from tests.random_input.actions import Dice
from tests.random_input.person import Person
from tests.random_input.trial import quiet_doors

PATIENCE = 20.0  # seconds, for what is given back when nothing happens any more


def megabytes() -> float:
    """Of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(count: int, most: float) -> None:
    """Do `count` actions, take everything away, and wait until at most `most` times the start is held."""
    application = QApplication(["gdgui"])
    prepare(application, Style())
    window = MainWindow(Experiment(example_datasets()[0].points(), Settings()))
    window.show()
    window.actions_.quit.setEnabled(False)
    collector = collect_by_event_loop()
    QTest.qWait(500)
    start = megabytes()
    folder = Path(tempfile.mkdtemp())
    (folder / "points.csv").write_text("1,2.5\n2,3.5\n4,9\n")
    person = Person(window, folder)
    with quiet_doors(folder):
        for action in Dice(0).actions(count):
            person.do(action)
    person.stop()
    full = megabytes()
    take_everything_away(window)
    end = time.monotonic() + PATIENCE
    while megabytes() > most * start and time.monotonic() < end:
        QTest.qWait(100)
    print(json.dumps({"start": start, "full": full, "end": megabytes()}))
    window.close()
    del collector


def take_everything_away(window: MainWindow) -> None:
    """Runs, points, and the way back to them."""
    window.run_control.reset()
    for run in window.runs.all:
        window.runs.delete(run.number)
    window.experiment.clear()
    window.experiment.undo_stack.clear()
    gc.collect()


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
