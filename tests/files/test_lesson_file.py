"""What is wrong in the file of a lesson is said with its line, and with what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gdgui.core import Settings
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.lesson_file import parse_lesson, read_lesson
from gdgui.files.toml_table import LARGEST, LessonFileError
from gdgui.lessons.conditions import Comparison, Done
from gdgui.lessons.text import Formula, Paragraph, Span

GOOD = '''title = "A title"
minutes = 5
about = "About it."

[setting]
points = [[0, 0], [1, 1.5]]
x_name = "hours"
learning_rate = 0.1
epochs = 20
view = { residuals = true, logarithmic = false, data_range = [[0, 2], [0, 3]] }

[[step]]
text = """
A paragraph
with **strong** words.

- one item
- another

$$ y = m x $$
"""
task = "Run it."
done = { run_finished = true, mse_within_percent_of_minimum = 1 }

[[step]]
text = "Now compare."
task = "Compare."
done.answered = "right"
done.runs_compared = { at_least = 3, differing_in = "learning_rate" }
[step.question]
text = "Which?"
[[step.question.choice]]
text = "This"
right = true
[[step.question.choice]]
text = "That"
reply = "No, as it is the other."
'''


def complaint(text: str | bytes) -> str:
    with pytest.raises(LessonFileError) as caught:
        parse_lesson(text if isinstance(text, bytes) else text.encode(), "mine")
    return str(caught.value)


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return complaint(GOOD.replace(old, new))


def test_a_lesson_is_read_as_it_is_written() -> None:
    lesson = parse_lesson(GOOD.replace("\n", "\r\n").encode(), "mine")
    assert (lesson.name, lesson.title, lesson.minutes, lesson.about) == ("mine", "A title", 5, "About it.")
    setting = lesson.setting
    assert (list(setting.points.dataset.x), list(setting.points.dataset.y)) == ([0, 1], [0, 1.5])
    assert setting.points.names == ("hours", "y")
    assert setting.settings == Settings(learning_rate=0.1, epochs=20)
    assert setting.options == ViewOptions(
        residuals=True, fits_logarithm=False, data_range=((0, 2), (0, 3)), fits_points=False
    )
    first, second = lesson.steps
    assert first.text == (
        Paragraph((Span("A paragraph with "), Span("strong", True), Span(" words."))),
        Paragraph((Span("one item"),), item=True),
        Paragraph((Span("another"),), item=True),
        Formula("y = m x"),
    )
    assert first.done == (Done("run_finished", True), Done("mse_within_percent_of_minimum", 1))
    assert second.done[1] == Done("runs_compared", Comparison(3, "learning_rate"))
    assert second.question is not None
    assert [each.is_right for each in second.question.choices] == [True, False]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("minutes = 5\n", "", "line 1: “minutes” is missing; it takes a whole number from 1 to 60"),
        ("minutes = 5", 'minutes = "5"', "line 2: “minutes” takes a whole number from 1 to 60, not a text"),
        ("minutes = 5", "minutes = 90", "line 2: “minutes” takes a whole number from 1 to 60, not 90"),
        ("minutes = 5", "minutes = true", "line 2: “minutes” takes a whole number from 1 to 60, not true or"),
        ("minutes = 5", "minuts = 5", "line 2: there is no “minuts” here; is “minutes” meant?"),
        ("minutes = 5", "author = 5", "line 2: there is no “author” here; there are title, minutes, about"),
        ('"About it."', '" "', "line 3: “about” is empty"),
        ('"About it."', f'"{"a" * 301}"', "line 3: “about” has 301 characters; it takes 300 at most"),
        (
            "points = [[0, 0], [1, 1.5]]",
            'data = "cars2"',
            "line 6: “data” cannot be “cars2”; it is one of",
        ),
        ("points =", 'data = "cars"\npoints =', "line 7: a setting takes either data or points"),
        ("points = [[0, 0], [1, 1.5]]\n", "", "line 5: a setting takes either data or points"),
        ("[1, 1.5]", "[1, 2, 3]", "line 6: points takes pairs of numbers, such as"),
        ("[1, 1.5]", "[1, nan]", "line 6: y of point 2 is not a number"),
        ("learning_rate = 0.1", "learning_rate = -1", "line 8: “learning_rate” takes a number of at le"),
        ("learning_rate = 0.1", "learning_rate = 0", "line 8: The learning rate takes a number above 0"),
        (
            "learning_rate = 0.1",
            'algorithm = "adam"',
            "line 8: “algorithm” cannot be “adam”; it is one of",
        ),
        ("epochs = 20", "epochs = 0", "line 9: “epochs” takes a whole number from 1 to 1,000,000, not 0"),
        ("epochs = 20", "speed = 0.5", "line 9: “speed” takes a number from 1 to 10,000, not 0.5"),
        ("epochs = 20", "cursor = 11", "line 9: “cursor” takes a whole number from 0 to 10, not 11"),
        ("epochs = 20", 'part = "squares"', "line 9: a part of a step needs a cursor at epoch 1 or later"),
        (
            "residuals = true",
            "residual = true",
            "line 10: there is no “residual” here; is “residuals” me",
        ),
        ("residuals = true", "residuals = 1", "line 10: “residuals” takes true or false, not a whole number"),
        (
            "[[0, 2], [0, 3]]",
            "[[2, 0], [0, 3]]",
            "line 10: “data_range” takes [[from, to],",
        ),
        (
            "residuals = true",
            'plots = ["all"]',
            "line 10: “plots” cannot be “all”; it is one of data,",
        ),
        (
            "**strong**",
            "**strong",
            "line 13: ** begins and does not end in the same paragraph: “stro",
        ),
        ("m x $$", "m x", "line 13: a formula begins with $$ and does not end with it: “y = m x”"),
        ("$$ y = m x $$", "$$ $$", "line 13: there is nothing between two $$"),
        (
            "run_finished = true, ",
            "run_finish = true, ",
            "line 23: there is no “run_finish” here; is “ru",
        ),
        (
            "run_finished = true, ",
            "run_finished = false, ",
            "line 23: “run_finished” takes true, not",
        ),
        (
            "of_minimum = 1",
            "of_minimum = -1",
            "line 23: “mse_within_percent_of_minimum” takes a number",
        ),
        (
            "run_finished = true, ",
            "point_within = [1, 2], ",
            "line 23: “point_within” takes [[from, to],",
        ),
        ("at_least = 3", "at_least = 1", "line 29: “at_least” takes a whole number from 2 to 12, not 1"),
        ('"learning_rate" }', '"rate" }', "line 29: “differing_in” cannot be “rate”; it is one of algorithm"),
        (
            "right = true\n",
            'reply = "No."\n',
            "line 30: exactly one choice has right = true, and here",
        ),
        ('reply = "No, as it is the other."\n', "", "line 35: a wrong choice needs a reply that says"),
        ('task = "Run it."\n', "", "line 12: “task” is missing; it takes a text in quotation marks"),
        ('[[step.question.choice]]\ntext = "That"', "", "line 32: “choice” takes 2 to 6 entries, not 1"),
    ],
)
def test_what_is_wrong_has_its_line_and_what_would_be_right(old: str, new: str, expected: str) -> None:
    assert changed(old, new).startswith(expected)


def test_a_setting_may_have_a_speed() -> None:
    assert parse_lesson(GOOD.encode(), "mine").setting.speed is None
    timed = GOOD.replace("epochs = 20", "epochs = 20\nspeed = 50")
    assert parse_lesson(timed.encode(), "mine").setting.speed == 50


def test_a_question_that_is_not_there_cannot_be_answered() -> None:
    text = GOOD[: GOOD.index("[step.question]")]
    assert complaint(text) == "line 28: answered needs a question in the same step"


def test_a_step_without_a_condition_would_never_be_done() -> None:
    without = changed("{ run_finished = true, mse_within_percent_of_minimum = 1 }", "{}")
    assert without.startswith("line 23: done is empty; it takes at least one condition, such as")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"", "line 1: “title” is missing; it takes a text in quotation marks"),
        (b"title = \n", "line 1, column 9: this is not TOML: Invalid value"),
        (b"title = 'a'\nminutes 5", "line 2, column 9: this is not TOML: Expected '=' after a key"),
        (b"a = '''\n\n", "line 1: this is not TOML: "),
        (b"title = 'a'\nabout = '\xff'", "line 2: this is not UTF-8 text; save the file in UTF-8"),
        (b"\n" * (LARGEST + 1), f"line {LARGEST + 1}: the file is longer than 100,000 characters"),
        (b"a = 1\nb = " + b"[" * 50_000, "line 2: brackets are nested too deeply, or a number is too long"),
        (b"a = 1\n[b" + b".b" * 40_000 + b"]", "line 2: a key has more than 20 parts with dots between them"),
        (b"a = 1\n'b'" + b". 'b.b' " * 9_000 + b"= 1", "line 2: a key has more than 20 parts with dots"),
        (b"a = 1\nb = " + b"1" * 5_000, "line 2: brackets are nested too deeply, or a number is too long"),
        (
            b"minutes = 0x" + b"f" * 9_000 + b"\ntitle = 'a'",
            "line 1: “minutes” takes a whole number from 1 to",
        ),
        (b"title = 'a'\n[minutes]", "line 2: “minutes” takes a whole number from 1 to 60, not a table"),
        (b"step = 1\ntitle = 1", "line 2: “title” takes a text in quotation marks, not a whole number"),
    ],
)
def test_what_is_no_lesson_at_all_has_a_line_too(text: bytes, expected: str) -> None:
    assert complaint(text).startswith(expected)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(LessonFileError) as caught:
        read_lesson(tmp_path / "none.toml")
    assert caught.value.sentence("none.toml") == "none.toml does not exist."
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace("minutes = 5", "minutes = 0"), encoding="utf-8")
    with pytest.raises(LessonFileError) as caught:
        read_lesson(path)
    assert caught.value.sentence("mine.toml") == (
        "mine.toml, line 2: “minutes” takes a whole number from 1 to 60, not 0."
    )


def has_a_line_or_is_a_lesson(content: bytes) -> None:
    try:
        parse_lesson(content, "any")
    except LessonFileError as error:
        found = error
    else:
        return
    assert found.line is not None
    assert 1 <= found.line <= content.count(b"\n") + 1
    assert str(found).startswith("line ")
    assert "\n" not in str(found)


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf" + GOOD.encode())
@example(b"a" + b".a" * 20_000 + b" = 1")
@example(b"step = " + b"{a = " * 200 + b"1" + b"}" * 200)
def test_any_bytes_are_a_lesson_or_have_a_line_that_is_wrong(content: bytes) -> None:
    has_a_line_or_is_a_lesson(content)


PIECES = ["true", "-1", "1e999", "nan", "''", '"x"', "[]", "{}", "[[1, 2]]", "1979-05-27", "0x" + "f" * 400]


@settings(deadline=None)
@given(st.data())
def test_a_lesson_with_any_value_anywhere_is_one_or_has_a_line(data: st.DataObject) -> None:
    lines = GOOD.split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key, is_pair, _ = lines[at].partition("=")
        piece = data.draw(st.sampled_from(PIECES))
        other = st.sampled_from([f"{key}= {piece}" if is_pair else piece, "", lines[at][:-3], lines[at] * 2])
        lines[at] = data.draw(other)
    has_a_line_or_is_a_lesson("\n".join(lines).encode())
