"""A hand that knows nothing at the window: whatever it does, nothing is raised and Qt has no complaint.

RANDOM_SEEDS and RANDOM_ACTIONS say how many seeds are tried and how much is done with each, RANDOM_FIRST
which is the first seed. A failure prints the actions, and RANDOM_REPLAY names a file with such a list.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from gdgui.ui.main_window import MainWindow
from tests.random_input.actions import Dice
from tests.random_input.trial import perform

SEEDS = int(os.environ.get("RANDOM_SEEDS", "60"))
ACTIONS = int(os.environ.get("RANDOM_ACTIONS", "300"))
FIRST = int(os.environ.get("RANDOM_FIRST", "0"))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a file of points."""
    (tmp_path / "points.csv").write_text("size,price\n1,2.5\n2,3.5\n4,9\n5,9.5\n")
    return tmp_path


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
def test_random_input(window: MainWindow, qtlog: Any, files: Path, seed: int) -> None:
    perform(window, Dice(seed).actions(ACTIONS), files, lambda: qtlog.records, f"seed {seed}")
