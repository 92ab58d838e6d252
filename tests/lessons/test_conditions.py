"""The vocabulary of what counts as done: each word holds when it should, has its words, and is documented."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gdgui.core import Dataset, Descent, Settings, train
from gdgui.core.algorithms import ALGORITHMS
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.lesson_file import parse_lesson
from gdgui.lessons.conditions import (
    COMPARED,
    CONDITIONS,
    Area,
    Compared,
    Comparison,
    Done,
    Number,
    Only,
    Place,
    Value,
    Word,
    unmet,
)
from gdgui.lessons.setting import PARTS, SWITCHES
from gdgui.lessons.state import LessonState, RunSeen
from gdgui.lessons.text import Formula
from gdgui.words.lessons import condition

POINTS = Dataset([0.0, 0.5, 1.0], [0.1, 0.3, 0.6])  # the best slope is 0.5
SGD = next(key for key, each in ALGORITHMS.items() if each.is_stochastic)
STATE = LessonState(POINTS, Settings(), ViewOptions(), start=(0.33, 0.48))
AREA = Area((0.4, 0.6), (0.3, 1.0))
README = Path(__file__).parents[2] / "resources" / "lessons" / "README.md"


def seen(**settings: object) -> RunSeen:
    return RunSeen.of(train(POINTS, replace(Settings(learning_rate=0.5, epochs=100), **settings)))  # type: ignore[arg-type]


def after(*runs: RunSeen) -> LessonState:
    return replace(STATE, run=runs[-1], runs=runs)


def holds(name: str, value: Value, state: LessonState) -> bool:
    return unmet([Done(name, value)], state) == ()


GOOD, WILD, EDGE, SHORT = (
    seen(),
    seen(learning_rate=2.0),
    seen(standardise=True, learning_rate=1.0),
    seen(epochs=1),
)


@pytest.mark.parametrize(
    ("name", "value", "yes", "no"),
    [
        ("run_finished", True, after(GOOD), after(WILD)),
        ("run_ended", True, after(WILD), STATE),
        ("run_arrived", True, after(GOOD), after(SHORT)),
        ("run_arrived", False, after(SHORT), after(GOOD)),
        ("run_diverged", True, after(WILD), after(GOOD)),
        ("run_diverged", False, after(GOOD), after(WILD)),
        ("run_goes_back_and_forth", True, after(EDGE), after(GOOD)),
        ("run_goes_back_and_forth", False, after(GOOD), after(EDGE)),
        ("mse_within_percent_of_minimum", 1, after(GOOD), after(SHORT)),
        ("epoch_reached", 100, after(GOOD), after(seen(epochs=99))),
        ("epochs_at_most", 99, after(seen(epochs=99)), after(GOOD)),
        ("passes_at_least", 33.3, after(seen(algorithm=SGD)), after(seen(algorithm=SGD, epochs=99))),
        ("passes_at_most", 99, after(seen(algorithm=SGD)), after(GOOD)),
        ("predicted_first", True, after(replace(GOOD, is_predicted=True)), after(GOOD)),
        ("points_added", 2, replace(STATE, points_added=2), replace(STATE, points_added=1)),
        ("points_moved", 1, replace(STATE, points_moved=1), replace(STATE, points_added=1)),
        ("points_removed", 1, replace(STATE, points_removed=1), replace(STATE, points_moved=1)),
        ("point_within", AREA, STATE, replace(STATE, dataset=Dataset([0.5, 0.0], [0.0, 0.5]))),
        ("best_slope_above", 0.49, STATE, replace(STATE, dataset=Dataset([], []))),
        ("best_slope_below", 0.51, STATE, replace(STATE, dataset=Dataset([1, 1], [0, 1]))),
        ("my_line_within_percent_of_minimum", 1, replace(STATE, my_line=(0.5, 0.25 / 3)), STATE),
        ("answered", "right", replace(STATE, answers=(False, True)), replace(STATE, answers=(False,))),
        ("answered", "any", replace(STATE, answers=(False,)), STATE),
        ("part_taken", "mean", replace(STATE, parts=frozenset({"mean"})), STATE),
        ("view_on", "residuals", replace(STATE, options=ViewOptions(residuals=True)), STATE),
        ("start_moved_at_least", 1, replace(STATE, settings=Settings(m=1.34)), STATE),
        ("batch_size_at_least", 4, replace(STATE, settings=Settings(batch_size=4)), STATE),
        ("batch_size_at_most", 1, STATE, replace(STATE, settings=Settings(batch_size=2))),
        ("standardise_on", False, STATE, replace(STATE, settings=Settings(standardise=True))),
        ("learning_rate_is", 0.05, STATE, replace(STATE, settings=Settings(learning_rate=0.051))),
        ("learning_rate_below", 0.06, STATE, replace(STATE, settings=Settings(learning_rate=0.06))),
        ("learning_rate_above", 0.04, STATE, replace(STATE, settings=Settings(learning_rate=0.04))),
        ("algorithm_is", SGD, replace(STATE, settings=Settings(algorithm=SGD)), STATE),
    ],
)  # fmt: skip
def test_a_condition_holds_where_it_is_met_and_nowhere_else(
    name: str, value: Value, yes: LessonState, no: LessonState
) -> None:
    assert holds(name, value, yes)
    assert not holds(name, value, no)


def test_a_run_that_is_still_going_on_has_neither_arrived_nor_missed() -> None:
    descent = Descent(POINTS, Settings(learning_rate=0.5, epochs=100))
    descent.advance(99)
    state = after(RunSeen.of(descent.trace))
    names = ("run_finished", "run_arrived", "run_diverged", "run_goes_back_and_forth")
    assert not any(holds(name, value, state) for name in names for value in (True, False))
    descent.advance(1)
    assert holds("run_arrived", True, after(RunSeen.of(descent.trace)))


def test_beside_a_run_a_setting_is_that_of_the_run() -> None:
    wanted = [Done("run_finished", True), Done("learning_rate_below", 0.3)]
    slow = after(seen(learning_rate=0.2))
    assert unmet(wanted, slow) == ()
    changed = replace(after(GOOD), settings=Settings(learning_rate=0.2))  # but not run
    assert unmet(wanted, changed) == (wanted[1],)
    assert unmet(wanted, replace(STATE, settings=Settings(learning_rate=0.2))) == tuple(wanted)


def compared(at_least: int, what: str, *runs: RunSeen) -> bool:
    return holds("runs_compared", Comparison(at_least, what), replace(STATE, runs=runs))


def test_runs_are_compared_that_differ_in_one_setting_alone() -> None:
    other = seen(learning_rate=0.4)
    assert compared(2, "learning_rate", GOOD, other)
    assert compared(2, "learning_rate", GOOD, WILD, seen(learning_rate=0.5, epochs=7))
    assert not compared(3, "learning_rate", GOOD, other, seen(epochs=7))  # 0.5 twice
    assert not compared(2, "learning_rate", GOOD, seen(learning_rate=0.4, m=1.0))
    assert not compared(2, "start", GOOD, other)
    assert compared(2, "start", GOOD, seen(b=1.0))
    assert not compared(2, "learning_rate", GOOD, replace(other, is_changed=True))
    assert not compared(2, "learning_rate", GOOD, replace(other, has_ended=False))
    assert not compared(2, "learning_rate", GOOD, replace(other, dataset=Dataset([0], [0])))


def test_what_an_algorithm_does_not_use_makes_no_difference() -> None:
    assert compared(2, "algorithm", GOOD, seen(algorithm=SGD, batch_size=2, seed=5))
    assert not compared(2, "batch_size", GOOD, seen(batch_size=2))
    drawn = seen(algorithm=SGD)
    assert compared(2, "batch_size", drawn, seen(algorithm=SGD, batch_size=2))
    assert not compared(2, "batch_size", drawn, seen(algorithm=SGD, batch_size=2, seed=5))


def values(name: str) -> tuple[Value, ...]:
    """One of each kind that the condition takes."""
    match CONDITIONS[name].takes:
        case Only(switches):
            return switches
        case Number(whole=whole):
            return (3,) if whole else (3, 0.25)
        case Word(words):
            return words
        case Place():
            return (Area((0, 3), (1, 2)),)
        case Compared():
            return tuple(Comparison(3, what) for what in COMPARED)


def test_every_condition_has_words_of_its_own_with_its_number_in_them() -> None:
    told = {(name, value): condition(name, value) for name in CONDITIONS for value in values(name)}
    assert len(set(told.values())) == len(told)
    for (_, value), words in told.items():
        assert words[0].islower() or words.startswith(("“", "Standardise"))
        numbers = re.findall(r"[\d.]+", str(value)) if not isinstance(value, bool) else []
        assert set(numbers) - {"."} <= set(re.findall(r"[\d.]+", words)), words


def test_the_readme_of_lessons_names_every_condition_part_and_view_option() -> None:
    named = " ".join(re.findall(r"`([^`\n]+)`", README.read_text(encoding="utf-8")))
    assert {*CONDITIONS, *PARTS, *SWITCHES, *COMPARED} <= set(re.findall(r"\w+", named))


def test_the_example_in_the_readme_is_a_lesson() -> None:
    example = README.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    lesson = parse_lesson(example.encode(), "example")
    assert isinstance(lesson.steps[0].text[1], Formula)
