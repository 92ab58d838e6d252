"""The command line, with a window and without one, reads what the window's own doors read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gdgui.app import _points_for_window, main
from gdgui.command_line import parse

KM = "km;Preis\n12.500;18.900\n85.000;9.950\n120.300;6.400\n950;24.990"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[object, str, str]:
    try:
        status: object = main(["--headless", *map(str, arguments)])
    except SystemExit as end:
        status = end.code
    return status, *capsys.readouterr()


@pytest.mark.parametrize(
    ("text", "problem", "answer", "best"),
    [
        (
            KM,
            ", row 2, column 1: “12.500” may be 12.5 or 12500 (--decimal point or --thousands point)",
            ("--thousands", "point"),
            "m = -0.1434",
        ),
        (
            "score\n1,5\n2,7\n",
            ", row 2: “1,5” may be 1.5 (one column) or 1 and 5 (columns separated by comma)"
            " (--delimiter comma)",
            ("--delimiter", "comma"),
            "m = 2.0",
        ),
        (
            "a,b,c\n1,2,3\n4,5,7",
            " has 3 columns of numbers (“a”, “b”, “c”); say which two to read (--columns X Y)",
            ("--columns", "a", "c"),
            "m = 1.33",
        ),
        (
            "Name,1,2,3\nA,10,11,17\nB,12,15,18",
            ", row 1: “Name,1,2,3” may be the names of the columns or a row of numbers"
            " (--skip-rows 1 or --skip-rows 0)",
            ("--skip-rows", "1", "--columns", "1", "2"),
            "m = 2.0",
        ),
    ],
)
def test_a_doubt_is_refused_in_one_line_that_names_the_option_which_settles_it(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    text: str,
    problem: str,
    answer: tuple[str, ...],
    best: str,
) -> None:
    path = tmp_path / "points.csv"
    path.write_text(text)
    assert run(capsys, path) == (2, "", f"gdgui: {path}{problem}.\n")
    _, complaint, later = _points_for_window(parse([str(path)]))
    assert (complaint, later) == ("", path)  # the window asks
    status, out, err = run(capsys, path, *answer, "--learning-rate", "1e-12")
    assert status == 0
    assert err in ("", f"gdgui: {path}: left out: row 1 above the numbers.\n")
    assert best in out
    points, complaint, later = _points_for_window(parse([str(path), *answer]))
    assert (complaint, later) == ("", path if err else None)  # what is left out is said in the window too
    assert err or f"{'points':15}{len(points.dataset)}\n" in out


def test_columns_are_picked_by_name_with_data_and_labels_together(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "points.csv"
    path.write_text("hours,score\n1,10\n2,25\n3,31")
    status, out, _ = run(capsys, path, "--columns", "score", "hours", "--json", "--learning-rate", "1e-4")
    assert status == 0
    assert json.loads(out)["least_squares"]["m"] == pytest.approx(0.0897, abs=1e-4)
    points, _, _ = _points_for_window(parse([str(path), "--columns", "score", "hours"]))
    assert (points.names, points.dataset.x.tolist()) == (("score", "hours"), [10, 25, 31])


def test_what_is_left_out_is_said_and_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("Station 7\nx;y\n1;2\n3;NA\n***;4\n5;6\n;\n")
    status, out, err = run(capsys, path, "--json")
    assert status == 3 or status == 0
    assert (json.loads(out)["points"], json.loads(out)["rows_left_out"]) == (2, 2)
    assert err == f"gdgui: {path}: left out: row 1 above the numbers, 2 rows with a number missing.\n"
    assert _points_for_window(parse([str(path)]))[2] == path  # the window says so too


def test_a_row_that_cannot_be_read_is_refused_and_in_the_window_asked_about(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "points.csv"
    path.write_text('a,b\n1,2\n120 m²,"$315,209"\n3,4\n')
    problem = "row 3, column 1: “120 m²” has a unit; write the number alone"
    assert run(capsys, path) == (2, "", f"gdgui: {path}, {problem}.\n")
    assert _points_for_window(parse([str(path)]))[2] == path


def piped(*arguments: str, text: str) -> tuple[int, str, str]:
    """What the program says to points that come through a pipe."""
    command = [sys.executable, "-m", "gdgui", "-", *arguments]
    ended = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, check=False)
    return ended.returncode, ended.stdout, ended.stderr


def test_a_minus_is_standard_input() -> None:
    status, out, err = piped("--json", text="a;b\n1;2,5\n2;4,5\n3;NA\n")
    assert (status, json.loads(out)["least_squares"]["m"]) == (0, pytest.approx(2))
    assert err == "gdgui: stdin: left out: 1 row with a number missing.\n"
    assert piped("--headless", text="") == (
        2,
        "",
        "gdgui: stdin is empty; gdgui reads two columns of numbers, x and y.\n",
    )


def test_standard_input_is_for_runs_without_a_window(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit):
        parse(["-"])
    expected = "gdgui: -: points from standard input are taken without a window: add --headless.\n"
    assert capsys.readouterr().err == expected
    assert parse(["./stdin"]).points == Path("stdin").absolute()


@pytest.mark.parametrize("kind", ["pipe", "device", "piped input"])
def test_what_never_ends_is_refused_in_words_before_it_is_read(tmp_path: Path, kind: str) -> None:
    path = {"pipe": tmp_path / "pipe.csv", "device": Path("/dev/zero"), "piped input": Path("/dev/stdin")}[
        kind
    ]
    if kind == "pipe":
        os.mkfifo(path)  # nobody writes to it
    with subprocess.Popen(
        [sys.executable, "-m", "gdgui", "--headless", str(path)],
        stdin=subprocess.PIPE,  # and nobody to that
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            status = program.wait(timeout=60)
            assert program.stderr is not None
            words = program.stderr.read()
        finally:
            program.kill()
    assert status == 2
    assert words.startswith(f"gdgui: {path} is a {'device' if kind == 'device' else 'pipe'}, not a file")
    assert words.count("\n") == 1
