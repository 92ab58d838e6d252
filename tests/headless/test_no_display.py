"""Without a display the program trains without a window."""

from __future__ import annotations

from tests.headless.program import run_apart

NOBODY = ":987"  # no X server has that number


def test_without_a_display_the_training_goes_on_without_a_window() -> None:
    ended = run_apart()
    assert ended.err == "gdgui: no window: there is no display; training without one.\n"
    assert ended.row("stop reason") == "Finished 10 epochs."
    assert ended.status == 0


def test_a_display_that_does_not_answer_is_as_good_as_none() -> None:
    ended = run_apart(DISPLAY=NOBODY, WAYLAND_DISPLAY="gone")
    line = f"gdgui: no window: the display {NOBODY} does not answer; training without one.\n"
    assert ended.err == line
    assert ended.row("stop reason") == "Finished 10 epochs."
    assert ended.status == 0


def test_a_headless_run_does_not_mind_that_there_is_no_display() -> None:
    ended = run_apart("--headless")
    assert (ended.status, ended.err) == (0, "")
