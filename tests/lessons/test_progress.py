from __future__ import annotations

import pytest

from gdgui.lessons import LessonProgress


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
