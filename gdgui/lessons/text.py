"""The text of a lesson or a page: paragraphs and formulas, nothing that could be executed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A piece of a paragraph. Plain characters: whoever shows it as HTML escapes them."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Some lines of text; an `item` stands in a list."""

    spans: tuple[Span, ...]
    item: bool = False

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Formula:
    """A formula on a line of its own, in LaTeX. Where it cannot be typeset, it is shown as it is written."""

    latex: str


Text = tuple[Paragraph | Formula, ...]
