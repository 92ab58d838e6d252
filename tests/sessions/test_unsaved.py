"""What is kept for the case of a crash: the same session, and no file of that kind does any harm."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gdgui.core import Dataset
from gdgui.experiment.points import Points
from gdgui.experiment.session import Session
from gdgui.files.json_table import SessionFileError
from gdgui.files.session_file import session_bytes
from gdgui.files.unsaved import read_unsaved, write_unsaved
from tests.sessions.desk import Action, sequences, worked_on

per_file = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def opened(path: Path) -> str:
    """The text of the session, or the sentence that says why it is none."""
    try:
        return session_bytes(read_unsaved(path)).decode().replace("\n", " ")
    except SessionFileError as error:
        return error.sentence("kept")


@per_file
@given(sequences)
def test_what_is_kept_is_found_again(tmp_path: Path, sequence: list[Action]) -> None:
    session = worked_on(sequence).session
    write_unsaved(tmp_path / "kept", session)
    assert session_bytes(read_unsaved(tmp_path / "kept")) == session_bytes(session)


@per_file
@given(st.integers(0, 10**6), st.integers(0, 40), st.binary(max_size=20))
def test_random_damage_is_a_sentence_or_a_session(tmp_path: Path, at: int, length: int, put: bytes) -> None:
    path = tmp_path / "kept"
    write_unsaved(path, Session(Points(Dataset(np.arange(9.0), np.arange(9.0) / 7))))
    data = path.read_bytes()
    at %= len(data)
    path.write_bytes(data[:at] + put + data[at + length :])
    assert opened(path).isprintable()


def test_as_many_points_as_there_may_be_are_kept(tmp_path: Path) -> None:
    n = 2_000_000
    session = Session(Points(Dataset(*np.random.default_rng(0).normal(size=(2, n)))))
    write_unsaved(tmp_path / "kept", session)
    assert read_unsaved(tmp_path / "kept") == session


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gdgui.files.unsaved.LARGEST_FILE", 10)
    with pytest.raises(SessionFileError, match="would take 1 MB"):
        write_unsaved(tmp_path / "kept", Session(Points(Dataset([1], [2]))))
    assert list(tmp_path.iterdir()) == []
