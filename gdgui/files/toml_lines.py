"""On which lines the keys of a TOML text stand, which `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

Path = tuple[str | int, ...]  # keys, and the places in lists from 0

_TOKEN = re.compile(
    r"""(?P<gap>[ \t]+|\#[^\n]*)
    |(?P<newline>\n)
    |(?P<text>\"{3}(?:\\.|[^\\])*?\"{3}(?!\")|'{3}.*?'{3}(?!')|\"(?:\\.|[^"\\\n])*\"|'[^'\n]*')
    |(?P<sign>[\[\]{},=.])
    |(?P<bare>[^\s\[\]{},=.\#"']+|.)""",
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, of every key and every entry of a list in a text that `tomllib` has read.

    A table has the line of its first header or of its first key. "\\n" ends lines.
    """
    scanner = _Scanner(_tokens(text))
    scanner.document()
    return scanner.lines


def _tokens(text: str) -> list[_Token]:
    tokens, line = [], 1
    for found in _TOKEN.finditer(text):
        if found.lastgroup and found.lastgroup != "gap":
            tokens.append(_Token(found.lastgroup, found[0], line))
        line += found[0].count("\n")
    return [*tokens, _Token("newline", "\n", line), _Token("end", "", line)]


class _Scanner:
    """Goes through the tokens of a valid text once; it checks nothing."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.lines: dict[Path, int] = {}
        self._tokens, self._at = tokens, 0
        self._entries: dict[Path, int] = {}  # of the lists of tables, so far

    def document(self) -> None:
        table: Path = ()
        while self._now.kind != "end":
            if self._now.kind == "newline":
                self._at += 1
            elif self._now.text == "[":
                table = self._header()
            else:
                self._pair(table)

    @property
    def _now(self) -> _Token:
        return self._tokens[self._at]

    def _header(self) -> Path:
        """`[a.b]` or `[[a.b]]`; the path that the keys below it begin with."""
        line = self._now.line
        is_list = self._tokens[self._at + 1].text == "["
        self._at += 1 + is_list
        *parents, last = self._key()
        self._at += 1 + is_list
        path: Path = ()
        for key in parents:
            path = self._newest(self._seen((*path, key), line))
        path = self._seen((*path, last), line)
        if is_list:
            self._entries[path] = self._entries.get(path, 0) + 1
        return self._seen(self._newest(path), line)

    def _newest(self, path: Path) -> Path:
        """The entry being written of a list of tables; the path itself of anything else."""
        return (*path, self._entries[path] - 1) if path in self._entries else path

    def _seen(self, path: Path, line: int) -> Path:
        self.lines.setdefault(path, line)
        return path

    def _pair(self, table: Path) -> None:
        """`a.b = value`"""
        line, path = self._now.line, table
        for key in self._key():
            path = self._seen((*path, key), line)
        self._at += 1  # =
        self._value(path)

    def _key(self) -> list[str]:
        keys = []
        while self._now.text not in ("=", "]"):
            if self._now.text != ".":
                keys.append(_unquoted(self._now))
            self._at += 1
        return keys

    def _value(self, path: Path) -> None:
        if self._now.text == "[":
            self._list(path)
        elif self._now.text == "{":
            self._inline_table(path)
        else:  # the parts of a number or a date may be several tokens
            while self._now.kind not in ("newline", "end") and self._now.text not in (",", "]", "}"):
                self._at += 1

    def _list(self, path: Path) -> None:
        self._at += 1
        entries = 0
        while self._now.text != "]":
            if self._now.kind == "newline" or self._now.text == ",":
                self._at += 1
            else:
                self._value(self._seen((*path, entries), self._now.line))
                entries += 1
        self._at += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while self._now.text != "}":
            if self._now.kind == "newline" or self._now.text == ",":
                self._at += 1
            else:
                self._pair(path)
        self._at += 1


def _unquoted(token: _Token) -> str:
    return next(iter(tomllib.loads(f"{token.text} = 0"))) if token.kind == "text" else token.text
