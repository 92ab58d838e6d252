"""The log of a run as a CSV file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gdgui.core.trace import Trace
from gdgui.files.atomic import write_atomically

BLOCK = 10_000  # rows in memory at a time


def write_log(path: Path, trace: Trace) -> None:
    """Write epoch, m, b and mse of every epoch so far; row 0 is the start.

    Every float reads back bit for bit. Raises OSError where the file cannot be written.
    """
    write_atomically(path, _blocks(trace))


def _blocks(trace: Trace) -> Iterator[bytes]:
    yield b"epoch,m,b,mse\n"
    columns = trace.m, trace.b, trace.mse
    length = len(columns[0])  # read first, hence the shortest where the run goes on meanwhile
    for start in range(0, length, BLOCK):
        epochs = range(start, min(start + BLOCK, length))
        values = (column[start : epochs.stop].tolist() for column in columns)
        rows = zip(epochs, *values, strict=True)
        yield "".join(f"{epoch},{m!r},{b!r},{mse!r}\n" for epoch, m, b, mse in rows).encode()
