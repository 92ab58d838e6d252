"""A long run without a window: its progress, and Ctrl+C."""

from __future__ import annotations

import os
import pty
import re
import signal
import termios
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from gdgui.headless import exports
from tests.headless.program import Ended, Run, started

LONG = ("--headless", "--algorithm", "sgd", "--batch-size", "1000", "--epochs", "1000000")  # over a minute


@pytest.fixture
def thousand(tmp_path: Path) -> Path:
    """A file of a thousand points near a line."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 1, 1000)
    path = tmp_path / "thousand.csv"
    np.savetxt(path, np.column_stack([x, 0.5 * x + 0.2 + rng.normal(0, 0.02, 1000)]), delimiter=",")
    return path


class Terminal:
    """A terminal to print on: `writer` is the program's end of it."""

    def __init__(self) -> None:
        self._reader, self.writer = pty.openpty()
        termios.tcsetwinsize(self._reader, (24, 80))
        os.set_blocking(self._reader, False)
        self._read = ""

    def wait_for(self, words: str, patience: float = 60) -> None:
        end = time.monotonic() + patience
        while words not in self.read():
            assert time.monotonic() < end, self._read
            time.sleep(0.02)

    def read(self) -> str:
        """All that was printed so far."""
        with suppress(BlockingIOError):  # nothing new
            self._read += os.read(self._reader, 65536).decode()
        return self._read

    def close(self) -> None:
        os.close(self._reader)
        os.close(self.writer)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    terminal = Terminal()
    yield terminal
    terminal.close()


def test_ctrl_c_ends_a_long_run_with_a_report_of_what_was_reached(thousand: Path, terminal: Terminal) -> None:
    with started(thousand, *LONG, stderr=terminal.writer) as program:
        terminal.wait_for("epoch")  # a bar that shows the progress
        program.send_signal(signal.SIGINT)
        out, _ = program.communicate(timeout=60)
    ended = Ended(program.returncode, out, terminal.read())
    assert re.fullmatch(r"Stopped after [\d,]+ epochs\.", ended.row("stop reason"))
    assert "Traceback" not in ended.err
    assert ended.status == 130


def test_ctrl_c_while_a_file_is_written_causes_no_traceback(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exports, "write_log", interrupted)
    ended = run("--export-log", tmp_path / "run.csv")
    assert (ended.status, ended.err) == (130, "")


def test_a_short_run_shows_no_progress_on_a_terminal(terminal: Terminal) -> None:
    with started("--headless", stderr=terminal.writer) as program:
        program.communicate(timeout=60)
    assert terminal.read() == ""


def test_a_long_run_shows_no_progress_where_there_is_no_terminal(run: Run, thousand: Path) -> None:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 1)  # by then a terminal shows a bar
        ended = run(thousand, *LONG)
    except KeyboardInterrupt:
        pytest.fail("it took the program down")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert (ended.status, ended.err) == (130, "")
    assert ended.row("stop reason").startswith("Stopped after ")
