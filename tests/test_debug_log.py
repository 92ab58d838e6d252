"""The debug log: nothing unless it was asked for, and then whatever the window only sums up."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui import debug_log
from gdgui.app import main
from gdgui.core import Descent
from gdgui.files.dialect import TableError
from gdgui.training.task import CooperativeTask
from gdgui.ui.start import catch_everything
from gdgui.ui.window import MainWindow
from gdgui.words.tables import Problem
from tests.ui.user_actions import as_fast_as_possible, run_to_the_end, status


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system would keep the log, and nobody who asks for one."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv(debug_log.VARIABLE, raising=False)
    return tmp_path / "state"


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    before = list(debug_log.LOG.handlers), debug_log.LOG.level, sys.excepthook, sys.unraisablehook
    yield
    assert before == (debug_log.LOG.handlers, debug_log.LOG.level, sys.excepthook, sys.unraisablehook)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log that is kept for as long as the test lasts."""
    path = tmp_path / "gdgui.log"
    with debug_log.kept(path):
        yield path


def traceback_in(log: Path, error: str, function: str) -> bool:
    """Whether the log has the traceback of this error, through this function."""
    text = log.read_text(encoding="utf-8")
    return bool(re.search(rf"\nTraceback [^§]*, in {function}\n[^§]*\n{re.escape(error)}\n", text))


# Off


def test_off_it_is_no_file_and_no_record(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(logger: logging.Logger, *_: object, **__: object) -> None:
        pytest.fail(f"{logger.name} made a record for nobody")

    monkeypatch.setattr(logging.Logger, "makeRecord", made)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    assert list(tmp_path.iterdir()) == []


def test_off_a_failure_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--headless"]) == 0
    logging.getLogger("gdgui.training.worker").error("a run failed")
    assert capfd.readouterr().err == ""


# On


def test_the_traceback_of_a_run_that_fails_is_in_it(
    log: Path, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The status line has its last line only."""

    def broken_epoch(*_: object) -> None:
        raise RuntimeError("this epoch is broken")

    monkeypatch.setattr(Descent, "advance", broken_epoch)
    window.actions_.run.trigger()
    qtbot.waitUntil(lambda: window.player.state == "failed")
    qtbot.waitUntil(lambda: "this epoch is broken" in status(window))
    assert "Traceback" not in status(window)
    assert traceback_in(log, "RuntimeError: this epoch is broken", "broken_epoch")
    assert f"run {window.player.run_id} failed\n" in log.read_text(encoding="utf-8")


def test_a_run_can_be_followed_epoch_by_epoch(log: Path, window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    text, number = log.read_text(encoding="utf-8"), window.player.run_id
    assert re.search(rf"DEBUG gdgui\.training\.worker .* after run 0: Start\(run_id={number}, ", text)
    assert f"run {number}: computed to epoch 10\n" in text
    assert f"run {number} ended: epoch 10 of 10\n" in text


def test_an_exception_that_nobody_catches_is_in_it(tmp_path: Path, window: MainWindow, qtbot: QtBot) -> None:
    """The window has a sentence for it, and standard error has it too."""

    def slip() -> None:
        raise ZeroDivisionError("a slip")

    log = tmp_path / "gdgui.log"
    with qtbot.captureExceptions() as printed, debug_log.kept(log), catch_everything(window):
        QTimer.singleShot(0, slip)
        qtbot.waitUntil(lambda: "ZeroDivisionError: a slip" in status(window))
    assert [kind for kind, *_ in printed] == [ZeroDivisionError]
    assert traceback_in(log, "ZeroDivisionError: a slip", "slip")


def test_what_cannot_be_raised_is_in_it(tmp_path: Path) -> None:
    log, heard = tmp_path / "gdgui.log", list[str]()

    class Unwilling:
        def __del__(self) -> None:
            raise OSError("not now")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "unraisablehook", lambda found: heard.append(str(found.exc_value)))
        with debug_log.kept(log):
            Unwilling()
    assert traceback_in(log, "OSError: not now", "__del__")
    assert heard == ["not now"], "and whoever listened before hears of it"


@pytest.mark.no_qt_log
def test_what_qt_complains_of_is_in_it(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    qWarning("a window without a screen")
    assert "WARNING gdgui.qt [MainThread] a window without a screen\n" in log.read_text(encoding="utf-8")
    assert "a window without a screen" in capsys.readouterr().err


def test_why_a_task_failed_is_in_it(log: Path, qapp: QApplication) -> None:
    """Also where it is no mistake, and a sentence for the person."""

    def reads() -> Generator[float, None, None]:
        yield 0.5
        raise TableError(Problem.NO_POINTS)

    failures: list[Exception] = []
    CooperativeTask().start(reads(), print, failures.append)
    assert [str(each) for each in failures] == ["has no points"]
    assert traceback_in(log, "gdgui.files.dialect.TableError: has no points", "reads")


def test_what_ends_the_program_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_report(*_: object) -> int:
        raise RuntimeError("no report")

    monkeypatch.setattr("gdgui.headless.run.run", broken_report)
    with pytest.raises(RuntimeError):
        main(["--headless", "--debug-log", str(tmp_path / "it.log")])
    assert traceback_in(tmp_path / "it.log", "RuntimeError: no report", "broken_report")


# Where it is


def test_without_a_file_it_is_where_the_system_keeps_such_things(
    state_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--headless", "--debug-log"]) == 0
    assert "Python" in (state_folder / "gdgui" / "gdgui.log").read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


def test_the_environment_can_ask_for_it_and_the_option_overrides_that(
    state_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, here = tmp_path / "there.log", tmp_path / "here.log"
    monkeypatch.setenv(debug_log.VARIABLE, str(there))
    main(["--headless", "--debug-log", "0"])
    assert list(tmp_path.iterdir()) == []
    main(["--headless", "--debug-log", str(here)])
    assert (here.exists(), there.exists()) == (True, False)
    main(["--headless"])
    assert there.exists()
    monkeypatch.setenv(debug_log.VARIABLE, "1")
    main(["--headless"])
    assert (state_folder / "gdgui" / "gdgui.log").exists()


def test_a_file_that_is_no_log_is_refused_and_stays_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Points that stand where a log would: the log would be appended to them."""
    points = tmp_path / "points.csv"
    points.write_text("1,2\n3,4\n")
    assert main(["--headless", "--debug-log", str(points)]) == 2
    line = f"gdgui: The debug log goes to a file that ends in .log, not to {points}.\n"
    assert capsys.readouterr() == ("", line)
    assert points.read_text() == "1,2\n3,4\n"


def test_it_rotates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debug_log, "LARGEST", 5000)
    path = tmp_path / "gdgui.log"
    with debug_log.kept(path):
        for k in range(1000):
            debug_log.LOG.debug("line %d", k)
    files = sorted(tmp_path.iterdir())
    assert [each.name for each in files] == ["gdgui.log", "gdgui.log.1", "gdgui.log.2", "gdgui.log.3"]
    assert all(each.stat().st_size <= 5000 for each in files)
    assert path.read_text().endswith(" line 999\n")


def nowhere(tmp_path: Path, kind: str) -> Path:
    """A log that cannot be written."""
    if kind == "a file for a folder":
        (tmp_path / "file").touch()
        return tmp_path / "file" / "gdgui.log"
    if kind == "a folder for a file":
        (tmp_path / "gdgui.log").mkdir()
        return tmp_path / "gdgui.log"
    folder = tmp_path / "folder"
    if kind == "a folder that is read-only":
        folder.mkdir(mode=0o500)
        if os.access(folder, os.W_OK):
            pytest.skip("nothing is read-only for this user")
    return folder / "gdgui.log"


@pytest.mark.parametrize(
    "kind", ["no folder", "a file for a folder", "a folder for a file", "a folder that is read-only"]
)
def test_where_it_cannot_be_written_one_sentence_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    path = nowhere(tmp_path, kind)
    assert main(["--headless", "--debug-log", str(path)]) == 2
    said = rf"gdgui: {re.escape(str(path))} cannot be written \(.+\): name another debug log\.\n"
    out, err = capsys.readouterr()
    assert (out, bool(re.fullmatch(said, err))) == ("", True), err


def test_where_the_folder_of_the_system_cannot_be_made_one_sentence_says_so(
    state_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state_folder.touch()
    assert main(["--headless", "--debug-log"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"gdgui: {state_folder / 'gdgui'} cannot be written (")
