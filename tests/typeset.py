"""Typeset every formula that the program shows: `uv run python -m tests.typeset` writes them."""

from __future__ import annotations

import re
from pathlib import Path

import ziamath

from gdgui.files.formulas import SIZE, file_name
from gdgui.words.worked import formulas

RESOURCES = Path(__file__).parents[1] / "resources"


def all_formulas() -> list[str]:
    """LaTeX of each, once."""
    steps = [
        formula.latex
        for standardised in (False, True)
        for formula in formulas(standardised, lit=True).values()
    ]
    return sorted(set(steps))


def svg(latex: str) -> str:
    """As ziamath sets it, in a form that QtSvg can draw, with one decimal of a pixel."""
    ziamath.config.svg2 = False  # QtSvg draws version 1
    whole = ziamath.Latex(latex, size=SIZE).svg()
    return re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), whole)


def main() -> None:
    folder = RESOURCES / "formulas"
    folder.mkdir(exist_ok=True)
    wanted = {RESOURCES / file_name(latex): latex for latex in all_formulas()}
    for path in folder.glob("*.svg"):
        if path not in wanted:
            path.unlink()
    for path, latex in wanted.items():
        path.write_text(svg(latex), encoding="utf-8")


if __name__ == "__main__":
    main()
