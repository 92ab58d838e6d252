"""Training without a window: the script that it writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.files.test_python_code import printed
from tests.headless.program import Ended, Floats, Run


def test_the_script_prints_what_the_program_printed(
    run: Run, ten: tuple[Path, Floats, Floats], tmp_path: Path
) -> None:
    script = tmp_path / "run.py"
    options = ["--algorithm", "sgd", "--batch-size", 3, "--seed", 5, "--standardise", "--start", "1e-3", "-2"]
    found = run(ten[0], "--json", "--save-code", script, *options).json()
    assert printed(script) == pytest.approx([found["m"], found["b"], found["mse"]], rel=1e-12)
    assert [each.name for each in tmp_path.iterdir()] == ["run.py"]


def test_it_is_no_window_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    ended = run("--save-code", tmp_path / "run.py")
    assert (ended.status, ended.row("stop reason")) == (0, "Finished 10 epochs.")


def test_another_kind_of_file_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "run.csv"
    ended = run("--save-code", path)
    assert ended == Ended(
        2, "", f"gdgui: --save-code: {path} must end in .py; no other kind of code is written.\n"
    )


def test_a_script_that_cannot_be_written_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "no such folder" / "run.py"
    ended = run("--save-code", path)
    assert (ended.status, ended.row("stop reason")) == (2, "Finished 10 epochs.")
    assert re.fullmatch(rf"gdgui: {re.escape(str(path))} cannot be written: .+\.\n", ended.err)


def test_neither_points_nor_log_are_written_over(run: Run, tmp_path: Path) -> None:
    points = tmp_path / "run-points.csv"
    text = "x,y,name\n" + "".join(f"{k},{k * k},n{k}\n" for k in range(40))
    points.write_text(text)
    expected = f"gdgui: --save-code would write over {points}, which is needed for something else.\n"
    assert run(points, "--columns", "x", "y", "--save-code", tmp_path / "run.py") == Ended(2, "", expected)
    assert run("--export-log", points, "--save-code", tmp_path / "run.py") == Ended(2, "", expected)
    assert points.read_text() == text


def test_no_file_is_written_over_what_is_read_or_another(run: Run, tmp_path: Path) -> None:
    points, twice = tmp_path / "points.csv", tmp_path / "twice.gdgui"
    points.write_text("x,y\n1,2\n2,3\n")
    said = "which is needed for something else."
    ended = run(points, "--export-log", points)
    assert ended == Ended(2, "", f"gdgui: --export-log would write over {points}, {said}\n")
    ended = run("--export-log", twice, "--save-session", tmp_path / "." / "twice.gdgui")
    assert ended == Ended(2, "", f"gdgui: --save-session would write over {twice}, {said}\n")
    assert [each.name for each in tmp_path.iterdir()] == ["points.csv"]
    assert points.read_text() == "x,y\n1,2\n2,3\n"
