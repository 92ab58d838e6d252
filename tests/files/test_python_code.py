"""The script of a run, run by a bare interpreter with numpy alone: the same numbers as the run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gdgui.core import Dataset, Descent, Settings, Trace, train
from gdgui.files.atomic import WriteError
from gdgui.files.python_code import PythonCode, planned_code, python_code, save_code, table_beside
from tests.core.lesson import noisy_line

POINTS = Dataset([0.0, 0.4, 1.0, 1.5], [0.1, 0.3, 0.9, 1.2])
OTHERS = Dataset([0.0, 0.4, 1.0, 2.5], [0.1, 0.3, 0.9, 1.2])
LONG = noisy_line(100, -3, 5)
GD = Settings(epochs=60)
SGD = Settings("sgd", 0.03, 60, seed=7)
# The script as it is, by which numpy is loaded, and once more with what it draws written down.
RECORDS = """
import json, runpy, sys
runpy.run_path(sys.argv[1], run_name="__main__")
import numpy as np
made, drawn = np.random.default_rng, []
class Recorded:
    def __init__(self, seed): self.generator = made(seed)
    def integers(self, *sizes):
        drawn.append(self.generator.integers(*sizes).tolist())
        return np.array(drawn[-1])
np.random.default_rng = Recorded
ended = runpy.run_path(sys.argv[1])
print(json.dumps([drawn, ended["log"], ended["mse"]]))
"""


def interpreted(*arguments: object) -> str:
    """What a bare interpreter prints: no environment, no folder of ours, and no warning."""
    command = [sys.executable, "-I", "-W", "error", *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", cwd="/")
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def printed(script: Path) -> list[float]:
    """m, b and MSE as the script says them."""
    return said(interpreted(script))


def said(line: str) -> list[float]:
    found = re.fullmatch(r"m = (\S+), b = (\S+), MSE = (\S+)\n", line)
    assert found
    return [float(each) for each in found.groups()]


def saved(folder: Path, trace: Trace) -> Path:
    """The script in a file, which has the lines that are allowed and the imports too."""
    path = folder / "rün it.py"
    save_code(path, trace)
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 40
    assert set(re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE)) <= {"numpy", "pathlib"}
    return path


def changed(*changes: tuple[int, Dataset, Settings]) -> Trace:
    """A run that goes so many epochs on these points with these settings, one after the other."""
    descent = Descent(*changes[0][1:])
    for epochs, dataset, settings in changes:
        descent.change(dataset, replace(settings, epochs=10_000))
        descent.advance(epochs)
    return descent.trace


def assert_the_same(folder: Path, trace: Trace) -> None:
    """Printed, and at every epoch; what is drawn, bit for bit."""
    script = saved(folder, trace)
    last = [float(each[-1]) for each in (trace.m, trace.b, trace.mse)]
    plain, again, records = interpreted("-c", RECORDS, script).splitlines(keepends=True)
    assert said(plain) == pytest.approx(last, rel=1e-12)
    assert again == plain
    drawn, log, mse = json.loads(records)
    wanted = [trace.samples(epoch).tolist() for epoch in range(1, trace.epochs + 1)]
    assert drawn == [each for each in wanted if each]
    assert np.array(log) == pytest.approx(np.stack((trace.m, trace.b), axis=1)[1:], rel=1e-11)
    assert mse == pytest.approx(trace.mse[1:], rel=1e-11)


@pytest.mark.parametrize("is_standardised", [False, True])
@pytest.mark.parametrize("dataset", [POINTS, LONG], ids=["in the script", "beside it"])
@pytest.mark.parametrize(
    "settings", [GD, SGD, replace(SGD, batch_size=5)], ids=["gd", "sgd, batch 1", "sgd, batch 5"]
)
def test_it_prints_what_the_run_came_to(
    tmp_path: Path, dataset: Dataset, settings: Settings, is_standardised: bool
) -> None:
    trace = train(dataset, replace(settings, standardise=is_standardised))
    assert_the_same(tmp_path, trace)
    assert table_beside(tmp_path / "rün it.py").exists() == (dataset is LONG)


CHANGES = {
    "settings": [(20, POINTS, GD), (20, POINTS, replace(GD, learning_rate=0.2)), (5, POINTS, GD)],
    "points": [(20, POINTS, GD), (30, OTHERS, GD), (30, POINTS, GD)],
    "points of a long table": [(20, LONG, GD), (20, noisy_line(99, 1, 2), replace(GD, standardise=True))],
    "settings on a long table": [(20, LONG, GD), (20, LONG, replace(GD, standardise=True))],
    "algorithms, the same seed": [(9, POINTS, SGD), (9, POINTS, replace(GD, seed=7)), (9, POINTS, SGD)],
    "batches and a new seed": [
        (9, POINTS, SGD),
        (9, POINTS, replace(SGD, batch_size=5)),
        (9, OTHERS, replace(SGD, seed=8, batch_size=3)),
        (9, POINTS, SGD),
    ],
    "on and on": [
        (k + 1, Dataset(POINTS.x + k / 10, POINTS.y), replace(SGD, batch_size=1 + k % 3, standardise=k > 5))
        for k in range(12)
    ],
    "rates on and on, on a long table": [
        (3, LONG, replace(GD, learning_rate=0.01 + k / 1e3)) for k in range(20)
    ],
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_changes_midway_are_in_it(tmp_path: Path, changes: list[tuple[int, Dataset, Settings]]) -> None:
    assert_the_same(tmp_path, changed(*changes))


def test_a_seed_that_was_changed_and_changed_back_leaves_nothing_behind(tmp_path: Path) -> None:
    descent = Descent(POINTS, replace(SGD, epochs=100))
    descent.advance(10)
    for seed in (8, 7):
        descent.change(POINTS, replace(SGD, epochs=100, seed=seed))
    descent.advance(10)
    plain = Descent(POINTS, replace(SGD, epochs=100))
    plain.advance(20)
    assert descent.trace.samples(11).tolist() == plain.trace.samples(11).tolist()
    assert_the_same(tmp_path, descent.trace)


@pytest.mark.parametrize(
    "settings", [replace(GD, learning_rate=3), replace(SGD, learning_rate=30, batch_size=5)]
)
def test_a_run_that_diverges_ends_where_it_did(tmp_path: Path, settings: Settings) -> None:
    trace = train(POINTS, settings)
    assert trace.outcome is not None
    assert trace.outcome.reason == "diverged"
    assert_the_same(tmp_path, trace)


@pytest.mark.parametrize(
    "dataset", [Dataset([2.0], [3.0]), Dataset([0.1] * 3, [1, 2, 4])], ids=["one point", "equal x"]
)
@pytest.mark.parametrize("is_standardised", [False, True])
def test_special_points(tmp_path: Path, dataset: Dataset, is_standardised: bool) -> None:
    trace = train(dataset, replace(GD, epochs=5, standardise=is_standardised))
    assert_the_same(tmp_path, trace)


def test_only_what_the_cursor_has_seen_is_in_it(tmp_path: Path) -> None:
    whole = changed((20, POINTS, SGD), (20, OTHERS, SGD))
    for epochs in (1, 19, 20, 21):
        assert_the_same(tmp_path, whole.head(epochs))
    start = whole.head(0)
    assert printed(saved(tmp_path, start)) == pytest.approx([0.33, 0.48, float(whole.mse[0])], rel=1e-12)


@pytest.mark.parametrize("settings", [GD, replace(SGD, batch_size=5)])
def test_a_run_that_has_not_begun_is_written_as_it_will_be(settings: Settings) -> None:
    assert planned_code(POINTS, settings).text == python_code(train(POINTS, settings)).text


def test_to_be_copied_all_points_are_in_it(tmp_path: Path) -> None:
    code = python_code(train(LONG, GD))
    assert code.table is None
    (tmp_path / "copied.py").write_text(code.text, encoding="utf-8")
    assert printed(tmp_path / "copied.py") == pytest.approx(
        [float(each[-1]) for each in (lambda t: (t.m, t.b, t.mse))(train(LONG, GD))], rel=1e-12
    )


@pytest.mark.parametrize("is_standardised", [False, True])
@pytest.mark.parametrize("settings", [GD, SGD])
def test_the_lines_of_each_part_are_those_that_do_it(settings: Settings, is_standardised: bool) -> None:
    code = python_code(train(POINTS, replace(settings, standardise=is_standardised)))
    assert list(code.lines) == ["residuals", "gradient", "step", "log", "squares"]
    assert re.match(r"f = ys? - \((m \* x|slope \* z)s? \+ (b|height)\)", shown(code, "residuals")[0])
    assert [line.split(" = ")[0] for line in shown(code, "gradient")] == ["by_m", "by_b"]
    changed = [line.split(" ")[0] for line in shown(code, "step")]
    assert changed == (["slope", "height", "m,"] if is_standardised else ["m", "b"])
    assert shown(code, "log")[0].startswith("log.append((m, b))")
    assert shown(code, "squares")[0].startswith("mse.append(np.mean(")


def shown(code: PythonCode, part: str) -> list[str]:
    """The lines of a part, without their indentation."""
    text = code.text.splitlines()
    return [text[number - 1].strip() for number in code.lines[part]]  # type: ignore[index]


def test_where_nothing_can_be_written_the_old_script_stays(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text("old")
    table_beside(script).mkdir()
    with pytest.raises(WriteError, match="cannot be written"):
        save_code(script, train(LONG, GD))
    assert script.read_text() == "old"
