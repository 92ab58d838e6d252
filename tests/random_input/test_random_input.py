"""A hand that knows nothing at the window: whatever it does, nothing is raised and Qt has no complaint.

RANDOM_SEEDS and RANDOM_ACTIONS say how many seeds are tried and how much is done with each, RANDOM_FIRST
which is the first seed. A failure prints the actions, and RANDOM_REPLAY names a file with such a list.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QtMsgType
from pytestqt.logging import Record

from gdgui.ui.window import MainWindow
from tests.random_input.actions import Action, Dice
from tests.random_input.trial import FaultError, perform

SEEDS = int(os.environ.get("RANDOM_SEEDS", "60"))
ACTIONS = int(os.environ.get("RANDOM_ACTIONS", "300"))
FIRST = int(os.environ.get("RANDOM_FIRST", "0"))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a file of points."""
    (tmp_path / "points.csv").write_text("size,price\n1,2.5\n2,3.5\n4,9\n5,9.5\n")
    return tmp_path


def replayed() -> list[Action]:
    """The actions of the file that RANDOM_REPLAY names."""
    names: dict[str, Any] = {"Action": Action}
    exec(Path(os.environ["RANDOM_REPLAY"]).read_text(), names)  # a list that a failure has printed
    actions: list[Action] = names["actions"]
    return actions


@pytest.mark.parametrize("seed", [1, 2])
def test_a_little_random_input(window: MainWindow, qtlog: Any, files: Path, seed: int) -> None:
    perform(window, Dice(seed).actions(40), files, lambda: qtlog.records, f"seed {seed}")


def test_what_is_raised_ends_a_trial_with_its_actions_which_can_be_done_again(
    window: MainWindow, qtlog: Any, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    window.actions_.fit.triggered.connect(fall)
    actions = [Action("key", "F6"), Action("key", "8", modifiers="ctrl"), Action("wait")]
    with pytest.raises(FaultError, match=r"(?s)seed 7, action 2:.*on purpose") as raised:
        perform(window, actions, files, lambda: qtlog.records, "seed 7")
    printed = str(raised.value).partition("actions = ")[2]
    (files / "again.py").write_text(f"actions = {printed}")
    monkeypatch.setenv("RANDOM_REPLAY", str(files / "again.py"))
    assert replayed() == actions[:2]


def test_what_qt_complains_of_ends_a_trial(window: MainWindow, files: Path) -> None:
    complaint = Record(QtMsgType.QtWarningMsg, "Qt has a complaint", False, None)
    with pytest.raises(FaultError, match=r"(?s)action 1:.*Qt has a complaint"):
        perform(window, [Action("wait")], files, lambda: [complaint], "seed 7")


@pytest.mark.skipif("RANDOM_REPLAY" not in os.environ, reason="RANDOM_REPLAY names no file")
@pytest.mark.soak
def test_replay(window: MainWindow, qtlog: Any, files: Path) -> None:
    perform(window, replayed(), files, lambda: qtlog.records, "replay")


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
def test_random_input(window: MainWindow, qtlog: Any, files: Path, seed: int) -> None:
    perform(window, Dice(seed).actions(ACTIONS), files, lambda: qtlog.records, f"seed {seed}")
