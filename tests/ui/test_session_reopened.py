"""Whatever was done: saved, and opened in another window, it is the same session and the same picture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.files.session_file import session_bytes
from gdgui.ui.window import MainWindow
from tests.ui.doings import DOINGS, Did, do
from tests.ui.fresh_drawing import Pixels, on_screen, settle

WITHIN = [
    name for name in DOINGS if name not in ("resize", "arrange")
]  # how a window stands is not of a session
SHARES = st.floats(0, 1, exclude_max=True, allow_subnormal=False)
RUNS = st.builds(Did, st.just("run"), SHARES, SHARES)
DIDS = st.lists(st.builds(Did, st.sampled_from(WITHIN), SHARES, SHARES), max_size=7)
SEQUENCES = st.tuples(RUNS, RUNS, DIDS).map(lambda parts: [*parts[:2], *parts[2]])


@contextmanager
def a_window(dataset: Dataset) -> Iterator[MainWindow]:
    window = MainWindow(Experiment(dataset, Settings()))
    window.resize(1280, 900)
    window.show()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()


def seen(qtbot: QtBot, window: MainWindow) -> dict[str, Pixels]:
    """The stage without what is said below it; how fast runs are shown belongs to the window."""
    window.transport.speed.setValue(0)
    window.setFocus()
    settle(qtbot, window)
    parts = {"workspace": window.workspace, "transport": window.transport, "column": window.controls}
    return {name: on_screen(window, part) for name, part in parts.items()}


def assert_reopens_the_same(qtbot: QtBot, sample: Dataset, path: Path, sequence: list[Did]) -> None:
    with a_window(sample) as window:
        for did in sequence:
            do(qtbot, window, did)
        window.ensembles.clear()  # many runs at once are computed when somebody wants to see them
        before = seen(qtbot, window)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
            window.actions_.save_as.trigger()
    with a_window(sample) as window:
        window.open_file(path)
        qtbot.waitUntil(lambda: window.sessions.path == path)
        after = seen(qtbot, window)
        assert session_bytes(window.sessions.work().session) == path.read_bytes()
        assert not window.isWindowModified()
    others = {name: int((before[name] != after[name]).any(axis=2).sum()) for name in before}
    assert not any(others.values()), (others, [tuple(each) for each in sequence])


any_sequence = given(SEQUENCES)
per_session = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@per_session
@any_sequence
def test_any_sequence_reopens_the_same(
    qtbot: QtBot, sample: Dataset, tmp_path: Path, sequence: list[Did]
) -> None:
    assert_reopens_the_same(qtbot, sample, tmp_path / "any.gdgui", sequence)


@pytest.mark.soak
@settings(per_session, max_examples=100, derandomize=False)
@any_sequence
def test_any_of_many_sequences_reopens_the_same(
    qtbot: QtBot, sample: Dataset, tmp_path: Path, sequence: list[Did]
) -> None:
    assert_reopens_the_same(qtbot, sample, tmp_path / "any.gdgui", sequence)
