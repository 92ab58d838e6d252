"""The program run without a window, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

ROOT = Path(__file__).parents[2]
Floats = NDArray[np.float64]
Program = subprocess.Popen[str]


@dataclass(frozen=True)
class Ended:
    """A run of the program: exit status and what it printed."""

    status: object
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out, parse_constant=pytest.fail)  # NaN and Infinity
        return found

    def row(self, name: str) -> str:
        """What stands behind `name` in the report."""
        return next(
            line.removeprefix(name) for line in self.out.splitlines() if line.startswith(name)
        ).strip()


Run = Callable[..., Ended]
Refused = Callable[[list[str], str], None]  # these options, and what is said of them


@contextmanager
def started(
    *arguments: object, stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE, **display: str
) -> Iterator[Program]:
    """The program in a process of its own, in a session without any display but `display`."""
    decided = ("DISPLAY", "WAYLAND_DISPLAY", "QT_")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(decided)}
    with subprocess.Popen(
        [sys.executable, "-m", "gdgui", *map(str, arguments)],
        cwd=ROOT,
        env=bare | display,
        stdout=stdout,
        stderr=stderr,
        text=True,
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def run_apart(*arguments: object, **display: str) -> Ended:
    """Run the program in a process of its own, in a session without any display but `display`."""
    with started(*arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **display) as program:
        out, err = program.communicate(timeout=60)
    return Ended(program.returncode, out, err)
