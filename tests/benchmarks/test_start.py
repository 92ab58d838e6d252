"""From nothing to a painted window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from tests.benchmarks.first_paint import PAINTED
from tests.benchmarks.measure import in_turn, report

ROOT = Path(__file__).parents[2]


@pytest.mark.benchmark
def test_the_window_is_there_nearly_as_soon_as_a_bare_one(platform: str) -> None:
    ours, floor = in_turn(lambda: _seconds("start_gdgui"), lambda: _seconds("start_bare"), rounds=11)
    target = 1.3
    assert report("start to first painted window / bare window, 3 plots", ours, floor, target) <= target


def _seconds(script: str) -> float:
    """Seconds until a new process says that its window is painted."""
    command = [sys.executable, "-m", f"tests.benchmarks.{script}"]
    begin = perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == PAINTED
        seconds = perf_counter() - begin
    assert child.returncode == 0
    return seconds
