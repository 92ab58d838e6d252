"""Every key of a TOML text is found on its line, and no other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from gdgui.files.toml_lines import Path, lines_of

TEXT = '''# a lesson
title = "with # and [brackets] and \\" in it"   # and = more
"quoted key" = 1
a.b = 2

[setting]
points = [
    [1, 2],  # a comment ]
    [3.5, -4e2],
]
view = { residuals = true, plots = ["data",
  "loss"] }
text = """
line = 1
"" \\""" ""still""""

[[step]]
raw = \'\'\'
[not] = a header\'\'\'\'
done = { run_finished = true }
[step.question]
when = 1979-05-27 07:32:00
[[step.question.choice]]
[[step.question.choice]]
right = true
[[step]]
[step.question]
[[step.question.choice]]
'''


def test_keys_tables_and_entries_of_lists_have_their_lines() -> None:
    lines = lines_of(TEXT)
    assert {path: lines[path] for path in lines if len(path) == 1} == {
        ("title",): 2,
        ("quoted key",): 3,
        ("a",): 4,
        ("setting",): 6,
        ("step",): 17,
    }
    assert lines["setting", "points", 1] == 9
    assert lines["setting", "view", "plots", 1] == 12
    assert lines["setting", "text"] == 13
    assert lines["step", 0, "done", "run_finished"] == 20
    assert lines["step", 0, "question", "when"] == 22
    assert lines["step", 0, "question", "choice", 1, "right"] == 25
    assert lines["step", 1, "question", "choice", 0] == 28


def test_the_paths_are_those_that_tomllib_finds() -> None:
    assert set(lines_of(TEXT)) == set(paths(tomllib.loads(TEXT)))


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from paths(each, (*path, key))
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from paths(each, (*path, at))


KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True)
TEXTS = st.text(st.sampled_from("ab \t=[]{},.#'\\\""), max_size=8)
QUOTED = TEXTS.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
LONG = st.text(st.sampled_from("ab =[]{},#\n"), max_size=12).map(lambda text: f'"""{text}"""')
SCALARS = st.one_of(
    QUOTED, LONG, st.integers().map(str), st.sampled_from(["true", "1.5e-3", "inf", "07:32:00", "2020-01-01"])
)


def tables(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.dictionaries(KEYS, values, max_size=3)
    return pairs.map(lambda each: "{" + ", ".join(f"{key} = {value}" for key, value in each.items()) + "}")


def lists(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(values, max_size=3).map(lambda each: "[\n" + ", # ]\n".join(each) + "]")


VALUES = st.recursive(SCALARS, lambda inner: st.one_of(tables(inner), lists(inner)), max_leaves=6)
BODIES = st.dictionaries(st.one_of(KEYS, QUOTED), VALUES, max_size=4)
Body = dict[str, str]
SOME = st.lists(BODIES, min_size=1, max_size=3)
HEADERS = st.dictionaries(KEYS, st.tuples(st.booleans(), SOME), max_size=3)


def written(body: Body) -> list[str]:
    return [f"{key} = {value}" for key, value in body.items()]


@settings(deadline=None)
@given(BODIES, HEADERS)
def test_any_text_has_the_lines_of_all_its_keys(
    body: Body, headers: dict[str, tuple[bool, list[Body]]]
) -> None:
    lines = written(body)
    for name, (is_list, bodies) in headers.items():
        for part in bodies if is_list else bodies[:1]:
            lines += [f"[[t-{name}]]" if is_list else f"[t-{name}]", *written(part)]
    text = "\n".join(lines)
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # the same key, once in quotation marks
        return
    found = lines_of(text)
    assert set(found) == set(paths(read))
    rows = text.split("\n")
    for path, line in found.items():
        if len(path) == 1 and isinstance(path[0], str) and path[0].isidentifier():
            assert path[0] in rows[line - 1]
