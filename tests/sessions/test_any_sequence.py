"""Any sequence of actions, saved and opened, is the same document again, undo aside."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from gdgui.core import Settings
from gdgui.experiment.experiment import set_settings_at_once
from gdgui.files.session_file import parse_session, session_bytes
from tests.sessions.desk import Action, Desk, actions, sequences, worked_on


@settings(deadline=None)
@given(sequences)
def test_what_is_saved_is_found_again(sequence: list[Action]) -> None:
    before = worked_on(sequence)
    data = session_bytes(before.session)
    found = parse_session(data)
    assert session_bytes(found) == data
    assert found == before.session

    after = Desk()
    after.put_back(found)
    assert session_bytes(after.session) == data
    assert after.experiment.settings == before.experiment.settings
    for one, other in zip(before.runs.all, after.runs.all, strict=True):
        assert (one.name, one.trace.outcome) == (other.name, other.trace.outcome)
        for values in ("m", "b", "mse"):
            assert getattr(one.trace, values).tobytes() == getattr(other.trace, values).tobytes()
        dataset = before.experiment.dataset
        assert one.is_shown(dataset) == other.is_shown(dataset)
        assert (one is before.runs.current) == (other is after.runs.current)


@settings(deadline=None)
@given(sequences, st.lists(actions, max_size=8))
def test_what_is_done_next_does_the_same(sequence: list[Action], more: list[Action]) -> None:
    before = worked_on(sequence)
    before.experiment.undo_stack.clear()
    after = Desk()
    after.put_back(parse_session(session_bytes(before.session)))
    for action in more:
        action(before)
        action(after)
    assert session_bytes(after.session) == session_bytes(before.session)


def test_opening_another_session_leaves_nothing_of_the_one_before() -> None:
    desk, empty = Desk(), Desk()
    plain = session_bytes(empty.session)
    set_settings_at_once(desk.experiment, Settings("sgd", batch_size=4))
    desk.begin()
    desk.go_on(5)
    desk.experiment.add_point(5, 5)
    desk.experiment.options = replace(desk.experiment.options, residuals=True)
    desk.put_back(parse_session(plain))

    assert session_bytes(desk.session) == plain
    assert not desk.experiment.undo_stack.canUndo()
