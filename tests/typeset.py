"""Typeset every formula that the program shows: `uv run python -m tests.typeset` writes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gdgui.files.formulas import file_name, typeset_now
from gdgui.files.guide_file import guide
from gdgui.files.lesson_file import lessons
from gdgui.lessons.text import Formula
from gdgui.words.worked import formulas

RESOURCES = Path(__file__).parents[1] / "resources"


def all_formulas() -> list[str]:
    """LaTeX of each, once."""
    steps = [
        formula.latex
        for standardised in (False, True)
        for formula in formulas(standardised, lit=True).values()
    ]
    return sorted({*steps, *in_texts()})


def in_texts() -> Iterator[str]:
    """Those of the guide and of the lessons."""
    texts = [page.text for page in guide()]
    texts += [step.text for lesson in lessons() for step in lesson.steps]
    for text in texts:
        yield from (block.latex for block in text if isinstance(block, Formula))


def svg(latex: str) -> str:
    """As ziamath sets it, in a form that QtSvg can draw."""
    drawn = typeset_now(latex)
    assert drawn is not None, latex
    return drawn


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
