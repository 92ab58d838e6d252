"""The simple markup of lessons and pages: paragraphs, lists, **strong** words, and formulas between $$.

A blank line ends a paragraph; its line breaks are blanks. A line that begins with "- " is an item of a list.
$$ stands at the beginning and the end of a formula, on lines of their own or on one.
"""

from __future__ import annotations

import re

from gdgui.files.numbers import quoted
from gdgui.files.toml_table import TomlTable
from gdgui.lessons.text import Formula, Paragraph, Span, Text
from gdgui.words.lessons import Problem

_STRONG = "**"
_FORMULA = "$$"
_ITEM = re.compile(r"^- ", re.MULTILINE)


def read_markup(table: TomlTable, key: str, most: int) -> Text:
    """The text under this key, of at most so many characters. Raises LessonFileError."""
    parts = table.text(key, most).split(_FORMULA)
    if len(parts) % 2 == 0:
        raise table.error(Problem.OPEN_FORMULA, key, found=quoted(parts[-1]))
    blocks: list[Paragraph | Formula] = []
    for at, part in enumerate(parts):
        if at % 2 == 0:
            blocks += _paragraphs(table, key, part)
        elif not part.strip():
            raise table.error(Problem.NO_FORMULA, key)
        else:
            blocks.append(Formula(" ".join(part.split())))
    return tuple(blocks)


def _paragraphs(table: TomlTable, key: str, text: str) -> list[Paragraph]:
    found = []
    for block in re.split(r"\n[ \t]*\n", text.strip()):
        first, *items = _ITEM.split(block)
        found += [Paragraph(_spans(table, key, first))] if first.strip() else []
        found += [Paragraph(_spans(table, key, item), item=True) for item in items if item.strip()]
    return found


def _spans(table: TomlTable, key: str, text: str) -> tuple[Span, ...]:
    parts = " ".join(text.split()).split(_STRONG)
    if len(parts) % 2 == 0:
        raise table.error(Problem.OPEN_STRONG, key, found=quoted(parts[-1]))
    return tuple(Span(part, strong=at % 2 == 1) for at, part in enumerate(parts) if part)
