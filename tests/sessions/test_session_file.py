"""The file of a session: small, readable in a diff, and never more than a sentence when it is damaged."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdgui.core import Dataset, Settings, train
from gdgui.core.rebuild import Recipe
from gdgui.experiment.experiment import set_settings_at_once
from gdgui.experiment.points import Points
from gdgui.experiment.session import KeptRun, Session
from gdgui.files.json_table import SessionFileError
from gdgui.files.session_file import parse_session, read_session, session_bytes, write_session
from tests.sessions.desk import Desk, sequences, worked_on


def busy() -> bytes:
    """The file of a session that has some of everything."""
    desk = Desk()
    desk.begin()
    desk.go_on(8)
    desk.experiment.add_point(1 / 3, 0.2)
    set_settings_at_once(desk.experiment, Settings("sgd", batch_size=3))
    desk.go_on(5)
    desk.runs.rename(1, "Überraschung 👩‍👧")
    desk.begin()
    desk.experiment.select([0, 2])
    desk.experiment.move_my_line(0.5, -0.25)
    return session_bytes(desk.session)


BUSY = busy()


def changed(change: Callable[[Any], object]) -> bytes:
    document = json.loads(BUSY)
    change(document)
    return json.dumps(document).encode()


def complaint(data: bytes) -> str:
    with pytest.raises(SessionFileError) as caught:
        parse_session(data)
    sentence = caught.value.sentence("work.gdgui")
    assert sentence.startswith("work.gdgui cannot be opened: ")
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert len(sentence) < 400
    assert not re.search(r"\{\w+\}", sentence)
    return sentence


def opened(data: bytes) -> Session | str:
    """The session, or the sentence."""
    try:
        return parse_session(data)
    except SessionFileError as error:
        return error.sentence("work.gdgui")


def kept(number: int, dataset: Dataset, **asked: Any) -> KeptRun:
    """A run of a million epochs, without computing it."""
    trace = train(dataset, Settings(epochs=1))
    segment = trace.segments[0]._replace(settings=Settings(epochs=10**6, **asked), draws=None)
    recipe = Recipe((0.1 / 3, 2 / 3, 1 / 7), (segment,), 10**6, "finished", "0a" * 32)
    return KeptRun(number, f"run {number}", number - 1, None, False, False, recipe)


def test_twelve_runs_of_a_million_epochs_on_a_thousand_points_are_small() -> None:
    rng = np.random.default_rng(0)
    dataset = Dataset(*rng.normal(size=(2, 1000)) * 1e5)
    runs = tuple(kept(number, dataset, seed=number) for number in range(1, 13))
    session = Session(Points(dataset), runs=runs, count=12, newest_begun=12)

    data = session_bytes(session)
    assert len(data) < 100_000
    assert parse_session(data) == session


def test_a_drag_during_a_run_takes_a_line_for_each_place_of_the_point() -> None:
    desk = Desk(Points(Dataset(*np.random.default_rng(0).normal(size=(2, 1000)))))
    desk.begin()
    before = len(session_bytes(desk.session))
    for step in range(50):
        desk.experiment.move_points([500], [step / 7], [step / 3])
        desk.go_on(2)

    data = session_bytes(desk.session)
    assert len(data) < before + 50 * 300
    assert parse_session(data) == desk.session


def test_one_moved_point_is_one_line_in_a_diff_and_each_line_has_one_point() -> None:
    desk = Desk()
    before = session_bytes(desk.session).decode().splitlines()
    desk.experiment.move_points([3], [1 / 3], [1e-7])
    after = session_bytes(desk.session).decode().splitlines()

    lines = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert [line[0] for line in lines] == ["-", "+"]
    assert "[0.3333333333333333, 1e-07]" in lines[1]


def test_a_file_is_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "work.gdgui"
    session = parse_session(BUSY)
    write_session(path, session)
    assert read_session(path) == session
    assert path.read_bytes() == BUSY
    assert all(run.recipe.checksum for run in session.runs)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SessionFileError) as caught:
        read_session(tmp_path / "none.gdgui")
    assert caught.value.sentence("none.gdgui") == "none.gdgui does not exist."
    with pytest.raises(SessionFileError) as caught:
        read_session(tmp_path)
    assert "is a folder" in caught.value.sentence("folder")


def _set(*path: Any) -> Callable[[Any], object]:
    def change(document: Any) -> None:
        *way, last, value = path
        for key in way:
            document = document[key]
        document[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_set("version", 2), "saved by a newer gdgui, as version 2, and this one knows 1"),
        (_set("version", 0), "version: this takes a whole number from 1"),
        (_set("format", "other"), "no session of gdgui"),
        (_set("colour", "red"), "there is no “colour” in a session"),
        (_set("runs", 0, "colour", "red"), "runs 1: there is no “colour”"),
        (lambda document: document["runs"][1].pop("epochs"), "runs 2: “epochs” is missing"),
        (_set("settings", "learning_rate", -1), "settings, learning_rate: The learning rate takes"),
        (_set("settings", "algorithm", "adam"), "“adam” is none of gd or sgd"),
        (_set("settings", "algorithm", "x" * 10**6), "“xxxxxxxxxx"),
        (_set("settings", "epochs", 1.5), "whole number from 1 to 1"),
        (_set("view", "plots", ["sky"]), "view: points and runs cannot be looked at like that"),
        (_set("view", "data_range", [[0, 1]]), "view: points"),
        (_set("view", "data_range", [[0, 10**400], [0, 1]]), "view: points"),
        (_set("view", "part", 7), "view: points"),
        (_set("selection", [2, 0]), "whole numbers that go up"),
        (_set("selection", [0, 99]), "whole numbers that go up"),
        (_set("cursor", 10**6), "cursor: this takes a whole number from 0 to 0"),
        (_set("current", 7), "current: this takes a whole number from 1 to 2"),
        (_set("points", "title", "a\u202eb"), "points, title: this takes one line"),
        (_set("points", "title", "a" * 10**6), "points, title: this takes one line"),
        (_set("points", "x_name", "\x1b[31m"), "points, x_name: this takes one line"),
        (_set("runs", 0, "name", "\ud800"), "runs 1, name: this takes one line"),
        (_set("runs", 0, "sha256", "00"), "the 64 digits of a checksum"),
        (_set("runs", 0, "ended", "lost"), "“lost” is none of finished, stopped or diverged"),
        (_set("runs", 0, "epochs", 10**7), "whole number from 0 to 1"),
        (_set("runs", 0, "segments", []), "runs 1, segments: this takes a list"),
        (_set("runs", 0, "segments", 1, "epoch", 0), "runs 1, segments 2, epoch: "),
        (_set("runs", 0, "segments", 0, "points", 44), "there are no points number 44"),
        (_set("runs", 0, "segments", 1, "settings", "batch_size", 10**9), "is drawn from only"),
        (_set("runs", 1, "number", 1), "runs 2, number: "),
        (_set("runs", 1, "style", 0), "runs 2, style: "),
        (_set("datasets", 0, "points", [[1, 2, 3]]), "pairs of numbers"),
        (_set("datasets", 0, "points", [[True, 2]]), "pairs of numbers"),
        (_set("datasets", 0, "points", [[1e60, 2]]), "x of point 1 is"),
        (_set("datasets", 1, "after", 10**9), "datasets 2, after: "),
        (_set("lessons", {"a": ["b"]}), "no progress in lessons"),
        (_set("my_line", [1]), "my_line: "),
        (_set("my_line", [1e300, 0]), "my_line: this takes a number from -1e+50"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(change: Callable[[Any], object], words: str) -> None:
    assert words in complaint(changed(change))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "there is nothing in it"),
        (b" \n", "there is nothing in it"),
        (b"PK\x03\x04\xff", "not UTF-8"),
        (BUSY[: len(BUSY) // 2], "breaks off or is damaged"),
        (b"[" * 10**6, "nested more deeply"),
        (b'{"a":' * 10**5, "nested more deeply"),
        (b"[" + b"[]," * 9 * 10**6, "more in it than in any session"),
        (b'{"format": "gdgui-session", "format": 1}', "“format” is there twice"),
        (b'{"format": "gdgui-session", "version": NaN}', "NaN is no number"),
        (b'{"format": "gdgui-session", "version": ' + b"9" * 10**6 + b"}", "whole number"),
        (b'["gdgui-session"]', "no session of gdgui"),
        (b"x,y\n1,2\n", "breaks off or is damaged"),
    ],
)
def test_what_is_no_session_is_said(data: bytes, words: str) -> None:
    assert words in complaint(data)


def test_a_few_lines_cannot_stand_for_more_points_than_there_is_room_for() -> None:
    def bomb(document: Any) -> None:
        document["datasets"] = [{"points": [[1, 2]] * 100_000}]
        document["datasets"] += [{"after": 0, "removed": 0, "points": [[3, 4]]}] * 1000

    assert "more than 20,000,000 points" in complaint(changed(bomb)).replace("\u202f", ",")


def _damaged(data: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, put in cuts:
        at %= len(data) + 1
        data = data[:at] + put + data[at + length :]
    return data


cuts = st.lists(
    st.tuples(
        st.integers(0, 10**6),
        st.integers(0, 40),
        st.binary(max_size=4)
        | st.sampled_from([b"null", b"-1", b"1e999", b"[]", b"{}", b'""', b"true", b"9" * 30]),
    ),
    min_size=1,
    max_size=4,
)


@settings(deadline=None, max_examples=400)
@given(st.just(BUSY) | sequences.map(lambda sequence: session_bytes(worked_on(sequence).session)), cuts)
def test_random_damage_is_a_sentence_or_no_damage(data: bytes, where: list[tuple[int, int, bytes]]) -> None:
    found = opened(_damaged(data, where))
    assert found.isprintable() if isinstance(found, str) else session_bytes(found)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


def _places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place] * bool(place) + [deep for key in keys for deep in _places(value[key], (*place, key))]


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(_places(json.loads(BUSY))), values)
def test_any_value_in_any_place_is_a_sentence_or_a_session(place: tuple[Any, ...], value: Any) -> None:
    found = opened(changed(_set(*place, value)))
    assert found.isprintable() if isinstance(found, str) else opened(session_bytes(found)) == found


def test_the_actions_make_every_part_of_a_session() -> None:
    """What is not in a file cannot be damaged in it."""
    found = parse_session(BUSY)
    assert len(found.runs) == 2
    assert len(found.runs[0].recipe.segments) > 1
    assert found.selection
    assert found.lessons
    assert found.my_line
