"""Ctrl+C while the program is being loaded: half a second in which nothing of ours runs yet."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINUX = Path("/proc/self/maps")  # there a process says which libraries it has loaded


def wait_until_loaded(program: subprocess.Popen[str], library: str) -> None:
    """Wait for a process that is importing to have come so far."""
    maps, end = LINUX.parents[1] / str(program.pid) / "maps", time.monotonic() + 60
    while library not in maps.read_text():
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < end
        time.sleep(0.0005)


@pytest.mark.skipif(not LINUX.exists(), reason="no /proc here, which tells how far an import has come")
@pytest.mark.parametrize(
    ("library", "way_in"),
    [
        ("_multiarray_umath", ("main.py",)),
        ("_multiarray_umath", ("-m", "gdgui")),
        ("libQt6Core", ("-m", "gdgui")),
        ("libQt6Widgets", ("-m", "gdgui")),
    ],
)
def test_ctrl_c_while_the_program_is_loaded_ends_it_without_a_word(
    library: str, way_in: tuple[str, ...]
) -> None:
    with subprocess.Popen(
        [sys.executable, *way_in],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            wait_until_loaded(program, library)
            program.send_signal(signal.SIGINT)
            out, err = program.communicate(timeout=30)
        finally:
            program.kill()
    assert (out, err) == ("", "")
    assert program.returncode in (130, -signal.SIGINT)  # which a shell calls 130


def test_ctrl_c_before_anything_of_ours_is_loaded_ends_it_without_a_word(tmp_path: Path) -> None:
    """It comes while the first module of Python's own that is asked for is being loaded."""
    (tmp_path / "signal.py").write_text("raise KeyboardInterrupt\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "main.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("", "")
    assert done.returncode == 130
