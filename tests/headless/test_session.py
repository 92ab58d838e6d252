"""Training without a window: sessions that are read and written."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gdgui.core import Settings
from gdgui.core.rebuild import rebuild
from gdgui.experiment.experiment import set_settings_at_once
from gdgui.experiment.session import Session
from gdgui.files.session_file import parse_session, read_session, session_bytes
from tests.headless.program import Ended, Floats, Run
from tests.sessions.desk import Desk, finished

SGD = Settings("sgd", learning_rate=0.1, epochs=40, batch_size=3, m=1.0, b=-1.0, seed=5, standardise=True)
Saved = tuple[Path, Session]


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """A session with a run in the middle, and a name of its own."""
    desk = Desk()
    set_settings_at_once(desk.experiment, SGD)
    desk.begin()
    desk.go_on(15)
    desk.runs.rename(1, "mine")
    path = tmp_path / "work.gdgui"
    path.write_bytes(session_bytes(desk.session))
    return path, desk.session


def test_a_session_is_run_with_its_points_and_settings(run: Run, saved: Saved) -> None:
    found = run(saved[0], "--json").json()
    assert (found["points"], found["algorithm"], found["learning_rate"]) == (10, "sgd", 0.1)
    assert (found["epoch"], found["batch_size"], found["seed"]) == (40, 3, 5)
    assert found["standardise"]
    assert found["start"] == {"m": 1.0, "b": -1.0}
    assert found["forecast"]["sentence"]


def test_a_session_may_come_by_standard_input_or_under_another_name(
    run: Run, saved: Saved, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run(saved[0], "--json")
    with saved[0].open(encoding="utf-8") as piped:
        monkeypatch.setattr("sys.stdin", piped)
        assert run("-", "--json") == expected
    other = saved[0].rename(tmp_path / "work.json")
    assert run(other, "--json") == expected


class Dripping(io.RawIOBase):
    """A pipe whose writer is in no hurry: one byte at a time."""

    def __init__(self, data: bytes) -> None:
        self._left = data

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        drop, self._left = self._left[:1], self._left[1:]
        room[: len(drop)] = drop
        return len(drop)


def test_a_session_may_come_a_byte_at_a_time(run: Run, saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run(saved[0], "--json")
    slow = io.BufferedReader(Dripping(saved[0].read_bytes()))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(slow))
    assert run("-", "--json") == expected


def test_what_the_command_line_says_goes_before(run: Run, saved: Saved) -> None:
    options = [
        "--learning-rate",
        0.05,
        "--epochs",
        10,
        "--algorithm",
        "gd",
        "--no-standardise",
        "--start",
        0,
        2,
    ]
    found = run(saved[0], "--json", *options).json()
    assert (found["algorithm"], found["learning_rate"], found["epoch"]) == ("gd", 0.05, 10)
    assert not found["standardise"]
    assert found["start"] == {"m": 0.0, "b": 2.0}


def test_points_are_saved_with_their_names_and_the_run(
    run: Run, ten: tuple[Path, Floats, Floats], tmp_path: Path
) -> None:
    path = tmp_path / "run.gdgui"
    printed = run(ten[0], "--json", "--save-session", path, "--algorithm", "sgd", "--epochs", 200).json()
    session = read_session(path)
    assert session.points.names == ("hours slept", "score")
    assert session.points.title == ten[0].name
    assert session.points.dataset.x.tobytes() == ten[1].tobytes()
    assert session.settings == Settings("sgd", epochs=200)

    made = finished(rebuild(session.runs[0].recipe))
    assert made.is_the_same
    last = [float(each[-1]) for each in (made.trace.m, made.trace.b, made.trace.mse)]
    assert last == [printed["m"], printed["b"], printed["mse"]]
    assert (session.current, session.cursor, session.target) == (1, 200, 200)


def test_a_session_goes_on_with_another_run(run: Run, saved: Saved) -> None:
    path, before = saved
    assert run(path, "--save-session", path, "--epochs", 7).status == 0
    after = read_session(path)
    assert [each.given for each in after.runs] == ["mine", ""]
    assert after.runs[0] == before.runs[0]
    assert (after.current, after.cursor, after.settings.epochs) == (2, 7, 7)
    assert (after.my_line, after.lessons, after.options) == (before.my_line, before.lessons, before.options)
    for _ in range(12):
        run(path, "--save-session", path)
    assert [each.number for each in read_session(path).runs] == list(range(3, 15))


def test_a_run_that_diverged_is_saved_as_that(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "run.gdgui"
    assert run("--save-session", path, "--learning-rate", 100, "--epochs", 500).status == 3
    recipe = read_session(path).runs[0].recipe
    again = finished(rebuild(recipe))
    assert again.is_the_same
    assert again.trace.outcome == recipe.outcome
    assert recipe.ended == "diverged"


def test_a_session_of_another_name_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    assert run("--save-session", path) == Ended(
        2, "", f"gdgui: --save-session: {path} must end in .gdgui, as sessions do.\n"
    )


def test_a_session_that_cannot_be_written_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none" / "run.gdgui"
    ended = run("--save-session", path)
    assert (ended.status, ended.row("stop reason")) == (2, "Finished 10 epochs.")
    assert re.fullmatch(rf"gdgui: {re.escape(str(path))} cannot be written: .+\.\n", ended.err)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "cannot be opened: there is nothing in it."),
        ("x,y\n1,2\n", "cannot be opened: line 1, column 1: the text breaks off or is damaged here"),
        ('{"format": "gdgui-session", "version": 99}', "saved by a newer gdgui, as version 99"),
    ],
)
def test_a_damaged_session_is_one_line_and_status_2(
    run: Run, tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "work.gdgui"
    path.write_text(content)
    ended = run(path)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"gdgui: {path} ")
    assert words in ended.err
    assert ended.err.count("\n") == 1


def test_a_session_without_points_has_nothing_to_run(run: Run, tmp_path: Path) -> None:
    desk = Desk()
    desk.experiment.clear()
    path = tmp_path / "work.gdgui"
    path.write_bytes(session_bytes(desk.session))
    assert run(path) == Ended(2, "", f"gdgui: {path} has no points.\n")


def test_of_a_batch_that_was_asked_for_at_most_all_points_are_drawn(run: Run, saved: Saved) -> None:
    path, session = saved
    data = session_bytes(session).replace(b'"batch_size": 3', b'"batch_size": 300', 1)
    assert parse_session(data).settings.batch_size == 300
    path.write_bytes(data)
    assert run(path, "--json").json()["batch_size"] == 10
    assert "--batch-size: 300 is more than the 10 points" in run(path, "--batch-size", 300).err
    assert np.isfinite(run(path, "--json").json()["mse"])
