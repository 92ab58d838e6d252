"""Formulas typeset beforehand: what the program itself shows is drawn from files, without any delay."""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from gdgui.files.resources import resource

SIZE = 40
"""Pixels of the letters in those files."""


def file_name(latex: str) -> str:
    """Where the formula lies among the resources: by what it says."""
    return f"formulas/{sha256(latex.encode()).hexdigest()[:16]}.svg"


def typeset(latex: str) -> str | None:
    """The formula as SVG, its letters black; None where it was not typeset beforehand."""
    try:
        return resource(file_name(latex)).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def math_font() -> Path | None:
    """The file of the font that formulas are typeset in; None where it is missing."""
    package = find_spec("ziamath")
    if package is None or package.origin is None:
        return None
    font = Path(package.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"
    return font if font.is_file() else None
