"""Formulas typeset beforehand: what the program itself shows is drawn from files, without any delay.

Only those of a lesson from elsewhere are typeset when it is opened.
"""

from __future__ import annotations

import logging
import re
from importlib.util import find_spec
from pathlib import Path

from gdgui.files.resources import resource

LOG = logging.getLogger(__name__)

SIZE = 40
"""Pixels of the letters in those files."""


def file_name(latex: str) -> str:
    """Where the formula lies among the resources: by what it says."""
    from hashlib import sha256  # not at the start, which has no formula to draw

    return f"formulas/{sha256(latex.encode()).hexdigest()[:16]}.svg"


def typeset(latex: str) -> str | None:
    """The formula as SVG, its letters black; None where it was not typeset beforehand."""
    try:
        return resource(file_name(latex)).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def typeset_now(latex: str) -> str | None:
    """The same, typeset here and now: takes a second the first time. None where it cannot be typeset."""
    import ziamath  # only whoever opens a lesson of their own ever waits for this

    ziamath.config.svg2 = False  # QtSvg draws version 1
    try:
        whole = ziamath.Latex(latex, size=SIZE).svg()
    except Exception:  # it raises whatever comes when it does not understand
        LOG.debug("not typeset: %s", latex, exc_info=True)
        return None
    return re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), whole)


def math_font() -> Path | None:
    """The file of the font that formulas are typeset in; None where it is missing."""
    package = find_spec("ziamath")
    if package is None or package.origin is None:
        return None
    font = Path(package.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"
    return font if font.is_file() else None
