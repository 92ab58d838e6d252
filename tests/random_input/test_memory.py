"""What a long session takes, it gives back."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.control.housekeeping import AFTER_MS
from gdgui.ui.window import MainWindow

ROOT = Path(__file__).parents[2]
MOST = 1.5  # times what the window takes when it stands
ACTIONS = int(os.environ.get("RANDOM_ACTIONS", "5000"))

linux_only = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None) if os.name == "posix" else None, "malloc_trim"),
    reason="only GNU's C library keeps what was freed",
)


@linux_only
@pytest.mark.soak
def test_after_a_long_session_memory_is_given_back() -> None:
    command = [sys.executable, "-m", "tests.random_input.long_session", str(ACTIONS), str(MOST)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=3000)
    taken = json.loads(ended.stdout.splitlines()[-1])
    print(taken)
    assert taken["end"] <= MOST * taken["start"], taken


def held() -> float:
    """Megabytes that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


@linux_only
def test_what_was_freed_among_what_stays_is_given_back(window: MainWindow, qtbot: QtBot) -> None:
    """Small blocks in a heap whose end is in use: the C library alone would keep them."""
    blocks = [np.ones(8000) for _ in range(2000)]  # 128 MB
    stays = np.ones(8000)
    full = held()
    del blocks
    window.experiment.replace_points(Dataset([0.0, 1.0], [0.0, 1.0]), "others")
    qtbot.waitUntil(lambda: held() < full - 100, timeout=20 * AFTER_MS)
    assert stays.sum() == 8000
