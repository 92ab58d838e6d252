"""The one door to Qt's translation: `tr` for a text, `tr_n` for one with a number that decides on its form.

A text is a literal, so that pyside6-lupdate finds it, and names its fields: `tr("Set {what}", what=…)`. An
int is written in groups; any other number is made in `numbers.py` first. Texts are asked for when they are
needed, in functions: a translator is installed long after the modules were read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping

from gdgui.words.numbers import whole

CONTEXT = ""  # that of functions, to pyside6-lupdate

_FIELD = re.compile(r"\{(\w+)\}")


def tr(text: str, /, **fields: str | int) -> str:
    """The text in the person's language, its {fields} filled in."""
    qt = sys.modules.get("PySide6.QtCore")
    translated = text if qt is None else str(qt.QCoreApplication.translate(CONTEXT, text))
    if "{" not in translated:
        return translated
    try:
        return _fill(translated, fields)
    except KeyError:
        return _fill(text, fields)  # a translation that names a field which does not exist


def marked(text: str, /) -> str:
    """A text of a table, for pyside6-lupdate to find; where it is shown, `tr` translates it."""
    return text


def tr_n(one: str, many: str, n: int, /, **fields: str | int) -> str:
    """The text in the form that a number of `n` needs; {n} is filled in as well.

    English has the two forms given. A translator sees both, and gives as many as the language has.
    """
    english, qt = one if n == 1 else many, sys.modules.get("PySide6.QtCore")
    translated = one if qt is None else str(qt.QCoreApplication.translate(CONTEXT, one, many, n))
    numbers: Mapping[str, str | int] = {"n": n, **fields}
    try:
        return _fill(english if translated == one else translated, numbers)
    except KeyError:
        return _fill(english, numbers)


def _fill(text: str, fields: Mapping[str, str | int]) -> str:
    parts = _FIELD.split(text)  # texts, and between them names of fields
    for at in range(1, len(parts), 2):
        field = fields[parts[at]]
        parts[at] = whole(field) if isinstance(field, int) else field
    return "".join(parts)


def capital(words: str) -> str:
    """As at the beginning of a sentence."""
    return words[:1].upper() + words[1:]
