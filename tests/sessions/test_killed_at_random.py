"""kill −9 at random moments: what the next start offers is whole, and never older than a few seconds.

uv run pytest -m soak tests/sessions/test_killed_at_random.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from gdgui.core.rebuild import rebuild_all
from gdgui.files.kept_work import orphan
from gdgui.files.unsaved import read_unsaved
from tests.conftest import with_hints_seen
from tests.sessions.at_work import NOTHING, Line, fingerprint
from tests.sessions.desk import finished

ROOT = Path(__file__).parents[2]
TRIES = int(os.environ.get("RANDOM_KILLS", "100"))
AT_ONCE = 4
LOST = 5.0  # seconds of work, at most
LONGEST = 12.0  # seconds at work
PATIENCE = 120.0


@contextmanager
def at_work(seed: int, folder: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["XDG_CONFIG_HOME"] = environment["XDG_DATA_HOME"] = str(with_hints_seen(folder))
    command = [sys.executable, "-m", "tests.sessions.at_work", str(seed), str(log)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as program:
        try:
            yield program
        finally:
            program.kill()


def lines_of(log: Path) -> list[Line]:
    """Those that were written to their end."""
    return [Line.of(line) for line in log.read_text().split("\n")[:-1]] if log.exists() else []


def offered(folder: Path) -> Line:
    """What the next start finds. All of it must be there, and come out bit for bit."""
    found = orphan(folder / "gdgui" / "unsaved")
    if found is None:
        return Line(0, NOTHING, 0)
    session = read_unsaved(found.path)
    made = finished(rebuild_all([run.recipe for run in session.runs]))
    assert all(each.is_the_same for each in made)
    return Line(0, fingerprint(session, session.runs), sum(run.recipe.epochs for run in session.runs))


def age(kept: Line, lines: list[Line], killed: float) -> float:
    """For how many seconds there had been something else when the program was killed."""
    ends = [each.time for each in lines[1:]] + [killed]
    fits = [
        end
        for line, end in zip(lines, ends, strict=True)
        if kept.fingerprint == line.fingerprint
        and (kept.epochs >= line.epochs or kept.fingerprint == NOTHING)
    ]
    assert fits, "this has never been there"
    return killed - max(fits)


def killed_at_random(seed: int, folder: Path) -> float:
    """How many seconds of work were lost."""
    log, moment = folder / "log", np.random.default_rng(seed).uniform(0.1, LONGEST)
    with at_work(seed, folder, log) as program:
        begun = time.monotonic()
        while not (lines := lines_of(log)):
            assert program.poll() is None, f"gdgui ended with {program.poll()}"
            assert time.monotonic() < begun + PATIENCE, "nobody has begun to work"
            time.sleep(0.05)
        time.sleep(max(0.0, lines[0].time + moment - time.monotonic()))
        killed = time.monotonic()
    return age(offered(folder), lines_of(log), killed)


@pytest.mark.soak
def test_no_moment_loses_more_than_five_seconds(tmp_path: Path) -> None:
    folders = [tmp_path / str(seed) for seed in range(TRIES)]
    for each in folders:
        each.mkdir()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        lost = list(pool.map(killed_at_random, range(TRIES), folders))
    print(f"\nseconds lost in {TRIES} tries: median {np.median(lost):.2f}, most {max(lost):.2f}")
    assert max(lost) <= LOST, [(seed, each) for seed, each in enumerate(lost) if each > LOST]
