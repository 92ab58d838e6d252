"""How a film is to be, as it is chosen, remembered, and asked for on the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gdgui.experiment.view_options import PLOTS, ViewOptions
from gdgui.files.film.kinds import FASTEST, KINDS, LEAST, MOST
from gdgui.ui.theme import THEMES, Scale, Style, Theme

Size = tuple[int, int]  # width and height in pixels

DESK_HEIGHT = 720  # pixels of a film in which letters are as large as at a desk


@dataclass(frozen=True)
class FilmChoices:
    """How a film is made. Raises ValueError where it cannot be."""

    kind: str = "gif"
    size: Size = (1280, 720)
    per_second: int = 20
    theme: str = "window"  # or the name of another one than the window has
    plots: str = "view"  # those that are in view, or the name of one
    loops: bool = True

    def __post_init__(self) -> None:
        fits = all(low <= each <= high for low, each, high in zip(LEAST, self.size, MOST, strict=True))
        is_known = self.theme in ("window", *THEMES) and self.plots in ("view", *PLOTS)
        if not (self.kind in KINDS and fits and 1 <= self.per_second <= FASTEST and is_known):
            raise ValueError(self.to_word())

    def to_word(self) -> str:
        """All of it in letters, digits and dashes."""
        width, height = self.size
        loops = "loop" if self.loops else "once"
        return f"{self.kind}-{width}-{height}-{self.per_second}-{self.theme}-{self.plots}-{loops}"

    @classmethod
    def from_word(cls, word: str) -> FilmChoices:
        """What such a word stands for. Raises ValueError where it stands for nothing."""
        found = re.fullmatch(r"(\w+)-(\d{1,5})-(\d{1,5})-(\d{1,3})-(\w+)-(\w+)-(loop|once)", word, re.ASCII)
        if found is None:
            raise ValueError(word)
        kind, width, height, per_second, theme, plots, loops = found.groups()
        return cls(kind, (int(width), int(height)), int(per_second), theme, plots, loops == "loop")

    def style(self, of_window: Theme) -> Style:
        """Letters grow with the picture: what is read at the desk is read in a large film too."""
        factor = max(1.0, self.size[1] / DESK_HEIGHT)
        return Style(Scale.desk(factor), THEMES.get(self.theme, of_window))

    def options(self, shown: ViewOptions) -> ViewOptions:
        """How each frame is looked at."""
        return shown if self.plots == "view" else replace(shown, plots=(self.plots,))
