"""Each lesson can be done, and each of its steps by the right thing alone."""

from __future__ import annotations

import pytest

from gdgui.files.lesson_file import lessons
from gdgui.lessons.conditions import Done, unmet
from gdgui.lessons.lesson import Lesson
from gdgui.words.lessons import condition
from tests.lessons.learner import Learner
from tests.lessons.solutions import SOLUTIONS, TOO_LITTLE, Action

LESSONS = {lesson.name: lesson for lesson in lessons()}


def before(lesson: Lesson, step: int) -> Learner:
    """A learner who has done what comes before this step, and has it before them now."""
    learner = Learner(lesson)
    for at in range(step):
        learner.begin(lesson.steps[at])
        for action in SOLUTIONS[lesson.name][at]:
            action(learner)
    learner.begin(lesson.steps[step])
    return learner


def test_there_are_twelve_and_each_has_its_solution() -> None:
    assert len(LESSONS) == 12
    assert {name: len(lesson.steps) for name, lesson in LESSONS.items()} == {
        name: len(steps) for name, steps in SOLUTIONS.items()
    }


@pytest.mark.parametrize(
    ("name", "step"), [(name, step) for name in SOLUTIONS for step in range(len(SOLUTIONS[name]))]
)
def test_a_step_is_done_by_its_last_action_and_not_before(name: str, step: int) -> None:
    lesson = LESSONS[name]
    learner = before(lesson, step)
    for action in SOLUTIONS[name][step]:
        assert not lesson.steps[step].is_done(learner.state)
        action(learner)
    assert unmet(lesson.steps[step].done, learner.state) == ()


@pytest.mark.parametrize(("name", "step", "actions"), TOO_LITTLE)
def test_too_little_or_something_else_does_not_count(name: str, step: int, actions: list[Action]) -> None:
    learner = before(LESSONS[name], step)
    for action in actions:
        action(learner)
    assert not LESSONS[name].steps[step].is_done(learner.state)


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=list(LESSONS))
def test_a_lesson_is_short_and_says_what_is_to_be_done(lesson: Lesson) -> None:
    assert 5 <= lesson.minutes <= 10
    assert 3 <= len(lesson.steps) <= 6
    assert lesson.about.endswith((".", "?"))
    for step in lesson.steps:
        assert step.task.endswith(".")
        assert len({condition(*done) for done in step.done}) == len(step.done)  # each has words of its own
        answers = [each for each in step.done if each.name == "answered"]
        assert bool(answers) == (step.question is not None)


def test_what_is_left_to_do_is_told_in_the_order_of_the_file() -> None:
    lesson = LESSONS["01-larger-is-not-faster"]
    learner = before(lesson, 2)
    learner.choose("Arrive sooner")
    left = unmet(lesson.steps[2].done, learner.state)
    assert left == (Done("learning_rate_above", 0.85), Done("run_ended", True))
    assert [condition(*each) for each in left] == [
        "the learning rate is above 0.85",
        "the run has come to its end",
    ]
