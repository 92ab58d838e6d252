"""What a start leaves undone, for nobody would see it: sources read, threads to paint with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

SHOWN_AND_ENDED = """
import linecache, os, sys
from importlib.abc import MetaPathFinder
from pathlib import Path
from gdgui import display
from gdgui.app import main

def end_once_painted():
    from PySide6.QtWidgets import QApplication
    window = next(each for each in QApplication.topLevelWidgets() if each.isVisible())
    window.grab()
    print("sources read:", sum("gdgui" in Path(each).parts for each in linecache.cache))
    names = [each.read_text().strip() for each in Path("/proc/self/task").glob("*/comm")]
    print("threads that paint:", sum("pooled" in each for each in names))
    print("what it starts hears of it:", "QT_NO_GUI_THREADPOOL" in os.environ)
    return 0

class OnceQtIsLoaded(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "gdgui.ui.window":
            from PySide6.QtWidgets import QApplication
            QApplication.exec = staticmethod(end_once_painted)

sys.meta_path.insert(0, OnceQtIsLoaded())
if sys.argv[1:] == ["elsewhere"]:  # on other systems nothing knocks at a display, so Qt comes later
    display.why_no_window = lambda: ""
sys.exit(main([]))
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for the names of the threads")
@pytest.mark.parametrize("system", ["linux", "elsewhere"])
def test_a_start_reads_no_source_and_paints_in_one_thread(tmp_path: Path, system: str) -> None:
    (tmp_path / "start.py").write_text(SHOWN_AND_ENDED)
    ended = subprocess.run(
        [sys.executable, str(tmp_path / "start.py"), system],
        cwd=ROOT,
        env=_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == [
        "sources read: 0",
        "threads that paint: 0",
        "what it starts hears of it: False",
    ]


def _environment(folder: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name != "QT_NO_GUI_THREADPOOL"},
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
