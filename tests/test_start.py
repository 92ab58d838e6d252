"""What a start leaves undone, for nobody would see it: sources read, threads to paint with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

SHOWN_AND_ENDED = """
import linecache, sys
from pathlib import Path
from gdgui.app import main
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def end_once_painted():
    window = next(each for each in QApplication.topLevelWidgets() if each.isVisible())
    window.grab()
    print("sources read:", sum("gdgui" in Path(each).parts for each in linecache.cache))
    names = [each.read_text().strip() for each in Path("/proc/self/task").glob("*/comm")]
    print("threads that paint:", sum("pooled" in each for each in names))
    return 0

QApplication.exec = staticmethod(end_once_painted)
sys.exit(main([]))
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for the names of the threads")
def test_a_start_reads_no_source_and_paints_in_one_thread(tmp_path: Path) -> None:
    (tmp_path / "start.py").write_text(SHOWN_AND_ENDED)
    ended = subprocess.run(
        [sys.executable, str(tmp_path / "start.py")],
        cwd=ROOT,
        env=_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "sources read: 0\nthreads that paint: 0\n"


def _environment(folder: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name != "QT_NO_GUI_THREADPOOL"},
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
