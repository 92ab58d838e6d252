"""A JSON file from anywhere: parsed within bounds, then asked key by key."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, NoReturn

from gdgui.experiment.points import one_line
from gdgui.files.numbers import printable, quoted
from gdgui.words import sessions as words
from gdgui.words import tables
from gdgui.words.sessions import Problem

LARGEST = 10**8  # bytes
MOST_VALUES = 8_000_000  # each of which takes up to a hundred bytes of memory
LONGEST_WHOLE = 18  # digits of a number that is kept as a whole one

Place = tuple[str | int, ...]  # keys, and positions in lists from 1


class SessionFileError(Exception):
    """Why a file is no session. `place` is where in it; `line` and `column`, from 1, where it is no JSON.

    `fields` are those of the problem. str() is a part of a sentence.
    """

    def __init__(
        self,
        problem: Problem,
        place: Place = (),
        line: int | None = None,
        column: int | None = None,
        **fields: str | int,
    ) -> None:
        super().__init__(problem, place, line, column, fields)
        self.problem, self.place, self.line, self.column, self.fields = problem, place, line, column, fields

    @property
    def where(self) -> str:
        """The place in words: “runs 2, segments 1, epoch”; empty where it is the whole file."""
        if self.line is not None:
            return words.text_place(self.line, self.column or 1)
        parts: list[str] = []
        for each in self.place:
            if isinstance(each, int) and parts:
                parts[-1] += f" {each}"
            else:
                parts.append(printable(str(each)[:40]))
        return ", ".join(parts)

    @property
    def text(self) -> str:
        """What is wrong, without the place."""
        return words.problem(self.problem, **self.fields)

    def clause(self, name: str) -> str:
        """What to tell whoever opened the file of this name, without a full stop."""
        if self.problem is Problem.FILE:
            return tables.about_file(printable(name), "", self.text)
        return words.not_opened(printable(name), self.where, self.text)

    def sentence(self, name: str) -> str:
        """What to tell whoever opened the file of this name."""
        return tables.as_sentence(self.clause(name))

    def __str__(self) -> str:
        return tables.at_place(self.where, self.text)


def parse_json(content: bytes) -> Any:
    """The value of a JSON text. Raises SessionFileError, whatever the bytes are.

    Numbers with many digits are floats, infinite ones too; of two equal keys neither counts.
    """
    if len(content) > LARGEST:
        raise SessionFileError(Problem.TOO_LARGE, size=-(-len(content) // 10**6), most=LARGEST // 10**6)
    if sum(content.count(each) for each in (b",", b"[", b"{")) > MOST_VALUES:
        raise SessionFileError(Problem.TOO_MUCH)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise SessionFileError(Problem.NOT_UTF8, (), line, column) from error
    if not text.strip():
        raise SessionFileError(Problem.EMPTY)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_number)
    except json.JSONDecodeError as error:
        raise SessionFileError(Problem.SYNTAX, (), error.lineno, error.colno) from error
    except RecursionError as error:
        raise SessionFileError(Problem.TOO_DEEP) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        first = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise SessionFileError(Problem.TWICE, key=quoted(first))
    return found


def _no_number(found: str) -> NoReturn:
    raise SessionFileError(Problem.NOT_FINITE, found=found)


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_WHOLE else float(digits)


class JsonTable:
    """Keys with values; its methods give the value of a key, or raise SessionFileError."""

    def __init__(self, value: object, place: Place = ()) -> None:
        self.place = place
        if not isinstance(value, dict):
            raise SessionFileError(Problem.WANTED, place, wanted=words.kind("table"))
        self._values: dict[str, Any] = value

    def only(self, needed: Collection[str], allowed: Collection[str] = ()) -> None:
        """Raise where a key is none of these, or one that is needed is missing."""
        for key in self._values:
            if key not in needed and key not in allowed:
                raise SessionFileError(Problem.UNKNOWN_KEY, self.place, key=quoted(key))
        for key in needed:
            if key not in self._values:
                raise SessionFileError(Problem.MISSING_KEY, self.place, key=quoted(key))

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    @property
    def values(self) -> dict[str, Any]:
        """All of it."""
        return self._values

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number within these bounds."""
        value = self._values.get(key)
        if type(value) is not int or not least <= value <= most:
            raise self.error(key, words.whole_number(least, most))
        return value

    def numbers(self, key: str, most: Sequence[float], least: Sequence[float] | None = None) -> list[float]:
        """As many numbers as there are bounds; without `least` they may be as far below 0 as above."""
        bounds = list(zip(least or [-each for each in most], most, strict=True))
        values = self.entries(key, len(most))
        if len(values) < len(most):
            raise self.error(key, words.kind("list"))
        for value, (low, high) in zip(values, bounds, strict=True):
            if type(value) not in (int, float) or not low <= value <= high:
                raise self.error(key, words.number_up_to(f"{low:g}", f"{high:g}"))
        return [float(value) for value in values]

    def line(self, key: str, most: int) -> str:
        """A text of one line, maybe empty."""
        value = self._values.get(key)
        if not isinstance(value, str):
            raise self.error(key, words.kind("text"))
        if len(value) > most or one_line(value, most) != value:
            raise SessionFileError(Problem.UNFIT_TEXT, (*self.place, key), most=most)
        return value

    def word(self, key: str, known: Sequence[str]) -> str:
        """One of these."""
        value = self._values.get(key)
        if not isinstance(value, str):
            raise self.error(key, words.kind("text"))
        if value not in known:
            place, listed = (*self.place, key), words.any_of(known)
            raise SessionFileError(Problem.UNKNOWN_WORD, place, found=quoted(value), known=listed)
        return value

    def switch(self, key: str) -> bool:
        """true or false."""
        value = self._values.get(key)
        if not isinstance(value, bool):
            raise self.error(key, words.kind("switch"))
        return value

    def entries(self, key: str, most: int = sys.maxsize) -> list[Any]:
        """A list of so many entries at most."""
        value = self._values.get(key)
        if not isinstance(value, list):
            raise self.error(key, words.kind("list"))
        if len(value) > most:
            raise self.error(key, words.shorter_list(most))
        return value

    def table(self, key: str) -> JsonTable:
        """The table under this key."""
        return JsonTable(self._values.get(key), (*self.place, key))

    def tables(self, key: str, most: int = sys.maxsize) -> list[JsonTable]:
        """A list of tables."""
        values = self.entries(key, most)
        return [JsonTable(value, (*self.place, key, at)) for at, value in enumerate(values, 1)]

    def error(self, key: str, wanted: str) -> SessionFileError:
        """The value of this key is another than what is wanted."""
        return SessionFileError(Problem.WANTED, (*self.place, key), wanted=wanted)
