"""A TOML file as its author meant it: asked key by key, and whatever is wrong is said with its line."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gdgui.files.content import content
from gdgui.files.dialect import TableError, finish
from gdgui.files.numbers import printable, quoted
from gdgui.files.toml_lines import Path as KeyPath
from gdgui.files.toml_lines import lines_of
from gdgui.words import lessons as words
from gdgui.words import tables
from gdgui.words.lessons import Kind, Problem
from gdgui.words.numbers import number

LARGEST = 100_000  # bytes
MOST_PARTS = 20  # of a key with dots
LONGEST_REASON = 120  # characters of what the parser complains of

# The parser takes the square of the parts of a key as its time.
_PART = r"""\.[ \t]*(?:[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')[ \t]*"""
_LONG_KEY = re.compile(f"(?:{_PART}){{{MOST_PARTS}}}")
_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_KINDS = {
    bool: Kind.SWITCH,
    int: Kind.WHOLE,
    float: Kind.NUMBER,
    str: Kind.TEXT,
    dict: Kind.TABLE,
    list: Kind.LIST,
}


class LessonFileError(Exception):
    """Why a file is no lesson or page. `line` and `column` are from 1; `fields` are those of the problem.

    Only a file that cannot be read has no line. str() is a part of a sentence: line 3: “…” is missing.
    """

    def __init__(
        self, problem: Problem, line: int | None = None, column: int | None = None, **fields: str | int
    ) -> None:
        super().__init__(problem, line, column, fields)
        self.problem, self.line, self.column, self.fields = problem, line, column, fields

    @property
    def text(self) -> str:
        """What is wrong, without the place."""
        return words.problem(self.problem, **self.fields)

    def sentence(self, name: str) -> str:
        """What to tell whoever opened the file of this name."""
        return tables.as_sentence(tables.about_file(name, words.place(self.line, self.column), self.text))

    def __str__(self) -> str:
        return tables.at_place(words.place(self.line, self.column), self.text)


class TomlTable:
    """A table of a TOML text; its methods give the value of a key, or raise LessonFileError."""

    def __init__(self, values: dict[str, Any], text: str, path: KeyPath = ()) -> None:
        self._values, self._text, self._path = values, text, path

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def keys(self) -> tuple[str, ...]:
        """Those there are, in the order of the file."""
        return tuple(self._values)

    def only(self, known: Collection[str]) -> None:
        """Raise where a key is none of these."""
        for key in self._values:
            if key not in known:
                close = get_close_matches(key, known, 1)
                if close:
                    raise self.error(Problem.MISSPELT_KEY, key, key=quoted(key), meant=quoted(close[0]))
                raise self.error(Problem.UNKNOWN_KEY, key, key=quoted(key), known=words.listed([*known]))

    def text(self, key: str, most: int, default: str | None = None) -> str:
        """A text that is not empty, of so many characters at most."""
        value: str | None = self._value(key, str, Kind.TEXT, default)
        if value is None:
            raise self._missing(key, words.kind(Kind.TEXT))
        if key in self and not value.strip():
            raise self.error(Problem.EMPTY, key, key=quoted(key))
        if len(value) > most:
            raise self.error(Problem.TOO_LONG, key, key=quoted(key), length=len(value), most=most)
        return value

    def number(self, key: str, least: float, most: float, whole: bool = False) -> int | float:
        """A finite number within these bounds."""
        wanted = words.between(least, most, whole)
        value = self._any(key, wanted)
        if type(value) is not int and (whole or type(value) is not float):
            raise self._wrong(key, wanted, value)
        if not (least <= value <= most and _is_finite(value)):
            raise self.error(Problem.OUT_OF_RANGE, key, key=quoted(key), wanted=wanted, found=_shown(value))
        return value

    def switch(
        self, key: str, allowed: Collection[bool] = (True, False), default: bool | None = None
    ) -> bool:
        """true or false."""
        if default is not None and key not in self:
            return default
        wanted = words.kind(Kind.SWITCH if len(allowed) > 1 else Kind.TRUE)
        value = self._any(key, wanted)
        if not isinstance(value, bool) or value not in allowed:
            raise self._wrong(key, wanted, value)
        return value

    def word(self, key: str, known: Sequence[str]) -> str:
        """One of these."""
        value = self._any(key, words.listed(known))
        if value not in known:
            raise self._unknown(key, value, known)
        return str(value)

    def words(self, key: str, known: Sequence[str]) -> tuple[str, ...]:
        """A list of some of these, each once."""
        values = self.entries(key, 1, len(known))
        for value in values:
            if value not in known or values.count(value) > 1:
                raise self._unknown(key, value, known)
        return tuple(values)

    def entries(self, key: str, least: int, most: int) -> list[Any]:
        """A list with so many entries."""
        values: list[Any] | None = self._value(key, list, Kind.LIST, None)
        if values is None:
            raise self._missing(key, words.kind(Kind.LIST))
        if not least <= len(values) <= most:
            raise self.error(
                Problem.WRONG_COUNT, key, key=quoted(key), least=least, most=most, found=len(values)
            )
        return values

    def table(self, key: str) -> TomlTable:
        """The table under this key."""
        values: dict[str, Any] | None = self._value(key, dict, Kind.TABLE, None)
        if values is None:
            raise self._missing(key, words.kind(Kind.TABLE))
        return TomlTable(values, self._text, (*self._path, key))

    def tables(self, key: str, least: int, most: int) -> list[TomlTable]:
        """The tables under [[key]]."""
        kind = words.kind(Kind.TABLES, key)
        if key not in self:
            raise self._missing(key, kind)
        values = self.entries(key, least, most)
        if not all(isinstance(value, dict) for value in values):
            raise self._wrong(key, kind, values)
        return [TomlTable(value, self._text, (*self._path, key, at)) for at, value in enumerate(values)]

    def error(self, problem: Problem, key: str | None = None, /, **fields: str | int) -> LessonFileError:
        """An error at the line of this key, or of the table itself where it is not there."""
        return LessonFileError(problem, self._line(key), None, **fields)

    def _line(self, key: str | None) -> int:
        lines, path = lines_of(self._text), self._path if key is None else (*self._path, key)
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 1)

    def _value(self, key: str, kind: type, name: Kind, default: Any) -> Any:
        value = self._values.get(key, default)
        if value is not None and not isinstance(value, kind):
            raise self._wrong(key, words.kind(name), value)
        return value

    def _any(self, key: str, wanted: str) -> Any:
        if key not in self:
            raise self._missing(key, wanted)
        return self._values[key]

    def _missing(self, key: str, wanted: str) -> LessonFileError:
        return self.error(Problem.MISSING_KEY, key=quoted(key), wanted=wanted)

    def _wrong(self, key: str, wanted: str, value: object) -> LessonFileError:
        found = words.kind(_KINDS.get(type(value), Kind.TIME))
        return self.error(Problem.WRONG_TYPE, key, key=quoted(key), wanted=wanted, found=found)

    def _unknown(self, key: str, value: object, known: Sequence[str]) -> LessonFileError:
        if not isinstance(value, str):
            return self._wrong(key, words.listed(known), value)
        listed = words.listed(known)
        return self.error(Problem.UNKNOWN_WORD, key, key=quoted(key), found=quoted(value), known=listed)


def read_bytes(path: Path) -> bytes:
    """What is in the file. Raises LessonFileError where it cannot be read."""
    try:
        return finish(content(path))
    except TableError as error:
        raise LessonFileError(Problem.FILE, what=error.text) from error


def parse_table(content: bytes) -> TomlTable:
    """The bytes of a TOML file as a table. Raises LessonFileError, always with a line."""
    if len(content) > LARGEST:
        line = content[:LARGEST].count(b"\n") + 1
        raise LessonFileError(Problem.TOO_LARGE, line, most=LARGEST)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise LessonFileError(Problem.NOT_UTF8, content[: error.start].count(b"\n") + 1) from error
    if found := _LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise LessonFileError(Problem.LONG_KEY, line, most=MOST_PARTS)
    try:
        return TomlTable(tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(str(error), text) from error
    except (ValueError, RecursionError) as error:  # thousands of digits, or of brackets
        raise LessonFileError(Problem.TOO_DEEP, _longest_line(text)) from error


def _syntax_error(message: str, text: str) -> LessonFileError:
    found = _PLACE.fullmatch(message)
    reason = printable(found[1] if found else message)[:LONGEST_REASON]
    if found is None or found[2] is None:
        return LessonFileError(Problem.SYNTAX, text.rstrip().count("\n") + 1, reason=reason)
    return LessonFileError(Problem.SYNTAX, int(found[2]), int(found[3]), reason=reason)


def _longest_line(text: str) -> int:
    lines = text.split("\n")
    return 1 + max(range(len(lines)), key=lambda at: len(lines[at]))


def _shown(value: int | float) -> str:
    return number(float(value)) if _is_finite(value) else words.kind(Kind.BEYOND)


def _is_finite(value: int | float) -> bool:
    return abs(value) <= sys.float_info.max  # a whole number may be beyond any float
