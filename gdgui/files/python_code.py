"""A run as a script of numpy alone: at most 40 lines, in the style of the lesson, printing the same numbers.

It is the loop of `core/reference.py`. Where x is standardised, the line is one over z = (x − shift)/scale, as
in `core/scaling.py`: its slope is m·scale and its height at the mean of x is b + m·shift. So no digits are
lost where x is far from 0. A run that was changed midway has several stretches, each on its own points and
settings; their samples go on with the generator, or begin it anew with a seed, as those of the run did. A
long table of points, and points that change often, stand in a file beside the script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from gdgui.core import Dataset, Settings, Trace
from gdgui.core.algorithms import ALGORITHMS, Algorithm
from gdgui.core.algorithms.draws import Draws
from gdgui.files.atomic import write_atomically
from gdgui.words import code as words

Part = Literal["residuals", "squares", "gradient", "step", "log"]
MOST_POINTS = 30  # written into the script; more stand beside it
MOST_LINES = 40
BLOCK = 10_000  # rows in memory at a time
NO_SEED = -1  # in a table: the generator goes on


class UnwritableError(Exception):
    """An algorithm whose epoch is not one step against the gradient: `algorithm` is it."""

    def __init__(self, algorithm: Algorithm) -> None:
        super().__init__(algorithm.key)
        self.algorithm = algorithm


@dataclass(frozen=True)
class PythonCode:
    """A script; `lines` says which of them, counted from 1, do what. It needs `table` beside it, if any."""

    text: str
    lines: dict[Part, tuple[int, ...]]
    table: Table | None


class Stretch(NamedTuple):
    """So many epochs on the same points with the same settings; `seed` begins the generator anew."""

    epochs: int
    dataset: Dataset
    settings: Settings
    seed: int | None

    @property
    def batch_size(self) -> int | None:
        """Samples in an epoch; None where all points are used."""
        return self.settings.batch_size if ALGORITHMS[self.settings.algorithm].is_stochastic else None


@dataclass(frozen=True)
class Table:
    """The file beside the script: x and y or, where not `of_points`, with them all stretches."""

    stretches: tuple[Stretch, ...]
    of_points: bool

    def __len__(self) -> int:
        """Rows."""
        return sum([len(each.dataset) for each in self.stretches[: 1 if self.of_points else None]])

    def chunks(self) -> Iterator[bytes]:
        """The file, piece by piece; every float reads back bit for bit."""
        if self.of_points:
            yield b"x,y\n"
            yield from _rows("", self.stretches[0].dataset)
            return
        yield b"stretch,epochs,learning_rate,batch_size,standardise,seed,x,y\n"
        for number, each in enumerate(self.stretches):
            settings, seed = each.settings, NO_SEED if each.seed is None else each.seed
            start = f"{number},{each.epochs},{settings.learning_rate!r},{each.batch_size or 0},"
            yield from _rows(f"{start}{int(settings.standardise)},{seed},", each.dataset)


def python_code(trace: Trace, table_name: str | None = None) -> PythonCode:
    """The script of this run, up to its last epoch.

    `table_name` is what the file beside it is called, if it needs one; without a name everything stands in
    the script, however long its lines get. Raises UnwritableError.
    """
    return script((float(trace.m[0]), float(trace.b[0])), stretches_of(trace), table_name)


def planned_code(dataset: Dataset, settings: Settings, table_name: str | None = None) -> PythonCode:
    """That of a run which has not begun. Raises UnwritableError."""
    seed = settings.seed if ALGORITHMS[settings.algorithm].is_stochastic else None
    stretch = Stretch(settings.epochs, dataset, settings, seed)
    return script((settings.m, settings.b), (stretch,), table_name)


def save_code(path: Path, trace: Trace) -> None:
    """Write the script and, first, the file that it needs beside it, each whole or not at all.

    Raises UnwritableError, and WriteError where a file cannot be written.
    """
    write_code(path, partial(python_code, trace))


def write_code(path: Path, code_of: Callable[[str], PythonCode]) -> None:
    """The same of any script; `code_of` makes it with the name of the file beside it."""
    table = table_beside(path)
    code = code_of(table.name)
    if code.table is not None:
        write_atomically(table, code.table.chunks())
    write_atomically(path, [code.text.encode()])


def table_beside(path: Path) -> Path:
    """Where the points of a script by this name are, if they are not in it."""
    return path.with_name(f"{path.stem}-points.csv")


def stretches_of(trace: Trace) -> tuple[Stretch, ...]:
    """What was done in a run, one after the other; of one that stands at its start, the first.

    A generator is known by its state: it is begun anew where that is the state after the seed.
    """
    ends = [*(each.epoch for each in trace.segments[1:]), trace.epochs]
    found: list[Stretch] = []
    state: object = None
    for segment, end in zip(trace.segments, ends, strict=True):
        epochs, seed = end - segment.epoch, None
        if not epochs and (found or trace.epochs):
            continue
        if segment.draws is not None:
            before = _state(segment.draws, 0)
            if before != state:
                seed = segment.settings.seed
            state = _state(segment.draws, epochs)
        found.append(Stretch(epochs, segment.dataset, segment.settings, seed))
    return tuple(found)


def _state(draws: Draws, epoch: int) -> object:
    state = draws.generator_before(epoch).bit_generator.state
    half = (
        state["uinteger"] if state["has_uint32"] else 0
    )  # what was left over of an earlier draw counts once
    return state["state"]["state"], state["state"]["inc"], state["has_uint32"], half


def _rows(start: str, dataset: Dataset) -> Iterator[bytes]:
    for begin in range(0, len(dataset), BLOCK):
        columns = (each[begin : begin + BLOCK].tolist() for each in (dataset.x, dataset.y))
        yield "".join(f"{start}{x!r},{y!r}\n" for x, y in zip(*columns, strict=True)).encode()


def script(start: tuple[float, float], stretches: Sequence[Stretch], table_name: str | None) -> PythonCode:
    """The script of these stretches from this line. Raises UnwritableError."""
    for each in stretches:
        algorithm = ALGORITHMS[each.settings.algorithm]
        if not algorithm.has_plain_step:
            raise UnwritableError(algorithm)
    stretches = _with_shared_points(stretches)
    datasets = {id(each.dataset): each.dataset for each in stretches}
    if table_name is None or sum(map(len, datasets.values())) <= MOST_POINTS:
        inside = _Script(start, stretches)
        if table_name is None or len(inside.lines) <= MOST_LINES:
            return PythonCode(inside.text, inside.parts, None)
    outside = _Script(start, stretches, table_name, of_points=len(datasets) == 1)
    if len(outside.lines) > MOST_LINES:
        outside = _Script(start, stretches, table_name)
    return PythonCode(outside.text, outside.parts, Table(stretches, outside.of_points))


def _with_shared_points(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Equal points are the same ones, where they follow one another."""
    found = list(stretches[:1])
    for before, each in pairwise(stretches):
        same = before.dataset == each.dataset
        found.append(each._replace(dataset=found[-1].dataset) if same else each)
    return tuple(found)


class _Script:
    """The lines, with what the run needs and nothing else."""

    def __init__(
        self,
        start: tuple[float, float],
        stretches: Sequence[Stretch],
        table_name: str | None = None,
        of_points: bool = False,
    ) -> None:
        """With a table of this name beside it, in which are the points alone or all there is."""
        self._stretches, self._table_name, self.of_points = stretches, table_name, of_points
        self._draws = [each.batch_size is not None for each in stretches]
        self._standardises = [each.settings.standardise for each in stretches]
        self.lines: list[str] = []
        self.parts: dict[Part, tuple[int, ...]] = {}
        self._add(words.first_line())
        self._add(*(["from pathlib import Path", ""] if table_name else []), "import numpy as np", "", "")
        self._define_descent()
        self._add("", "", f"m, b = {start[0]!r}, {start[1]!r}", "log, mse = [], []")
        if table_name is None:
            self._add_stretches()
        elif of_points:
            self._add(f"x, y = {self._loaded(table_name)}.T")
            self._add_stretches()
        else:
            self._add_stretches_of_table(table_name)
        self._add(f'print(f"m = {{m}}, b = {{b}}, MSE = {{{self._last_mse()}}}")')

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def _add(self, *lines: str) -> None:
        self.lines.extend(lines)

    def _add_part(self, part: Part, *lines: str) -> None:
        """Lines of the loop; the first of them says what they do."""
        first = len(self.lines) + 1
        indented = [f"        {line}" for line in lines]
        self._add(f"{indented[0]}  {words.part(part)}", *indented[1:])
        self.parts[part] = tuple(range(first, len(self.lines) + 1))

    def _define_descent(self) -> None:
        """The lesson's loop."""
        needed = ["x", "y", "m", "b", "lr", "epochs", *self._options()]
        self._add(f"def descend({', '.join(needed)}):")
        x, slope, height = ("z", "slope", "height") if any(self._standardises) else ("x", "m", "b")
        if any(self._standardises):
            self._standardise()
        self._add("    for _ in range(epochs):")
        xs, ys = (f"{x}s", "ys") if any(self._draws) else (x, "y")
        if any(self._draws):
            otherwise = "" if all(self._draws) else " if batch_size else slice(None)"
            self._add(f"        drawn = rng.integers(0, len(x), batch_size){otherwise}")
            self._add(f"        {xs}, {ys} = {x}[drawn], y[drawn]")
        self._add_part("residuals", f"f = {ys} - ({slope} * {xs} + {height})")
        self._add_part("gradient", f"by_m = -2 * np.mean({xs} * f)", "by_b = -2 * np.mean(f)")
        own = ("m, b = slope / scale, height - slope / scale * shift",) if any(self._standardises) else ()
        self._add_part("step", f"{slope} -= lr * by_m", f"{height} -= lr * by_b", *own)
        self._add_part("log", "log.append((m, b))")
        self._add_part("squares", f"mse.append(np.mean((y - ({slope} * {x} + {height})) ** 2))")
        self._add("    return m, b")

    def _standardise(self) -> None:
        """The points and the line over z; for gradient descent with mean 0 exactly, as in the run."""
        moved = "np.mean(x), np.std(x) if np.ptp(x) else 1.0"
        both = moved if all(self._standardises) else f"({moved}) if standardise else (0.0, 1.0)"
        self._add(f"    shift, scale = {both}", "    z = (x - shift) / scale")
        if all(self._standardises) and not any(self._draws):
            self._add("    z -= np.mean(z)")
        self._add("    slope, height = m * scale, b + m * shift")

    def _options(self) -> list[str]:
        """What else a stretch is called with; standardising all along needs no saying."""
        is_mixed = any(self._standardises) and not all(self._standardises)
        return ["batch_size"] * any(self._draws) + ["standardise"] * is_mixed

    def _add_stretches(self) -> None:
        """One call for each, and before it what is new."""
        points = None
        for each in self._stretches:
            if each.seed is not None:
                self._add(f"rng = np.random.default_rng({each.seed})")
            if each.dataset is not points and self._table_name is None:
                points = each.dataset
                self._add(f"x = np.array({points.x.tolist()})", f"y = np.array({points.y.tolist()})")
            values = {"batch_size": each.batch_size or 0, "standardise": each.settings.standardise}
            options = "".join(f", {name}={values[name]}" for name in self._options())
            rate = f"lr={each.settings.learning_rate!r}, epochs={each.epochs}"
            self._add(f"m, b = descend(x, y, m, b, {rate}{options})")

    def _add_stretches_of_table(self, name: str) -> None:
        self._add(f"table = {self._loaded(name)}")
        self._add("for rows in np.split(table, np.flatnonzero(np.diff(table[:, 0])) + 1):")
        self._add("    epochs, lr, batch_size, standardise, seed = rows[0, 1:6]")
        if any(self._draws):
            self._add("    if seed >= 0:", "        rng = np.random.default_rng(int(seed))")
        values = {"batch_size": "int(batch_size)", "standardise": "standardise"}
        options = "".join(f", {values[name]}" for name in self._options())
        self._add("    x, y = rows[:, 6], rows[:, 7]")
        self._add(f"    m, b = descend(x, y, m, b, lr, int(epochs){options})")

    @staticmethod
    def _loaded(name: str) -> str:
        """With its points in rows, also where there is but one."""
        return f'np.loadtxt(Path(__file__).with_name({name!r}), delimiter=",", skiprows=1, ndmin=2)'

    def _last_mse(self) -> str:
        is_there = any(each.epochs for each in self._stretches)
        return "mse[-1]" if is_there else "np.mean((y - (m * x + b)) ** 2)"
