"""Numbers as people type them: with a decimal point or a decimal comma."""

from __future__ import annotations

import math
import re

from gdgui.words import tables
from gdgui.words.tables import Problem

SHOWN = 30
"""Characters of a text that a message quotes before it cuts it short."""

# Each character can be taken in one way only, so a long text that is no number costs linear time.
_NUMBER = re.compile(r"[ \t]*[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?[ \t]*")


class NumberError(ValueError):
    """A text that is no number. str() is a part of a sentence: “abc” is not a number."""

    def __init__(self, problem: Problem, text: str) -> None:
        super().__init__(problem, text)
        self.problem, self.text = problem, text

    def __str__(self) -> str:
        return tables.problem(self.problem, cell=quoted(self.text))


def parse_number(text: str) -> float:
    """The value of `0.05`, `5e-2`, `0,05`, `.5`, `5.` or `-1,5e3`, with blanks around it or not.

    Raises NumberError, a ValueError, for anything else (also `nan`, `inf`, `1_000`, `1.234,5`) and for a
    number that float64 cannot hold.
    """
    if _NUMBER.fullmatch(text) is None:
        raise NumberError(Problem.NOT_A_NUMBER, text)
    value = float(text.replace(",", "."))
    if math.isinf(value):
        raise NumberError(Problem.HUGE, text)
    return value


def quoted(text: str) -> str:
    """The text in quotation marks, on one line and cut short, as a message can show it."""
    return f"“{in_short(text)}”"


def in_short(text: str) -> str:
    """The text on one line and cut short."""
    text = text.strip()
    return f"{printable(text[:SHOWN])}…" if len(text) > SHOWN else printable(text)


def brief(text: str, most: int = 100) -> str:
    """The text, without its middle where it has more than so many characters."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"


def printable(text: str) -> str:
    """The text with a � for every control character, line ending or lone surrogate."""
    return "".join(each if each.isprintable() else "�" for each in text)
