"""The log of a run as a CSV file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Iterator
from itertools import pairwise, repeat
from pathlib import Path
from typing import NamedTuple

from gdgui.core.algorithms.draws import Draws
from gdgui.core.trace import Segment, Trace
from gdgui.experiment.points import Points, one_line
from gdgui.files.atomic import write_gradually

BLOCK = 2_000  # rows in memory at a time
MOST_SAMPLES = 20_000  # in memory at a time, unless one epoch draws more
LONGEST_LINE = 500  # characters of a line on how the run was made
_DIGITS = 20  # of a float, with its comma
_NO_OTHER_CELL = str.maketrans(dict.fromkeys(',;\t"', " "))  # in a spreadsheet, a name stays in its cell


class LogColumns(NamedTuple):
    """Which columns a log has besides epoch, m, b and mse."""

    segment: bool = False  # the stretch of the run between two changes midway, from 1
    samples: bool = False  # places of the points that the epoch drew, from 0, with blanks in between

    @property
    def names(self) -> tuple[str, ...]:
        """All columns, from left to right."""
        others = [name for name, is_there in self._asdict().items() if is_there]
        return "epoch", "m", "b", "mse", *others


def possible_columns(trace: Trace) -> LogColumns:
    """Those that would tell something: where something was changed midway, or samples were drawn."""
    segments = trace.segments
    return LogColumns(len(segments) > 1, any(each.draws for each in segments))


def about_size(trace: Trace, columns: LogColumns) -> int:
    """How many bytes the log will have, about; of the digits, as if all were needed."""
    ends = [*(each.epoch for each in trace.segments[1:]), trace.epochs]
    size = (trace.epochs + 1) * (len(str(trace.epochs)) + 3 * _DIGITS + 2 * columns.segment)
    for segment, end in zip(trace.segments, ends, strict=True):
        if columns.samples and segment.draws:
            a_sample = len(str(len(segment.dataset))) + 1
            size += (end - segment.epoch) * segment.draws.batch_size * a_sample
    return size


def write_log(path: Path, trace: Trace, points: Points, columns: LogColumns | None = None) -> None:
    """Write epoch, m, b and mse of every epoch so far; row 0 is the start.

    Below the names of the columns, lines with # say how the run was made. (Above them, `numpy.genfromtxt`
    would take the first for the names.) Every float reads back bit for bit. The run has the names of `points`
    if it ended on them. Raises WriteError, an OSError, where the file cannot be written.
    """
    for _ in write_log_gradually(path, trace, points, columns):
        pass


def write_log_gradually(
    path: Path, trace: Trace, points: Points, columns: LogColumns | None = None
) -> Generator[float, None, None]:
    """The same, some rows at a time; yields the share that is done."""
    yield from write_gradually(path, _blocks(trace, points, columns or LogColumns()))


def _blocks(trace: Trace, points: Points, columns: LogColumns) -> Iterator[tuple[float, bytes]]:
    values = trace.m, trace.b, trace.mse
    length = len(values[0])  # read first, hence the shortest where the run goes on meanwhile
    segments = [each for each in trace.segments if each.epoch < length]
    yield 0.0, f"{','.join(columns.names)}\n".encode()
    yield 0.0, "".join(f"# {line}\n" for line in _how_it_was_made(trace, points, columns)).encode()
    rows = min(BLOCK, max(1, MOST_SAMPLES // _largest_batch(segments))) if columns.samples else BLOCK
    for start in range(0, length, rows):
        epochs = range(start, min(start + rows, length))
        cells: list[Iterator[str]] = [
            map(str, epochs),
            *(map(repr, each[start : epochs.stop].tolist()) for each in values),
        ]
        if columns.segment:
            cells.append(_numbers_of_segments(segments, epochs))
        if columns.samples:
            cells.append(_samples(segments, epochs))
        yield epochs.stop / length, "".join(f"{','.join(row)}\n" for row in zip(*cells, strict=True)).encode()


def _spans(segments: list[Segment], epochs: range) -> Iterator[tuple[int, range]]:
    """These epochs, cut where segments meet, each with the place of its segment; 0 is in the first."""
    begins = [each.epoch + 1 for each in segments[1:]]
    cuts = [each for each in begins if each in epochs[1:]]
    for start, stop in pairwise((epochs.start, *cuts, epochs.stop)):
        yield bisect_right(begins, start), range(start, stop)


def _numbers_of_segments(segments: list[Segment], epochs: range) -> Iterator[str]:
    for place, span in _spans(segments, epochs):
        yield from repeat(str(place + 1), len(span))


def _samples(segments: list[Segment], epochs: range) -> Iterator[str]:
    """What each of these epochs drew; nothing at the start, and where all points are used."""
    if epochs.start == 0:
        yield ""
    for place, span in _spans(segments, epochs[1:] if epochs.start == 0 else epochs):
        draws = segments[place].draws
        if draws is None:
            yield from repeat("", len(span))
        else:
            yield from _drawn(draws, span.start - 1 - segments[place].epoch, len(span))


def _drawn(draws: Draws, first: int, epochs: int) -> Iterator[str]:
    for row in draws.of_epochs(first, epochs).tolist():
        yield " ".join(map(str, row))


def _largest_batch(segments: list[Segment]) -> int:
    return max((each.draws.batch_size for each in segments if each.draws), default=1)


def _how_it_was_made(trace: Trace, points: Points, columns: LogColumns) -> Iterator[str]:
    """Lines of text for people; whatever somebody called something does no harm in them."""
    from gdgui.words import log as words  # not above: the command line is there without it

    is_of_these = trace.segments[-1].dataset == points.dataset
    title, *names = (
        one_line(each.translate(_NO_OTHER_CELL), LONGEST_LINE)
        for each in ((points.title, *points.names) if is_of_these else ("", "x", "y"))
    )
    yield words.made_by()
    yield words.points(title, len(trace.segments[0].dataset), *names)
    yield from words.settings(trace)
    yield from words.changes(trace.segments)
    yield words.ending(trace)
    yield from (words.column(name) for name in columns.names if name in ("segment", "samples"))
