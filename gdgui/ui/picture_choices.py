"""How a picture is to be drawn and written, as somebody chose it last."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from gdgui.experiment.view_options import PLOTS

PARTS = ("all", *PLOTS)
FORMATS = ("png", "svg", "pdf")
SCALES = (1, 2, 4)
UNITS = {"px": 1.0, "cm": 96 / 2.54}  # logical pixels in each
LOOKS = ("window", "light", "dark", "contrast", "print")
LEAST, MOST = 100.0, 10_000.0  # logical pixels of width and height
MOST_PIXELS = 100_000_000  # of an image

Size = tuple[float, float]


@dataclass(frozen=True)
class PictureChoices:
    """`size` in logical pixels; None: as large as the plots are in the window. Raises ValueError."""

    part: str = "all"
    format: str = "png"
    scale: int = 2
    unit: str = "px"
    look: str = "window"
    has_caption: bool = True
    size: Size | None = None

    def __post_init__(self) -> None:
        known = self.part in PARTS and self.format in FORMATS and self.scale in SCALES
        if not (known and self.unit in UNITS and self.look in LOOKS):
            raise ValueError(self)
        for each in self.size or ():
            check_size(each)

    def pixels(self, size: Size) -> tuple[int, int]:
        """Of the image, where it is so large in logical pixels."""
        return round(size[0] * self.scale), round(size[1] * self.scale)

    def is_too_large(self, size: Size) -> bool:
        """Whether an image would have more pixels than can be held; shapes have none."""
        return math.prod(self.pixels(size)) > MOST_PIXELS

    def to_word(self) -> str:
        """The choices as they are remembered."""
        size = "x".join(f"{each:.10g}" for each in self.size) if self.size else "window"
        caption = "caption" if self.has_caption else "plain"
        return "-".join((self.part, self.format, str(self.scale), self.unit, self.look, caption, size))

    @classmethod
    def from_word(cls, word: str) -> PictureChoices:
        """What such a word stands for. Raises ValueError."""
        part, kind, scale, unit, look, caption, size = word.split("-")
        if caption not in ("caption", "plain") or not re.fullmatch("[0-9]", scale):
            raise ValueError(word)
        width, _, height = size.partition("x")
        wanted = None if size == "window" else (_number(width), _number(height))
        return cls(part, kind, int(scale), unit, look, caption == "caption", wanted)


def check_size(value: float) -> None:
    """Raises ValueError where a picture cannot be so wide or high, in logical pixels."""
    if not LEAST <= value <= MOST:
        raise ValueError(value)


def _number(word: str) -> float:
    if not re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,10})?", word):
        raise ValueError(word)
    return float(word)
