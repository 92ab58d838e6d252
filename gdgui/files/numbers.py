"""Numbers as people type them: with a decimal point or a decimal comma."""

from __future__ import annotations

import math
import re

SHOWN = 30
"""Characters of a text that a message quotes before it cuts it short."""

# Each character can be taken in one way only, so a long text that is no number costs linear time.
_NUMBER = re.compile(r"[ \t]*[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?[ \t]*")


def parse_number(text: str) -> float:
    """The value of `0.05`, `5e-2`, `0,05`, `.5`, `5.` or `-1,5e3`, with blanks around it or not.

    Raises ValueError for anything else (also `nan`, `inf`, `1_000`, `1.234,5`) and for a number that
    float64 cannot hold. Its message is a part of a sentence, such as “abc” is not a number.
    """
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(f"{quoted(text)} is not a number")
    value = float(text.replace(",", "."))
    if math.isinf(value):
        raise ValueError(f"{quoted(text)} is too large")
    return value


def quoted(text: str) -> str:
    """The text in quotation marks, on one line and cut short, as a message can show it."""
    text = text.strip()
    return f"“{printable(text[:SHOWN])}…”" if len(text) > SHOWN else f"“{printable(text)}”"


def printable(text: str) -> str:
    """The text with a � for every control character, line ending or lone surrogate."""
    return "".join(each if each.isprintable() else "�" for each in text)
