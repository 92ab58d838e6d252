"""Training without a window: what cannot be done is said in one line, with the exit status."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.headless.program import Ended, Run, started


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("x,y\n1,2\n3,four\n", ", row 3, column 2: “four” is not a number."),
        ("1,2\n3,4,5\n", ", row 2: 3 fields instead of two."),
        ("x,y\n", " has no points, only the header “x,y”."),
    ],
)
def test_a_bad_file_is_refused_in_one_line_that_names_it_and_the_place(
    run: Run, tmp_path: Path, content: str, place: str
) -> None:
    path = tmp_path / "points.csv"
    path.write_text(content)
    assert run(path) == Ended(2, "", f"gdgui: {path}{place}\n")


def test_a_file_that_is_not_there_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    assert run(path) == Ended(2, "", f"gdgui: {path} does not exist.\n")


def test_a_batch_larger_than_the_points_is_refused(run: Run) -> None:
    ended = run("--algorithm", "sgd", "--batch-size", 21)
    assert ended == Ended(2, "", "gdgui: --batch-size: 21 is more than the 20 points there are.\n")


def test_a_batch_of_all_points_is_not(run: Run) -> None:
    assert run("--algorithm", "sgd", "--batch-size", 20).status == 0


def test_the_batch_size_does_not_matter_without_sgd(run: Run) -> None:
    assert run("--batch-size", 21).status == 0


def test_a_log_that_cannot_be_written_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "no such folder" / "run.csv"
    ended = run("--export-log", path)
    assert (ended.status, ended.row("stop reason")) == (2, "Finished 10 epochs.")
    assert re.fullmatch(rf"gdgui: {re.escape(str(path))} cannot be written: .+\.\n", ended.err)


def test_a_picture_that_cannot_be_written_is_said_in_one_line(
    run: Run, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "no such folder" / "run.png"
    ended = run("--save-plot", path)
    assert (ended.status, ended.row("stop reason")) == (2, "Finished 10 epochs.")
    assert re.fullmatch(rf"gdgui: {re.escape(str(path))} cannot be written: .+\.\n", ended.err)


@pytest.mark.parametrize("rate", [0.05, 9])
def test_a_result_is_printed_and_each_file_that_cannot_be_written_is_named_beside_it(
    run: Run, qapp: QApplication, tmp_path: Path, rate: float
) -> None:
    nowhere = tmp_path / "no such folder"
    log, picture = nowhere / "run.csv", nowhere / "run.png"
    ended = run("--json", "--export-log", log, "--save-plot", picture, "--learning-rate", rate)
    assert ended.status == 2
    assert ended.json()["learning_rate"] == rate, "nothing but the result is on standard output"
    said = rf"gdgui: {re.escape(str(log))} cannot be written: .+; {re.escape(str(picture))} cannot be .+\.\n"
    assert re.fullmatch(said, ended.err)


def test_a_file_that_can_be_written_is_beside_one_that_cannot(
    run: Run, qapp: QApplication, tmp_path: Path
) -> None:
    picture = tmp_path / "run.png"
    ended = run("--export-log", tmp_path / "no such folder" / "run.csv", "--save-plot", picture)
    assert (ended.status, ended.row("stop reason")) == (2, "Finished 10 epochs.")
    assert not QImage(str(picture)).isNull()
    assert str(picture) not in ended.err


def test_a_reader_that_stops_reading_causes_no_traceback() -> None:
    with started("--headless") as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert "Traceback" not in program.stderr.read()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_report_that_finds_no_room_is_said_in_one_line() -> None:
    with Path("/dev/full").open("w") as full, started("--headless", stdout=full.fileno()) as program:
        _, err = program.communicate(timeout=60)
    assert program.returncode == 2
    assert re.fullmatch(r"gdgui: .*No space left on device.*\n", err)
