from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.lessons.progress import MOST_STEPS, LessonProgress


def test_what_was_done_is_kept_and_comes_back() -> None:
    progress = LessonProgress().with_done("a", 2).with_done("a", 0).with_done("b", 1).with_done("a", 2)
    assert progress.done("a") == {0, 2}
    assert progress.done("c") == set()
    assert progress.to_dict() == {"a": [0, 2], "b": [1]}
    assert LessonProgress.from_dict(progress.to_dict()) == progress


@pytest.mark.parametrize(
    ("damaged", "kept"),
    [
        (None, {}),
        ([1, 2], {}),
        ("a", {}),
        ({1: [0], "": [0], "x" * 101: [0], "a": [0]}, {"a": [0]}),
        ({"a": 3, "b": "01", "c": None, "d": {}, "e": []}, {}),
        ({"a": [0, -1, 20, 1.0, True, "2", None, [3], 19]}, {"a": [0, 19]}),
        ({f"{n}": [0] for n in range(2000)}, {f"{n}": [0] for n in range(1000)}),
    ],
)
def test_what_is_damaged_is_left_out(damaged: object, kept: dict[str, list[int]]) -> None:
    assert LessonProgress.from_dict(damaged).to_dict() == kept


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=40),
        st.frozensets(st.integers(0, MOST_STEPS - 1), min_size=1),
        max_size=20,
    )
)
def test_a_word_of_plain_letters_holds_it(steps: dict[str, frozenset[int]]) -> None:
    word = LessonProgress(steps).to_word()
    assert re.fullmatch(r"[A-Za-z0-9.+-]*", word)
    assert LessonProgress.from_word(word) == LessonProgress(steps)


def test_a_word_has_an_end_and_the_newest_lessons() -> None:
    progress = LessonProgress()
    for k in range(900):
        progress = progress.with_done(f"{k:03}" + "x" * 90, 0)
    word = progress.to_word()
    assert len(word) <= 40_000
    kept = LessonProgress.from_word(word)
    assert kept.done("899" + "x" * 90) == {0}
    assert not kept.done("000" + "x" * 90)


@pytest.mark.parametrize("word", ["a", "e30", "!!!!", "bnVsbA", "W1tbW1tb", "_w"])
def test_a_damaged_word_is_refused_or_stands_for_nothing(word: str) -> None:
    with suppress(ValueError):
        assert LessonProgress.from_word(word) == LessonProgress()
